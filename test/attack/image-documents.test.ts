import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Descriptor } from '../../src/formats/oci/descriptor.ts';
import { TwinsealError } from '../../src/records/twinseal-error.ts';
import { goProgramSample } from '../formats/go-program-sample.ts';
import {
  attachBundle,
  digestsOf,
  judge,
  makeImage,
  seal,
  type TestImage,
  TYPES,
  testKey,
  testPolicy,
  verdictOf,
} from '../support/sealed-image.ts';
import { imageSignature } from '../support/signing.ts';

const SIGNED = await testPolicy({ signatures: [{ by: 'release' }] });

function signAll(image: TestImage): TestImage {
  for (const digest of new Set(digestsOf(image))) {
    const subject = {
      mediaType: digest === image.index.digest ? TYPES.index : TYPES.manifest,
      digest,
      size: image.store.contents.get(digest)?.length ?? 0,
    };
    attachBundle(image.store, subject, imageSignature(testKey('release'), digest));
  }
  return image;
}

test('platforms that are swapped between the entries of an index are found by the configs', async () => {
  const swapped = signAll(
    makeImage({
      indexEntry: (entry, architecture) => ({
        ...entry,
        platform: { os: 'linux', architecture: architecture === 'amd64' ? 'arm64' : 'amd64' },
      }),
    }),
  );
  assert.deepEqual(await verdictOf(swapped, SIGNED), ['deny', 'platforms fail IMAGE_PLATFORM_MISMATCH']);
});

test('a program that needs a higher level than its platform promises is refused', async () => {
  const built = (GOAMD64: string, descriptor: { readonly variant?: string } = {}) =>
    seal(
      makeImage({
        binary: (machine) =>
          goProgramSample({
            machine,
            settings: machine === 62 ? { GOOS: 'linux', GOARCH: 'amd64', GOAMD64 } : { GOOS: 'linux', GOARCH: 'arm64' },
          }),
        indexEntry: (entry, architecture) => ({
          ...entry,
          platform: { os: 'linux', architecture, ...(architecture === 'amd64' && descriptor) },
        }),
      }),
    );
  const understated = ['deny', 'platforms fail IMAGE_PLATFORM_MISMATCH'];
  for (const variant of [{}, { variant: 'v2' }])
    assert.deepEqual((await verdictOf(built('v3', variant))).slice(0, 2), understated);
  // The proof of the test is for the plain platform, so only the disagreement is looked for.
  assert.ok(!(await verdictOf(built('v3', { variant: 'v3' }))).includes('platforms fail IMAGE_PLATFORM_MISMATCH'));
  assert.deepEqual(await verdictOf(built('v1')), ['allow']);
});

test('two children that claim one platform are refused', async () => {
  const twice = signAll(
    makeImage({
      config: { architecture: 'amd64' },
      indexEntry: (entry) => ({ ...entry, platform: { os: 'linux', architecture: 'amd64' } }),
    }),
  );
  assert.deepEqual(await verdictOf(twice, SIGNED), ['deny', 'platforms fail IMAGE_PLATFORM_DUPLICATE']);
});

test('evidence children are no platform and cover none', async () => {
  const evidence = signAll(
    makeImage({
      moreChildren: (store) => [
        { ...store.putJson({ any: 'thing' }, TYPES.manifest), platform: { os: 'unknown', architecture: 'unknown' } },
      ],
    }),
  );
  assert.deepEqual(await verdictOf(evidence, SIGNED), ['allow']);
  const only = signAll(
    makeImage({ indexEntry: (entry) => ({ ...entry, platform: { os: 'unknown', architecture: 'unknown' } }) }),
  );
  assert.deepEqual(await verdictOf(only, SIGNED), ['deny', 'image fail IMAGE_MALFORMED']);
});

test('a child of an unknown kind is not passed over', async () => {
  const strange = signAll(
    makeImage({
      moreChildren: (store) => [
        store.putJson({ schemaVersion: 1 }, 'application/vnd.docker.distribution.manifest.v1+prettyjws'),
      ],
    }),
  );
  assert.equal((await verdictOf(strange, SIGNED))[1], 'image fail IMAGE_MALFORMED');
});

