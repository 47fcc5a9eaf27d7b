import { formatRepositoryName } from '../formats/reference.ts';
import type { Call } from '../ports/call.ts';
import type { ContentPlaces, LayoutTransaction } from '../ports/content.ts';
import type { CopyReport } from '../records/copy-report.ts';
import type { Progress } from '../records/progress.ts';
import { TwinsealError } from '../records/twinseal-error.ts';
import { copyImage } from './copy.ts';
import { imageReference } from './image-reference.ts';
import type { OpenedImage } from './open-image.ts';

/**
 * Copies an opened image with everything attached into a new layout, which shows only when it is whole. Blobs of the layout that it
 * replaces, and of a run that was interrupted, are not fetched again.
 * @param folder - of the layout; a layout that stands there is replaced
 * @param mayReplace - throws where what stands there must stay; asked first, and again before the layout shows
 * @throws TwinsealError what the places and `mayReplace` throw
 * @example await copyIntoLayout(places, await openImage(places, 'registry.example.com/app:v1', call), './app.oci', call, progress)
 */
export async function copyIntoLayout(
  places: ContentPlaces,
  { source, image, tag }: OpenedImage,
  folder: string,
  call: Call,
  progress: Progress,
  mayReplace?: () => Promise<void>,
): Promise<CopyReport> {
  await mayReplace?.();
  const target = await places.newLayout(folder, call);
  try {
    const report = await copyImage({ source, target, image, ...(tag !== undefined && { tag }) }, call, progress);
    // Somebody may have put an image there meanwhile, and `newLayout` puts back what a killed run had moved away.
    await mayReplace?.();
    await target.commit(call);
    return report;
  } catch (error) {
    throw await suspended(target, folder, error);
  } finally {
    await target.abort();
  }
}

/** After a fault of the network the same command may well go on: what is whole is kept for it. */
async function suspended(target: LayoutTransaction, folder: string, error: unknown): Promise<unknown> {
  if (!(error instanceof TwinsealError) || error.definitive) return error;
  if (!error.code.startsWith('REGISTRY_') && error.code !== 'TIMEOUT') return error;
  const kept = (await target.suspend?.()) ?? 0;
  if (kept === 0) return error;
  const details = [...error.details, `${kept} bytes are kept beside ${folder}: the same command goes on from there`];
  return new TwinsealError(error.code, error.message, { cause: error, details });
}

/**
 * Copies an opened image with everything attached to a tag of a registry.
 * @param to - `registry.example.com/app:v1`; without a tag `latest`
 * @throws TwinsealError `REFERENCE_INVALID`; `USAGE` for a reference with a digest; what the places throw
 * @example await copyIntoRepository(places, await openImage(places, './app.oci', call), 'registry.example.com/app:v1', call, progress)
 */
export async function copyIntoRepository(
  places: ContentPlaces,
  { source, image }: OpenedImage,
  to: string,
  call: Call,
  progress: Progress,
): Promise<CopyReport> {
  const reference = imageReference(to);
  if (reference.digest !== undefined)
    throw new TwinsealError('USAGE', `${to} names a digest, which only the bytes can decide: name a tag`);
  const target = places.repository(formatRepositoryName(reference));
  return copyImage({ source, target, image, tag: reference.tag ?? 'latest' }, call, progress);
}
