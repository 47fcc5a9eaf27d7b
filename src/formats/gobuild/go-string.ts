import { FormatError } from '../format-error.ts';

const SIMPLE: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
  '"': '"',
};
const ESCAPE = /\\(?:([abfnrtv\\"])|x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-7]{3})|([\s\S]|$))/g;

/**
 * The text of a quoted Go string, interpreted (`"..."`) or raw (`` `...` ``). Byte escapes over 0x7f are refused: they
 * need not be UTF-8, and neither go.mod nor build info has a use for them.
 * @throws FormatError when it is no quoted string
 * @example unquoteGo('"a\\tb"') // 'a<TAB>b'
 * @see Go specification, "String literals"; strconv.Unquote
 */
export function unquoteGo(quoted: string): string {
  const quote = quoted[0];
  const body = quoted.slice(1, -1);
  if (quoted.length < 2 || (quote !== '"' && quote !== '`') || quoted.at(-1) !== quote) throw bad();
  if (quote === '`') {
    if (body.includes('`') || body.includes('\r')) throw bad();
    return body;
  }
  if (/[\n"]/.test(body.replace(ESCAPE, ''))) throw bad();
  return body.replace(ESCAPE, (_all, simple, hex, short, long, octal) => {
    if (simple !== undefined) return SIMPLE[simple] ?? '';
    const digits: string | undefined = hex ?? short ?? long;
    const code = digits !== undefined ? Number.parseInt(digits, 16) : Number.parseInt(octal ?? '', 8);
    const byte = hex !== undefined || octal !== undefined;
    if (Number.isNaN(code) || code > (byte ? 0x7f : 0x10ffff) || (code >= 0xd800 && code < 0xe000)) throw bad();
    return String.fromCodePoint(code);
  });
}

/**
 * A Go string in double quotes, as strconv.Quote writes it.
 * @example quoteGo('a "b"') // '"a \\"b\\""'
 * @see strconv.Quote, strconv.IsPrint
 */
export function quoteGo(text: string): string {
  let out = '"';
  for (const char of text) {
    const code = char.codePointAt(0) ?? 0;
    const simple = Object.entries(SIMPLE).find(([, value]) => value === char)?.[0];
    if (simple !== undefined) out += `\\${simple}`;
    else if (char === ' ' || /[\p{L}\p{M}\p{N}\p{P}\p{S}]/u.test(char)) out += char;
    else if (code < 0x80) out += `\\x${code.toString(16).padStart(2, '0')}`;
    else if (code < 0x10000) out += `\\u${code.toString(16).padStart(4, '0')}`;
    else out += `\\U${code.toString(16).padStart(8, '0')}`;
  }
  return `${out}"`;
}

/**
 * Length of the quoted string that a text begins with, quotes included; 0 when there is none that ends.
 * @example quotedPrefixLength('"a b" c') // 5
 */
export function quotedPrefixLength(text: string): number {
  return /^(?:"(?:[^"\\\n]|\\[^\n])*"|`[^`]*`)/.exec(text)?.[0].length ?? 0;
}

function bad(): FormatError {
  return new FormatError('go-string', 'a quoted string is malformed');
}
