import { constants, createPublicKey, type KeyObject, sign } from 'node:crypto';
import { type PublicKeyInfo, parseSpki } from '../../formats/der/spki.ts';
import type { Call } from '../../ports/call.ts';
import type { KeyType, SignatureScheme, Signer } from '../../ports/signer.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';

const HASHES: Readonly<Record<KeyType, string | undefined>> = {
  'ecdsa-p256': 'sha256',
  'ecdsa-p384': 'sha384',
  'ecdsa-p521': 'sha512',
  'rsa-2048': 'sha256',
  'rsa-3072': 'sha384',
  'rsa-4096': 'sha512',
  ed25519: undefined,
};

/**
 * Signs with a key that is held in memory.
 *
 * @param key - a private key
 * @param path - where it came from, for messages
 * @throws TwinsealError `KEY_UNREADABLE` for a type or size that no signature format takes
 * @example const signer = keyObjectSigner(await readPrivateKey(path, passwords), path);
 */
export function keyObjectSigner(key: KeyObject, path: string): Signer {
  const spki = spkiOf(key);
  const keyType = keyTypeOf(spki, path);
  return {
    keyType,
    spki,
    async sign(message: Uint8Array, scheme: SignatureScheme, call: Call) {
      if (call.signal.aborted)
        throw new TwinsealError('ABORTED', 'signing was cancelled', { cause: call.signal.reason });
      if (!keyType.startsWith(scheme.split('-')[0] ?? scheme))
        throw new TwinsealError('KEY_UNREADABLE', `the ${keyType} key ${path} cannot make ${scheme} signatures`);
      return new Uint8Array(
        sign(scheme === 'rsa-pkcs1' ? 'sha256' : HASHES[keyType], message, {
          key,
          dsaEncoding: 'der',
          ...(scheme === 'rsa-pss'
            ? { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST }
            : {}),
        }),
      );
    },
  };
}

/** SubjectPublicKeyInfo of a key, private or public. @returns DER @example spkiOf(createPrivateKey(pem)) */
export function spkiOf(key: KeyObject): Uint8Array {
  const publicKey = key.type === 'private' ? createPublicKey(key) : key;
  return new Uint8Array(publicKey.export({ format: 'der', type: 'spki' }));
}

/**
 * The type of a public key.
 * @param spki - DER
 * @param path - where it came from, for the message
 * @throws TwinsealError `KEY_UNREADABLE` when no signature format takes it
 * @example keyTypeOf(spkiOf(key), 'cosign.key') // 'ecdsa-p256'
 */
export function keyTypeOf(spki: Uint8Array, path: string): KeyType {
  const refuse = (cause?: unknown): never => {
    throw new TwinsealError(
      'KEY_UNREADABLE',
      `the key ${path} is of a type that is not used for signing: take EC (P-256, P-384, P-521), RSA of 2048, 3072 or 4096 bits, or Ed25519`,
      { cause },
    );
  };
  const info = ((): PublicKeyInfo => {
    try {
      return parseSpki(spki);
    } catch (cause) {
      return refuse(cause);
    }
  })();
  switch (info.type) {
    case 'ec':
      return `ecdsa-p${info.curve === 'P-256' ? 256 : info.curve === 'P-384' ? 384 : 521}`;
    case 'rsa':
      return info.bits === 2048 || info.bits === 3072 || info.bits === 4096 ? `rsa-${info.bits}` : refuse();
    case 'ed25519':
      return 'ed25519';
  }
}
