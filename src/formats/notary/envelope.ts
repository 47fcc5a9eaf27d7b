import { MEDIA_TYPES } from '../oci/media-types.ts';
import { parseNotaryCose } from './cose.ts';
import type { CriticalNames, NotaryHeader } from './header.ts';
import { parseNotaryJws } from './jws.ts';

/** Media types of the two envelopes that the Notary Project has. */
export type NotaryEnvelopeType = typeof MEDIA_TYPES.jose | typeof MEDIA_TYPES.cose;

/** The parts of a notation signature that its bytes are made of. */
export interface NotaryEnvelopeParts {
  /** The bytes that are signed and, after that, used. */
  readonly payload: Uint8Array;
  /** As it was signed, byte for byte. */
  readonly protectedHeader: Uint8Array;
  /** RSASSA-PSS, or `r || s`. */
  readonly signature: Uint8Array;
  /** Leaf first, DER; not signed. */
  readonly chain: readonly Uint8Array[];
  /** RFC 3161 TimeStampToken, DER; not signed, but it covers the signature. */
  readonly timestampToken?: Uint8Array;
  readonly signingAgent?: string;
}

/** A notation signature that could be read, whatever its envelope. Nothing about it has been verified. */
export interface NotaryEnvelope extends NotaryEnvelopeParts {
  readonly mediaType: NotaryEnvelopeType;
  readonly header: NotaryHeader;
  /** The bytes that the signature covers. */
  readonly signingInput: Uint8Array;
}

/** True for the media type of an envelope. @example isNotaryEnvelope('application/cose') // true */
export function isNotaryEnvelope(mediaType: string): mediaType is NotaryEnvelopeType {
  return mediaType === MEDIA_TYPES.jose || mediaType === MEDIA_TYPES.cose;
}

/**
 * Reads a signature envelope of either kind, strictly.
 *
 * @param bytes - the blob, at most 4 MiB
 * @param critical - which names may be critical
 * @throws FormatError
 * @example parseNotaryEnvelope('application/cose', blob).header.alg // 'PS256'
 * @see Notary Project signature-envelope-jws.md and signature-envelope-cose.md
 */
export function parseNotaryEnvelope(
  mediaType: NotaryEnvelopeType,
  bytes: Uint8Array,
  critical: CriticalNames = 'understood',
): NotaryEnvelope {
  return mediaType === MEDIA_TYPES.jose ? parseNotaryJws(bytes, critical) : parseNotaryCose(bytes, critical);
}
