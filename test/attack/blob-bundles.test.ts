// Each attack differs from an accepted bundle in the attacked field alone, and says why it is refused.
import assert from 'node:assert/strict';
import { createHash, createPublicKey, generateKeyPairSync, sign } from 'node:crypto';
import { test } from 'node:test';
import { parseSigstoreBundle } from '../../src/formats/sigstore/bundle.ts';
import { type BlobBundleJson, blobBundle, refusals, verifiedByKey } from '../support/blob-bundles.ts';
import { bundleOf, statementOf } from '../support/signing.ts';
import { vector } from '../support/vectors.ts';

const { privateKey: KEY } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const { privateKey: OTHER } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const { privateKey: EDWARDS } = generateKeyPairSync('ed25519');
const { privateKey: P384 } = generateKeyPairSync('ec', { namedCurve: 'P-384' });
const FILE = Buffer.from('the artifact');
const DIGEST = `sha256:${createHash('sha256').update(FILE).digest('hex')}`;
const TYPE = 'https://example.com/predicate/v1';

const statement = (edit: (one: Record<string, unknown>) => unknown = (one) => one): string =>
  JSON.stringify(edit(statementOf([DIGEST], TYPE, { a: 1 }) as Record<string, unknown>));

test('the twins of all attacks are accepted, by file and by digest', () => {
  for (const bytes of [blobBundle(KEY, FILE), bundleOf(KEY, statement())])
    for (const report of verifiedByKey(bytes, FILE, KEY)) {
      assert.equal(report.outcome, 'verified', JSON.stringify(report.checks));
      assert.equal(report.signer?.kind, 'key');
    }
});

test('a signature that does not verify is told to be of another key, or changed, as far as the bundle names a key', () => {
  const hintOf = (key: typeof KEY) =>
    createHash('sha256')
      .update(createPublicKey(key).export({ format: 'der', type: 'spki' }))
      .digest('base64');
  const reason = (by: typeof KEY, hint: string) => {
    const bytes = blobBundle(by, Buffer.from('another'), (one) => ({
      ...one,
      verificationMaterial: { ...one.verificationMaterial, publicKey: { hint } },
      messageSignature: {
        ...one.messageSignature,
        messageDigest: { algorithm: 'SHA2_256', digest: createHash('sha256').update(FILE).digest('base64') },
      },
    }));
    const [report] = verifiedByKey(bytes, FILE, KEY);
    return report?.checks.find(({ code }) => code === 'BUNDLE_SIGNATURE_INVALID')?.reason ?? '';
  };
  assert.match(reason(OTHER, hintOf(OTHER)), /may be by another key/);
  assert.match(reason(KEY, hintOf(KEY)), /names this very key, so it or what it signs was changed/);
  assert.match(reason(OTHER, ''), /by another key than the one given, or was changed/);
});

const subjects = (...digests: readonly object[]) =>
  statement((one) => ({ ...one, subject: digests.map((digest) => ({ digest })) }));
const hex = (hash: string, of = FILE) => createHash(hash).update(of).digest('hex');

