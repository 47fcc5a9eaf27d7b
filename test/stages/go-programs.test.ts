// Every Go program that a container sees, found while the layers pass, and what policies make of them.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import { findingsReport } from '../../src/doors/cli/output/report.ts';
import { textReport } from '../../src/doors/cli/output/text.ts';
import { GoScanner } from '../../src/judge/inspect/go-scanner.ts';
import { reportImage, WALK_LIMITS } from '../../src/judge/inspect/image-report.ts';
import { readProgram } from '../../src/judge/inspect/program.ts';
import { elfSample } from '../formats/elf-sample.ts';
import { goProgramSample } from '../formats/go-program-sample.ts';
import { type GoElf, goElf } from '../support/go-elf.ts';
import { draft, repack, validateDraft } from '../support/layout-draft.ts';
import { judge, makeImage, testPolicy, verdictOf } from '../support/sealed-image.ts';
import { type RawEntry, tarOf } from '../support/tar.ts';
import { testCall, walkableImage } from '../support/walkable-image.ts';

const RUN = { Entrypoint: ['/bin/sh'] };
const go = (name: string, module = 'example.com/app', more: Partial<RawEntry> = {}): RawEntry => ({
  name,
  content: goElf(62, { module }),
  ...more,
});
const found = async (layers: readonly (readonly RawEntry[])[], limits = {}) =>
  (await reportImage(walkableImage(layers, RUN), testCall(), { ...WALK_LIMITS, ...limits }, true)).goPrograms;
const seen = async (layers: readonly (readonly RawEntry[])[]) =>
  (await found(layers))?.programs.map((one) => `${one.path} ${one.go?.mainModule.path ?? one.why}`);

test('programs are those that a container sees and may execute, each by its first name', async () => {
  assert.deepEqual(await seen([[go('b/x', 'm/x'), go('a', 'm/a'), { name: 'c', content: 'text' }]]), [
    '/a m/a',
    '/b/x m/x',
  ]);
  // Replaced, hidden, not executable, or no file.
  assert.deepEqual(await seen([[go('a', 'old')], [go('a', 'new')]]), ['/a new']);
  assert.deepEqual(await seen([[go('a')], [{ name: 'a', content: '#!/bin/sh\n' }]]), []);
  assert.deepEqual(await seen([[go('d/a')], [{ name: 'd/.wh.a', content: '' }]]), []);
  assert.deepEqual(await seen([[go('d/a')], [{ name: 'd/.wh..wh..opq', content: '' }, go('d/b')]]), [
    '/d/b example.com/app',
  ]);
  assert.deepEqual(await seen([[go('a', 'm', { mode: 0o644 })]]), []);
  assert.deepEqual(await seen([[{ name: 'a', content: elfSample() }]]), []);
  // A second name keeps it there.
  const link: RawEntry = { name: 'Z', type: '1', link: 'a' };
  assert.deepEqual(await seen([[go('a', 'm'), link]]), ['/Z m']);
  assert.deepEqual(await seen([[go('a', 'm'), { ...link, name: 'z' }], [{ name: '.wh.a', content: '' }]]), ['/z m']);
  // The one that runs is one of them, and is told of as before.
  const run = { Entrypoint: ['/a'] };
  const whole = await reportImage(walkableImage([[go('a', 'm')]], run), testCall(), WALK_LIMITS, true);
  assert.deepEqual([whole.entrypoint.go?.mainModule.path, whole.goPrograms?.programs.length], ['m', 1]);
  const { goPrograms: _all, ...rest } = whole;
  assert.deepEqual(await reportImage(walkableImage([[go('a', 'm')]], run), testCall()), rest);
});

test('build info that cannot be read is told of, not passed over', async () => {
  const old = goElf(62);
  old[old.lastIndexOf(0x3a, old.length) === -1 ? 0 : Buffer.from(old).indexOf('Go buildinf:') + 13] = 0;
  const huge = goElf(62, { settings: { '-ldflags': 'x'.repeat(20_000) } });
  const programs = await seen([
    [
      { name: 'old', content: old },
      { name: 'huge', content: huge },
    ],
  ]);
  assert.match(programs?.[0] ?? '', /^\/huge its build info has settings of more than/);
  assert.match(programs?.[1] ?? '', /^\/old .*older than 1.18/);
  // The words alone make no Go program.
  const words = Buffer.concat([elfSample(), Buffer.from('\xff Go buildinf:', 'latin1'), Buffer.alloc(100)]);
  assert.deepEqual(await seen([[{ name: 'words', content: new Uint8Array(words) }]]), []);
  const many = Buffer.concat([elfSample(), Buffer.from('\xff Go buildinf:'.repeat(40), 'latin1')]);
  assert.match((await seen([[{ name: 'many', content: new Uint8Array(many) }]]))?.[0] ?? '', /more than 16 places/);
});

