import assert from 'node:assert/strict';
import { createPublicKey, verify } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseCertificate } from '../../src/formats/der/x509.ts';
import { dssePae } from '../../src/formats/dsse.ts';
import { FormatError } from '../../src/formats/format-error.ts';
import {
  parseSigstoreBundle,
  type SigstoreBundle,
  serialiseSigstoreBundle,
} from '../../src/formats/sigstore/bundle.ts';
import { encodeUtf8 } from '../../src/formats/utf8.ts';
import { vector, vectorText } from '../support/vectors.ts';

const parse = (json: unknown) => parseSigstoreBundle(encodeUtf8(JSON.stringify(json)));
const sign = JSON.parse(vectorText('cosign/sign.bundle.json'));
const provenance = JSON.parse(vectorText('sigstore/npm-provenance-v0.1.json'));
const othername = JSON.parse(vectorText('sigstore/othername.sigstore.json'));

for (const name of ['sign', 'attest']) {
  test(`the bundle of cosign ${name} verifies with its key`, () => {
    const bundle = parseSigstoreBundle(vector(`cosign/${name}.bundle.json`));
    assert.equal(bundle.version, '0.3');
    assert.deepEqual([bundle.tlogEntries, bundle.timestamps], [[], []]);
    assert.ok(bundle.content.kind === 'dsse');
    const { payloadType, payload, signatures } = bundle.content.envelope;
    assert.equal(signatures[0]?.keyid, undefined);
    const key = createPublicKey(vectorText('cosign/cosign.pub'));
    assert.ok(verify('sha256', dssePae(payloadType, payload), key, signatures[0]?.sig ?? new Uint8Array()));
  });
}

test('bundles of each version and kind are read', () => {
  const seen = [
    'npm-provenance-v0.1',
    'npm-publish-v0.1',
    'dsse.sigstore',
    'othername.sigstore',
    'public-key-validity.sigstore',
  ].map((name) => {
    const { version, key, tlogEntries, timestamps, content } = parseSigstoreBundle(vector(`sigstore/${name}.json`));
    return [version, key.kind, tlogEntries.length, timestamps.length, content.kind].join(' ');
  });
  assert.deepEqual(seen, [
    '0.1 chain 1 0 dsse',
    '0.1 public-key 1 0 dsse',
    '0.1 chain 1 0 dsse',
    '0.3 certificate 1 0 message',
    '0.3 public-key 0 1 message',
  ]);
});

