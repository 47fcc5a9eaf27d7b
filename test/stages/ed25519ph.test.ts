// Ed25519 over the hash of a file: the vector of RFC 8032, and what differs from it in one bit.
import assert from 'node:assert/strict';
import { createHash, createPublicKey, generateKeyPairSync, sign } from 'node:crypto';
import { test } from 'node:test';
import { ed25519ph } from '@noble/curves/ed25519.js';
import fc from 'fast-check';
import { verifyBlobBundle } from '../../src/judge/verify/blob-bundle.ts';
import { verifiesEd25519ph } from '../../src/judge/verify/ed25519ph.ts';
import { publicKeyOf } from '../../src/judge/verify/public-key.ts';
import { blobBundle, fileArtifact, refusals } from '../support/blob-bundles.ts';
import { bundleOf, statementOf } from '../support/signing.ts';

const sha512 = (bytes: Uint8Array): Buffer => createHash('sha512').update(bytes).digest();
/** RFC 8032 section 7.3, "TEST abc". */
const VECTOR = {
  key: Buffer.from('ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf', 'hex'),
  message: Buffer.from('616263', 'hex'),
  signature: Buffer.from(
    '98a70222f0b8121aa9d30f813d683f809e462b469c7ff87639499bb94e6dae4131f85042463c2a355a2003d062adf5aaa10b8c61e636062aaad11c2a26083406',
    'hex',
  ),
};
const PUBLIC = VECTOR.key;

test('the vector of RFC 8032 verifies, and with any bit of it changed it does not', () => {
  const digest = sha512(VECTOR.message);
  assert.ok(verifiesEd25519ph(PUBLIC, digest, VECTOR.signature));
  const flipped = (bytes: Uint8Array, bit: number): Buffer => {
    const bent = Buffer.from(bytes);
    bent[bit >> 3] = (bent[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    return bent;
  };
  fc.assert(
    fc.property(fc.nat(511), (bit) => {
      assert.ok(!verifiesEd25519ph(PUBLIC, flipped(digest, bit), VECTOR.signature));
      assert.ok(!verifiesEd25519ph(PUBLIC, digest, flipped(VECTOR.signature, bit)));
      assert.ok(!verifiesEd25519ph(flipped(PUBLIC, bit & 255), digest, VECTOR.signature));
    }),
    { numRuns: 40 },
  );
});

test('what is no signature of that form is none: lengths, the plain form, s beyond the order, a key of small order', () => {
  const digest = sha512(VECTOR.message);
  assert.ok(!verifiesEd25519ph(PUBLIC, digest.subarray(1), VECTOR.signature));
  assert.ok(!verifiesEd25519ph(PUBLIC, digest, VECTOR.signature.subarray(1)));
  assert.ok(!verifiesEd25519ph(PUBLIC.subarray(1), digest, VECTOR.signature));
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const raw = publicKey.export({ type: 'spki', format: 'der' }).subarray(-32);
  assert.ok(!verifiesEd25519ph(raw, digest, sign(undefined, VECTOR.message, privateKey)));
  assert.ok(!verifiesEd25519ph(raw, digest, sign(undefined, digest, privateKey)));
  const order = 2n ** 252n + 27742317777372353535851937790883648493n;
  const s = BigInt(`0x${Buffer.from(VECTOR.signature.subarray(32)).reverse().toString('hex')}`) + order;
  const beyond = Buffer.from(s.toString(16).padStart(64, '0'), 'hex').reverse();
  assert.ok(!verifiesEd25519ph(PUBLIC, digest, Buffer.concat([VECTOR.signature.subarray(0, 32), beyond])));
  const neutral = Buffer.from(`01${'00'.repeat(31)}`, 'hex');
  assert.ok(!verifiesEd25519ph(neutral, digest, Buffer.concat([neutral, Buffer.alloc(32)])));
});

test('a bundle over a file verifies by the file and by its SHA-512, and by no other file or digest', () => {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const key = publicKeyOf(publicKey.export({ type: 'spki', format: 'der' }));
  const secret = privateKey.export({ type: 'pkcs8', format: 'der' }).subarray(-32);
  const file = Buffer.from('what is released');
  const bytes = blobBundle(privateKey, file, (one) => ({
    ...one,
    messageSignature: {
      messageDigest: { algorithm: 'SHA2_512', digest: sha512(file).toString('base64') },
      signature: Buffer.from(ed25519ph.sign(file, secret)).toString('base64'),
    },
  }));
  const verify = (artifact: Parameters<typeof verifyBlobBundle>[0]['artifact'], bundle = bytes) =>
    verifyBlobBundle({ name: 'bundle', bytes: bundle, artifact, wanted: { kind: 'key', key }, now: 0 });
  const byDigest = (hash: 'sha256' | 'sha512', of: Uint8Array) => {
    const digest = createHash(hash).update(of).digest();
    const name = fileArtifact(of).digest;
    return verify({ name, digest: name, blob: { hash, digest } });
  };
  assert.equal(verify(fileArtifact(file)).outcome, 'verified');
  assert.equal(byDigest('sha512', file).outcome, 'verified');
  assert.deepEqual(refusals(byDigest('sha256', file)), ['BUNDLE_NEEDS_FILE']);
  assert.equal(verify(fileArtifact(Buffer.from('another'))).outcome, 'refused');
  assert.equal(byDigest('sha512', Buffer.from('another')).outcome, 'refused');
  // The plain form can't be told by a digest, as before.
  const plain = blobBundle(privateKey, file, (one) => ({
    ...one,
    messageSignature: { ...one.messageSignature, messageDigest: {} },
  }));
  assert.equal(verify(fileArtifact(file), plain).outcome, 'verified');
  // Statements are signed as they are: nobody takes the other form of them, so neither do we.
  const statement = JSON.stringify(statementOf([fileArtifact(file).digest], 'https://example.com/p/v1', {}));
  const stated = bundleOf(privateKey, statement, {
    edit(bundle) {
      const envelope = bundle.dsseEnvelope as { payloadType: string; signatures: { sig: string }[] };
      const pae = `DSSEv1 ${envelope.payloadType.length} ${envelope.payloadType} ${Buffer.byteLength(statement)} ${statement}`;
      const sig = Buffer.from(ed25519ph.sign(Buffer.from(pae), secret)).toString('base64');
      return { ...bundle, dsseEnvelope: { ...envelope, signatures: [{ sig }] } };
    },
  });
  assert.deepEqual(refusals(verify(fileArtifact(file), stated)), ['BUNDLE_SIGNATURE_INVALID']);
  assert.equal(createPublicKey(privateKey).asymmetricKeyType, 'ed25519');
});
