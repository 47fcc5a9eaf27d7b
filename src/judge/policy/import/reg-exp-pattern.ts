const ESCAPED = /^\\([.^$+?()[\]{}|\\/@:_-])/;
const SPECIAL = /[\\^$*+?()[\]{}|]/;

/**
 * The pattern that takes what a regular expression of Go takes, or less: `.*` becomes `*`, and where the expression is not held
 * to the beginning or the end there is one, too. A bare dot becomes a dot, which is what whoever wrote it meant.
 *
 * @returns undefined for an expression that asks more than that, or for anything at all
 * @example patternOfRegExp('^https://github\\.com/example/.*$') // 'https://github.com/example/*'
 * @see RE2 syntax; cosign pkg/cosign/verify.go, which searches for the expression anywhere in the text
 */
export function patternOfRegExp(expression: string): string | undefined {
  const [fromStart, toEnd] = [expression.startsWith('^'), /(?:^|[^\\])(?:\\\\)*\$$/.test(expression)];
  let rest = expression.slice(fromStart ? 1 : 0, toEnd ? -1 : undefined);
  let pattern = fromStart ? '' : '*';
  while (rest !== '') {
    const [whole, escaped] = ESCAPED.exec(rest) ?? [];
    if (escaped !== undefined) {
      pattern += escaped;
      rest = rest.slice(whole?.length ?? 2);
    } else if (rest.startsWith('.*')) {
      pattern += '*';
      rest = rest.slice(2);
    } else {
      const [char = '', next = ''] = rest;
      // What stands before one of these is repeated, or left out.
      if (SPECIAL.test(char) || /[*+?{]/.test(next)) return undefined;
      pattern += char;
      rest = rest.slice(char.length);
    }
    if (/^[*+?{]/.test(rest)) return undefined;
  }
  const all = `${pattern}${toEnd ? '' : '*'}`;
  return /^[*]*$/.test(all) ? undefined : all;
}
