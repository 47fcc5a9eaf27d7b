/**
 * A JSON pointer one step longer.
 * @example pointer('/layers', 0) // '/layers/0'
 * @see RFC 6901 section 3
 */
export function pointer(at: string, step: string | number): string {
  // Nearly every name is its own step, and a pointer is made for each object that is read.
  if (typeof step === 'number' || !/[~/]/.test(step)) return `${at}/${step}`;
  return `${at}/${step.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}