test('beyond the limit the list says that it is not whole; what is gone does not count', async () => {
  const layer = (from: number, count: number) => Array.from({ length: count }, (_, i) => go(`p${from + i}`));
  const limits = { maxGoPrograms: 4 };
  const few = await found([layer(0, 4)], limits);
  assert.deepEqual([few?.programs.length, few?.more], [4, undefined]);
  const over = await found([layer(0, 5)], limits);
  assert.deepEqual([over?.programs.length, over?.more], [4, true]);
  const flood = await found([layer(0, 100)], limits);
  assert.deepEqual([flood?.programs.length, flood?.more], [4, true]);
  // Ten generations of the same four.
  const again = await found(
    Array.from({ length: 10 }, () => layer(0, 4)),
    limits,
  );
  assert.deepEqual([again?.programs.length, again?.more], [4, undefined]);
});

/** What the scanner says of bytes that come in such chunks. */
function scan(bytes: Uint8Array, chunks: readonly number[]) {
  const scanner = new GoScanner();
  // What another file left behind must not show.
  for (const file of [goElf(62, { module: 'left/behind' }), bytes]) {
    scanner.begin(file.length);
    for (let at = 0, i = 0; at < file.length; i++) {
      const length = chunks[i % chunks.length] ?? 1;
      if (!scanner.add(file.subarray(at, at + length))) break;
      at += length;
    }
    if (file === bytes) return scanner.end();
    scanner.end();
  }
  return undefined;
}