test('documents that are a manifest and an index in one are ambiguous', async () => {
  assert.deepEqual(await verdictOf(signAll(makeImage({ index: { layers: [] } })), SIGNED), [
    'deny',
    'image fail IMAGE_AMBIGUOUS',
  ]);
  assert.deepEqual(await verdictOf(signAll(makeImage({ index: { Config: {} } })), SIGNED), [
    'deny',
    'image fail IMAGE_AMBIGUOUS',
  ]);
});

test('an artifact that some runtimes would run as an image is ambiguous; artifacts that nobody can run are not', async () => {
  const odd = 'application/vnd.example.config.v1+json';
  const ids = { type: 'layers', diff_ids: [`sha256:${'1'.repeat(64)}`] };
  const beside = (config: string, type: string, layer: string = TYPES.layer) => {
    const children: Descriptor[] = [];
    const image = makeImage({
      moreChildren: (store) => {
        const layers = [store.put(Buffer.from('x'), layer)];
        const of = store.put(Buffer.from(config), type);
        const manifest = { schemaVersion: 2, mediaType: TYPES.manifest, config: of, layers };
        children.push(store.putJson(manifest, TYPES.manifest));
        return children;
      },
    });
    for (const child of children) attachBundle(image.store, child, imageSignature(testKey('release'), child.digest));
    return signAll(image);
  };
  const image = JSON.stringify({ rootfs: ids });
  const runnable = [
    image,
    JSON.stringify({ RootFS: { Diff_IDs: ids.diff_ids } }),
    // Go takes the last of two members, and a kelvin sign or a long s for their letters.
    `{"rootfs":{},"rootfs":${JSON.stringify(ids)}}`,
    JSON.stringify({ rootfſ: ids }),
  ];
  for (const config of runnable)
    assert.deepEqual(await verdictOf(beside(config, odd), SIGNED), ['deny', 'image fail IMAGE_AMBIGUOUS'], config);
  const configAsLayer = beside('{}', TYPES.empty, TYPES.config);
  assert.deepEqual(await verdictOf(configAsLayer, SIGNED), ['deny', 'image fail IMAGE_AMBIGUOUS']);
  const artifacts = [
    ['{}', TYPES.empty],
    ['{"rootfs":{"diff_ids":[]}}', odd],
    ['no JSON', odd],
  ] as const;
  for (const [config, type] of artifacts)
    assert.deepEqual(await verdictOf(beside(config, type), SIGNED), ['allow'], config);
  // What no runtime unpacks is no image, whatever its config says.
  assert.deepEqual(await verdictOf(beside(image, odd, 'application/vnd.example.data'), SIGNED), ['allow']);
});

test('bytes that are not those of the digest are never judged', async () => {
  const root = signAll(makeImage());
  root.store.contents.set(root.index.digest, Buffer.from('{}'));
  await assert.rejects(verdictOf(root, SIGNED), { code: 'CONTENT_MISMATCH' });
  const child = signAll(makeImage());
  const [first, second] = child.platforms;
  assert.ok(first && second);
  child.store.contents.set(
    first.descriptor.digest,
    child.store.contents.get(second.descriptor.digest) ?? new Uint8Array(),
  );
  assert.deepEqual(await verdictOf(child, SIGNED), ['deny', 'image fail IMAGE_CONTENT_MISMATCH']);
  const size = signAll(makeImage({ indexEntry: (entry) => ({ ...entry, size: 7 }) }));
  assert.equal((await verdictOf(size, SIGNED))[1], 'image fail IMAGE_CONTENT_MISMATCH');
});

