import { createHash } from 'node:crypto';
import { zstdDecompressSync } from 'node:zlib';
import { FormatError } from '../../formats/format-error.ts';
import { parseJson } from '../../formats/json/parse.ts';
import { isJsonArray, isJsonObject, type JsonValue } from '../../formats/json/value.ts';
import type { Descriptor } from '../../formats/oci/descriptor.ts';
import type { TarEntry, TarReader } from '../../formats/tar/read.ts';
import type { FindingCode } from '../../records/finding-codes.ts';
import type { DecompressLimits } from './decompress.ts';
import { type Packing, readContent } from './layer-content.ts';

const STARGZ = 'containerd.io/snapshot/stargz/toc.digest';
const CHUNKED_DIGEST = 'io.github.containers.zstd-chunked.manifest-checksum';
const CHUNKED_PLACE = 'io.github.containers.zstd-chunked.manifest-position';
const TOC_NAME = 'stargz.index.json';
const MAX_TOC = 16 * 2 ** 20;
const LIMITS = { maxBytes: MAX_TOC, maxDepth: 8, maxValues: 2_000_000 };
const TYPES: Readonly<Record<TarEntry['type'], readonly string[]>> = {
  file: ['reg'],
  hardlink: ['hardlink'],
  symlink: ['symlink'],
  directory: ['dir'],
  device: ['char', 'block'],
  fifo: ['fifo'],
};

/** What a tar or a table of contents says of one path. */
interface Described {
  readonly types: readonly string[];
  readonly size: number;
  readonly link: string;
  readonly digest: string;
}

/** True for a layer with a table of contents that readers may take in place of its tar. @example hasToc(layer) */
export function hasToc({ annotations = {} }: Descriptor): boolean {
  return Object.hasOwn(annotations, STARGZ) || Object.hasOwn(annotations, CHUNKED_DIGEST);
}

/**
 * Compares the table of contents of a lazily pulled layer (eStargz, zstd:chunked) with its tar: readers that pull lazily go by the one,
 * all others by the other. The layer is read once more, its files hashed on the way.
 *
 * @param open - its bytes from the start
 * @param note - is told the first thing that is wrong
 * @throws what `open` throws
 * @example await inspectToc(layer, 'gzip', () => source.open(layer, 'blob', call), limits, note)
 * @see stargz-snapshotter, docs/estargz.md; containers/storage docs/containers-storage-zstd-chunked.md, #1627 and #1888
 */
