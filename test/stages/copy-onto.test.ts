// Copies into layouts that stand there: what would be lost is refused, and the image's name goes along.
import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { after, test } from 'node:test';
import { openPlaces } from '../../src/adapters/places.ts';
import type { ContentPlaces } from '../../src/ports/content.ts';
import type { PackedDocument } from '../../src/records/packed-image.ts';
import { copyBetween } from '../../src/roads/copy-between.ts';
import { openImage } from '../../src/roads/open-image.ts';
import { pull } from '../../src/roads/pull.ts';
import { blobOf, CALL, sampleImage, samplePlatform } from './sample-image.ts';

const places = openPlaces({});
const root = await mkdtemp(join(tmpdir(), 'twinseal-onto-'));
after(() => rm(root, { recursive: true, force: true }));
const image = sampleImage();
const second = samplePlatform({ os: 'linux', architecture: 'riscv64' });
const whole = image.index.descriptor.digest;
const single = second.manifest.descriptor.digest;
let count = 0;

type Named = readonly [PackedDocument, string | undefined];

/** A layout with the whole image, another of one platform, or both, by name; evidence hangs on the whole one. */
async function layoutOf(...images: readonly Named[]): Promise<string> {
  const folder = join(root, `${count++}.oci`);
  const layout = await places.newLayout(folder, CALL);
  for (const { layer, config } of [...image.platforms, second])
    for (const { bytes } of [layer, config]) await layout.putBlob(blobOf(bytes), CALL);
  for (const { bytes } of [image.empty, image.signature]) await layout.putBlob(blobOf(bytes), CALL);
  const listed = new Set(images.map(([manifest]) => manifest));
  const below = listed.has(image.index) ? [...image.platforms.map(({ manifest }) => manifest), image.referrer] : [];
  for (const manifest of below) await layout.putManifest(manifest, CALL);
  for (const [manifest, name] of images) await layout.putManifest(manifest, CALL, name);
  await layout.commit(CALL);
  return folder;
}

const both = () => layoutOf([image.index, 'app'], [second.manifest, 'other']);
const copy = (from: string, to: string, by: ContentPlaces = places) => copyBetween(by, from, to, CALL, () => {});
const named = async (folder: string, name?: string) =>
  (await (await places.layout(folder, CALL)).resolve(name, CALL)).digest;
const attached = async (folder: string) =>
  (await (await places.layout(folder, CALL)).referrers(whole, CALL)).descriptors.length;
const absent = (folder: string) => places.isPath(folder).then((there) => assert.equal(there, false, folder));

async function stillBoth(folder: string): Promise<void> {
  assert.equal(await named(folder, 'app'), whole);
  assert.equal(await named(folder, 'other'), single);
  assert.equal(await attached(folder), 1);
}

test('an image is not copied onto the layout that it lies in, however the folder is written', async () => {
  const two = await both();
  for (const to of [two, `${two}/`, two.replace(root, `${root}//.`)])
    await assert.rejects(copy(`${two}:other`, to), { code: 'USAGE', message: /is the layout that the image lies in/ });
  await stillBoth(two);
  const one = await layoutOf([image.index, 'app']);
  await assert.rejects(copy(one, one), { code: 'USAGE' });
  // By another way to the same folder, what else it holds would be lost all the same.
  await symlink(root, join(root, 'way'));
  await assert.rejects(copy(`${two}:other`, join(root, 'way', basename(two))), { code: 'USAGE' });
  await stillBoth(two);
  await symlink(one, join(root, 'link-to-one'));
  for (const [from, to] of [
    [one, join(root, 'way', basename(one))],
    [one, join(root, 'link-to-one')],
    [join(root, 'link-to-one'), one],
  ] as const)
    await assert.rejects(copy(from, to), { code: 'USAGE', message: /is the layout that the image lies in/ });
  assert.equal(await named(one, 'app'), whole);
});

test('a layout that holds an image of another name, or several, is not replaced by a copy', async () => {
  const from = await both();
  const app = await layoutOf([image.index, 'app']);
  await assert.rejects(copy(`${from}:other`, app), {
    code: 'USAGE',
    message: `${app} holds the image "app", which a copy of "other" would replace with all evidence: name another folder, or remove ${app} first`,
  });
  assert.equal(await named(app, 'app'), whole);
  assert.equal(await attached(app), 1);
  const unnamed = await layoutOf([second.manifest, undefined]);
  await assert.rejects(copy(unnamed, app), { code: 'USAGE', message: /a copy of an image without a name would/ });
  const two = await both();
  await assert.rejects(copy(`${from}:app`, two), {
    code: 'USAGE',
    message: /holds several images, which a copy of "app" would replace/,
    details: [`${two} has 2 images: name one of "app", "other"`],
  });
  await stillBoth(two);
  const loose = await layoutOf([image.index, undefined], [second.manifest, undefined]);
  await assert.rejects(copy(`${from}:app`, loose), { code: 'USAGE', message: /holds several images/ });
});

