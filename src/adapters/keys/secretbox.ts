import { randomBytes, scrypt } from 'node:crypto';
import { xsalsa20poly1305 } from '@noble/ciphers/salsa.js';
import type { EncryptedKey } from '../../formats/sigstore/encrypted-key.ts';

/**
 * Opens a key under its password.
 *
 * @returns PKCS#8 DER, to be wiped after use; undefined when the password is not the right one
 * @example const pkcs8 = await openSecretbox(parseEncryptedKey(pem), 'secret');
 * @see go-securesystemslib encrypted/encrypted.go
 */
export async function openSecretbox(key: EncryptedKey, password: string): Promise<Uint8Array | undefined> {
  const boxKey = await deriveKey(password, key.scrypt);
  try {
    return xsalsa20poly1305(boxKey, key.nonce).decrypt(key.ciphertext);
  } catch {
    // The only thing that fails here is the tag: the wrong password, or a key file that was changed.
    return undefined;
  } finally {
    boxKey.fill(0);
  }
}

/**
 * Locks a PKCS#8 key under a password with the costs that cosign writes.
 * @returns ciphertext with its own random salt and nonce
 * @example serialiseEncryptedKey(await sealSecretbox(pkcs8, password))
 * @see go-securesystemslib encrypted/encrypted.go
 */
export async function sealSecretbox(pkcs8: Uint8Array, password: string): Promise<EncryptedKey> {
  const costs = { N: 65536, r: 8, p: 1, salt: new Uint8Array(randomBytes(32)) } as const;
  const nonce = new Uint8Array(randomBytes(24));
  const boxKey = await deriveKey(password, costs);
  try {
    return { scrypt: costs, nonce, ciphertext: xsalsa20poly1305(boxKey, nonce).encrypt(pkcs8) };
  } finally {
    boxKey.fill(0);
  }
}

function deriveKey(password: string, { N, r, p, salt }: EncryptedKey['scrypt']): Promise<Uint8Array> {
  // OpenSSL wants a little more than the 128 * N * r bytes of the algorithm itself; its default limit is 32 MiB.
  const maxmem = 128 * N * r + 16 * 1024 * 1024;
  return new Promise((resolve, reject) => {
    scrypt(password, salt, 32, { N, r, p, maxmem }, (error, derived) =>
      error === null ? resolve(new Uint8Array(derived.buffer, derived.byteOffset, derived.length)) : reject(error),
    );
  });
}
