import { FormatError } from '../format-error.ts';
import type { Tree } from './consistency-proof.ts';
import { HASH_BYTES, type MerkleHash, nodeHash, sameHash } from './hash.ts';
import { hashOfRange, nodesOfRange, type TreeNode } from './leaf-range.ts';
import { TILE_HEIGHT, TILE_WIDTH, type Tile, tileAt, tileOfNode, tilePath } from './tile.ts';

/** A tile with the bytes that are said to be its own. */
export interface TileData {
  readonly tile: Tile;
  readonly bytes: Uint8Array;
}

/** All hashes of a tile by level within it, those of the tile first; with the levels above, 16 KiB a tile. */
type Levels = readonly (readonly MerkleHash[])[];

/**
 * Reads hashes of one tree from its tiles, none before it is proved: the tiles at the right edge together give the root,
 * and every other one is full and gives a hash of the tile above it.
 * @example
 * const tiles = new ProvenTiles(head);
 * tiles.prove(await Promise.all(tiles.missing([node]).map(fetchTile)));
 * tiles.hash(node);
 * @see golang.org/x/mod/sumdb/tlog.TileHashReader; C2SP tlog-tiles
 */
export class ProvenTiles {
  readonly tree: Tree;
  /** The tiles at the tree's right edge, which together give its root. */
  readonly edge: readonly Tile[];
  readonly #proven = new Map<string, Levels>();
  readonly #keep: number;

  /** @param keep - proven tiles of the lowest level that are held in memory; the oldest are let go and missing again */
  constructor(tree: Tree, keep = 1024) {
    this.tree = tree;
    this.#keep = keep;
    const edge = nodesOfRange({ from: 0, to: tree.size }).map((node) => tileOfNode(node, tree.size));
    this.edge = [...new Map(edge.map((tile) => [keyOf(tile), tile])).values()];
  }

  /**
   * The tiles to give to {@link prove} before these nodes can be read, each after those that prove it.
   * @throws FormatError (`merkle`) for a node that the tree does not have
   * @example tiles.missing([{ level: 0, index: 7 }])
   */
  missing(nodes: readonly TreeNode[]): readonly Tile[] {
    const wanted = new Map(this.edge.filter((tile) => !this.#proven.has(keyOf(tile))).map((t) => [keyOf(t), t]));
    for (const node of nodes) {
      const path: Tile[] = [];
      let tile: Tile | undefined = tileOfNode(node, this.tree.size);
      while (tile !== undefined && !this.#proven.has(keyOf(tile)) && !wanted.has(keyOf(tile))) {
        path.unshift(tile);
        tile = tileAt(tile.level + 1, Math.floor(tile.index / TILE_WIDTH), this.tree.size);
      }
      for (const each of path) wanted.set(keyOf(each), each);
    }
    return [...wanted.values()];
  }

  /**
   * Takes tiles that hold. Either all of the given ones do, or none is taken.
   * @param given - in the order of {@link missing}
   * @throws FormatError (`merkle`) with the rule `tile-size` or `tile`; `at` names the tile, or is empty when one of
   *   several at the right edge is wrong
   * @example tiles.prove([{ tile, bytes }])
   */
  prove(given: readonly TileData[]): void {
    // What is proved stays as it is.
    const fresh = given.filter(({ tile }) => !this.#proven.has(keyOf(tile)));
    const candidates = new Map(fresh.map((data) => [keyOf(data.tile), levelsOf(data)]));
    const level = (tile: Tile): Levels | undefined => candidates.get(keyOf(tile)) ?? this.#proven.get(keyOf(tile));
    if (this.edge.some((tile) => !this.#proven.has(keyOf(tile)))) {
      const root = hashOfRange({ from: 0, to: this.tree.size }, (node) => pick(level, node, this.tree.size));
      if (!sameHash(root, this.tree.root))
        throw new FormatError(
          'merkle',
          `the tiles at the edge of a tree of ${this.tree.size} do not give its root`,
          '',
          {
            rule: 'tile',
          },
        );
    }
    for (const { tile } of fresh) {
      if (this.edge.some((edge) => keyOf(edge) === keyOf(tile))) continue;
      const found = candidates.get(keyOf(tile))?.[TILE_HEIGHT]?.[0];
      const above = pick(level, { level: (tile.level + 1) * TILE_HEIGHT, index: tile.index }, this.tree.size);
      if (found === undefined || !sameHash(found, above))
        throw new FormatError(
          'merkle',
          `the tile ${tilePath(tile, 'sumdb')} is not the one of the tree`,
          pathOf(tile),
          {
            rule: 'tile',
          },
        );
    }
    for (const [key, levels] of candidates) this.#proven.set(key, levels);
    this.#letGo(candidates);
  }

  /**
   * The hash of a node from proven tiles.
   * @throws FormatError (`merkle`) when its tile is not proved
   * @example tiles.hash({ level: 0, index: 7 })
   */
  hash(node: TreeNode): MerkleHash {
    return pick((tile) => this.#proven.get(keyOf(tile)), node, this.tree.size);
  }

  #letGo(fresh: ReadonlyMap<string, Levels>): void {
    const edge = new Set(this.edge.map(keyOf));
    const lowest = [...this.#proven.keys()].filter((key) => key.startsWith('0/') && !edge.has(key));
    for (const key of lowest.slice(0, Math.max(0, lowest.length - this.#keep)))
      if (!fresh.has(key)) this.#proven.delete(key);
  }
}

function pick(levels: (tile: Tile) => Levels | undefined, node: TreeNode, size: number): MerkleHash {
  const tile = tileOfNode(node, size);
  const within = node.level - tile.level * TILE_HEIGHT;
  const hash = levels(tile)?.[within]?.[node.index - tile.index * 2 ** (TILE_HEIGHT - within)];
  if (hash === undefined) throw new FormatError('merkle', `the tile ${tilePath(tile, 'sumdb')} is not proved`);
  return hash;
}

function levelsOf({ tile, bytes }: TileData): Levels {
  if (bytes.length !== tile.width * HASH_BYTES)
    throw new FormatError(
      'merkle',
      `the tile ${tilePath(tile, 'sumdb')} has ${bytes.length} bytes instead of ${tile.width * HASH_BYTES}`,
      pathOf(tile),
      { rule: 'tile-size' },
    );
  // Not `slice`, which shares the memory of a Buffer.
  const copy = new Uint8Array(bytes);
  let hashes: MerkleHash[] = Array.from({ length: tile.width }, (_, at) =>
    copy.subarray(at * HASH_BYTES, (at + 1) * HASH_BYTES),
  );
  const levels = [hashes];
  while (hashes.length > 1) {
    const next: MerkleHash[] = [];
    hashes.forEach((right, at) => {
      const left = hashes[at - 1];
      if (at % 2 === 1 && left !== undefined) next.push(nodeHash(left, right));
    });
    levels.push(next);
    hashes = next;
  }
  return levels;
}

function pathOf(tile: Tile): string {
  return tilePath(tile, 'sumdb');
}

function keyOf(tile: Tile): string {
  return `${tile.level}/${tile.index}`;
}
