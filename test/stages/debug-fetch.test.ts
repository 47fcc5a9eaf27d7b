import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { sha256Digest } from '../../src/formats/digest.ts';
import { splitDebug } from '../../src/formats/elf/split-debug.ts';
import type { Descriptor } from '../../src/formats/oci/descriptor.ts';
import { parseImageManifest } from '../../src/formats/oci/image-manifest.ts';
import { DEBUG_ANNOTATIONS, MEDIA_TYPES } from '../../src/formats/oci/media-types.ts';
import { linkedPrograms } from '../../src/judge/inspect/linked-programs.ts';
import type { ContentPlaces } from '../../src/ports/content.ts';
import type { DebugFile } from '../../src/records/debug-file.ts';
import { TwinsealError } from '../../src/records/twinseal-error.ts';
import { type DebugFetchRequest, debugFetch } from '../../src/roads/debug-fetch.ts';
import { attachDebug } from '../../src/seal/attach/attach-debug.ts';
import { buildIdNote, goLikeElf, goLikeSections } from '../formats/go-like-elf.ts';
import { ImageStore } from '../support/image-store.ts';
import { blobBytes, memoryBlob } from '../support/memory-blob.ts';
import { type RawEntry, tarOf } from '../support/tar.ts';
import { testCall, walkableImage } from '../support/walkable-image.ts';

/** A program as Go's linker writes it, split; `seed` makes its build ID and its code. */
function program(seed: number) {
  const sections = goLikeSections(true).map((section) => {
    if (section.type === 7) return { ...section, bytes: buildIdNote(new Uint8Array(20).fill(seed), true) };
    return section.name === '.debug_info' ? { ...section, bytes: new Uint8Array(500).fill(seed) } : section;
  });
  const whole = goLikeElf({ sections });
  const { shipped, debug, buildId, name } = splitDebug(whole);
  const file: DebugFile = { content: memoryBlob(debug), buildId, name, wholeSize: whole.length };
  return { shipped, debug, buildId, file };
}

const first = program(0x11);
const second = program(0x22);

/** An image of two platforms in a store: `/app` of each is a program, with files around it. */
function image(extra: readonly RawEntry[] = []) {
  const store = new ImageStore();
  const children = [first, second].map(({ shipped }, index) => {
    const layer = tarOf([
      { name: 'etc/passwd', content: 'root:x:0:0::/:/bin/sh\n' },
      { name: 'e', content: '\x7f' },
      { name: 'app', content: shipped },
      ...extra,
    ]);
    const architecture = index === 0 ? 'amd64' : 'arm64';
    const rootfs = { type: 'layers', diff_ids: [sha256Digest(layer)] };
    const run = { Entrypoint: ['/app'] };
    const config = store.putJson({ architecture, os: 'linux', config: run, rootfs }, MEDIA_TYPES.ociConfig);
    const layers = [store.put(new Uint8Array(gzipSync(layer)), MEDIA_TYPES.ociLayerGzip)];
    const manifest = { schemaVersion: 2, mediaType: MEDIA_TYPES.ociManifest, config, layers };
    return { ...store.putJson(manifest, MEDIA_TYPES.ociManifest), platform: { os: 'linux', architecture } };
  });
  const index = { schemaVersion: 2, mediaType: MEDIA_TYPES.ociIndex, manifests: children };
  store.root = store.putJson(index, MEDIA_TYPES.ociIndex);
  const [amd64, arm64] = children as [Descriptor, Descriptor];
  return { store, amd64, arm64 };
}

async function attach(store: ImageStore, subject: Descriptor, file: DebugFile): Promise<void> {
  const { manifest, blobs, files = [] } = attachDebug(subject, 'app', file, 1_700_000_000);
  store.put(manifest.bytes, manifest.descriptor.mediaType);
  for (const { bytes, descriptor } of blobs) store.put(bytes, descriptor.mediaType);
  for (const blob of files) store.put(await blobBytes(blob), MEDIA_TYPES.debugElf);
  store.attach(subject.digest, manifest.descriptor);
}

