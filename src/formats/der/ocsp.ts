import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js';
import { FormatError } from '../format-error.ts';
import { entryExtensions } from './crl.ts';
import { type RawExtension, rawExtensionsOf } from './raw-extensions.ts';
import { type DerElement, parseDer } from './reader.ts';
import { type RevokedCertificate, revocationReason } from './revocation-reason.ts';
import { contextTag, DER_TAGS } from './tags.ts';
import { timeSeconds } from './time.ts';
import {
  algorithmOid,
  bitStringOctets,
  expectTag,
  octetString,
  oidValue,
  onlyChild,
  sequenceOf,
  smallInteger,
  unsignedBytes,
} from './values.ts';
import { writeConstructed, writeInteger, writeNull, writeOctetString, writeOid, writeSequence } from './writer.ts';

/** Which certificate is meant: hashes of its issuer's name and key, and its serial number. */
export interface OcspCertificateId {
  /** Dotted identifier of the hash. */
  readonly hash: string;
  readonly issuerName: Uint8Array;
  readonly issuerKey: Uint8Array;
  /** Lower-case hex of the magnitude, whole octets. */
  readonly serialNumber: string;
}

/** What a responder says of one certificate. */
export interface OcspStatus {
  readonly id: OcspCertificateId;
  readonly status: 'good' | 'unknown' | RevokedCertificate;
  /** Seconds since 1970. */
  readonly thisUpdate: number;
  readonly nextUpdate?: number;
}

/** An OCSP response that could be read. Nothing about it has been verified. */
export interface OcspResponse {
  /** What the responder signed, byte for byte. */
  readonly tbs: Uint8Array;
  /** DER of the responder's name, or SHA-1 of its key. */
  readonly responder: { readonly name: Uint8Array } | { readonly keyHash: Uint8Array };
  readonly statuses: readonly OcspStatus[];
  readonly signatureAlgorithm: string;
  readonly signature: Uint8Array;
  /** DER of the certificates that came with it. */
  readonly certificates: readonly Uint8Array[];
  /** A critical extension that is not read here. */
  readonly strange?: string;
}

/** Bytes of a response. Typical ones have 4 KiB. @see notation-core-go, revocation/internal/ocsp, ocspMaxResponseSize */
export const MAX_OCSP_BYTES = 20 * 1024;
export const SHA1_OID = '1.3.14.3.2.26';
const BASIC = '1.3.6.1.5.5.7.48.1.1';
const MAX_STATUSES = 32;
const MAX_CERTIFICATES = 8;
/** By number; 4 is not used. @see RFC 6960 section 4.2.1 */
const REFUSALS = [
  '',
  'a malformed request',
  'an error of its own',
  'that it is to be asked later',
  '',
  'a signature',
  'no right to ask',
];

/**
 * Writes the question about one certificate. There is no nonce: answers are shared and kept until they end, and one who
 * can hold back an answer can hold back its nonce too.
 *
 * @example ocspRequest({ hash: SHA1_OID, issuerName, issuerKey, serialNumber: leaf.serialNumber })
 * @see RFC 6960 section 4.1.1; RFC 5019 section 2.1.1
 */
export function ocspRequest({ hash, issuerName, issuerKey, serialNumber }: OcspCertificateId): Uint8Array<ArrayBuffer> {
  const id = writeSequence(
    writeSequence(writeOid(hash), writeNull()),
    writeOctetString(issuerName),
    writeOctetString(issuerKey),
    writeInteger(hexToBytes(serialNumber)),
  );
  return writeSequence(writeSequence(writeConstructed(DER_TAGS.sequence, [writeSequence(id)])));
}

/**
 * Reads a response. One that only refuses to answer is a FormatError too: it says nothing, signed by nobody.
 *
 * @param der - at most {@link MAX_OCSP_BYTES}
 * @throws FormatError
 * @example parseOcspResponse(bytes).statuses[0]?.status
 * @see RFC 6960 section 4.2.1
 */
