import type { DecisionEntry } from '../records/decision.ts';
import type { Call } from './call.ts';

/** Remembers decisions; what `put` acknowledged is on disk. */
export interface DecisionStore {
  /** @throws TwinsealError `STORE_FAILED`, `DISK_FULL`; also for an id that is there already */
  put(decision: DecisionEntry, call: Call): Promise<void>;
  get(id: string, call: Call): Promise<DecisionEntry | undefined>;
  /** Rejects when the store can't answer or write. */
  ping(call: Call): Promise<void>;
  close(): Promise<void>;
}
