import { FormatError } from '../format-error.ts';
import { type Checkpoint, parseCheckpoint } from '../merkle/checkpoint.ts';
import type { Tree } from '../merkle/consistency-proof.ts';
import { parseSignedNote, type VerifierKey, type VerifyEd25519, verifySignedNote } from '../signed-note.ts';

/** First line of every tree head of a checksum database. */
export const SUMDB_ORIGIN = 'go.sum database tree';

/** A tree head whose signature was checked, with its bytes. */
export interface VerifiedTreeHead extends Tree {
  readonly head: Checkpoint;
  /** The signed note as it came. */
  readonly note: Uint8Array;
}

/**
 * Reads a signed tree head and checks who signed it.
 * @throws FormatError: `note` or `checkpoint` for a malformed one; `note` with the rule `signature` when it is well-formed
 *   and not signed by the key
 * @example openTreeHead(bytes, key, verify).size
 * @see Go modules reference, "Checksum database"; golang.org/x/mod/sumdb/tlog.ParseTree
 */
export function openTreeHead(note: Uint8Array, key: VerifierKey, verify: VerifyEd25519): VerifiedTreeHead {
  const parsed = parseSignedNote(note);
  const head = parseCheckpoint(parsed.text, SUMDB_ORIGIN);
  if (verifySignedNote(parsed, [key], verify).length === 0)
    throw new FormatError('note', `the tree head is not signed by ${key.name}`, '', { rule: 'signature' });
  return { head, size: head.size, root: head.root, note };
}
