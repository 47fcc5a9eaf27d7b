import { createHash } from 'node:crypto';
import { type Digest, digestAlgorithm, digestEncoded } from '../../formats/digest.ts';
import { FormatError } from '../../formats/format-error.ts';
import { type Compression, DEFAULT_DECOMPRESS_LIMITS, type DecompressLimits, decompress } from './decompress.ts';

/** What reading a blob once, from its first byte to its last, showed. */
export interface BlobContent {
  /** Whether the bytes have the digest; `undefined` when its algorithm is not computed here. */
  readonly matches: boolean | undefined;
  readonly size: number;
  /** Of a layer: SHA-256 (or the algorithm asked for) of the uncompressed bytes, in hex. */
  readonly uncompressed?: string;
  /** Of a compressed layer: gzip members or zstd frames. */
  readonly members?: number;
  /** Why it does not decompress. */
  readonly problem?: FormatError;
}

/** How the content of a layer is packed. */
export type Packing = Compression | 'none';

/**
 * Reads a blob once: hashes it and, when it is a layer, decompresses it on the way and hashes what comes out.
 *
 * @param source - the raw bytes
 * @param digest - what the bytes should have
 * @param layer - packing, and the digest whose algorithm the uncompressed bytes are hashed by
 * @returns what is wrong with the bytes is data: `matches`, `problem`
 * @throws what `source` throws
 * @example await readContent(files.open(path, call), descriptor.digest, { packing: 'gzip', diffId })
 * @see image-spec v1.1.1, config.md, "Layer DiffID"
 */
export async function readContent(
  source: AsyncIterable<Uint8Array>,
  digest: Digest,
  layer: { readonly packing: Packing; readonly diffId: Digest | undefined } | undefined,
  limits: DecompressLimits = DEFAULT_DECOMPRESS_LIMITS,
): Promise<BlobContent> {
  const algorithm = digestAlgorithm(digest);
  const hash = algorithm === 'sha256' || algorithm === 'sha512' ? createHash(algorithm) : undefined;
  let size = 0;
  async function* hashed() {
    for await (const chunk of source) {
      size += chunk.length;
      hash?.update(chunk);
      yield chunk;
    }
  }
  const raw = hashed();
  const inner = createHash(
    layer?.diffId !== undefined && digestAlgorithm(layer.diffId) === 'sha512' ? 'sha512' : 'sha256',
  );
  const counts = { members: 0, taken: 0, given: 0 };
  let problem: FormatError | undefined;
  try {
    if (layer !== undefined) {
      const content = layer.packing === 'none' ? raw : decompress(layer.packing, raw, limits, counts);
      for await (const chunk of content) inner.update(chunk);
    }
    // The digest counts over all bytes, also those after the place where decompression gave up.
    for (let next = await raw.next(); next.done !== true; next = await raw.next());
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    problem = error;
    for (let next = await raw.next(); next.done !== true; next = await raw.next());
  }
  return {
    matches: hash === undefined ? undefined : hash.digest('hex') === digestEncoded(digest),
    size,
    ...(layer !== undefined && problem === undefined && { uncompressed: inner.digest('hex') }),
    ...(counts.members > 0 && { members: counts.members }),
    ...(problem !== undefined && { problem }),
  };
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
