// What an attacker can do with the tags of cosign before version 3: each attack differs from an accepted twin in the attacked field only,
// and is signed validly wherever the attacker could sign.
import assert from 'node:assert/strict';
import { type KeyObject, sign } from 'node:crypto';
import { test } from 'node:test';
import { type Digest, sha256Digest } from '../../src/formats/digest.ts';
import type { Descriptor } from '../../src/formats/oci/descriptor.ts';
import { TwinsealError } from '../../src/records/twinseal-error.ts';
import {
  attachBundle,
  digestsOf,
  judge,
  makeImage,
  type TestImage,
  TYPES,
  testKey,
  testPolicy,
  verdictOf,
} from '../support/sealed-image.ts';
import { bundleOf, imageSignature, statementOf } from '../support/signing.ts';

const SIGNATURE = 'dev.cosignproject.cosign/signature';
const SIMPLE = 'application/vnd.dev.cosign.simplesigning.v1+json';
const DSSE = 'application/vnd.dsse.envelope.v1+json';
const SIGNED = await testPolicy({ signatures: [{ by: 'release' }] });
const release = testKey('release');

/** As cosign writes it. */
function payloadOf(digest: string, edit: (payload: Record<string, unknown>) => unknown = (payload) => payload): Buffer {
  const payload = {
    critical: {
      identity: { 'docker-reference': 'registry.example.com/team/app' },
      image: { 'docker-manifest-digest': digest },
      type: 'cosign container image signature',
    },
    optional: null,
  };
  return Buffer.from(JSON.stringify(edit(payload)));
}

interface Layer {
  readonly payload: Uint8Array;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly mediaType?: string;
  readonly size?: number;
}

const signedLayer = (payload: Uint8Array, key: KeyObject = release): Layer => ({
  payload,
  annotations: { [SIGNATURE]: sign('sha256', payload, key).toString('base64') },
});

function tag(
  { store }: TestImage,
  subject: Descriptor,
  layers: readonly Layer[],
  kind: 'sig' | 'att' = 'sig',
): Descriptor {
  const config = store.put(Buffer.from('{}'), TYPES.config);
  const named = layers.map(({ payload, annotations = {}, mediaType = SIMPLE, size }) => {
    const descriptor = store.put(payload, mediaType);
    return { ...descriptor, size: size ?? descriptor.size, annotations };
  });
  const manifest = store.putJson(
    { schemaVersion: 2, mediaType: TYPES.manifest, config, layers: named },
    TYPES.manifest,
  );
  store.tag(subject.digest, kind, manifest);
  return manifest;
}

/** An image whose children are signed well under tags, and whose index has these layers. */
function withIndexLayers(layers: (image: TestImage) => readonly Layer[]): TestImage {
  const image = makeImage();
  for (const { descriptor } of image.platforms) tag(image, descriptor, [signedLayer(payloadOf(descriptor.digest))]);
  tag(image, image.index, layers(image));
  return image;
}

/** Denied, and for this reason: junk that nobody signed is told as a missing signature, with its own code among what was rejected. */
async function denied(image: TestImage, code: string): Promise<void> {
  const { verdict, facts } = await judge(image, SIGNED);
  assert.equal(verdict.outcome, 'deny');
  const own = facts.rejected.filter(({ foundUnder }) => foundUnder === image.index.digest);
  assert.ok(
    own.some((one) => one.code === code),
    own.map((one) => `${one.code} ${one.reason}`).join(),
  );
  const [check] = verdict.checks.filter(({ id, status }) => id === 'signature:release' && status === 'fail');
  const told = code === 'SIGNATURE_MALFORMED' ? ['SIGNATURE_MISSING', code] : [code];
  assert.ok(told.includes(check?.code ?? ''), check?.code);
}

const refuses = (code: string, layers: (image: TestImage) => readonly Layer[]) => denied(withIndexLayers(layers), code);
const good = ({ index }: TestImage): Layer => signedLayer(payloadOf(index.digest));

