import { FormatError } from '../format-error.ts';
import { parseDer } from './reader.ts';
import { sequenceOf, unsignedBytes } from './values.ts';
import { writeInteger, writeSequence } from './writer.ts';

/** Octets of r, of s and of a coordinate. @see FIPS 186-5, SEC 1 section 2.3.7 */
export const CURVE_BYTES = { 'P-256': 32, 'P-384': 48, 'P-521': 66 } as const;
/** The NIST curves that signatures use. */
export type EcCurve = keyof typeof CURVE_BYTES;

/**
 * The `SEQUENCE { r, s }` form, which cosign and X.509 use, as fixed-length `r || s`, which JWS uses.
 * Neither number may be zero, negative, padded or longer than the curve's.
 *
 * @throws FormatError for such a number, or an encoding that is not DER
 * @example ecdsaDerToRaw(signature, 'P-256').length // 64
 * @see RFC 3279 section 2.2.3; RFC 7518 section 3.4
 */
export function ecdsaDerToRaw(der: Uint8Array, curve: EcCurve): Uint8Array<ArrayBuffer> {
  const size = CURVE_BYTES[curve];
  // Two integers of at most size + 1 octets, with their headers.
  const root = parseDer(der, { maxBytes: 2 * size + 16, maxDepth: 1, maxElements: 3 });
  const parts = sequenceOf(root, 'the ECDSA signature', 2, 2);
  const raw = new Uint8Array(2 * size);
  for (const [index, name] of (['r', 's'] as const).entries()) {
    const number = unsignedBytes(parts[index], name);
    if (number.length > size) throw new FormatError('ecdsa', `${name} is longer than ${curve} has it`);
    if (number.every((octet) => octet === 0)) throw new FormatError('ecdsa', `${name} is zero`);
    raw.set(number, (index + 1) * size - number.length);
  }
  return raw;
}

/**
 * Fixed-length `r || s` as `SEQUENCE { r, s }`; the inverse of {@link ecdsaDerToRaw}.
 * @throws FormatError when the length is not the curve's or a number is zero
 * @example ecdsaRawToDer(raw, 'P-256')[0] // 0x30
 * @see RFC 7518 section 3.4; RFC 3279 section 2.2.3
 */
export function ecdsaRawToDer(raw: Uint8Array, curve: EcCurve): Uint8Array<ArrayBuffer> {
  const size = CURVE_BYTES[curve];
  if (raw.length !== 2 * size)
    throw new FormatError('ecdsa', `the signature has ${raw.length} bytes, not the ${2 * size} of ${curve}`);
  const halves = [raw.subarray(0, size), raw.subarray(size)];
  if (halves.some((half) => half.every((octet) => octet === 0))) throw new FormatError('ecdsa', 'r or s is zero');
  return writeSequence(...halves.map(writeInteger));
}
