import { concatBytes } from '../concat-bytes.ts';
import { FormatError } from '../format-error.ts';
import { parseTilePath, TILE_WIDTH, type Tile, tilePath } from './tile.ts';

/** A run of `width` entries, beginning with entry `256 * index`. */
export type EntryBundle = Omit<Tile, 'level'>;

const PREFIX = 'tile/entries/';
const LEVEL_0 = 'tile/0/';

/**
 * The path of a bundle of entries below the log's address.
 * @example entryBundlePath({ index: 0, width: 7 }) // 'tile/entries/000.p/7'
 * @see C2SP tlog-tiles, "Log entries"
 */
export function entryBundlePath(bundle: EntryBundle): string {
  return `${PREFIX}${tilePath({ level: 0, ...bundle }, 'tlog-tiles').slice(LEVEL_0.length)}`;
}

/**
 * Reads the path of a bundle; the inverse of {@link entryBundlePath}.
 * @returns undefined for a path of something else
 * @throws FormatError (`merkle`) for one that begins like a bundle's and is none
 * @example parseEntryBundlePath('tile/entries/000') // { index: 0, width: 256 }
 */
export function parseEntryBundlePath(path: string): EntryBundle | undefined {
  if (!path.startsWith(PREFIX)) return undefined;
  const { index, width } = parseTilePath(`${LEVEL_0}${path.slice(PREFIX.length)}`, 'tlog-tiles');
  return { index, width };
}

/**
 * Writes entries one after another, each after its length.
 * @throws FormatError (`merkle`) for more than 256, or one of more than 65535 bytes
 * @example serialiseEntryBundle([encodeUtf8('{}')]) // 00 02 7b 7d
 * @see C2SP tlog-tiles, "Log entries" (big-endian uint16 length-prefixed)
 */
export function serialiseEntryBundle(entries: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  if (entries.length > TILE_WIDTH) throw fail(`has more than ${TILE_WIDTH} entries`);
  return concatBytes(
    entries.flatMap((entry) => {
      if (entry.length > 0xffff) throw fail('has an entry of more than 65535 bytes');
      return [new Uint8Array([entry.length >> 8, entry.length & 0xff]), entry];
    }),
  );
}

/**
 * Reads a bundle; the inverse of {@link serialiseEntryBundle}.
 * @throws FormatError (`merkle`) when an entry is cut off, or there are more than 256
 * @example parseEntryBundle(bytes).length
 */
export function parseEntryBundle(bytes: Uint8Array): readonly Uint8Array[] {
  const entries: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; ) {
    const [high, low] = [bytes[at], bytes[at + 1]];
    if (high === undefined || low === undefined) throw fail('ends within a length');
    const end = at + 2 + high * 256 + low;
    if (end > bytes.length) throw fail('ends within an entry');
    if (entries.push(bytes.subarray(at + 2, end)) > TILE_WIDTH) throw fail(`has more than ${TILE_WIDTH} entries`);
    at = end;
  }
  return entries;
}

function fail(problem: string): FormatError {
  return new FormatError('merkle', `the bundle of entries ${problem}`);
}
