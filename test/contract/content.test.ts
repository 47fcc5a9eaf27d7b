// What every place for content must do, held against a layout and two real registries: distribution's, which has no
// referrers API, and go-containerregistry's, which has it.
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { cachedContent } from '../../src/adapters/cached-content/cached-content.ts';
import { contentMemory } from '../../src/adapters/cached-content/content-memory.ts';
import { openPlaces } from '../../src/adapters/places.ts';
import { sha256Digest } from '../../src/formats/digest.ts';
import { serialiseImageManifest } from '../../src/formats/oci/image-manifest.ts';
import { MEDIA_TYPES } from '../../src/formats/oci/media-types.ts';
import type { ContentReader, ContentWriter } from '../../src/ports/content.ts';
import { TwinsealError } from '../../src/records/twinseal-error.ts';
import { withoutPeers } from '../interop/peer.ts';
import { startDistribution, startGgcr } from '../interop/registry.ts';
import { blobOf, CALL, documentOf, sampleImage } from '../stages/sample-image.ts';

interface Place {
  /** A place of its own for one test, with nothing in it. */
  open(name: string): Promise<{ readonly writer: ContentWriter; read(): Promise<ContentReader> }>;
  readonly form: 'layout' | 'referrers-tag' | 'referrers-api';
  stop(): Promise<void>;
}

async function layoutPlace(): Promise<Place> {
  const root = await mkdtemp(join(tmpdir(), 'twinseal-content-'));
  const places = openPlaces({});
  return {
    form: 'layout',
    async open(name) {
      const folder = join(root, name);
      const writer = await places.newLayout(folder, CALL);
      return {
        writer,
        async read() {
          await writer.commit(CALL);
          return places.layout(folder, CALL);
        },
      };
    },
    stop: () => rm(root, { recursive: true, force: true }),
  };
}

async function registryPlace(start: typeof startDistribution, form: 'referrers-tag' | 'referrers-api'): Promise<Place> {
  const registry = await start();
  const places = openPlaces({});
  return {
    form,
    async open(name) {
      const writer = places.repository(`${registry.host}/${name}`);
      return { writer, read: async () => writer };
    },
    async stop() {
      await places.close();
      await registry.stop();
    },
  };
}

/** A registry behind the memory of the service. */
async function cachedPlace(): Promise<Place> {
  const place = await registryPlace(startGgcr, 'referrers-api');
  return {
    ...place,
    async open(name) {
      const { writer, read } = await place.open(name);
      return {
        writer,
        async read() {
          const reader = await read();
          const lend = () => ({ reader, giveBack: () => {} });
          return cachedContent({ name: reader.name, repository: reader.repository, lend }, contentMemory(Date.now));
        },
      };
    },
  };
}

const PLACES = {
  'a layout': { start: layoutPlace, skip: false },
  'distribution (no referrers API)': {
    start: () => registryPlace(startDistribution, 'referrers-tag'),
    skip: withoutPeers('registry-distribution'),
  },
  'go-containerregistry (referrers API)': {
    start: () => registryPlace(startGgcr, 'referrers-api'),
    skip: withoutPeers('registry-ggcr'),
  },
  'the memory of the service': { start: cachedPlace, skip: withoutPeers('registry-ggcr') },
} as const;

const rejects = (promise: Promise<unknown>, code: string) =>
  assert.rejects(promise, (error) => {
    assert.ok(error instanceof TwinsealError, String(error));
    assert.equal(error.code, code, error.message);
    return true;
  });

async function drain(source: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const chunk of source) parts.push(chunk);
  return Buffer.concat(parts);
}

async function writeImage(writer: ContentWriter, tag: string) {
  const image = sampleImage();
  for (const { layer, config, manifest } of image.platforms) {
    await writer.putBlob(blobOf(layer.bytes), CALL);
    await writer.putBlob(blobOf(config.bytes), CALL);
    await writer.putManifest(manifest, CALL);
  }
  await writer.putBlob(blobOf(image.empty.bytes), CALL);
  await writer.putBlob(blobOf(image.signature.bytes), CALL);
  const attached = await writer.putManifest(image.referrer, CALL);
  const root = await writer.putManifest(image.index, CALL, tag);
  return { image, attached, root };
}

