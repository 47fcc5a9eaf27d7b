import { decodeBase64, encodeBase64 } from './base64.ts';
import { FormatError } from './format-error.ts';
import { canonicalJsonBytes } from './json/canonical.ts';
import { Members } from './json/members.ts';
import { type JsonLimits, parseJson } from './json/parse.ts';
import type { JsonObject, JsonValue } from './json/value.ts';
import { encodeUtf8 } from './utf8.ts';

/** One signature over the pre-authentication encoding of an envelope. */
export interface DsseSignature {
  readonly sig: Uint8Array;
  /** A hint without authority; an empty one is the same as none. */
  readonly keyid?: string;
}

/** A DSSE envelope. `payload` holds the bytes that are signed and, after that, used. */
export interface DsseEnvelope {
  readonly payloadType: string;
  readonly payload: Uint8Array;
  readonly signatures: readonly DsseSignature[];
}

/** A statement of 16 MiB in base64, with room around it. */
const DSSE_LIMITS: JsonLimits = { maxBytes: 24 * 1024 * 1024, maxDepth: 16, maxValues: 4096 };
const MAX_SIGNATURES = 16;
const KNOWN = ['payload', 'payloadType', 'signatures'];

/**
 * The bytes that a DSSE signature covers: `DSSEv1 SP len(type) SP type SP len(body) SP body`, lengths in bytes.
 *
 * @example dssePae('http://example.com/HelloWorld', encodeUtf8('hello world'))
 * @see DSSE v1.0 protocol.md, "Signature Definition"
 */
export function dssePae(payloadType: string, payload: Uint8Array): Uint8Array<ArrayBuffer> {
  const type = encodeUtf8(payloadType);
  const head = encodeUtf8(`DSSEv1 ${type.length} ${payloadType} ${payload.length} `);
  const out = new Uint8Array(head.length + payload.length);
  out.set(head);
  out.set(payload, head.length);
  return out;
}

/**
 * Reads an envelope from its bytes.
 * @throws FormatError when it is not strict JSON or not an envelope
 * @example parseDsseEnvelope(blob).payloadType // 'application/vnd.in-toto+json'
 */
export function parseDsseEnvelope(bytes: Uint8Array, limits: JsonLimits = DSSE_LIMITS): DsseEnvelope {
  return dsseEnvelopeFromJson(parseJson(bytes, limits));
}

/**
 * Reads an envelope from JSON that stands inside another document. Payload and signatures may be standard or URL-safe
 * base64, as readers must take both; each strictly. Between 1 and 16 signatures.
 *
 * @param at - JSON pointer of the value, for messages
 * @throws FormatError with the JSON pointer
 * @example dsseEnvelopeFromJson(parseJson(bytes)).signatures.length // 1
 * @see DSSE v1.0 envelope.md ("Fields": unknown ones are ignored) and protocol.md ("either standard or URL-safe")
 */
export function dsseEnvelopeFromJson(value: JsonValue | undefined, at = ''): DsseEnvelope {
  const members = new Members('dsse', value, at);
  members.noCaseTwins(KNOWN);
  const signatures = members.array('signatures', MAX_SIGNATURES);
  if (signatures.length === 0) members.fail('signatures', 'must hold a signature');
  return {
    payloadType: members.text('payloadType', 1024),
    payload: base64Either(members.string('payload', Number.POSITIVE_INFINITY), members.pointer('payload')),
    signatures: signatures.map((entry, index) => {
      const pointer = `${members.pointer('signatures')}/${index}`;
      const signature = new Members('dsse', entry, pointer);
      signature.noCaseTwins(['sig', 'keyid']);
      const keyid = signature.optionalString('keyid');
      const sig = base64Either(signature.text('sig', 16 * 1024), signature.pointer('sig'));
      return keyid === undefined || keyid === '' ? { sig } : { sig, keyid };
    }),
  };
}

/**
 * The envelope as JSON with standard base64, for a document that holds it.
 * @example canonicalJsonBytes({ dsseEnvelope: dsseEnvelopeToJson(envelope) })
 */
export function dsseEnvelopeToJson(envelope: DsseEnvelope): JsonObject {
  return {
    payload: encodeBase64(envelope.payload),
    payloadType: envelope.payloadType,
    signatures: envelope.signatures.map(({ sig, keyid }) => ({
      sig: encodeBase64(sig),
      ...(keyid === undefined ? {} : { keyid }),
    })),
  };
}

/**
 * The envelope as canonical JSON; the inverse of {@link parseDsseEnvelope}.
 * @throws FormatError when a text of it has a lone surrogate
 * @example serialiseDsseEnvelope({ payloadType, payload, signatures: [{ sig }] })
 */
export function serialiseDsseEnvelope(envelope: DsseEnvelope): Uint8Array<ArrayBuffer> {
  return canonicalJsonBytes(dsseEnvelopeToJson(envelope));
}

function base64Either(text: string, at: string): Uint8Array {
  const urlSafe = /[-_]/.test(text);
  if (urlSafe && /[+/]/.test(text)) throw new FormatError('dsse', 'standard and URL-safe base64 are mixed', at);
  try {
    return decodeBase64(urlSafe ? text.replaceAll('-', '+').replaceAll('_', '/') : text);
  } catch (cause) {
    throw new FormatError('dsse', 'the text is not strict base64', at, { cause });
  }
}
