// Copies between layouts on disk: what breaks a copy, what is left out with a note, and in which order things are written.
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { openPlaces } from '../../src/adapters/places.ts';
import type { Digest } from '../../src/formats/digest.ts';
import type { Descriptor } from '../../src/formats/oci/descriptor.ts';
import { serialiseImageIndex } from '../../src/formats/oci/image-index.ts';
import { serialiseImageManifest } from '../../src/formats/oci/image-manifest.ts';
import { MEDIA_TYPES } from '../../src/formats/oci/media-types.ts';
import type { ContentPlaces, ContentReader, ContentWriter } from '../../src/ports/content.ts';
import type { PackedDocument } from '../../src/records/packed-image.ts';
import { TwinsealError } from '../../src/records/twinseal-error.ts';
import { copyImage } from '../../src/roads/copy.ts';
import { copyBetween } from '../../src/roads/copy-between.ts';
import { openImage } from '../../src/roads/open-image.ts';
import { readTree } from '../../src/roads/tree.ts';
import { blobOf, CALL, documentOf, sampleImage } from './sample-image.ts';

const places = openPlaces({});
const root = await mkdtemp(join(tmpdir(), 'twinseal-copy-'));
after(() => rm(root, { recursive: true, force: true }));
let count = 0;
const image = sampleImage();
const rootDigest = image.index.descriptor.digest;

/** A layout with what is given; whatever is left out is missing in it. */
async function layoutOf(
  blobs: readonly PackedDocument[],
  manifests: readonly PackedDocument[],
): Promise<ContentReader> {
  const folder = join(root, `${count++}.oci`);
  const layout = await places.newLayout(folder, CALL);
  for (const { bytes } of blobs) await layout.putBlob(blobOf(bytes), CALL);
  for (const manifest of manifests) await layout.putManifest(manifest, CALL);
  await layout.putManifest(image.index, CALL, 'v1');
  await layout.commit(CALL);
  return places.layout(folder, CALL);
}

/** Writes down what a real layout is told, in order. */
async function recordingTarget() {
  const layout = await places.newLayout(join(root, `${count++}.oci`), CALL);
  after(() => layout.abort());
  const order: string[] = [];
  const target: ContentWriter = {
    name: layout.name,
    has: (descriptor, call) => layout.has(descriptor, call),
    putBlob(blob, call) {
      order.push(blob.digest);
      return layout.putBlob(blob, call);
    },
    putManifest(manifest, call, tag) {
      order.push(tag === undefined ? manifest.descriptor.digest : `tag:${tag}`);
      return layout.putManifest(manifest, call, tag);
    },
  };
  return { target, order };
}

test('a mistyped path that is taken for a short name is told so, and what looks like a path is no reference', async () => {
  const gone = new TwinsealError('REGISTRY_UNAUTHORIZED', 'the registry answers 401', { details: ['x'] });
  const repository = {
    name: 'docker.io/library/nolayout',
    repository: 'docker.io/library/nolayout',
    resolve: () => Promise.reject(gone),
  } as unknown as ReturnType<ContentPlaces['repository']>;
  const nowhere: ContentPlaces = { ...places, isPath: async () => false, repository: () => repository };
  const opened = await openImage(nowhere, 'nolayout', CALL);
  await assert.rejects(opened.source.resolve('latest', CALL), {
    code: 'REGISTRY_UNAUTHORIZED',
    message: 'nolayout is no path here, so it was taken as docker.io/library/nolayout, and the registry answers 401',
    details: ['x'],
  });
  const named = await openImage(nowhere, 'docker.io/library/nolayout', CALL);
  await assert.rejects(named.source.resolve('latest', CALL), gone);
  const whole = await layoutOf([...parts, ...evidence], children);
  const from = whole.name;
  const copied = copyBetween(openPlaces({}), from, 'other.oci', CALL, () => {});
  await assert.rejects(copied, { code: 'USAGE', message: /write \.\/other\.oci/ });
});

const parts = image.platforms.flatMap(({ layer, config }) => [layer, config]);
const children = image.platforms.map(({ manifest }) => manifest);
const evidence = [image.empty, image.signature];
const digestOf = ({ descriptor }: PackedDocument) => descriptor.digest;
const copy = (source: ContentReader, target: ContentWriter) =>
  copyImage({ source, target, image: 'v1', tag: 'v2' }, CALL, () => {});

test('blobs go first, children before parents, then what is attached, and the name last', async () => {
  const source = await layoutOf([...parts, ...evidence], [...children, image.referrer]);
  const { target, order } = await recordingTarget();
  const report = await copy(source, target);
  const at = (digest: string) => order.indexOf(digest);
  for (const { descriptor } of parts) assert.ok(at(descriptor.digest) < at(children[0]?.descriptor.digest ?? ''));
  for (const { descriptor } of children) assert.ok(at(descriptor.digest) < at(rootDigest));
  assert.ok(at(image.referrer.descriptor.digest) > at(image.signature.descriptor.digest));
  assert.equal(order.at(-1), 'tag:v2');
  assert.equal(report.referrers, 1);
  assert.deepEqual(report.notes, []);
});

test('an image with nothing attached is written once, under its name, when all of its parts are there', async () => {
  const source = await layoutOf(parts, children);
  const { target, order } = await recordingTarget();
  const report = await copy(source, target);
  assert.deepEqual(order.slice(parts.length).toSorted(), [...children.map(digestOf), 'tag:v2'].toSorted());
  assert.equal(order.at(-1), 'tag:v2');
  assert.deepEqual(report.manifests, { uploaded: 3, skipped: 0 });
  assert.equal((await copy(source, target)).manifests.skipped, 3);
});

