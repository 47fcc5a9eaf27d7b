import { FormatError } from '../../formats/format-error.ts';
import { parseCheckpoint } from '../../formats/merkle/checkpoint.ts';
import { edgeTiles, GrowingTree } from '../../formats/merkle/growing-tree.ts';
import { HASH_BYTES, leafHash, sameHash } from '../../formats/merkle/hash.ts';
import { TILE_WIDTH, type Tile } from '../../formats/merkle/tile.ts';
import { parseSignedNote } from '../../formats/signed-note.ts';
import { encodeUtf8 } from '../../formats/utf8.ts';

/** What of a stored log is looked at when it is opened: its end, which costs the same however long it is. */
export interface LogTail {
  readonly checkpoint: string;
  /** The stored hashes of {@link tailTiles}, in their order; undefined where there are none. */
  readonly tiles: readonly (Uint8Array | undefined)[];
  /** The leaves from the last entry on: one, and none of an empty log. */
  readonly leaves: readonly string[];
  /** Entries behind the place at which the log ends. */
  readonly behind: boolean;
}

/** The tiles at the right edge of a log, and the one with its last leaf at the end. @example tailTiles(300).length */
export function tailTiles(size: number): readonly Pick<Tile, 'level' | 'index'>[] {
  return [...edgeTiles(size), ...(size === 0 ? [] : [{ level: 0, index: Math.floor((size - 1) / TILE_WIDTH) }])];
}

/**
 * Refuses a log whose end is not what its head signs: rows cut off, an older head put back, hashes or the last leaf
 * altered. What lies further back is found by `audit verify`, which reads it all.
 *
 * @throws FormatError (`log`) that says what does not fit
 * @example requireTail({ checkpoint, tiles, leaves, behind: false })
 */
export function requireTail({ checkpoint, tiles, leaves, behind }: LogTail): void {
  const head = parseCheckpoint(parseSignedNote(encodeUtf8(checkpoint)).text);
  const { size } = head;
  const [leaf] = leaves;
  if (behind) throw broken(`the log's head ends after ${size} entries, and there are more`);
  if (size > 0 && leaf === undefined)
    throw broken(`the log's head has ${size} entries, and the last of them, ${size - 1}, is missing`);
  const edge = edgeTiles(size).map((tile, at) => ({
    tile,
    bytes: (tiles[at] ?? new Uint8Array()).slice(0, tile.width * HASH_BYTES),
  }));
  try {
    // Its own check: the edge gives the root.
    new GrowingTree(head, edge);
  } catch (cause) {
    if (!(cause instanceof FormatError)) throw cause;
    throw broken(`the stored hashes do not give the root that the log's head of ${size} entries signs`, cause);
  }
  if (size === 0 || leaf === undefined) return;
  const at = ((size - 1) % TILE_WIDTH) * HASH_BYTES;
  const last = tiles.at(-1)?.subarray(at, at + HASH_BYTES) ?? new Uint8Array();
  if (!sameHash(leafHash(encodeUtf8(leaf)), last))
    throw broken(`entry ${size - 1}, the last one, is not the one that the log has there`);
}

function broken(what: string, cause?: unknown): FormatError {
  return new FormatError(
    'log',
    `${what}: it was altered by hand, or put together from two backups; see audit verify`,
    '',
    {
      cause,
    },
  );
}
