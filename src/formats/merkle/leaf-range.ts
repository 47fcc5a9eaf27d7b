import { FormatError } from '../format-error.ts';
import { EMPTY_ROOT, type MerkleHash, nodeHash } from './hash.ts';

/** A complete subtree: the node that has the leaves from `index * 2**level` to before `(index + 1) * 2**level` below it. */
export interface TreeNode {
  /** 0 for leaves. */
  readonly level: number;
  /** Counted from the left within the level, from 0. */
  readonly index: number;
}

/** The leaves from `from` to before `to`. */
export interface LeafRange {
  readonly from: number;
  readonly to: number;
}

/**
 * The largest power of two smaller than a number of leaves: where RFC 6962 cuts a tree into its two halves.
 * @param size - at least 2
 * @example splitOf(6) // 4
 * @see RFC 6962 section 2.1
 */
export function splitOf(size: number): number {
  let half = 1;
  while (half * 2 < size) half *= 2;
  return half;
}

/**
 * Refuses what is no number of leaves.
 * @throws FormatError (`merkle`)
 * @example requireSize(tree.size)
 */
export function requireSize(size: number): void {
  if (!Number.isSafeInteger(size) || size < 0)
    throw new FormatError('merkle', `${size} is no size of a tree: a whole number below 2**53 is`);
}

/**
 * The complete subtrees, largest first, that a range of leaves is made of. The ranges of a tree and of its proofs always
 * start at a multiple of their largest subtree.
 * @throws FormatError (`merkle`) for a range that starts elsewhere
 * @example nodesOfRange({ from: 0, to: 6 }) // [{ level: 2, index: 0 }, { level: 1, index: 2 }]
 * @see RFC 6962 section 2.1
 */
export function nodesOfRange(range: LeafRange): readonly TreeNode[] {
  const nodes: TreeNode[] = [];
  for (let from = range.from; from < range.to; ) {
    let [width, level] = [1, 0];
    while (width * 2 <= range.to - from) [width, level] = [width * 2, level + 1];
    if (from % width !== 0)
      throw new FormatError('merkle', `no subtrees make up the leaves ${range.from} to ${range.to}`);
    nodes.push({ level, index: from / width });
    from += width;
  }
  return nodes;
}

/**
 * The hash over a range of leaves, from those of its complete subtrees.
 * @param read - the hash of a complete subtree
 * @param join - as `nodeHash`, for whoever has a hash of the platform
 * @example hashOfRange({ from: 0, to: size }, (node) => tiles.hash(node)) // the tree's root
 * @see RFC 6962 section 2.1 (MTH)
 */
export function hashOfRange(
  range: LeafRange,
  read: (node: TreeNode) => MerkleHash,
  join: typeof nodeHash = nodeHash,
): MerkleHash {
  const nodes = nodesOfRange(range);
  const last = nodes.at(-1);
  if (last === undefined) return EMPTY_ROOT;
  // The smallest subtrees stand deepest: they are joined first.
  return nodes.slice(0, -1).reduceRight((hash, node) => join(read(node), hash), read(last));
}
