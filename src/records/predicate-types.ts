/** Predicate types by the names that the CLI and policies take. @see cosign `attest --type` for the names it shares */
export const PREDICATE_TYPES = {
  cosignSign: 'https://sigstore.dev/cosign/sign/v1',
  provenance: 'https://slsa.dev/provenance/v1',
  spdx: 'https://spdx.dev/Document',
  twinProof: 'https://twinseal.dev/twin-proof/v1',
  rebuild: 'https://twinseal.dev/rebuild/v1',
} as const;

const SHORT: Readonly<Record<string, string>> = {
  slsaprovenance1: PREDICATE_TYPES.provenance,
  slsaprovenance: 'https://slsa.dev/provenance/v0.2',
  spdx: PREDICATE_TYPES.spdx,
  spdxjson: PREDICATE_TYPES.spdx,
  cyclonedx: 'https://cyclonedx.org/bom',
  link: 'https://in-toto.io/Link/v1',
  vuln: 'https://cosign.sigstore.dev/attestation/vuln/v1',
  openvex: 'https://openvex.dev/ns',
  twin: PREDICATE_TYPES.twinProof,
  rebuild: PREDICATE_TYPES.rebuild,
};

/** The URI of a short name; a URI stays as it is. @example predicateTypeOf('spdxjson') // 'https://spdx.dev/Document' */
export function predicateTypeOf(name: string): string {
  return (Object.hasOwn(SHORT, name) ? SHORT[name] : undefined) ?? name;
}
