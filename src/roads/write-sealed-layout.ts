import type { Call } from '../ports/call.ts';
import type { ContentPlaces } from '../ports/content.ts';
import type { Attachment } from '../records/attachment.ts';
import { type Blob, memoryBlob } from '../records/blob.ts';
import type { PackedDocument, PackedImage } from '../records/packed-image.ts';

/** What the layout will hold. */
export interface SealedLayout {
  readonly folder: string;
  readonly image: PackedImage;
  readonly attachments: readonly Attachment[];
  /** `org.opencontainers.image.ref.name` of the index. */
  readonly name: string;
}

/**
 * Writes a sealed image as a layout: blobs, manifests, the index under its name, then what is attached. It shows at its
 * place only when all of it is on disk.
 * @throws TwinsealError `LAYOUT_EXISTS`, `OUTPUT_UNWRITABLE`, `DISK_FULL`, with nothing left behind
 * @example await writeSealedLayout({ folder: './app.oci', image, attachments, name: '1.2.3' }, places, call)
 */
export async function writeSealedLayout(layout: SealedLayout, places: ContentPlaces, call: Call): Promise<void> {
  const { image, attachments } = layout;
  const writer = await places.newLayout(layout.folder, call);
  try {
    for (const platform of image.platforms) {
      for (const { blob } of platform.layers) await writer.putBlob(blob, call);
      await writer.putBlob(documentBlob(platform.config), call);
      await writer.putManifest(platform.manifest, call);
    }
    await writer.putManifest(image.index, call, layout.name);
    for (const attachment of attachments) {
      for (const blob of attachment.blobs) await writer.putBlob(documentBlob(blob), call);
      await writer.putManifest(attachment.manifest, call);
    }
    await writer.commit(call);
  } finally {
    await writer.abort();
  }
}

function documentBlob({ descriptor, bytes }: PackedDocument): Blob {
  return memoryBlob(descriptor.digest, bytes);
}
