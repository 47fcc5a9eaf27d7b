import { encodeBase64 } from '../../../formats/base64.ts';
import { type Digest, sha256Digest } from '../../../formats/digest.ts';
import { dssePae, serialiseDsseEnvelope } from '../../../formats/dsse.ts';
import { IN_TOTO_PAYLOAD_TYPE, type Statement, serialiseStatement } from '../../../formats/in-toto.ts';
import type { Annotations } from '../../../formats/oci/descriptor.ts';
import { COSIGN_ANNOTATIONS, MEDIA_TYPES } from '../../../formats/oci/media-types.ts';
import { legacyAnnotations } from '../../../formats/sigstore/legacy-material.ts';
import { serialiseSimpleSigning } from '../../../formats/sigstore/simple-signing.ts';
import type { Call } from '../../../ports/call.ts';
import type { KeylessSigner, SignatureLog } from '../../../ports/keyless-signer.ts';
import type { Signer } from '../../../ports/signer.ts';
import type { TimestampAuthority } from '../../../ports/timestamp-authority.ts';
import type { LegacyLayer } from '../../../records/legacy-layer.ts';
import { TwinsealError } from '../../../records/twinseal-error.ts';
import { assertVerifies } from '../self-check.ts';
import { stampSignature } from '../timestamp.ts';
import { COSIGN_SCHEMES } from './cosign-schemes.ts';
import { certifiedSignature } from './sign-keyless.ts';

/** Whoever signs, and who stamps it. */
export interface LegacySigning {
  readonly signer: Signer | KeylessSigner;
  readonly timestamps?: TimestampAuthority;
}

/**
 * Signs an index or a manifest as cosign before version 3 does: a small payload with the name of the image, signed as it is.
 *
 * @param reference - the repository that the signature is for: `registry.example.com/app`
 * @param annotations - `optional` in the payload, as `cosign sign -a`
 * @throws TwinsealError when the signer fails; `USAGE` for a key that cosign 2 would verify with another hash, and for more logs or
 *   timestamps than the form has a place for
 * @example await signSimple(index.descriptor.digest, 'registry.example.com/app', {}, { signer }, call)
 * @see cosign specs/SIGNATURE_SPEC.md, "Payloads" and "Signature Schemes"; pkg/oci/static/options.go
 */
export async function signSimple(
  digest: Digest,
  reference: string,
  annotations: Annotations,
  signing: LegacySigning,
  call: Call,
): Promise<LegacyLayer> {
  const message = serialiseSimpleSigning({ digest, reference, annotations });
  const { signature, certificate } = await signBytes(message, signing, call);
  const along = await witnessed({ message, signature }, signature, certificate, signing, call);
  return layerOf(digest, 'sig', MEDIA_TYPES.simpleSigning, message, {
    [COSIGN_ANNOTATIONS.signature]: encodeBase64(signature),
    ...along,
  });
}

/**
 * Signs a statement as cosign before version 3 does: a DSSE envelope by itself, under each of the digests.
 *
 * @throws TwinsealError as {@link signSimple}
 * @example await signLegacyStatement(statement, [index.descriptor.digest], { signer }, call)
 * @see cosign specs/SIGNATURE_SPEC.md; pkg/oci/static (NewAttestation); v2.6 cmd/cosign/cli/attest/attest.go (the envelope is stamped)
 */
export async function signLegacyStatement(
  statement: Statement,
  subjects: readonly Digest[],
  signing: LegacySigning,
  call: Call,
): Promise<readonly LegacyLayer[]> {
  const payload = serialiseStatement(statement);
  const { signature: sig, certificate } = await signBytes(dssePae(IN_TOTO_PAYLOAD_TYPE, payload), signing, call);
  const envelope = { payloadType: IN_TOTO_PAYLOAD_TYPE, payload, signatures: [{ sig }] };
  const bytes = serialiseDsseEnvelope(envelope);
  // The signature stands in the envelope; the annotation is there and empty.
  const annotations = {
    [COSIGN_ANNOTATIONS.signature]: '',
    [COSIGN_ANNOTATIONS.predicateType]: statement.predicateType,
    ...(await witnessed(envelope, bytes, certificate, signing, call)),
  };
  return subjects.map((subject) => layerOf(subject, 'att', MEDIA_TYPES.dsse, bytes, annotations));
}

interface Signature {
  readonly signature: Uint8Array;
  readonly certificate?: Uint8Array;
}

async function signBytes(message: Uint8Array, { signer, timestamps }: LegacySigning, call: Call): Promise<Signature> {
  if ('certified' in signer) {
    requirePlace(signer, timestamps);
    return await certifiedSignature(message, signer, call);
  }
  const { keyType } = signer;
  if (keyType === 'ecdsa-p384' || keyType === 'ecdsa-p521')
    throw new TwinsealError(
      'USAGE',
      `cosign 2 verifies every signature with SHA-256, and a key of type ${keyType} signs with another hash: sign without --legacy, or with a P-256, RSA or Ed25519 key`,
    );
  const scheme = COSIGN_SCHEMES[keyType];
  const signature = await signer.sign(message, scheme, call);
  assertVerifies(message, signature, signer, scheme);
  return { signature };
}

/** Before anything is signed: the form holds one entry, with the promise that only Rekor 1 gives, and one timestamp. */
function requirePlace({ logs, timestamps }: KeylessSigner, more: TimestampAuthority | undefined): void {
  const [log, second] = logs;
  if (second !== undefined || (log !== undefined && log.version !== 1))
    throw new TwinsealError(
      'USAGE',
      'the older form of cosign has a place for one entry of one log, Rekor 1: sign without --legacy, or name such a log alone',
    );
  if (timestamps.length + (more === undefined ? 0 : 1) > 1)
    throw new TwinsealError(
      'USAGE',
      'the older form of cosign has a place for one timestamp: name one authority alone, or sign without --legacy',
    );
}

/** Stamps first, so that no entry of a log stands for a signature that was given up. */
async function witnessed(
  signed: Parameters<SignatureLog['add']>[0],
  stamped: Uint8Array,
  certificate: Uint8Array | undefined,
  { signer, timestamps: more }: LegacySigning,
  call: Call,
): Promise<Annotations> {
  const keyless = 'certified' in signer ? signer : undefined;
  const timestamps: Uint8Array[] = [];
  for (const authority of [...(keyless?.timestamps ?? []), ...(more === undefined ? [] : [more])])
    timestamps.push((await stampSignature(stamped, 'sha256', authority, call)).response);
  const tlogEntries = [];
  if (certificate !== undefined)
    for (const log of keyless?.logs ?? []) tlogEntries.push(await log.add(signed, certificate, call));
  return legacyAnnotations({ ...(certificate !== undefined && { certificate }), tlogEntries, timestamps });
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
