import { matchesText } from '../wildcard.ts';
import { arithmetic, compare } from './arithmetic.ts';
import { CelError } from './cel-error.ts';
import type { CelProgram } from './compile.ts';
import type { CelNode } from './node.ts';
import { type CelList, type CelObject, type CelValue, isCelList, isCelObject } from './value.ts';

/** Steps that one evaluation may take, unless told otherwise: some five milliseconds. */
export const MAX_STEPS = 100_000;
const MAX_GLOB = 1024;

/** What an evaluation gave. */
export interface CelResult {
  readonly value: boolean;
  /** Steps that it took: the same for the same values. */
  readonly steps: number;
}

/**
 * Evaluates a program. Each node, each item, each value that is compared and each 16 characters of text that are looked at
 * cost a step, so an expression ends within its budget whatever it says and whatever the values are; and it ends at the same step
 * on every machine.
 *
 * @param variables - of the declared types
 * @throws CelError when there is no value: a member that is not there, an index out of range, division by zero, an overflow, or
 *   steps beyond the budget
 * @example evaluateCel(program, { platforms: [] }).value
 */
export function evaluateCel(program: CelProgram, variables: CelObject, maxSteps: number = MAX_STEPS): CelResult {
  const run = new Run(variables, maxSteps);
  try {
    const value = run.of(program.root, undefined);
    if (typeof value !== 'boolean') throw new CelError('type', 'it gave no truth value');
    return { value, steps: run.steps };
  } catch (error) {
    if (error instanceof CelError) error.steps = run.steps;
    throw error;
  }
}

/** Items of the macros around a node, the innermost first. */
type Scope = { readonly name: string; readonly value: CelValue; readonly outer: Scope } | undefined;

class Run {
  steps = 0;
  readonly #variables: CelObject;
  readonly #max: number;

  constructor(variables: CelObject, max: number) {
    this.#variables = variables;
    this.#max = max;
  }

  of(node: CelNode, scope: Scope): CelValue {
    this.#spend(1);
    switch (node.op) {
      case 'value':
        return node.value;
      case 'variable': {
        for (let one = scope; one !== undefined; one = one.outer) if (one.name === node.name) return one.value;
        return this.#variables[node.name] ?? missing(node.name);
      }
      case 'member':
        return this.#member(this.of(node.of, scope), node.name);
      case 'has': {
        const object = this.of(node.of, scope);
        return isCelObject(object) ? Object.hasOwn(object, node.name) : wrongType('has', object);
      }
      case 'index':
        return this.#index(this.of(node.of, scope), this.of(node.at, scope));
      case 'list':
        return node.items.map((item) => this.of(item, scope));
      case 'not': {
        const value = this.of(node.of, scope);
        return typeof value === 'boolean' ? !value : wrongType('!', value);
      }
      case 'minus':
        return arithmetic('-', 0n, this.of(node.of, scope));
      case 'and':
      case 'or':
        return this.#either(node.op === 'or', node.left, node.right, scope);
      case 'if': {
        const condition = this.of(node.condition, scope);
        if (typeof condition !== 'boolean') return wrongType('?', condition);
        return this.of(condition ? node.whenTrue : node.whenFalse, scope);
      }
      case 'binary':
        return this.#binary(node, scope);
      case 'call':
        return this.#call(node, scope);
      case 'each':
        return this.#each(node, scope);
    }
  }

  #spend(steps: number): void {
    this.steps += steps;
    if (this.steps > this.#max) throw new CelError('budget', `it takes more than ${this.#max} steps on this image`);
  }

