import type { Digest } from '../formats/digest.ts';
import type { Blob } from './blob.ts';
import type { PackedDocument } from './packed-image.ts';

/** A referrer manifest with the blobs it needs, ready for a layout or a registry. */
export interface Attachment {
  /** The digest it is attached to. */
  readonly subject: Digest;
  readonly manifest: PackedDocument;
  readonly blobs: readonly PackedDocument[];
  /** Blobs that are too large to hold in memory. */
  readonly files?: readonly Blob[];
}
