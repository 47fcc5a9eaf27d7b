// Trees in memory, by the definition of RFC 6962 section 2.1 alone.
import { concatBytes } from '../../src/formats/concat-bytes.ts';
import type { Tree } from '../../src/formats/merkle/consistency-proof.ts';
import { leafHash, type MerkleHash, nodeHash } from '../../src/formats/merkle/hash.ts';
import { hashOfRange, type TreeNode } from '../../src/formats/merkle/leaf-range.ts';
import type { TileData } from '../../src/formats/merkle/proven-tiles.ts';
import type { Tile } from '../../src/formats/merkle/tile.ts';
import { encodeUtf8 } from '../../src/formats/utf8.ts';

/** A record of the vectors. */
export const record = (index: number): Uint8Array => encodeUtf8(`record ${index}\n`);

/** Reads nodes of a tree that stands in memory, by the definition alone. */
export function reader(leaf: (index: number) => MerkleHash): (node: TreeNode) => MerkleHash {
  const known = new Map<string, MerkleHash>();
  const read = ({ level, index }: TreeNode): MerkleHash => {
    const key = `${level}/${index}`;
    const hash =
      known.get(key) ??
      (level === 0
        ? leaf(index)
        : nodeHash(read({ level: level - 1, index: 2 * index }), read({ level: level - 1, index: 2 * index + 1 })));
    known.set(key, hash);
    return hash;
  };
  return read;
}
/** The nodes of the tree of `record 0`, `record 1` and so on, which the vectors are of. */
export const read = reader((index) => leafHash(record(index)));
export const treeOf = (size: number): Tree => ({ size, root: hashOfRange({ from: 0, to: size }, read) });
export const tileData = (tile: Tile): TileData => ({
  tile,
  bytes: concatBytes(
    Array.from({ length: tile.width }, (_, at) => read({ level: tile.level * 8, index: tile.index * 256 + at })),
  ),
});
