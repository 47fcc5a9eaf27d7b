import { constants, createPublicKey, verify } from 'node:crypto';
import type { KeyType, SignatureScheme } from '../../ports/signer.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';

/** The hash that goes with a key in a scheme: by size, except that cosign's RSA is SHA-256 always. */
function hashOf(keyType: KeyType, scheme: SignatureScheme): 'sha256' | 'sha384' | 'sha512' | undefined {
  switch (keyType) {
    case 'ed25519':
      return undefined;
    case 'ecdsa-p384':
      return 'sha384';
    case 'ecdsa-p521':
      return 'sha512';
    case 'rsa-3072':
      return scheme === 'rsa-pss' ? 'sha384' : 'sha256';
    case 'rsa-4096':
      return scheme === 'rsa-pss' ? 'sha512' : 'sha256';
    default:
      return 'sha256';
  }
}

/**
 * Verifies what a signer just gave, so that a key file whose halves differ, or a broken signing device, is found before
 * anything is attached.
 *
 * @throws TwinsealError `KEY_UNREADABLE` when the signature does not verify under the signer's own public key
 * @example assertVerifies(pae, signature, signer, 'ecdsa-der');
 */
export function assertVerifies(
  message: Uint8Array,
  signature: Uint8Array,
  signer: { readonly spki: Uint8Array; readonly keyType: KeyType },
  scheme: SignatureScheme,
): void {
  const key = createPublicKey({ key: Buffer.from(signer.spki), format: 'der', type: 'spki' });
  const options =
    scheme === 'rsa-pss'
      ? { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST }
      : { key, dsaEncoding: 'der' as const };
  if (!verify(hashOf(signer.keyType, scheme), message, options, signature))
    throw new TwinsealError(
      'KEY_UNREADABLE',
      'the signature that the key made does not verify under its public key: check that the key file is whole',
    );
}
