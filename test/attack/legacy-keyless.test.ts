// Signatures of cosign before version 3 with a certificate, an entry of a log or a timestamp in their annotations. Each attack
// differs from an accepted twin in the attacked field only, and is signed validly wherever the attacker could sign.
import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { test } from 'node:test';
import { gatherEvidence } from '../../src/judge/gather/gather.ts';
import { verifyEvidence } from '../../src/judge/verify/verify.ts';
import { RULES } from '../../src/records/evidence-set.ts';
import { keylessLayer, LEGACY, simplePayload, type TestLayer, tagLayers } from '../support/legacy-layers.ts';
import { judge, makeImage, type TestImage, testPolicy, verdictOf } from '../support/sealed-image.ts';
import { IDENTITY, ISSUER, type KeylessBend, makeInstance, SIGNED } from '../support/sigstore-instance.ts';
import { testCall } from '../support/walkable-image.ts';

const instance = makeInstance();
const stranger = makeInstance();
const LATER = SIGNED + 86_400;
const ROOT = instance.rootBytes.toString();
const KEYLESS = { identity: IDENTITY, issuer: ISSUER, trustedRoot: ROOT };
const trusting = (keyless: object) => ({ trust: [{ name: 'ci', keyless }] });
const BY_CI = await testPolicy({ signatures: [{ by: 'ci' }] }, trusting(KEYLESS));

/** An image whose children are signed well, and whose index has these layers. */
function withIndexLayers(layers: (image: TestImage) => readonly TestLayer[]): TestImage {
  const image = makeImage();
  for (const { descriptor } of image.platforms)
    tagLayers(image, descriptor, [keylessLayer(instance, { file: simplePayload(descriptor.digest) })]);
  tagLayers(image, image.index, layers(image));
  return image;
}

const layerOf =
  (bend: KeylessBend = {}, from = instance) =>
  ({ index }: TestImage): TestLayer =>
    keylessLayer(from, { file: simplePayload(index.digest) }, bend);

/** The layer with other words beside its signature. */
const reworded =
  (
    edit: (annotations: Readonly<Record<string, string>>, image: TestImage) => Readonly<Record<string, string>>,
    bend: KeylessBend = {},
  ) =>
  (image: TestImage): TestLayer => {
    const layer = layerOf(bend)(image);
    return { ...layer, annotations: { ...layer.annotations, ...edit(layer.annotations, image) } };
  };

test('the twin of every attack here, with nothing bent, is allowed long after its certificate, and counts from its time on', async () => {
  const image = withIndexLayers((one) => [layerOf()(one)]);
  const { verdict, facts } = await judge(image, BY_CI, LATER);
  assert.equal(verdict.outcome, 'allow');
  const [fact] = facts.signatures;
  assert.deepEqual(fact?.signer.identity, { name: IDENTITY, issuer: ISSUER });
  assert.deepEqual([fact?.valid, fact?.signedAt], [{ from: SIGNED, until: null }, SIGNED]);
  assert.equal(fact?.name, 'registry.example.com/team/app');
  assert.deepEqual(await verdictOf(image, BY_CI, SIGNED - 1), ['deny', 'signature:ci fail SIGNATURE_EXPIRED']);
  // And with a timestamp beside the entry.
  assert.deepEqual(
    await verdictOf(
      withIndexLayers((one) => [layerOf({ stamp: {} })(one)]),
      BY_CI,
      LATER,
    ),
    ['allow'],
  );
});

const key = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
const swapped = (name: keyof typeof LEGACY, bend: KeylessBend = {}) =>
  reworded((_, image) => ({ [LEGACY[name]]: layerOf(bend)(image).annotations[LEGACY[name]] ?? '' }));
const without = (name: keyof typeof LEGACY, bend: KeylessBend) => (image: TestImage) => {
  const layer = layerOf(bend)(image);
  const kept = Object.entries(layer.annotations).filter(([one]) => one !== LEGACY[name]);
  return { ...layer, annotations: Object.fromEntries(kept) };
};
const inLog = (edit: (log: { SignedEntryTimestamp: string; Payload: Record<string, unknown> }) => unknown) =>
  reworded((annotations) => ({ [LEGACY.bundle]: JSON.stringify(edit(JSON.parse(annotations[LEGACY.bundle] ?? ''))) }));