test('the twin of every attack here, with nothing bent, is allowed, and its form is told', async () => {
  const { verdict, facts } = await judge(
    withIndexLayers((image) => [good(image)]),
    SIGNED,
  );
  assert.equal(verdict.outcome, 'allow');
  assert.deepEqual([...new Set(facts.signatures.map(({ form }) => form))], ['cosign-sig-tag']);
  const looks = facts.discovery.filter(({ form }) => form.startsWith('cosign-'));
  assert.deepEqual(
    looks.map(({ form, state, count }) => [form, state, count]),
    [1, 2, 3].flatMap(() => [
      ['cosign-sig-tag', 'present', 1],
      ['cosign-att-tag', 'none', 0],
    ]),
  );
});

test('a payload that names another image, or the child, is not one of the index', async () => {
  await refuses('SIGNATURE_WRONG_SUBJECT', () => [signedLayer(payloadOf(`sha256:${'1'.repeat(64)}`))]);
  await refuses('SIGNATURE_WRONG_SUBJECT', ({ platforms }) => [
    signedLayer(payloadOf(platforms[0]?.descriptor.digest ?? '')),
  ]);
});

test('a payload of another type, one that folds case, and one with a critical member that nobody knows are refused', async () => {
  const bent = (edit: Parameters<typeof payloadOf>[1]) => (image: TestImage) => [
    signedLayer(payloadOf(image.index.digest, edit)),
  ];
  const critical = (more: object) =>
    bent((payload) => ({ ...payload, critical: { ...(payload.critical as object), ...more } }));
  await refuses('SIGNATURE_WRONG_TYPE', critical({ type: 'atomic container signature' }));
  await refuses('SIGNATURE_WRONG_TYPE', critical({ type: 'cosign container image signature ' }));
  await refuses('SIGNATURE_MALFORMED', critical({ expires: '2020-01-01' }));
  await refuses('SIGNATURE_MALFORMED', (image) => [
    signedLayer(Buffer.from(payloadOf(image.index.digest).toString().replace('docker-manifest', 'Docker-manifest'))),
  ]);
  await refuses('SIGNATURE_MALFORMED', (image) => [
    signedLayer(
      Buffer.from(payloadOf(image.index.digest).toString().replace('{"critical"', '{"optional":{},"critical"')),
    ),
  ]);
  await refuses('SIGNATURE_MALFORMED', (image) => [
    signedLayer(Buffer.concat([payloadOf(image.index.digest), Buffer.from('{}')])),
  ]);
});

test('another key, a changed payload, a swapped layer, and a signature that is not strict base64 are refused', async () => {
  await refuses('SIGNATURE_UNTRUSTED', (image) => [signedLayer(payloadOf(image.index.digest), testKey('stranger'))]);
  const borrowed = (image: TestImage) => good(image).annotations ?? {};
  await refuses('SIGNATURE_UNTRUSTED', (image) => [
    { payload: Buffer.from(`${payloadOf(image.index.digest)} `), annotations: borrowed(image) },
  ]);
  const [one, other] = [payloadOf(`sha256:${'1'.repeat(64)}`), (image: TestImage) => payloadOf(image.index.digest)];
  await refuses('SIGNATURE_UNTRUSTED', (image) => [
    { payload: other(image), annotations: signedLayer(one).annotations ?? {} },
    { payload: one, annotations: borrowed(image) },
  ]);
  for (const bend of [
    (text: string) => `${text}\n`,
    (text: string) => `!${text}`,
    () => '',
    (text: string) => text + 'A'.repeat(20_000),
  ])
    await refuses('SIGNATURE_MALFORMED', (image) => [
      { ...good(image), annotations: { [SIGNATURE]: bend(borrowed(image)[SIGNATURE] ?? '') } },
    ]);
  await refuses('SIGNATURE_MALFORMED', (image) => [{ payload: payloadOf(image.index.digest) }]);
});

