import { escapeTerminal } from './terminal.ts';

const NAMED: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/**
 * Text for an HTML document, between tags or inside a quoted attribute.
 *
 * @example escapeHtml('<b title="x">') // '&lt;b title=&quot;x&quot;&gt;'
 * @see WHATWG HTML, section 13.3 (escaping a string)
 */
export function escapeHtml(text: string): string {
  const lines = text.toWellFormed().split('\n').map(escapeTerminal);
  return lines.join('\n').replaceAll(/[&<>"']/g, (character) => NAMED[character] ?? '');
}
