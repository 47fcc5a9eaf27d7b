import { FormatError } from '../../formats/format-error.ts';
import { parseCheckpoint } from '../../formats/merkle/checkpoint.ts';
import { parseEntryBundlePath, serialiseEntryBundle } from '../../formats/merkle/entry-bundle.ts';
import { HASH_BYTES } from '../../formats/merkle/hash.ts';
import { inclusionRanges, proveInclusion } from '../../formats/merkle/inclusion-proof.ts';
import { nodesOfRange } from '../../formats/merkle/leaf-range.ts';
import { ProvenTiles } from '../../formats/merkle/proven-tiles.ts';
import { parseTilePath, TILE_WIDTH } from '../../formats/merkle/tile.ts';
import { tlogProofText } from '../../formats/merkle/tlog-proof.ts';
import { parseSignedNote } from '../../formats/signed-note.ts';
import { encodeUtf8 } from '../../formats/utf8.ts';
import type { Call } from '../../ports/call.ts';
import type { Receipt } from '../../records/log-entry.ts';
import type { StoreBackend } from './store-backend.ts';

/** What of a database the log is read from. */
type LogBackend = Pick<StoreBackend, 'head' | 'tile' | 'leaves'>;

/**
 * A tile of hashes or a bundle of entries by its path.
 * @returns undefined for a path that is none, and for what the log does not have as far as it was signed
 * @throws TwinsealError `STORE_FAILED`
 * @example await storedTile(backend, 'tile/0/000.p/7', call)
 * @see C2SP tlog-tiles, "Merkle Tree" and "Log entries"
 */
export async function storedTile(backend: LogBackend, path: string, call: Call): Promise<Uint8Array | undefined> {
  const wanted = parsePath(path);
  if (wanted === undefined) return undefined;
  const { bundle, level, index, width } = wanted;
  if (!Number.isSafeInteger((index + 1) * TILE_WIDTH)) return undefined;
  if (bundle) {
    const from = index * TILE_WIDTH;
    const leaves = await backend.leaves(from, from + width, call);
    return leaves.length < width ? undefined : serialiseEntryBundle(leaves.map(encodeUtf8));
  }
  const hashes = await backend.tile(level, index, call);
  return hashes === undefined || hashes.length < width * HASH_BYTES
    ? undefined
    : hashes.subarray(0, width * HASH_BYTES);
}

/**
 * The proof of one entry against the newest checkpoint.
 * @returns undefined for an index that the log does not have
 * @throws FormatError (`merkle`) when the stored tiles do not give the root that was signed
 * @example (await storedReceipt(backend, 41, call))?.text
 */
export async function storedReceipt(backend: LogBackend, index: number, call: Call): Promise<Receipt | undefined> {
  const { checkpoint } = await backend.head(call);
  const tree = parseCheckpoint(parseSignedNote(encodeUtf8(checkpoint)).text);
  if (!Number.isSafeInteger(index) || index < 0 || index >= tree.size) return undefined;
  const tiles = new ProvenTiles(tree);
  const nodes = inclusionRanges(index, tree.size).flatMap(nodesOfRange);
  const missing = tiles.missing(nodes);
  // The stored tile may be wider by now: what was signed is its beginning.
  tiles.prove(
    await Promise.all(
      missing.map(async (tile) => {
        const bytes = (await backend.tile(tile.level, tile.index, call)) ?? new Uint8Array();
        return { tile, bytes: bytes.subarray(0, tile.width * HASH_BYTES) };
      }),
    ),
  );
  const hashes = proveInclusion(index, tree.size, (node) => tiles.hash(node));
  return { index, text: tlogProofText({ index, hashes }, checkpoint) };
}

function parsePath(path: string) {
  try {
    const bundle = parseEntryBundlePath(path);
    if (bundle !== undefined) return { bundle: true, level: 0, ...bundle };
    return { bundle: false, ...parseTilePath(path, 'tlog-tiles') };
  } catch (error) {
    if (error instanceof FormatError) return undefined;
    throw error;
  }
}
