import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { BoundedMap } from '../../src/ports/bounded-map.ts';

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
