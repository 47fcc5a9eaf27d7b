import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sha256Digest } from '../../src/formats/digest.ts';
import { canonicalJson } from '../../src/formats/json/canonical.ts';
import type { JsonValue } from '../../src/formats/json/value.ts';
import type { RunConfig } from '../../src/formats/oci/documents.ts';
import { encodeUtf8 } from '../../src/formats/utf8.ts';
import { reportImage, WALK_LIMITS } from '../../src/judge/inspect/image-report.ts';
import { elfSample } from '../formats/elf-sample.ts';
import { type ImageBend, judge, makeImage, seal, verdictOf } from '../support/sealed-image.ts';
import type { RawEntry } from '../support/tar.ts';
import { testCall, walkableImage } from '../support/walkable-image.ts';

// The proven binary is where one reader looks, and something else runs where a container runtime does.

const evil = (name: string): RawEntry => ({ name, content: elfSample({ sections: { '.evil': new Uint8Array([1]) } }) });
const UNRESOLVED = 'twin-build fail TWIN_ENTRYPOINT_UNRESOLVED';
const MALFORMED = 'layers fail IMAGE_LAYER_MALFORMED';
const verdict = (bend: ImageBend) => verdictOf(seal(makeImage(bend)));
const at = (...names: readonly string[]) => ({
  layer: (binary: Uint8Array): readonly RawEntry[] => names.map((name) => ({ name, content: binary })),
});
async function refused(bend: ImageBend, check: string): Promise<void> {
  const [outcome, ...checks] = await verdict(bend);
  assert.equal(outcome, 'deny');
  assert.ok(checks.includes(check), checks.join());
}

test('a program below /proc is another one once /proc is mounted: its root leads back into the image', async () => {
  const layersAbove = [[evil('evil')]];
  for (const place of ['/proc/self/root/evil', '/proc/1/root/evil', '/dev/app', '/run/app', '/sys/app'])
    await refused({ ...at(place.slice(1)), layersAbove, run: { Entrypoint: [place] } }, UNRESOLVED);
  const linked = [{ name: 'app', type: '2', link: 'proc/self/root/evil' }, evil('evil')];
  await refused({ ...at('proc/self/root/evil'), layersAbove: [linked], run: { Entrypoint: ['/app'] } }, UNRESOLVED);
});

test('a folder of PATH that runtimes fill or hide is not searched as if it were the image’s own', async () => {
  const behind = (path: string): RunConfig => ({ Env: [`PATH=${path}:/usr/local/bin`] });
  await refused({ run: behind('/proc/self/root/opt'), layersAbove: [[evil('opt/app')]] }, UNRESOLVED);
  await refused({ ...at('run/app'), layersAbove: [[evil('bin/app')]], run: { Env: ['PATH=/run:/bin'] } }, UNRESOLVED);
  const volume = { Env: ['PATH=/opt/b:/bin'], Volumes: { '/opt/': {} } };
  await refused({ ...at('opt/b/app'), layersAbove: [[evil('bin/app')]], run: volume }, UNRESOLVED);
  const linked = { Env: ['PATH=/opt/b:/bin'], Volumes: { '/v': {} } };
  const link = { name: 'v', type: '2', link: 'opt/b' };
  await refused({ ...at('opt/b/app'), layersAbove: [[evil('bin/app'), link]], run: linked }, UNRESOLVED);
  assert.deepEqual(await verdict({ run: { Volumes: { '/data': {} } } }), ['allow']);
});

test('a folder of PATH with "..", which runc cleans as a text and a kernel follows through links', async () => {
  const link: RawEntry = { name: 'x', type: '2', link: 'deep/dir' };
  await refused(
    {
      ...at('deep/b/app'),
      layersAbove: [[{ name: 'deep/dir/', type: '5' }, link, evil('b/app')]],
      run: { Env: ['PATH=/x/../b'] },
    },
    UNRESOLVED,
  );
  await refused(
    {
      ...at('deep/b/app'),
      layersAbove: [[{ name: 'deep/dir/', type: '5' }, link, evil('b/app')]],
      run: { Entrypoint: ['./app'], WorkingDir: '/x/../b' },
    },
    UNRESOLVED,
  );
});