test('the same payload signed by several keys is as many signatures, junk before a good one spoils nothing', async () => {
  const both = await testPolicy({ signatures: [{ of: ['release', 'other'], atLeast: 2 }] });
  const image = makeImage();
  for (const subject of [image.index, ...image.platforms.map(({ descriptor }) => descriptor)]) {
    const payload = payloadOf(subject.digest);
    const junk = { payload: Buffer.from('{'), annotations: { [SIGNATURE]: 'AAAA' } };
    tag(image, subject, [
      junk,
      signedLayer(payload, testKey('stranger')),
      signedLayer(payload),
      signedLayer(payload, testKey('other')),
    ]);
  }
  assert.deepEqual(await verdictOf(image, both), ['allow']);
  const twice = withIndexLayers((one) => [good(one), good(one)]);
  for (const { descriptor } of twice.platforms) tag(twice, descriptor, [signedLayer(payloadOf(descriptor.digest))]);
  assert.deepEqual((await verdictOf(twice, both))[0], 'deny');
});

test('a layer that claims to be huge, more layers than are read, and a huge manifest are "could not tell"', async () => {
  const limited = async (image: TestImage) => {
    const [outcome, ...checks] = await verdictOf(image, SIGNED);
    assert.deepEqual([outcome, checks], ['indeterminate', ['signature:release fault EVIDENCE_LIMIT']]);
  };
  await limited(withIndexLayers((image) => [{ ...good(image), size: 2 ** 40 }]));
  const junk = (at: number): Layer => ({
    payload: Buffer.from(`{"junk":${at}}`),
    annotations: { [SIGNATURE]: 'AAAA' },
  });
  const many = (image: TestImage) => [...Array.from({ length: 100 }, (_, at) => junk(at)), good(image)];
  await limited(withIndexLayers(many));
  await limited(withIndexLayers((image) => [{ ...good(image), annotations: { x: 'x'.repeat(300_000) } }]));
  // None of it takes away a good signature.
  const image = withIndexLayers(many);
  attachBundle(image.store, image.index, imageSignature(release, image.index.digest));
  assert.deepEqual(await verdictOf(image, SIGNED), ['allow']);
  // A payload of megabytes is signed and read as nothing.
  const large = (payload: Record<string, unknown>) => ({ ...payload, optional: { x: 'x'.repeat(2 ** 20) } });
  await refuses('SIGNATURE_MALFORMED', (one) => [signedLayer(payloadOf(one.index.digest, large))]);
});

test('a tag that holds an index, a manifest that is none, or a layer that is not there is junk, not a fault', async () => {
  const image = withIndexLayers((one) => [good(one)]);
  image.store.tag(image.index.digest, 'sig', image.index);
  await denied(image, 'SIGNATURE_MALFORMED');
  const broken = withIndexLayers((one) => [good(one)]);
  broken.store.tag(broken.index.digest, 'sig', broken.store.putJson({ schemaVersion: 1 }, TYPES.manifest));
  await denied(broken, 'SIGNATURE_MALFORMED');
  const lost = withIndexLayers((one) => [good(one)]);
  lost.store.contents.delete(sha256Digest(payloadOf(lost.index.digest)));
  await denied(lost, 'SIGNATURE_MALFORMED');
});

test('a registry that throttles or fails at a tag is "could not tell", told by its form, and never read as unsigned', async () => {
  for (const [code, check, state] of [
    ['REGISTRY_THROTTLED', 'EVIDENCE_THROTTLED', 'throttled'],
    ['REGISTRY_UNAUTHORIZED', 'EVIDENCE_UNAUTHORIZED', 'unauthorized'],
    ['REGISTRY_FAILED', 'EVIDENCE_UNREACHABLE', 'unreachable'],
  ] as const) {
    const image = withIndexLayers((one) => [good(one)]);
    image.store.failures.set(`sig ${image.index.digest}`, new TwinsealError(code, 'no'));
    const { verdict, facts } = await judge(image, SIGNED);
    assert.equal(verdict.outcome, 'indeterminate');
    assert.ok(verdict.checks.some((one) => one.status === 'fault' && one.code === check));
    const look = facts.discovery.find(
      ({ subject, form }) => subject === image.index.digest && form === 'cosign-sig-tag',
    );
    assert.equal(look?.state, state);
    attachBundle(image.store, image.index, imageSignature(release, image.index.digest));
    assert.deepEqual(await verdictOf(image, SIGNED), ['allow']);
  }
});

