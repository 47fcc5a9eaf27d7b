import { type Context, checkOf, fail, pass, type TimedCheck } from './context.ts';
import type { RulesOf } from './rule.ts';

/**
 * Neither the image nor one of its platforms is one that the policy denies by digest: that is how an image is taken back whose
 * signatures are good for ever.
 * @returns one check for the image; none when the policy denies nothing
 * @example checkDenied(context)[0]?.check.code // 'IMAGE_DENIED'
 */
export function checkDenied({ facts, policy, root }: Context): readonly TimedCheck[] {
  const { deny } = policy;
  if (deny === undefined) return [];
  // Evidence that an index lists is no part of the image that could be taken back; older rules looked at it too.
  const parts = facts.subjects.filter(({ role }) => role !== 'evidence' || facts.rules === undefined);
  const digests = new Map([
    [root, 'the image'],
    ...parts.map(({ digest, platform = 'the image' }) => [digest, platform] as const),
  ]);
  const found = deny.find(({ digest }) => digests.has(digest));
  const answer =
    found === undefined
      ? pass(`none of the ${deny.length} digests that the policy denies`)
      : fail(
          'IMAGE_DENIED',
          `${digests.get(found.digest)} (${found.digest}) is denied by ${found.owner}: ${found.reason}`,
        );
  return [checkOf('denied', root, undefined, answer)];
}

/** The rule of {@link checkDenied}. @example deniedRules(require, policy)[0]?.at // '/deny' */
export const deniedRules: RulesOf = (_, { deny }) =>
  deny === undefined ? [] : [{ check: 'denied', at: '/deny', demand: `none of ${deny.length} denied digests` }];
