import assert from 'node:assert/strict';
import { constants, createHash, generateKeyPairSync, sign } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import { verifiesBlob } from '../../src/judge/verify/blob-signature.ts';
import { publicKeyOf, verifiesForCosign } from '../../src/judge/verify/public-key.ts';
import { verifiesPss, verifiesPssDigest } from '../../src/judge/verify/rsa-pss.ts';

// 2049 bits leave an octet of the block unused, 2047 and 2042 some bits of the first.
const SIZES = [2048, 2049, 2047, 2042, 3072] as const;
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest();

for (const bits of SIZES) {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: bits });
  const key = publicKeyOf(publicKey.export({ type: 'spki', format: 'der' }));
  const longest = Math.ceil((bits - 1) / 8) - 34;
  const pss = (message: Uint8Array, saltLength: number, hash = 'sha256') =>
    sign(hash, message, { key: privateKey, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength });

  test(`what the library signs with a key of ${bits} bits and any salt verifies, by the bytes and by the digest`, () => {
    const salts = fc.constantFrom(0, 1, 20, 32, longest - 1, longest);
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), salts, fc.nat(), (message, salt, at) => {
        const signature = pss(message, salt);
        assert.ok(verifiesPss(key, message, signature));
        assert.ok(verifiesPssDigest(key, sha256(message), signature));
        const [otherDigest, otherSignature] = [sha256(message), Buffer.from(signature)];
        otherDigest[at % 32] = (otherDigest[at % 32] ?? 0) ^ 1;
        const place = at % signature.length;
        otherSignature[place] = (otherSignature[place] ?? 0) ^ 1;
        assert.ok(!verifiesPssDigest(key, otherDigest, signature));
        assert.ok(!verifiesPss(key, message, otherSignature));
        assert.ok(!verifiesPssDigest(key, sha256(message), otherSignature));
      }),
      { numRuns: 12 },
    );
  });

  test(`what is padded otherwise, or hashed otherwise, is no signature of a key of ${bits} bits`, () => {
    const message = Buffer.from('the artifact');
    for (const other of [sign('sha256', message, privateKey), pss(message, 32, 'sha384'), Buffer.alloc(0)]) {
      assert.ok(!verifiesPss(key, message, other));
      assert.ok(!verifiesPssDigest(key, sha256(message), other));
    }
    const good = pss(message, 32);
    const longer = Buffer.concat([Buffer.from([0]), good]);
    assert.ok(!verifiesPssDigest(key, sha256(message), longer));
    assert.ok(!verifiesPssDigest(key, sha256(message), good.subarray(1)));
    assert.ok(!verifiesPssDigest(key, sha256(message).subarray(1), good));
    assert.ok(!verifiesPssDigest(key, sha256(message), Buffer.alloc(good.length, 0xff)));
  });
}

test('bundles by RSA keys are verified by either padding; images as cosign verifies them, by PKCS #1 alone', () => {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const key = publicKeyOf(publicKey.export({ type: 'spki', format: 'der' }));
  const message = Buffer.from('the artifact');
  const pss = sign('sha256', message, { key: privateKey, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 });
  for (const signature of [pss, sign('sha256', message, privateKey)])
    for (const blob of [{ bytes: message }, { hash: 'sha256', digest: sha256(message) } as const])
      assert.equal(verifiesBlob(key, blob, signature), true);
  assert.equal(verifiesForCosign(key, message, pss), false);
  const ec = publicKeyOf(
    generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ type: 'spki', format: 'der' }),
  );
  assert.ok(!verifiesPss(ec, message, pss));
  assert.ok(!verifiesPssDigest(ec, sha256(message), pss));
});
