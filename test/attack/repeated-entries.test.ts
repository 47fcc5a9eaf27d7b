// One image that a list names for thousands of platforms: read once, and each entry compared with what was found.
import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { layoutFiles } from '../../src/adapters/layout/layout-files.ts';
import type { Descriptor } from '../../src/formats/oci/descriptor.ts';
import { layoutPath } from '../../src/formats/oci/layout-path.ts';
import { MEDIA_TYPES } from '../../src/formats/oci/media-types.ts';
import type { LayoutFiles } from '../../src/ports/layout-files.ts';
import { validateLayout } from '../../src/roads/validate.ts';
import { CALL, jsonDocument } from '../stages/sample-image.ts';
import { type Draft, draft, json, layerAt, writeDraft } from '../support/layout-draft.ts';

type Entry = Pick<Descriptor, 'digest' | 'size' | 'mediaType' | 'platform'>;
const documentIn = async (folder: string, path: string): Promise<{ manifests: Entry[] }> =>
  JSON.parse(await readFile(join(folder, path), 'utf8'));

/** How often each file is opened. */
function watched(files: LayoutFiles) {
  const opened = new Map<string, number>();
  const open: LayoutFiles['open'] = (path, call) => {
    opened.set(path, (opened.get(path) ?? 0) + 1);
    return files.open(path, call);
  };
  return { opened, files: { ...files, open } };
}

/** Writes the draft with another list in place of its index. */
async function withList(parts: Draft, change: (image: Entry, others: readonly Entry[]) => readonly Entry[]) {
  const folder = await writeDraft(parts);
  const root = await documentIn(folder, 'index.json');
  const [index, ...attached] = root.manifests;
  assert.ok(index);
  const [image, ...others] = (await documentIn(folder, layoutPath(index.digest))).manifests;
  assert.ok(image);
  const list = jsonDocument(MEDIA_TYPES.ociIndex, {
    schemaVersion: 2,
    mediaType: MEDIA_TYPES.ociIndex,
    manifests: change(image, others) as never,
  });
  await writeFile(join(folder, layoutPath(list.descriptor.digest)), list.bytes);
  await writeFile(
    join(folder, 'index.json'),
    json({ ...root, manifests: [{ ...index, ...list.descriptor, platform: undefined }, ...attached] as never }),
  );
  return { folder, image, list: list.descriptor };
}

test('an image that a list names for 200 platforms is read once, and each wrong platform is told', async () => {
  const parts = draft();
  const wrong = { os: 'linux', architecture: 'arm64' };
  const { folder, image } = await withList(parts, (one, others) => [
    one,
    ...Array.from({ length: 200 }, (_, i) => ({
      ...one,
      platform: { os: 'linux', architecture: 'amd64', 'os.version': `${i}` },
    })),
    { ...one, platform: wrong },
    ...others,
  ]);
  const { opened, files } = watched(layoutFiles(folder));
  const { findings } = await validateLayout(files, {}, CALL);
  assert.deepEqual([opened.get(layerAt(parts)), opened.get(layoutPath(image.digest))], [1, 1]);
  assert.ok(findings.some(({ code, reason }) => code === 'PLATFORM_CONFIG_MISMATCH' && reason.includes('arm64')));
});

test('an entry for an unknown platform before it hides nothing of an image', async () => {
  const parts = draft();
  const unknown = { os: 'unknown', architecture: 'unknown' };
  parts.config.rootfs.diff_ids = [`sha256:${'0'.repeat(64)}`];
  const { folder } = await withList(parts, (one, others) => [{ ...one, platform: unknown }, one, ...others]);
  const { findings } = await validateLayout(layoutFiles(folder), {}, CALL);
  assert.ok(findings.some(({ code }) => code === 'DIFF_ID_MISMATCH'));
});

test('a document that is not what its digest names is not read for each entry that names it', async () => {
  const { folder, image } = await withList(draft(), (one, others) => [
    one,
    ...Array.from({ length: 50 }, (_, i) => ({
      ...one,
      platform: { os: 'linux', architecture: 'amd64', 'os.version': `${i}` },
    })),
    ...others,
  ]);
  const path = join(folder, layoutPath(image.digest));
  const bytes = await readFile(path);
  await writeFile(path, bytes.fill(0x20, 10, 11));
  const { opened, files } = watched(layoutFiles(folder));
  const { findings } = await validateLayout(files, {}, CALL);
  assert.ok(findings.some(({ code }) => code === 'BLOB_DIGEST_MISMATCH'));
  assert.equal(opened.get(layoutPath(image.digest)), 1);
});

test('a list that another names for 50 platforms is read once', async () => {
  const parts = draft();
  const { folder, list } = await withList(parts, (one, others) => [one, ...others]);
  const root = await documentIn(folder, 'index.json');
  const again = Array.from({ length: 50 }, (_, i) => ({
    ...list,
    platform: { os: 'linux', architecture: 'amd64', 'os.version': `${i}` },
  }));
  await writeFile(join(folder, 'index.json'), json({ ...root, manifests: [...root.manifests, ...again] as never }));
  const { opened, files } = watched(layoutFiles(folder));
  await validateLayout(files, {}, CALL);
  assert.equal(opened.get(layoutPath(list.digest)), 1);
});
