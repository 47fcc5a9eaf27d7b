/** What can be wrong with a set, and so with the ledger or log that it was taken from. */
export type AuditProblemCode =
  | 'CHECKPOINT_UNSIGNED'
  | 'LOG_CUT'
  | 'LOG_REWRITTEN'
  | 'LOG_HASHES_WRONG'
  | 'ROW_MISSING'
  | 'ROW_ALTERED'
  | 'ROW_MOVED'
  | 'ROW_BEHIND_END'
  | 'RECEIPT_WRONG'
  | 'DOCUMENT_ALTERED'
  | 'DOCUMENT_MISSING'
  | 'FILE_MALFORMED';

/** One thing that is wrong: what, where, and why it is known. */
export interface AuditProblem {
  readonly code: AuditProblemCode;
  /** `entry 41 (decision 0d1f...)`, a file of the set, a checkpoint. */
  readonly where: string;
  readonly reason: string;
}

/** What `audit verify` found. */
export interface AuditReport {
  readonly apiVersion: 'twinseal.dev/audit-report/v1';
  readonly origin: string;
  /** Entries of the log at the checkpoint. */
  readonly size: number;
  /** A key from the set itself proves that the set is consistent, and not whose log it is. */
  readonly key: 'given' | 'from the set';
  /** Whether every entry of the log is in the set. */
  readonly whole: boolean;
  readonly entries: number;
  readonly documents: number;
  /** Checkpoints and receipts from before that the log was compared with. */
  readonly checkpoints: number;
  /** Documents that were forgotten when their time was over. */
  readonly notKept: number;
  /** The first 20 files of a set without problems that nothing in it names; absent when there are none. */
  readonly strays?: readonly string[];
  readonly problems: readonly AuditProblem[];
}

/** What became of one verdict when it was computed anew. */
export interface ReplayResult {
  readonly index: number;
  readonly id: string;
  /** `none`: the answer had no verdict. `old`: of the first release, which kept nothing to compute from. */
  readonly state: 'same' | 'different' | 'not-kept' | 'none' | 'old' | 'malformed';
  readonly reason?: string;
}

/** What `audit replay` found. */
export interface ReplayReport {
  readonly apiVersion: 'twinseal.dev/audit-replay/v1';
  readonly results: readonly ReplayResult[];
}
