import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { BoundedMap } from '../../src/ports/bounded-map.ts';
import { RecencyMap } from '../../src/ports/recency-map.ts';

test('values that were set together are renewed one after another, each while it still holds', () => {
  let now = 1_000;
  const map = new BoundedMap<number>(10 ** 6, () => now);
  const keys = Array.from({ length: 200 }, (_, at) => `${at}`);
  for (const key of keys) map.set(key, 1, 1, 1_000);
  const aging = (age: number): number => {
    now = 1_000 + age;
    return keys.filter((key) => map.isAging(key)).length;
  };
  const seen = [499, 550, 600, 650, 701].map(aging);
  assert.equal(seen[0], 0);
  assert.equal(seen.at(-1), 200);
  // In each quarter of that time about fifty.
  for (const [at, count] of seen.entries())
    if (at > 0) assert.ok(Math.abs(count - (seen[at - 1] ?? 0) - 50) < 5, `${seen}`);
  now = 2_000;
  assert.equal(map.get('0'), undefined);
});

test('what has no end of its own never ages', () => {
  let now = 0;
  const map = new BoundedMap<number>(10 ** 6, () => now);
  map.set('one', 1, 1);
  now = Number.MAX_SAFE_INTEGER;
  assert.deepEqual([map.isAging('one'), map.get('one'), map.isAging('none')], [false, 1, false]);
});

test('whatever is set, the weight stays within the bound, and who was asked for last stays longest', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(30), fc.nat(3_000)), { maxLength: 80 }), (sets) => {
      const most = 20_000;
      const map = new BoundedMap<number>(most, () => 0);
      for (const [key, weight] of sets) {
        map.set(`${key}`, weight, weight);
        const kept = Array.from({ length: 31 }, (_, at) => `${at}`).filter((one) => map.get(one) !== undefined);
        assert.ok(kept.reduce((sum, one) => sum + (map.get(one) ?? 0) + 512, 0) <= most);
        if (weight <= 4_000) assert.equal(map.get(`${key}`), weight);
      }
    }),
  );
});

test('what was set last is the last one to go, even when all others were asked for', () => {
  const map = new BoundedMap<number>(40 * 1024, () => 0);
  const old = Array.from({ length: 100 }, (_, at) => `old-${at}`);
  for (const key of old) map.set(key, 1, 100);
  const there = () => old.filter((key) => map.get(key) !== undefined);
  const many = there().length;
  for (const key of ['a', 'b', 'c', 'd']) map.set(key, 1, 100);
  assert.deepEqual(
    ['a', 'b', 'c', 'd'].map((key) => map.get(key)),
    [1, 1, 1, 1],
  );
  assert.ok(many < 100 && there().length >= many - 5);
});

test('one heavy value pushes thousands of light ones out by a single walk', (t) => {
  const map = new BoundedMap<number>(8 * 2 ** 20, () => 0);
  for (let at = 0; at < 11_000; at++) map.set(`${at}`, at, 200);
  // A walk for each of them would begin with all that is gone already.
  const walks = t.mock.method(RecencyMap.prototype, 'leaving');
  map.set('heavy', 1, 1.9 * 2 ** 20);
  assert.equal(walks.mock.callCount(), 1);
  const left = Array.from({ length: 11_000 }, (_, at) => map.get(`${at}`)).filter((one) => one !== undefined);
  assert.ok(left.length > 7_000 && left.length < 9_000, `${left.length}`);
  assert.equal(map.get('heavy'), 1);
});
