import { type Context, checkOf, fail, type TimedCheck } from './context.ts';
import { isFor } from './named-repository.ts';
import { either, type RulesOf } from './rule.ts';

/**
 * A check that fails when the policy is not for this repository; none otherwise.
 * @example checkCoverage(context)[0]?.check.code // 'IMAGE_NOT_COVERED'
 */
export function checkCoverage({ facts, policy, root }: Context): readonly TimedCheck[] {
  if (policy.images.some((glob) => isFor(glob, facts))) return [];
  const reason = `the policy ${policy.name} is for ${policy.images.join(', ')}, not for ${facts.repository}`;
  return [checkOf('coverage', root, undefined, fail('IMAGE_NOT_COVERED', reason))];
}

/** The rule of {@link checkCoverage}. @example coverageRules(require, policy)[0]?.at // '/images' */
export const coverageRules: RulesOf = (_, { images }) => [
  { check: 'coverage', at: '/images', demand: `an image of ${either(images)}` },
];