const hexToBase64 = (text: string) => Buffer.from(text, 'hex').toString('base64');
const ATTACKS: readonly { name: string; bytes: Uint8Array; code: string; key?: typeof KEY }[] = [
  { name: 'a signature by another key', bytes: blobBundle(OTHER, FILE), code: 'BUNDLE_SIGNATURE_INVALID' },
  { name: 'a statement by another key', bytes: bundleOf(OTHER, statement()), code: 'BUNDLE_SIGNATURE_INVALID' },
  {
    name: 'the digest of the artifact beside a signature over another file',
    bytes: blobBundle(KEY, FILE, (one) => ({
      ...one,
      messageSignature: {
        ...one.messageSignature,
        signature: sign('sha256', Buffer.from('x'), KEY).toString('base64'),
      },
    })),
    code: 'BUNDLE_SIGNATURE_INVALID',
  },
  {
    name: 'a good signature beside the digest of another file',
    bytes: blobBundle(KEY, FILE, (one: BlobBundleJson) => ({
      ...one,
      messageSignature: {
        ...one.messageSignature,
        messageDigest: { algorithm: 'SHA2_256', digest: createHash('sha256').update('x').digest('base64') },
      },
    })),
    code: 'BUNDLE_HINT_WRONG',
  },
  {
    name: 'a payload put in after signing',
    bytes: bundleOf(KEY, statement(), { payload: (signed) => signed.replace('"a":1', '"a":2') }),
    code: 'BUNDLE_SIGNATURE_INVALID',
  },
  {
    name: 'the signature over a payload, as one over the file (no PAE)',
    bytes: bundleOf(KEY, statement(), {
      signatures: () => [{ sig: sign('sha256', Buffer.from(statement()), KEY).toString('base64') }],
    }),
    code: 'BUNDLE_SIGNATURE_INVALID',
  },
  {
    name: 'a payload type that is no statement',
    bytes: bundleOf(KEY, statement(), { payloadType: 'text/plain' }),
    code: 'BUNDLE_PAYLOAD_TYPE',
  },
  {
    name: 'a statement of an unknown _type',
    bytes: bundleOf(
      KEY,
      statement((one) => ({ ...one, _type: 'https://in-toto.io/Statement/v2' })),
    ),
    code: 'BUNDLE_STATEMENT_MALFORMED',
  },
  {
    name: 'a statement about another file',
    bytes: bundleOf(KEY, subjects({ sha256: hex('sha256', Buffer.from('x')) })),
    code: 'BUNDLE_SUBJECT_MISSING',
  },
  {
    name: 'a statement that names the file by an algorithm that is not compared',
    bytes: bundleOf(KEY, subjects({ sha1: hex('sha1') })),
    code: 'BUNDLE_SUBJECT_MISSING',
  },
  {
    name: 'two signatures in the envelope',
    bytes: bundleOf(KEY, statement(), { signatures: (sig) => [{ sig }, { sig }] }),
    code: 'BUNDLE_MALFORMED',
  },
  {
    name: 'no signature in the envelope',
    bytes: bundleOf(KEY, statement(), { signatures: () => [] }),
    code: 'BUNDLE_MALFORMED',
  },
  {
    name: 'a member that nobody knows beside the signature of an envelope',
    bytes: bundleOf(KEY, statement(), { signatures: (sig) => [{ sig, extra: 'x' }] }),
    code: 'BUNDLE_MALFORMED',
  },
  {
    name: 'a version that is not known',
    bytes: blobBundle(KEY, FILE, (one) => ({ ...one, mediaType: 'application/vnd.dev.sigstore.bundle.v0.4+json' })),
    code: 'BUNDLE_MALFORMED',
  },
  {
    name: 'a certificate beside the key',
    bytes: blobBundle(KEY, FILE, (one) => ({
      ...one,
      verificationMaterial: { ...one.verificationMaterial, certificate: { rawBytes: 'AAAA' } },
    })),
    code: 'BUNDLE_MALFORMED',
  },
  {
    name: 'both kinds of content',
    bytes: blobBundle(KEY, FILE, (one) => ({
      ...one,
      dsseEnvelope: JSON.parse(Buffer.from(bundleOf(KEY, statement())).toString()).dsseEnvelope,
    })),
    code: 'BUNDLE_MALFORMED',
  },
  ...Object.entries({
    'no digest beside the signature': undefined,
    'an empty digest beside the signature': {},
    'a digest by a hash that nobody knows': { algorithm: 'SHA2-256', digest: hexToBase64(hex('sha256')) },
  }).map(([name, messageDigest]) => ({
    name,
    bytes: blobBundle(KEY, FILE, ({ messageSignature: { signature }, ...one }) => ({
      ...one,
      messageSignature: { signature, messageDigest },
    })),
    code: 'BUNDLE_MALFORMED',
  })),
  { name: 'a bundle by certificate', bytes: vector('sigstore/othername.sigstore.json'), code: 'BUNDLE_SIGNER_KIND' },
  { name: 'no bundle at all', bytes: Buffer.from('{}'), code: 'BUNDLE_MALFORMED' },
];

for (const { name, bytes, code, key = KEY } of ATTACKS)
  test(`${name} is refused with ${code}`, () => {
    for (const report of verifiedByKey(bytes, FILE, key)) {
      assert.equal(report.outcome, 'refused');
      assert.ok(refusals(report).includes(code), JSON.stringify(report.checks));
      assert.equal(report.signer, undefined);
    }
  });

test('a subject whose other digest is of another file is refused where the file shows it', () => {
  const bytes = bundleOf(KEY, subjects({ sha256: hex('sha256'), sha512: hex('sha512', Buffer.from('x')) }));
  const [byFile] = verifiedByKey(bytes, FILE, KEY);
  assert.deepEqual(refusals(byFile), ['BUNDLE_SUBJECT_MISSING']);
});

test('a subject that is not the first is a subject', () => {
  const bytes = bundleOf(KEY, subjects({ sha256: hex('sha256', Buffer.from('x')) }, { sha256: hex('sha256') }));
  for (const report of verifiedByKey(bytes, FILE, KEY)) assert.equal(report.outcome, 'verified');
});

test('what a digest can not tell is told of the file, and unknown of the digest', () => {
  for (const key of [EDWARDS, P384]) {
    const bytes =
      key === P384
        ? blobBundle(P384, FILE, (one) => ({
            ...one,
            messageSignature: {
              messageDigest: { algorithm: 'SHA2_384', digest: createHash('sha384').update(FILE).digest('base64') },
              signature: sign('sha384', FILE, P384).toString('base64'),
            },
          }))
        : blobBundle(EDWARDS, FILE, (one) => ({
            ...one,
            messageSignature: { ...one.messageSignature, messageDigest: {} },
          }));
    const [byFile, byDigest] = verifiedByKey(bytes, FILE, key);
    assert.equal(byFile.outcome, 'verified', JSON.stringify(byFile));
    assert.equal(byDigest.outcome, 'unknown');
    assert.deepEqual(refusals(byDigest), ['BUNDLE_NEEDS_FILE']);
  }
});

test('log entries that nothing was given to check are said to be unchecked', () => {
  const bytes = vector('sigstore/npm-publish-v0.1.json');
  assert.equal(parseSigstoreBundle(bytes).tlogEntries.length, 1);
  const [report] = verifiedByKey(bytes, FILE, KEY);
  assert.ok(report.checks.some(({ code, status }) => code === 'BUNDLE_LOG_UNCHECKED' && status === 'skip'));
});
