/**
 * A JSON pointer one step longer.
 * @example pointer('/layers', 0) // '/layers/0'
 * @see RFC 6901 section 3
 */
export function pointer(at: string, step: string | number): string {
  return `${at}/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`;
}
