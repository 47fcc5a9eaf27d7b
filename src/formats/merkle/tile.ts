import { FormatError } from '../format-error.ts';
import { requireSize, type TreeNode } from './leaf-range.ts';

/** Levels of the tree that one tile spans, and the hashes that a full one holds. */
export const TILE_HEIGHT = 8;
export const TILE_WIDTH = 2 ** TILE_HEIGHT;

/** A run of `width` hashes of the tree's level `8 * level`, beginning with hash `256 * index` of it. */
export interface Tile {
  readonly level: number;
  readonly index: number;
  /** 1 to 256; fewer than 256 only at the tree's right edge. */
  readonly width: number;
}

/** How a log names its tiles: `sumdb` with the height (`tile/8/0/001`), `tlog-tiles` without (`tile/0/001`). */
export type TileNaming = 'sumdb' | 'tlog-tiles';

const PREFIX = { sumdb: 'tile/8/', 'tlog-tiles': 'tile/' } as const;
/** Tiles of a tree below 2**53 leaves stand in seven levels. */
const MAX_LEVEL = 6;

/**
 * The path of a tile below the log's address, its index in groups of three digits.
 * @example tilePath({ level: 0, index: 1234067, width: 1 }, 'sumdb') // 'tile/8/0/x001/x234/067.p/1'
 * @see golang.org/x/mod/sumdb/tlog.Tile; C2SP tlog-tiles, "Merkle Tree"
 */
export function tilePath(tile: Tile, naming: TileNaming): string {
  const groups: string[] = [];
  for (let rest = tile.index, first = true; first || rest > 0; rest = Math.floor(rest / 1000), first = false)
    groups.unshift(`${first ? '' : 'x'}${String(rest % 1000).padStart(3, '0')}`);
  const partial = tile.width === TILE_WIDTH ? '' : `.p/${tile.width}`;
  return `${PREFIX[naming]}${tile.level}/${groups.join('/')}${partial}`;
}

/**
 * Reads a tile's path; the inverse of {@link tilePath}. One tile has one path.
 * @throws FormatError (`merkle`)
 * @example parseTilePath('tile/0/x001/000', 'tlog-tiles') // { level: 0, index: 1000, width: 256 }
 */
export function parseTilePath(path: string, naming: TileNaming): Tile {
  const form = /^(\d{1,2})\/((?:x\d{3}\/){0,5}\d{3})(?:\.p\/(\d{1,3}))?$/;
  const prefix = PREFIX[naming];
  const match = path.length <= 64 && path.startsWith(prefix) ? form.exec(path.slice(prefix.length)) : null;
  const [, level = '', index = '', width] = match ?? [];
  const tile = {
    level: Number(level),
    index: Number(index.replaceAll(/[x/]/g, '')),
    width: width === undefined ? TILE_WIDTH : Number(width),
  };
  const possible =
    match !== null &&
    tile.level <= MAX_LEVEL &&
    Number.isSafeInteger(tile.index) &&
    tile.width >= 1 &&
    tile.width <= TILE_WIDTH;
  if (!possible || tilePath(tile, naming) !== path)
    throw new FormatError('merkle', `${JSON.stringify(path.slice(0, 64))} is no path of a tile`);
  return tile;
}

/**
 * A tile as a tree of that size has it; undefined when the tree does not reach it.
 * @example tileAt(0, 1, 300) // { level: 0, index: 1, width: 44 }
 */
export function tileAt(level: number, index: number, size: number): Tile | undefined {
  const width = Math.min(TILE_WIDTH, Math.floor(size / TILE_WIDTH ** level) - index * TILE_WIDTH);
  return width > 0 ? { level, index, width } : undefined;
}

/**
 * The tile that holds a node, or the leaves that it is made of, as a tree of that size has it.
 * @throws FormatError (`merkle`) when the tree has no such node
 * @example tileOfNode({ level: 9, index: 0 }, 1000) // { level: 1, index: 0, width: 3 }
 */
export function tileOfNode(node: TreeNode, size: number): Tile {
  requireSize(size);
  const level = Math.floor(node.level / TILE_HEIGHT);
  const index = Math.floor(node.index / 2 ** (TILE_HEIGHT - (node.level % TILE_HEIGHT)));
  const tile = (node.index + 1) * 2 ** node.level <= size ? tileAt(level, index, size) : undefined;
  if (tile === undefined)
    throw new FormatError('merkle', `a tree of ${size} leaves has no node ${node.index} at level ${node.level}`);
  return tile;
}

/**
 * The tiles that a log publishes when it grows: those that are new or wider.
 * @example tilesBetween(0, 257).length // 3: 256 leaves, one leaf, and the hash above the first
 * @see C2SP tlog-tiles, "Merkle Tree"
 */
export function tilesBetween(older: number, newer: number): readonly Tile[] {
  const tiles: Tile[] = [];
  for (let level = 0, span = 1; span <= newer; level++, span *= TILE_WIDTH) {
    const [before, after] = [Math.floor(older / span), Math.floor(newer / span)];
    if (before === after) continue;
    for (let index = Math.floor(before / TILE_WIDTH); index * TILE_WIDTH < after; index++)
      tiles.push({ level, index, width: Math.min(TILE_WIDTH, after - index * TILE_WIDTH) });
  }
  return tiles;
}
