import { FormatError } from '../format-error.ts';
import { parseDer } from './reader.ts';
import { sequenceOf, unsignedBytes } from './values.ts';
import { writeInteger, writeSequence } from './writer.ts';

/** Octets of r, of s and of a coordinate. @see FIPS 186-5, SEC 1 section 2.3.7 */
export const CURVE_BYTES = { 'P-256': 32, 'P-384': 48, 'P-521': 66 } as const;
const SEQUENCE = 0x30;
const INTEGER = 0x02;
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
 * Tells whether {@link ecdsaDerToRaw} would take a signature: the same rules, one pass over its bytes, since a bundle has five.
 * @example isEcdsaDer(signature, 'P-256')
 * @see RFC 3279 section 2.2.3; X.690 sections 8.3.2 and 10.1
 */
export function isEcdsaDer(der: Uint8Array, curve: EcCurve): boolean {
  const size = CURVE_BYTES[curve];
  // Two numbers of at most 67 octets: their sequence is shorter than 256, so its length takes one octet, or 0x81 and one more.
  if (der[0] !== SEQUENCE || der.length > 2 * size + 16) return false;
  const long = der[1] === 0x81;
  const length = der[long ? 2 : 1] ?? 0;
  const from = long ? 3 : 2;
  if (length >= 0x80 !== long || from + length !== der.length) return false;
  const middle = endOfNumber(der, from, size);
  return middle > 0 && endOfNumber(der, middle, size) === der.length;
}

/** Where a positive INTEGER of at most `size` octets, and its sign octet, ends; 0 when it is none. */
function endOfNumber(der: Uint8Array, at: number, size: number): number {
  const length = der[at + 1] ?? 0;
  const end = at + 2 + length;
  const first = der[at + 2] ?? 0xff;
  if (der[at] !== INTEGER || length === 0 || end > der.length || first >= 0x80) return 0;
  if (first > 0) return length <= size ? end : 0;
  // Zero as the first octet is for the sign of the next one alone; alone it is the number zero.
  return length > 1 && length - 1 <= size && (der[at + 3] ?? 0) >= 0x80 ? end : 0;
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
