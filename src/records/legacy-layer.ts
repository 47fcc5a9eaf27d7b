import type { Digest } from '../formats/digest.ts';
import type { CosignTag } from '../formats/oci/cosign-tag.ts';
import type { PackedDocument } from './packed-image.ts';

/** One signature or attestation as cosign before version 3 keeps it: a layer of the manifest under a tag made of the subject's digest. */
export interface LegacyLayer {
  readonly subject: Digest;
  readonly kind: CosignTag;
  /** Its descriptor has the annotations that make it one. */
  readonly layer: PackedDocument;
}
