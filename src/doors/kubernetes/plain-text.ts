/**
 * Text of others, for messages that end on a terminal: whatever is not printable ASCII becomes `?`.
 * @example plainText('app\u001b[31m') // 'app?[31m'
 */
export function plainText(text: string): string {
  return text.replaceAll(/[^\x20-\x7e]/g, '?');
}
