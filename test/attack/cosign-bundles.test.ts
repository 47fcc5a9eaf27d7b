import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CompiledPolicy } from '../../src/judge/policy/compile.ts';
import {
  attachBundle,
  digestsOf,
  makeImage,
  type TestImage,
  TYPES,
  testKey,
  testPolicy,
  verdictOf,
} from '../support/sealed-image.ts';
import { type BundleBend, bundleOf, imageSignature, statementOf } from '../support/signing.ts';

const SIGNED = await testPolicy({ signatures: [{ by: 'release' }] });
const release = testKey('release');

/** An image whose children are signed well and whose index has this bundle, or none. */
function withIndexBundle(bundle: (image: TestImage) => Uint8Array | undefined, manifest: object = {}): TestImage {
  const image = makeImage();
  for (const { descriptor } of image.platforms)
    attachBundle(image.store, descriptor, imageSignature(release, descriptor.digest));
  const bytes = bundle(image);
  if (bytes !== undefined) attachBundle(image.store, image.index, bytes, { ...manifest });
  return image;
}

const refuses = async (
  code: string,
  bundle: (image: TestImage) => Uint8Array | undefined,
  policy: CompiledPolicy = SIGNED,
) => assert.deepEqual(await verdictOf(withIndexBundle(bundle), policy), ['deny', `signature:release fail ${code}`]);
const bent = (bend: BundleBend) => (image: TestImage) => imageSignature(release, image.index.digest, bend);

test('the twin of every attack here, with nothing bent, is allowed', async () => {
  assert.deepEqual(await verdictOf(withIndexBundle(bent({})), SIGNED), ['allow']);
});

test('no signature, a stranger key, and a stranger who borrows the hint are told apart', async () => {
  await refuses('SIGNATURE_MISSING', () => undefined);
  await refuses('SIGNATURE_UNTRUSTED', ({ index }) => imageSignature(testKey('stranger'), index.digest));
  const hint = JSON.parse(new TextDecoder().decode(imageSignature(release, 'sha256:00'))).verificationMaterial.publicKey
    .hint;
  await refuses('SIGNATURE_INVALID', ({ index }) => imageSignature(testKey('stranger'), index.digest, { hint }));
});

test('a signature of another image, or of the child, is not one of the index', async () => {
  await refuses('SIGNATURE_WRONG_SUBJECT', () => imageSignature(release, `sha256:${'1'.repeat(64)}`));
  await refuses('SIGNATURE_WRONG_SUBJECT', ({ platforms }) =>
    imageSignature(release, platforms[0]?.descriptor.digest ?? ''),
  );
});

test('an index that is signed does not vouch for a child that is not', async () => {
  const image = makeImage();
  attachBundle(image.store, image.index, imageSignature(release, image.index.digest));
  const [first] = image.platforms;
  if (first !== undefined)
    attachBundle(image.store, first.descriptor, imageSignature(release, first.descriptor.digest));
  assert.deepEqual(await verdictOf(image, SIGNED), ['deny', 'signature:release fail SIGNATURE_MISSING']);
});

test('a valid statement of another type is no signature, though cosign verify takes it for one', async () => {
  const spdx = (image: TestImage) =>
    bundleOf(release, JSON.stringify(statementOf(digestsOf(image), 'https://spdx.dev/Document', {})));
  await refuses('SIGNATURE_WRONG_TYPE', spdx);
  const both = await testPolicy({
    signatures: [{ by: 'release' }],
    statements: [{ type: 'spdxjson', by: ['release'] }],
  });
  await refuses('SIGNATURE_WRONG_TYPE', spdx, both);
  await refuses('SIGNATURE_WRONG_TYPE', bent({ payloadType: 'application/json' }));
});

test('the payload that is used is the payload that was signed', async () => {
  await refuses('SIGNATURE_INVALID', bent({ payload: (signed) => `${signed} ` }));
  await refuses('SIGNATURE_INVALID', ({ index }) =>
    imageSignature(release, `sha256:${'1'.repeat(64)}`, {
      payload: (signed) => signed.replace('1'.repeat(64), index.digest.slice(7)),
    }),
  );
});

test('envelopes with no signature or two are malformed, whoever made the second', async () => {
  await refuses('SIGNATURE_MALFORMED', bent({ signatures: () => [] }));
  await refuses('SIGNATURE_MALFORMED', bent({ signatures: (sig) => [{ sig }, { sig: 'AAAA' }] }));
  await refuses('SIGNATURE_MALFORMED', bent({ signatures: (sig) => [{ sig }, { sig }] }));
});

