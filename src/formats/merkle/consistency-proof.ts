import { FormatError } from '../format-error.ts';
import { EMPTY_ROOT, type MerkleHash, nodeHash, sameHash } from './hash.ts';
import { hashOfRange, type LeafRange, requireSize, splitOf, type TreeNode } from './leaf-range.ts';

/** A tree by its number of leaves and its hash. */
export interface Tree {
  readonly size: number;
  readonly root: MerkleHash;
}

/**
 * The ranges of leaves whose hashes prove that a larger tree begins with a smaller one, in the order of the proof.
 * @returns none when the smaller tree is empty or as large as the other
 * @throws FormatError (`merkle`) when the older tree is the larger one
 * @example consistencyRanges(3, 4) // [{ from: 2, to: 3 }, { from: 3, to: 4 }, { from: 0, to: 2 }]
 * @see RFC 6962 section 2.1.2 (SUBPROOF)
 */
export function consistencyRanges(older: number, newer: number): readonly LeafRange[] {
  requireSize(older);
  requireSize(newer);
  if (older > newer) throw new FormatError('merkle', `a tree of ${newer} leaves can't hold one of ${older}`);
  if (older === 0) return [];
  const ranges: LeafRange[] = [];
  let [from, to] = [0, newer];
  while (older !== to) {
    const middle = from + splitOf(to - from);
    if (older <= middle) {
      ranges.push({ from: middle, to });
      to = middle;
    } else {
      ranges.push({ from, to: middle });
      from = middle;
    }
  }
  // A smaller tree that is one complete subtree is known by its root already.
  if (from > 0) ranges.push({ from, to });
  return ranges.reverse();
}

/**
 * Makes the proof that a larger tree begins with a smaller one.
 * @param read - the hash of a complete subtree of the larger tree
 * @throws FormatError (`merkle`) when the older tree is the larger one
 * @example proveConsistency(50, 72, (node) => tiles.hash(node))
 * @see RFC 6962 section 2.1.2
 */
export function proveConsistency(
  older: number,
  newer: number,
  read: (node: TreeNode) => MerkleHash,
): readonly MerkleHash[] {
  return consistencyRanges(older, newer).map((range) => hashOfRange(range, read));
}

/**
 * Tells whether a proof shows that the newer tree begins with all leaves of the older one. Each tree begins with the empty one.
 * @throws FormatError (`merkle`) when the older tree is the larger one
 * @example checkConsistency({ size: 1, root: a }, { size: 2, root: nodeHash(a, b) }, [b]) // true
 * @see RFC 6962 section 2.1.2; RFC 9162 section 2.1.4.2
 */
export function checkConsistency(older: Tree, newer: Tree, proof: readonly MerkleHash[]): boolean {
  const ranges = consistencyRanges(older.size, newer.size);
  if (proof.length !== ranges.length) return false;
  if (older.size === 0) return sameHash(older.root, EMPTY_ROOT);
  const [first] = ranges;
  // The last subtree that both share: the older tree itself, or, where that is none, what the proof begins with.
  const shared = first !== undefined && first.to === older.size && first.from > 0 ? proof[0] : undefined;
  let [oldHash, newHash] = [shared ?? older.root, shared ?? older.root];
  for (const [step, hash] of proof.entries()) {
    if (step === 0 && shared !== undefined) continue;
    if ((ranges[step]?.from ?? 0) >= older.size) newHash = nodeHash(newHash, hash);
    else [oldHash, newHash] = [nodeHash(hash, oldHash), nodeHash(hash, newHash)];
  }
  return sameHash(oldHash, older.root) && sameHash(newHash, newer.root);
}
