import type { AnsweredRequests } from './answered-requests.ts';
import type { Call } from './call.ts';
import type { DecisionLedger } from './decision-ledger.ts';
import type { EvidenceArchive } from './evidence-archive.ts';
import type { EvidenceIndex } from './evidence-index.ts';
import type { TransparencyLog } from './transparency-log.ts';

/** All that a service keeps of its answers, in one database; jobs have a queue of their own. */
export interface ServiceStore {
  readonly ledger: DecisionLedger;
  readonly log: TransparencyLog;
  readonly archive: EvidenceArchive;
  readonly evidence: EvidenceIndex;
  readonly answered: AnsweredRequests;
  /**
   * Rejects when the store can't answer or write.
   * @throws TwinsealError `STORE_FAILED`, `DISK_FULL`
   * @example await store.ping(call)
   */
  ping(call: Call): Promise<void>;
  /** Ends the store; what was acknowledged stays. @example await store.close() */
  close(): Promise<void>;
}
