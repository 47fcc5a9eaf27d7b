import { FormatError } from '../format-error.ts';
import { type DerElement, parseDer } from './reader.ts';
import { contextTag, DER_TAGS } from './tags.ts';
import { octetString, oidValue, sequenceOf } from './values.ts';
import { writeConstructed, writeSequence } from './writer.ts';

/** The extension in which a certificate carries its timestamps. @see RFC 6962 section 3.3 */
export const SCT_LIST_OID = '1.3.6.1.4.1.11129.2.4.2';

/** That a log has a certificate, or will have it: a signed certificate timestamp. */
export interface CertificateTimestamp {
  /** SHA-256 of the log's public key. */
  readonly logId: Uint8Array;
  /** Milliseconds since 1970. */
  readonly timestamp: number;
  readonly extensions: Uint8Array;
  readonly algorithm: 'ecdsa' | 'rsa';
  readonly signature: Uint8Array;
}

const MAX_TIMESTAMPS = 16;
const V1 = 0;
const SHA256 = 4;
const ALGORITHMS: Readonly<Record<number, CertificateTimestamp['algorithm']>> = { 1: 'rsa', 3: 'ecdsa' };

/**
 * Reads the list of signed certificate timestamps of v1. One of another version, or signed by another algorithm than RSA
 * or ECDSA with SHA-256, is passed over.
 *
 * @param value - DER inside of the extension
 * @throws FormatError for lengths that do not add up
 * @example parseCertificateTimestamps(extension.value)[0]?.timestamp
 * @see RFC 6962 sections 3.2 and 3.3; RFC 5246 section 4.7 (digitally-signed)
 */
export function parseCertificateTimestamps(value: Uint8Array): readonly CertificateTimestamp[] {
  const list = new Cursor(octetString(parseDer(value), 'the list of certificate timestamps'));
  const all = new Cursor(list.sized(2));
  list.end();
  const found: CertificateTimestamp[] = [];
  for (let count = 0; !all.done; count++) {
    if (count === MAX_TIMESTAMPS) throw fault(`has more than ${MAX_TIMESTAMPS} timestamps`);
    const one = new Cursor(all.sized(2));
    if (one.number(1) !== V1) continue;
    const logId = one.take(32);
    const timestamp = one.number(8);
    const extensions = one.sized(2);
    const [hash, algorithm] = [one.number(1), ALGORITHMS[one.number(1)]];
    const signature = one.sized(2);
    one.end();
    if (hash === SHA256 && algorithm !== undefined) found.push({ logId, timestamp, extensions, algorithm, signature });
  }
  return found;
}

/**
 * What a log signed for a certificate: its to-be-signed part without the list of timestamps, as the log had it first.
 * Everything else keeps its bytes; only the lengths around are written anew.
 *
 * @param tbs - of the certificate
 * @throws FormatError when it has no such list
 * @example precertificateTbs(certificate.tbs)
 * @see RFC 6962 section 3.2 (PreCert, tbs_certificate)
 */
export function precertificateTbs(tbs: Uint8Array): Uint8Array<ArrayBuffer> {
  const fields = sequenceOf(parseDer(tbs), 'the signed part');
  const explicit = fields.at(-1);
  if (explicit?.tag !== contextTag(3, 'constructed')) throw fault('is in no certificate: there are no extensions');
  const all = sequenceOf(explicit.children[0], 'the extensions', 1, 64);
  const kept = all.filter((one) => oidValue(one.children[0], 'the type of an extension') !== SCT_LIST_OID);
  if (kept.length !== all.length - 1) throw fault('is missing');
  const bytes = (elements: readonly DerElement[]): readonly Uint8Array[] => elements.map((one) => one.bytes);
  const extensions = writeConstructed(contextTag(3, 'constructed'), [writeSequence(...bytes(kept))]);
  return writeConstructed(DER_TAGS.sequence, [...bytes(fields.slice(0, -1)), extensions]);
}

/**
 * The bytes that a log signs for a certificate that it had before it was issued.
 * @param issuerKeyHash - SHA-256 of the issuer's public key (SPKI)
 * @example signedForPrecertificate(timestamp, issuerKeyHash, precertificateTbs(certificate.tbs))
 * @see RFC 6962 section 3.2 (digitally-signed struct, entry type precert_entry)
 */
export function signedForPrecertificate(
  { timestamp, extensions }: CertificateTimestamp,
  issuerKeyHash: Uint8Array,
  tbs: Uint8Array,
): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(12 + 32 + 3 + tbs.length + 2 + extensions.length);
  const view = new DataView(out.buffer);
  // Version v1 and type certificate_timestamp are zero.
  view.setBigUint64(2, BigInt(timestamp));
  view.setUint16(10, 1);
  out.set(issuerKeyHash, 12);
  view.setUint8(44, tbs.length >> 16);
  view.setUint16(45, tbs.length & 0xffff);
  out.set(tbs, 47);
  view.setUint16(47 + tbs.length, extensions.length);
  out.set(extensions, 49 + tbs.length);
  return out;
}

/** Reads a TLS structure from its start. */
class Cursor {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get done(): boolean {
    return this.#at === this.#bytes.length;
  }

  take(length: number): Uint8Array {
    if (this.#at + length > this.#bytes.length) throw fault('ends too early');
    this.#at += length;
    return this.#bytes.subarray(this.#at - length, this.#at);
  }

  number(length: number): number {
    const value = this.take(length).reduce((sum, octet) => sum * 256 + octet, 0);
    if (!Number.isSafeInteger(value)) throw fault('has a number beyond 2^53');
    return value;
  }

  sized(lengthOctets: number): Uint8Array {
    return this.take(this.number(lengthOctets));
  }

  end(): void {
    if (!this.done) throw fault('has bytes behind its end');
  }
}

function fault(problem: string): FormatError {
  return new FormatError('sct', `the list of certificate timestamps ${problem}`);
}