export function parseOcspResponse(der: Uint8Array): OcspResponse {
  if (der.length > MAX_OCSP_BYTES) throw fault(`has ${der.length} bytes, more than the ${MAX_OCSP_BYTES} allowed`);
  const [status, explicit] = sequenceOf(parseDer(der), 'the response', 1, 2);
  const [number = -1, second] = expectTag(status, DER_TAGS.enumerated, 'the status of the response').content;
  if (second !== undefined || number !== 0) throw fault(`answers ${REFUSALS[number] || 'something that is not known'}`);
  const [type, octets] = sequenceOf(
    onlyChild(explicit, contextTag(0, 'constructed')),
    'the content of the response',
    2,
    2,
  );
  if (oidValue(type, 'the type of the response') !== BASIC) throw fault('is of another type than basic');
  const basic = parseDer(octetString(octets, 'the basic response'));
  const [tbs, algorithm, signature, certs] = sequenceOf(basic, 'the basic response', 3, 4);
  const certificates =
    certs === undefined
      ? []
      : sequenceOf(onlyChild(certs, contextTag(0, 'constructed')), 'the certificates', 0, MAX_CERTIFICATES);
  return {
    ...readData(tbs),
    tbs: tbs?.bytes ?? new Uint8Array(),
    signatureAlgorithm: algorithmOid(algorithm),
    signature: bitStringOctets(signature, 'the signature'),
    certificates: certificates.map(({ bytes }) => bytes),
  };
}

function readData(data: DerElement | undefined): Pick<OcspResponse, 'responder' | 'statuses' | 'strange'> {
  const fields = [...sequenceOf(data, 'the signed part', 3, 5)];
  const version = fields[0]?.tag === contextTag(0, 'constructed') ? fields.shift() : undefined;
  if (version !== undefined && smallInteger(onlyChild(version, version.tag), 'the version') !== 0)
    throw fault('is of another version than 1');
  const [responder, producedAt, responses, explicit, more] = fields;
  if (more !== undefined) throw fault('has a part that is not known there');
  generalTime(producedAt, 'producedAt');
  const strangest: RawExtension[] = [];
  const statuses = sequenceOf(responses, 'the responses', 1, MAX_STATUSES).map((one) => readStatus(one, strangest));
  if (explicit !== undefined)
    strangest.push(
      ...rawExtensionsOf(onlyChild(explicit, contextTag(1, 'constructed')), 'the extensions').filter(
        ({ critical }) => critical,
      ),
    );
  const [strange] = strangest;
  return { responder: readResponder(responder), statuses, ...(strange !== undefined && { strange: strange.oid }) };
}

function readResponder(element: DerElement | undefined): OcspResponse['responder'] {
  if (element?.tag === contextTag(1, 'constructed')) return { name: onlyChild(element, element.tag).bytes };
  return { keyHash: octetString(onlyChild(element, contextTag(2, 'constructed')), "the hash of the responder's key") };
}

function readStatus(single: DerElement, strange: RawExtension[]): OcspStatus {
  const [id, status, thisUpdate, ...optional] = sequenceOf(single, 'a response', 3, 5);
  const next = optional[0]?.tag === contextTag(0, 'constructed') ? optional.shift() : undefined;
  const [explicit, more] = optional;
  if (more !== undefined) throw fault('has a part that is not known there');
  const extensions =
    explicit === undefined
      ? []
      : rawExtensionsOf(onlyChild(explicit, contextTag(1, 'constructed')), 'the extensions of a response');
  strange.push(...extensions.filter(({ critical }) => critical));
  return {
    id: readId(id),
    status: statusOf(status, extensions),
    thisUpdate: generalTime(thisUpdate, 'thisUpdate'),
    ...(next !== undefined && { nextUpdate: generalTime(onlyChild(next, next.tag), 'nextUpdate') }),
  };
}

function readId(element: DerElement | undefined): OcspCertificateId {
  const [algorithm, issuerName, issuerKey, serial] = sequenceOf(element, 'the certificate that is meant', 4, 4);
  return {
    hash: algorithmOid(algorithm),
    issuerName: octetString(issuerName, "the hash of the issuer's name"),
    issuerKey: octetString(issuerKey, "the hash of the issuer's key"),
    serialNumber: bytesToHex(unsignedBytes(serial, 'the serial number')),
  };
}

function statusOf(element: DerElement | undefined, extensions: readonly RawExtension[]): OcspStatus['status'] {
  if (element?.tag === contextTag(0, 'primitive') && element.content.length === 0) return 'good';
  if (element?.tag === contextTag(2, 'primitive') && element.content.length === 0) return 'unknown';
  const [time, reason, more] = expectTag(element, contextTag(1, 'constructed'), 'the status').children;
  if (more !== undefined) throw fault('has a part that is not known there');
  return {
    ...entryExtensions(extensions),
    revokedAt: generalTime(time, 'the time of the revocation'),
    reason: reason === undefined ? 'unspecified' : revocationReason(onlyChild(reason, contextTag(0, 'constructed'))),
  };
}

/** @see RFC 6960 section 4.2.2.1: all of its times are of this type */
function generalTime(element: DerElement | undefined, what: string): number {
  return timeSeconds(expectTag(element, DER_TAGS.generalizedTime, what), what);
}

function fault(problem: string): FormatError {
  return new FormatError('ocsp', `the OCSP response ${problem}`);
}
