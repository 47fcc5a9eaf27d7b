import { formatRepositoryName } from '../formats/reference.ts';
import type { Call } from '../ports/call.ts';
import type { ContentPlaces, ContentWriter } from '../ports/content.ts';
import type { Attachment } from '../records/attachment.ts';
import { memoryBlob } from '../records/blob.ts';
import type { PackedDocument } from '../records/packed-image.ts';
import { TwinsealError } from '../records/twinseal-error.ts';
import { imageReference } from './image-reference.ts';

/**
 * Attaches evidence to an image where it stands: pushed beside an image of a registry, written into a layout.
 * @param image - as the user named it: a layout, or a reference
 * @returns what the place has to tell, such as a race on the fallback tag
 * @throws TwinsealError what the place throws; a layout shows all of it or nothing
 * @example await attachToImage('./app.oci', attachments, places, call)
 */
export async function attachToImage(
  image: string,
  attachments: readonly Attachment[],
  places: ContentPlaces,
  call: Call,
): Promise<readonly string[]> {
  if (!(await places.isPath(image)))
    return await put(places.repository(formatRepositoryName(imageReference(image))), attachments, call);
  const layout = await places.growLayout(image, call);
  try {
    const notes = await put(layout, attachments, call);
    await layout.commit(call);
    return notes;
  } finally {
    await layout.abort();
  }
}

/** All blobs before the first manifest: what most often fails, fails while nothing is attached. */
async function put(writer: ContentWriter, attachments: readonly Attachment[], call: Call): Promise<readonly string[]> {
  const blobs = new Map(attachments.flatMap((one) => one.blobs).map((blob) => [blob.descriptor.digest, blob]));
  for (const { descriptor, bytes } of blobs.values())
    if (!(await writer.has(asBlob(descriptor), call))) await writer.putBlob(memoryBlob(descriptor.digest, bytes), call);
  const notes = new Set<string>();
  for (const [done, { manifest }] of attachments.entries()) {
    try {
      for (const note of (await writer.putManifest(manifest, call)).notes) notes.add(note);
    } catch (cause) {
      if (!(cause instanceof TwinsealError) || done === 0) throw cause;
      const hold = `${done} of ${attachments.length} referrers were attached before, each whole: run it again for the rest`;
      throw new TwinsealError(cause.code, `${cause.message}; ${hold}`, { cause });
    }
  }
  for (const note of (await writer.settle?.(call)) ?? []) notes.add(note);
  return [...notes];
}

/** A blob is asked for among blobs, whatever its own media type says of it. */
function asBlob(descriptor: PackedDocument['descriptor']): PackedDocument['descriptor'] {
  return { ...descriptor, mediaType: 'application/octet-stream' };
}
