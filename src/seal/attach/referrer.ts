import type { Annotations, Descriptor } from '../../formats/oci/descriptor.ts';
import type { ImageManifest } from '../../formats/oci/documents.ts';
import { serialiseImageManifest } from '../../formats/oci/image-manifest.ts';
import { MEDIA_TYPES } from '../../formats/oci/media-types.ts';
import { encodeUtf8 } from '../../formats/utf8.ts';
import type { Attachment } from '../../records/attachment.ts';
import type { Blob } from '../../records/blob.ts';
import { documentOf, type PackedDocument } from '../../records/packed-image.ts';

/** What differs between the families of referrers. */
export interface ReferrerShape {
  /** Media type of the config, whose content is `{}`. */
  readonly configType: string;
  /** `artifactType` at the top of the manifest. */
  readonly artifactType?: string;
  /** `artifactType` in the config's descriptor. */
  readonly configArtifactType?: string;
  /** A document in memory, or a file that is not read for this. */
  readonly layer: PackedDocument | { readonly descriptor: Descriptor; readonly file: Blob };
  readonly annotations: Annotations;
}

/**
 * A manifest of one layer that refers to a subject. The manifest's descriptor has the artifact type and annotations that
 * a referrers list must show, so that layouts and fallback tags can take it as it is.
 *
 * @throws FormatError when an annotation has a lone surrogate
 * @example referrerTo(index.descriptor, { configType, artifactType, layer, annotations }).manifest.descriptor.digest
 * @see image-spec v1.1.1 manifest.md, "Guidance for an Empty Descriptor"; distribution-spec v1.1.1, "Listing Referrers"
 */
export function referrerTo(subject: Descriptor, shape: ReferrerShape): Attachment {
  const { configType, artifactType, configArtifactType, layer, annotations } = shape;
  const config = documentOf(configType, encodeUtf8('{}'));
  const manifest: ImageManifest = {
    schemaVersion: 2,
    mediaType: MEDIA_TYPES.ociManifest,
    ...(artifactType === undefined ? {} : { artifactType }),
    config: {
      ...config.descriptor,
      ...(configArtifactType === undefined ? {} : { artifactType: configArtifactType }),
    },
    layers: [layer.descriptor],
    subject: { mediaType: subject.mediaType, digest: subject.digest, size: subject.size },
    annotations,
  };
  const document = documentOf(MEDIA_TYPES.ociManifest, serialiseImageManifest(manifest));
  return {
    subject: subject.digest,
    manifest: {
      ...document,
      descriptor: { ...document.descriptor, artifactType: artifactType ?? configType, annotations },
    },
    ...('file' in layer ? { blobs: [config], files: [layer.file] } : { blobs: [config, layer] }),
  };
}
