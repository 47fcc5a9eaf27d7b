import { FormatError } from '../format-error.ts';
import type { Tree } from './consistency-proof.ts';
import { HASH_BYTES, type MerkleHash, nodeHash, sameHash } from './hash.ts';
import { proveInclusion } from './inclusion-proof.ts';
import { hashOfRange, requireSize, type TreeNode } from './leaf-range.ts';
import type { TileData } from './proven-tiles.ts';
import { TILE_HEIGHT, TILE_WIDTH, type Tile } from './tile.ts';

/** A tile that fills up: its hashes, and every node above them that is complete already. */
interface Filling {
  readonly tile: Pick<Tile, 'level' | 'index'>;
  /** By level within the tile. */
  readonly nodes: readonly Hashes[];
}

/** Hashes one after another. As objects of their own, the hundreds of a tile would be moved through the heap again and again until it is full. */
class Hashes {
  readonly #bytes: Uint8Array<ArrayBuffer>;
  #length = 0;

  /** @param most - how many there can be */
  constructor(most: number) {
    this.#bytes = new Uint8Array(most * HASH_BYTES);
  }

  get length(): number {
    return this.#length;
  }

  /** @throws FormatError (`merkle`) for what has not 32 bytes, or is one too many */
  push(hash: MerkleHash): void {
    if (hash.length !== HASH_BYTES) throw new FormatError('merkle', 'a hash must have 32 bytes');
    if (this.#length * HASH_BYTES >= this.#bytes.length) throw new FormatError('merkle', 'a tile has too many hashes');
    this.#bytes.set(hash, this.#length * HASH_BYTES);
    this.#length++;
  }

  /** One of them, which is never changed. */
  at(index: number): MerkleHash | undefined {
    if (index < 0 || index >= this.#length) return undefined;
    return this.#bytes.subarray(index * HASH_BYTES, (index + 1) * HASH_BYTES);
  }

  /** Those that there are now. */
  all(): Uint8Array<ArrayBuffer> {
    return this.#bytes.slice(0, this.#length * HASH_BYTES);
  }
}

/**
 * A tree that a log appends to, known by its right edge alone: what is to its left never changes. Leaves that were
 * appended since the last {@link GrowingTree.takeTiles} can be proved.
 * @example
 * const tree = new GrowingTree(head, edgeTiles(head.size).map(readTile));
 * tree.append(leafHash(entry));
 * write(tree.takeTiles(), tree.head());
 * @see RFC 6962 section 2.1; C2SP tlog-tiles, "Merkle Tree"
 */
export class GrowingTree {
  #size: number;
  /** By level and index. Full ones stay until they were taken: proofs of new leaves need them. */
  readonly #tiles = new Map<string, Filling>();
  #changed = new Set<Filling>();
  readonly #join: typeof nodeHash;

  /**
   * @param head - the tree to go on from
   * @param edge - its tiles of {@link edgeTiles}
   * @param join - as {@link nodeHash}, for whoever has a hash of the platform
   * @throws FormatError (`merkle`, rule `tile`) when they do not give the root
   */
  constructor(head: Tree, edge: readonly TileData[], join: typeof nodeHash = nodeHash) {
    requireSize(head.size);
    this.#join = join;
    this.#size = head.size;
    for (const { tile, bytes } of edge) {
      if (bytes.length !== tile.width * HASH_BYTES) throw broken(head.size);
      const filling = this.#filling(tile.level, tile.index);
      for (let at = 0; at < bytes.length; at += HASH_BYTES) push(filling, bytes.subarray(at, at + HASH_BYTES), join);
    }
    if (!this.#givesRoot(head)) throw broken(head.size);
  }

  /** Leaves so far. */
  get size(): number {
    return this.#size;
  }

  /** Size and root as they are now. @example tree.head().size */
  head(): Tree {
    return { size: this.#size, root: hashOfRange({ from: 0, to: this.#size }, (node) => this.#read(node), this.#join) };
  }

  /** Adds the hash of a record and gives its place. @example tree.append(leafHash(record)) // 0 for the first */
  append(leaf: MerkleHash): number {
    requireSize(this.#size + 1);
    let [hash, index]: [MerkleHash | undefined, number] = [leaf, this.#size];
    for (let level = 0; hash !== undefined; level++, index = Math.floor(index / TILE_WIDTH)) {
      const filling = this.#filling(level, Math.floor(index / TILE_WIDTH));
      push(filling, hash, this.#join);
      this.#changed.add(filling);
      hash = filling.nodes[TILE_HEIGHT]?.at(0);
    }
    return this.#size++;
  }

  /**
   * Proves a leaf that was appended since the last {@link takeTiles} to the tree as it is now.
   * @throws FormatError (`merkle`) for another leaf
   * @example tree.prove(tree.append(leaf))
   */
  prove(index: number): readonly MerkleHash[] {
    return proveInclusion(index, this.#size, (node) => this.#read(node));
  }

  /**
   * The tiles that are new or wider since this was asked last, each whole; full ones are then let go.
   * @example for (const { tile, bytes } of tree.takeTiles()) write(tile, bytes);
   */
  takeTiles(): readonly TileData[] {
    const taken = [...this.#changed].flatMap(({ tile, nodes: [hashes] }) =>
      hashes === undefined ? [] : [{ tile: { ...tile, width: hashes.length }, bytes: hashes.all() }],
    );
    // A new one: what was cleared points to what comes after it, so that V8 would keep all tiles (as told in ports/linked-list.ts).
    this.#changed = new Set();
    for (const [key, { nodes }] of this.#tiles) if (nodes[0]?.length === TILE_WIDTH) this.#tiles.delete(key);
    return taken;
  }

  #givesRoot({ root }: Tree): boolean {
    try {
      return sameHash(this.head().root, root);
    } catch (error) {
      // A tile of the edge is not there at all.
      if (error instanceof FormatError) return false;
      throw error;
    }
  }

  #filling(level: number, index: number): Filling {
    const key = `${level}/${index}`;
    const known = this.#tiles.get(key);
    if (known !== undefined) return known;
    const rows = Array.from({ length: TILE_HEIGHT + 1 }, (_, within) => new Hashes(TILE_WIDTH / 2 ** within));
    const filling = { tile: { level, index }, nodes: rows };
    this.#tiles.set(key, filling);
    return filling;
  }

  #read(node: TreeNode): MerkleHash {
    const level = Math.floor(node.level / TILE_HEIGHT);
    const within = node.level % TILE_HEIGHT;
    const width = TILE_WIDTH / 2 ** within;
    const tile = this.#tiles.get(`${level}/${Math.floor(node.index / width)}`);
    const hash = tile?.nodes[within]?.at(node.index % width);
    if (hash === undefined) throw new FormatError('merkle', `node ${node.index} at level ${node.level} is not held`);
    return hash;
  }
}

/**
 * The tiles at the right edge of a tree that more can be appended to: the partial one of each level.
 * @example edgeTiles(70_000) // widths 112, 17 and 1 at the levels 0, 1 and 2
 * @see C2SP tlog-tiles, "Partial Tiles"
 */
export function edgeTiles(size: number): readonly Tile[] {
  requireSize(size);
  const tiles: Tile[] = [];
  for (let level = 0, count = size; count > 0; level++, count = Math.floor(count / TILE_WIDTH)) {
    const width = count % TILE_WIDTH;
    if (width > 0) tiles.push({ level, index: Math.floor(count / TILE_WIDTH), width });
  }
  return tiles;
}

/** Adds a hash to a tile, and each node that it completes: one hash of two for each that is added, on average. */
function push({ nodes }: Filling, leaf: MerkleHash, join: typeof nodeHash): void {
  let hash = leaf;
  for (const level of nodes) {
    level.push(hash);
    const left = level.at(level.length - 2);
    if (level.length % 2 === 1 || left === undefined) return;
    hash = join(left, hash);
  }
}

function broken(size: number): FormatError {
  return new FormatError('merkle', `the tiles at the edge of a tree of ${size} do not give its root`, '', {
    rule: 'tile',
  });
}