export async function inspectToc(
  layer: Descriptor,
  packing: Packing,
  open: () => AsyncIterable<Uint8Array>,
  limits: DecompressLimits & { readonly maxEntries: number },
  note: (code: FindingCode, path: string | undefined, reason: string) => void,
): Promise<void> {
  const { annotations = {} } = layer;
  const place = /^(\d{1,15}):(\d{1,9}):/.exec(annotations[CHUNKED_PLACE] ?? '');
  const range = place === null ? undefined : { from: Number(place[1]), length: Number(place[2]) };
  const stored = new Map<string, Described>();
  let toc: Uint8Array | undefined;
  let names = 0;
  const visit = async (entry: TarEntry, tar: TarReader): Promise<void> => {
    const path = plain(entry.path);
    if (path === TOC_NAME) {
      toc = entry.size > MAX_TOC ? undefined : await whole(tar);
      return;
    }
    // Folders need no entry, where others imply them; what stood here before is gone.
    if (entry.type === 'directory') {
      stored.delete(path);
      return;
    }
    names += (stored.has(path) ? 0 : path.length) + (entry.linkTarget?.length ?? 0);
    if (names > MAX_TOC) return;
    stored.set(path, {
      types: TYPES[entry.type],
      size: entry.size,
      link: entry.linkTarget ?? '',
      digest: entry.type === 'file' ? `sha256:${await sha256(tar.content())}` : '',
    });
  };
  const kept: Uint8Array[] = [];
  const reading = { packing, diffId: undefined, maxEntries: limits.maxEntries, visit };
  await readContent(keeping(open(), range, kept), layer.digest, reading, limits);
  if (names > MAX_TOC)
    return note('LAYER_TOC_MISMATCH', undefined, 'the layer has more names than a table of contents can hold');
  // A layer may have both, and each has its readers.
  const tables = [
    { said: annotations[STARGZ], bytes: toc, text: toc },
    { said: annotations[CHUNKED_DIGEST], bytes: Buffer.concat(kept), text: unpacked(Buffer.concat(kept)) },
  ];
  for (const { said, bytes, text } of tables) {
    if (said === undefined) continue;
    if (bytes === undefined || bytes.length === 0)
      return note('LAYER_TOC_MALFORMED', undefined, 'the layer has no table of contents where its descriptor says');
    const digest = `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
    if (digest !== said)
      return note(
        'LAYER_TOC_DIGEST',
        undefined,
        `the table of contents is ${digest}, and the descriptor says ${said.slice(0, 80)}`,
      );
    const described = readToc(text);
    if (described === undefined)
      return note('LAYER_TOC_MALFORMED', undefined, 'the table of contents is no JSON of the known form');
    for (const path of new Set([...stored.keys(), ...described.keys()]))
      if (!same(stored.get(path), described.get(path)))
        return note('LAYER_TOC_MISMATCH', path, 'the table of contents and the tar of the layer differ in this path');
  }
}

async function* keeping(
  source: AsyncIterable<Uint8Array>,
  range: { readonly from: number; readonly length: number } | undefined,
  kept: Uint8Array[],
): AsyncGenerator<Uint8Array> {
  let at = 0;
  for await (const chunk of source) {
    if (range !== undefined && range.length <= MAX_TOC) {
      const from = Math.max(0, range.from - at);
      const to = Math.min(chunk.length, range.from + range.length - at);
      if (from < to) kept.push(new Uint8Array(chunk.subarray(from, to)));
    }
    at += chunk.length;
    yield chunk;
  }
}

function readToc(bytes: Uint8Array | undefined): ReadonlyMap<string, Described> | undefined {
  if (bytes === undefined) return undefined;
  let document: JsonValue;
  try {
    document = parseJson(bytes, LIMITS);
  } catch (error) {
    if (error instanceof FormatError) return undefined;
    throw error;
  }
  if (!isJsonObject(document) || !isJsonArray(document.entries)) return undefined;
  const described = new Map<string, Described>();
  for (const entry of document.entries) {
    if (!isJsonObject(entry) || typeof entry.name !== 'string' || typeof entry.type !== 'string') return undefined;
    // The further parts of a file.
    if (entry.type === 'chunk') continue;
    const text = (value: JsonValue | undefined): string => (typeof value === 'string' ? value : '');
    const size = typeof entry.size === 'number' ? entry.size : 0;
    const { name, type } = entry;
    described.set(plain(name), { types: [type], size, link: text(entry.linkName), digest: text(entry.digest) });
  }
  return described;
}

function same(stored: Described | undefined, described: Described | undefined): boolean {
  if (stored === undefined || described === undefined) return (stored ?? described)?.types[0] === 'dir';
  const [type = ''] = described.types;
  if (!stored.types.includes(type)) return false;
  if (type === 'reg') {
    const empty = stored.size === 0 && described.digest === '';
    return stored.size === described.size && (empty || stored.digest === described.digest);
  }
  return !['hardlink', 'symlink'].includes(type) || plain(stored.link) === plain(described.link);
}

function plain(path: string): string {
  return path.replace(/^(?:\.?\/)+/, '').replace(/\/+$/, '');
}

function unpacked(bytes: Uint8Array): Uint8Array | undefined {
  try {
    return zstdDecompressSync(bytes, { maxOutputLength: MAX_TOC });
  } catch {
    return undefined;
  }
}

async function whole(tar: TarReader): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  for await (const part of tar.content()) parts.push(new Uint8Array(part));
  return Buffer.concat(parts);
}

async function sha256(content: AsyncIterable<Uint8Array>): Promise<string> {
  const hash = createHash('sha256');
  for await (const part of content) hash.update(part);
  return hash.digest('hex');
}
