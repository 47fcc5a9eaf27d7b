import { CelError } from './cel-error.ts';
import type { CelOperator } from './node.ts';
import { CelDuration, CelTime, type CelValue } from './value.ts';

const MAX_INT = 2n ** 63n - 1n;
const MIN_INT = -(2n ** 63n);

/**
 * Numbers, moments and lengths of time: `+ - * / %`.
 * @throws CelError for an overflow of 64 bits, a division by zero, or types that don't go together
 * @example arithmetic('/', 7n, 2n) // 3n
 * @see CEL specification, langdef.md, "Overflow"
 */
export function arithmetic(operator: CelOperator, left: CelValue, right: CelValue): CelValue {
  if (typeof left === 'bigint' && typeof right === 'bigint') return ofInts(operator, left, right);
  // A minus before a number is a difference from nought.
  if (operator === '-' && left === 0n && typeof right === 'number') return -right;
  if (typeof left === 'number' && typeof right === 'number') return ofDoubles(operator, left, right);
  if (operator === '-' && left instanceof CelTime && right instanceof CelTime)
    return new CelDuration(left.millis - right.millis);
  const sign = operator === '-' ? -1 : operator === '+' ? 1 : undefined;
  if (sign !== undefined && right instanceof CelDuration) {
    if (left instanceof CelTime) return new CelTime(left.millis + sign * right.millis);
    if (left instanceof CelDuration) return new CelDuration(left.millis + sign * right.millis);
  }
  if (operator === '+' && left instanceof CelDuration && right instanceof CelTime)
    return new CelTime(left.millis + right.millis);
  throw new CelError('type', `${operator} does not go with these values`);
}

/**
 * Order: `< <= > >=` of numbers, texts (by UTF-16 units), moments, lengths of time and truth values.
 * @throws CelError for types that have no order, or none with one another
 * @example compare('<', 1n, 1.5) // true
 */
export function compare(operator: '<' | '<=' | '>' | '>=', left: CelValue, right: CelValue): boolean {
  const [a, b] = [comparable(left), comparable(right)];
  const numbers = (typeof a === 'bigint' || typeof a === 'number') && (typeof b === 'bigint' || typeof b === 'number');
  const mixed = typeof left !== 'object' ? !numbers && typeof a !== typeof b : left?.constructor !== right?.constructor;
  if (a === undefined || b === undefined || mixed)
    throw new CelError('type', `${operator} does not go with these values`);
  if (operator === '<') return a < b;
  if (operator === '<=') return a <= b;
  return operator === '>' ? a > b : a >= b;
}

function comparable(value: CelValue): bigint | number | string | boolean | undefined {
  if (value instanceof CelTime || value instanceof CelDuration) return value.millis;
  return typeof value === 'object' ? undefined : value;
}

function ofInts(operator: CelOperator, a: bigint, b: bigint): bigint {
  if ((operator === '/' || operator === '%') && b === 0n) throw new CelError('range', 'it divides by zero');
  const value =
    operator === '+' ? a + b : operator === '-' ? a - b : operator === '*' ? a * b : operator === '/' ? a / b : a % b;
  if (value > MAX_INT || value < MIN_INT) throw new CelError('range', 'a number is beyond 64 bits');
  return value;
}

function ofDoubles(operator: CelOperator, a: number, b: number): number {
  switch (operator) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    case '/':
      return a / b;
    default:
      throw new CelError('type', `${operator} does not go with doubles`);
  }
}