async function fetchFrom(store: ImageStore, request: Partial<DebugFetchRequest> = {}) {
  const saved = new Map<string, Uint8Array>();
  const places = { isPath: async () => false, repository: () => store } as unknown as ContentPlaces;
  const report = await debugFetch(
    { image: 'registry.example.com/team/app:v1', folder: '/out', ...request },
    places,
    async (path, blob) => void saved.set(path, Buffer.concat([await blobBytes(blob)])),
    testCall(),
  );
  return { report, saved };
}

const notFound = (pattern: RegExp) => (error: unknown) =>
  error instanceof TwinsealError && error.code === 'CONTENT_NOT_FOUND' && pattern.test(error.message);

test('a debug file is attached by its build ID, as it is, to the manifest of its platform', async () => {
  const { amd64 } = image();
  const { manifest, files = [], subject } = attachDebug(amd64, 'app', first.file, 1_700_000_000);
  assert.equal(subject, amd64.digest);
  assert.equal(manifest.descriptor.artifactType, 'application/vnd.twinseal.debug.v1');
  assert.equal(manifest.descriptor.annotations?.[DEBUG_ANNOTATIONS.buildId], first.buildId);
  const [layer] = parseImageManifest(manifest.bytes).layers;
  assert.deepEqual(
    { ...layer, annotations: { ...layer?.annotations } },
    {
      mediaType: 'application/vnd.twinseal.debug.elf.v1',
      digest: sha256Digest(first.debug),
      size: first.debug.length,
      annotations: { 'org.opencontainers.image.title': `${first.buildId}.debug` },
    },
  );
  assert.deepEqual(files, [first.file.content]);
});

test('each platform’s debug file is found through its program and written where debuggers look', async () => {
  const { store, amd64, arm64 } = image();
  await attach(store, amd64, first.file);
  await attach(store, arm64, second.file);
  const { report, saved } = await fetchFrom(store);
  assert.deepEqual(
    report.files.map(({ platform, program: name, buildId, path }) => [platform, name, buildId, path]),
    [
      ['linux/amd64', 'app', first.buildId, `/out/.build-id/11/${first.buildId.slice(2)}.debug`],
      ['linux/arm64', 'app', second.buildId, `/out/.build-id/22/${second.buildId.slice(2)}.debug`],
    ],
  );
  assert.deepEqual(
    [...saved.values()],
    [first.debug, second.debug].map((bytes) => Buffer.from(bytes)),
  );
  assert.deepEqual([report.missing, report.notes], [[], []]);
});

test('a platform or a build ID narrows what is fetched', async () => {
  const { store, amd64, arm64 } = image();
  await attach(store, amd64, first.file);
  await attach(store, arm64, second.file);
  const only = async (request: Partial<DebugFetchRequest>) =>
    (await fetchFrom(store, request)).report.files.map(({ buildId }) => buildId);
  assert.deepEqual(await only({ platform: 'linux/arm64' }), [second.buildId]);
  assert.deepEqual(await only({ platform: 'linux/arm64/v8' }), [second.buildId]);
  assert.deepEqual(await only({ buildId: first.buildId }), [first.buildId]);
  await assert.rejects(only({ platform: 'linux/s390x' }), notFound(/no image for linux\/s390x/));
  await assert.rejects(only({ buildId: 'abcd' }), notFound(/no program with the build ID abcd/));
  await assert.rejects(only({ platform: 'amd64' }), (error) => (error as TwinsealError).code === 'PLATFORM_UNKNOWN');
});

