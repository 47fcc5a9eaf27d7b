import type { Annotations, Descriptor } from '../../formats/oci/descriptor.ts';
import { MEDIA_TYPES } from '../../formats/oci/media-types.ts';
import { formatUtcSeconds } from '../../formats/rfc3339.ts';
import type { Attachment } from '../../records/attachment.ts';
import { documentOf } from '../../records/packed-image.ts';
import { referrerTo } from './referrer.ts';

/**
 * A plain artifact that refers to an image, such as an SBOM that stands by itself: its type is the document's media
 * type, its config is empty.
 *
 * @param created - whole seconds since 1970
 * @throws FormatError when the time is no whole number of seconds
 * @example attachArtifact(manifest.descriptor, { mediaType: 'application/spdx+json', bytes: sbom }, created)
 * @see image-spec v1.1.1 manifest.md, "Guidelines for Artifact Usage"
 */
export function attachArtifact(
  subject: Descriptor,
  document: { readonly mediaType: string; readonly bytes: Uint8Array; readonly annotations?: Annotations },
  created: number,
): Attachment {
  return referrerTo(subject, {
    configType: MEDIA_TYPES.ociEmpty,
    artifactType: document.mediaType,
    layer: documentOf(document.mediaType, document.bytes),
    annotations: { ...document.annotations, 'org.opencontainers.image.created': formatUtcSeconds(created) },
  });
}
