import { constants, hash as digestOf, publicDecrypt } from 'node:crypto';
import { ecdsaDerToRaw } from '../../formats/der/ecdsa-signature.ts';
import { FormatError } from '../../formats/format-error.ts';
import { verifiesEcdsaDigest } from './ecdsa-digest.ts';
import { type PublicKey, verifiesForCosign } from './public-key.ts';
import { verifiesPss, verifiesPssDigest } from './rsa-pss.ts';

/** Hashes that signatures over artifacts use, and that artifacts are named by. */
export const BLOB_HASHES = ['sha256', 'sha384', 'sha512'] as const;
/** One of {@link BLOB_HASHES}. */
export type BlobHash = (typeof BLOB_HASHES)[number];

/** What was signed: the bytes, or one digest of them, as its holder has it. */
export type Blob =
  | { readonly bytes: Uint8Array }
  | { readonly hash: BlobHash; readonly digest: Uint8Array; readonly bytes?: never };

const CURVE_HASH = { 'P-256': 'sha256', 'P-384': 'sha384', 'P-521': 'sha512' } as const;
// RFC 8017 section 9.2, note 1: DigestInfo of SHA-256 before the digest.
const SHA256_INFO = Buffer.from('3031300d060960864801650304020105000420', 'hex');

/**
 * Checks a signature over an artifact of which there may be a digest only. It says the same for both, where a digest
 * can tell: Ed25519 signs the bytes, and a signature over another hash shows nothing about this one.
 *
 * @returns undefined when the digest can't tell
 * @example verifiesBlob(publicKeyOf(spki), { hash: 'sha256', digest }, signature)
 * @see cosign specs/SIGNATURE_SPEC.md; sigstore architecture-docs, "Sigstore Algorithm Registry"
 */
export function verifiesBlob(key: PublicKey, blob: Blob, signature: Uint8Array): boolean | undefined {
  if (blob.bytes !== undefined)
    return verifiesForCosign(key, blob.bytes, signature) || verifiesPss(key, blob.bytes, signature);
  const { hash, digest } = blob;
  const { info, object } = key;
  switch (info.type) {
    case 'ed25519':
      return undefined;
    case 'rsa': {
      if (hash !== 'sha256') return undefined;
      try {
        const padded = { key: object, padding: constants.RSA_PKCS1_PADDING };
        if (Buffer.concat([SHA256_INFO, digest]).equals(publicDecrypt(padded, signature))) return true;
      } catch {
        // OpenSSL throws for what is not padded as PKCS #1 asks; it may be padded as PSS asks.
      }
      return verifiesPssDigest(key, digest, signature);
    }
    case 'ec': {
      // Each curve's own hash, and SHA-256 for every one as older versions of cosign had it.
      const own = CURVE_HASH[info.curve];
      if (hash !== own && hash !== 'sha256') return undefined;
      try {
        const raw = ecdsaDerToRaw(signature, info.curve);
        if (verifiesEcdsaDigest(info.curve, info.point, digest, raw)) return true;
      } catch (error) {
        if (error instanceof FormatError) return false;
        throw error;
      }
      return own === 'sha256' ? false : undefined;
    }
  }
}

/** The digest of a blob by one hash; undefined when there is another digest only. @example blobDigest(blob, 'sha256') */
export function blobDigest(blob: Blob, hash: BlobHash): Uint8Array | undefined {
  if (blob.bytes !== undefined) return digestOf(hash, blob.bytes, 'buffer');
  return blob.hash === hash ? blob.digest : undefined;
}
