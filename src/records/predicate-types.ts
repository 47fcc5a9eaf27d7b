/** Predicate types by the names that the CLI and policies take. @see cosign `attest --type` for the names it shares */
export const PREDICATE_TYPES = {
  cosignSign: 'https://sigstore.dev/cosign/sign/v1',
  provenance: 'https://slsa.dev/provenance/v1',
  spdx: 'https://spdx.dev/Document',
  twinProof: 'https://twinseal.dev/twin-proof/v1',
  rebuild: 'https://twinseal.dev/rebuild/v1',
  secretScan: 'https://twinseal.dev/secret-scan/v1',
} as const;

/**
 * Predicate types whose contents are read, by what they are.
 * @see in-toto attestation spec/predicates/{spdx2,cyclonedx,vuln,vulns_02}.md; cosign `attest --type`; OpenVEX, ATTESTING.md
 */
export const CONTENT_TYPES = {
  spdx: ['https://spdx.dev/Document', 'https://spdx.dev/Document/v2.3', 'https://spdx.dev/Document/v2.2'],
  cyclonedx: [
    'https://cyclonedx.org/bom',
    'https://cyclonedx.org/bom/v1.4',
    'https://cyclonedx.org/bom/v1.5',
    'https://cyclonedx.org/bom/v1.6',
  ],
  cosignVuln: ['https://cosign.sigstore.dev/attestation/vuln/v1'],
  inTotoVulns: [
    'https://in-toto.io/attestation/vulns',
    'https://in-toto.io/attestation/vulns/v0.1',
    'https://in-toto.io/attestation/vulns/v0.2',
  ],
  openvex: ['https://openvex.dev/ns', 'https://openvex.dev/ns/v0.2.0'],
  secrets: [PREDICATE_TYPES.secretScan],
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
  secretscan: PREDICATE_TYPES.secretScan,
};

/** The URI of a short name; a URI stays as it is. @example predicateTypeOf('spdxjson') // 'https://spdx.dev/Document' */
export function predicateTypeOf(name: string): string {
  return (Object.hasOwn(SHORT, name) ? SHORT[name] : undefined) ?? name;
}
