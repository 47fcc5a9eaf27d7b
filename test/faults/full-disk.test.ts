// Disks that are full or cannot be written, as real mounts: each a fault (status 3) in one sentence, nothing half there.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, closeSync, mkdirSync, openSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { getuid } from 'node:process';
import { after, test } from 'node:test';
import { withMount, withoutMounts } from '../support/private-mounts.ts';
import { assertRefused, GO_MOD, MAIN_GO, PASSWORD, refusalBench } from '../support/refusals.ts';
import { makeImage, seal } from '../support/sealed-image.ts';
import { twinseal } from '../support/twinseal-program.ts';
import { warmCaches } from '../support/warm-caches.ts';
import { writeLayout } from '../support/written-layout.ts';

const bin = join(import.meta.dirname, '..', '..', 'bin', 'twinseal');
const skip = withoutMounts();
const bench = refusalBench();
after(() => bench.remove());
bench.write({ 'good/go.mod': GO_MOD, 'good/main.go': MAIN_GO });
await writeLayout(seal(makeImage()), join(bench.work, 'app.oci'));
const disk = join(bench.work, 'disk');
mkdirSync(disk);
{
  const { status, stderr } = await twinseal(['keys', 'generate', 'cosign'], { cwd: bench.work, env: bench.env });
  assert.equal(status, 0, stderr);
}

const AMD64 = ['--platform', 'linux/amd64'];
// What is full here is no disk of a cache, so that a kept one spares each build the standard library.
const WARM = ['--cache', warmCaches()];
const coldSealInto = (layout: string): readonly string[] => [
  ...['seal', 'good', '--layout', layout, '--cosign-key', 'cosign.key'],
  ...AMD64,
];
const sealInto = (layout: string): readonly string[] => [...coldSealInto(layout), ...WARM];

/** Runs with a mount at `folder`; what lies elsewhere must be as before. */
function mounted(
  folder: string,
  options: string,
  words: readonly string[],
  env: Readonly<Record<string, string>> = {},
) {
  const before = bench.entries();
  const run = withMount(folder, options, [bin, ...words], { cwd: bench.work, env: { ...bench.env, ...env } });
  assert.notEqual(run.status, 99, run.stderr);
  return { ...run, changed: bench.entries().filter((entry) => !before.includes(entry)) };
}