const INVALID = 'SIGNATURE_INVALID';
const ATTACKS: readonly (readonly [string, (image: TestImage) => TestLayer, string])[] = [
  ['a certificate of another identity', layerOf({ identity: `${IDENTITY}.evil` }), 'SIGNATURE_UNTRUSTED'],
  ['a certificate by another issuer', layerOf({ issuer: 'https://evil.example' }), 'SIGNATURE_UNTRUSTED'],
  ['a certificate by another authority', layerOf({ signer: key }), INVALID],
  ['a certificate that no log of certificates has', layerOf({ sct: 'none' }), INVALID],
  ['a certificate of another log of certificates', layerOf({ sct: 'other-log' }), INVALID],
  ['a promise of the log about another certificate', layerOf({ sct: 'other-certificate' }), INVALID],
  ['a certificate that is not for signing code', layerOf({ purpose: '1.3.6.1.5.5.7.3.2' }), INVALID],
  ['the same identity of another instance', layerOf({}, stranger), INVALID],
  ['a time outside of the certificate', layerOf({ time: SIGNED + 3600 }), INVALID],
  ['no entry of a log, though it is stamped', without('bundle', { stamp: {} }), INVALID],
  ['a log entry of another signature', swapped('bundle'), INVALID],
  [
    'the promise of another entry',
    reworded((annotations, image) => {
      const other = JSON.parse(layerOf()(image).annotations[LEGACY.bundle] ?? '') as { SignedEntryTimestamp: string };
      return {
        [LEGACY.bundle]: JSON.stringify({
          ...JSON.parse(annotations[LEGACY.bundle] ?? ''),
          ...{ SignedEntryTimestamp: other.SignedEntryTimestamp },
        }),
      };
    }),
    INVALID,
  ],
  [
    'another time than the log promised',
    inLog((log) => ({ ...log, Payload: { ...log.Payload, integratedTime: SIGNED + 1 } })),
    INVALID,
  ],
  [
    'another place than the log promised',
    inLog((log) => ({ ...log, Payload: { ...log.Payload, logIndex: 7 } })),
    INVALID,
  ],
  [
    'a log that nobody trusts',
    inLog((log) => ({ ...log, Payload: { ...log.Payload, logID: '00'.repeat(32) } })),
    INVALID,
  ],
  [
    'an entry that says another digest',
    layerOf({
      body: (body) => {
        (body as unknown as { spec: { data: { hash: { value: string } } } }).spec.data.hash.value = '0'.repeat(64);
        return body;
      },
    }),
    INVALID,
  ],
  [
    'an entry of another certificate',
    layerOf({
      body: (body) => {
        const { spec } = body as unknown as { spec: { signature: { publicKey: { content: string } } } };
        spec.signature.publicKey.content = Buffer.from(
          layerOf()(makeImage()).annotations[LEGACY.certificate] ?? '',
        ).toString('base64');
        return body;
      },
    }),
    INVALID,
  ],
  ['a member in the entry that nobody knows', inLog((log) => ({ ...log, more: 1 })), INVALID],
  [
    'an entry twice in one object',
    reworded((annotations) => ({
      [LEGACY.bundle]: (annotations[LEGACY.bundle] ?? '').replace('{"Signed', '{"Payload":{},"Signed'),
    })),
    INVALID,
  ],
  [
    'a log named in capitals',
    inLog((log) => ({ ...log, Payload: { ...log.Payload, logID: String(log.Payload.logID).toUpperCase() } })),
    INVALID,
  ],
  [
    'a body that is not strict base64',
    inLog((log) => ({ ...log, Payload: { ...log.Payload, body: `${log.Payload.body}\n` } })),
    INVALID,
  ],
  ['a timestamp over another signature', layerOf({ stamp: { over: Buffer.from('another') } }), INVALID],
  ['a timestamp whose signer is another', layerOf({ stamp: { signer: key } }), INVALID],
  ['a timestamp that is none', reworded(() => ({ [LEGACY.timestamp]: '{"SignedRFC3161Timestamp":"AAAA"}' })), INVALID],
  [
    'two certificates',
    reworded((annotations) => ({
      [LEGACY.certificate]: `${annotations[LEGACY.certificate]}${annotations[LEGACY.certificate]}`,
    })),
    'SIGNATURE_UNTRUSTED',
  ],
  ['another certificate of the same identity', swapped('certificate', { notAfter: SIGNED + 541 }), INVALID],
  [
    'a signature over other bytes',
    (image) => ({ ...layerOf()(image), payload: Buffer.from(`${simplePayload(image.index.digest)} `) }),
    INVALID,
  ],
  [
    'a payload of another image',
    () => keylessLayer(instance, { file: simplePayload(`sha256:${'1'.repeat(64)}`) }),
    'SIGNATURE_WRONG_SUBJECT',
  ],
  [
    'a payload of another type',
    ({ index }) =>
      keylessLayer(instance, {
        file: Buffer.from(simplePayload(index.digest).toString().replace('cosign container', 'atomic container')),
      }),
    'SIGNATURE_WRONG_TYPE',
  ],
];

