import assert from 'node:assert/strict';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { openBuildCaches } from '../../src/adapters/build-cache.ts';
import { readWhole } from '../../src/records/blob.ts';
import type { ErrorCode } from '../../src/records/error-catalogue.ts';
import { TwinsealError } from '../../src/records/twinseal-error.ts';
import { cacheKey } from '../../src/seal/build/cache-key.ts';
import { openSide } from '../../src/seal/build/open-side.ts';
import { sidesAtOnce } from '../../src/seal/build/schedule.ts';
import { twinseal } from '../support/twinseal-program.ts';
import { type Planned, testCall, twinHarness } from './twin-harness.ts';

// One cold twin serves all tests that build: what follows is warm and takes a second.
const twin = twinHarness();
after(() => twin.remove());
const folder = join(twin.root, 'cache');
const caches = openBuildCaches(folder);
const KEY = 'c0ffee'.repeat(5);

const WORDS = { good: 'a word that was vendored by nobody', evil: 'a word that was smuggled in by one' };
const FILES = {
  'go.mod': 'module example.com/hello\n\ngo 1.21\n',
  'main.go': 'package main\n\nimport word "example.com/hello/one"\n\nfunc main() { println(word.Word()) }\n',
  'one/one.go': `package one\n\n//go:noinline\nfunc Word() string { return "${WORDS.good}" }\n`,
  'two/two.go': 'package two\n\n//go:noinline\nfunc Word() string { return "another word from another package" }\n',
};

function planned(changes: Readonly<Record<string, string>> = {}): Promise<Planned> {
  return twin.plan(twin.module({ ...FILES, ...changes }));
}

function refused(code: ErrorCode, pattern: RegExp): (error: unknown) => boolean {
  return (error) => error instanceof TwinsealError && error.code === code && pattern.test(error.message);
}

/** Folders of the one cache that a side has. */
function cacheOf(side: 'a' | 'b'): string {
  const [key = '', ...more] = readdirSync(join(folder, side));
  assert.equal(more.length, 0);
  return join(folder, side, key, 'gocache');
}

const original = await planned();
const cold = await twin.twins(original, caches);

test('the first twin with a cache is cold, the next is warm, gives the same bytes, and says so', async () => {
  assert.ok(cold.a.cold && cold.b.cold);
  assert.equal(cold.comparison.outcome, 'identical');
  const warm = await twin.twins(original, caches);
  assert.ok(!warm.a.cold && !warm.b.cold);
  assert.match(warm.a.observed.cache ?? '', /^[1-9]\d+ entries, own/);
  assert.equal(warm.comparison.outcome, 'identical');
  assert.equal(warm.a.binaries[0]?.content.digest, cold.a.binaries[0]?.content.digest);
  if (warm.comparison.outcome !== 'identical') return;
  assert.deepEqual([warm.comparison.result.sides.a.cold, warm.comparison.result.sides.b.cold], [false, false]);
});

test('each side has a cache of its own, which nobody else can read, under keys that differ', () => {
  for (const path of [folder, join(folder, 'a'), join(folder, 'b'), cacheOf('a'), cacheOf('b')])
    assert.equal(statSync(path).mode & 0o777, 0o700, path);
  assert.notEqual(cacheKey('a', original.plan), cacheKey('b', original.plan));
});

test('another compiler, condition or experiment has another key, though the version is the same', () => {
  const { plan } = original;
  const key = cacheKey('a', plan);
  const { a, b } = plan.toolchains;
  const changed = { ...a, digests: { ...a.digests, compile: '0'.repeat(64) } };
  assert.notEqual(cacheKey('a', { ...plan, toolchains: { a: changed, b } }), key);
  assert.equal(cacheKey('b', { ...plan, toolchains: { a: changed, b } }), cacheKey('b', plan));
  const moved = { ...plan.sides, a: { ...plan.sides.a, root: '/elsewhere' } };
  assert.notEqual(cacheKey('a', { ...plan, sides: moved }), key);
  assert.notEqual(cacheKey('a', { ...plan, build: { ...plan.build, experiments: ['greenteagc'] } }), key);
  assert.equal(cacheKey('a', { ...plan, source: { ...plan.source, module: 'example.com/other' } }), key);
});

