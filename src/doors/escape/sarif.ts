import { escapeTerminal } from './terminal.ts';

/**
 * The text of a SARIF message. Brackets would start a link, braces a placeholder; both have an escape. Control
 * characters are shown, because viewers put messages on terminals too.
 *
 * @example escapeSarifText('see [x](http://e)') // 'see \\[x\\](http://e)'
 * @see SARIF 2.1.0 sections 3.11.5 (placeholders) and 3.11.6 (embedded links)
 */
export function escapeSarifText(text: string): string {
  return escapeTerminal(text)
    .replaceAll('\\', '\\\\')
    .replaceAll('[', '\\[')
    .replaceAll(']', '\\]')
    .replaceAll('{', '{{')
    .replaceAll('}', '}}');
}

/**
 * A relative URI reference for an artifact location: code hosts drop results without one. The path keeps its slashes;
 * all else that is not unreserved is encoded, and no scheme, authority or leading slash survives.
 *
 * @example sarifUri('./app.oci/index.json') // 'app.oci/index.json'
 * @see SARIF 2.1.0 section 3.4.3; RFC 3986 section 4.2
 */
export function sarifUri(path: string): string {
  const steps = path
    .toWellFormed()
    .split('/')
    .filter((step) => step !== '' && step !== '.');
  return steps.map(encodeURIComponent).join('/') || 'image';
}
