import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Digest } from '../../src/formats/digest.ts';
import { gatherEvidence } from '../../src/judge/gather/gather.ts';
import { inOrder } from '../../src/judge/gather/in-order.ts';
import { GATHER_LIMITS } from '../../src/judge/gather/limits.ts';
import type { Needs } from '../../src/records/needs.ts';
import { TwinsealError } from '../../src/records/twinseal-error.ts';
import { attachBundle, makeImage, seal, type TestImage, TYPES } from '../support/sealed-image.ts';
import { testCall } from '../support/walkable-image.ts';

const NEEDS: Needs = { signers: [], predicateTypes: [], evidence: true, walkLayers: false };
const gather = (image: TestImage, needs = NEEDS, limits = GATHER_LIMITS) =>
  gatherEvidence(image.store, { requested: 'app:v1', target: 'v1' }, needs, testCall(), limits);

test('an image comes with its children, configs, layer handles and evidence, and no layer is opened', async () => {
  const image = seal(makeImage());
  const set = await gather(image);
  assert.deepEqual(
    [set.root.kind, set.repository, set.requested],
    ['index', 'registry.example.com/team/app', 'app:v1'],
  );
  assert.deepEqual(
    set.children.map(({ config }) => config?.view.architecture),
    ['amd64', 'arm64'],
  );
  assert.deepEqual(
    set.children.map(({ layers }) => layers.length),
    [1, 1],
  );
  assert.equal(set.evidence.length, 8);
  assert.ok(set.evidence.every(({ unusable, blobs }) => unusable === undefined && blobs.length === 1));
  assert.deepEqual(
    set.discovery.map(({ state, count }) => [state, count]),
    [
      ['present', 4],
      ['present', 2],
      ['present', 2],
    ],
  );
  const layers = set.children.flatMap((child) => child.layers.map(({ descriptor }) => `blob ${descriptor.digest}`));
  assert.ok(!image.store.fetches.some((fetch) => layers.includes(fetch)));
});

test('nothing is asked about referrers when no signer is needed', async () => {
  const image = seal(makeImage());
  const set = await gather(image, { ...NEEDS, evidence: false });
  assert.deepEqual([set.evidence, set.discovery], [[], []]);
  assert.ok(!image.store.fetches.some((fetch) => fetch.startsWith('referrers')));
});

test('a single manifest, of OCI or Docker, is its own only child', async () => {
  for (const [manifest, config] of [
    [TYPES.manifest, TYPES.config],
    ['application/vnd.docker.distribution.manifest.v2+json', 'application/vnd.docker.container.image.v1+json'],
  ] as const) {
    const image = makeImage();
    const { store } = image;
    const body = store.putJson(
      { architecture: 'amd64', os: 'linux', rootfs: { type: 'layers', diff_ids: [] } },
      config,
    );
    store.root = store.putJson({ schemaVersion: 2, mediaType: manifest, config: body, layers: [] }, manifest);
    const set = await gather(image);
    assert.deepEqual(
      [set.root.kind, set.children.length, set.faults, set.children[0]?.broken],
      ['manifest', 1, [], []],
    );
    assert.equal(set.children[0]?.config?.view.architecture, 'amd64');
  }
});

test('a Docker manifest list is an index', async () => {
  const image = makeImage();
  const type = 'application/vnd.docker.distribution.manifest.list.v2+json';
  const manifests = image.platforms.map(({ descriptor, architecture }) => ({
    ...descriptor,
    platform: { os: 'linux', architecture },
  }));
  image.store.root = image.store.putJson({ schemaVersion: 2, mediaType: type, manifests }, type);
  const set = await gather(image);
  assert.deepEqual([set.root.kind, set.children.length], ['index', 2]);
});

test('a config that is no image config is not parsed', async () => {
  const image = makeImage();
  const config = image.store.put(Buffer.from('not json'), 'application/vnd.cncf.helm.config.v1+json');
  image.store.root = image.store.putJson(
    { schemaVersion: 2, mediaType: TYPES.manifest, config, layers: [] },
    TYPES.manifest,
  );
  const set = await gather(image);
  assert.deepEqual([set.children[0]?.config, set.children[0]?.broken], [undefined, []]);
});

