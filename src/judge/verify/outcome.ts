import { createHash } from 'node:crypto';
import { type Digest, digestAlgorithm, digestEncoded } from '../../formats/digest.ts';
import type { DigestSet } from '../../formats/in-toto.ts';
import type { Descriptor } from '../../formats/oci/descriptor.ts';
import type { Rules, UnverifiedDocument, UnverifiedEvidence } from '../../records/evidence-set.ts';
import type { RejectedEvidence, SignatureFact, StatementFact } from '../../records/facts.ts';
import type { Revocation } from '../../records/key-terms.ts';
import type { NeededSigner } from '../../records/needs.ts';
import type { UnverifiedRevocation } from '../../records/revocation.ts';
import type { RevocationCase } from './revocation.ts';

/** What one piece of evidence establishes. */
export interface EvidenceOutcome {
  readonly signatures: readonly SignatureFact[];
  readonly statements: readonly StatementFact[];
  readonly rejected: readonly RejectedEvidence[];
  /** Certificates of trusted chains whose revocation the policy asks about. */
  readonly revocable?: readonly RevocationCase[];
}

/** What a verifier of one family is given: one piece of evidence with its only blob, and whom to try. */
export interface EvidenceCase {
  readonly evidence: UnverifiedEvidence;
  readonly blob: UnverifiedDocument;
  /** The subject that it was found under, as index or resolution have it. */
  readonly subject: Descriptor;
  /** All digests of the image: the root and every platform child. */
  readonly image: ReadonlySet<Digest>;
  readonly signers: readonly NeededSigner[];
  /** Keys and certificates that count no more. */
  readonly revoked?: readonly Revocation[];
  readonly predicateTypes: readonly string[];
  /** By which it is read. */
  readonly rules?: Rules;
  /** Types whose contents are read. */
  readonly contents?: readonly string[];
  /** Keep predicates that are small. */
  readonly predicates?: boolean;
  /** What was asked about the certificates of this image's signatures. */
  readonly revocation?: readonly UnverifiedRevocation[];
}

/**
 * Evidence that does not count, with the reason.
 * @param more - what could be read of it, for the message only
 * @example reject(one, 'cosign', 'SIGNATURE_MALFORMED', 'the bundle is malformed').rejected.length // 1
 */
export function reject(
  { evidence }: Pick<EvidenceCase, 'evidence'>,
  family: RejectedEvidence['family'],
  code: RejectedEvidence['code'],
  reason: string,
  more: Pick<RejectedEvidence, 'claimedType' | 'signer' | 'key'> = {},
): EvidenceOutcome {
  const { foundUnder, descriptor } = evidence;
  const rejected = { foundUnder, evidence: descriptor.digest, family, code, reason, ...more };
  return { signatures: [], statements: [], rejected: [rejected] };
}

/** SHA-256 as a digest; bulk goes through the platform's own hash. @example sha256Of(bytes) // 'sha256:...' */
export function sha256Of(bytes: Uint8Array): Digest {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}` as Digest;
}

/**
 * True when a digest set holds exactly this digest under its algorithm.
 * @example digestSetHas({ sha256: digestEncoded(digest) }, digest) // true for a digest of sha256
 * @see in-toto attestation v1, digest_set.md
 */
export function digestSetHas(set: DigestSet, digest: Digest): boolean {
  const algorithm = digestAlgorithm(digest);
  return Object.hasOwn(set, algorithm) && set[algorithm] === digestEncoded(digest);
}
