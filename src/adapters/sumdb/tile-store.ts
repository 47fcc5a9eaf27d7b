import { FormatError } from '../../formats/format-error.ts';
import { HASH_BYTES, type MerkleHash } from '../../formats/merkle/hash.ts';
import type { TreeNode } from '../../formats/merkle/leaf-range.ts';
import type { ProvenTiles } from '../../formats/merkle/proven-tiles.ts';
import { TILE_WIDTH, type Tile, tilePath } from '../../formats/merkle/tile.ts';
import type { Call } from '../../ports/call.ts';
import type { CacheFolder } from '../cache-folder.ts';
import { SingleFlight } from './single-flight.ts';
import { SumdbFault } from './sumdb-fault.ts';

/** Reads from the database below its address; undefined for "not found". */
export type AskDatabase = (path: string, maxBytes: number, call: Call) => Promise<Uint8Array | undefined>;

interface FoundTile {
  readonly tile: Tile;
  readonly bytes: Uint8Array;
  readonly from: 'memory' | 'disk' | 'database';
}

const FULL_BYTES = TILE_WIDTH * HASH_BYTES;
/** Tiles whose bytes are held for whoever wants the same next: 4 MiB at most. */
const MAX_HELD = 512;

/**
 * Tiles from the disk, else from the database. Where they come from makes no difference to what is believed: each is proved
 * before it is used, and only what was proved is kept. Full tiles of the lowest level are not kept, since a record's own proof
 * is: what is kept stays below a thousandth of the log.
 * @example await new TileStore(cache, ask).hashes(tiles, nodes, call)
 */
export class TileStore {
  readonly #cache: CacheFolder;
  readonly #ask: AskDatabase;
  readonly #flights = new SingleFlight<FoundTile>();
  readonly #held = new Map<string, Uint8Array>();

  /** @param ask - throws SumdbFault when there is no way to the database */
  constructor(cache: CacheFolder, ask: AskDatabase) {
    this.#cache = cache;
    this.#ask = ask;
  }

  /**
   * The hashes of nodes of a tree, proved.
   * @throws SumdbFault `unreachable`, or `contradicted` when what the database sends does not belong to the tree that it signed
   * @throws TwinsealError `ABORTED`, `TIMEOUT`
   * @example const [root] = await store.hashes(tiles, [{ level: 0, index: 7 }], call)
   */
  async hashes(tiles: ProvenTiles, nodes: readonly TreeNode[], call: Call): Promise<readonly MerkleHash[]> {
    let afresh = false;
    for (;;) {
      const missing = tiles.missing(nodes);
      if (missing.length === 0) return nodes.map((node) => tiles.hash(node));
      const found = await Promise.all(missing.map((tile) => this.#find(tile, afresh, call)));
      try {
        tiles.prove(found);
      } catch (error) {
        if (!(error instanceof FormatError)) throw error;
        const doubtful = found.filter(({ from }) => from !== 'database');
        if (doubtful.length === 0)
          throw new SumdbFault('contradicted', `the database breaks its own proofs: ${error.message}`, error);
        // Which one is wrong can't always be told: all that were not just sent are asked for anew.
        await Promise.all(doubtful.map(({ tile }) => this.#forget(tile)));
        afresh = true;
        continue;
      }
      afresh = false;
      await Promise.all(found.map((each) => this.#keep(each)));
    }
  }

  /** Forgets the tiles at the edges of older trees. @example await store.prune(tiles.edge) */
  async prune(edge: readonly Tile[]): Promise<void> {
    const current = new Set(edge.map(nameOf));
    for (const name of await this.#cache.list('edge').catch(() => []))
      if (!current.has(`edge/${name}`)) await this.#cache.remove(`edge/${name}`).catch(() => undefined);
  }

  #find(tile: Tile, afresh: boolean, call: Call): Promise<FoundTile> {
    const path = tilePath(tile, 'sumdb');
    return this.#flights.run(
      `${path} ${afresh}`,
      async () => {
        const held = afresh ? undefined : this.#held.get(path);
        if (held !== undefined) return { tile, bytes: held, from: 'memory' };
        const name = afresh ? undefined : nameOf(tile);
        const kept = name === undefined ? undefined : await this.#cache.read(name, FULL_BYTES).catch(() => undefined);
        if (kept?.length === tile.width * HASH_BYTES) return { tile, bytes: kept, from: 'disk' };
        const bytes = await this.#fetch(tile, path, call);
        this.#held.set(path, bytes);
        const [oldest] = this.#held.keys();
        if (this.#held.size > MAX_HELD && oldest !== undefined) this.#held.delete(oldest);
        return { tile, bytes, from: 'database' };
      },
      call,
    );
  }

  async #fetch(tile: Tile, path: string, call: Call): Promise<Uint8Array> {
    let bytes = await this.#ask(`/${path}`, FULL_BYTES, call);
    if (bytes === undefined && tile.width < TILE_WIDTH) {
      // A tile that has filled up since may be there as a full one only.
      const full = await this.#ask(`/${tilePath({ ...tile, width: TILE_WIDTH }, 'sumdb')}`, FULL_BYTES, call);
      bytes = full?.length === FULL_BYTES ? full.subarray(0, tile.width * HASH_BYTES) : undefined;
    }
    if (bytes === undefined) throw new SumdbFault('unreachable', `the database does not give its tile ${path}`);
    if (bytes.length !== tile.width * HASH_BYTES)
      throw new SumdbFault(
        'unreachable',
        `the database gives ${bytes.length} bytes that are no tile in place of ${path}`,
      );
    return bytes;
  }

  async #forget(tile: Tile): Promise<void> {
    this.#held.delete(tilePath(tile, 'sumdb'));
    const name = nameOf(tile);
    if (name !== undefined) await this.#cache.remove(name).catch(() => undefined);
  }

  async #keep({ tile, bytes, from }: FoundTile): Promise<void> {
    const name = from === 'database' ? nameOf(tile) : undefined;
    // A tile that can't be kept is fetched again the next time.
    if (name !== undefined) await this.#cache.write(name, bytes).catch(() => undefined);
  }
}

/** Where a tile is kept; undefined for those that are not. */
function nameOf({ level, index, width }: Tile): string | undefined {
  if (width < TILE_WIDTH) return `edge/${level}-${index}-${width}`;
  return level === 0 ? undefined : `tiles/${level}-${index}`;
}