for (const [title, { start, skip }] of Object.entries(PLACES))
  describe(`content in ${title}`, { skip }, async () => {
    const place = await start();
    after(place.stop);

    test('an image that was written is found by tag and by digest, with its very bytes', async () => {
      const { writer, read } = await place.open('image');
      const { image, root } = await writeImage(writer, 'v1');
      assert.equal(root.digest, image.index.descriptor.digest);
      assert.equal(root.referrer, 'none');
      const reader = await read();
      for (const target of ['v1', image.index.descriptor.digest]) {
        const { digest, mediaType, size } = await reader.resolve(target, CALL);
        assert.deepEqual({ digest, mediaType, size }, image.index.descriptor);
      }
      const index = await reader.manifest(image.index.descriptor.digest, CALL);
      assert.deepEqual(Buffer.from(index.bytes), Buffer.from(image.index.bytes));
      for (const { manifest, config, layer } of image.platforms) {
        const found = await reader.manifest(manifest.descriptor.digest, CALL);
        assert.deepEqual(Buffer.from(found.bytes), Buffer.from(manifest.bytes));
        assert.equal(found.descriptor.mediaType, MEDIA_TYPES.ociManifest);
        for (const { descriptor, bytes } of [config, layer]) {
          const blob = reader.blob(descriptor, CALL);
          assert.deepEqual(await drain(blob.open()), Buffer.from(bytes));
          assert.deepEqual(await drain(blob.open()), Buffer.from(bytes), 'a blob opens more than once');
        }
      }
    });

    test('what is attached is listed under its subject and nowhere else', async () => {
      const { writer, read } = await place.open('attached');
      const { image, attached } = await writeImage(writer, 'v1');
      assert.equal(attached.referrer, place.form);
      assert.equal(
        attached.notes.length,
        place.form === 'referrers-tag' ? 1 : 0,
        'the race on a fallback tag is told, and only there',
      );
      const reader = await read();
      const listing = await reader.referrers(image.index.descriptor.digest, CALL);
      assert.equal(listing.form, place.form);
      assert.equal(listing.overflow, false);
      assert.deepEqual(
        listing.descriptors.map(({ digest, size, mediaType }) => ({ digest, size, mediaType })),
        [image.referrer.descriptor],
      );
      const [child] = image.platforms;
      assert.deepEqual((await reader.referrers(child.manifest.descriptor.digest, CALL)).descriptors, []);
    });

    test('referrers pushed at the same time by one writer are all listed, each once, and again when pushed again', async () => {
      const { writer, read } = await place.open('many');
      const { image } = await writeImage(writer, 'v1');
      const more = Array.from({ length: 8 }, (_, i) =>
        documentOf(
          MEDIA_TYPES.ociManifest,
          serialiseImageManifest({
            schemaVersion: 2,
            mediaType: MEDIA_TYPES.ociManifest,
            artifactType: 'application/x.test',
            config: image.empty.descriptor,
            layers: [image.signature.descriptor],
            subject: image.index.descriptor,
            annotations: { number: String(i) },
          }),
        ),
      );
      await Promise.all(more.map((manifest) => writer.putManifest(manifest, CALL)));
      await Promise.all(more.map((manifest) => writer.putManifest(manifest, CALL)));
      const { descriptors } = await (await read()).referrers(image.index.descriptor.digest, CALL);
      assert.deepEqual(
        descriptors.map(({ digest }) => digest).sort(),
        [image.referrer, ...more].map(({ descriptor }) => descriptor.digest).sort(),
      );
    });

    test('what is absent is a definitive absence', async () => {
      const { writer, read } = await place.open('absent');
      await writeImage(writer, 'v1');
      const reader = await read();
      const nothing = sha256Digest(new Uint8Array([1, 2, 3]));
      await rejects(reader.resolve('v2', CALL), 'CONTENT_NOT_FOUND');
      await rejects(reader.resolve(nothing, CALL), 'CONTENT_NOT_FOUND');
      await rejects(reader.manifest(nothing, CALL), 'CONTENT_NOT_FOUND');
      await rejects(drain(reader.blob({ digest: nothing, size: 3 }, CALL).open()), 'CONTENT_NOT_FOUND');
      assert.deepEqual((await reader.referrers(nothing, CALL)).descriptors, []);
    });

    test('a blob of another size than was asked for is a mismatch', async () => {
      const { writer, read } = await place.open('size');
      const { image } = await writeImage(writer, 'v1');
      const reader = await read();
      const { descriptor } = image.platforms[0].layer;
      for (const size of [descriptor.size - 1, descriptor.size + 1, 0])
        await rejects(drain(reader.blob({ ...descriptor, size }, CALL).open()), 'CONTENT_MISMATCH');
    });

    test('blobs of odd sizes pass through, and has() tells what is there', async () => {
      const { writer, read } = await place.open('sizes');
      await writeImage(writer, 'v1');
      const blobs = [0, 1, 65_536, 3_000_000].map((size) => new Uint8Array(size).fill(size % 251));
      for (const bytes of blobs) {
        const descriptor = { digest: sha256Digest(bytes), size: bytes.length, mediaType: 'application/octet-stream' };
        assert.equal(await writer.has(descriptor, CALL), false);
        await writer.putBlob(blobOf(bytes), CALL);
        assert.equal(await writer.has(descriptor, CALL), true);
      }
      const reader = await read();
      for (const bytes of blobs) {
        const back = await drain(reader.blob({ digest: sha256Digest(bytes), size: bytes.length }, CALL).open());
        assert.ok(back.equals(Buffer.from(bytes)));
      }
    });

    test('a blob that is not what its digest says is never stored', async () => {
      const { writer } = await place.open('lie');
      // Of bytes that no other test writes: registries keep one store for all repositories.
      const digest = sha256Digest(new TextEncoder().encode('never written'));
      const lie = {
        digest,
        size: 3,
        async *open() {
          yield new Uint8Array([9, 9, 9]);
        },
      };
      await assert.rejects(writer.putBlob(lie, CALL), TwinsealError);
      assert.equal(await writer.has({ digest, size: 3, mediaType: 'application/octet-stream' }, CALL), false);
    });

    test('a call whose time is over or that was cancelled says so and is no absence', async () => {
      const { writer, read } = await place.open('time');
      const { image } = await writeImage(writer, 'v1');
      const reader = await read();
      const { digest } = image.index.descriptor;
      await rejects(reader.manifest(digest, { ...CALL, deadline: Date.now() - 1 }), 'TIMEOUT');
      await rejects(reader.manifest(digest, { ...CALL, signal: AbortSignal.abort() }), 'ABORTED');
    });
  });