test('the target is asked for all blobs, many at once, before the first is sent', async () => {
  const source = await layoutOf([...parts, ...evidence], [...children, image.referrer]);
  const { target, order } = await recordingTarget();
  let [now, most] = [0, 0];
  const has: ContentWriter['has'] = async (descriptor, call) => {
    most = Math.max(most, ++now);
    await new Promise((resolve) => setImmediate(resolve));
    now--;
    order.push(`has:${descriptor.digest}`);
    return target.has(descriptor, call);
  };
  await copyImage({ source, target: { ...target, has }, image: 'v1', tag: 'v2', parallel: 1 }, CALL, () => {});
  const blobs = [...parts, ...evidence].map(digestOf);
  const first = order.findIndex((word) => blobs.includes(word as (typeof blobs)[number]));
  assert.deepEqual(order.slice(0, first).toSorted(), blobs.map((digest) => `has:${digest}`).toSorted());
  assert.equal(most, blobs.length);
});

test('a missing part of the image ends the copy before any name is written', async () => {
  for (const missing of [...parts, ...children]) {
    const without = (all: readonly PackedDocument[]) => all.filter((document) => document !== missing);
    const source = await layoutOf([...without(parts), ...evidence], [...without(children), image.referrer]);
    const { target, order } = await recordingTarget();
    await assert.rejects(copy(source, target), { code: 'CONTENT_NOT_FOUND' });
    assert.ok(!order.includes('tag:v2') && !order.includes(rootDigest));
  }
});

test('evidence that lacks a blob is left out with a note, and the image is copied', async () => {
  const source = await layoutOf([...parts, image.empty], [...children, image.referrer]);
  const { target, order } = await recordingTarget();
  const report = await copy(source, target);
  assert.equal(report.referrers, 0);
  assert.match(report.notes.join('\n'), new RegExp(`left out ${image.referrer.descriptor.digest}.*incomplete`));
  assert.ok(!order.includes(image.referrer.descriptor.digest));
  assert.equal(order.at(-1), 'tag:v2');
});

test('what was changed on the way is asked for again; what stays wrong is left out with a note', async () => {
  const source = await layoutOf([...parts, ...evidence], [...children, image.referrer]);
  const { referrer, signature } = image;
  for (const [times, referrers] of [
    [2, 1],
    [3, 0],
  ] as const)
    for (const spoilt of [referrer, signature]) {
      let left = times;
      const spoil = (digest: Digest): void => {
        if (digest === digestOf(spoilt) && left-- > 0) throw new TwinsealError('CONTENT_MISMATCH', 'other bytes');
      };
      const flaky = new Proxy(source, {
        get(reader, name) {
          if (name === 'manifest')
            return async (digest: Digest, call: typeof CALL) => {
              spoil(digest);
              return await reader.manifest(digest, call);
            };
          if (name === 'blob')
            return (descriptor: Descriptor, call: typeof CALL) => {
              const blob = reader.blob(descriptor, call);
              return {
                ...blob,
                async *open(signal?: AbortSignal) {
                  spoil(descriptor.digest);
                  yield* blob.open(signal);
                },
              };
            };
          const value = Reflect.get(reader, name, reader);
          return typeof value === 'function' ? value.bind(reader) : value;
        },
      });
      const { target } = await recordingTarget();
      const report = await copy(flaky, target);
      assert.equal(report.referrers, referrers, `${times}`);
      assert.equal(report.notes.length, 1 - referrers);
    }
});

test('attached documents that are no use to anybody are left out with a note', async () => {
  const attachedTo = (layers: readonly PackedDocument[], more: object) =>
    documentOf(
      MEDIA_TYPES.ociManifest,
      new TextEncoder().encode(
        JSON.stringify({
          ...JSON.parse(
            new TextDecoder().decode(
              serialiseImageManifest({
                schemaVersion: 2,
                mediaType: MEDIA_TYPES.ociManifest,
                artifactType: 'application/x.test',
                config: image.empty.descriptor,
                layers: layers.map(({ descriptor }) => descriptor),
                subject: image.index.descriptor,
              }),
            ),
          ),
          ...more,
        }),
      ),
    );
  const ambiguous = attachedTo([], { history: [] });
  const source = await layoutOf([...parts, ...evidence], [...children, ambiguous, image.referrer]);
  const { target } = await recordingTarget();
  const report = await copy(source, target);
  assert.equal(report.referrers, 1);
  assert.match(report.notes.join('\n'), new RegExp(`left out ${ambiguous.descriptor.digest}.*malformed`));
});

test('an attached index that lists the very image it is attached to makes no circle', async () => {
  const circle = documentOf(
    MEDIA_TYPES.ociIndex,
    serialiseImageIndex({
      schemaVersion: 2,
      mediaType: MEDIA_TYPES.ociIndex,
      artifactType: 'application/x.test',
      manifests: [image.index.descriptor],
      subject: image.index.descriptor,
    }),
  );
  const source = await layoutOf([...parts, ...evidence], [...children, circle]);
  const { target, order } = await recordingTarget();
  await copy(source, target);
  assert.ok(order.indexOf(rootDigest) < order.indexOf(circle.descriptor.digest), 'its child, the image, comes first');
  const tree = await readTree(source, 'v1', CALL);
  const [attached] = tree.root.referrers;
  assert.equal(attached?.children[0]?.repeated, true);
  assert.equal(tree.root.children.length, 2);
});