test('what one look gives is told as what it is: none, throttled, unauthorized, unreachable, overflow', async () => {
  const codes = {
    REGISTRY_THROTTLED: 'throttled',
    REGISTRY_UNAUTHORIZED: 'unauthorized',
    REGISTRY_FAILED: 'unreachable',
    REGISTRY_PROTOCOL: 'unreachable',
    CONTENT_NOT_FOUND: 'unreachable',
  } as const;
  for (const [code, state] of Object.entries(codes)) {
    const image = makeImage();
    image.store.failures.set(`referrers ${image.index.digest}`, new TwinsealError(code as keyof typeof codes, 'no'));
    const set = await gather(image);
    assert.deepEqual(
      set.discovery.map((one) => one.state),
      [state, 'none', 'none'],
    );
    assert.deepEqual(
      set.faults.map(({ what, subject }) => [what, subject]),
      [['referrers', image.index.digest]],
    );
  }
  const full = makeImage();
  full.store.overflowing.add(full.index.digest);
  assert.equal((await gather(full)).discovery[0]?.state, 'overflow');
});

test('evidence that cannot be fetched is a fault; evidence that is gone, false or junk is a line', async () => {
  const image = makeImage();
  const { store, index } = image;
  const bundles = ['a', 'b', 'c', 'd'].map((name) => attachBundle(store, index, Buffer.from(name)));
  const [unreachable, gone, wrong, large] = bundles.map(({ digest }) => digest) as [Digest, Digest, Digest, Digest];
  store.failures.set(`manifest ${unreachable}`, new TwinsealError('REGISTRY_UNREACHABLE', 'down'));
  store.contents.delete(gone);
  store.contents.set(wrong, Buffer.from('{}'));
  const set = await gather(image, NEEDS, { ...GATHER_LIMITS, maxEvidenceBlob: 0 });
  assert.deepEqual(
    set.faults.map(({ code, digest }) => [code, digest]),
    [
      ['EVIDENCE_UNREACHABLE', unreachable],
      ['EVIDENCE_LIMIT', large],
    ],
  );
  assert.deepEqual(
    set.evidence.map(({ descriptor }) => descriptor.digest),
    [gone, wrong],
  );
  assert.ok(set.evidence.every(({ unusable }) => unusable !== undefined));
});

test('a manifest or blob that says nothing of itself is fetched once, under how many subjects it may hang', async () => {
  const image = makeImage();
  const one = attachBundle(image.store, image.index, Buffer.from('x'));
  for (const { descriptor } of image.platforms) image.store.attach(descriptor.digest, one);
  const set = await gather(image);
  assert.equal(image.store.fetches.filter((fetch) => fetch === `manifest ${one.digest}`).length, 1);
  assert.deepEqual(
    set.evidence.map(({ unusable }) => unusable === undefined),
    [true, false, false],
  );
});

test('a statement about an index and its platforms is one blob under many manifests, and is fetched once', async () => {
  const image = makeImage();
  const bundle = Buffer.from('about all of them');
  for (const subject of [image.index, ...image.platforms.map(({ descriptor }) => descriptor)])
    attachBundle(image.store, subject, bundle);
  const set = await gather(image, NEEDS, { ...GATHER_LIMITS, maxEvidenceBytes: bundle.length });
  const blob = `blob ${set.evidence[0]?.blobs[0]?.descriptor.digest}`;
  assert.equal(image.store.fetches.filter((fetched) => fetched === blob).length, 1);
  assert.deepEqual(
    set.evidence.map(({ blobs }) => Buffer.from(blobs[0]?.bytes ?? []).toString()),
    Array.from({ length: 3 }, () => 'about all of them'),
  );
  assert.deepEqual(set.faults, []);
});

test('all evidence together has a bound', async () => {
  const image = makeImage();
  for (let i = 0; i < 10; i++) attachBundle(image.store, image.index, Buffer.from(`${i}`.repeat(1000)));
  const set = await gather(image, NEEDS, { ...GATHER_LIMITS, maxEvidenceBytes: 5000 });
  assert.equal(set.evidence.length, 5);
  assert.ok(set.faults.every(({ code }) => code === 'EVIDENCE_LIMIT'));
});

test('no verdict can be about an image that is not there or whose registry is down', async () => {
  const image = makeImage();
  image.store.failures.set(`manifest ${image.index.digest}`, new TwinsealError('REGISTRY_UNREACHABLE', 'down'));
  await assert.rejects(gather(image), { code: 'REGISTRY_UNREACHABLE' });
  image.store.root = undefined;
  await assert.rejects(gather(image), { code: 'CONTENT_NOT_FOUND' });
});

test('steps run side by side, their results keep the order, and the first failure is the one that is told', async () => {
  let running = 0;
  let most = 0;
  const step = async (delay: number) => {
    running++;
    most = Math.max(most, running);
    await new Promise((resolve) => setTimeout(resolve, delay));
    running--;
    if (delay === 3) throw new Error('third');
    return delay;
  };
  assert.deepEqual(await inOrder([9, 1, 5, 2], 2, step), [9, 1, 5, 2]);
  assert.equal(most, 2);
  await assert.rejects(inOrder([9, 3, 1], 3, step), /third/);
  assert.equal(running, 0);
});
