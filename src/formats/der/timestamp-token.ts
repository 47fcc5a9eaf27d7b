import { bytesToHex } from '@noble/hashes/utils.js';
import { FormatError } from '../format-error.ts';
import { SHA1_OID } from './ocsp.ts';
import { type DerElement, parseDer } from './reader.ts';
import { contextTag, DER_TAGS } from './tags.ts';
import { calendarSeconds } from './time.ts';
import { IMPRINT_HASHES } from './timestamp-request.ts';
import {
  algorithmOid,
  expectTag,
  octetString,
  oidValue,
  onlyChild,
  sequenceOf,
  smallInteger,
  unsignedBytes,
} from './values.ts';
import { writeElement } from './writer.ts';

/** A timestamp that could be read. Nothing about it has been verified. */
export interface TimestampToken {
  /** Of what was stamped. */
  readonly imprint: { readonly hash: string; readonly digest: Uint8Array };
  /** Seconds since 1970, with fractions. */
  readonly time: number;
  /** How far from the true time it may be, in seconds; 0 when it does not say. */
  readonly accuracy: number;
  /** Identifier of the policy that it was made under. */
  readonly policy: string;
  /** What the request for it had, the octets of an integer, so that an old answer is not taken for a new one. */
  readonly nonce?: Uint8Array;
  /** The token alone, without the response around it. */
  readonly token: Uint8Array;
  /** DER of the certificates that it carries, in no certain order. They are nobody's word. */
  readonly certificates: readonly Uint8Array[];
  /** The TSTInfo, byte for byte. */
  readonly content: Uint8Array;
  /** Identifier of the hash of {@link content}, and that hash as the signer signed it. */
  readonly contentHash: string;
  readonly contentDigest: Uint8Array;
  /** What was signed: the signed attributes as a SET. */
  readonly signed: Uint8Array;
  readonly signatureAlgorithm: string;
  readonly signature: Uint8Array;
  /** How the token names its signer, unless it is by the identifier of the key: issuer as DER, and number as in certificates. */
  readonly signer?: { readonly issuer: Uint8Array; readonly serialNumber: string };
  /** Hash of the signer's certificate, which the signed attributes bind: identifier and value. */
  readonly certificateHash: { readonly hash: string; readonly digest: Uint8Array };
}

const OIDS = {
  signedData: '1.2.840.113549.1.7.2',
  tstInfo: '1.2.840.113549.1.9.16.1.4',
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingCertificate: '1.2.840.113549.1.9.16.2.12',
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
} as const;
const FORMAT = 'timestamp';
const MAX_CERTIFICATES = 16;
const MAX_NONCE = 64;

/**
 * Reads an RFC 3161 response or the token inside of it: one signer, who binds its certificate by hash. Certificates that
 * the token carries are given as they are: trusting them would be trusting the token.
 *
 * @param der - at most 64 KiB
 * @throws FormatError
 * @example parseTimestampToken(bundle.timestamps[0]).time // 1749729736
 * @see RFC 3161 section 2.4.2; RFC 5652 sections 5.1 and 5.3; RFC 5816 (ESSCertIDv2)
 */
export function parseTimestampToken(der: Uint8Array): TimestampToken {
  const whole = tokenOf(parseDer(der));
  const signedData = signedDataOf(whole);
  const [, , encapsulated, ...rest] = signedData;
  const [contentType, explicit] = sequenceOf(encapsulated, 'the signed content', 2, 2);
  if (oidValue(contentType, 'the type of the content') !== OIDS.tstInfo) throw fault('does not sign a TSTInfo');
  const content = octetString(onlyChild(explicit, contextTag(0, 'constructed')), 'the TSTInfo');
  const signers = expectTag(rest.at(-1), DER_TAGS.set, 'the signers').children;
  const [signer, second] = signers;
  if (signer === undefined || second !== undefined) throw fault(`has ${signers.length} signers, not one`);
  const sent = rest.find(({ tag }) => tag === contextTag(0, 'constructed'))?.children ?? [];
  if (sent.length > MAX_CERTIFICATES) throw fault(`carries ${sent.length} certificates, more than are read`);
  return {
    ...readTstInfo(parseDer(content)),
    token: whole.bytes,
    certificates: sent.map(({ bytes }) => bytes),
    content,
    ...readSigner(signer),
  };
}

/** A response wraps the token and says that it was granted. */
function tokenOf(root: DerElement): DerElement {
  const [first, second] = sequenceOf(root, 'the timestamp', 1, 2);
  if (first?.tag !== DER_TAGS.sequence) return root;
  const status = smallInteger(first.children[0], 'the status');
  // RFC 3161 section 2.4.2: 0 granted, 1 granted with modifications.
  if (status > 1 || second === undefined) throw fault(`was not granted (status ${status})`);
  return second;
}

function signedDataOf(token: DerElement): readonly DerElement[] {
  const [type, explicit] = sequenceOf(token, 'the token', 2, 2);
  if (oidValue(type, 'the type of the token') !== OIDS.signedData) throw fault('is no signed data');
  return sequenceOf(onlyChild(explicit, contextTag(0, 'constructed')), 'the signed data', 4, 6);
}

