import { createHash } from 'node:crypto';
import { type Digest, digestAlgorithm, digestEncoded } from '../../formats/digest.ts';
import { FormatError } from '../../formats/format-error.ts';
import { type TarEnd, type TarEntry, TarReader } from '../../formats/tar/read.ts';
import { type Compression, DEFAULT_DECOMPRESS_LIMITS, type DecompressLimits, decompress } from './decompress.ts';
import { isLayerLimit, layerCode } from './layer-codes.ts';
import { LayerProblem } from './layer-problem.ts';

/** What reading a blob once, from its first byte to its last, showed. */
export interface BlobContent {
  /** Whether the bytes have the digest; `undefined` when its algorithm is not computed here. */
  readonly matches: boolean | undefined;
  readonly size: number;
  /** Of a layer: SHA-256 (or the algorithm asked for) of the uncompressed bytes, in hex. */
  readonly uncompressed?: string;
  /** Of a compressed layer: gzip members or zstd frames. */
  readonly members?: number;
  /** Entries of its tar stream that were read. */
  readonly entries?: number;
  readonly tarEnd?: TarEnd;
  /** Why it does not decompress, or is no tar, or more than is read. */
  readonly problem?: FormatError | LayerProblem;
}

/** How the content of a layer is packed. */
export type Packing = Compression | 'none';

/** How a blob is read when it is a layer. */
export interface LayerReading {
  readonly packing: Packing;
  /** By whose algorithm the uncompressed bytes are hashed. */
  readonly diffId: Digest | undefined;
  /** Of its tar stream. */
  readonly maxEntries: number;
  /** Nothing more is read once there is more than the limits allow, so that neither digest is known; default: all is read and hashed. */
  readonly endsAtLimit?: boolean;
  /**
   * Shown each entry in turn; may read its content. What it throws as a LayerProblem ends the looking, not the reading.
   * @example await layer.visit?.(entry, tar)
   */
  readonly visit?: (entry: TarEntry, tar: TarReader) => void | Promise<void>;
}

const MAX_HEADER = 1024 * 1024;

/**
 * Reads a blob once: hashes it and, when it is a layer, decompresses it on the way, hashes what comes out, and goes through its
 * entries.
 *
 * @param source - the raw bytes
 * @param digest - what the bytes should have
 * @returns what is wrong with the bytes is data: `matches`, `problem`
 * @throws what `source` throws
 * @example await readContent(source.open(layer, 'blob', call), layer.digest, { packing: 'gzip', diffId, maxEntries: 100_000 })
 * @see image-spec v1.1.1, config.md, "Layer DiffID"
 */
export async function readContent(
  source: AsyncIterable<Uint8Array>,
  digest: Digest,
  layer?: LayerReading,
  limits: DecompressLimits = DEFAULT_DECOMPRESS_LIMITS,
): Promise<BlobContent> {
  const algorithm = digestAlgorithm(digest);
  const hash = algorithm === 'sha256' || algorithm === 'sha512' ? createHash(algorithm) : undefined;
  let size = 0;
  async function* stored() {
    for await (const chunk of source) {
      size += chunk.length;
      hash?.update(chunk);
      yield chunk;
    }
  }
  const raw = stored();
  const seen: { -readonly [K in keyof BlobContent]?: BlobContent[K] } = {};
  try {
    if (layer !== undefined) Object.assign(seen, await readLayer(raw, layer, limits));
    if (layer?.endsAtLimit === true && isLimit(seen.problem)) return { matches: undefined, size, ...seen };
    // The digest counts over all bytes, also those after the place where decompression gave up.
    for (let next = await raw.next(); next.done !== true; next = await raw.next());
  } finally {
    await raw.return(undefined);
  }
  return { matches: hash === undefined ? undefined : hash.digest('hex') === digestEncoded(digest), size, ...seen };
}