test('a registry that resolves a digest to another image is not believed', async () => {
  const image = signAll(makeImage());
  const other = makeImage({ run: { User: '1' } });
  const lying = { ...image, store: Object.assign(image.store, { resolve: async () => other.index }) };
  for (const [digest, bytes] of other.store.contents) image.store.contents.set(digest, bytes);
  const request = { reader: lying.store, requested: 'x', target: image.index.digest, policy: SIGNED };
  const { verifyImage } = await import('../../src/roads/verify.ts');
  const call = { signal: new AbortController().signal, deadline: Number.MAX_SAFE_INTEGER };
  await assert.rejects(verifyImage(request, { now: () => 0 }, call), { code: 'CONTENT_MISMATCH' });
});

test('a child or config that is not there is an answer; one that cannot be read is none', async () => {
  const gone = signAll(makeImage());
  const [first] = gone.platforms;
  assert.ok(first);
  gone.store.contents.delete(first.descriptor.digest);
  assert.deepEqual(await verdictOf(gone, SIGNED), ['deny', 'image fail IMAGE_CONTENT_MISSING']);
  const throttled = signAll(makeImage());
  throttled.store.failures.set(
    `manifest ${throttled.platforms[0]?.descriptor.digest}`,
    new TwinsealError('REGISTRY_THROTTLED', 'slow down'),
  );
  assert.deepEqual(await verdictOf(throttled, SIGNED), ['indeterminate', 'image fault EVIDENCE_THROTTLED']);
});

test('too many children, indexes too deep and evidence beyond the caps are indeterminate, each by its code', async () => {
  const many = signAll(
    makeImage({
      moreChildren: (store) =>
        Array.from({ length: 200 }, (_, i) => ({
          ...store.putJson({ i }, TYPES.manifest),
          platform: { os: 'unknown', architecture: 'unknown' },
        })),
    }),
  );
  assert.deepEqual(await verdictOf(many, SIGNED), ['indeterminate', 'image fault EVIDENCE_LIMIT']);
  const nest = (depth: number): TestImage => {
    const image = makeImage();
    let inner = image.index;
    for (let i = 0; i < depth; i++)
      inner = image.store.putJson({ schemaVersion: 2, mediaType: TYPES.index, manifests: [inner] }, TYPES.index);
    image.store.root = inner;
    return signAll({ ...image, index: inner });
  };
  assert.deepEqual(await verdictOf(nest(2), SIGNED), ['allow']);
  assert.equal((await verdictOf(nest(4), SIGNED))[0], 'indeterminate');
  const flood = makeImage();
  for (let i = 0; i < 150; i++)
    attachBundle(flood.store, flood.index, imageSignature(testKey('stranger'), flood.index.digest));
  assert.deepEqual(await verdictOf(signAll(flood), SIGNED), [
    'indeterminate',
    'signature:release fault EVIDENCE_LIMIT',
  ]);
  const hidden = signAll(makeImage());
  hidden.store.overflowing.add(hidden.index.digest);
  hidden.store.referrersOf.delete(hidden.index.digest);
  assert.deepEqual(await verdictOf(hidden, SIGNED), ['indeterminate', 'signature:release fault EVIDENCE_LIMIT']);
});

test('a policy for other repositories does not cover the image', async () => {
  const image = signAll(makeImage());
  const policy = (images: readonly string[]) => testPolicy({ signatures: [{ by: 'release' }] }, { images });
  assert.deepEqual(await verdictOf(image, await policy(['registry.example.com/**'])), ['allow']);
  assert.deepEqual(await verdictOf(image, await policy(['*/team/*'])), ['allow']);
  for (const glob of [
    'registry.example.com/*',
    'registry.example.com/team',
    'other.example.com/**',
    'registry.example.com/team/app/**/x',
  ])
    assert.deepEqual(await verdictOf(image, await policy([glob])), ['deny', 'coverage fail IMAGE_NOT_COVERED'], glob);
});

test('each piece of an image is fetched once, however many keys the policy has', async () => {
  const image = seal(makeImage());
  await judge(image);
  const counts = new Map<string, number>();
  for (const fetch of image.store.fetches) counts.set(fetch, (counts.get(fetch) ?? 0) + 1);
  assert.deepEqual(
    [...counts].filter(([, count]) => count > 1),
    [],
  );
});
