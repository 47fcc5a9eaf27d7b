import type { Digest } from '../formats/digest.ts';

/** What is written to the log: decisions, and everything that changes what a decision would be. */
export const LOG_KINDS = ['decision', 'policy', 'exception', 'key', 'role', 'job', 'trust'] as const;

/** A kind of {@link LOG_KINDS}. */
export type LogKind = (typeof LOG_KINDS)[number];

/**
 * One leaf of the log, as canonical JSON (RFC 8785): small, and without anything but the digest of the document that it
 * stands for, so that a log can be shown to whoever may not see the decisions.
 */
export interface LogEntry {
  readonly apiVersion: 'twinseal.dev/log-entry/v1';
  readonly kind: LogKind;
  /** Of the decision or change: unpredictable, unique. */
  readonly id: string;
  /** RFC 3339 UTC. */
  readonly time: string;
  /** SHA-256 over the canonical JSON of the document. */
  readonly document: Digest;
}

/** A change of what decides: its document says who, what, before and after. */
export interface ChangeRecord {
  readonly apiVersion: 'twinseal.dev/change/v1';
  readonly kind: Exclude<LogKind, 'decision'>;
  readonly id: string;
  /** RFC 3339 UTC. */
  readonly time: string;
  /** Who or what changed: the policy's, caller's or exception's name. */
  readonly name: string;
  readonly action: 'added' | 'changed' | 'removed' | 'used';
  /** Digest of what was before and is now. */
  readonly before?: Digest;
  readonly after?: Digest;
  /** For people: owner, reason, end. Nothing secret. */
  readonly detail?: Readonly<Record<string, string>>;
}

/** Proof that an entry is in the log: a C2SP `tlog-proof@v1` text, checked offline with the log's verifier key. */
export interface Receipt {
  /** Index of the entry, from 0. */
  readonly index: number;
  readonly text: string;
}
