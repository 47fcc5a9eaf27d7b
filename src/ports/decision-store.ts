import type { DecisionEntry } from '../records/decision.ts';
import type { Call } from './call.ts';

/** Remembers decisions; what `put` acknowledged is on disk. */
export interface DecisionStore {
  /**
   * Keeps a decision for good.
   * @throws TwinsealError `STORE_FAILED`, `DISK_FULL`; also for an id that is there already
   * @example await store.put(decision, call)
   */
  put(decision: DecisionEntry, call: Call): Promise<void>;
  /**
   * The decision of that id; undefined when there is none.
   * @throws TwinsealError `STORE_FAILED`
   * @example (await store.get(id, call))?.time
   */
  get(id: string, call: Call): Promise<DecisionEntry | undefined>;
  /**
   * Rejects when the store can't answer or write.
   * @throws TwinsealError `STORE_FAILED`, `DISK_FULL`
   * @example await store.ping(call)
   */
  ping(call: Call): Promise<void>;
  /** Ends the store; what was acknowledged stays. @example await store.close() */
  close(): Promise<void>;
}
