// Signatures by key in cosign's older form, with what a log and a timestamp authority say of them in annotations: what they tell, and what
// differs from that in one field.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gatherEvidence } from '../../src/judge/gather/gather.ts';
import { verifyEvidence } from '../../src/judge/verify/verify.ts';
import { keyedLayer, LEGACY, simplePayload, type TestLayer, tagLayers } from '../support/legacy-layers.ts';
import { makeImage, publicPem, type TestImage, testKey, testPolicy, verdictOf } from '../support/sealed-image.ts';
import { makeInstance, SIGNED } from '../support/sigstore-instance.ts';
import { testCall } from '../support/walkable-image.ts';

const instance = makeInstance();
const LATER = SIGNED + 86_400;
const ROOT = instance.rootBytes.toString();

const release = testKey('release');
const keyedPolicy = (more: object, entry: object = {}) =>
  testPolicy(
    { signatures: [{ by: 'release', ...entry }] },
    { trust: [{ name: 'release', cosign: { key: publicPem(release), trustedRoot: ROOT, ...more } }] },
  );
function keyedImage(
  edit: (layer: TestLayer, image: TestImage) => TestLayer,
  witnessed: Parameters<typeof keyedLayer>[3],
): TestImage {
  const image = makeImage();
  for (const subject of [image.index, ...image.platforms.map(({ descriptor }) => descriptor)]) {
    const layer = keyedLayer(instance, release, simplePayload(subject.digest), witnessed);
    tagLayers(image, subject, [subject === image.index ? edit(layer, image) : layer]);
  }
  return image;
}
const asItIs = (layer: TestLayer): TestLayer => layer;

test('by key: the entry of a log under a tag is a log and a time, a timestamp is a time', async () => {
  const logged = await keyedPolicy({ logs: 1 });
  assert.deepEqual(await verdictOf(keyedImage(asItIs, { logged: SIGNED }), logged, LATER), ['allow']);
  assert.deepEqual(await verdictOf(keyedImage(asItIs, {}), logged, LATER), [
    'deny',
    'signature:release fail SIGNATURE_LOGS_TOO_FEW',
  ]);
  const aged = await keyedPolicy({}, { maxAge: 2 * 86_400 });
  for (const witnessed of [{ logged: SIGNED }, { stamped: SIGNED }]) {
    const image = keyedImage(asItIs, witnessed);
    assert.deepEqual(await verdictOf(image, aged, LATER), ['allow']);
    assert.deepEqual(await verdictOf(image, aged, LATER + 2 * 86_400), [
      'deny',
      'signature:release fail SIGNATURE_STALE',
    ]);
    const closed = await keyedPolicy({ until: new Date((SIGNED - 1) * 1000).toISOString() });
    assert.deepEqual(await verdictOf(image, closed, LATER), ['deny', 'signature:release fail KEY_NOT_VALID_THEN']);
  }
  assert.deepEqual(await verdictOf(keyedImage(asItIs, {}), aged, LATER), [
    'deny',
    'signature:release fail SIGNATURE_TIME_UNKNOWN',
  ]);
});

test('by key: an entry or timestamp of another signature, key or content, and one that can not be read, keep it from counting', async () => {
  const policy = await keyedPolicy({});
  const borrowed =
    (name: 'bundle' | 'timestamp', from: (image: TestImage) => TestLayer) => (layer: TestLayer, image: TestImage) => ({
      ...layer,
      annotations: { ...layer.annotations, [LEGACY[name]]: from(image).annotations[LEGACY[name]] ?? '' },
    });
  const again = (image: TestImage) =>
    keyedLayer(instance, release, simplePayload(image.index.digest), { logged: SIGNED, stamped: SIGNED });
  const other = (image: TestImage) =>
    keyedLayer(instance, testKey('other'), simplePayload(image.index.digest), { logged: SIGNED });
  for (const edit of [
    borrowed('bundle', again),
    borrowed('timestamp', again),
    borrowed('bundle', other),
    (layer: TestLayer) => ({ ...layer, annotations: { ...layer.annotations, [LEGACY.bundle]: '{"Payload":{}}' } }),
    (layer: TestLayer) => ({ ...layer, annotations: { ...layer.annotations, [LEGACY.timestamp]: '' } }),
  ])
    assert.deepEqual(await verdictOf(keyedImage(edit, { logged: SIGNED, stamped: SIGNED }), policy, LATER), [
      'deny',
      'signature:release fail SIGNATURE_INVALID',
    ]);
  // Whoever trusts a key and no log is told nothing by logs, true or false.
  const bare = await testPolicy({ signatures: [{ by: 'release' }] });
  const junk = keyedImage((layer) => ({ ...layer, annotations: { ...layer.annotations, [LEGACY.bundle]: '{' } }), {
    logged: SIGNED,
  });
  assert.deepEqual(await verdictOf(junk, bare, LATER), ['allow']);
});

test('what was gathered before such entries were read gives the facts that it gave', async () => {
  const request = { requested: 'registry.example.com/team/app:v1', target: 'v1' };
  const { signal } = new AbortController();
  const logged = await keyedPolicy({ logs: 1 });
  const keyed = await gatherEvidence(keyedImage(asItIs, { logged: SIGNED }).store, request, logged.needs, testCall());
  assert.deepEqual((await verifyEvidence({ ...keyed, rules: 2 }, logged.needs, [], signal)).rejected, []);
  const { rules: _, ...before } = keyed;
  assert.deepEqual((await verifyEvidence(before, logged.needs, [], signal)).signatures, []);
});