test('PATH without a value is a wish to some runtimes and a mistake to others', async () => {
  await refused({ run: { Env: ['PATH=/usr/local/bin', 'PATH'] } }, UNRESOLVED);
});

test('an attribute of overlay file systems hides the proven program from runtimes that use one', async () => {
  for (const key of [
    'SCHILY.xattr.trusted.overlay.opaque',
    'LIBARCHIVE.xattr.user%2Eoverlay.opaque',
    'SCHILY.xattr.user.fuseoverlayfs.opaque',
    'SCHILY.xattr.user.containers.override_stat',
  ]) {
    const opaque: RawEntry = { name: 'a/', type: '5', pax: { [key]: 'y' } };
    await refused({ ...at('a/app'), layersAbove: [[evil('b/app'), opaque]], run: { Env: ['PATH=/a:/b'] } }, MALFORMED);
  }
  const mine: RawEntry = { name: 'a/', type: '5', pax: { 'SCHILY.xattr.user.note': 'y' } };
  assert.deepEqual(await verdict({ layersAbove: [[mine]] }), ['allow']);
});

test('an opaque whiteout of the root hides a lower program from a reader, and not from an overlay', async () => {
  const lower = () => [evil('usr/local/bin/app')];
  const run = { Env: ['PATH=/usr/local/bin:/bin'] };
  const above =
    (...mark: readonly string[]) =>
    (content: Uint8Array): readonly RawEntry[] => [...mark.map((name) => ({ name })), { name: 'bin/app', content }];
  await refused({ layer: lower, layersAbove: [above('.wh..wh..opq')], run }, MALFORMED);
  assert.deepEqual(await verdict({ layer: lower, layersAbove: [above('usr/.wh..wh..opq')], run }), ['allow']);
  // With nothing below it, it hides nothing.
  assert.deepEqual(await verdict({ layer: above('.wh..wh..opq'), run }), ['allow']);
});

test('an opaque whiteout behind the program deletes it for readers that go in order, unless its folders are named', async () => {
  const lower = (): readonly RawEntry[] => [evil('bin/app'), { name: 'usr/local/bin/', type: '5' }];
  const run = { Env: ['PATH=/usr/local/bin:/bin'] };
  const mark: RawEntry = { name: 'usr/.wh..wh..opq' };
  const program = (content: Uint8Array): RawEntry => ({ name: 'usr/local/bin/app', content });
  const folders = ['usr/local/', 'usr/local/bin/'].map((name): RawEntry => ({ name, type: '5' }));
  const image = (above: (binary: Uint8Array) => readonly RawEntry[]) => ({ layer: lower, layersAbove: [above], run });
  await refused(
    image((binary) => [program(binary), mark]),
    MALFORMED,
  );
  await refused(
    image((binary) => [...folders.slice(0, 1), program(binary), mark]),
    MALFORMED,
  );
  assert.deepEqual(await verdict(image((binary) => [...folders, program(binary), mark])), ['allow']);
  assert.deepEqual(await verdict(image((binary) => [mark, program(binary)])), ['allow']);
});

test('a table of contents names another program than the tar: runtimes that pull lazily run that one', async () => {
  const image = (named: (binary: Uint8Array) => Uint8Array): ImageBend => {
    let digest = '';
    return {
      layer: (binary) => {
        const bytes = named(binary);
        const entry = { name: 'usr/local/bin/app', type: 'reg', size: bytes.length, digest: sha256Digest(bytes) };
        const content = encodeUtf8(JSON.stringify({ version: 1, entries: [entry] }));
        digest = sha256Digest(content);
        return [
          { name: 'usr/local/bin/app', content: binary },
          { name: 'stargz.index.json', content },
        ];
      },
      layerDescriptor: (layer) => ({ ...layer, annotations: { 'containerd.io/snapshot/stargz/toc.digest': digest } }),
    };
  };
  await refused(
    image(() => encodeUtf8('another program')),
    MALFORMED,
  );
  assert.deepEqual(await verdict(image((binary) => binary)), ['allow']);
});

