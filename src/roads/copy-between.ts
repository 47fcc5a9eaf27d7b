import { ANNOTATION_KEYS } from '../formats/oci/metadata.ts';
import type { Call } from '../ports/call.ts';
import type { ContentPlaces } from '../ports/content.ts';
import type { CopyReport } from '../records/copy-report.ts';
import type { Progress } from '../records/progress.ts';
import { TwinsealError } from '../records/twinseal-error.ts';
import { copyIntoLayout, copyIntoRepository } from './copy-into.ts';
import { refuseLoss, refuseNameInLayout } from './copy-onto.ts';
import { imageReference } from './image-reference.ts';
import { looksLikePath, type OpenedImage, openImage } from './open-image.ts';
import { isShortName, takenAsReference } from './taken-as-reference.ts';

/**
 * Copies an image with everything attached between any two places. Into a layout its name goes along; a layout that holds other
 * images is not replaced.
 *
 * @param from - a layout on disk, or a reference
 * @param to - a reference with or without a tag, or a path: one that exists, or begins with `/`, `./` or `../`
 * @throws TwinsealError `REFERENCE_INVALID`; `USAGE` for a target with a digest, one that looks like a path and has none of these signs, one
 * that names an image of a layout, and a layout that would lose images; what the places throw
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
  await refuseNameInLayout(places, to);
  const isPath = /^\.{0,2}\//.test(to) || (await places.isPath(to));
  if (isPath) {
    const named = await withName(opened, call);
    return await copyIntoLayout(places, named, to, call, progress, () => refuseLoss(places, named, to, call));
  }
  if (looksLikePath(to))
    throw new TwinsealError('USAGE', `${to} looks like a path and is none that exists: write ./${to} to make it`);
  try {
    return await copyIntoRepository(places, opened, to, call, progress);
  } catch (error) {
    const reference = error instanceof TwinsealError && error.code.startsWith('REGISTRY_') && imageReference(to);
    throw reference && isShortName(to, reference) ? takenAsReference(to, reference, error) : error;
  }
}

/** With the name that the image has in the layout it lies in; one of a registry has none but that in its reference. */
async function withName(opened: OpenedImage, call: Call): Promise<OpenedImage> {
  if (opened.layout === undefined || opened.tag !== undefined) return opened;
  const { annotations } = await opened.source.resolve(opened.image, call);
  const tag = annotations?.[ANNOTATION_KEYS.refName];
  return tag === undefined ? opened : { ...opened, tag };
}
