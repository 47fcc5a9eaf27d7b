import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseOnePem, serialisePem } from '../../src/formats/der/pem.ts';
import { FormatError } from '../../src/formats/format-error.ts';
import {
  type EncryptedKey,
  parseEncryptedKey,
  SCRYPT_COSTS,
  serialiseEncryptedKey,
} from '../../src/formats/sigstore/encrypted-key.ts';
import { encodeUtf8 } from '../../src/formats/utf8.ts';
import { vectorText } from '../support/vectors.ts';

const LABEL = 'ENCRYPTED SIGSTORE PRIVATE KEY';
const text = vectorText('cosign/cosign.key');
const json = JSON.parse(Buffer.from(parseOnePem(text, [LABEL]).bytes).toString());
const pem = (value: unknown, label = LABEL) => serialisePem(label, encodeUtf8(JSON.stringify(value)));

test("cosign's key file comes back byte for byte", () => {
  const key = parseEncryptedKey(text);
  assert.equal(key.scrypt.N, 65536);
  assert.equal(serialiseEncryptedKey(key), text);
});

test('the old label is read', () => {
  assert.deepEqual(parseEncryptedKey(pem(json, 'ENCRYPTED COSIGN PRIVATE KEY')), parseEncryptedKey(text));
});

test('key files round-trip both ways', () => {
  const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });
  const key: fc.Arbitrary<EncryptedKey> = fc.record(
    {
      scrypt: fc.record(
        {
          N: fc.constantFrom(...SCRYPT_COSTS),
          r: fc.constant(8 as const),
          p: fc.constant(1 as const),
          salt: bytes(32),
        },
        { noNullPrototype: true },
      ),
      nonce: bytes(24),
      ciphertext: fc.uint8Array({ minLength: 17, maxLength: 300 }),
    },
    { noNullPrototype: true },
  );
  fc.assert(
    fc.property(key, (value) => {
      const written = serialiseEncryptedKey(value);
      assert.deepEqual(parseEncryptedKey(written), value);
      assert.equal(serialiseEncryptedKey(parseEncryptedKey(written)), written);
    }),
  );
});

const params = (changed: object) => ({ ...json, kdf: { ...json.kdf, params: { ...json.kdf.params, ...changed } } });
for (const [what, value, message] of [
  ['a cost that eats memory', params({ N: 1 << 30 }), /scrypt costs/],
  ['a cost that protects nothing', params({ N: 2 }), /scrypt costs/],
  ['another block size', params({ r: 16 }), /scrypt costs/],
  ['another parallelism', params({ p: 1000 }), /scrypt costs/],
  ['a cost written as text', params({ N: '65536' }), /scrypt costs/],
  ['another derivation', { ...json, kdf: { ...json.kdf, name: 'pbkdf2' } }, /not scrypt/],
  ['another cipher', { ...json, cipher: { ...json.cipher, name: 'aes' } }, /not nacl/],
  ['a short nonce', { ...json, cipher: { ...json.cipher, nonce: 'AAAA' } }, /24 bytes/],
  ['a short salt', { ...json, kdf: { ...json.kdf, salt: 'AAAA' } }, /8 to 64 bytes/],
  ['an empty box', { ...json, ciphertext: Buffer.alloc(16).toString('base64') }, /too short/],
  ['lax base64', { ...json, ciphertext: `${json.ciphertext} ` }, /base64/],
  ['an unknown member', { ...json, more: 1 }, /not a member/],
] as const) {
  test(`a key file with ${what} is refused`, () => {
    assert.throws(
      () => parseEncryptedKey(pem(value)),
      (error) => error instanceof FormatError && message.test(error.message),
    );
  });
}

test('a plain key is not taken for an encrypted one', () => {
  assert.throws(() => parseEncryptedKey(vectorText('openssl/p256.key')), /not ENCRYPTED SIGSTORE/);
});
