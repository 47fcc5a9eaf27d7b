import { eddsa } from '@noble/curves/abstract/edwards.js';
import { ed25519 } from '@noble/curves/ed25519.js';
import { sha512 } from '@noble/hashes/sha2.js';

/** `dom2(1, "")`. @see RFC 8032 section 2 */
const DOMAIN = Buffer.from('SigEd25519 no Ed25519 collisions\x01\x00', 'latin1');

/** Takes the digest for what it is: whoever holds no file has nothing else. */
const OVER_DIGEST = eddsa(ed25519.Point, sha512, {
  domain: (data: Uint8Array) => Uint8Array.from(Buffer.concat([DOMAIN, data])),
  prehash: (digest: Uint8Array) => digest,
  zip215: false,
});

/**
 * Checks an Ed25519ph signature, which is over the SHA-512 of a file: what cosign makes of files with an Ed25519 key where a log takes
 * hashes alone. Node's crypto has no such form. Encodings that RFC 8032 does not know and keys of small order are refused.
 *
 * @param key - the 32 bytes of the public key
 * @param digest - SHA-512 of the file
 * @returns whether it verifies; a malformed signature does not
 * @example verifiesEd25519ph(key.info.key, createHash('sha512').update(file).digest(), signature)
 * @see RFC 8032 sections 5.1 and 5.1.7; cosign pkg/cosign/keys.go (GetDefaultLoadOptions)
 */
export function verifiesEd25519ph(key: Uint8Array, digest: Uint8Array, signature: Uint8Array): boolean {
  if (digest.length !== 64 || signature.length !== 64 || key.length !== 32) return false;
  try {
    return OVER_DIGEST.verify(Uint8Array.from(signature), Uint8Array.from(digest), Uint8Array.from(key));
  } catch {
    // The library throws for what is no point of the curve.
    return false;
  }
}
