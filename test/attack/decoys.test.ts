import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sha256Digest } from '../../src/formats/digest.ts';
import { elfSample } from '../formats/elf-sample.ts';
import { type ImageBend, judge, makeImage, seal, testPolicy, verdictOf } from '../support/sealed-image.ts';
import type { RawEntry } from '../support/tar.ts';

// In each of these the proven binary lies in the image, every signature and statement is good, and something else runs.

const EVIL = elfSample({ sections: { '.evil': new Uint8Array([1]) } });
const evil = (name: string): RawEntry => ({ name, content: EVIL });
const app = (content: Uint8Array, name = 'usr/local/bin/app'): RawEntry => ({ name, content });
const verdict = (bend: ImageBend) => verdictOf(seal(makeImage(bend)));
const NOT_PROVEN = ['deny', 'twin-build fail TWIN_BINARY_NOT_PROVEN'];
/** Both programs are for amd64, which the arm64 image must not run, so that is said too. */
const codes = async (bend: ImageBend) =>
  (await verdict(bend)).filter((line) => line.startsWith('twin-build') || line === 'deny');

test('the twin of every decoy, with nothing hidden, is allowed', async () => {
  assert.deepEqual(await verdict({}), ['allow']);
  assert.deepEqual(await verdict({ layersAbove: [[{ name: 'etc/motd', content: 'hello' }]] }), ['allow']);
  assert.deepEqual(
    await verdict({
      layer: (binary) => [app(binary, 'opt/app'), { name: 'usr/local/bin/app', type: '2', link: '/opt/app' }],
    }),
    ['allow'],
  );
});

test('a later layer puts another file in the place of the proven one', async () => {
  assert.deepEqual(await codes({ layersAbove: [[evil('usr/local/bin/app')]] }), NOT_PROVEN);
});

test('a symbolic link leads the name, or a folder of its path, to another file', async () => {
  assert.deepEqual(
    await codes({ layersAbove: [[evil('opt/evil'), { name: 'usr/local/bin/app', type: '2', link: '/opt/evil' }]] }),
    NOT_PROVEN,
  );
  assert.deepEqual(
    await codes({
      layersAbove: [
        [
          evil('opt/bin/app'),
          { name: 'usr/local/.wh.bin' },
          { name: 'usr/local/bin', type: '2', link: '../../opt/bin' },
        ],
      ],
    }),
    NOT_PROVEN,
  );
});

test('a hard link gives the name to another file', async () => {
  assert.deepEqual(
    await codes({ layersAbove: [[evil('opt/evil'), { name: 'usr/local/bin/app', type: '1', link: 'opt/evil' }]] }),
    NOT_PROVEN,
  );
});

test('a whiteout or an opaque folder takes the proven file away', async () => {
  const unresolved = ['deny', 'twin-build fail TWIN_ENTRYPOINT_UNRESOLVED'];
  assert.deepEqual(await codes({ layersAbove: [[{ name: 'usr/local/bin/.wh.app' }]] }), unresolved);
  assert.deepEqual(await codes({ layersAbove: [[{ name: 'usr/local/.wh..wh..opq' }]] }), unresolved);
  assert.deepEqual(await codes({ layersAbove: [[{ name: 'usr/local/bin/.wh.app' }, evil('bin/app')]] }), NOT_PROVEN);
});

test('PATH finds another file first', async () => {
  assert.deepEqual(
    await codes({ layersAbove: [[evil('bin/app')]], run: { Env: ['PATH=/bin:/usr/local/bin'] } }),
    NOT_PROVEN,
  );
  const twice = { layersAbove: [[evil('bin/app')]], run: { Env: ['PATH=/usr/local/bin', 'PATH=/bin'] } };
  assert.deepEqual(await codes(twice), ['deny', 'twin-build fail TWIN_ENTRYPOINT_UNRESOLVED']);
});

test('PATH finds another file for everybody but root, since the first folder is closed', async () => {
  const closed: ImageBend = {
    layer: (binary) => [{ name: 'usr/local/bin/', type: '5', mode: 0o700 }, app(binary)],
    layersAbove: [[evil('bin/app')]],
  };
  assert.deepEqual(await codes(closed), ['deny', 'twin-build fail TWIN_ENTRYPOINT_UNRESOLVED']);
});

