import { hash } from 'node:crypto';
import { FormatError } from '../../formats/format-error.ts';
import { parseCheckpoint, serialiseCheckpoint } from '../../formats/merkle/checkpoint.ts';
import type { Tree } from '../../formats/merkle/consistency-proof.ts';
import { edgeTiles, GrowingTree } from '../../formats/merkle/growing-tree.ts';
import { EMPTY_ROOT, HASH_BYTES, type MerkleHash, sameHash, treeHashes } from '../../formats/merkle/hash.ts';
import type { TileData } from '../../formats/merkle/proven-tiles.ts';
import type { Tile } from '../../formats/merkle/tile.ts';
import { tlogProofText } from '../../formats/merkle/tlog-proof.ts';
import { parseSignedNote, serialiseSignedNote, verifySignedNote } from '../../formats/signed-note.ts';
import { decodeUtf8, encodeUtf8 } from '../../formats/utf8.ts';
import { type LogKey, verifyEd25519 } from './log-key.ts';
import type { Appended } from './store-backend.ts';

/** All who wait for the disk wait for these, too. */
const hashes = treeHashes(sha256);

/**
 * By way of a text of one character a byte: Node gives each hash that it makes as bytes a buffer outside of V8's heap, and some thousands of
 * those held the thread for 2.6 ms when they were garbage (measured). V8 keeps arrays of up to 64 bytes in its heap.
 */
function sha256(input: Uint8Array | string): MerkleHash {
  const text = hash('sha256', input, 'binary');
  const bytes = new Uint8Array(HASH_BYTES);
  for (let at = 0; at < HASH_BYTES; at++) bytes[at] = text.charCodeAt(at);
  return bytes;
}

/** What a transaction writes for the leaves that it appends. */
export interface Sequenced {
  readonly checkpoint: string;
  readonly tiles: readonly TileData[];
  /** In the order of the leaves. */
  readonly appended: readonly Appended[];
}

/**
 * Continues the log from the head that the database holds: never from memory, since another process may have appended in
 * between. What it remembers is only the tree's right edge, and only as long as the stored head is the one it wrote.
 */
export class LogSequencer {
  readonly #key: LogKey;
  #known: { readonly checkpoint: string; readonly tree: GrowingTree } | undefined;

  constructor(key: LogKey) {
    this.#key = key;
  }

  /** The checkpoint of the log without entries. @example sequencer.begin() */
  begin(): string {
    return this.#sign({ size: 0, root: EMPTY_ROOT });
  }

  /**
   * The size of the log, and the tiles to read before {@link append}; none when the head is the one that was written last.
   * @param checkpoint - as stored
   * @throws FormatError when it was not signed by the log's key, or is of another log
   * @example const { size, edge } = sequencer.resume(head.checkpoint);
   */
  resume(checkpoint: string): { readonly size: number; readonly edge: readonly Tile[] } {
    if (this.#known?.checkpoint === checkpoint) return { size: this.#known.tree.size, edge: [] };
    this.#known = undefined;
    const { size } = this.#open(checkpoint);
    return { size, edge: edgeTiles(size) };
  }

  /**
   * Appends leaves, signs, and proves those that are to be proven.
   * @param edge - the tiles that {@link resume} asked for
   * @param leaves - `proven`: with a receipt
   * @throws FormatError when they do not give the root that was signed
   * @example sequencer.append(head.checkpoint, edge, [{ leaf, proven: true }]).appended[0]?.text
   */
  append(
    checkpoint: string,
    edge: readonly TileData[],
    leaves: readonly { readonly leaf: string; readonly proven: boolean }[],
  ): Sequenced {
    const tree =
      this.#known?.checkpoint === checkpoint
        ? this.#known.tree
        : new GrowingTree(this.#open(checkpoint), edge, hashes.node);
    // Whatever goes wrong from here on, the tree in memory is ahead of the stored one.
    this.#known = undefined;
    const places = leaves.map(({ leaf }) => tree.append(hashes.leaf(leaf)));
    const next = this.#sign(tree.head());
    const appended = places.map((index, at) =>
      leaves[at]?.proven === true
        ? { index, text: tlogProofText({ index, hashes: tree.prove(index) }, next) }
        : { index },
    );
    const tiles = tree.takeTiles();
    this.#known = { checkpoint: next, tree };
    return { checkpoint: next, tiles, appended };
  }

  #open(checkpoint: string): Tree {
    const { origin, verifierKey } = this.#key;
    const note = parseSignedNote(encodeUtf8(checkpoint));
    const head = parseCheckpoint(note.text);
    if (head.origin !== origin)
      throw new FormatError('checkpoint', `the log is ${JSON.stringify(head.origin)}, not ${JSON.stringify(origin)}`);
    if (verifySignedNote(note, [verifierKey], verifyEd25519).length === 0)
      throw new FormatError(
        'note',
        "the log's checkpoint was not signed by this key: bring back the one it began with",
      );
    if (head.size === 0 && !sameHash(head.root, EMPTY_ROOT))
      throw new FormatError('checkpoint', 'the empty log has a root that is not empty');
    return head;
  }

  #sign(tree: Tree): string {
    const { origin, verifierKey, sign } = this.#key;
    const text = serialiseCheckpoint({ origin, ...tree, extension: '' });
    const { name, keyHash } = verifierKey;
    return decodeUtf8(
      serialiseSignedNote({ text, signatures: [{ name, keyHash, signature: sign(encodeUtf8(text)) }] }),
    );
  }
}
