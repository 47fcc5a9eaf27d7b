import { parseCbor } from '../cbor/reader.ts';
import {
  type CborLabel,
  type CborMap,
  type CborValue,
  isCborArray,
  isCborBytes,
  isCborMap,
  isCborTag,
} from '../cbor/value.ts';
import { serialiseCbor } from '../cbor/writer.ts';
import { FormatError } from '../format-error.ts';
import { MEDIA_TYPES } from '../oci/media-types.ts';
import { type CoseProtectedHeader, parseCoseProtectedHeader } from './cose-header.ts';
import type { NotaryEnvelope, NotaryEnvelopeParts } from './envelope.ts';
import {
  type CriticalNames,
  MAX_CERTIFICATES,
  MAX_DER,
  MAX_ENVELOPE,
  MAX_PAYLOAD,
  MAX_SIGNATURE,
  UNSIGNED_NAMES,
} from './header.ts';

/** A notation signature in COSE that could be read. Nothing about it has been verified. */
export interface NotaryCose extends NotaryEnvelope {
  readonly header: CoseProtectedHeader;
}

/** @see RFC 9052 section 4.2 */
const COSE_SIGN1 = 18;
/** @see RFC 9360 section 2 */
const X5CHAIN = 33;
const { timestamp: TOKEN, agent: AGENT } = UNSIGNED_NAMES;

/**
 * The bytes that a COSE_Sign1 signature covers: context, protected header and payload, nothing from outside.
 * @example await signer.sign(coseSigningInput(protectedHeader, payload), 'rsa-pss', call)
 * @see RFC 9052 section 4.4
 */
export function coseSigningInput(protectedHeader: Uint8Array, payload: Uint8Array): Uint8Array<ArrayBuffer> {
  return serialiseCbor(['Signature1', protectedHeader, new Uint8Array(), payload]);
}

/**
 * Reads a signature envelope: one tagged COSE_Sign1 in the one encoding that its values have (but for the order of labels),
 * with its payload inside and at least one certificate. The protected header keeps the bytes that were signed. Unknown
 * unsigned members are passed over; a label that belongs to the signed ones, or stands in both headers, is refused.
 *
 * @param bytes - the blob, at most 4 MiB
 * @throws FormatError
 * @example parseNotaryCose(blob).header.alg // 'PS256'
 * @see Notary Project signature-envelope-cose.md; RFC 9052 sections 3 and 4.2; RFC 9360 section 2
 */
export function parseNotaryCose(bytes: Uint8Array, critical: CriticalNames = 'understood'): NotaryCose {
  const message = parseCbor(bytes, { maxBytes: MAX_ENVELOPE, maxDepth: 8, maxItems: 1024 });
  if (!isCborTag(message) || message.tag !== COSE_SIGN1) return fail('the envelope has no tag 18 (COSE_Sign1)');
  const parts = message.value;
  if (!isCborArray(parts) || parts.length !== 4) return fail('a COSE_Sign1 is a list of four parts');
  const protectedHeader = bytesOf(parts[0], 'the protected header', MAX_ENVELOPE);
  const header = parseCoseProtectedHeader(protectedHeader, critical);
  const unprotected = parts[1];
  if (!isCborMap(unprotected)) return fail('the unprotected header is not a map');
  checkUnprotected(unprotected, header);
  const payload = bytesOf(parts[2], 'the payload', MAX_PAYLOAD);
  const signature = bytesOf(parts[3], 'the signature', MAX_SIGNATURE);
  const token = unprotected.get(TOKEN);
  const agent = unprotected.get(AGENT);
  if (agent !== undefined && (typeof agent !== 'string' || agent.length > 512))
    return fail(`${AGENT} must be text of at most 512 characters`);
  return {
    mediaType: MEDIA_TYPES.cose,
    payload,
    protectedHeader,
    signature,
    header,
    signingInput: coseSigningInput(protectedHeader, payload),
    chain: chainOf(unprotected),
    ...(token === undefined ? {} : { timestampToken: bytesOf(token, TOKEN, MAX_DER) }),
    ...(agent === undefined ? {} : { signingAgent: agent }),
  };
}

/**
 * Writes a signature envelope in the deterministic encoding, as notation does; the inverse of {@link parseNotaryCose}.
 * @throws FormatError for parts that {@link parseNotaryCose} would refuse
 * @example serialiseNotaryCose({ payload, protectedHeader, signature, chain, signingAgent: 'twinseal/0.1.0' })
 */
export function serialiseNotaryCose(parts: NotaryEnvelopeParts): Uint8Array<ArrayBuffer> {
  const { payload, protectedHeader, signature, chain, timestampToken, signingAgent } = parts;
  const unprotected = new Map<CborLabel, CborValue>([
    [X5CHAIN, chain],
    ...(timestampToken === undefined ? [] : [[TOKEN, timestampToken] as const]),
    ...(signingAgent === undefined ? [] : [[AGENT, signingAgent] as const]),
  ]);
  const bytes = serialiseCbor({ tag: COSE_SIGN1, value: [protectedHeader, unprotected, payload, signature] });
  parseNotaryCose(bytes);
  return bytes;
}

/** RFC 9052 section 3: a label stands in one of the two headers, never in both. */
function checkUnprotected(unprotected: CborMap, { extended }: CoseProtectedHeader): void {
  for (const label of unprotected.keys()) {
    const signed =
      typeof label === 'number'
        ? label >= 1 && label <= 3
        : label.startsWith('io.cncf.notary.') && label !== TOKEN && label !== AGENT;
    if (signed || extended.has(label)) fail(`the label ${String(label).slice(0, 80)} belongs to the protected header`);
  }
}

/** A list even of one: notation neither writes nor reads the lone byte string that RFC 9360 allows. */
function chainOf(unprotected: CborMap): readonly Uint8Array[] {
  const chain = unprotected.get(X5CHAIN);
  if (!isCborArray(chain)) return fail('the label 33 (x5chain) must be a list of certificates');
  if (chain.length === 0 || chain.length > MAX_CERTIFICATES)
    return fail(`the label 33 (x5chain) must hold 1 to ${MAX_CERTIFICATES} certificates`);
  return chain.map((one, index) => bytesOf(one, `certificate ${index}`, MAX_DER));
}

function bytesOf(value: CborValue | undefined, what: string, max: number): Uint8Array {
  if (!isCborBytes(value) || value.length === 0) return fail(`${what} must be a byte string that is not empty`);
  if (value.length > max) return fail(`${what} has more than ${max} bytes`);
  return value;
}

function fail(problem: string): never {
  throw new FormatError('notary-cose', problem);
}
