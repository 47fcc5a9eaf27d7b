// Signatures by key in cosign's older form, with what a log and a timestamp authority say of them in annotations: what they tell, and what
// differs from that in one field.
import assert from 'node:assert/strict';
import { createHash, createPublicKey, type KeyObject, sign } from 'node:crypto';
import { test } from 'node:test';
import { writeDistinguishedName } from '../../src/formats/der/distinguished-name.ts';
import { serialisePem } from '../../src/formats/der/pem.ts';
import { writeBitString, writeInteger, writeOid, writeSequence, writeTime } from '../../src/formats/der/writer.ts';
import { gatherEvidence } from '../../src/judge/gather/gather.ts';
import { verifyEvidence } from '../../src/judge/verify/verify.ts';
import {
  keyedLayer,
  LEGACY,
  logAnnotation,
  simplePayload,
  type TestLayer,
  tagLayers,
} from '../support/legacy-layers.ts';
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
/** Self-signed, of a key. */
function certificateOf(key: KeyObject): string {
  const algorithm = writeSequence(writeOid('1.2.840.10045.4.3.2'));
  const name = writeDistinguishedName([[{ type: 'CN', value: 'release' }]]);
  const tbs = writeSequence(
    writeInteger(new Uint8Array([1])),
    algorithm,
    name,
    writeSequence(writeTime(SIGNED), writeTime(LATER)),
    name,
    new Uint8Array(createPublicKey(key).export({ type: 'spki', format: 'der' })),
  );
  return serialisePem('CERTIFICATE', writeSequence(tbs, algorithm, writeBitString(sign('sha256', tbs, key))));
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

/** As `cosign sign --key K --certificate C` makes it: the entry holds the certificate in place of the key. */
const certified =
  (beside: string, logged = beside) =>
  (layer: TestLayer): TestLayer => {
    const hash = createHash('sha256').update(layer.payload).digest('hex');
    const spec = {
      data: { hash: { algorithm: 'sha256', value: hash } },
      signature: {
        content: layer.annotations[LEGACY.signature],
        publicKey: { content: Buffer.from(logged).toString('base64') },
      },
    };
    const body = JSON.stringify({ apiVersion: '0.0.1', kind: 'hashedrekord', spec });
    const entry = logAnnotation(instance.entryOf(body, { time: SIGNED }));
    return { ...layer, annotations: { ...layer.annotations, [LEGACY.certificate]: beside, [LEGACY.bundle]: entry } };
  };

test('by key: the entry may hold a certificate of that very key, and no other', async () => {
  const policy = await keyedPolicy({ logs: 1 });
  const told = (edit: (layer: TestLayer) => TestLayer) =>
    verdictOf(keyedImage(edit, { logged: SIGNED }), policy, LATER);
  const [own, second, other] = [certificateOf(release), certificateOf(release), certificateOf(testKey('other'))];
  assert.deepEqual(await told(certified(own)), ['allow']);
  const denied = ['deny', 'signature:release fail SIGNATURE_INVALID'];
  assert.deepEqual(await told(certified(other)), denied);
  assert.deepEqual(await told(certified(other, publicPem(release))), denied);
  assert.deepEqual(await told(certified(own, other)), denied);
  assert.deepEqual(await told(certified(own, second)), denied);
  // As cosign has it: who brings a certificate has it logged.
  assert.deepEqual(await told(certified(own, publicPem(release))), denied);
  assert.deepEqual(await told(certified('no certificate', publicPem(release))), denied);

  // By older rules, only an entry of the key itself counted, whatever stood beside it.
  const request = { requested: 'registry.example.com/team/app:v1', target: 'v1' };
  const { needs } = policy;
  const { signal } = new AbortController();
  for (const [edit, now, before] of [
    [certified(own), 3, 2],
    [certified(own, publicPem(release)), 2, 3],
  ] as const) {
    const set = await gatherEvidence(keyedImage(edit, { logged: SIGNED }).store, request, needs, testCall());
    const counted = async (rules: 2 | 3) =>
      (await verifyEvidence({ ...set, rules }, needs, [], signal)).signatures.length;
    assert.deepEqual([await counted(3), await counted(2)], [now, before]);
  }
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
