import type { Call } from '../ports/call.ts';
import type { ContentPlaces } from '../ports/content.ts';
import type { CopyReport } from '../records/copy-report.ts';
import type { Progress } from '../records/progress.ts';
import { TwinsealError } from '../records/twinseal-error.ts';
import { copyIntoLayout, copyIntoRepository } from './copy-into.ts';
import { imageReference } from './image-reference.ts';
import { looksLikePath, openImage } from './open-image.ts';
import { isShortName, takenAsReference } from './taken-as-reference.ts';

/**
 * Copies an image with everything attached between any two places.
 *
 * @param from - a layout on disk, or a reference
 * @param to - a reference with or without a tag, or a path: one that exists, or begins with `/`, `./` or `../`
 * @throws TwinsealError `REFERENCE_INVALID`; `USAGE` for a target with a digest, or one that looks like a path and has none of these signs; what the places throw
 * @example await copyBetween(places, 'staging.example.com/app:v1', 'registry.example.com/app:v1', call, () => {})
 */
export async function copyBetween(
  places: ContentPlaces,
  from: string,
  to: string,
  call: Call,
  progress: Progress,
): Promise<CopyReport> {
  const opened = await openImage(places, from, call);
  const isPath = /^\.{0,2}\//.test(to) || (await places.isPath(to));
  if (isPath) return await copyIntoLayout(places, opened, to, call, progress);
  if (looksLikePath(to))
    throw new TwinsealError('USAGE', `${to} looks like a path and is none that exists: write ./${to} to make it`);
  try {
    return await copyIntoRepository(places, opened, to, call, progress);
  } catch (error) {
    const reference = error instanceof TwinsealError && error.code.startsWith('REGISTRY_') && imageReference(to);
    throw reference && isShortName(to, reference) ? takenAsReference(to, reference, error) : error;
  }
}
