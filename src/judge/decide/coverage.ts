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
  return matchAll(glob.split('/'), repository.split('/'), (pattern) => pattern === '**', matchName);
}

function matchName(pattern: string, name: string): boolean {
  return matchAll(
    [...pattern],
    [...name],
    (char) => char === '*',
    (a, b) => a === b,
  );
}

/** Matches with wildcards by remembering the last one: linear memory, at worst quadratic time, no backtracking beyond. */
function matchAll(
  patterns: readonly string[],
  items: readonly string[],
  isWildcard: (pattern: string) => boolean,
  equal: (pattern: string, item: string) => boolean,
): boolean {
  let at = 0;
  let from = 0;
  let star = -1;
  let resume = 0;
  while (from < items.length) {
    const pattern = patterns[at];
    if (pattern !== undefined && isWildcard(pattern)) {
      star = at++;
      resume = from;
    } else if (pattern !== undefined && equal(pattern, items[from] ?? '')) {
      at++;
      from++;
    } else if (star >= 0) {
      at = star + 1;
      from = ++resume;
    } else {
      return false;
    }
  }
  return patterns.slice(at).every(isWildcard);
}
