import { bytesToHex } from '@noble/hashes/utils.js';
import { equalBytes } from '../equal-bytes.ts';
import { FormatError } from '../format-error.ts';
import { type DistinguishedName, parseDistinguishedName } from './distinguished-name.ts';
import { type RawExtension, rawExtensionsOf } from './raw-extensions.ts';
import { type DerElement, parseDer } from './reader.ts';
import { contextTag, DER_TAGS } from './tags.ts';
import { timeSeconds } from './time.ts';
import { bitStringOctets, expectTag, oidValue, sequenceOf, smallInteger, unsignedBytes } from './values.ts';
import { type CertificateExtensions, parseExtensions } from './x509-extensions.ts';

/** A certificate that could be read. Nothing about it has been verified. */
export interface Certificate {
  /** The whole certificate. */
  readonly raw: Uint8Array;
  /** What the issuer signed, byte for byte. */
  readonly tbs: Uint8Array;
  readonly version: 1 | 2 | 3;
  /** Lower-case hex of the magnitude, whole octets. */
  readonly serialNumber: string;
  readonly issuer: { readonly raw: Uint8Array; readonly name: DistinguishedName };
  readonly subject: { readonly raw: Uint8Array; readonly name: DistinguishedName };
  /** Seconds since 1970; the interval is closed at both ends (RFC 5280 section 4.1.2.5). */
  readonly notBefore: number;
  readonly notAfter: number;
  /** SubjectPublicKeyInfo. */
  readonly spki: Uint8Array;
  /** Dotted identifier, and the parameters' DER when there are any. */
  readonly signatureAlgorithm: { readonly oid: string; readonly parameters?: Uint8Array };
  readonly signature: Uint8Array;
  readonly extensions: CertificateExtensions;
  /** All of them in order, known or not. A verifier must refuse a critical one that it does not know. */
  readonly rawExtensions: readonly RawExtension[];
}

/**
 * Reads an X.509 certificate, strictly: DER only, one signature algorithm inside and outside, no extension twice,
 * extensions only in version 3, known extensions well formed.
 *
 * @param der - at most 64 KiB
 * @throws FormatError with the byte offset in `at`
 * @example parseCertificate(der).extensions.keyUsage
 * @see RFC 5280 section 4.1
 */
export function parseCertificate(der: Uint8Array): Certificate {
  const root = parseDer(der);
  const [tbs, outer, signature] = sequenceOf(root, 'the certificate', 3, 3);
  const fields = [...sequenceOf(tbs, 'the signed part', 6, 10)];
  const version = takeVersion(fields);
  const [serial, inner, issuer, validity, subject, spki, ...optional] = fields;
  if (outer === undefined || inner === undefined || !equalBytes(outer.bytes, inner.bytes))
    throw new FormatError(
      'x509',
      'the signature algorithm differs between inside and outside (RFC 5280 section 4.1.1.2)',
    );
  const [notBefore, notAfter] = sequenceOf(validity, 'the validity', 2, 2);
  const rawExtensions = takeExtensions(optional, version);
  return {
    raw: root.bytes,
    tbs: bytesOf(tbs),
    version,
    serialNumber: serialNumber(serial),
    issuer: { raw: bytesOf(issuer), name: parseDistinguishedName(issuer, 'the issuer') },
    subject: { raw: bytesOf(subject), name: parseDistinguishedName(subject, 'the subject') },
    notBefore: timeSeconds(notBefore, 'notBefore'),
    notAfter: timeSeconds(notAfter, 'notAfter'),
    spki: bytesOf(expectTag(spki, DER_TAGS.sequence, 'the public key')),
    signatureAlgorithm: algorithmOf(outer),
    signature: bitStringOctets(signature, 'the signature'),
    extensions: parseExtensions(rawExtensions),
    rawExtensions,
  };
}

function takeVersion(fields: DerElement[]): 1 | 2 | 3 {
  if (fields[0]?.tag !== contextTag(0, 'constructed')) return 1;
  const explicit = fields.shift();
  const version = smallInteger(explicit?.children[0], 'the version');
  if (explicit?.children.length !== 1 || (version !== 1 && version !== 2))
    throw new FormatError('x509', 'the version is none of 1, 2 and 3, or version 1 is written out');
  return version === 1 ? 2 : 3;
}

function serialNumber(element: DerElement | undefined): string {
  const bytes = unsignedBytes(element, 'the serial number');
  if (bytes.length > 20)
    throw new FormatError('x509', 'the serial number has more than 20 octets (RFC 5280 section 4.1.2.2)');
  return bytesToHex(bytes);
}

function algorithmOf(element: DerElement): Certificate['signatureAlgorithm'] {
  const [oid, parameters] = sequenceOf(element, 'the signature algorithm', 1, 2);
  const dotted = oidValue(oid, 'the signature algorithm');
  return parameters === undefined ? { oid: dotted } : { oid: dotted, parameters: parameters.bytes };
}

/** The unique identifiers [1] and [2] are passed over; nothing may follow the extensions [3]. */
function takeExtensions(optional: readonly DerElement[], version: number): readonly RawExtension[] {
  const order = [contextTag(1, 'primitive'), contextTag(2, 'primitive'), contextTag(3, 'constructed')];
  let reached = 0;
  for (const { tag, offset } of optional) {
    const place = order.indexOf(tag, reached);
    if (place < 0) throw new FormatError('x509', 'the signed part has a field that is not known there', `@${offset}`);
    reached = place + 1;
  }
  if (version === 1 && optional.length > 0) throw new FormatError('x509', 'a version 1 certificate has later fields');
  const explicit = optional.find(({ tag }) => tag === contextTag(3, 'constructed'));
  if (explicit === undefined) return [];
  if (version !== 3 || explicit.children.length !== 1)
    throw new FormatError('x509', 'the extensions are malformed or the version is not 3', `@${explicit.offset}`);
  return rawExtensionsOf(explicit.children[0], 'the extensions');
}

function bytesOf(element: DerElement | undefined): Uint8Array {
  return element?.bytes ?? new Uint8Array();
}