test('a layout with an image of the same name, or with one that has none, is replaced as before', async () => {
  const from = await both();
  for (const older of [
    await layoutOf([second.manifest, 'app']),
    await layoutOf([second.manifest, undefined]),
    await layoutOf(),
  ]) {
    assert.equal((await copy(`${from}:app`, older)).digest, whole);
    assert.equal(await named(older, 'app'), whole);
    assert.equal(await named(older), whole);
  }
  const empty = join(root, `${count++}.oci`);
  await mkdir(empty);
  await copy(`${from}:app`, empty);
  assert.equal(await named(empty), whole);
});

test('an image that somebody puts there while the copy runs stays, and nothing is left beside it', async () => {
  const from = await both();
  const to = join(root, `${count++}.oci`);
  const late: ContentPlaces = {
    ...places,
    async newLayout(folder, call) {
      const layout = await places.newLayout(folder, call);
      await copy(`${from}:other`, folder);
      return layout;
    },
  };
  await assert.rejects(copy(`${from}:app`, to, late), { code: 'USAGE', message: /holds the image "other"/ });
  assert.equal(await named(to, 'other'), single);
  assert.deepEqual(
    (await readdir(root)).filter((name) => name.startsWith('.')),
    [],
  );
});

test('pull replaces what stands there, as it says', async () => {
  const source = await places.layout(await both(), CALL);
  const registry = { ...places, repository: () => aliased(source, 'v1', 'app') } as unknown as ContentPlaces;
  const two = await both();
  await pull(registry, { reference: 'registry.example.com/app:v1', layout: two }, CALL, () => {});
  assert.equal(await named(two), whole);
  await assert.rejects(named(two, 'other'), { code: 'CONTENT_NOT_FOUND' });
  // A copy of the same refuses what pull does, and takes the tag along as the name.
  const three = await both();
  await assert.rejects(copy('registry.example.com/app:v1', three, registry), { code: 'USAGE' });
  await stillBoth(three);
});

/** A reader that knows an image by another name too. */
function aliased(source: Awaited<ReturnType<ContentPlaces['layout']>>, alias: string, name: string) {
  return new Proxy(source, {
    get(target, key) {
      if (key === 'resolve') return (asked: string) => target.resolve(asked === alias ? name : asked, CALL);
      const value: unknown = Reflect.get(target, key, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}

test('the name goes along from layout to layout, whichever way the image is named', async () => {
  const two = await both();
  const one = await layoutOf([image.index, 'app']);
  for (const [from, name, digest] of [
    [`${two}:other`, 'other', single],
    [`${two}@${whole}`, 'app', whole],
    [one, 'app', whole],
  ] as const) {
    const to = join(root, `${count++}.oci`);
    assert.equal((await copy(from, to)).tag, name);
    assert.equal(await named(to, name), digest);
  }
  assert.equal((await openImage(places, `${two}:other`, CALL)).tag, 'other');
  const twice = await layoutOf([image.index, 'app'], [image.index, 'same']);
  assert.equal((await copy(`${twice}:same`, join(root, `${count++}.oci`))).tag, 'same');
  const to = join(root, `${count++}.oci`);
  assert.equal((await copy(await layoutOf([second.manifest, undefined]), to)).tag, undefined);
  assert.equal(await named(to), single);
});

test('into a repository goes the tag that the reference names, never the name in the layout', async () => {
  const two = await both();
  for (const [to, tag] of [
    ['registry.example.com/app:v9', 'v9'],
    ['registry.example.com/app', 'latest'],
  ] as const) {
    const stored = join(root, `${count++}.oci`);
    const target = await places.newLayout(stored, CALL);
    const registry = { ...places, repository: () => target } as unknown as ContentPlaces;
    assert.equal((await copy(`${two}:other`, to, registry)).tag, tag);
    await target.commit(CALL);
    assert.equal(await named(stored, tag), single);
    await assert.rejects(named(stored, 'other'), { code: 'CONTENT_NOT_FOUND' });
  }
});

test('a target written like one image of a layout is refused, unless a folder of that name stands there', async () => {
  const two = await both();
  const fresh = join(root, `${count++}.oci`);
  for (const to of [`${fresh}:other`, `${two}:other`, `${fresh}@${whole}`, join(root, 'plain:v1')]) {
    const folder = to.slice(0, to.includes('@') ? to.indexOf('@') : to.lastIndexOf(':'));
    await assert.rejects(copy(`${two}:other`, to), {
      code: 'USAGE',
      message: `${to} names one image of a layout, but a copy goes into a folder and brings its name along: write ${folder}`,
    });
    await absent(to);
  }
  await absent(fresh);
  // Without a sign of a path, the layout that stands there tells it from a repository.
  const here: ContentPlaces = { ...places, isPath: async (path) => path === 'two.oci' || path === two };
  await assert.rejects(copy(two.concat(':other'), 'two.oci:x', here), { code: 'USAGE', message: /write two\.oci$/ });
  await mkdir(`${fresh}:other`);
  await copy(`${two}:other`, `${fresh}:other`);
  assert.equal(await named(`${fresh}:other`), single);
});
