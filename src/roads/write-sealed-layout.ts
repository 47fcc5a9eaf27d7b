import type { Call } from '../ports/call.ts';
import type { ContentPlaces } from '../ports/content.ts';
import type { Attachment } from '../records/attachment.ts';
import { type Blob, memoryBlob } from '../records/blob.ts';
import type { PackedDocument, PackedImage } from '../records/packed-image.ts';
import { inParallel } from './in-parallel.ts';

/** Blobs that are written at once. */
const PARALLEL = 8;

/** What the layout will hold. */
export interface SealedLayout {
  readonly folder: string;
  readonly images: readonly LayoutImage[];
}

/** An image of it, with what refers to it. */
export interface LayoutImage {
  readonly image: PackedImage;
  readonly attachments: readonly Attachment[];
  /** `org.opencontainers.image.ref.name` of the index. */
  readonly name: string;
}

/**
 * Writes sealed images as a layout: blobs, then for each image its manifests, the index under its name, and what is attached.
 * It shows at its place only when all of it is on disk.
 * @throws TwinsealError `LAYOUT_EXISTS`, `OUTPUT_UNWRITABLE`, `DISK_FULL`, with nothing left behind
 * @example await writeSealedLayout({ folder: './app.oci', images: [{ image, attachments, name: '1.2.3' }] }, places, call)
 */
export async function writeSealedLayout(layout: SealedLayout, places: ContentPlaces, call: Call): Promise<void> {
  const writer = await places.newLayout(layout.folder, call);
  try {
    // All bytes first, several at a time, since each waits for the disk; manifests then find theirs written, and are
    // listed in an order that does not depend on which write ended first.
    await inParallel(blobsOf(layout.images), PARALLEL, (blob) => writer.putBlob(blob, call));
    for (const { image, attachments, name } of layout.images) {
      for (const { manifest } of image.platforms) await writer.putManifest(manifest, call);
      await writer.putManifest(image.index, call, name);
      for (const { manifest } of attachments) await writer.putManifest(manifest, call);
    }
    await writer.commit(call);
  } finally {
    await writer.abort();
  }
}

/** Every blob and document once: a statement about several manifests is one blob under each of them. */
function blobsOf(images: readonly LayoutImage[]): readonly Blob[] {
  const blobs = images.flatMap(({ image, attachments }) => [
    ...image.platforms.flatMap(({ layers, config, manifest }) => [
      ...layers.map(({ blob }) => blob),
      documentBlob(config),
      documentBlob(manifest),
    ]),
    documentBlob(image.index),
    ...attachments.flatMap(({ blobs, files = [], manifest }) => [...files, ...[...blobs, manifest].map(documentBlob)]),
  ]);
  return [...new Map(blobs.map((blob) => [blob.digest, blob])).values()];
}

function documentBlob({ descriptor, bytes }: PackedDocument): Blob {
  return memoryBlob(descriptor.digest, bytes);
}
