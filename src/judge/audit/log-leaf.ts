import { createHash } from 'node:crypto';
import type { Digest } from '../../formats/digest.ts';
import { canonicalJson } from '../../formats/json/canonical.ts';
import { recordJson } from '../../formats/json/record.ts';
import { leafHash, type MerkleHash } from '../../formats/merkle/hash.ts';
import { encodeUtf8 } from '../../formats/utf8.ts';
import type { LogEntry, LogKind } from '../../records/log-entry.ts';

/** What of a decision or change its leaf is made from. */
export interface LeafParts {
  readonly kind: LogKind;
  readonly id: string;
  readonly time: string;
}

/**
 * The hash of the leaf that stands for a document in the log: whoever has the document can compute it.
 * @param document - the bytes as the ledger kept them
 * @example sameHash(logLeaf({ kind: 'decision', id, time }, bytes), hashOfTile)
 * @see RFC 6962 section 2.1
 */
export function logLeaf({ kind, id, time }: LeafParts, document: Uint8Array): MerkleHash {
  const digest = `sha256:${createHash('sha256').update(document).digest('hex')}` as Digest;
  const entry: LogEntry = { apiVersion: 'twinseal.dev/log-entry/v1', kind, id, time, document: digest };
  return leafHash(encodeUtf8(canonicalJson(recordJson(entry))));
}