test('an attached file that is not the one the program names is passed over, and the right one behind it is taken', async () => {
  const { store, amd64 } = image();
  const lie = (content: Uint8Array): DebugFile => ({ ...first.file, content: memoryBlob(content) });
  const altered = first.debug.slice();
  altered[altered.length - 1] = 1;
  for (const junk of [new TextEncoder().encode('no ELF file'), second.debug, altered])
    await attach(store, amd64, lie(junk));
  const gone = attachDebug(amd64, 'app', lie(new Uint8Array(7)), 1_700_000_000).manifest;
  store.put(gone.bytes, gone.descriptor.mediaType);
  store.attach(amd64.digest, gone.descriptor);
  await attach(store, amd64, first.file);
  const { report, saved } = await fetchFrom(store, { platform: 'linux/amd64' });
  assert.deepEqual([...saved.values()], [Buffer.from(first.debug)]);
  assert.deepEqual(
    report.notes.map((note) => /ELF magic|build ID 22|another CRC|there is no/.exec(note)?.[0]),
    ['ELF magic', 'build ID 22', 'another CRC', 'there is no'],
  );
});

test('a file that is missing is named; when none is there it is an error that says what to do', async () => {
  const { store, amd64 } = image();
  await assert.rejects(fetchFrom(store), notFound(/came without its debug files: copy it again/));
  await attach(store, amd64, first.file);
  const { report } = await fetchFrom(store);
  assert.equal(report.files.length, 1);
  assert.match(
    report.missing.join(),
    /^linux\/arm64: \/app names the debug file 22.*\.debug, and none that is attached/,
  );
});

test('a program that was not split has no debug file to fetch', async () => {
  const plain = new ImageStore();
  const layer = tarOf([{ name: 'app', content: goLikeElf({ sections: goLikeSections(true) }) }]);
  const config = plain.putJson(
    { architecture: 'amd64', os: 'linux', rootfs: { type: 'layers', diff_ids: [sha256Digest(layer)] } },
    MEDIA_TYPES.ociConfig,
  );
  const layers = [plain.put(layer, MEDIA_TYPES.ociLayerTar)];
  plain.root = plain.putJson(
    { schemaVersion: 2, mediaType: MEDIA_TYPES.ociManifest, config, layers },
    MEDIA_TYPES.ociManifest,
  );
  await assert.rejects(
    fetchFrom(plain),
    notFound(/no program whose debug information was split off: seal with --debug split/),
  );
});

test('a program is found however its layer is cut, and one that names a debug file of another builder is not ours', async () => {
  const foreign = first.shipped.slice();
  const at = Buffer.from(foreign).indexOf(`${first.buildId}.debug`);
  foreign.set(new TextEncoder().encode('x'), at);
  const cut = walkableImage([], {});
  const layer = tarOf([
    { name: 'short', content: '\x7fE' },
    { name: 'app', content: first.shipped },
    { name: 'foreign', content: foreign },
  ]);
  const blob = memoryBlob(layer, { chunk: 1 });
  const descriptor = { mediaType: MEDIA_TYPES.ociLayerTar, digest: blob.digest, size: blob.size };
  const config = { ...cut.config, rootfs: { type: 'layers' as const, diff_ids: [blob.digest] } };
  const programs = await linkedPrograms({ ...cut, config, layers: [{ descriptor, blob }] }, testCall());
  assert.deepEqual(
    programs.map(({ path, buildId, link }) => [path, buildId, link.name === `${buildId}.debug`]),
    [
      ['app', first.buildId, true],
      ['foreign', first.buildId, false],
    ],
  );
  const { store, amd64 } = image([{ name: 'foreign', content: foreign }]);
  await attach(store, amd64, first.file);
  const { report } = await fetchFrom(store, { platform: 'linux/amd64' });
  assert.deepEqual([report.files.map(({ program: name }) => name), report.missing], [['app'], []]);
});

test('a fault of the registry is no answer, and is not told as "missing"', async () => {
  const { store, amd64 } = image();
  await attach(store, amd64, first.file);
  store.failures.set(`referrers ${amd64.digest}`, new TwinsealError('REGISTRY_UNREACHABLE', 'no route'));
  await assert.rejects(fetchFrom(store), (error) => (error as TwinsealError).code === 'REGISTRY_UNREACHABLE');
});
