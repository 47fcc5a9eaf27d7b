import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import fc from 'fast-check';
import { openBuildCaches } from '../../src/adapters/build-cache.ts';
import { makeCaches } from '../../src/adapters/caches.ts';
import type { CacheEntry } from '../../src/records/cache-report.ts';
import { entriesToRemove, pruneCaches } from '../../src/roads/prune-caches.ts';
import { twinseal } from '../support/twinseal-program.ts';

const root = mkdtempSync(join(tmpdir(), 'twinseal-prune-'));
after(() => rmSync(root, { recursive: true, force: true }));
const call = { signal: new AbortController().signal, deadline: Date.now() + 60_000 };
const HOUR = 3_600_000;
const NOW = Date.now();

function write(path: string, size: number, hoursAgo: number): string {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  writeFileSync(path, new Uint8Array(size));
  const used = new Date(NOW - hoursAgo * HOUR);
  utimesSync(path, used, used);
  return path;
}

function cache(name: string) {
  const own = join(root, name, 'own');
  const at = (path: string, size: number, hoursAgo: number): string => write(join(own, path), size, hoursAgo);
  return {
    own,
    old: [at('layers/aa.gz', 1000, 50), at('layers/aa.json', 10, 50)],
    middle: [at('layers/bb.gz', 2000, 20), at('layers/bb.json', 10, 20)],
    fresh: [at('layers/cc.gz', 4000, 0), at('layers/cc.json', 10, 0)],
    manifest: at('modules/00.manifest', 500, 30),
    compiled: at('node/v24/x.cache', 700, 200),
    remembered: at('sumdb/key/latest', 200, 5000),
  };
}

test('what was not used for longest goes first, a layer with its record, and the newest tree of a log never', async () => {
  const { own, old, middle, fresh, manifest, compiled, remembered } = cache('size');
  const report = await pruneCaches(makeCaches({ own }), { maxSize: 6500 }, NOW, false, call);
  for (const path of [...old, compiled]) assert.ok(!existsSync(path), path);
  for (const path of [...middle, ...fresh, manifest, remembered]) assert.ok(existsSync(path), path);
  assert.equal(report.size, 6500);
  assert.equal(report.note, undefined);
  const layers = report.parts.find(({ kind }) => kind === 'layers');
  assert.deepEqual(layers, { kind: 'layers', entries: 3, size: 7000, removedEntries: 1, removedSize: 1000 });
});

test('what is too old goes, and what was used within the hour stays, whatever it takes', async () => {
  const { own, old, middle, fresh, manifest } = cache('age');
  const report = await pruneCaches(makeCaches({ own }), { maxAge: 25 * HOUR, maxSize: 100 }, NOW, false, call);
  for (const path of [...old, ...middle, manifest]) assert.ok(!existsSync(path), path);
  for (const path of fresh) assert.ok(existsSync(path), path);
  assert.match(report.note ?? '', /within the last hour/);
});

test('a dry run says the same and removes nothing', async () => {
  const { own, old, compiled } = cache('dry');
  const dry = await pruneCaches(makeCaches({ own }), { maxAge: 25 * HOUR }, NOW, true, call);
  for (const path of [...old, compiled]) assert.ok(existsSync(path), path);
  assert.deepEqual(await pruneCaches(makeCaches({ own }), { maxAge: 25 * HOUR }, NOW, false, call), dry);
});

test('a build cache that a run has stays whole; once it is released, its old files go and the new ones stay', async () => {
  const builds = join(root, 'builds');
  const key = 'c0ffee'.repeat(5);
  const taken = await openBuildCaches(builds).take('a', key, call);
  assert.ok(taken !== undefined);
  const stale = write(join(taken.folder, '00', 'old-d'), 900, 40);
  const used = write(join(taken.folder, '01', 'new-d'), 300, 2);
  const caches = makeCaches({ builds });
  const busy = await pruneCaches(caches, { maxSize: 400 }, NOW, false, call);
  assert.ok(existsSync(stale));
  assert.equal(busy.note, 'more is left than was asked for: 1 entries are in use or could not be removed');
  await taken.release();
  const { size } = await pruneCaches(caches, { maxSize: 400 }, NOW, false, call);
  assert.deepEqual([existsSync(stale), existsSync(used), size], [false, true, 300]);
  const again = await openBuildCaches(builds).take('a', key, call);
  assert.equal(again?.seed, taken.seed, 'the mark of the cache is still there');
  await again?.release();
});

