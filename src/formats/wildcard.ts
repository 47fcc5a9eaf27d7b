const MAX_LENGTH = 4096;

/**
 * True when a text is what a pattern says: `*` stands for any text, also none; every other character for itself.
 *
 * @param text - of more than 4096 characters matches nothing
 * @example matchesText('refs/tags/*', 'refs/tags/v1.2.3') // true
 */
export function matchesText(pattern: string, text: string): boolean {
  if (text.length > MAX_LENGTH) return false;
  return matchWildcards(
    [...pattern],
    [...text],
    (char) => char === '*',
    (a, b) => a === b,
  );
}

/**
 * Matches with wildcards by remembering the last one: linear memory, at worst quadratic time, no backtracking beyond, so
 * that no pattern hangs on any text.
 *
 * @param isWildcard - whether a part of the pattern stands for any number of items
 * @param equal - whether another part stands for this item
 * @example matchWildcards(['a', '**'], ['a', 'b', 'c'], (part) => part === '**', (a, b) => a === b) // true
 */
export function matchWildcards(
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
