import type { Digest } from '../formats/digest.ts';
import type { StorageForm } from './discovery.ts';

/**
 * What was found attached to an image and its platforms, a line for each piece, by which auditors look evidence up. It is
 * made from an evidence set and the facts of one policy, and is an index: the proof is the evidence itself.
 */
export interface EvidenceListing {
  readonly apiVersion: 'twinseal.dev/evidence-listing/v1';
  readonly image: Digest;
  /** The image and its children: what is found under one of them belongs to the image. */
  readonly subjects: readonly Digest[];
  /** By subject and digest. */
  readonly evidence: readonly ListedEvidence[];
}

/** Bytes by digest. */
export interface ListedBytes {
  readonly digest: Digest;
  readonly mediaType: string;
  readonly size: number;
}

/** One referrer, as it was found under one subject. */
export interface ListedEvidence extends ListedBytes {
  readonly subject: Digest;
  readonly form: StorageForm;
  /** As its manifest says; nobody's word. */
  readonly artifactType?: string;
  /** What the manifest names and was fetched: a bundle, an envelope, an SBOM. */
  readonly contents: readonly ListedBytes[];
  /** The bytes inside of the envelope that its signature is over, where an envelope could be read. */
  readonly signed?: ListedBytes;
  /** Predicate type of a statement, as it says itself. */
  readonly claimedType?: string;
  /** By whom it verified, for this policy; empty where it was only kept. */
  readonly verified: readonly VerifiedEvidence[];
  /** Code of why it did not count. */
  readonly rejected?: string;
}

/** That a piece of evidence verified by a signer whom a policy trusts. */
export interface VerifiedEvidence {
  readonly kind: 'signature' | 'statement';
  /** Name in the policy. */
  readonly signer: string;
  readonly family: 'cosign' | 'notation';
  /** SHA-256 of the SPKI of the key. */
  readonly key: Digest;
  readonly certificateSubject?: string;
  readonly predicateType?: string;
}
