import { createHash } from 'node:crypto';
import { ecdsaDerToRaw } from '../../../formats/der/ecdsa-signature.ts';
import { jwsSigningInput, serialiseNotaryJws } from '../../../formats/notary/jws.ts';
import { serialiseNotaryProtectedHeader } from '../../../formats/notary/jws-header.ts';
import { NOTARY_PREFIX, serialiseNotaryPayload } from '../../../formats/notary/payload.ts';
import type { Annotations, Descriptor } from '../../../formats/oci/descriptor.ts';
import { MEDIA_TYPES } from '../../../formats/oci/media-types.ts';
import type { Call } from '../../../ports/call.ts';
import type { CertifiedSigner } from '../../../ports/signer.ts';
import type { NotationSignature } from '../../../records/signed-document.ts';
import { TwinsealError } from '../../../records/twinseal-error.ts';
import { assertVerifies } from '../self-check.ts';
import { notaryAlgorithm } from './algorithm.ts';
import { checkSigningChain } from './chain-rules.ts';

/** What the signer says beside the descriptor. Times are seconds since 1970. */
export interface NotationSigning {
  readonly signingTime: number;
  /** `twinseal/<version>`. */
  readonly signingAgent: string;
  readonly expiry?: number;
  /** As `notation sign --user-metadata`; the prefix `io.cncf.notary` is reserved. */
  readonly userMetadata?: Annotations;
}

/**
 * Signs a descriptor as notation does: media type, digest and size as the payload of a JWS envelope that carries the
 * certificate chain.
 *
 * @throws TwinsealError `CERTIFICATE_UNSUITABLE` when notation would not accept the chain, `USAGE` for reserved metadata
 * @example await signDescriptor(index.descriptor, signer, { signingTime, signingAgent: 'twinseal/0.1.0' }, call)
 * @see Notary Project signature-specification.md and signature-envelope-jws.md
 */
export async function signDescriptor(
  descriptor: Descriptor,
  signer: CertifiedSigner,
  signing: NotationSigning,
  call: Call,
): Promise<NotationSignature> {
  const { signingTime, signingAgent, expiry, userMetadata = {} } = signing;
  const reserved = Object.keys(userMetadata).find((name) => name.startsWith(NOTARY_PREFIX));
  if (reserved !== undefined)
    throw new TwinsealError('USAGE', `the metadata name ${JSON.stringify(reserved)} is reserved by the Notary Project`);
  const { alg, scheme, curve } = notaryAlgorithm(signer.keyType);
  checkSigningChain(signer, signingTime);
  const payload = serialiseNotaryPayload({
    mediaType: descriptor.mediaType,
    digest: descriptor.digest,
    size: descriptor.size,
    ...(Object.keys(userMetadata).length === 0 ? {} : { annotations: userMetadata }),
  });
  const protectedHeader = serialiseNotaryProtectedHeader({
    alg,
    contentType: MEDIA_TYPES.notationPayload,
    scheme: 'notary.x509',
    signingTime,
    ...(expiry === undefined ? {} : { expiry }),
    extended: {},
  });
  const message = jwsSigningInput(protectedHeader, payload);
  const made = await signer.sign(message, scheme, call);
  assertVerifies(message, made, signer, scheme);
  const signature = curve === undefined ? made : ecdsaDerToRaw(made, curve);
  return {
    kind: 'notation',
    mediaType: MEDIA_TYPES.jose,
    bytes: serialiseNotaryJws({ payload, protectedHeader, signature, chain: signer.chain, signingAgent }),
    thumbprints: signer.chain.map((der) => createHash('sha256').update(der).digest('hex')),
    signingTime,
  };
}
