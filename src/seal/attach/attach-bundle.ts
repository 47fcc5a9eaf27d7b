import type { Descriptor } from '../../formats/oci/descriptor.ts';
import { MEDIA_TYPES } from '../../formats/oci/media-types.ts';
import { formatUtcSeconds } from '../../formats/rfc3339.ts';
import type { Attachment } from '../../records/attachment.ts';
import { documentOf } from '../../records/packed-image.ts';
import type { SignedBundle } from '../../records/signed-document.ts';
import { referrerTo } from './referrer.ts';

/**
 * The referrer that cosign of version 3 writes for a bundle.
 *
 * @param created - whole seconds since 1970
 * @throws FormatError when the time is no whole number of seconds
 * @example attachBundle(index.descriptor, await signStatement(statement, signer, call), created)
 * @see cosign specs/BUNDLE_SPEC.md; pkg/oci/remote/write.go (WriteAttestationNewBundleFormat)
 */
export function attachBundle(subject: Descriptor, signed: SignedBundle, created: number): Attachment {
  return referrerTo(subject, {
    configType: MEDIA_TYPES.ociEmpty,
    artifactType: MEDIA_TYPES.sigstoreBundle,
    configArtifactType: MEDIA_TYPES.sigstoreBundle,
    layer: documentOf(MEDIA_TYPES.sigstoreBundle, signed.bytes),
    annotations: {
      'dev.sigstore.bundle.content': 'dsse-envelope',
      'dev.sigstore.bundle.predicateType': signed.predicateType,
      'org.opencontainers.image.created': formatUtcSeconds(created),
    },
  });
}
