import type { Digest } from '../formats/digest.ts';
import type { DecisionEntry } from '../records/decision.ts';
import type { ArchivedDocument } from '../records/evidence-record.ts';
import type { ChangeRecord, Receipt } from '../records/log-entry.ts';
import type { Outcome } from '../records/verdict.ts';
import type { Call } from './call.ts';

/** Which decisions are asked for; all that is given must hold. */
export interface DecisionFilter {
  /** The image's digest, or that of any subject or piece of evidence of its checks. */
  readonly digest?: Digest;
  readonly repository?: string;
  /** The claim `release` of the request. */
  readonly release?: string;
  /** RFC 3339, at or after and before. */
  readonly since?: string;
  readonly until?: string;
  readonly outcome?: Outcome;
  /** Name of a policy that ran. */
  readonly policy?: string;
  /** Name of the caller. */
  readonly caller?: string;
  /** Decisions in which a shadow differed from the policy beside it. */
  readonly shadowDiffers?: boolean;
}

/** A kept decision: canonical JSON as it was written, and its place in the log. */
export interface KeptDecision {
  readonly index: number;
  readonly document: string;
}

/** Remembers decisions and changes and appends each to the log; what was acknowledged is on disk, with its entry. */
export interface DecisionLedger {
  /**
   * Keeps a decision for good, with its log entry and those documents that are not in the archive yet, all or nothing.
   * Decisions that wait at the same time share one flush and one checkpoint.
   *
   * @returns the receipt, whose checkpoint covers the entry
   * @throws TwinsealError `STORE_FAILED`, `DISK_FULL`; also for an id that is there already
   * @example const receipt = await ledger.append(decision, documents, call)
   */
  append(decision: DecisionEntry, documents: readonly ArchivedDocument[], call: Call): Promise<Receipt>;
  /**
   * As {@link DecisionLedger.append}, without the receipt: no proof is made, and whoever wants one later asks the log.
   *
   * @returns the index of its entry in the log
   * @throws TwinsealError `STORE_FAILED`, `DISK_FULL`; also for an id that is there already
   * @example const index = await ledger.keep(decision, documents, call)
   */
  keep(decision: DecisionEntry, documents: readonly ArchivedDocument[], call: Call): Promise<number>;
  /**
   * Keeps a change (policy, exception, key, role, job, trust) with its log entry.
   * @throws TwinsealError `STORE_FAILED`, `DISK_FULL`
   * @example await ledger.note(change, [policyDocument], call)
   */
  note(change: ChangeRecord, documents: readonly ArchivedDocument[], call: Call): Promise<Receipt>;
  /**
   * The decision of that id, of any version; undefined when there is none.
   * @throws TwinsealError `STORE_FAILED`
   * @example (await ledger.get(id, call))?.document
   */
  get(id: string, call: Call): Promise<KeptDecision | undefined>;
  /**
   * Decisions, newest first.
   * @param before - index in the log: only older ones; undefined begins with the newest
   * @param limit - at most so many
   * @throws TwinsealError `STORE_FAILED`
   * @example await ledger.list({ outcome: 'deny' }, undefined, 50, call)
   */
  list(filter: DecisionFilter, before: number | undefined, limit: number, call: Call): Promise<readonly KeptDecision[]>;
  /** The change of that id; undefined when there is none. @throws TwinsealError `STORE_FAILED` @example await ledger.change(id, call) */
  change(id: string, call: Call): Promise<KeptDecision | undefined>;
  /**
   * Changes, newest first, as {@link DecisionLedger.list}.
   * @example await ledger.changes('policy', undefined, 50, call)
   */
  changes(
    kind: ChangeRecord['kind'] | undefined,
    before: number | undefined,
    limit: number,
    call: Call,
  ): Promise<readonly KeptDecision[]>;
}