test('base64 has one form, JSON has no second readings', async () => {
  await refuses('SIGNATURE_MALFORMED', bent({ signatures: (sig) => [{ sig: `${sig}\n` }] }));
  await refuses('SIGNATURE_MALFORMED', bent({ signatures: (sig) => [{ sig: sig.replace(/=*$/, '*') }] }));
  const text = (edit: (json: string) => string) => bent({ edit: (bundle) => edit(JSON.stringify(bundle)) });
  await refuses(
    'SIGNATURE_MALFORMED',
    text((json) => json.replace('"dsseEnvelope"', '"dsseEnvelope":{},"dsseEnvelope"')),
  );
  await refuses(
    'SIGNATURE_MALFORMED',
    text((json) => json.replace('"payloadType"', '"PayloadType":"x","payloadType"')),
  );
  await refuses(
    'SIGNATURE_MALFORMED',
    text((json) => `\ufeff${json}`),
  );
  await refuses(
    'SIGNATURE_MALFORMED',
    text((json) => `${json}{}`),
  );
  await refuses(
    'SIGNATURE_MALFORMED',
    text((json) => json.replace(/bundle\.v0\.3/, 'bundle.v9')),
  );
  await refuses(
    'SIGNATURE_MALFORMED',
    text(() => ''),
  );
  await refuses(
    'SIGNATURE_MALFORMED',
    text(() => '['.repeat(100_000)),
  );
});

test('a statement that is signed well but has two readings is malformed', async () => {
  const signed = (edit: (json: string) => string) => (image: TestImage) =>
    bundleOf(
      release,
      edit(JSON.stringify(statementOf([image.index.digest], 'https://sigstore.dev/cosign/sign/v1', {}))),
    );
  for (const edit of [
    (json: string) => json.replace('"subject"', '"subject":[],"subject"'),
    (json: string) => json.replace('"predicateType"', '"PredicateType":"https://x.example","predicateType"'),
    (json: string) => json.replace('Statement/v1', 'Statement/v2'),
  ]) {
    const [outcome, check] = await verdictOf(withIndexBundle(signed(edit)), SIGNED);
    assert.deepEqual([outcome, check?.split(' ')[1]], ['deny', 'fail']);
  }
});

test('a bundle that carries a certificate, or signs bytes, is not by a key of the policy', async () => {
  await refuses(
    'SIGNATURE_UNTRUSTED',
    bent({ edit: (bundle) => ({ ...bundle, verificationMaterial: { certificate: { rawBytes: 'MAAA' } } }) }),
  );
  await refuses(
    'SIGNATURE_WRONG_TYPE',
    bent({
      edit: ({ dsseEnvelope: _, ...bundle }) => ({
        ...bundle,
        messageSignature: { messageDigest: { algorithm: 'SHA2_256', digest: 'AAAA' }, signature: 'AAAA' },
      }),
    }),
  );
});

test('what a manifest claims in annotations changes nothing', async () => {
  const image = withIndexBundle(
    ({ index }) => bundleOf(release, JSON.stringify(statementOf([index.digest], 'https://spdx.dev/Document', {}))),
    { annotations: { 'dev.sigstore.bundle.predicateType': 'https://sigstore.dev/cosign/sign/v1' } },
  );
  assert.deepEqual(await verdictOf(image, SIGNED), ['deny', 'signature:release fail SIGNATURE_WRONG_TYPE']);
  const good = withIndexBundle(bent({}), {
    annotations: { 'dev.sigstore.bundle.predicateType': 'https://spdx.dev/Document' },
  });
  assert.deepEqual(await verdictOf(good, SIGNED), ['allow']);
});

test('junk among the referrers never denies and never allows', async () => {
  const junk = (image: TestImage) => {
    const { store, index } = image;
    store.attach(index.digest, { ...store.put(Buffer.from('{'), TYPES.manifest), artifactType: TYPES.bundle });
    store.attach(index.digest, { ...store.put(Buffer.from('no json'), TYPES.manifest) });
    store.attach(index.digest, {
      mediaType: TYPES.manifest,
      digest: `sha256:${'2'.repeat(64)}` as typeof index.digest,
      size: 5,
      artifactType: TYPES.bundle,
    });
    attachBundle(store, index, Buffer.from('junk'));
    attachBundle(store, index, imageSignature(testKey('stranger'), index.digest));
    attachBundle(store, index, bundleOf(release, 'not a statement'));
    attachBundle(store, index, imageSignature(release, index.digest), { layers: [] });
    for (let i = 0; i < 300; i++)
      store.attach(index.digest, {
        ...store.put(Buffer.from(`${i}`), TYPES.manifest),
        artifactType: 'application/vnd.example.junk',
      });
    return image;
  };
  assert.deepEqual(await verdictOf(junk(withIndexBundle(bent({}))), SIGNED), ['allow']);
  assert.equal((await verdictOf(junk(withIndexBundle(() => undefined)), SIGNED))[0], 'deny');
});

test('a referrer that hangs under a digest which its manifest does not name is junk', async () => {
  const image = makeImage();
  const [first] = image.platforms;
  assert.ok(first);
  for (const { descriptor } of image.platforms)
    attachBundle(image.store, descriptor, imageSignature(release, descriptor.digest));
  const stray = attachBundle(image.store, first.descriptor, imageSignature(release, image.index.digest));
  image.store.attach(image.index.digest, stray);
  assert.equal((await verdictOf(image, SIGNED))[0], 'deny');
});

test('a signature by one signer does not stand for another', async () => {
  const policy = await testPolicy({ signatures: [{ by: 'release' }, { by: 'other' }] });
  const image = withIndexBundle(bent({}));
  assert.deepEqual(await verdictOf(image, policy), ['deny', 'signature:other fail SIGNATURE_MISSING']);
});
