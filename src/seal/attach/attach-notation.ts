import type { Descriptor } from '../../formats/oci/descriptor.ts';
import { MEDIA_TYPES } from '../../formats/oci/media-types.ts';
import { formatUtcSeconds } from '../../formats/rfc3339.ts';
import type { Attachment } from '../../records/attachment.ts';
import { documentOf } from '../../records/packed-image.ts';
import type { NotationSignature } from '../../records/signed-document.ts';
import { referrerTo } from './referrer.ts';

/**
 * The referrer for a notation signature in the form that released notation reads everywhere: the type stands in the
 * config's media type and the manifest has no `artifactType`. (notation 1.3.2 does not find the newer form in a layout.)
 *
 * @throws FormatError when the signing time is no whole number of seconds
 * @example attachNotation(index.descriptor, await signDescriptor(index.descriptor, signer, signing, call))
 * @see Notary Project signature-specification.md v1.1.0, "Storage"
 */
export function attachNotation(subject: Descriptor, signature: NotationSignature): Attachment {
  return referrerTo(subject, {
    configType: MEDIA_TYPES.notationSignature,
    layer: documentOf(signature.mediaType, signature.bytes),
    annotations: {
      ...signature.annotations,
      'io.cncf.notary.x509chain.thumbprint#S256': JSON.stringify(signature.thumbprints),
      'org.opencontainers.image.created': formatUtcSeconds(signature.signingTime),
    },
  });
}
