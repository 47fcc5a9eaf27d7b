import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { RecencyMap } from '../../src/ports/recency-map.ts';

test('what was asked for since it was last looked at is passed over once, and then may go', () => {
  const map = new RecencyMap<number>();
  for (const [at, key] of ['a', 'b', 'c'].entries()) map.set(key, at);
  assert.equal(map.get('a'), 0);
  const next = (beside?: string) => [...map.leaving(beside)][0];
  assert.deepEqual(next(), ['b', 1]);
  assert.equal(map.peek('b'), 1);
  assert.deepEqual(next(), ['b', 1]);
  map.set('b', 5);
  assert.deepEqual(next(), ['c', 2]);
  assert.deepEqual(next('c'), ['a', 0]);
  assert.deepEqual([map.delete('c'), map.delete('c'), map.size], [true, false, 2]);
  assert.deepEqual(next('b'), ['a', 0]);
  map.delete('a');
  assert.equal(next('b'), undefined);
});

test('whatever is asked for, an entry that may go is there, and nothing gets lost by asking for it', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.constantFrom('get', 'set', 'leaving'), fc.nat(6)), { maxLength: 60 }), (steps) => {
      const map = new RecencyMap<number>();
      const model = new Map<string, number>();
      for (const [kind, n] of steps) {
        const key = `${n}`;
        if (kind === 'set') {
          map.set(key, n);
          model.set(key, n);
        } else if (kind === 'get') assert.equal(map.get(key), model.get(key));
        else {
          const [[leaving, value] = []] = map.leaving(key);
          assert.notEqual(leaving, key);
          if (leaving === undefined) assert.ok(model.size === 0 || (model.size === 1 && model.has(key)));
          else assert.equal(model.get(leaving), value);
        }
        for (let at = 0; at < 7; at++) assert.equal(map.peek(`${at}`), model.get(`${at}`));
        assert.equal(map.size, model.size);
      }
    }),
  );
});
