import type { KeyType, SignatureScheme } from '../../../ports/signer.ts';

/** The scheme in which cosign signs with each type of key. @see cosign specs/SIGNATURE_SPEC.md; sigstore pkg/signature */
export const COSIGN_SCHEMES: Readonly<Record<KeyType, SignatureScheme>> = {
  'ecdsa-p256': 'ecdsa-der',
  'ecdsa-p384': 'ecdsa-der',
  'ecdsa-p521': 'ecdsa-der',
  'rsa-2048': 'rsa-pkcs1',
  'rsa-3072': 'rsa-pkcs1',
  'rsa-4096': 'rsa-pkcs1',
  ed25519: 'ed25519',
};
