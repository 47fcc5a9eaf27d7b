import { constants, createHash, publicDecrypt, verify } from 'node:crypto';
import type { PublicKey } from './public-key.ts';

const HASH = 'sha256';
const HASH_BYTES = 32;

/**
 * Checks an RSASSA-PSS signature with SHA-256 over bytes, as key services make it; the salt may be of any length.
 * @returns false for a key that is not RSA
 * @example verifiesPss(publicKeyOf(spki), artifact, signature)
 * @see RFC 8017 section 8.1.2; sigstore architecture-docs, "Sigstore Algorithm Registry"
 */
export function verifiesPss({ info, object }: PublicKey, message: Uint8Array, signature: Uint8Array): boolean {
  if (info.type !== 'rsa') return false;
  const padding = { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_AUTO };
  try {
    return verify(HASH, message, { key: object, ...padding }, signature);
  } catch {
    // OpenSSL throws for lengths that cannot be a signature of this key.
    return false;
  }
}

/**
 * The same over the digest alone, which the library does not take. All numbers are public.
 * @param digest - SHA-256 of the message
 * @example verifiesPssDigest(publicKeyOf(spki), digest, signature)
 * @see RFC 8017 section 9.1.2, with the steps' numbers below
 */
export function verifiesPssDigest({ info, object }: PublicKey, digest: Uint8Array, signature: Uint8Array): boolean {
  if (info.type !== 'rsa' || digest.length !== HASH_BYTES || signature.length !== Math.ceil(info.bits / 8))
    return false;
  const block = opened(object, signature);
  if (block === undefined) return false;
  const bits = info.bits - 1;
  // A modulus of 8n + 1 bits leaves a whole octet unused.
  const unusedOctets = block.length - Math.ceil(bits / 8);
  const encoded = block.subarray(unusedOctets);
  if (unusedOctets > 0 && block[0] !== 0) return false;
  // Steps 3 to 5.
  if (encoded.length < HASH_BYTES + 2 || encoded.at(-1) !== 0xbc) return false;
  const masked = encoded.subarray(0, -HASH_BYTES - 1);
  const hash = encoded.subarray(-HASH_BYTES - 1, -1);
  // Step 6.
  const spare = encoded.length * 8 - bits;
  const first = masked[0] ?? 0;
  if (first >> (8 - spare) !== 0) return false;
  // Steps 7 to 9.
  const mask = maskOf(hash, masked.length);
  const data = masked.map((octet, at) => octet ^ (mask[at] ?? 0));
  data[0] = (data[0] ?? 0) & (0xff >> spare);
  // Steps 10 and 11: zeros, a one, and what is left is the salt.
  const one = data.findIndex((octet) => octet !== 0);
  if (one < 0 || data[one] !== 1) return false;
  // Steps 12 to 14.
  const made = createHash(HASH)
    .update(new Uint8Array(8))
    .update(digest)
    .update(data.subarray(one + 1))
    .digest();
  return made.equals(hash);
}

function opened(key: PublicKey['object'], signature: Uint8Array): Uint8Array | undefined {
  try {
    return new Uint8Array(publicDecrypt({ key, padding: constants.RSA_NO_PADDING }, signature));
  } catch {
    // A number that is not below the modulus.
    return undefined;
  }
}

/** MGF1. @see RFC 8017 appendix B.2.1 */
function maskOf(seed: Uint8Array, length: number): Uint8Array {
  const count = Math.ceil(length / HASH_BYTES);
  const counters = Array.from({ length: count }, (_, at) => Uint8Array.of(at >> 24, at >> 16, at >> 8, at));
  return Buffer.concat(counters.map((counter) => createHash(HASH).update(seed).update(counter).digest()));
}