test('attestations under a tag: the type and the subject count before success, the annotation counts for nothing', async () => {
  const type = 'https://example.com/reviewed/v1';
  const policy = await testPolicy({ statements: [{ type, by: ['release'] }] });
  const envelope = (image: TestImage, said: string, digests = digestsOf(image), key = release): Layer => {
    const bundle = JSON.parse(
      Buffer.from(bundleOf(key, JSON.stringify(statementOf(digests, said, { ok: true }, 'v0.1')))).toString(),
    );
    return {
      payload: Buffer.from(JSON.stringify(bundle.dsseEnvelope)),
      mediaType: DSSE,
      annotations: { [SIGNATURE]: '', predicateType: type },
    };
  };
  const outcome = async (layer: (image: TestImage) => Layer) => {
    const image = makeImage();
    tag(image, image.index, [layer(image)], 'att');
    return (await verdictOf(image, policy)).slice(0, 2);
  };
  assert.deepEqual(await outcome((image) => envelope(image, type)), ['allow']);
  const refused = async (layer: (image: TestImage) => Layer) => assert.equal((await outcome(layer))[0], 'deny');
  await refused((image) => envelope(image, 'https://example.com/other/v1'));
  await refused((image) => envelope(image, type, [`sha256:${'1'.repeat(64)}` as Digest]));
  await refused((image) => envelope(image, type, digestsOf(image), testKey('stranger')));
  await refused((image) => ({ ...envelope(image, type), payload: Buffer.from('{"payload":""}') }));
  // An attestation is no image signature, wherever it lies.
  const image = withIndexLayers((one) => [envelope(one, type)]);
  assert.equal((await verdictOf(image, SIGNED))[0], 'deny');
});

test('the same signature as a referrer: it counts for its own subject, signed by a key of the policy, and by itself', async () => {
  const ARTIFACT = 'application/vnd.dev.cosign.artifact.sig.v1+json';
  const outcome = async (layers: (image: TestImage) => readonly Layer[], under = (image: TestImage) => image.index) => {
    const image = makeImage();
    const { store } = image;
    for (const { descriptor } of image.platforms) tag(image, descriptor, [signedLayer(payloadOf(descriptor.digest))]);
    const config = store.put(Buffer.from('{}'), ARTIFACT);
    const named = layers(image).map(({ payload, annotations = {} }) => ({
      ...store.put(payload, SIMPLE),
      annotations,
    }));
    const { mediaType, digest, size } = under(image);
    const subject = { mediaType, digest, size };
    const manifest = { schemaVersion: 2, mediaType: TYPES.manifest, config, layers: named, subject };
    // As a registry lists it: the type of the config, where the manifest has no `artifactType`.
    store.attach(image.index.digest, { ...store.putJson(manifest, TYPES.manifest), artifactType: ARTIFACT });
    return (await verdictOf(image, SIGNED))[0];
  };
  assert.equal(await outcome((image) => [good(image)]), 'allow');
  assert.equal(
    await outcome(
      (image) => [good(image)],
      ({ platforms }) => platforms[0]?.descriptor ?? makeImage().index,
    ),
    'deny',
  );
  assert.equal(await outcome(() => [signedLayer(payloadOf(`sha256:${'1'.repeat(64)}`))]), 'deny');
  assert.equal(await outcome((image) => [signedLayer(payloadOf(image.index.digest), testKey('stranger'))]), 'deny');
  assert.equal(await outcome((image) => [good(image), good(image)]), 'deny');
});