function readTstInfo(root: DerElement): Pick<TimestampToken, 'imprint' | 'time' | 'accuracy' | 'policy' | 'nonce'> {
  const [version, policy, imprint, , time, ...optional] = sequenceOf(root, 'the TSTInfo', 5, 10);
  if (smallInteger(version, 'the version') !== 1) throw fault('is of another version than 1');
  const [algorithm, digest] = sequenceOf(imprint, 'the imprint', 2, 2);
  const nonce = optional.find(({ tag }) => tag === DER_TAGS.integer);
  if (nonce !== undefined && nonce.content.length > MAX_NONCE) throw fault('has a nonce that is too long');
  const accuracy = optional[0]?.tag === DER_TAGS.sequence ? readAccuracy(optional[0]) : 0;
  return {
    imprint: { hash: algorithmOid(algorithm), digest: octetString(digest, 'the imprint') },
    time: generalizedSeconds(time),
    accuracy,
    policy: oidValue(policy, 'the policy'),
    ...(nonce !== undefined && { nonce: nonce.content }),
  };
}

/** @see RFC 3161 section 2.4.2, Accuracy: seconds, then [0] milliseconds and [1] microseconds of 1 to 999 */
function readAccuracy({ children }: DerElement): number {
  return children.reduce((sum, part) => {
    const unit = { [DER_TAGS.integer]: 1, [contextTag(0, 'primitive')]: 1e-3, [contextTag(1, 'primitive')]: 1e-6 }[
      part.tag
    ];
    if (unit === undefined || part.content.length > 4) throw fault('has an accuracy that can not be');
    return sum + part.content.reduce((value, octet) => value * 256 + octet, 0) * unit;
  }, 0);
}

/** Unlike those of certificates, these times may have fractions. @see RFC 3161 section 2.4.2, genTime */
function generalizedSeconds(element: DerElement | undefined): number {
  const { content } = expectTag(element, DER_TAGS.generalizedTime, 'the time');
  const text = String.fromCharCode(...content.subarray(0, 40));
  const match = /^(\d{14})(?:\.(\d{0,8}[1-9]))?Z$/.exec(text);
  if (match === null || content.length > 40) throw fault('has a time of another form than YYYYMMDDhhmmss[.s]Z');
  const [, digits = '', fraction] = match;
  const seconds = calendarSeconds(digits);
  if (seconds === undefined) throw fault('names a time that does not exist');
  return seconds + Number(`0.${fraction ?? '0'}`);
}

function readSigner(
  signer: DerElement,
): Omit<TimestampToken, 'imprint' | 'time' | 'accuracy' | 'policy' | 'nonce' | 'token' | 'certificates' | 'content'> {
  const [, name, digestAlgorithm, attributes, signatureAlgorithm, signature] = sequenceOf(signer, 'the signer', 6, 7);
  const signed = expectTag(attributes, contextTag(0, 'constructed'), 'the signed attributes');
  const values = new Map<string, DerElement>();
  for (const attribute of signed.children) {
    const [type, set] = sequenceOf(attribute, 'a signed attribute', 2, 2);
    const oid = oidValue(type, 'the type of a signed attribute');
    if (values.has(oid)) throw fault(`has the signed attribute ${oid} twice`);
    // RFC 5652 section 11: these have exactly one value.
    values.set(oid, onlyChild(set, DER_TAGS.set));
  }
  if (oidValue(values.get(OIDS.contentType), 'the signed content type') !== OIDS.tstInfo)
    throw fault('signs another type of content than a TSTInfo');
  return {
    contentHash: algorithmOid(digestAlgorithm),
    contentDigest: octetString(values.get(OIDS.messageDigest), 'the signed digest'),
    // RFC 5652 section 5.4: signed as a SET, though it stands there as [0].
    signed: writeElement(DER_TAGS.set, signed.content),
    signatureAlgorithm: algorithmOid(signatureAlgorithm),
    signature: octetString(signature, 'the signature'),
    certificateHash: certificateHashOf(values),
    ...(name?.tag === DER_TAGS.sequence && { signer: signerName(name) }),
  };
}

/** @see RFC 5652 section 10.2.4 */
function signerName(name: DerElement): NonNullable<TimestampToken['signer']> {
  const [issuer, number] = sequenceOf(name, 'the name of the signer', 2, 2);
  return {
    issuer: expectTag(issuer, DER_TAGS.sequence, 'the issuer of the signer').bytes,
    serialNumber: bytesToHex(unsignedBytes(number, 'the number of the signer')),
  };
}

/** The first certificate that is named is the signer's. @see RFC 5035 sections 3 and 4 */
function certificateHashOf(values: ReadonlyMap<string, DerElement>): TimestampToken['certificateHash'] {
  const v2 = values.get(OIDS.signingCertificateV2);
  const attribute = v2 ?? values.get(OIDS.signingCertificate);
  if (attribute === undefined) throw fault('does not bind the certificate of its signer');
  const [ids] = sequenceOf(attribute, 'the signing certificate', 1, 2);
  const [first] = sequenceOf(ids, 'the signing certificates', 1, 16);
  const parts = [...sequenceOf(first, 'the signing certificate', 1, 3)];
  // The default hash of the second version is SHA-256; the first knows SHA-1 only.
  const hash =
    v2 === undefined
      ? SHA1_OID
      : parts[0]?.tag === DER_TAGS.sequence
        ? algorithmOid(parts.shift())
        : IMPRINT_HASHES.sha256;
  return { hash, digest: octetString(parts[0], 'the hash of the signing certificate') };
}

function fault(problem: string): FormatError {
  return new FormatError(FORMAT, `the timestamp ${problem}`);
}