// Go's index of packages goes by name, size and time, and all files of a side have one time where no cache is kept.
test('an edit that keeps the size of a file is seen by a warm build', async () => {
  const edited = await planned({ 'main.go': FILES['main.go'].replace('hello/one', 'hello/two') });
  const warm = await twin.twins(edited, caches);
  assert.equal(warm.comparison.outcome, 'identical');
  assert.ok(!warm.a.cold);
  for (const { binaries } of [warm.a, warm.b]) {
    const program = Buffer.from(await readWhole(binaries[0]?.content ?? assert.fail('nothing was built')));
    assert.ok(program.includes('another word from another package') && !program.includes(WORDS.good));
  }
});

test('the program builds warm sides at once, and tells what fails and nothing else', async () => {
  const build = (module: string) =>
    twinseal(['build', module, '--platform', 'linux/amd64', '--cache', folder, '--offline', '-v', '-o', 'json'], {
      cwd: twin.root,
    });
  const whole = { ...FILES, 'main.go': FILES['main.go'].replace('println', 'print') };
  const { status, stdout, stderr } = await build(twin.module(whole));
  assert.equal(status, 0, stderr);
  const summary = JSON.parse(stdout) as { twin: { conditions: { name: string; a: string; b: string }[] } };
  const cache = summary.twin.conditions.find(({ name }) => name === 'cache');
  assert.match(`${cache?.a} ${cache?.b}`, /^[1-9]\d* entries, .* [1-9]\d* entries, /);
  const begun = ['A', 'B'].map((side) => stderr.indexOf(`... side ${side}: building`));
  const atOnce = begun.every((line) => line >= 0 && line < stderr.indexOf('ok  side '));
  const lent = { processors: availableParallelism(), memory: process.availableMemory() };
  assert.equal(atOnce, sidesAtOnce({ ...lent, warm: true }) === 2, stderr);
  const broken = await build(twin.module({ ...FILES, 'main.go': 'package main\n\nfunc main() { nothing() }\n' }));
  assert.equal(broken.status, 1);
  assert.match(broken.stderr, /undefined: nothing/);
  assert.doesNotMatch(broken.stderr, /cancelled/);
});

test('an entry that was poisoned on one side shows as a difference, and the cache is named as its cause', async () => {
  const evil = await planned({ 'one/one.go': FILES['one/one.go'].replace(WORDS.good, WORDS.evil) });
  await twin.side(evil, 'a', caches);
  const cache = cacheOf('a');
  const files = readdirSync(cache, { recursive: true, encoding: 'utf8' });
  const objectWith = (word: string): string => {
    const found = files.filter((file) => file.endsWith('-d') && readFileSync(join(cache, file)).includes(word));
    return (
      found.find((file) => readFileSync(join(cache, file)).includes('!<arch>')) ?? assert.fail(`no object: ${word}`)
    );
  };
  const [good, bad] = [objectWith(WORDS.good), objectWith(WORDS.evil)];
  const id = (file: string): string => file.slice(file.lastIndexOf('/') + 1, -'-d'.length);
  // `v1 <action> <output> <size> <time>`: with it the entry is as Go would have written it.
  for (const entry of files.filter((file) => file.endsWith('-a')).map((file) => join(cache, file))) {
    const text = readFileSync(entry, 'utf8');
    if (!text.includes(id(good))) continue;
    const size = String(statSync(join(cache, bad)).size).padStart(20);
    writeFileSync(entry, text.replace(id(good), id(bad)).replace(/ {2,}\d+/, ` ${size}`));
  }
  const { a, b, comparison } = await twin.twins(original, caches);
  assert.equal(comparison.outcome, 'different');
  assert.equal(b.binaries[0]?.content.digest, cold.b.binaries[0]?.content.digest);
  assert.notEqual(a.binaries[0]?.content.digest, cold.a.binaries[0]?.content.digest);
  if (comparison.outcome !== 'different') return;
  const [difference] = comparison.differences;
  assert.equal(difference?.causes[0]?.name, 'warm-cache');
  assert.match(difference?.causes[0]?.fix ?? '', /without --cache/);
});

test('a cache that another run uses is not shared: this run begins with an empty one, and says so', async () => {
  const taken = await caches.take('a', cacheKey('a', original.plan), testCall());
  assert.notEqual(taken, undefined);
  assert.equal(await caches.take('a', cacheKey('a', original.plan), testCall()), undefined);
  const ports = { sandbox: twin.sandbox, clock: { now: Date.now }, caches };
  const opened = await openSide('a', original.plan, original.tree, ports, testCall());
  await opened.close();
  assert.ok(opened.cold);
  assert.match(opened.notes.join(), /another run uses the build cache of side A/);
  await taken?.release();
  const again = await caches.take('a', cacheKey('a', original.plan), testCall());
  assert.notEqual(again, undefined);
  await again?.release();
});

