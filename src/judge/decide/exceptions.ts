import type { Digest } from '../../formats/digest.ts';
import { parseUtcSeconds } from '../../formats/rfc3339.ts';
import { matchesText } from '../../formats/wildcard.ts';
import { isAgainst, MAX_REASON } from '../../records/check.ts';
import type { PolicyException } from '../../records/policy.ts';
import type { Context, TimedCheck } from './context.ts';
import { isFor } from './named-repository.ts';

/** An exception that is for something of this image. */
interface Excuse {
  readonly exception: PolicyException;
  /** Seconds since 1970, both included. */
  readonly from: number;
  readonly until: number;
  /** `all`: of the repository or of the image's own digest; else the parts of the image that it names. */
  readonly subjects: 'all' | ReadonlySet<Digest>;
}

/**
 * Excuses checks that do not hold, where an exception of the policy is for them and holds now: such a check keeps its status
 * and code, counts for nothing, and ends with the exception. One that has ended, or not begun, excuses nothing and is named in
 * the reason. What a policy covers is no check to excuse: an exception never widens it.
 *
 * @returns the checks, in their order; the same list for a policy without exceptions
 * @example excuse(context, timed)[0]?.check.exception?.owner
 */
export function excuse(context: Context, timed: readonly TimedCheck[]): readonly TimedCheck[] {
  const all = excusesOf(context);
  if (all.length === 0) return timed;
  // Of many subjects the checks have few ids, and patterns are matched once for each.
  const byId = new Map<string, readonly Excuse[]>();
  return timed.map((one) => {
    const { id, subject } = one.check;
    if (!isAgainst(one.check) || id === 'coverage') return one;
    const named = byId.get(id) ?? all.filter(({ exception }) => exception.checks.some((glob) => matchesText(glob, id)));
    byId.set(id, named);
    const own = named.filter(({ subjects }) => subjects === 'all' || subjects.has(subject));
    return excused(one, own, context.now);
  });
}

/** The exceptions that are for this image or a part of it, those that last longest first. */
function excusesOf({ facts, policy, root, signed }: Context): readonly Excuse[] {
  return (policy.exceptions ?? [])
    .flatMap((exception): readonly Excuse[] => {
      const { images, from, until } = exception;
      const whole = images.some((one) => one === root || isFor(one, facts));
      const parts = new Set(signed.flatMap(({ digest }) => (images.includes(digest) ? [digest] : [])));
      if (!whole && parts.size === 0) return [];
      const times = { from: parseUtcSeconds(from), until: parseUtcSeconds(until) };
      return [{ exception, ...times, subjects: whole ? 'all' : parts }];
    })
    .sort((a, b) => b.until - a.until);
}

function excused(timed: TimedCheck, own: readonly Excuse[], now: number): TimedCheck {
  const { check } = timed;
  const best = own.find(({ from, until }) => from <= now && now <= until);
  if (best !== undefined) {
    const { id, owner, until } = best.exception;
    return { check: { ...check, exception: { id, owner, until } }, until: best.until };
  }
  const [late] = own;
  if (late === undefined) return timed;
  const { id, owner, from, until } = late.exception;
  const when = late.from > now ? `begins at ${from}` : `ended at ${until}`;
  const told = ` (the exception ${id} of ${owner} ${when})`;
  const reason = `${check.reason.slice(0, MAX_REASON - told.length)}${told}`.toWellFormed();
  return { ...timed, check: { ...check, reason } };
}
