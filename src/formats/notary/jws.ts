import { decodeBase64, decodeBase64Url, encodeBase64, encodeBase64Url } from '../base64.ts';
import { FormatError } from '../format-error.ts';
import { Members } from '../json/members.ts';
import { parseJson } from '../json/parse.ts';
import { MEDIA_TYPES } from '../oci/media-types.ts';
import { encodeUtf8 } from '../utf8.ts';
import type { NotaryEnvelope, NotaryEnvelopeParts } from './envelope.ts';
import {
  type CriticalNames,
  MAX_CERTIFICATES,
  MAX_DER,
  MAX_ENVELOPE,
  MAX_HEADER,
  MAX_PAYLOAD,
  MAX_SIGNATURE,
  UNSIGNED_NAMES,
} from './header.ts';
import { type NotaryProtectedHeader, parseNotaryProtectedHeader } from './jws-header.ts';

/** A notation signature in JWS that could be read. Nothing about it has been verified. */
export interface NotaryJws extends NotaryEnvelope {
  readonly header: NotaryProtectedHeader;
}

const FORMAT = 'notary-jws';
const { timestamp: TOKEN, agent: AGENT } = UNSIGNED_NAMES;

/**
 * The bytes that a JWS signature covers: both parts in base64url, with a dot between them, in ASCII.
 * @example await signer.sign(jwsSigningInput(protectedHeader, payload), 'rsa-pss', call)
 * @see RFC 7515 section 5.1, step 8
 */
export function jwsSigningInput(protectedHeader: Uint8Array, payload: Uint8Array): Uint8Array<ArrayBuffer> {
  return encodeUtf8(`${encodeBase64Url(protectedHeader)}.${encodeBase64Url(payload)}`);
}

/**
 * Reads a signature envelope: flattened JSON and nothing else, each member there once, strict base64, at least one
 * certificate. Unknown unsigned members of `header` are passed over; a signed name among them is refused.
 *
 * @param bytes - the blob, at most 4 MiB
 * @param critical - which names may be critical
 * @throws FormatError
 * @example parseNotaryJws(blob).header.alg // 'ES256'
 * @see Notary Project signature-envelope-jws.md; RFC 7515 section 7.2.2
 */
export function parseNotaryJws(bytes: Uint8Array, critical: CriticalNames = 'understood'): NotaryJws {
  const json = parseJson(bytes, { maxBytes: MAX_ENVELOPE, maxDepth: 8, maxValues: 1024 });
  const members = new Members(FORMAT, json);
  members.only(['payload', 'protected', 'header', 'signature']);
  const payload = base64url(members, 'payload', MAX_PAYLOAD);
  const protectedHeader = base64url(members, 'protected', 2 * MAX_HEADER);
  const signature = base64url(members, 'signature', MAX_SIGNATURE);
  const header = parseNotaryProtectedHeader(protectedHeader, critical);
  const unprotected: Members = members.inside('header');
  // RFC 7515 section 7.2.1: a name stands in one of the two headers, never in both.
  const signed = ['alg', 'cty', 'crit', ...Object.keys(header.extended)];
  const both = Object.keys(unprotected.object).find(
    (name) => signed.includes(name) || (name.startsWith('io.cncf.notary.') && name !== TOKEN && name !== AGENT),
  );
  if (both !== undefined) unprotected.fail(both, 'belongs to the protected header');
  unprotected.noCaseTwins(['x5c', TOKEN, AGENT]);
  const certificates = unprotected.array('x5c', MAX_CERTIFICATES);
  if (certificates.length === 0) unprotected.fail('x5c', 'must hold a certificate');
  const timestampToken = unprotected.has(TOKEN)
    ? base64(unprotected.text(TOKEN, 2 * MAX_DER), unprotected.pointer(TOKEN))
    : undefined;
  const signingAgent = unprotected.optionalString(AGENT, 512);
  return {
    mediaType: MEDIA_TYPES.jose,
    payload,
    protectedHeader,
    signature,
    header,
    signingInput: jwsSigningInput(protectedHeader, payload),
    chain: certificates.map((one, index) => {
      const at = `${unprotected.pointer('x5c')}/${index}`;
      if (typeof one !== 'string' || one === '' || one.length > 2 * MAX_DER)
        throw new FormatError(FORMAT, 'a certificate must be a base64 string of bounded size', at);
      return base64(one, at);
    }),
    ...(timestampToken === undefined ? {} : { timestampToken }),
    ...(signingAgent === undefined ? {} : { signingAgent }),
  };
}

/**
 * Writes a signature envelope with the members in the order that notation has; the inverse of {@link parseNotaryJws}.
 * @throws FormatError for parts that {@link parseNotaryJws} would refuse
 * @example serialiseNotaryJws({ payload, protectedHeader, signature, chain, signingAgent: 'twinseal/0.1.0' })
 */
export function serialiseNotaryJws(parts: NotaryEnvelopeParts): Uint8Array<ArrayBuffer> {
  const { timestampToken, signingAgent } = parts;
  const bytes = encodeUtf8(
    JSON.stringify({
      payload: encodeBase64Url(parts.payload),
      protected: encodeBase64Url(parts.protectedHeader),
      header: {
        ...(timestampToken === undefined ? {} : { [TOKEN]: encodeBase64(timestampToken) }),
        x5c: parts.chain.map(encodeBase64),
        ...(signingAgent === undefined ? {} : { [AGENT]: signingAgent }),
      },
      signature: encodeBase64Url(parts.signature),
    }),
  );
  parseNotaryJws(bytes);
  return bytes;
}

function base64url(members: Members, name: string, maxLength: number): Uint8Array {
  try {
    return decodeBase64Url(members.text(name, maxLength));
  } catch (cause) {
    if (cause instanceof FormatError && cause.format === FORMAT) throw cause;
    throw new FormatError(FORMAT, `${JSON.stringify(name)} is not strict base64url`, members.pointer(name), { cause });
  }
}

function base64(text: string, at: string): Uint8Array {
  try {
    return decodeBase64(text);
  } catch (cause) {
    throw new FormatError(FORMAT, 'the text is not strict base64', at, { cause });
  }
}
