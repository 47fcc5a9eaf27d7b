import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { link, mkdir, mkdtemp, readdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { diskError } from '../../src/adapters/disk-error.ts';
import { openLayout } from '../../src/adapters/layout/layout-reader.ts';
import { newLayout } from '../../src/adapters/layout/layout-writer.ts';
import { parseDigest } from '../../src/formats/digest.ts';
import { parseImageIndex, serialiseImageIndex } from '../../src/formats/oci/image-index.ts';
import { serialiseImageManifest } from '../../src/formats/oci/image-manifest.ts';
import { layoutPath } from '../../src/formats/oci/layout-path.ts';
import { MEDIA_TYPES } from '../../src/formats/oci/media-types.ts';
import { TwinsealError } from '../../src/records/twinseal-error.ts';
import { blobOf, CALL, documentOf, type SampleImage, sampleImage } from '../stages/sample-image.ts';

const root = await mkdtemp(join(tmpdir(), 'layout-test-'));
after(() => rm(root, { recursive: true, force: true }));
let count = 0;
const fresh = () => join(root, `case-${count++}`, 'app.oci');

async function write(folder: string, image: SampleImage, tag = 'v1', commit = true) {
  const layout = await newLayout(folder, CALL);
  for (const { layer, config } of image.platforms) {
    await layout.putBlob(blobOf(layer.bytes), CALL);
    await layout.putBlob(blobOf(config.bytes), CALL);
  }
  for (const { manifest } of image.platforms) await layout.putManifest(manifest, CALL);
  await layout.putManifest(image.index, CALL, tag);
  await layout.putBlob(blobOf(image.empty.bytes), CALL);
  await layout.putBlob(blobOf(image.signature.bytes), CALL);
  const pushed = await layout.putManifest(image.referrer, CALL);
  assert.equal(pushed.referrer, 'layout');
  if (commit) await layout.commit(CALL);
  return layout;
}

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

test('what was written is read back, and index.json lists the named image and the referrer only', async () => {
  const [folder, image] = [fresh(), sampleImage()];
  await write(folder, image);
  const reader = await openLayout(folder, CALL);
  assert.equal((await reader.resolve(undefined, CALL)).digest, image.index.descriptor.digest);
  assert.equal((await reader.resolve('v1', CALL)).digest, image.index.descriptor.digest);
  const child = image.platforms[0];
  assert.equal(
    (await reader.resolve(child.manifest.descriptor.digest, CALL)).mediaType,
    child.manifest.descriptor.mediaType,
  );
  assert.deepEqual(await reader.manifest(image.index.descriptor.digest, CALL), image.index);
  assert.deepEqual(
    new Uint8Array(await drain(reader.blob(child.layer.descriptor, CALL).open())),
    new Uint8Array(child.layer.bytes),
  );
  const listing = await reader.referrers(image.index.descriptor.digest, CALL);
  assert.equal(listing.descriptors.length, 1);
  assert.equal(listing.descriptors[0]?.digest, image.referrer.descriptor.digest);
  assert.equal(listing.descriptors[0]?.artifactType, image.signature.descriptor.mediaType);
  assert.deepEqual((await reader.referrers(child.manifest.descriptor.digest, CALL)).descriptors, []);
  const index = parseImageIndex(await readFile(join(folder, 'index.json')));
  assert.deepEqual(
    index.manifests.map(({ digest }) => digest),
    [image.index.descriptor.digest, image.referrer.descriptor.digest],
  );
  assert.equal(index.manifests[0]?.annotations?.['org.opencontainers.image.ref.name'], 'v1');
  assert.deepEqual((await readdir(folder)).sort(), ['blobs', 'index.json', 'oci-layout']);
  assert.deepEqual(await readdir(join(folder, '..')), ['app.oci']);
});

test('referrers in an index named after their subject are found too, and that index is no image', async () => {
  const [folder, image] = [fresh(), sampleImage()];
  const layout = await write(folder, image, 'v1', false);
  const child = image.platforms[0].manifest.descriptor;
  const attached = documentOf(
    MEDIA_TYPES.ociManifest,
    serialiseImageManifest({
      schemaVersion: 2,
      mediaType: MEDIA_TYPES.ociManifest,
      artifactType: 'application/vnd.example',
      config: image.empty.descriptor,
      layers: [image.signature.descriptor],
      subject: child,
    }),
  );
  const fallback = documentOf(
    MEDIA_TYPES.ociIndex,
    serialiseImageIndex({ schemaVersion: 2, mediaType: MEDIA_TYPES.ociIndex, manifests: [attached.descriptor] }),
  );
  await layout.putManifest(attached, CALL);
  await layout.putManifest(fallback, CALL, child.digest.replace(':', '-'));
  await layout.commit(CALL);
  const reader = await openLayout(folder, CALL);
  assert.equal((await reader.resolve(undefined, CALL)).digest, image.index.descriptor.digest);
  const { descriptors, overflow } = await reader.referrers(child.digest, CALL);
  assert.deepEqual([descriptors.map(({ digest }) => digest), overflow], [[attached.descriptor.digest], false]);
  assert.equal((await reader.referrers(image.index.descriptor.digest, CALL)).descriptors.length, 1);
});

test('an uncommitted or aborted layout leaves nothing at the target', async () => {
  const folder = fresh();
  const layout = await write(folder, sampleImage(), 'v1', false);
  await rejects(openLayout(folder, CALL), 'INPUT_UNREADABLE');
  await layout.abort();
  await layout.abort();
  assert.deepEqual(await readdir(join(folder, '..')), []);
});

test('a layout and an empty folder are replaced, anything else is refused', async () => {
  const folder = fresh();
  await mkdir(folder, { recursive: true });
  await write(folder, sampleImage(), 'v1');
  await write(folder, sampleImage(), 'v2');
  const reader = await openLayout(folder, CALL);
  await rejects(reader.resolve('v1', CALL), 'CONTENT_NOT_FOUND');
  assert.deepEqual(await readdir(join(folder, '..')), ['app.oci']);

  const other = fresh();
  await mkdir(other, { recursive: true });
  await writeFile(join(other, 'precious.txt'), 'x');
  await rejects(newLayout(other, CALL), 'LAYOUT_EXISTS');
  await rejects(newLayout(join(other, 'precious.txt'), CALL), 'LAYOUT_EXISTS');
  await symlink(folder, join(other, 'link'));
  await rejects(newLayout(join(other, 'link'), CALL), 'LAYOUT_EXISTS');
  await rejects(newLayout(join(other, 'precious.txt', 'below'), CALL), 'OUTPUT_UNWRITABLE');
});

test('something put at the target while the layout was written is not overwritten', async () => {
  const folder = fresh();
  const layout = await write(folder, sampleImage(), 'v1', false);
  await mkdir(folder);
  await writeFile(join(folder, 'precious.txt'), 'x');
  await rejects(layout.commit(CALL), 'LAYOUT_EXISTS');
  await layout.abort();
  assert.deepEqual(await readdir(folder), ['precious.txt']);
  assert.deepEqual(await readdir(join(folder, '..')), ['app.oci']);
});

test('a blob whose bytes are others than its digest is not stored', async () => {
  const layout = await newLayout(fresh(), CALL);
  const good = blobOf(new Uint8Array([1, 2, 3]));
  const bytes = (list: number[]) =>
    async function* () {
      yield new Uint8Array(list);
    };
  await rejects(layout.putBlob({ ...good, open: bytes([1, 2, 4]) }, CALL), 'CONTENT_MISMATCH');
  await rejects(layout.putBlob({ ...good, open: bytes([1, 2]) }, CALL), 'CONTENT_MISMATCH');
  await rejects(layout.putBlob({ ...good, open: bytes([1, 2, 3, 4]) }, CALL), 'CONTENT_MISMATCH');
  assert.equal(await layout.has({ ...good, mediaType: 'a/b' }, CALL), false);
  await layout.putBlob(good, CALL);
  assert.equal(await layout.has({ ...good, mediaType: 'a/b' }, CALL), true);
  await layout.abort();
});

test('the reader refuses what is no layout, in one sentence each', async () => {
  const folder = fresh();
  await rejects(openLayout(folder, CALL), 'INPUT_UNREADABLE');
  await mkdir(folder, { recursive: true });
  await rejects(openLayout(folder, CALL), 'LAYOUT_INVALID');
  await writeFile(join(folder, 'oci-layout'), '{"imageLayoutVersion":"1.1.0"}');
  await rejects(openLayout(folder, CALL), 'LAYOUT_INVALID');
  await writeFile(join(folder, 'oci-layout'), '{"imageLayoutVersion":"1.0.0"}');
  await rejects(openLayout(folder, CALL), 'LAYOUT_INVALID');
  await writeFile(join(folder, 'index.json'), '[]');
  await rejects(openLayout(folder, CALL), 'LAYOUT_INVALID');
  await writeFile(join(folder, 'index.json'), '{"schemaVersion":2,"manifests":[]}');
  const reader = await openLayout(folder, CALL);
  await rejects(reader.resolve(undefined, CALL), 'CONTENT_NOT_FOUND');
  await rejects(openLayout(join(folder, 'index.json'), CALL), 'LAYOUT_INVALID');
});

test('links, FIFOs and altered blobs are definitive mismatches, a missing blob is not found', {
  timeout: 60_000,
}, async () => {
  const [folder, image] = [fresh(), sampleImage()];
  await write(folder, image);
  const reader = await openLayout(folder, CALL);
  const { descriptor } = image.platforms[0].layer;
  const path = join(folder, layoutPath(descriptor.digest));
  const read = () => drain(reader.blob(descriptor, CALL).open());
  const aside = join(folder, '..', 'aside');
  await rename(path, aside);
  await rejects(read(), 'CONTENT_NOT_FOUND');
  await symlink(aside, path);
  await rejects(read(), 'CONTENT_MISMATCH');
  await rm(path);
  execFileSync('mkfifo', [path]);
  await rejects(read(), 'CONTENT_MISMATCH');
  await rm(path);
  await link(aside, path);
  await read();
  await rm(path);
  const altered = await readFile(aside);
  altered[20] = (altered[20] ?? 0) ^ 1;
  await writeFile(path, altered);
  await rejects(read(), 'CONTENT_MISMATCH');
  await writeFile(path, altered.subarray(1));
  await rejects(read(), 'CONTENT_MISMATCH');
  await rm(join(folder, 'blobs'), { recursive: true });
  await symlink(join(folder, '..'), join(folder, 'blobs'));
  await rejects(read(), 'CONTENT_MISMATCH');
});

test('a digest of an algorithm that is not computed here is refused before any file is opened', async () => {
  const folder = fresh();
  await write(folder, sampleImage());
  const reader = await openLayout(folder, CALL);
  await rejects(reader.manifest(parseDigest('md5:00'), CALL), 'CONTENT_UNVERIFIABLE');
  await rejects(reader.manifest(parseDigest(`sha256:${'0'.repeat(64)}`), CALL), 'CONTENT_NOT_FOUND');
});

test('a cancelled or late call ends the work', async () => {
  const folder = fresh();
  await write(folder, sampleImage());
  await rejects(openLayout(folder, { ...CALL, signal: AbortSignal.abort() }), 'ABORTED');
  await rejects(openLayout(folder, { ...CALL, deadline: 1 }), 'TIMEOUT');
});

test('errors of the disk become errors of the catalogue', () => {
  const errno = (code: string) => Object.assign(new Error(code), { code });
  const codes = (doing: 'read' | 'write') =>
    ['ENOSPC', 'EACCES', 'ENOTDIR', 'ENOENT', 'ELOOP', 'EIO', 'EMFILE'].map(
      (code) => diskError(errno(code), doing, 'x').code,
    );
  assert.deepEqual(codes('write'), [
    'DISK_FULL',
    'OUTPUT_UNWRITABLE',
    'OUTPUT_UNWRITABLE',
    'OUTPUT_UNWRITABLE',
    'OUTPUT_UNWRITABLE',
    'OUTPUT_UNWRITABLE',
    'OUTPUT_UNWRITABLE',
  ]);
  assert.deepEqual(codes('read'), [
    'DISK_FAILED',
    'INPUT_UNREADABLE',
    'LAYOUT_INVALID',
    'CONTENT_NOT_FOUND',
    'LAYOUT_INVALID',
    'DISK_FAILED',
    'DISK_FAILED',
  ]);
  const own = new TwinsealError('TIMEOUT', 'late');
  assert.equal(diskError(own, 'write', 'x'), own);
});
