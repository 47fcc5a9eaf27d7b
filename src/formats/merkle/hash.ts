import { sha256 } from '@noble/hashes/sha2.js';
import { decodeBase64 } from '../base64.ts';
import { concatBytes } from '../concat-bytes.ts';
import { FormatError } from '../format-error.ts';

/** A SHA-256 hash of a leaf, a node or a tree: 32 bytes. */
export type MerkleHash = Uint8Array;

/** Bytes of a {@link MerkleHash}. */
export const HASH_BYTES = 32;

/** The hash of a tree without leaves: SHA-256 of nothing. @see RFC 6962 section 2.1 */
export const EMPTY_ROOT: MerkleHash = sha256(new Uint8Array(0));

/**
 * The hash of a record as a leaf. Its prefix differs from a node's, so that no record can pass for a subtree.
 * @example leafHash(encodeUtf8('golang.org/x/mod v0.30.0 h1:...\n'))
 * @see RFC 6962 section 2.1 (MTH of one entry: SHA-256(0x00 || d(0)))
 */
export function leafHash(record: Uint8Array): MerkleHash {
  return sha256.create().update(LEAF_PREFIX).update(record).digest();
}

/** Filled for each node anew: a log makes so many that as many small arrays would keep the collector of garbage busy. */
const NODE_INPUT = new Uint8Array(1 + 2 * HASH_BYTES);

/** What is hashed for a node, until the next one is. A hash of another length is refused: a longer one would be cut to a good one. */
function nodeInput(left: MerkleHash, right: MerkleHash): Uint8Array<ArrayBuffer> {
  if (left.length !== HASH_BYTES || right.length !== HASH_BYTES)
    throw new FormatError('merkle', 'a hash must have 32 bytes');
  NODE_INPUT[0] = 1;
  NODE_INPUT.set(left, 1);
  NODE_INPUT.set(right, 1 + HASH_BYTES);
  return NODE_INPUT;
}

/**
 * The hash of the node above two others.
 * @throws FormatError (`merkle`) when one of them has not 32 bytes: a longer one would be cut to a good one
 * @example nodeHash(leafHash(a), leafHash(b)) // the root of a tree of two records
 * @see RFC 6962 section 2.1 (SHA-256(0x01 || left || right))
 */
export function nodeHash(left: MerkleHash, right: MerkleHash): MerkleHash {
  return sha256(nodeInput(left, right));
}

/** The two hashes of a tree. */
export interface TreeHashes {
  /** As {@link leafHash}; a text is its UTF-8. @example hashes.leaf('golang.org/x/mod v0.30.0 h1:...\n') */
  readonly leaf: (record: Uint8Array | string) => MerkleHash;
  /** As {@link nodeHash}. @example hashes.node(left, right) */
  readonly node: typeof nodeHash;
}

/**
 * The hashes of a tree for whoever has a SHA-256 of the platform, which takes a quarter of the time.
 * @param by - hashes at once: what it is given is used for the next hash
 * @example const { leaf, node } = treeHashes((input) => hash('sha256', input, 'buffer'))
 * @see RFC 6962 section 2.1
 */
export function treeHashes(by: (input: Uint8Array | string) => MerkleHash): TreeHashes {
  return {
    leaf: (record) => by(typeof record === 'string' ? `\u0000${record}` : concatBytes([LEAF_PREFIX, record])),
    node: (left, right) => by(nodeInput(left, right)),
  };
}

/** Tells whether two hashes are equal. They are no secrets: time does not matter. @example sameHash(root, EMPTY_ROOT) */
export function sameHash(a: MerkleHash, b: MerkleHash): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}

/**
 * Reads a hash written in standard base64.
 * @throws FormatError (`merkle`) when it is not strict base64 of 32 bytes
 * @example parseHash('47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=') // EMPTY_ROOT
 */
export function parseHash(text: string): MerkleHash {
  // 32 bytes take 44 characters: a longer text is not even decoded.
  if (text.length === 44) {
    const bytes = decodeBase64(text);
    if (bytes.length === HASH_BYTES) return bytes;
  }
  throw new FormatError('merkle', 'a hash must be the base64 of 32 bytes');
}

/** What stands before a record where it is hashed. @see RFC 6962 section 2.1 */
const LEAF_PREFIX = new Uint8Array([0]);