test('the certificate of a keyless bundle reads, with the identity in its alternative names', () => {
  const { key } = parseSigstoreBundle(vector('sigstore/npm-provenance-v0.1.json'));
  assert.ok(key.kind === 'chain');
  const [leaf] = key.certificates.map(parseCertificate);
  assert.match(JSON.stringify(leaf?.extensions.subjectAltName?.names), /"uri","value":"https:\/\/github\.com\//);
  assert.ok(leaf?.rawExtensions.some(({ oid }) => oid.startsWith('1.3.6.1.4.1.57264.1.')));
});

test('a bundle of v0.3 with a log entry comes back the same', () => {
  const once = parse(othername);
  const bytes = serialiseSigstoreBundle(once);
  assert.deepEqual(parseSigstoreBundle(bytes), once);
  assert.deepEqual(serialiseSigstoreBundle(parseSigstoreBundle(bytes)), bytes);
});

test('bundles round-trip both ways', () => {
  const bytes = (max = 64) => fc.uint8Array({ minLength: 1, maxLength: max });
  const bundle: fc.Arbitrary<SigstoreBundle> = fc.record({
    version: fc.constant('0.3'),
    key: fc.oneof(
      fc.record({ kind: fc.constant('public-key'), hint: fc.base64String() }),
      fc.record({ kind: fc.constant('certificate'), certificate: bytes() }),
    ),
    tlogEntries: fc.array(
      fc.record({
        logIndex: fc.maxSafeNat(),
        logId: bytes(),
        kind: fc.constant('dsse'),
        version: fc.constant('0.0.1'),
        inclusionProof: fc.record({
          logIndex: fc.maxSafeNat(),
          rootHash: bytes(),
          treeSize: fc.maxSafeNat(),
          hashes: fc.array(fc.uint8Array({ minLength: 32, maxLength: 32 }), { maxLength: 4 }),
          checkpoint: fc.constant('log\n1\nroot\n'),
        }),
        canonicalizedBody: bytes(),
      }),
      { maxLength: 3 },
    ),
    timestamps: fc.array(bytes(), { maxLength: 3 }),
    content: fc.oneof(
      fc.record({
        kind: fc.constant('dsse'),
        envelope: fc.record({
          payloadType: fc.constant('a/b'),
          payload: bytes(),
          signatures: fc.tuple(fc.record({ sig: bytes() })),
        }),
      }),
      fc.record({ kind: fc.constant('message'), signature: bytes() }),
    ),
  });
  fc.assert(
    fc.property(bundle, (value) => {
      const written = serialiseSigstoreBundle(value);
      assert.deepEqual(serialiseSigstoreBundle(parseSigstoreBundle(written)), written);
    }),
  );
});

const material = sign.verificationMaterial;
const entry = othername.verificationMaterial.tlogEntries[0];
for (const [what, json, message] of [
  [
    'another media type',
    { ...sign, mediaType: 'application/vnd.dev.sigstore.bundle.v0.4+json' },
    /none of the bundle versions/,
  ],
  ['an unknown member', { ...sign, extra: 1 }, /not a member/],
  ['a snake-case member', { ...sign, media_type: 'x' }, /not a member/],
  ['both kinds of content', { ...sign, messageSignature: { signature: 'AAAA' } }, /exactly one of/],
  ['no content', { ...sign, dsseEnvelope: undefined }, /exactly one of/],
  [
    'two signatures',
    { ...sign, dsseEnvelope: { ...sign.dsseEnvelope, signatures: [{ sig: 'AAAA' }, { sig: 'AAAA' }] } },
    /exactly one signature/,
  ],
  ['an unknown member in the envelope', { ...sign, dsseEnvelope: { ...sign.dsseEnvelope, extra: 1 } }, /not a member/],
  ['no key', { ...sign, verificationMaterial: {} }, /exactly one of them/],
  [
    'two keys',
    { ...sign, verificationMaterial: { ...material, certificate: { rawBytes: 'AAAA' } } },
    /exactly one of them/,
  ],
  [
    'a chain in v0.3',
    { ...sign, verificationMaterial: { x509CertificateChain: { certificates: [{ rawBytes: 'AAAA' }] } } },
    /not allowed in a bundle of v0.3/,
  ],
  [
    'an empty chain',
    { ...provenance, verificationMaterial: { x509CertificateChain: { certificates: [] } } },
    /must not be empty/,
  ],
  [
    '33 log entries',
    { ...sign, verificationMaterial: { ...material, tlogEntries: Array(33).fill(entry) } },
    /more than the 32/,
  ],
  [
    '33 timestamps',
    {
      ...sign,
      verificationMaterial: {
        ...material,
        timestampVerificationData: { rfc3161Timestamps: Array(33).fill({ signedTimestamp: 'AAAA' }) },
      },
    },
    /more than the 32/,
  ],
  [
    '65 hashes',
    {
      ...sign,
      verificationMaterial: {
        ...material,
        tlogEntries: [
          { ...entry, inclusionProof: { ...entry.inclusionProof, hashes: Array(65).fill('A'.repeat(43).concat('=')) } },
        ],
      },
    },
    /more than the 64/,
  ],
  [
    'a hash of another length',
    {
      ...sign,
      verificationMaterial: {
        ...material,
        tlogEntries: [{ ...entry, inclusionProof: { ...entry.inclusionProof, hashes: ['AAAA'] } }],
      },
    },
    /32 bytes/,
  ],
  [
    'a log entry without proof',
    { ...sign, verificationMaterial: { ...material, tlogEntries: [{ ...entry, inclusionProof: null }] } },
    /without inclusionProof/,
  ],
  [
    'v0.1 without promise',
    {
      ...provenance,
      verificationMaterial: {
        ...provenance.verificationMaterial,
        tlogEntries: [{ ...entry, inclusionPromise: undefined }],
      },
    },
    /without inclusionPromise/,
  ],
  [
    'a negative index',
    { ...sign, verificationMaterial: { ...material, tlogEntries: [{ ...entry, logIndex: '-1' }] } },
    /integer from 0/,
  ],
  [
    'an index beyond 2^53',
    { ...sign, verificationMaterial: { ...material, tlogEntries: [{ ...entry, logIndex: '9007199254740993' }] } },
    /integer from 0/,
  ],
  [
    'an index with a leading zero',
    { ...sign, verificationMaterial: { ...material, tlogEntries: [{ ...entry, logIndex: '01' }] } },
    /integer from 0/,
  ],
  ['base64 with a line end', { ...sign, verificationMaterial: { certificate: { rawBytes: 'AAAA\n' } } }, /base64/],
] as const) {
  test(`a bundle with ${what} is refused`, () => {
    assert.throws(
      () => parse(json),
      (error) => error instanceof FormatError && message.test(error.message),
    );
  });
}

test('a real bundle with two signatures is refused', () => {
  assert.throws(() => parseSigstoreBundle(vector('sigstore/dsse-2sigs.sigstore.json')), /exactly one signature/);
});

test('size is bounded before anything is parsed', () => {
  assert.throws(() => parseSigstoreBundle(new Uint8Array(32 * 1024 * 1024 + 1)), /more than the/);
});

test('old versions are never written', () => {
  assert.throws(() => serialiseSigstoreBundle(parse(provenance)), /read, never written/);
});
