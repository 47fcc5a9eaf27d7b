import { PREDICATE_TYPES } from './predicate-types.ts';

/** Where predicates of each type say when what they state was made or found; several places: the latest of them. */
export const PREDICATE_TIMES: Readonly<Record<string, readonly (readonly string[])[]>> = {
  // SLSA v1.1 provenance, runDetails.metadata; v0.2, metadata.
  [PREDICATE_TYPES.provenance]: [
    ['runDetails', 'metadata', 'finishedOn'],
    ['runDetails', 'metadata', 'startedOn'],
  ],
  'https://slsa.dev/provenance/v0.2': [
    ['metadata', 'buildFinishedOn'],
    ['metadata', 'buildStartedOn'],
  ],
  // SLSA verification summary v1.
  'https://slsa.dev/verification_summary/v1': [['timeVerified']],
  // SPDX 2.3, clause 6.9.
  [PREDICATE_TYPES.spdx]: [['creationInfo', 'created']],
  // CycloneDX 1.6, metadata.timestamp.
  'https://cyclonedx.org/bom': [['metadata', 'timestamp']],
  // cosign specs/COSIGN_VULN_ATTESTATION_SPEC.md; in-toto attestation spec/predicates/vuln.md.
  'https://cosign.sigstore.dev/attestation/vuln/v1': [['metadata', 'scanFinishedOn']],
  'https://in-toto.io/attestation/vulns/v0.1': [['metadata', 'scanFinishedOn']],
  'https://in-toto.io/attestation/vulns/v0.2': [['metadata', 'scanFinishedOn']],
  // OpenVEX 0.2.0, "The VEX Document".
  'https://openvex.dev/ns': [['last_updated'], ['timestamp']],
  'https://openvex.dev/ns/v0.2.0': [['last_updated'], ['timestamp']],
  // docs/formats.md.
  [PREDICATE_TYPES.twinProof]: [
    ['sides', 'a', 'finishedOn'],
    ['sides', 'b', 'finishedOn'],
  ],
  [PREDICATE_TYPES.rebuild]: [['finishedOn']],
};
