import { createPublicKey, verify } from 'node:crypto';
import type { VerifyEd25519 } from '../../formats/signed-note.ts';

/**
 * Checks an Ed25519 signature.
 * @param publicKey - 32 bytes
 * @example verifyEd25519(key.publicKey, message, signature) // false
 * @see RFC 8032 section 5.1.7
 */
export const verifyEd25519: VerifyEd25519 = (publicKey, message, signature) => {
  const x = Buffer.from(publicKey).toString('base64url');
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
  return verify(null, message, key, signature);
};
