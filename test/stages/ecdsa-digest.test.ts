import assert from 'node:assert/strict';
import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import { verifiesBlob } from '../../src/judge/verify/blob-signature.ts';
import { verifiesEcdsaDigest } from '../../src/judge/verify/ecdsa-digest.ts';
import { publicKeyOf } from '../../src/judge/verify/public-key.ts';

const CURVES = ['P-256', 'P-384', 'P-521'] as const;
const HASHES = ['sha256', 'sha384', 'sha512'] as const;
const ORDER_256 = 'ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551';

function pairOf(curve: (typeof CURVES)[number]) {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: curve });
  const key = publicKeyOf(publicKey.export({ type: 'spki', format: 'der' }));
  assert.ok(key.info.type === 'ec');
  return { key, point: key.info.point, privateKey };
}

for (const curve of CURVES) {
  const { point, privateKey } = pairOf(curve);

  test(`what the library signs with ${curve} verifies over the digest of each hash, and over no other digest`, () => {
    const property = fc.property(
      fc.uint8Array({ maxLength: 64 }),
      fc.constantFrom(...HASHES),
      fc.nat(),
      (message, hash, at) => {
        const signature = sign(hash, message, { key: privateKey, dsaEncoding: 'ieee-p1363' });
        const digest = createHash(hash).update(message).digest();
        assert.ok(verifiesEcdsaDigest(curve, point, digest, signature));
        const [bentDigest, bentSignature] = [Buffer.from(digest), Buffer.from(signature)];
        // In the first 32 bytes, as what lies behind the curve's length does not count.
        bentDigest[at % 32] = (bentDigest[at % 32] ?? 0) ^ 1;
        bentSignature[at % signature.length] = (bentSignature[at % signature.length] ?? 0) ^ 1;
        assert.ok(!verifiesEcdsaDigest(curve, point, bentDigest, signature));
        assert.ok(!verifiesEcdsaDigest(curve, point, digest, bentSignature));
      },
    );
    fc.assert(property, { numRuns: 8 });
  });
}

test('numbers outside of 1 to n - 1 are no signature', () => {
  const { point } = pairOf('P-256');
  const digest = createHash('sha256').update('x').digest();
  const zero = '0'.repeat(64);
  const one = '1'.padStart(64, '0');
  for (const [r, s] of [
    [zero, one],
    [one, zero],
    [ORDER_256, one],
    [one, ORDER_256],
    [zero, zero],
    ['f'.repeat(64), one],
  ])
    assert.ok(!verifiesEcdsaDigest('P-256', point, digest, Buffer.from(`${r}${s}`, 'hex')));
});

test('a sum that ends in the point at infinity is no signature', () => {
  // With the key -G (private key n - 1) and r = e: u1 * G + u2 * -G = 0.
  const { key, point } = pairOf('P-256');
  const base = Buffer.from(
    '046b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c2964fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5',
    'hex',
  );
  const p = BigInt('0xffffffff00000001000000000000000000000000ffffffffffffffffffffffff');
  const y = BigInt(`0x${base.subarray(33).toString('hex')}`);
  const negated = Buffer.concat([base.subarray(0, 33), Buffer.from((p - y).toString(16).padStart(64, '0'), 'hex')]);
  const e = Buffer.alloc(32, 7);
  const s = Buffer.alloc(32, 9);
  assert.ok(!verifiesEcdsaDigest('P-256', negated, e, Buffer.concat([e, s])));
  // The same with the key G itself doubles a point on the way, which addition alone can't.
  assert.ok(!verifiesEcdsaDigest('P-256', base, e, Buffer.concat([e, s])));
  assert.equal(point.length, base.length);
  assert.equal(key.info.type, 'ec');
});

test('RSA says the same of a file and of its SHA-256', () => {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const key = publicKeyOf(publicKey.export({ type: 'spki', format: 'der' }));
  const bytes = Buffer.from('an artifact');
  const signature = sign('sha256', bytes, privateKey);
  const digest = createHash('sha256').update(bytes).digest();
  assert.equal(verifiesBlob(key, { bytes }, signature), true);
  assert.equal(verifiesBlob(key, { hash: 'sha256', digest }, signature), true);
  const other = createHash('sha256').update('another').digest();
  assert.equal(verifiesBlob(key, { hash: 'sha256', digest: other }, signature), false);
  const wrongHash = sign('sha512', bytes, privateKey);
  assert.equal(verifiesBlob(key, { hash: 'sha256', digest }, wrongHash), false);
  assert.equal(
    verifiesBlob(key, { hash: 'sha512', digest: createHash('sha512').update(bytes).digest() }, wrongHash),
    undefined,
  );
  const bent = Buffer.from(signature);
  bent[100] = (bent[100] ?? 0) ^ 1;
  assert.equal(verifiesBlob(key, { hash: 'sha256', digest }, bent), false);
});