const FULL = /disk is full/;
const SMALL: Readonly<Record<string, readonly [readonly string[], string]>> = {
  'a layout that is sealed': [sealInto('disk/new.oci'), 'size=64k'],
  'binaries that are kept': [['build', 'good', '--out', 'disk/out', ...AMD64, ...WARM], 'size=64k'],
  'a layout that is copied': [['copy', 'app.oci', './disk/copy.oci'], 'size=16k'],
  'new keys': [['keys', 'generate', 'cosign', '--out', 'disk/new'], 'nr_inodes=1'],
};
for (const [what, [words, options]] of Object.entries(SMALL))
  test(`a full disk for ${what} is told as such, and nothing is left there`, { skip }, () => {
    const run = mounted(disk, options, words);
    assertRefused(run, 3, FULL, [PASSWORD]);
    assert.match(run.stderr, /disk\//, 'the sentence names the place');
    assert.deepEqual(
      run.left.filter((path) => !/^\.\/out(?:\/linux-amd64)?$/.test(path)),
      [],
    );
    assert.deepEqual(run.changed, []);
  });

for (const [when, size] of [
  ['the source is copied', '4k'],
  ['a side gets its copy', '12k'],
  ['packages are listed', '24k'],
  ['the compiler indexes', '256k'],
  ['the compiler writes', '4m'],
] as const)
  test(`a full disk for temporary files while ${when} is told as such`, { skip }, () => {
    const run = mounted(bench.temporary, `size=${size}`, ['build', 'good', ...AMD64]);
    assertRefused(run, 3, /disk is full.*make room, or let TMPDIR name a folder on another disk/);
    assert.deepEqual(run.left, []);
    assert.deepEqual(run.changed, []);
  });

test('a full disk for the cache costs the cache and nothing else', { skip }, () => {
  const run = mounted(disk, 'size=64k', sealInto('cacheless.oci'), { XDG_CACHE_HOME: disk });
  assert.equal(run.status, 0, run.stderr);
  assert.match(run.stdout, /^sealed: cacheless\.oci sha256:/m);
  assert.equal(spawnSync(bin, ['validate', 'cacheless.oci'], { cwd: bench.work, env: bench.env }).status, 0);
});

test('a disk that is read-only is told before anything is built', { skip }, () => {
  const cases: readonly (readonly [string, readonly string[]])[] = [
    [disk, sealInto('disk/new.oci')],
    [disk, ['build', 'good', '--out', 'disk/out', ...AMD64]],
    [disk, ['copy', 'app.oci', './disk/copy.oci']],
    [disk, ['keys', 'generate', 'cosign', '--out', 'disk/new']],
    [bench.temporary, ['build', 'good', ...AMD64]],
  ];
  for (const [folder, words] of cases) {
    const start = performance.now();
    const run = mounted(folder, 'ro', words);
    assertRefused(run, 3, /cannot write .*(?:disk|tmp).*: the file system is read-only: choose another folder/);
    assert.deepEqual([run.left, run.changed], [[], []]);
    assert.ok(performance.now() - start < 20_000, 'it was told at once');
  }
});

test('a user who may not write or read there is told so', async (t) => {
  const nobody = getuid?.() === 0 ? ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups'] : [];
  const [command = bin, ...rest] = [...nobody, bin];
  const run = (...words: readonly string[]) =>
    spawnSync(command, [...rest, ...words], {
      cwd: bench.work,
      env: { ...bench.env, HOME: '/nonexistent', NODE_COMPILE_CACHE: '/nonexistent', TMPDIR: bench.temporary },
      encoding: 'utf8',
    });
  for (const folder of [bench.work, join(bench.work, '..'), bench.temporary])
    chmodSync(folder, folder === bench.temporary ? 0o777 : 0o755);
  if (run('--version').status !== 0) return t.skip('this machine: another user cannot read this checkout');
  chmodSync(join(bench.work, 'cosign.key'), 0o000);
  mkdirSync(join(bench.work, 'closed'), { mode: 0o555 });
  const denied: readonly (readonly [readonly string[], number, RegExp])[] = [
    [coldSealInto('closed/new.oci'), 3, /cannot write closed\/new\.oci: permission is denied: choose a folder/],
    [['build', 'good', '--out', 'closed/out', ...AMD64], 3, /cannot write closed\/out: permission is denied/],
    [['keys', 'public', 'cosign.key'], 2, /cosign\.key cannot be read, permission is denied: run as the user/],
    [['validate', '--as', 'manifest', 'cosign.key'], 2, /cannot read cosign\.key: permission is denied/],
  ];
  const writable = join(bench.work, 'open');
  mkdirSync(writable);
  chmodSync(writable, 0o777);
  for (const [words, status, says] of [
    ...denied,
    [coldSealInto('open/new.oci'), 2, /cosign\.key cannot be read, permission is denied/] as const,
  ]) {
    assertRefused(run(...words), status, says);
    assert.deepEqual([readdirSync(join(bench.work, 'closed')), readdirSync(writable)], [[], []]);
  }
});

test('a result that cannot be written is a fault, whatever it would have been', () => {
  const full = openSync('/dev/full', 'w');
  try {
    for (const words of [['tree', 'app.oci'], ['validate', 'app.oci'], ['--help']]) {
      const { status, stderr } = spawnSync(bin, words, {
        cwd: bench.work,
        env: bench.env,
        stdio: ['ignore', full, 'pipe'],
        encoding: 'utf8',
      });
      assert.equal(status, 3, words.join(' '));
      assert.match(stderr, /^twinseal: the result could not be written: [^\n]+\n$/);
    }
  } finally {
    closeSync(full);
  }
});
