import type { AnsweredRequests } from './answered-requests.ts';
import type { Call } from './call.ts';
import type { DecisionLedger } from './decision-ledger.ts';
import type { EvidenceArchive } from './evidence-archive.ts';
import type { JobQueue } from './job-queue.ts';
import type { TransparencyLog } from './transparency-log.ts';

/** All that a service keeps, in one database. */
export interface ServiceStore {
  readonly ledger: DecisionLedger;
  readonly log: TransparencyLog;
  readonly archive: EvidenceArchive;
  readonly answered: AnsweredRequests;
  readonly jobs: JobQueue;
  /**
   * Rejects when the store can't answer or write.
   * @throws TwinsealError `STORE_FAILED`, `DISK_FULL`
   * @example await store.ping(call)
   */
  ping(call: Call): Promise<void>;
  /** Ends the store; what was acknowledged stays. @example await store.close() */
  close(): Promise<void>;
}