test('one passing reading says what reading the whole file says, however it is cut', () => {
  const settings = fc.dictionary(fc.constantFrom('-trimpath', 'CGO_ENABLED', '-tags'), fc.constantFrom('1', 'true'));
  const sample = fc.oneof(
    fc.record({ settings, is64: fc.boolean(), littleEndian: fc.boolean() }).map((one) => goProgramSample(one)),
    fc.record({ settings, module: fc.constantFrom('a.b/c', '') }).map((one: GoElf) => goElf(183, one)),
    fc.boolean().map((is64) => elfSample({ is64 })),
  );
  const cuts = fc.array(fc.integer({ min: 1, max: 5000 }), { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(sample, cuts, (bytes, chunks) => {
      const whole = readProgram(bytes).go;
      const passing = scan(bytes, chunks)?.go;
      assert.deepEqual(
        passing,
        whole && { goVersion: whole.goVersion, mainModule: whole.mainModule, buildSettings: whole.buildSettings },
      );
    }),
    { numRuns: 60 },
  );
});

test('a program of 700 MB costs no memory', () => {
  const small = goElf(62, { module: 'large/one' });
  const size = 700 * 2 ** 20;
  const filler = randomBytes(2 ** 20);
  const before = process.memoryUsage();
  const scanner = new GoScanner();
  for (let round = 0; round < 2; round++) {
    scanner.begin(size);
    scanner.add(small);
    for (let at = small.length; at < size; at += filler.length) scanner.add(filler.subarray(0, size - at));
    assert.equal(scanner.end()?.go?.mainModule.path, 'large/one');
  }
  const after = process.memoryUsage();
  assert.ok(after.rss - before.rss < 60 * 2 ** 20, `${(after.rss - before.rss) / 2 ** 20} MB`);
});

const withOthers = (own: GoElf | undefined, others: Readonly<Record<string, GoElf>>) =>
  makeImage({
    binary: (machine) => (own === undefined ? elfSample({ machine }) : goElf(machine, own)),
    layersAbove: [Object.entries(others).map(([name, one]) => ({ name, content: goElf(62, one) }))],
  });

test('a policy can demand it of all Go programs in the image', async () => {
  const refused = ['deny', 'go-build fail GO_BUILD_REFUSED'];
  const rules = { minVersion: '1.26', cgo: false };
  const all = await testPolicy({ goBuild: { programs: 'all', ...rules } });
  const one = await testPolicy({ goBuild: { programs: 'entrypoint', ...rules } });
  const bare = await testPolicy({ goBuild: rules });
  const good: GoElf = { settings: { CGO_ENABLED: '0' } };
  const old: GoElf = { ...good, goVersion: 'go1.20.1' };
  const clean = withOthers(good, { 'opt/a': good });
  const stale = withOthers(good, { 'opt/a': good, 'opt/b': old, 'opt/c': old });
  for (const policy of [all, one, bare]) assert.deepEqual(await verdictOf(clean, policy), ['allow']);
  for (const policy of [one, bare]) assert.deepEqual(await verdictOf(stale, policy), ['allow']);
  assert.deepEqual(await verdictOf(stale, all), refused);
  const reasons = (await judge(stale, all)).verdict.checks.filter(({ id }) => id === 'go-build');
  assert.match(
    reasons[0]?.reason ?? '',
    /^\/opt\/b: it was built by Go 1\.20\.1, before 1\.26 \(and 1 more programs\)$/,
  );
  // What runs need not be one of Go, and is one of them when it is.
  assert.deepEqual(await verdictOf(withOthers(undefined, {}), all), ['allow']);
  assert.deepEqual(await verdictOf(withOthers(undefined, { 'opt/b': old }), all), refused);
  assert.deepEqual(await verdictOf(withOthers(old, {}), all), refused);
  assert.deepEqual(await verdictOf(withOthers(undefined, {}), bare), refused);
  // Hidden again: a container does not see it.
  const hidden = makeImage({
    binary: (machine) => goElf(machine, good),
    layersAbove: [[{ name: 'opt/b', content: goElf(62, old) }], [{ name: 'opt/.wh.b', content: '' }]],
  });
  assert.deepEqual(await verdictOf(hidden, all), ['allow']);
  await assert.rejects(
    testPolicy({ goBuild: { programs: 'some' } }),
    /\/require\/goBuild\/programs.*all or entrypoint/s,
  );
});

test('more programs than are looked at leave it open, unless one of them is refused', async () => {
  const good: GoElf = { settings: { CGO_ENABLED: '0' } };
  const others = Object.fromEntries(Array.from({ length: 600 }, (_, i) => [`opt/p${i}`, good]));
  const policy = await testPolicy({ goBuild: { programs: 'all', cgo: false } });
  assert.deepEqual(await verdictOf(withOthers(good, others), policy), [
    'indeterminate',
    'go-build fault GO_PROGRAMS_LIMIT',
  ]);
  const bad = { ...others, 'opt/a': { settings: { CGO_ENABLED: '1' } } };
  assert.deepEqual(await verdictOf(withOthers(good, bad), policy), ['deny', 'go-build fail GO_BUILD_REFUSED']);
});

test('facts have other programs only where the policy asks for them', async () => {
  const image = withOthers({}, { 'opt/a': {} });
  const facts = async (programs: string) =>
    (await judge(image, await testPolicy({ goBuild: { programs } }))).facts.images;
  assert.equal((await facts('all'))[0]?.goPrograms?.programs.length, 2);
  assert.equal('goPrograms' in ((await facts('entrypoint'))[0] ?? {}), false);
});

test('validate tells of them, for programs and for people', async () => {
  const parts = draft();
  const settings = { GOOS: 'linux', GOARCH: 'amd64', CGO_ENABLED: '0', '-trimpath': 'true', GOAMD64: 'v1' };
  repack(parts, tarOf([{ name: 'usr/bin/app', content: goElf(62, { settings }) }, go('opt/x', 'm/x')]));
  const report = await validateDraft(parts);
  assert.deepEqual([report.valid, report.findings], [true, []]);
  const [image] = report.goPrograms ?? [];
  assert.equal(image?.platform, 'linux/amd64');
  assert.deepEqual(
    image.programs.map(({ path, go: built }) => [path, built?.goVersion, built?.mainModule.path]),
    [
      ['/opt/x', 'go1.26.8', 'm/x'],
      ['/usr/bin/app', 'go1.26.8', 'example.com/app'],
    ],
  );
  const text = textReport(findingsReport('app.oci', report), { colours: false, quiet: false });
  assert.match(
    text,
    /^PASS +go-program +linux\/amd64 \/usr\/bin\/app +go1\.26\.8, example\.com\/app v1\.0\.0 -trimpath=true CGO_ENABLED=0 GOAMD64=v1$/m,
  );
  assert.match(text, /^valid: app\.oci, 0 remarks$/m);
  assert.equal('goPrograms' in (await validateDraft(draft())), false);
});
