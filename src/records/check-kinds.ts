/** What ids of checks begin with; those with a colon go on with a name: `signature:release`, `statement:spdxjson`. */
export const CHECK_KINDS = [
  'coverage',
  'case',
  'image',
  'layers',
  'denied',
  'platforms',
  'signature:',
  'signed-name:',
  'statement:',
  'twin-build',
  'rebuilders',
  'image-config',
  'annotations',
  'min-version',
  'go-build',
  'sbom',
  'scan',
  'secrets',
  'pod:',
  'expression:',
] as const;

/**
 * True when a pattern with `*` could be the id of a check.
 * @example canNameCheck('signature:*') // true
 * @example canNameCheck('signatures:*') // false
 */
export function canNameCheck(pattern: string): boolean {
  const [start = '', ...more] = pattern.split('*');
  return CHECK_KINDS.some((kind) => {
    if (kind.endsWith(':')) return start.startsWith(kind) || (more.length > 0 && kind.startsWith(start));
    return more.length > 0 ? kind.startsWith(start) : kind === start;
  });
}
