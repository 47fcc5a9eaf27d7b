import type { Digest } from '../formats/digest.ts';
import type { LogKind } from './log-entry.ts';

/** Where things stand in a set for auditors. */
export const AUDIT_FILES = {
  manifest: 'manifest.json',
  readme: 'README.md',
  /** Signed note, and the key that verifies it. */
  checkpoint: 'log/checkpoint',
  key: 'log/key',
  /** Tiles of hashes lie below, as C2SP tlog-tiles names them. */
  log: 'log/',
} as const;

/** One decision or change of a set. */
export interface AuditEntry {
  /** Place in the log. */
  readonly index: number;
  readonly kind: LogKind;
  readonly id: string;
  /** Canonical JSON as the ledger kept it: {@link entryFile}. */
  readonly file: string;
  /** C2SP tlog-proof: {@link receiptFile}; absent where the log that was exported could not prove it. */
  readonly receipt?: string;
}

/** What is in a set, and which question each file answers. Nothing in it is trusted: all is checked against the log. */
export interface AuditManifest {
  readonly apiVersion: 'twinseal.dev/audit-set/v1';
  /** Whose log it is. */
  readonly origin: string;
  /** Version of Twinseal that exported. */
  readonly tool: string;
  /** What was asked for; nothing: the whole ledger. */
  readonly filter: Readonly<Record<string, string>>;
  /** Files by the question that they answer. */
  readonly questions: readonly { readonly question: string; readonly file: string }[];
  /** By index. */
  readonly entries: readonly AuditEntry[];
  /** Documents that decisions of the set rest on and that the source has not, or not any more. */
  readonly notKept: readonly Digest[];
  /**
   * What changes, and answers without a verdict, name and the source has no document of: keys and roles never have one. Sets
   * of earlier versions have no such list, so a document that is not in them may never have been.
   */
  readonly absent?: readonly Digest[];
  /** Tiles that the source could not give. */
  readonly missing: readonly string[];
}

/** The file of a decision or change. @example entryFile({ kind: 'decision', index: 41 }) // 'decisions/41.json' */
export function entryFile({ kind, index }: Pick<AuditEntry, 'kind' | 'index'>): string {
  return `${kind === 'decision' ? 'decisions' : 'changes'}/${index}.json`;
}

/** The file of a receipt. @example receiptFile(41) // 'receipts/41.txt' */
export function receiptFile(index: number): string {
  return `receipts/${index}.txt`;
}

/** The file of a document that a decision rests on. @example documentFile(digest) // 'documents/sha256/0123...' */
export function documentFile(digest: Digest): string {
  return `documents/${digest.replace(':', '/')}`;
}
