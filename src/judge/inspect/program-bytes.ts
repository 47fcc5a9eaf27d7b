import { createHash } from 'node:crypto';
import type { Digest } from '../../formats/digest.ts';
import type { Call } from '../../ports/call.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import { WALK_LIMITS, type WalkableImage, type WalkLimits } from './image-report.ts';
import { LayerProblem } from './layer-problem.ts';
import { walkLayer } from './layer-walk.ts';

/**
 * The bytes of a file of an image, found by its digest: for whoever has a report of the image and wants more of its program than the
 * report says.
 * @param program - digest and size, as the report has them
 * @returns undefined when no layer holds it, or it is larger than `limits.maxProgram`
 * @throws TwinsealError `CONTENT_MISMATCH` for a layer that is not what it has to be; what reading a layer throws
 * @example await readProgramBytes(image, { digest, size }, call)
 */
export async function readProgramBytes(
  image: WalkableImage,
  program: { readonly digest: Digest; readonly size: number },
  call: Call,
  limits: WalkLimits = WALK_LIMITS,
): Promise<Uint8Array | undefined> {
  if (program.size > limits.maxProgram) return undefined;
  let found: Uint8Array | undefined;
  for (const [index, layer] of image.layers.entries()) {
    const diffId = image.config.rootfs.diff_ids[index] ?? layer.descriptor.digest;
    try {
      await walkLayer(layer, diffId, limits, limits.maxEntries, call.signal, async (entry, tar) => {
        if (found !== undefined || entry.type !== 'file' || entry.size !== program.size) return;
        const bytes = new Uint8Array(entry.size);
        let at = 0;
        for await (const part of tar.content()) {
          bytes.set(part, at);
          at += part.length;
        }
        if (`sha256:${createHash('sha256').update(bytes).digest('hex')}` === program.digest) found = bytes;
      });
    } catch (error) {
      if (!(error instanceof LayerProblem)) throw error;
      throw new TwinsealError('CONTENT_MISMATCH', error.message, { cause: error });
    }
    if (found !== undefined) return found;
  }
  return undefined;
}
