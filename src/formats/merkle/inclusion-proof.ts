import { FormatError } from '../format-error.ts';
import { type MerkleHash, nodeHash, sameHash } from './hash.ts';
import { hashOfRange, type LeafRange, requireSize, splitOf, type TreeNode } from './leaf-range.ts';

/** What an inclusion proof is about: that a tree has this leaf at this place. */
export interface Inclusion {
  /** Leaves of the tree. */
  readonly size: number;
  readonly root: MerkleHash;
  /** Place of the leaf, from 0. */
  readonly index: number;
  readonly leaf: MerkleHash;
}

/**
 * The ranges of leaves whose hashes prove a leaf, from its neighbour up to the other half of the tree.
 * @throws FormatError (`merkle`) when the tree has no such leaf
 * @example inclusionRanges(0, 3) // [{ from: 1, to: 2 }, { from: 2, to: 3 }]
 * @see RFC 6962 section 2.1.1 (PATH)
 */
export function inclusionRanges(index: number, size: number): readonly LeafRange[] {
  requireSize(size);
  if (!Number.isSafeInteger(index) || index < 0 || index >= size)
    throw new FormatError('merkle', `a tree of ${size} leaves has no leaf ${index}`);
  const ranges: LeafRange[] = [];
  let [from, to] = [0, size];
  while (to - from > 1) {
    const middle = from + splitOf(to - from);
    if (index < middle) {
      ranges.push({ from: middle, to });
      to = middle;
    } else {
      ranges.push({ from, to: middle });
      from = middle;
    }
  }
  return ranges.reverse();
}

/**
 * Makes the proof that a tree has a leaf.
 * @param read - the hash of a complete subtree
 * @throws FormatError (`merkle`) when the tree has no such leaf
 * @example proveInclusion(7, 72, (node) => tiles.hash(node))
 * @see RFC 6962 section 2.1.1
 */
export function proveInclusion(
  index: number,
  size: number,
  read: (node: TreeNode) => MerkleHash,
): readonly MerkleHash[] {
  return inclusionRanges(index, size).map((range) => hashOfRange(range, read));
}

/**
 * Tells whether a proof shows that the tree has the leaf. It must have exactly the hashes that the place asks for.
 * @param node - {@link nodeHash}, or the same by a platform's own and faster hash
 * @throws FormatError (`merkle`) when the tree can have no such leaf at all
 * @example checkInclusion({ size: 2, root: nodeHash(a, b), index: 0, leaf: a }, [b]) // true
 * @see RFC 6962 section 2.1.1; RFC 9162 section 2.1.3.2
 */
export function checkInclusion(
  { size, root, index, leaf }: Inclusion,
  proof: readonly MerkleHash[],
  node: typeof nodeHash = nodeHash,
): boolean {
  const ranges = inclusionRanges(index, size);
  if (proof.length !== ranges.length) return false;
  const top = proof.reduce((hash, other, step) => {
    const rightOfLeaf = (ranges[step]?.from ?? 0) > index;
    return rightOfLeaf ? node(hash, other) : node(other, hash);
  }, leaf);
  return sameHash(top, root);
}
