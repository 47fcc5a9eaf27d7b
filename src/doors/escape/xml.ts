// Everything outside the Char production of XML 1.0, which no reference can stand for either.
const ILLEGAL = /[^\u0009\u000a\u000d\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;
const NAMED: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
};

/**
 * Text for an XML attribute or element. Characters that XML 1.0 cannot hold become U+FFFD; white space is written as
 * references, since a parser would otherwise fold it into blanks inside attributes.
 *
 * @example escapeXml('a<b>\u0000') // 'a&lt;b&gt;\ufffd'
 * @see XML 1.0 (fifth edition), sections 2.2 and 3.3.3
 */
export function escapeXml(text: string): string {
  return text.replace(ILLEGAL, '\ufffd').replace(/[&<>"'\t\n\r]/g, (char) => NAMED[char] ?? char);
}
