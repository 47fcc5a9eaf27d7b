import parse from 'spdx-expression-parse';

/**
 * Tells whether a text is a licence expression whose every licence and exception stands on the SPDX list. `LicenseRef-`
 * names are refused: a document would have to carry their texts.
 *
 * @example isListedLicenseExpression('Apache-2.0 OR MIT') // true
 * @see SPDX 2.3, annex D
 */
export function isListedLicenseExpression(text: string): boolean {
  if (text.length > 1024 || /LicenseRef-|DocumentRef-/.test(text)) return false;
  try {
    parse(text);
    return true;
  } catch {
    return false;
  }
}
