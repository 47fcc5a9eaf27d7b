// Archives that attack whoever unpacks them. Each is refused by name, before anything of it is kept or written elsewhere.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { archiveFolder } from '../../src/adapters/sources/archive-folder.ts';
import { ARCHIVE_LIMITS, type ArchiveLimits } from '../../src/adapters/sources/read-archive.ts';
import type { Call } from '../../src/ports/call.ts';
import { TwinsealError } from '../../src/records/twinseal-error.ts';
import { chunked, type RawEntry, tarOf } from '../support/tar.ts';

const root = mkdtempSync(join(tmpdir(), 'twinseal-archives-'));
after(() => rmSync(root, { recursive: true, force: true }));
const call = (): Call => ({ signal: new AbortController().signal, deadline: Date.now() + 60_000 });
let n = 0;
const fresh = (): string => join(root, String(++n));
const GO_MOD: RawEntry = { name: 'go.mod', content: 'module example.com/m\n' };

async function take(bytes: Uint8Array, limits: ArchiveLimits = ARCHIVE_LIMITS, folder = fresh()) {
  return await archiveFolder(folder, limits).take('ci', chunked(bytes, 64 * 1024), call());
}
async function refuse(bytes: Uint8Array, code: string, says: RegExp, limits?: ArchiveLimits): Promise<void> {
  const folder = fresh();
  await assert.rejects(take(bytes, limits, folder), (error) => {
    assert.ok(error instanceof TwinsealError, String(error));
    assert.equal(error.code, code, error.message);
    assert.match(error.message, says);
    return true;
  });
  for (const own of readdirSync(folder)) assert.deepEqual(readdirSync(join(folder, own)), []);
}

test('an honest archive, plain or gzipped, is kept under its digest and unpacks to what it holds', async () => {
  const source = fresh();
  mkdirSync(join(source, 'cmd', 'ä'), { recursive: true });
  writeFileSync(join(source, 'go.mod'), 'module example.com/m\n');
  writeFileSync(join(source, 'run.sh'), '#!/bin/sh\n', { mode: 0o755 });
  writeFileSync(join(source, 'cmd', 'ä', `${'long'.repeat(40)}.go`), 'package main\n');
  for (const flags of ['-cf', '-czf']) {
    const file = `${source}${flags}`;
    execFileSync('tar', ['-C', source, flags, file, '.']);
    const bytes = readFileSync(file);
    const folder = fresh();
    const archives = archiveFolder(folder);
    const kept = await archives.take('ci', chunked(bytes), call());
    assert.deepEqual([kept.size, kept.files], [bytes.length, 3]);
    const target = fresh();
    await archives.unpack('ci', kept.digest, target, call());
    assert.deepEqual(
      readdirSync(target, { recursive: true }).toSorted(),
      readdirSync(source, { recursive: true }).toSorted(),
    );
    assert.equal(readFileSync(join(target, 'go.mod'), 'utf8'), 'module example.com/m\n');
    assert.deepEqual(
      ['run.sh', 'go.mod'].map((name) => lstatSync(join(target, name)).mode & 0o777),
      [0o700, 0o600],
    );
    await assert.rejects(archives.unpack('another', kept.digest, fresh(), call()), { code: 'SOURCE_UNKNOWN' });
    for (const digest of ['sha256:../../x', 'x', `sha256:${'0'.repeat(64)}`])
      await assert.rejects(archives.unpack('ci', digest, fresh(), call()), { code: 'SOURCE_UNKNOWN' });
  }
});

const PATHS: readonly (readonly [string, RegExp])[] = [
  ['/etc/cron.d/x', /absolute/],
  ['../x', /\. or \.\. or/],
  ['a/../../x', /\. or \.\. or/],
  ['a/./x', /\. or \.\. or/],
  ['a//x', /\. or \.\. or/],
  ['.//../x', /\. or \.\. or/],
];
for (const [name, says] of PATHS)
  test(`an entry named ${name} is refused`, () =>
    refuse(tarOf([GO_MOD, { name, content: 'x' }]), 'SOURCE_ARCHIVE', says));

for (const [type, what] of [
  ['1', 'hardlink'],
  ['2', 'symlink'],
  ['3', 'device'],
  ['4', 'device'],
  ['6', 'fifo'],
] as const)
  test(`a ${what} (type ${type}) is refused, wherever it leads`, async () => {
    for (const link of ['go.mod', '/etc/passwd', '..'])
      await refuse(tarOf([GO_MOD, { name: 'x', type, link }]), 'SOURCE_ARCHIVE', new RegExp(`is a ${what}`));
  });

test('two entries that are one file, here or on another file system, are refused', async () => {
  const two = (a: RawEntry, b: RawEntry, says: RegExp) => refuse(tarOf([a, b]), 'SOURCE_ARCHIVE', says);
  await two(GO_MOD, GO_MOD, /is there twice/);
  await two(GO_MOD, { name: './go.mod', content: 'x' }, /is there twice/);
  await two(GO_MOD, { name: 'GO.MOD', content: 'x' }, /by case alone/);
  await two({ name: 'cmd/a.go', content: 'x' }, { name: 'CMD/b.go', content: 'x' }, /by case alone/);
  await two({ name: '\u00e4.go', content: 'x' }, { name: 'a\u0308.go', content: 'x' }, /by case alone/);
  await two({ name: 'a', content: 'x' }, { name: 'a/b', content: 'x' }, /a file and a folder/);
  await two({ name: 'a/b', content: 'x' }, { name: 'a', content: 'x' }, /a file and a folder/);
  await two({ name: 'a/', type: '5' }, { name: 'a/', type: '5' }, /is there twice/);
  await take(
    tarOf([
      { name: 'a/b', content: 'x' },
      { name: 'a/', type: '5' },
    ]),
  );
});