test('a link in a cache is neither followed nor removed', async () => {
  const { own } = cache('links');
  const outside = write(join(root, 'outside', 'file'), 100, 500);
  symlinkSync(join(root, 'outside'), join(own, 'layers', 'link'));
  symlinkSync(outside, join(own, 'modules', 'link.manifest'));
  await pruneCaches(makeCaches({ own }), { maxAge: HOUR }, NOW, false, call);
  assert.ok(existsSync(outside));
});

test('no cache at all is nothing to do, and bounds without a meaning are told', async () => {
  const env = { HOME: join(root, 'nobody'), XDG_CACHE_HOME: '' };
  const nothing = await twinseal(['cache', 'prune', '--max-size', '1GiB', '-o', 'json'], { env });
  assert.equal(nothing.status, 0, nothing.stderr);
  assert.equal((JSON.parse(nothing.stdout) as { parts: { removedEntries: number }[] }).parts.length, 4);
  for (const words of [[], ['--max-size', '1 GB'], ['--max-age', '1y'], ['--max-age', '0d']]) {
    const refused = await twinseal(['cache', 'prune', ...words], { env });
    assert.equal(refused.status, 2, words.join(' '));
    assert.match(refused.stderr, /--max-(?:size|age)/);
  }
});

test('whatever there is: the bounds hold for all that is older than an hour, and the order of the entries means nothing', () => {
  const entry = fc.record({
    kind: fc.constantFrom('layers' as const, 'modules' as const, 'node' as const),
    id: fc.uuid(),
    size: fc.nat(5000),
    used: fc.nat(100 * HOUR).map((ago) => NOW - ago),
  });
  const bounds = fc.record({ maxSize: fc.nat(20_000), maxAge: fc.nat(120 * HOUR) });
  fc.assert(
    fc.property(fc.array(entry, { maxLength: 30 }), bounds, (entries: CacheEntry[], { maxSize, maxAge }) => {
      const gone = new Set(entriesToRemove(entries, { maxSize, maxAge }, NOW));
      const left = entries.filter((one) => !gone.has(one));
      const size = left.reduce((sum, one) => sum + one.size, 0);
      const protectedOnly = left.every(({ used, size: own }) => used > NOW - HOUR || own === 0);
      assert.ok(size <= maxSize || protectedOnly);
      assert.ok(left.every(({ used }) => NOW - used <= maxAge || used > NOW - HOUR));
      const reversed = new Set(entriesToRemove(entries.toReversed(), { maxSize, maxAge }, NOW));
      assert.deepEqual([...reversed].map(({ id }) => id).sort(), [...gone].map(({ id }) => id).sort());
      // What goes is never younger than what stays, unless it is too old anyway.
      const youngest = Math.max(...[...gone].filter(({ used }) => NOW - used <= maxAge).map(({ used }) => used));
      assert.ok(left.filter(({ used }) => used < youngest).every(({ size: own }) => own === 0) || gone.size === 0);
    }),
  );
});

test('a folder that is not there is told, and is no success without a word', async () => {
  const words = ['cache', 'prune', '--max-size', '1GiB', '--cache', join(root, 'nodir')];
  const env = { PATH: process.env.PATH, HOME: root };
  const { status, stderr } = await twinseal(words, { cwd: root, env });
  assert.equal(status, 0, stderr);
  assert.match(stderr, /^note: there is no folder .*nodir, so no build cache was looked at\n$/);
});
