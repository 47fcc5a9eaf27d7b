// C0 and C1 controls, DEL, line and paragraph separators, and the marks that reorder or hide text (Trojan Source, CVE-2021-42574).
const UNSAFE =
  /[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\u{e0000}-\u{e007f}]|\p{Cs}/gu;

/**
 * Makes text from outside fit for one line of a terminal or log: no escape sequence, no line break, no reordered or
 * hidden letters survive. Each such character is shown as `\u{...}`, so that nothing is lost.
 *
 * `##[` is broken up as well: GitHub's runner obeys such a command wherever it stands in a line of a job's log.
 *
 * @param text - any text, such as a registry's answer
 * @example escapeTerminal('ok\u001b[2J') // 'ok\\u{1b}[2J'
 * @see ECMA-48; Unicode Technical Report 36, section 2.2; actions/runner `ActionCommand.TryParse`
 */
export function escapeTerminal(text: string): string {
  return text
    .replace(UNSAFE, (char) => `\\u{${(char.codePointAt(0) ?? 0).toString(16)}}`)
    .replaceAll('##[', '##\\u{5b}');
}
