import { createHash } from 'node:crypto';
import { ecdsaDerToRaw } from '../../../formats/der/ecdsa-signature.ts';
import { coseSigningInput, serialiseNotaryCose } from '../../../formats/notary/cose.ts';
import { serialiseCoseProtectedHeader } from '../../../formats/notary/cose-header.ts';
import type { NotaryEnvelopeParts } from '../../../formats/notary/envelope.ts';
import type { NotaryHeader } from '../../../formats/notary/header.ts';
import { jwsSigningInput, serialiseNotaryJws } from '../../../formats/notary/jws.ts';
import { serialiseNotaryProtectedHeader } from '../../../formats/notary/jws-header.ts';
import { NOTARY_PREFIX, serialiseNotaryPayload } from '../../../formats/notary/payload.ts';
import type { Annotations, Descriptor } from '../../../formats/oci/descriptor.ts';
import { MEDIA_TYPES } from '../../../formats/oci/media-types.ts';
import type { Call } from '../../../ports/call.ts';
import type { EnvelopeSigner } from '../../../ports/envelope-signer.ts';
import type { CertifiedSigner } from '../../../ports/signer.ts';
import type { TimestampAuthority } from '../../../ports/timestamp-authority.ts';
import type { NotationSignature } from '../../../records/signed-document.ts';
import { TwinsealError } from '../../../records/twinseal-error.ts';
import { assertVerifies } from '../self-check.ts';
import { stampSignature } from '../timestamp.ts';
import { notaryAlgorithm } from './algorithm.ts';
import { checkSigningChain } from './chain-rules.ts';
import { requestEnvelope } from './request-envelope.ts';

/** What the signer says beside the descriptor. Times are seconds since 1970. */
export interface NotationSigning {
  readonly signingTime: number;
  /** `twinseal/<version>`. */
  readonly signingAgent: string;
  /** Default: JWS. */
  readonly envelope?: 'jws' | 'cose';
  readonly expiry?: number;
  /** As `notation sign --user-metadata`; the prefix `io.cncf.notary` is reserved. */
  readonly userMetadata?: Annotations;
  /** Stamps the signature. */
  readonly timestamps?: TimestampAuthority;
}

/** One kind of envelope: how its header is written, what is signed, and how all of it is put together. */
interface Envelope {
  readonly mediaType: NotationSignature['mediaType'];
  header(header: NotaryHeader): Uint8Array;
  signingInput(protectedHeader: Uint8Array, payload: Uint8Array): Uint8Array;
  serialise(parts: NotaryEnvelopeParts): Uint8Array;
}

const ENVELOPES: Readonly<Record<'jws' | 'cose', Envelope>> = {
  jws: {
    mediaType: MEDIA_TYPES.jose,
    header: (header) => serialiseNotaryProtectedHeader({ ...header, extended: {} }),
    signingInput: jwsSigningInput,
    serialise: serialiseNotaryJws,
  },
  cose: {
    mediaType: MEDIA_TYPES.cose,
    header: (header) => serialiseCoseProtectedHeader({ ...header, extended: new Map() }),
    signingInput: coseSigningInput,
    serialise: serialiseNotaryCose,
  },
};

/**
 * Signs a descriptor as notation does: media type, digest and size as the payload of an envelope that carries the
 * certificate chain.
 *
 * @param signer - a key with its certificates, or somebody who makes whole envelopes
 * @throws TwinsealError `CERTIFICATE_UNSUITABLE` when notation would not accept the chain, `USAGE` for reserved metadata and for a timestamp
 *   on an envelope that somebody else makes; of the signer
 * @example await signDescriptor(index.descriptor, signer, { signingTime, signingAgent: 'twinseal/0.1.0' }, call)
 * @see Notary Project signature-specification.md, signature-envelope-jws.md and signature-envelope-cose.md
 */
export async function signDescriptor(
  descriptor: Descriptor,
  signer: CertifiedSigner | EnvelopeSigner,
  signing: NotationSigning,
  call: Call,
): Promise<NotationSignature> {
  const { signingTime, signingAgent, envelope = 'jws', expiry, userMetadata = {} } = signing;
  const reserved = Object.keys(userMetadata).find((name) => name.startsWith(NOTARY_PREFIX));
  if (reserved !== undefined)
    throw new TwinsealError('USAGE', `the metadata name ${JSON.stringify(reserved)} is reserved by the Notary Project`);
  const target = {
    mediaType: descriptor.mediaType,
    digest: descriptor.digest,
    size: descriptor.size,
    ...(Object.keys(userMetadata).length === 0 ? {} : { annotations: userMetadata }),
  };
  const payload = serialiseNotaryPayload(target);
  const form = ENVELOPES[envelope];
  const { timestamps } = signing;
  if ('envelope' in signer) {
    if (timestamps !== undefined)
      throw new TwinsealError(
        'USAGE',
        `${signer.name} makes whole envelopes, which are not stamped here: leave --timestamp-url out`,
      );
    const { mediaType } = form;
    const wanted = { target, payload, mediaType, now: signingTime, ...(expiry !== undefined && { expiry }) };
    return await requestEnvelope(wanted, signer, call);
  }
  const { alg, scheme, curve, hash } = notaryAlgorithm(signer.keyType);
  checkSigningChain(signer, signingTime);
  const protectedHeader = form.header({
    alg,
    contentType: MEDIA_TYPES.notationPayload,
    scheme: 'notary.x509',
    signingTime,
    ...(expiry === undefined ? {} : { expiry }),
  });
  const message = form.signingInput(protectedHeader, payload);
  const made = await signer.sign(message, scheme, call);
  assertVerifies(message, made, signer, scheme);
  const signature = curve === undefined ? made : ecdsaDerToRaw(made, curve);
  const timestampToken = timestamps && (await stampSignature(signature, hash, timestamps, call)).token;
  return {
    kind: 'notation',
    mediaType: form.mediaType,
    bytes: form.serialise({
      payload,
      protectedHeader,
      signature,
      chain: signer.chain,
      signingAgent,
      ...(timestampToken !== undefined && { timestampToken }),
    }),
    thumbprints: signer.chain.map((der) => createHash('sha256').update(der).digest('hex')),
    signingTime,
  };
}