for (const [name, layer, code] of ATTACKS)
  test(`${name} does not count: ${code}`, async () => {
    const image = withIndexLayers((one) => [layer(one)]);
    assert.deepEqual(await verdictOf(image, BY_CI, LATER), ['deny', `signature:ci fail ${code}`]);
  });

test('a timestamp by nobody who is trusted is no time, and spoils nothing', async () => {
  const image = withIndexLayers((one) => {
    const layer = layerOf()(one);
    const token = stranger.stampOf(Buffer.from(layer.annotations[LEGACY.signature] ?? '', 'base64'), SIGNED);
    return [
      {
        ...layer,
        annotations: { ...layer.annotations, [LEGACY.timestamp]: JSON.stringify({ SignedRFC3161Timestamp: token }) },
      },
    ];
  });
  assert.deepEqual(await verdictOf(image, BY_CI, LATER), ['allow']);
});

test('copies of a good signature with other words beside it push nothing out, in any order', async () => {
  for (const reverse of [false, true]) {
    const image = withIndexLayers((one) => {
      const layer = layerOf()(one);
      const bare = { ...layer, annotations: { [LEGACY.signature]: layer.annotations[LEGACY.signature] ?? '' } };
      const foreign = {
        ...layer,
        annotations: {
          ...layer.annotations,
          [LEGACY.certificate]: layerOf({}, stranger)(one).annotations[LEGACY.certificate] ?? '',
        },
      };
      const junk = { ...layer, annotations: { ...layer.annotations, [LEGACY.bundle]: '{' } };
      const all = [bare, foreign, junk, layer];
      return reverse ? all.toReversed() : all;
    });
    assert.deepEqual(await verdictOf(image, BY_CI, LATER), ['allow']);
  }
});

test('the same identity under a tag and in a bundle is one signer', async () => {
  const policy = await testPolicy(
    { signatures: [{ of: ['ci', 'again'], atLeast: 2 }] },
    {
      trust: [
        { name: 'ci', keyless: KEYLESS },
        {
          name: 'again',
          keyless: { identityPattern: 'https://github.com/example/*', issuer: ISSUER, trustedRoot: ROOT },
        },
      ],
    },
  );
  const image = withIndexLayers((one) => [layerOf()(one), layerOf()(one)]);
  assert.deepEqual(await verdictOf(image, policy, LATER), ['deny', 'signature:2-of-ci+again fail SIGNATURE_TOO_FEW']);
});

test('what was gathered before such annotations were read gives the facts that it gave', async () => {
  const image = withIndexLayers((one) => [layerOf()(one)]);
  const request = { requested: 'registry.example.com/team/app:v1', target: 'v1' };
  const { needs } = BY_CI;
  const set = await gatherEvidence(image.store, request, needs, testCall());
  const { rules, ...old } = set;
  assert.equal(rules, RULES);
  const signal = new AbortController().signal;
  assert.equal((await verifyEvidence(set, needs, [], signal)).signatures.length, 3);
  const facts = await verifyEvidence(old, needs, [], signal);
  assert.deepEqual([facts.rules, facts.signatures], [undefined, []]);
  assert.match(facts.rejected[0]?.reason ?? '', /in the form of cosign before version 3, and by none of the keys/);
});
