import { matchesText, matchWildcards } from '../../formats/wildcard.ts';
import { type Context, checkOf, fail, type TimedCheck } from './context.ts';

const MAX_LENGTH = 512;

/**
 * A check that fails when the policy is not for this repository; none otherwise.
 * @example checkCoverage(context)[0]?.check.code // 'IMAGE_NOT_COVERED'
 */
export function checkCoverage({ facts, policy, root }: Context): readonly TimedCheck[] {
  if (policy.images.some((glob) => covers(glob, facts.repository))) return [];
  const reason = `the policy ${policy.name} is for ${policy.images.join(', ')}, not for ${facts.repository}`;
  return [checkOf('coverage', root, undefined, fail('IMAGE_NOT_COVERED', reason))];
}

/**
 * True when a repository matches a pattern: `*` stands for any part of one name, `**` for any number of names.
 *
 * @example covers('registry.example.com/team/**', 'registry.example.com/team/a/b') // true
 */
export function covers(glob: string, repository: string): boolean {
  if (repository.length > MAX_LENGTH) return false;
  return matchWildcards(glob.split('/'), repository.split('/'), (pattern) => pattern === '**', matchesText);
}
