import assert from 'node:assert/strict';
import { cp, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { growLayout } from '../../src/adapters/layout/layout-grower.ts';
import { openLayout } from '../../src/adapters/layout/layout-reader.ts';
import { newLayout } from '../../src/adapters/layout/layout-writer.ts';
import { parseImageIndex } from '../../src/formats/oci/image-index.ts';
import { blobOf, CALL, documentOf, sampleImage } from '../stages/sample-image.ts';

const root = await mkdtemp(join(tmpdir(), 'grown-layout-'));
after(() => rm(root, { recursive: true, force: true }));
const image = sampleImage();
const original = join(root, 'original');
const layout = await newLayout(original, CALL);
for (const { layer, config, manifest } of image.platforms) {
  await layout.putBlob(blobOf(layer.bytes), CALL);
  await layout.putBlob(blobOf(config.bytes), CALL);
  await layout.putManifest(manifest, CALL);
}
await layout.putManifest(image.index, CALL, 'v1');
await layout.putManifest(image.index, CALL, 'another-name');
await layout.commit(CALL);

async function fresh(name: string): Promise<string> {
  await cp(original, join(root, name), { recursive: true });
  return join(root, name);
}
async function attach(folder: string) {
  const grown = await growLayout(folder, CALL);
  assert.equal(await grown.has(image.referrer.descriptor, CALL), false);
  for (const each of [image.empty, image.signature]) await grown.putBlob(blobOf(each.bytes), CALL);
  assert.equal((await grown.putManifest(image.referrer, CALL)).referrer, 'layout');
  return grown;
}
const listed = async (folder: string) => parseImageIndex(await readFile(join(folder, 'index.json'))).manifests;
const files = async (folder: string) => (await readdir(folder, { recursive: true })).sort();

test('what is attached is found under its subject, and every name that was there stays', async () => {
  const folder = await fresh('attached');
  const before = await listed(folder);
  const grown = await attach(folder);
  await grown.commit(CALL);
  await grown.abort();
  const reader = await openLayout(folder, CALL);
  const { descriptors } = await reader.referrers(image.index.descriptor.digest, CALL);
  assert.deepEqual(
    descriptors.map(({ digest }) => digest),
    [image.referrer.descriptor.digest],
  );
  assert.deepEqual((await listed(folder)).slice(0, before.length), before);
  assert.equal((await reader.resolve('another-name', CALL)).digest, image.index.descriptor.digest);
});

test('nothing shows before the commit, and an addition that is given up leaves the list as it was', async () => {
  const folder = await fresh('given-up');
  const before = await readFile(join(folder, 'index.json'));
  const grown = await attach(folder);
  assert.deepEqual(await readFile(join(folder, 'index.json')), before);
  await grown.abort();
  assert.deepEqual(await readFile(join(folder, 'index.json')), before);
  assert.ok((await files(folder)).every((name) => !name.includes('.twinseal-')));
  await assert.rejects(grown.commit(CALL), { code: 'INTERNAL' });
});

test('two who add at once both are listed, and who adds the same again changes nothing', async () => {
  const folder = await fresh('both');
  const [first, second] = [await attach(folder), await growLayout(folder, CALL)];
  const text = new TextDecoder().decode(image.referrer.bytes).replace('"schemaVersion"', ' "schemaVersion"');
  const other = documentOf(image.referrer.descriptor.mediaType, new TextEncoder().encode(text));
  await second.putManifest(other, CALL);
  await second.commit(CALL);
  await first.commit(CALL);
  const again = await growLayout(folder, CALL);
  await again.putManifest(other, CALL);
  await again.commit(CALL);
  const { descriptors } = await (await openLayout(folder, CALL)).referrers(image.index.descriptor.digest, CALL);
  const digests = [image.referrer.descriptor.digest, other.descriptor.digest];
  assert.deepEqual(descriptors.map(({ digest }) => digest).sort(), digests.sort());
});

test('a folder that is no layout, and bytes that are not what their digest says, are refused', async () => {
  await assert.rejects(growLayout(join(root, 'nowhere'), CALL), { code: 'INPUT_UNREADABLE' });
  const folder = await fresh('wrong');
  const grown = await growLayout(folder, CALL);
  const blob = { ...blobOf(new Uint8Array([1])), open: blobOf(new Uint8Array([2])).open };
  await assert.rejects(grown.putBlob(blob, CALL), { code: 'CONTENT_MISMATCH' });
  await grown.abort();
  assert.deepEqual(await files(folder), await files(original));
});