test('names that an import refuses are refused on arrival', async () => {
  for (const name of ['a\nb.go', 'x\u202eog.c', 'a\\b.go', 'bell\u0007.go'])
    await refuse(tarOf([GO_MOD, { name, content: 'x' }]), 'SOURCE_NAME', /rename or remove it/);
  const raw = tarOf([{ name: 'aXb.go', content: 'x' }]);
  raw[1] = 0xff;
  raw.fill(0x20, 148, 156);
  const sum = raw.subarray(0, 512).reduce((total, byte) => total + byte, 0);
  raw.set(new TextEncoder().encode(`${sum.toString(8).padStart(6, '0')}\0 `), 148);
  await refuse(raw, 'SOURCE_ARCHIVE', /not valid UTF-8/);
  const deep = Array.from({ length: 66 }, () => 'd').join('/');
  await refuse(tarOf([{ name: 'x', content: 'x', pax: { path: deep } }]), 'SOURCE_ARCHIVE', /nested deeper/);
});

test('bombs end early: by ratio, by size, by count, by the length that a header claims', async () => {
  const small = { ...ARCHIVE_LIMITS, freeBytes: 1024 * 1024 };
  const zeros = gzipSync(tarOf([{ name: 'a', content: new Uint8Array(8 * 1024 * 1024) }]));
  await refuse(zeros, 'SOURCE_LIMIT', /200 times/, small);
  const one = tarOf([{ name: 'a', content: 'x'.repeat(2000) }]);
  await refuse(one, 'SOURCE_LIMIT', /too large/, { ...ARCHIVE_LIMITS, fileBytes: 1000 });
  await refuse(one, 'REQUEST_TOO_LARGE', /more than 1000/, { ...ARCHIVE_LIMITS, size: 1000 });
  await refuse(tarOf([{ name: 'a', content: 'x', size: 8 ** 11 - 1 }]), 'SOURCE_LIMIT', /too large/);
  const many = tarOf(Array.from({ length: 50 }, (_, i) => ({ name: `f${i}`, content: '' })));
  await refuse(many, 'SOURCE_ARCHIVE', /more than 20 entries/, { ...ARCHIVE_LIMITS, entries: 20 });
});

test('what is no archive, is cut off, or goes on behind its end is refused', async () => {
  const good = tarOf([GO_MOD]);
  const zipped = gzipSync(good);
  await refuse(new Uint8Array(), 'SOURCE_ARCHIVE', /no file/);
  await refuse(tarOf([]), 'SOURCE_ARCHIVE', /no file/);
  await refuse(new TextEncoder().encode('PK'.repeat(1000)), 'SOURCE_ARCHIVE', /checksum|header/);
  await refuse(good.subarray(0, 700), 'SOURCE_ARCHIVE', /ends inside/);
  await refuse(zipped.subarray(0, zipped.length - 9), 'SOURCE_ARCHIVE', /gzip stream/);
  await refuse(Buffer.concat([zipped, Buffer.from('trailing')]), 'SOURCE_ARCHIVE', /follow the end|gzip stream/);
  await refuse(
    tarOf([GO_MOD], Buffer.concat([new Uint8Array(1024), Buffer.alloc(512, 1)])),
    'SOURCE_ARCHIVE',
    /follow its end/,
  );
});

test('a byte that is changed anywhere gives an archive that is refused, or another digest', async () => {
  const bytes = tarOf([GO_MOD, { name: 'main.go', content: 'package main\n' }]);
  const { digest } = await take(bytes);
  await fc.assert(
    fc.asyncProperty(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), async (at, flip) => {
      const other = bytes.slice();
      other[at] = (other[at] ?? 0) ^ flip;
      const kept = await take(other).catch((error: unknown) => error);
      if (kept instanceof Error)
        assert.ok(kept instanceof TwinsealError && kept.code.startsWith('SOURCE_'), String(kept));
      else assert.notEqual((kept as { digest: string }).digest, digest);
    }),
    { numRuns: 60 },
  );
});

test('an archive goes a day after it was last used, and so does what a killed process left', async () => {
  const folder = fresh();
  const archives = archiveFolder(folder);
  const [old, used] = [
    await take(tarOf([GO_MOD]), ARCHIVE_LIMITS, folder),
    await take(tarOf([{ name: 'b', content: 'b' }]), ARCHIVE_LIMITS, folder),
  ];
  const own = join(folder, readdirSync(folder)[0] ?? '');
  const before = Date.now() / 1000 - 25 * 3600;
  for (const { digest } of [old, used]) utimesSync(join(own, digest.slice(7)), before, before);
  writeFileSync(join(own, '.coming-00000000-1-1-x'), 'half');
  utimesSync(join(own, '.coming-00000000-1-1-x'), 1, 1);
  assert.equal(await archives.renew('ci', used.digest), true);
  await archives.sweep();
  assert.deepEqual(
    readdirSync(own).filter((name) => !name.startsWith('.')),
    [used.digest.slice(7)],
  );
  assert.equal(await archives.renew('ci', old.digest), false);
  assert.ok(existsSync(own));
});

test('a caller who sends without end is stopped by what is kept of him already', async () => {
  const folder = fresh();
  const archives = archiveFolder(folder);
  await archives.take('ci', chunked(tarOf([GO_MOD])), call());
  const own = join(folder, readdirSync(folder)[0] ?? '');
  for (let i = 0; i < 256; i++) writeFileSync(join(own, String(i).padStart(64, '0')), '');
  await assert.rejects(archives.take('ci', chunked(tarOf([GO_MOD])), call()), { code: 'SOURCE_LIMIT' });
  await archives.take('another', chunked(tarOf([GO_MOD])), call());
});
