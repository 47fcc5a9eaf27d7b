import { FormatError } from '../format-error.ts';
import { CURVE_BYTES, type EcCurve } from './ecdsa-signature.ts';
import { type DerElement, parseDer } from './reader.ts';
import { DER_TAGS } from './tags.ts';
import { bitStringOctets, expectTag, oidValue, sequenceOf, smallInteger, unsignedBytes } from './values.ts';

/** What a SubjectPublicKeyInfo says of its key. `point` is the uncompressed point, 0x04 first. */
export type PublicKeyInfo =
  | { readonly type: 'ec'; readonly curve: EcCurve; readonly point: Uint8Array }
  | { readonly type: 'rsa'; readonly bits: number; readonly exponent: number }
  | { readonly type: 'ed25519'; readonly key: Uint8Array };

const CURVES: Readonly<Record<string, EcCurve>> = {
  '1.2.840.10045.3.1.7': 'P-256',
  '1.3.132.0.34': 'P-384',
  '1.3.132.0.35': 'P-521',
};

/**
 * Reads the type and size of a public key. That a point lies on its curve is left to the library that verifies.
 *
 * @param der - SubjectPublicKeyInfo, at most 8 KiB (an RSA key of 16384 bits takes 2 KiB)
 * @throws FormatError for another type of key, another curve, or an encoding that is not DER
 * @example parseSpki(bytes) // { type: 'ec', curve: 'P-256', point: ... }
 * @see RFC 5280 section 4.1.2.7; RFC 5480 (EC); RFC 3279 section 2.3.1 (RSA); RFC 8410 (Ed25519)
 */
export function parseSpki(der: Uint8Array): PublicKeyInfo {
  const [algorithm, key] = sequenceOf(
    parseDer(der, { maxBytes: 8 * 1024, maxDepth: 4, maxElements: 16 }),
    'the public key',
    2,
    2,
  );
  const [oid, parameters] = sequenceOf(algorithm, 'the algorithm of the public key', 1, 2);
  const bytes = bitStringOctets(key, 'the public key');
  switch (oidValue(oid, 'the algorithm of the public key')) {
    case '1.2.840.10045.2.1':
      return ecKey(parameters, bytes);
    case '1.2.840.113549.1.1.1':
      return rsaKey(parameters, bytes);
    case '1.3.101.112':
      if (parameters !== undefined || bytes.length !== 32)
        throw new FormatError('spki', 'the Ed25519 key is malformed');
      return { type: 'ed25519', key: bytes };
    default:
      throw new FormatError('spki', 'the public key is neither EC, RSA nor Ed25519');
  }
}

function ecKey(parameters: DerElement | undefined, point: Uint8Array): PublicKeyInfo {
  // RFC 5480 section 2.1.1: a named curve; explicit parameters let an attacker pick the curve (CVE-2020-0601).
  const curve = CURVES[oidValue(parameters, 'the curve')];
  if (curve === undefined) throw new FormatError('spki', 'the curve is none of P-256, P-384 and P-521');
  if (point[0] !== 4 || point.length !== 1 + 2 * CURVE_BYTES[curve])
    throw new FormatError('spki', `the key is not an uncompressed point of ${curve}`);
  return { type: 'ec', curve, point };
}

function rsaKey(parameters: DerElement | undefined, bytes: Uint8Array): PublicKeyInfo {
  if (expectTag(parameters, DER_TAGS.null, 'the RSA parameters').content.length !== 0)
    throw new FormatError('spki', 'the RSA parameters are not NULL');
  const root = parseDer(bytes, { maxBytes: 8 * 1024, maxDepth: 1, maxElements: 3 });
  const [modulus, exponent] = sequenceOf(root, 'the RSA key', 2, 2);
  const n = unsignedBytes(modulus, 'the RSA modulus');
  const e = smallInteger(exponent, 'the RSA exponent');
  if (((n[n.length - 1] ?? 0) & 1) === 0 || e < 3 || e % 2 === 0)
    throw new FormatError('spki', 'the RSA modulus or exponent is even or too small');
  return { type: 'rsa', bits: n.length * 8 - Math.clz32((n[0] ?? 0) << 24), exponent: e };
}