async function readLayer(
  raw: AsyncGenerator<Uint8Array>,
  layer: LayerReading,
  limits: DecompressLimits,
): Promise<Partial<BlobContent>> {
  const inner = createHash(
    layer.diffId !== undefined && digestAlgorithm(layer.diffId) === 'sha512' ? 'sha512' : 'sha256',
  );
  const counts = { members: 0, taken: 0, given: 0 };
  let length = 0;
  // By hand, so that whoever gives up leaves `raw` open: its digest counts over all bytes.
  const packed: AsyncIterator<Uint8Array> = { next: () => raw.next() };
  const plain = layer.packing === 'none' ? packed : decompress(layer.packing, packed, limits, counts);
  async function* unpacked(): AsyncGenerator<Uint8Array> {
    for (let next = await plain.next(); next.done !== true; next = await plain.next()) {
      length += next.value.length;
      if (length > limits.maxBytes)
        throw new LayerProblem('LAYER_BOMB', `the layer has more than ${limits.maxBytes} bytes`, true);
      inner.update(next.value);
      yield next.value;
    }
  }
  const bytes = unpacked();
  const tar = new TarReader(
    { [Symbol.asyncIterator]: () => bytes },
    { maxEntries: layer.maxEntries, maxHeader: MAX_HEADER },
  );
  let entries = 0;
  let problem: FormatError | LayerProblem | undefined;
  let whole = false;
  try {
    try {
      for (let entry = await tar.next(); entry !== undefined; entry = await tar.next()) {
        entries++;
        await layer.visit?.(entry, tar);
      }
    } catch (error) {
      problem = problemOf(error);
    }
    // What is no tar may still be what its digests say.
    if ((problem === undefined || !isOfStream(problem)) && !(layer.endsAtLimit === true && isLimit(problem))) {
      for (; (await bytes.next()).done !== true; );
      whole = true;
    }
  } catch (error) {
    problem = problemOf(error);
  } finally {
    if (layer.packing !== 'none') await (plain as AsyncGenerator<Uint8Array>).return(undefined);
  }
  return {
    entries,
    ...(tar.end !== undefined && { tarEnd: tar.end }),
    ...(counts.members > 0 && { members: counts.members }),
    ...(problem !== undefined && { problem }),
    ...(whole && { uncompressed: inner.digest('hex') }),
  };
}

/** True when there was more than is read. */
function isLimit(problem: FormatError | LayerProblem | undefined): boolean {
  if (problem === undefined) return false;
  return problem instanceof LayerProblem ? problem.limit : isLayerLimit(layerCode(problem));
}

/** True for what ended the stream itself, not only the looking into it. */
function isOfStream(problem: FormatError | LayerProblem): boolean {
  return problem instanceof FormatError ? problem.format !== 'tar' : problem.code === 'LAYER_BOMB';
}

function problemOf(error: unknown): FormatError | LayerProblem {
  if (error instanceof FormatError || error instanceof LayerProblem) return error;
  throw error;
}

// media-types.md and Docker's names; the non-distributable types have the same content.
const LAYER_TYPES: readonly (readonly [RegExp, Packing])[] = [
  [/^application\/vnd\.oci\.image\.layer\.(?:nondistributable\.)?v1\.tar$/, 'none'],
  [/^application\/vnd\.oci\.image\.layer\.(?:nondistributable\.)?v1\.tar\+gzip$/, 'gzip'],
  [/^application\/vnd\.oci\.image\.layer\.(?:nondistributable\.)?v1\.tar\+zstd$/, 'zstd'],
  [/^application\/vnd\.docker\.image\.rootfs\.(?:foreign\.)?diff\.tar\.gzip$/, 'gzip'],
  [/^application\/vnd\.docker\.image\.rootfs\.(?:foreign\.)?diff\.tar\.zstd$/, 'zstd'],
  [/^application\/vnd\.docker\.image\.rootfs\.(?:foreign\.)?diff\.tar$/, 'none'],
];

/** How a layer of this media type is packed; `undefined` for a type that is not known. @example packingOf('application/vnd.oci.image.layer.v1.tar') // 'none' */
export function packingOf(mediaType: string): Packing | undefined {
  return LAYER_TYPES.find(([form]) => form.test(mediaType))?.[1];
}

/**
 * True for layers that a registry may lack by their type.
 * @example mayBeElsewhere('application/vnd.docker.image.rootfs.foreign.diff.tar.gzip') // true
 * @see image-spec v1.1.1, layer.md, "Non-Distributable Layers"
 */
export function mayBeElsewhere(mediaType: string): boolean {
  return /\.(?:nondistributable|foreign)\./.test(mediaType);
}
