import type { Digest } from '../formats/digest.ts';
import type { StorageForm } from './discovery.ts';
import type { ListedBytes, VerifiedEvidence } from './evidence-listing.ts';

/** A decision by id and RFC 3339 time. */
export interface Seen {
  readonly decision: string;
  readonly time: string;
}

/** By whom a piece of evidence verified, in which decisions first and last. */
export interface VerifiedBy extends VerifiedEvidence {
  readonly first: Seen;
  readonly last: Seen;
}

/** One piece of evidence as auditors are shown it: what it is, whose it is, and which decisions saw it. */
export interface Attestation extends ListedBytes {
  /** Of the image or its child, under which it was found. */
  readonly subject: Digest;
  readonly form: StorageForm;
  readonly artifactType?: string;
  /** What the manifest names: bundle, envelope, SBOM. */
  readonly contents: readonly ListedBytes[];
  /** The bytes that the signature in there is over. */
  readonly signed?: ListedBytes;
  /** Predicate type of a statement that verified. */
  readonly predicateType?: string;
  /** Predicate type as a statement says itself that verified for nobody. */
  readonly claimedType?: string;
  readonly verified: readonly VerifiedBy[];
  /** Codes of why it did not count, for the policies for which it did not. */
  readonly rejected: readonly string[];
  /** The first and the newest decision that saw it, whatever came of it. */
  readonly first: Seen;
  readonly last: Seen;
  /** Ids of decisions that saw it, one at least for each outcome, newest first. */
  readonly decisions: readonly string[];
}
