import { encodeBase64 } from '../../../formats/base64.ts';
import { type Digest, sha256Digest } from '../../../formats/digest.ts';
import { dssePae, serialiseDsseEnvelope } from '../../../formats/dsse.ts';
import { IN_TOTO_PAYLOAD_TYPE, type Statement, serialiseStatement } from '../../../formats/in-toto.ts';
import type { Annotations } from '../../../formats/oci/descriptor.ts';
import { COSIGN_ANNOTATIONS, MEDIA_TYPES } from '../../../formats/oci/media-types.ts';
import { serialiseSimpleSigning } from '../../../formats/sigstore/simple-signing.ts';
import type { Call } from '../../../ports/call.ts';
import type { Signer } from '../../../ports/signer.ts';
import type { LegacyLayer } from '../../../records/legacy-layer.ts';
import { TwinsealError } from '../../../records/twinseal-error.ts';
import { assertVerifies } from '../self-check.ts';
import { COSIGN_SCHEMES } from './cosign-schemes.ts';

/**
 * Signs an index or a manifest as cosign before version 3 does: a small payload with the name of the image, signed as it is.
 *
 * @param reference - the repository that the signature is for: `registry.example.com/app`
 * @param annotations - `optional` in the payload, as `cosign sign -a`
 * @throws TwinsealError when the signer fails; `USAGE` for a key that cosign 2 would verify with another hash
 * @example await signSimple(index.descriptor.digest, 'registry.example.com/app', {}, signer, call)
 * @see cosign specs/SIGNATURE_SPEC.md, "Payloads" and "Signature Schemes"
 */
export async function signSimple(
  digest: Digest,
  reference: string,
  annotations: Annotations,
  signer: Signer,
  call: Call,
): Promise<LegacyLayer> {
  const payload = serialiseSimpleSigning({ digest, reference, annotations });
  const signature = await signBytes(payload, signer, call);
  return layerOf(digest, 'sig', MEDIA_TYPES.simpleSigning, payload, {
    [COSIGN_ANNOTATIONS.signature]: encodeBase64(signature),
  });
}

/**
 * Signs a statement as cosign before version 3 does: a DSSE envelope by itself, under each of the digests.
 *
 * @throws TwinsealError when the signer fails; `USAGE` for a key that cosign 2 would verify with another hash
 * @example await signLegacyStatement(statement, [index.descriptor.digest], signer, call)
 * @see cosign specs/SIGNATURE_SPEC.md; pkg/oci/static (NewAttestation)
 */
export async function signLegacyStatement(
  statement: Statement,
  subjects: readonly Digest[],
  signer: Signer,
  call: Call,
): Promise<readonly LegacyLayer[]> {
  const payload = serialiseStatement(statement);
  const sig = await signBytes(dssePae(IN_TOTO_PAYLOAD_TYPE, payload), signer, call);
  const bytes = serialiseDsseEnvelope({ payloadType: IN_TOTO_PAYLOAD_TYPE, payload, signatures: [{ sig }] });
  // The signature stands in the envelope; the annotation is there and empty.
  const annotations = {
    [COSIGN_ANNOTATIONS.signature]: '',
    [COSIGN_ANNOTATIONS.predicateType]: statement.predicateType,
  };
  return subjects.map((subject) => layerOf(subject, 'att', MEDIA_TYPES.dsse, bytes, annotations));
}

async function signBytes(message: Uint8Array, signer: Signer, call: Call): Promise<Uint8Array> {
  const { keyType } = signer;
  if (keyType === 'ecdsa-p384' || keyType === 'ecdsa-p521')
    throw new TwinsealError(
      'USAGE',
      `cosign 2 verifies every signature with SHA-256, and a key of type ${keyType} signs with another hash: sign without --legacy, or with a P-256, RSA or Ed25519 key`,
    );
  const scheme = COSIGN_SCHEMES[keyType];
  const signature = await signer.sign(message, scheme, call);
  assertVerifies(message, signature, signer, scheme);
  return signature;
}

function layerOf(
  subject: Digest,
  kind: LegacyLayer['kind'],
  mediaType: string,
  bytes: Uint8Array,
  annotations: Annotations,
): LegacyLayer {
  const descriptor = { mediaType, digest: sha256Digest(bytes), size: bytes.length, annotations };
  return { subject, kind, layer: { descriptor, bytes } };
}
