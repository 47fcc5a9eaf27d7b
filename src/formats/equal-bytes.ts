/**
 * True when two pieces of memory hold the same bytes. In time that tells where they differ: never for secrets.
 * @example equalBytes(certificate.issuer.raw, certificate.subject.raw) // issued itself
 */
export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  for (let at = 0; at < a.length; at++) if (a[at] !== b[at]) return false;
  return true;
}
