import { constants, createHash, createPublicKey, type KeyObject, verify } from 'node:crypto';
import { parseCertificate } from '../../../formats/der/x509.ts';
import { FormatError } from '../../../formats/format-error.ts';
import { type NotaryEnvelope, parseNotaryEnvelope } from '../../../formats/notary/envelope.ts';
import type { NotaryAlgorithmName } from '../../../formats/notary/header.ts';
import { NOTARY_PREFIX, type NotaryTarget, parseNotaryPayload } from '../../../formats/notary/payload.ts';
import { MEDIA_TYPES } from '../../../formats/oci/media-types.ts';
import type { Call } from '../../../ports/call.ts';
import type { AnsweredEnvelope, EnvelopeSigner } from '../../../ports/envelope-signer.ts';
import type { NotationSignature } from '../../../records/signed-document.ts';
import { TwinsealError } from '../../../records/twinseal-error.ts';
import { checkSigningChain } from './chain-rules.ts';

/** What an envelope must say. Times are seconds since 1970. */
export interface WantedEnvelope {
  readonly target: NotaryTarget;
  readonly payload: Uint8Array;
  readonly mediaType: NotationSignature['mediaType'];
  readonly now: number;
  readonly expiry?: number;
}

/** Seconds by which the clock of another machine may be off, and that an answer may take. */
const CLOCK = 600;
/** Names that no plugin may add: they mean something to verifiers. */
const RESERVED: readonly string[] = [NOTARY_PREFIX, 'dev.twinseal.'];
const CREATED = 'org.opencontainers.image.created';

/**
 * Has somebody make a whole envelope, and takes it only if it says what was asked for, as notation does and no less: media types, this
 * very descriptor with every annotation of ours, a signature that verifies with the key of its certificate and the algorithm of that
 * key, a chain by the rules, a signing time that is now, the expiry that was asked for. Annotations may be added to the descriptor, and
 * names with a meaning may not. What the envelope marks as critical for a verifier's plugin is left to that plugin.
 *
 * @throws TwinsealError `PLUGIN_REFUSED` for an envelope that is not what was asked for, `CERTIFICATE_UNSUITABLE`; of the signer
 * @example await requestEnvelope({ target, payload, mediaType, now }, signer, call)
 * @see Notary Project plugin-extensibility.md, "generate-envelope"; notation-go signer/plugin.go (generateSignatureEnvelope)
 */
export async function requestEnvelope(
  wanted: WantedEnvelope,
  signer: EnvelopeSigner,
  call: Call,
): Promise<NotationSignature> {
  const { payload, mediaType, now, expiry } = wanted;
  const answer = await signer.envelope(
    {
      payload,
      payloadType: MEDIA_TYPES.notationPayload,
      envelopeType: mediaType,
      ...(expiry !== undefined && { expiresAfter: expiry - now }),
    },
    call,
  );
  try {
    if (answer.envelopeType !== mediaType)
      refuse(`is said to be ${JSON.stringify(answer.envelopeType.slice(0, 80))}, and ${mediaType} was asked for`);
    const envelope = parseNotaryEnvelope(mediaType, answer.bytes, 'listed');
    checkSignature(envelope, now);
    checkHeader(envelope, wanted);
    checkTarget(parseNotaryPayload(envelope.payload), wanted.target);
    checkAnnotations(answer);
    return {
      kind: 'notation',
      mediaType,
      bytes: answer.bytes,
      thumbprints: envelope.chain.map((der) => createHash('sha256').update(der).digest('hex')),
      signingTime: envelope.header.signingTime,
      ...(Object.keys(answer.annotations).length > 0 && { annotations: answer.annotations }),
    };
  } catch (cause) {
    if (!(cause instanceof FormatError)) throw cause;
    throw new TwinsealError('PLUGIN_REFUSED', `the envelope of ${signer.name} is not used: it ${cause.message}`, {
      cause,
    });
  }
}

function checkSignature({ header, signingInput, signature, chain }: NotaryEnvelope, now: number): void {
  const { spki } = parseCertificate(chain[0] ?? new Uint8Array());
  const key = createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' });
  const alg = algorithmOf(key);
  if (alg !== header.alg) refuse(`is signed with ${header.alg}, which is not what the key of its certificate takes`);
  const options = alg.startsWith('ES')
    ? { key, dsaEncoding: 'ieee-p1363' as const }
    : { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST };
  if (!verify(`sha${alg.slice(2)}`, signingInput, options, signature))
    refuse('has a signature that does not verify with the key of its certificate');
  checkSigningChain({ spki, chain }, now);
}

/** @see Notary Project signature-specification.md, "Algorithm Selection" */
function algorithmOf(key: KeyObject): NotaryAlgorithmName {
  const { namedCurve, modulusLength } = key.asymmetricKeyDetails ?? {};
  const name = key.asymmetricKeyType === 'rsa' ? modulusLength : namedCurve;
  switch (name) {
    case 'prime256v1':
      return 'ES256';
    case 'secp384r1':
      return 'ES384';
    case 'secp521r1':
      return 'ES512';
    case 2048:
      return 'PS256';
    case 3072:
      return 'PS384';
    case 4096:
      return 'PS512';
    default:
      return refuse('is signed with a key of a kind that the Notary Project does not take');
  }
}

function checkHeader({ header }: NotaryEnvelope, { now, expiry }: WantedEnvelope): void {
  const { contentType, signingTime } = header;
  if (contentType !== MEDIA_TYPES.notationPayload)
    refuse(
      `says that it holds ${JSON.stringify(contentType.slice(0, 80))}, and ${MEDIA_TYPES.notationPayload} was given`,
    );
  if (Math.abs(signingTime - now) > CLOCK) refuse('says that it was signed at another time than now');
  if (expiry === undefined) return;
  if (header.expiry === undefined) refuse('does not end, and an expiry was asked for');
  if (Math.abs(header.expiry - signingTime - (expiry - now)) > CLOCK) refuse('ends at another time than was asked for');
}

function checkTarget(signed: NotaryTarget, asked: NotaryTarget): void {
  for (const name of ['mediaType', 'digest', 'size', 'artifactType'] as const)
    if (signed[name] !== asked[name])
      refuse(`signs another ${name} than was given: ${JSON.stringify(String(signed[name]).slice(0, 200))}`);
  const { annotations: own = {} } = asked;
  const { annotations = {} } = signed;
  const changed = Object.keys(own).find((name) => !Object.hasOwn(annotations, name) || annotations[name] !== own[name]);
  if (changed !== undefined) refuse(`leaves out or changes the annotation ${JSON.stringify(changed)}`);
  const added = Object.keys(annotations).find((name) => !Object.hasOwn(own, name) && isReserved(name));
  if (added !== undefined)
    refuse(`adds the annotation ${JSON.stringify(added.slice(0, 200))}, which is not its to give`);
}

/** Nobody's word, and still not to stand in the place of what we say there. */
function checkAnnotations({ annotations }: AnsweredEnvelope): void {
  const wrong = Object.keys(annotations).find((name) => isReserved(name) || name === CREATED);
  if (wrong !== undefined)
    refuse(
      `comes with the annotation ${JSON.stringify(wrong.slice(0, 200))} for its manifest, which is not its to give`,
    );
}

function isReserved(name: string): boolean {
  return RESERVED.some((prefix) => name.startsWith(prefix));
}

function refuse(problem: string): never {
  throw new FormatError('notation-envelope', problem);
}
