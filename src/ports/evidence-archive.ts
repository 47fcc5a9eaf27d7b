import type { Digest } from '../formats/digest.ts';
import type { ArchivedDocument } from '../records/evidence-record.ts';
import type { Call } from './call.ts';

/** Bytes behind verdicts, by digest, for the declared retention. They are hashed again whenever they are read. */
export interface EvidenceArchive {
  /**
   * Which of these are kept.
   * @throws TwinsealError `STORE_FAILED`
   * @example (await archive.has([digest], call)).has(digest)
   */
  has(digests: readonly Digest[], call: Call): Promise<ReadonlySet<Digest>>;
  /**
   * The bytes; undefined when they are not kept (any more).
   * @throws TwinsealError `STORE_FAILED`; `CONTENT_MISMATCH` when the store was altered
   * @example (await archive.get(digest, call))?.bytes
   */
  get(digest: Digest, call: Call): Promise<ArchivedDocument | undefined>;
  /**
   * Forgets bytes that no decision younger than `before` (seconds since 1970) rests on; the decisions and the log stay.
   * @returns how many documents were removed
   * @throws TwinsealError `STORE_FAILED`
   * @example await archive.prune(Math.floor(clock.now() / 1000) - 400 * 86_400, call)
   */
  prune(before: number, call: Call): Promise<number>;
}
