import type { Policy, Requirements } from '../../records/policy.ts';

/** One demand of a policy, and the checks that answer for it. */
export interface Rule {
  /** Id of those checks. */
  readonly check: string;
  /**
   * JSON pointer of the demand as if all that applies stood under `/require`: `/require/signatures/0`; empty for what every
   * image must be.
   */
  readonly at: string;
  /** In words: `signed by release, on the index and on every platform`. */
  readonly demand: string;
}

/**
 * The rules that one kind of check answers for.
 * @param require - all that applies: the policy's own demands and those of its case
 */
export type RulesOf = (require: Requirements, policy: Policy) => readonly Rule[];

const UNITS = [
  [86_400, 'day'],
  [3600, 'hour'],
  [60, 'minute'],
] as const;

/** An age in the largest whole unit. @example ageText(2_592_000) // '30 days' */
export function ageText(seconds: number): string {
  const [size, unit] = UNITS.find(([one]) => seconds % one === 0) ?? [1, 'second'];
  const count = seconds / size;
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}

/** Names as a sentence has them. @example either(['a', 'b', 'c']) // 'a, b or c' */
export function either(names: readonly string[], word: 'or' | 'and' = 'or'): string {
  return names.length < 2
    ? (names[0] ?? 'nobody')
    : `${names.slice(0, -1).join(', ')} ${word} ${names[names.length - 1] ?? ''}`;
}
