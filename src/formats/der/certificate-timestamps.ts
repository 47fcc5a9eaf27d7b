import { FormatError } from '../format-error.ts';
import type { RawExtension } from './raw-extensions.ts';
import { parseDer } from './reader.ts';
import { contextTag, DER_TAGS } from './tags.ts';
import { octetString } from './values.ts';
import { derHeaderSize, writeDerHeader } from './writer.ts';
import type { Certificate } from './x509.ts';

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
const EXTENSIONS = contextTag(3, 'constructed');
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
 * Everything else keeps its bytes; only the lengths around are written anew. The certificate was read before, and its
 * encoding has one form, so the places of its parts follow from their sizes.
 *
 * @throws FormatError when it has no such list
 * @example precertificateTbs(parseCertificate(der))
 * @see RFC 6962 section 3.2 (PreCert, tbs_certificate)
 */
export function precertificateTbs({
  tbs,
  rawExtensions,
}: Pick<Certificate, 'tbs' | 'rawExtensions'>): Uint8Array<ArrayBuffer> {
  const place = rawExtensions.findIndex(({ oid }) => oid === SCT_LIST_OID);
  const list = rawExtensions[place];
  if (list === undefined) throw fault('is missing');
  // RFC 5280 section 4.1: the extensions are the last field of the signed part, and nothing follows the last of them.
  const all = sizeOf(rawExtensions);
  const first = tbs.length - all;
  const from = first + sizeOf(rawExtensions.slice(0, place));
  const fields = { from: 2 + ((tbs[1] ?? 0) < 0x80 ? 0 : (tbs[1] ?? 0) & 0x7f), to: first - headersOf(all) };
  const kept = all - list.size;
  const content = fields.to - fields.from + headersOf(kept) + kept;
  const out = new Uint8Array(derHeaderSize(content) + content);
  let at = writeDerHeader(out, 0, DER_TAGS.sequence, content);
  const copy = (start: number, end: number): void => {
    out.set(tbs.subarray(start, end), at);
    at += end - start;
  };
  copy(fields.from, fields.to);
  at = writeDerHeader(out, at, EXTENSIONS, derHeaderSize(kept) + kept);
  at = writeDerHeader(out, at, DER_TAGS.sequence, kept);
  copy(first, from);
  copy(from + list.size, tbs.length);
  return out;
}

function sizeOf(extensions: readonly RawExtension[]): number {
  return extensions.reduce((sum, { size }) => sum + size, 0);
}

/** Octets of the headers around a list of extensions: of the list, and of the field that holds it. */
function headersOf(size: number): number {
  const list = derHeaderSize(size);
  return list + derHeaderSize(list + size);
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