test('a folder with the name of a whiteout is there for containerd and not for Docker', async () => {
  const run = { Env: ['PATH=/.wh..wh.plnk:/b'] };
  await refused({ ...at('.wh..wh.plnk/app'), layersAbove: [[evil('b/app')]], run }, MALFORMED);
});

test('a hard link takes the execute permission from the proven program, for some readers', async () => {
  const layer = (binary: Uint8Array): readonly RawEntry[] => [
    { name: 'a/app', content: binary },
    { name: 'x', type: '1', link: 'a/app', mode: 0o644 },
  ];
  await refused({ layer, layersAbove: [[evil('b/app')]], run: { Env: ['PATH=/a:/b'] } }, MALFORMED);
});

test('a health check runs beside the program, and only the program itself is proven', async () => {
  const preload = 'twin-build fail TWIN_PRELOAD';
  const check = (Test: readonly string[]) => ({ layersAbove: [[evil('opt/evil')]], run: { Healthcheck: { Test } } });
  await refused(check(['CMD', '/opt/evil']), preload);
  await refused(check(['CMD-SHELL', 'app']), preload);
  await refused(check(['CMD', '/proc/self/root/usr/local/bin/app']), preload);
  for (const fine of [['NONE'], [], ['CMD', 'app', '-health'], ['CMD', '/usr/local/bin/app']])
    assert.deepEqual(await verdict(check(fine)), ['allow']);
  await refused({ config: { config: { healthcheck: { Test: ['CMD', '/x'] } } } }, 'image fail IMAGE_MALFORMED');
});

test('entries that imply far more folders than they are bytes are a limit, not a lack of memory', async () => {
  const entries = Array.from(
    { length: 20 },
    (_, i): RawEntry => ({ name: 'x', pax: { path: `${i}/${'a/'.repeat(1900)}x` } }),
  );
  const image = walkableImage([entries], { Entrypoint: ['/x'] });
  const { faults, entrypoint } = await reportImage(image, testCall(), { ...WALK_LIMITS, maxTree: 2 ** 20 });
  assert.deepEqual([entrypoint.outcome, faults.map(({ code }) => code)], ['unread', ['EVIDENCE_LIMIT']]);
  await refused({ layersAbove: [[{ name: 'x', pax: { path: 'y/'.repeat(2048) } }]] }, MALFORMED);
});

test('names that are no text, and a flood of findings and places, leave facts that can be hashed and stored', async () => {
  const path = Buffer.from('11 path=a\xff\n', 'latin1');
  const odd: readonly RawEntry[] = [{ name: 'pax', type: 'x', content: path }, { name: 'x' }];
  const flood = Array.from({ length: 2000 }, (_, i): RawEntry => ({ name: `.wh.d/${i}${'é'.repeat(20)}` }));
  const folders = Array.from({ length: 250 }, (_, i) => `/${`${i}😀`.repeat(300)}`).join(':');
  const image = seal(
    makeImage({ layersAbove: [[...odd, ...odd, ...flood]], run: { Env: [`PATH=${folders}:/usr/local/bin`] } }),
  );
  const { verdict: given, facts } = await judge(image);
  assert.equal(given.outcome, 'deny');
  assert.ok(facts.images.every(({ findings }) => findings.some(({ code }) => code === 'LAYER_DUPLICATE')));
  assert.ok(canonicalJson(facts as unknown as JsonValue).length < 3_000_000);
  assert.ok(canonicalJson(given as unknown as JsonValue).length < 100_000);
});
