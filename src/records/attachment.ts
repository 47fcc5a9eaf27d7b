import type { Digest } from '../formats/digest.ts';
import type { PackedDocument } from './packed-image.ts';

/** A referrer manifest with the blobs it needs, ready for a layout or a registry. */
export interface Attachment {
  /** The digest it is attached to. */
  readonly subject: Digest;
  readonly manifest: PackedDocument;
  readonly blobs: readonly PackedDocument[];
}
