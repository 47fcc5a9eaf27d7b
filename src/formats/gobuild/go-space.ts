// unicode.IsSpace; JavaScript's own trim leaves U+0085 and takes U+FEFF.
const SPACE = '\\t\\n\\v\\f\\r \\u0085\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000';
const LEADING = new RegExp(`^[${SPACE}]+`);
const ANY = new RegExp(`[${SPACE}]`);
const WORDS = new RegExp(`[^${SPACE}]+`, 'g');

/** Without space at both ends, as strings.TrimSpace has it. @example trimGoSpace(' a ') // 'a' @see unicode.IsSpace */
export function trimGoSpace(text: string): string {
  const rest = text.replace(LEADING, '');
  let end = rest.length;
  while (end > 0 && isGoSpace(rest.charAt(end - 1))) end -= 1;
  return rest.slice(0, end);
}

/** Words between space, as strings.Fields has them. @example goFields('a  b') // ['a', 'b'] */
export function goFields(text: string): readonly string[] {
  return text.match(WORDS) ?? [];
}

/** Where the first space stands, or the length of the text. @example goSpaceAt('a b') // 1 */
export function goSpaceAt(text: string): number {
  const at = text.search(ANY);
  return at < 0 ? text.length : at;
}

/** Tells whether a text begins with what is space to Go. @example isGoSpace('\u0085') // true */
export function isGoSpace(text: string): boolean {
  return LEADING.test(text);
}
