/**
 * True when two pieces of memory hold the same bytes. In time that tells where they differ: never for secrets.
 * @example equalBytes(certificate.issuer.raw, certificate.subject.raw) // issued itself
 */
export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, at) => byte === b[at]);
}
