import type { StatementFact } from '../../records/facts.ts';
import { type Answer, fail } from './context.ts';

/** The statements that count of those that replace one another. */
export interface Newest {
  readonly counted: readonly StatementFact[];
  /** Seconds since 1970: when the newest says that it was made; undefined when none says so of a moment that has come. */
  readonly at: number | undefined;
}

/**
 * Of statements that replace one another, such as scans: the newest counts, by the time that it claims under its signature. So an old
 * clean scan that somebody attaches anew shadows no newer one. Several of one moment all count. So does each that claims no time, or one
 * that has not come: it shadows nothing, and nothing shadows it.
 *
 * @param facts - of one subject, by accepted signers
 * @param now - seconds since 1970
 * @example newestOf(facts, context.now).counted.length
 */
export function newestOf(facts: readonly StatementFact[], now: number): Newest {
  const dated = facts.flatMap((fact) => {
    const at = claimedTime(fact);
    return at === undefined || at > now ? [] : [at];
  });
  const at = dated.length === 0 ? undefined : Math.max(...dated);
  const counted = facts.filter((fact) => {
    const own = claimedTime(fact);
    return own === undefined || own > now || own === at;
  });
  return { counted, at };
}

/**
 * Why the newest is too old, if it is.
 * @param what - for the message: `scan`
 * @param maxAge - seconds; undefined: any age will do
 * @example staleness(newestOf(facts, now), 'scan', 86_400, now)?.code // 'STATEMENT_STALE'
 */
export function staleness(
  { at, counted }: Newest,
  what: string,
  maxAge: number | undefined,
  now: number,
): Answer | undefined {
  if (maxAge === undefined) return undefined;
  const evidence = counted.map((fact) => fact.evidence);
  if (at === undefined)
    return fail(
      'STATEMENT_TIME_UNKNOWN',
      `the ${what} claims a time in the future, so its age can't be told`,
      evidence,
    );
  if (at + maxAge >= now) return undefined;
  return fail('STATEMENT_STALE', `the newest ${what} is older than the policy allows: make a new one`, evidence);
}

function claimedTime({ content, unread }: StatementFact): number | undefined {
  if (content !== undefined) return 'at' in content ? content.at : undefined;
  return unread?.at;
}