test('the lock of a process that is gone holds nobody up', async () => {
  const other = openBuildCaches(join(twin.root, 'locks'));
  await (await other.take('a', KEY, testCall()))?.release();
  // A process number that is never given, on this boot and in this container.
  const { ownerMark } = await import('../../src/adapters/leftovers.ts');
  const dead = ownerMark().replace(/-\d+-/, '-4194999-');
  writeFileSync(join(twin.root, 'locks', 'a', KEY, `lock-${dead}-x`), '');
  const taken = await other.take('a', KEY, testCall());
  assert.notEqual(taken, undefined);
  await taken?.release();
  assert.deepEqual(readdirSync(join(twin.root, 'locks', 'a', KEY)).sort(), ['gocache', 'mark.json']);
});

test('prepare commands get no kept cache, since what they write there would serve the next build', async () => {
  const plan = { ...original.plan, build: { ...original.plan.build, prepare: [['true']] } };
  const ports = { sandbox: twin.sandbox, clock: { now: Date.now }, caches };
  const opened = await openSide('a', plan, original.tree, ports, testCall());
  await opened.close();
  assert.ok(opened.cold);
  assert.match(opened.notes.join(), /prepare commands/);
});

test('a cache of side A is never given to side B, nor one that others can write, a link, or one without a mark', async () => {
  const at = (name: string): string => join(twin.root, 'refused', name);
  const take = async (name: string, side: 'a' | 'b' = 'b', key = KEY) =>
    await openBuildCaches(at(name)).take(side, key, testCall());
  for (const name of ['crossed', 'open', 'linked', 'bare', 'torn', 'seedless'])
    await (await openBuildCaches(at(name)).take('a', KEY, testCall()))?.release();

  cpSync(join(at('crossed'), 'a'), join(at('crossed'), 'b'), { recursive: true });
  await assert.rejects(take('crossed'), refused('CACHE_UNUSABLE', /made for side A.*caches never cross/));
  chmodSync(at('open'), 0o770);
  await assert.rejects(take('open'), refused('CACHE_UNUSABLE', /others may write/));
  symlinkSync('a', join(at('linked'), 'b'));
  await assert.rejects(take('linked'), refused('CACHE_UNUSABLE', /is a link/));
  mkdirSync(join(at('bare'), 'b', KEY, 'gocache'), { recursive: true, mode: 0o700 });
  await assert.rejects(take('bare'), refused('CACHE_UNUSABLE', /has no mark/));
  writeFileSync(join(at('torn'), 'a', KEY, 'mark.json'), '{"apiVersion":');
  await assert.rejects(take('torn', 'a'), refused('CACHE_UNUSABLE', /is no mark/));
  const mark = join(at('seedless'), 'a', KEY, 'mark.json');
  writeFileSync(mark, readFileSync(mark, 'utf8').replace(/"seed":"[^"]*"/, '"seed":"00"'));
  await assert.rejects(take('seedless', 'a'), refused('CACHE_UNUSABLE', /no secret of 32 bytes/));
  writeFileSync(at('file'), '');
  await assert.rejects(take('file'), refused('OUTPUT_UNWRITABLE', /not a folder/));
  // A refusal leaves no lock behind.
  assert.ok(!readdirSync(join(at('torn'), 'a', KEY)).some((name) => name.startsWith('lock-')));
});

test('a cache whose toolchain nobody used for two weeks is removed by the next run', async () => {
  const home = join(twin.root, 'old');
  const [old, recent] = ['01'.repeat(16), '02'.repeat(16)];
  for (const key of [old, recent]) await (await openBuildCaches(home).take('a', key, testCall()))?.release();
  const then = Date.now() / 1000 - 15 * 24 * 3600;
  utimesSync(join(home, 'a', old, 'mark.json'), then, then);
  await (await openBuildCaches(home).take('a', KEY, testCall()))?.release();
  assert.ok(!existsSync(join(home, 'a', old)));
  assert.ok(existsSync(join(home, 'a', recent)));
});
