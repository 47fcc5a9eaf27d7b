import type { Decision } from '../records/decision.ts';
import type { Call } from './call.ts';

/** Remembers decisions; what `put` acknowledged is on disk. */
export interface DecisionStore {
  put(decision: Decision, call: Call): Promise<void>;
  get(id: string, call: Call): Promise<Decision | undefined>;
  /** Rejects when the store can't answer. */
  ping(call: Call): Promise<void>;
  close(): Promise<void>;
}