test('a shell, another program or a script runs, with the proven one as its argument', async () => {
  const shell = (run: ImageBend['run']) =>
    codes({ layersAbove: [[evil('bin/sh')]], ...(run !== undefined && { run }) });
  assert.deepEqual(await shell({ Entrypoint: ['/bin/sh', '-c', 'app'] }), NOT_PROVEN);
  assert.deepEqual(await shell({ Entrypoint: ['sh'], Cmd: ['-c', '/usr/local/bin/app'] }), NOT_PROVEN);
  assert.deepEqual(await shell({ Entrypoint: [], Cmd: ['sh', '-c', 'app'] }), NOT_PROVEN);
  const script = { layersAbove: [[{ name: 'usr/local/bin/app', content: '#!/bin/sh\nexec evil\n' }]] };
  assert.deepEqual(await codes(script), ['deny', 'twin-build fail TWIN_ENTRYPOINT_UNRESOLVED']);
});

test('the loader is told to run other code', async () => {
  const preload = ['deny', 'twin-build fail TWIN_PRELOAD'];
  const env = (entry: string) => codes({ run: { Env: ['PATH=/usr/local/bin', entry] } });
  assert.deepEqual(await env('LD_PRELOAD=/evil.so'), preload);
  assert.deepEqual(await env('LD_LIBRARY_PATH=/evil'), preload);
  assert.deepEqual(await env('LD_AUDIT=/evil.so'), preload);
  assert.deepEqual(await codes({ layersAbove: [[{ name: 'etc/ld.so.preload', content: '/evil.so' }]] }), preload);
});

test('the proven program needs a loader or libraries, which are code that nobody proved', async () => {
  for (const more of [{ interpreter: '/lib/ld.so' }, { needed: ['libevil.so'] }]) {
    const image = makeImage({ binary: (machine) => elfSample({ machine, ...more }) });
    const policy = await testPolicy({ twinBuild: { by: ['release'] } });
    assert.deepEqual(await verdictOf(seal(image), policy), ['deny', 'twin-build fail TWIN_PRELOAD']);
  }
  const text = makeImage({ binary: () => new TextEncoder().encode('neither ELF nor script') });
  assert.ok((await verdictOf(seal(text))).includes('twin-build fail TWIN_ENTRYPOINT_UNRESOLVED'));
});

test('a file that two readers put into different places is refused, whoever would find which', async () => {
  const [outcome, ...checks] = await verdict({
    layersAbove: [[{ name: 'lib', type: '2', link: 'usr/local' }], [evil('lib/bin/app')]],
  });
  assert.equal(outcome, 'deny');
  assert.ok(checks.includes('layers fail IMAGE_LAYER_MALFORMED'), checks.join());
});

test('a whiteout behind the decoy hides it from readers that delete in order, and only from those', async () => {
  const bend: ImageBend = {
    layer: (binary) => [app(binary), { name: 'a/x', content: 'x' }],
    layersAbove: [[evil('a/app'), { name: '.wh.a' }]],
    run: { Env: ['PATH=/a:/usr/local/bin'] },
  };
  const [outcome, ...checks] = await verdict(bend);
  assert.equal(outcome, 'deny');
  assert.ok(checks.includes('layers fail IMAGE_LAYER_MALFORMED'), checks.join());
});

test('the binary of the other platform is not proven for this one', async () => {
  const swapped = seal(
    makeImage({
      layer: (binary) => [app(binary[18] === 62 ? elfSample({ machine: 183 }) : elfSample({ machine: 62 }))],
    }),
  );
  const { verdict: given } = await judge(swapped);
  assert.equal(given.outcome, 'deny');
  const failed = given.checks.filter(({ status }) => status === 'fail').map(({ code }) => code);
  assert.deepEqual([...new Set(failed)], ['IMAGE_PLATFORM_MISMATCH', 'TWIN_BINARY_NOT_PROVEN']);
  assert.ok(given.checks.some(({ reason }) => /was built for linux\/arm64, not for linux\/amd64/.test(reason)));
});

test('layers that unpack to something else than the config says are refused', async () => {
  const other = sha256Digest(new Uint8Array([9]));
  const [outcome, ...checks] = await verdict({ config: { rootfs: { type: 'layers', diff_ids: [other] } } });
  assert.deepEqual([outcome, checks[0]], ['deny', 'layers fail IMAGE_LAYER_MALFORMED']);
});
