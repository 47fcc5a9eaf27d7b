import { writeBoolean, writeInteger, writeNull, writeOctetString, writeOid, writeSequence } from './writer.ts';

/** Hashes of an imprint. SHA-1 is not among them. @see RFC 5754 section 2 */
export const IMPRINT_HASHES = {
  sha256: '2.16.840.1.101.3.4.2.1',
  sha384: '2.16.840.1.101.3.4.2.2',
  sha512: '2.16.840.1.101.3.4.2.3',
} as const;
/** One of {@link IMPRINT_HASHES}. */
export type ImprintHash = keyof typeof IMPRINT_HASHES;

/**
 * Asks for a timestamp over a hash, with the certificates that vouch for it.
 * @param imprint - the hash and its value
 * @param nonce - random, the same in the answer; at most 32 bytes
 * @returns DER, for a request of the type `application/timestamp-query`
 * @example serialiseTimestampRequest({ hash: 'sha256', digest }, nonce)
 * @see RFC 3161 section 2.4.1
 */
export function serialiseTimestampRequest(
  { hash, digest }: { readonly hash: ImprintHash; readonly digest: Uint8Array },
  nonce: Uint8Array,
): Uint8Array<ArrayBuffer> {
  return writeSequence(
    writeInteger(new Uint8Array([1])),
    writeSequence(writeSequence(writeOid(IMPRINT_HASHES[hash]), writeNull()), writeOctetString(digest)),
    writeInteger(nonce),
    writeBoolean(true),
  );
}
