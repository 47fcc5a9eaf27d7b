import { consistencyRanges, proveConsistency, type Tree } from '../../formats/merkle/consistency-proof.ts';
import { HASH_BYTES, type MerkleHash } from '../../formats/merkle/hash.ts';
import { inclusionRanges, proveInclusion } from '../../formats/merkle/inclusion-proof.ts';
import { nodesOfRange, type TreeNode } from '../../formats/merkle/leaf-range.ts';
import { ProvenTiles } from '../../formats/merkle/proven-tiles.ts';
import { tilePath } from '../../formats/merkle/tile.ts';

/** Gives a tile of hashes by its C2SP path; undefined where there is none. Nothing that it gives is believed. */
export type ReadTile = (path: string) => Promise<Uint8Array | undefined>;

/**
 * A log as its head proves it: hashes are read from tiles of whatever source, and none is given before it is proved.
 * @example await new ProvenLog(head, readTile).leaf(41)
 * @see RFC 6962 section 2.1; C2SP tlog-tiles
 */
export class ProvenLog {
  readonly tree: Tree;
  readonly #tiles: ProvenTiles;
  readonly #read: ReadTile;

  constructor(tree: Tree, read: ReadTile) {
    this.tree = tree;
    this.#tiles = new ProvenTiles(tree);
    this.#read = read;
  }

  /**
   * The hash of an entry.
   * @throws FormatError (`merkle`) when the tiles are not those of the head, or the log has no such entry
   * @example sameHash(await log.leaf(41), logLeaf(parts, document))
   */
  async leaf(index: number): Promise<MerkleHash> {
    const node = { level: 0, index };
    await this.#prove([node]);
    return this.#tiles.hash(node);
  }

  /** The proof that an entry is in the log. @throws FormatError (`merkle`) @example await log.inclusion(41) */
  async inclusion(index: number): Promise<readonly MerkleHash[]> {
    const { size } = this.tree;
    await this.#prove(inclusionRanges(index, size).flatMap(nodesOfRange));
    return proveInclusion(index, size, (node) => this.#tiles.hash(node));
  }

  /** The proof that the log begins with a smaller one. @throws FormatError (`merkle`) @example await log.consistency(40) */
  async consistency(older: number): Promise<readonly MerkleHash[]> {
    const { size } = this.tree;
    await this.#prove(consistencyRanges(older, size).flatMap(nodesOfRange));
    return proveConsistency(older, size, (node) => this.#tiles.hash(node));
  }

  async #prove(nodes: readonly TreeNode[]): Promise<void> {
    const missing = this.#tiles.missing(nodes);
    if (missing.length === 0) return;
    const given = [];
    for (const tile of missing) {
      const bytes = (await this.#read(tilePath(tile, 'tlog-tiles'))) ?? new Uint8Array();
      // A source may have the tile wider by now: what was signed is its beginning.
      given.push({ tile, bytes: bytes.subarray(0, tile.width * HASH_BYTES) });
    }
    this.#tiles.prove(given);
  }
}
