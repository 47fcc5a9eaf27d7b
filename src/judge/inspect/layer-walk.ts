import { type Digest, digestAlgorithm, digestEncoded } from '../../formats/digest.ts';
import type { Descriptor } from '../../formats/oci/descriptor.ts';
import type { TarEntry, TarReader } from '../../formats/tar/read.ts';
import type { Blob } from '../../records/blob.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import type { DecompressLimits } from './decompress.ts';
import { isLayerLimit, layerCode } from './layer-codes.ts';
import { type BlobContent, packingOf, readContent } from './layer-content.ts';
import { LayerProblem } from './layer-problem.ts';

/** A layer as the manifest names it, and how to read it. */
export interface Layer {
  readonly descriptor: Descriptor;
  readonly blob: Blob;
}

/**
 * Walks one layer from its first byte to its last and demands that it is what manifest and config name: where a validator tells all
 * that is wrong with a layer, whoever judges an image has no use for one that is wrong.
 *
 * @param diffId - what the config says the unpacked bytes have as digest
 * @param visit - called for each entry; may read its content
 * @throws LayerProblem when a digest, the compression or the tar is wrong; TwinsealError when the layer can't be fetched, or its
 *   bytes are others than its digest names; what `visit` throws
 * @example await walkLayer(layer, diffId, limits, 100_000, signal, (entry) => tree.apply(0, entry, note))
 * @see image-spec v1.1.1, config.md, "Layer DiffID"; layer.md
 */
export async function walkLayer(
  { descriptor, blob }: Layer,
  diffId: Digest,
  limits: DecompressLimits,
  maxEntries: number,
  signal: AbortSignal,
  visit: (entry: TarEntry, tar: TarReader) => void | Promise<void>,
): Promise<{ readonly entries: number }> {
  const { digest, mediaType } = descriptor;
  const packing = packingOf(mediaType);
  if (packing === undefined)
    throw new LayerProblem(
      'LAYER_TYPE_UNKNOWN',
      `the layer has the media type ${mediaType}, whose content is not read`,
      true,
    );
  requireComputable(digest);
  requireComputable(diffId);
  const reading = { packing, diffId, maxEntries, endsAtLimit: true, visit };
  const content = await readContent(bounded(blob, descriptor, signal), digest, reading, limits);
  const problem = problemOf(content);
  if (problem?.limit === true) throw problem;
  // What does not unpack is most often not what was stored, and that is the better answer.
  if (content.matches !== true || content.size !== descriptor.size) throw wrongContent(descriptor);
  if (problem !== undefined) throw problem;
  if (content.tarEnd?.trailing === true)
    throw new LayerProblem('LAYER_TAR_END', 'bytes follow the end mark of the layer, which some readers read on into');
  if (content.uncompressed !== digestEncoded(diffId))
    throw new LayerProblem(
      'DIFF_ID_MISMATCH',
      `the layer ${digest} unpacks to other bytes than its diff_id ${diffId} names`,
    );
  return { entries: content.entries ?? 0 };
}

async function* bounded(blob: Blob, descriptor: Descriptor, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  let length = 0;
  for await (const chunk of blob.open(signal)) {
    signal.throwIfAborted();
    length += chunk.length;
    if (length > descriptor.size) throw wrongContent(descriptor);
    yield chunk;
  }
}

function requireComputable(digest: Digest): void {
  const algorithm = digestAlgorithm(digest);
  if (algorithm !== 'sha256' && algorithm !== 'sha512')
    throw new LayerProblem('DIGEST_UNVERIFIABLE', `digests of ${algorithm} are not computed here`, true);
}

function wrongContent({ digest }: Descriptor): TwinsealError {
  return new TwinsealError('CONTENT_MISMATCH', `the bytes of the layer ${digest} do not have its digest and size`);
}

function problemOf({ problem }: BlobContent): LayerProblem | undefined {
  if (problem === undefined || problem instanceof LayerProblem) return problem;
  const code = layerCode(problem);
  return new LayerProblem(code, `${problem.message} (${problem.at.replace('@', 'byte ')})`, isLayerLimit(code));
}