  #member(object: CelValue, name: string): CelValue {
    if (!isCelObject(object)) return wrongType(`.${name}`, object);
    const value = Object.hasOwn(object, name) ? object[name] : undefined;
    return value === undefined ? missing(name) : value;
  }

  #index(of: CelValue, at: CelValue): CelValue {
    if (typeof at === 'string') return this.#member(of, at);
    if (!isCelList(of) || typeof at !== 'bigint') return wrongType('[]', of);
    const item = at < 0n || at >= BigInt(of.length) ? undefined : of[Number(at)];
    if (item === undefined) throw new CelError('missing', `there is no entry ${at} in a list of ${of.length}`);
    return item;
  }

  /** CEL's `&&` and `||`: what one side decides is so, even where the other has no value. @see langdef.md, "Logical Operators" */
  #either(decisive: boolean, left: CelNode, right: CelNode, scope: Scope): boolean {
    let first: CelValue | CelError;
    try {
      first = this.of(left, scope);
    } catch (error) {
      if (!(error instanceof CelError) || error.kind === 'budget') throw error;
      first = error;
    }
    if (first === decisive) return decisive;
    const second = this.of(right, scope);
    if (second === decisive) return decisive;
    if (first instanceof CelError) throw first;
    if (typeof first !== 'boolean') return wrongType('a logical operator', first);
    return typeof second === 'boolean' ? second : wrongType('a logical operator', second);
  }

  #binary(node: CelNode & { readonly op: 'binary' }, scope: Scope): CelValue {
    const { operator } = node;
    const left = this.of(node.left, scope);
    const right = this.of(node.right, scope);
    switch (operator) {
      case '==':
        return this.#equal(left, right);
      case '!=':
        return !this.#equal(left, right);
      case 'in':
        if (isCelList(right)) return right.some((item) => this.#equal(left, item));
        return isCelObject(right) && typeof left === 'string' ? Object.hasOwn(right, left) : wrongType('in', right);
      case '<':
      case '<=':
      case '>':
      case '>=':
        this.#look(left);
        return compare(operator, left, right);
      default:
        if (typeof left === 'string' && typeof right === 'string' && operator === '+') {
          this.#look(left);
          this.#look(right);
          return left + right;
        }
        if (isCelList(left) && isCelList(right) && operator === '+') {
          this.#spend(left.length + right.length);
          return [...left, ...right];
        }
        return arithmetic(operator, left, right);
    }
  }

  #equal(a: CelValue, b: CelValue): boolean {
    this.#spend(1);
    if (typeof a === 'string' && typeof b === 'string') {
      this.#look(a.length === b.length ? a : '');
      return a === b;
    }
    if (isCelList(a) && isCelList(b))
      return a.length === b.length && a.every((item, at) => this.#equal(item, b[at] ?? null));
    if (isCelObject(a) && isCelObject(b)) {
      const names = Object.keys(a);
      this.#spend(names.length);
      return (
        names.length === Object.keys(b).length &&
        names.every((name) => Object.hasOwn(b, name) && this.#equal(a[name] ?? null, b[name] ?? null))
      );
    }
    // CEL compares numbers of different types by what they are worth; and by what times are worth.
    if (typeof a === 'bigint' && typeof b === 'number') return Number.isInteger(b) && a === BigInt(b);
    if (typeof a === 'number' && typeof b === 'bigint') return Number.isInteger(a) && BigInt(a) === b;
    if (typeof a === 'object' && a !== null && 'millis' in a && typeof b === 'object' && b !== null && 'millis' in b)
      return a.constructor === b.constructor && a.millis === b.millis;
    return a === b;
  }

  #call({ name, args }: CelNode & { readonly op: 'call' }, scope: Scope): CelValue {
    const [first = null, second = null] = args.map((one) => this.of(one, scope));
    if (name === 'size') {
      if (typeof first === 'string') {
        this.#look(first);
        return BigInt([...first].length);
      }
      if (isCelList(first)) return BigInt(first.length);
      return isCelObject(first) ? BigInt(Object.keys(first).length) : wrongType('size', first);
    }
    if (typeof first !== 'string' || typeof second !== 'string') return wrongType(name, first);
    this.#look(first);
    switch (name) {
      case 'startsWith':
        return first.startsWith(second);
      case 'endsWith':
        return first.endsWith(second);
      case 'contains':
        // The engine's search is linear but for hostile needles, which cost their product.
        this.#spend(Math.ceil((first.length / 16) * Math.min(second.length, 64)));
        return first.includes(second);
      case 'glob':
        if (first.length > MAX_GLOB || second.length > MAX_GLOB) return false;
        this.#spend(Math.ceil((first.length * second.length) / 16));
        return matchesText(second, first);
      default:
        return wrongType(name, first);
    }
  }

  #each(node: CelNode & { readonly op: 'each' }, scope: Scope): CelValue {
    const over = this.of(node.over, scope);
    const items: CelList = isCelList(over) ? over : isCelObject(over) ? Object.keys(over) : wrongType(node.macro, over);
    const body = (item: CelValue): CelValue => {
      this.#spend(1);
      return this.of(node.body, { name: node.item, value: item, outer: scope });
    };
    const truth = (item: CelValue): boolean => {
      const value = body(item);
      return typeof value === 'boolean' ? value : wrongType(node.macro, value);
    };
    switch (node.macro) {
      case 'map':
        return items.map(body);
      case 'filter':
        return items.filter(truth);
      case 'exists_one':
        return items.filter(truth).length === 1;
      case 'all':
        return this.#quantify(items, truth, false);
      case 'exists':
        return this.#quantify(items, truth, true);
    }
  }

  /** As `&&` and `||` over all items. @see langdef.md, "Macros" */
  #quantify(items: CelList, truth: (item: CelValue) => boolean, decisive: boolean): boolean {
    let problem: CelError | undefined;
    for (const item of items) {
      try {
        if (truth(item) === decisive) return decisive;
      } catch (error) {
        if (!(error instanceof CelError) || error.kind === 'budget') throw error;
        problem ??= error;
      }
    }
    if (problem !== undefined) throw problem;
    return !decisive;
  }

  #look(value: CelValue): void {
    if (typeof value === 'string') this.#spend(value.length >> 4);
  }
}

function missing(name: string): never {
  throw new CelError('missing', `there is no ${name}`);
}

function wrongType(what: string, value: CelValue): never {
  throw new CelError(
    'type',
    `${what} does not go with ${value === null ? 'null' : isCelList(value) ? 'a list' : `a ${typeof value}`}`,
  );
}
