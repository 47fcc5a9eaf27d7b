import type { Digest } from '../formats/digest.ts';
import type { Seen } from '../records/attestation.ts';
import type { ListedEvidence } from '../records/evidence-listing.ts';
import type { Call } from './call.ts';

export type { Seen } from '../records/attestation.ts';

/** A place in a listing, which is sorted by both digests. */
export interface EvidencePlace {
  readonly subject: Digest;
  /** Of the evidence. */
  readonly digest: Digest;
}

/** One piece of evidence under one subject, as the decisions of this service saw it. */
export interface FoundEvidence extends EvidencePlace {
  /** Each different outcome once, with the first and the newest decision that came to it; newest first, at most 20. */
  readonly seen: readonly { readonly as: ListedEvidence; readonly first: Seen; readonly last: Seen }[];
}

/**
 * Finds kept evidence. It is filled by `DecisionLedger.append`: a document of the type `RECORD_TYPES.listing` among those of
 * a decision is kept as any other, and each piece that it lists can be found from then on, for good: a listing says what
 * was there after its bytes were forgotten.
 */
export interface EvidenceIndex {
  /**
   * What was found under an image and its children, sorted.
   * @param after - only what stands behind this place; undefined begins with the first
   * @throws TwinsealError `STORE_FAILED`
   * @example await index.list(image, undefined, 50, call)
   */
  list(image: Digest, after: EvidencePlace | undefined, limit: number, call: Call): Promise<readonly FoundEvidence[]>;
  /**
   * The pieces that consist of these bytes: a manifest, what it names, or what is signed in there; at most 100, sorted.
   * @throws TwinsealError `STORE_FAILED`
   * @example (await index.find(bundleDigest, call))[0]?.seen[0]?.as.verified
   */
  find(part: Digest, call: Call): Promise<readonly FoundEvidence[]>;
}
