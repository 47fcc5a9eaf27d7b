import { decodeBase64, encodeBase64 } from '../base64.ts';
import { parseOnePem, serialisePem } from '../der/pem.ts';
import { FormatError } from '../format-error.ts';
import { Members } from '../json/members.ts';
import { parseJson } from '../json/parse.ts';
import { encodeUtf8 } from '../utf8.ts';

/** Labels of a private key under a password; the second is what cosign wrote first and still reads. */
export const ENCRYPTED_KEY_LABELS = ['ENCRYPTED SIGSTORE PRIVATE KEY', 'ENCRYPTED COSIGN PRIVATE KEY'] as const;
/** The costs that cosign takes, with r = 8 and p = 1. Another value would let a key file eat memory and time. */
export const SCRYPT_COSTS = [32768, 65536, 131072] as const;

/** A PKCS#8 key in nacl/secretbox under a key that scrypt makes from a password. */
export interface EncryptedKey {
  readonly scrypt: {
    readonly N: (typeof SCRYPT_COSTS)[number];
    readonly r: 8;
    readonly p: 1;
    readonly salt: Uint8Array;
  };
  /** 24 bytes. */
  readonly nonce: Uint8Array;
  /** Poly1305 tag (16 bytes) and then the XSalsa20 stream, as secretbox lays them out. */
  readonly ciphertext: Uint8Array;
}

/**
 * Reads `cosign.key`. Nothing is decrypted here.
 * @throws FormatError, also for scrypt parameters that cosign itself does not take
 * @example parseEncryptedKey(text).scrypt.N // 65536
 * @see go-securesystemslib encrypted/encrypted.go; cosign pkg/cosign/keys.go
 */
export function parseEncryptedKey(pem: string): EncryptedKey {
  const { bytes } = parseOnePem(pem, ENCRYPTED_KEY_LABELS);
  const members: Members = new Members(
    'encrypted-key',
    parseJson(bytes, { maxBytes: 64 * 1024, maxDepth: 4, maxValues: 32 }),
  );
  members.only(['kdf', 'cipher', 'ciphertext']);
  const kdf: Members = members.inside('kdf');
  kdf.only(['name', 'params', 'salt']);
  if (kdf.text('name') !== 'scrypt') kdf.fail('name', 'is not scrypt');
  const params = kdf.inside('params');
  params.only(['N', 'r', 'p']);
  const N = SCRYPT_COSTS.find((cost) => cost === params.object.N);
  if (N === undefined || params.object.r !== 8 || params.object.p !== 1)
    kdf.fail('params', 'are not scrypt costs that cosign takes (N 32768, 65536 or 131072, r 8, p 1)');
  const cipher: Members = members.inside('cipher');
  cipher.only(['name', 'nonce']);
  if (cipher.text('name') !== 'nacl/secretbox') cipher.fail('name', 'is not nacl/secretbox');
  const salt = decode(kdf, 'salt');
  const nonce = decode(cipher, 'nonce');
  const ciphertext = decode(members, 'ciphertext');
  if (salt.length < 8 || salt.length > 64) kdf.fail('salt', 'must have 8 to 64 bytes');
  if (nonce.length !== 24) cipher.fail('nonce', 'must have 24 bytes');
  if (ciphertext.length <= 16) members.fail('ciphertext', 'is too short');
  return { scrypt: { N, r: 8, p: 1, salt }, nonce, ciphertext };
}

/**
 * Writes `cosign.key` with the members in the order that cosign has; the inverse of {@link parseEncryptedKey}.
 * @example serialiseEncryptedKey({ scrypt: { N: 65536, r: 8, p: 1, salt }, nonce, ciphertext })
 */
export function serialiseEncryptedKey(key: EncryptedKey): string {
  const { N, r, p, salt } = key.scrypt;
  const json = JSON.stringify({
    kdf: { name: 'scrypt', params: { N, r, p }, salt: encodeBase64(salt) },
    cipher: { name: 'nacl/secretbox', nonce: encodeBase64(key.nonce) },
    ciphertext: encodeBase64(key.ciphertext),
  });
  return serialisePem(ENCRYPTED_KEY_LABELS[0], encodeUtf8(json));
}

function decode(members: Members, name: string): Uint8Array {
  try {
    return decodeBase64(members.text(name, 48 * 1024));
  } catch (cause) {
    throw new FormatError('encrypted-key', `${JSON.stringify(name)} is not strict base64`, members.pointer(name), {
      cause,
    });
  }
}
