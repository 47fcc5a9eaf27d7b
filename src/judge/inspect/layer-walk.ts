import { createHash, type Hash } from 'node:crypto';
import { type Digest, digestAlgorithm } from '../../formats/digest.ts';
import { FormatError } from '../../formats/format-error.ts';
import type { Descriptor } from '../../formats/oci/descriptor.ts';
import { MEDIA_TYPES } from '../../formats/oci/media-types.ts';
import { type TarEntry, TarReader } from '../../formats/tar/read.ts';
import type { Blob } from '../../records/blob.ts';
import type { FindingCode } from '../../records/finding-codes.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import { type Compression, type DecompressLimits, decompress } from './decompress.ts';
import { isLayerLimit, layerCode } from './layer-codes.ts';

/** A layer as the manifest names it, and how to read it. */
export interface Layer {
  readonly descriptor: Descriptor;
  readonly blob: Blob;
}

/**
 * Why a layer is not what it has to be. `limit`: there was more than we read, so nothing is known.
 * @example throw new LayerProblem('LAYER_BOMB', 'the layer unpacks to more than 4 GiB', true)
 */
export class LayerProblem extends Error {
  override readonly name = 'LayerProblem';
  readonly code: FindingCode;
  readonly limit: boolean;
  /** @param message - one sentence, for a finding or a fault @param limit - true when more was there than is read */
  constructor(code: FindingCode, message: string, limit = false) {
    super(message);
    this.code = code;
    this.limit = limit;
  }
}

const COMPRESSIONS: Readonly<Record<string, Compression | 'none'>> = {
  [MEDIA_TYPES.ociLayerTar]: 'none',
  [MEDIA_TYPES.ociLayerGzip]: 'gzip',
  [MEDIA_TYPES.ociLayerZstd]: 'zstd',
  [MEDIA_TYPES.dockerLayerGzip]: 'gzip',
  [MEDIA_TYPES.dockerForeignLayerGzip]: 'gzip',
  'application/vnd.docker.image.rootfs.diff.tar': 'none',
  'application/vnd.docker.image.rootfs.diff.tar.zstd': 'zstd',
  'application/vnd.oci.image.layer.nondistributable.v1.tar': 'none',
  'application/vnd.oci.image.layer.nondistributable.v1.tar+gzip': 'gzip',
  'application/vnd.oci.image.layer.nondistributable.v1.tar+zstd': 'zstd',
};

/**
 * Walks one layer from its first byte to its last, in constant memory: hashes it as it is stored, unpacks it, hashes it
 * unpacked, and shows each entry in turn.
 *
 * @param diffId - what the config says the unpacked bytes have as digest
 * @param visit - called for each entry; may read its content
 * @throws LayerProblem when a digest, the compression or the tar is wrong; TwinsealError when the layer can't be fetched
 * @example await walkLayer(layer, diffId, limits, 100_000, signal, (entry) => tree.apply(0, entry, note))
 * @see image-spec v1.1.1, config.md, "Layer DiffID"; layer.md
 */
export async function walkLayer(
  layer: Layer,
  diffId: Digest,
  limits: DecompressLimits,
  maxEntries: number,
  signal: AbortSignal,
  visit: (entry: TarEntry, tar: TarReader) => void | Promise<void>,
): Promise<{ readonly entries: number; readonly unpacked: number }> {
  const { descriptor, blob } = layer;
  const compression = Object.hasOwn(COMPRESSIONS, descriptor.mediaType)
    ? COMPRESSIONS[descriptor.mediaType]
    : undefined;
  if (compression === undefined)
    throw new LayerProblem(
      'LAYER_TYPE_UNKNOWN',
      `the layer has the media type ${descriptor.mediaType}, whose content is not read`,
      true,
    );
  const stored = hasher(descriptor.digest);
  const unpacked = hasher(diffId);
  const counts = { stored: 0, unpacked: 0, entries: 0 };
  const source = counted(blob.open(signal), stored, signal, (length) => {
    counts.stored += length;
    if (counts.stored > descriptor.size) throw wrongContent(descriptor);
  });
  const plain = compression === 'none' ? source : decompress(compression, source, limits);
  const tar = new TarReader(
    counted(plain, unpacked, signal, (length) => {
      counts.unpacked += length;
      if (counts.unpacked > limits.maxBytes)
        throw new LayerProblem('LAYER_BOMB', `the layer has more than ${limits.maxBytes} bytes`, true);
    }),
    { maxEntries, maxHeader: 1024 * 1024 },
  );
  try {
    for (let entry = await tar.next(); entry !== undefined; entry = await tar.next()) {
      counts.entries++;
      await visit(entry, tar);
    }
  } catch (error) {
    const problem = problemOf(error);
    // What does not unpack is most often not what was stored, and that is the better answer.
    if (problem instanceof LayerProblem && !problem.limit) {
      for await (const _ of source);
      if (counts.stored !== descriptor.size || !agrees(stored, descriptor.digest)) throw wrongContent(descriptor);
    }
    throw problem;
  } finally {
    await tar.close();
    // A decompressor that gives up leaves its source open.
    await source.return(undefined);
  }
  if (tar.end?.trailing === true)
    throw new LayerProblem('LAYER_TAR_END', 'bytes follow the end mark of the layer, which some readers read on into');
  if (counts.stored !== descriptor.size || !agrees(stored, descriptor.digest)) throw wrongContent(descriptor);
  if (!agrees(unpacked, diffId))
    throw new LayerProblem(
      'DIFF_ID_MISMATCH',
      `the layer ${descriptor.digest} unpacks to other bytes than its diff_id ${diffId} names`,
    );
  return { entries: counts.entries, unpacked: counts.unpacked };
}

async function* counted(
  source: AsyncIterable<Uint8Array>,
  hash: Hash,
  signal: AbortSignal,
  count: (length: number) => void,
): AsyncGenerator<Uint8Array, undefined> {
  for await (const chunk of source) {
    signal.throwIfAborted();
    hash.update(chunk);
    count(chunk.length);
    yield chunk;
  }
}

function hasher(digest: Digest): Hash {
  const algorithm = digestAlgorithm(digest);
  if (algorithm !== 'sha256' && algorithm !== 'sha512')
    throw new LayerProblem('DIGEST_UNVERIFIABLE', `digests of ${algorithm} are not computed here`, true);
  return createHash(algorithm);
}

function agrees(hash: Hash, digest: Digest): boolean {
  return `${digestAlgorithm(digest)}:${hash.digest('hex')}` === digest;
}

function wrongContent({ digest }: Descriptor): TwinsealError {
  return new TwinsealError('CONTENT_MISMATCH', `the bytes of the layer ${digest} do not have its digest and size`);
}

function problemOf(error: unknown): unknown {
  if (!(error instanceof FormatError)) return error;
  const code = layerCode(error);
  return new LayerProblem(code, `${error.message} (${error.at.replace('@', 'byte ')})`, isLayerLimit(code));
}
