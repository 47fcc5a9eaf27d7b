import assert from 'node:assert/strict';
import { test } from 'node:test';
import { systemRandom } from '../../src/adapters/random.ts';

test('an identifier is a UUID of version 7: its moment first, and all the rest random', () => {
  const before = Date.now();
  const ids = Array.from({ length: 10_000 }, () => systemRandom.uuid());
  const after = Date.now();
  assert.equal(new Set(ids).size, ids.length);
  for (const id of ids) {
    assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    const moment = Number.parseInt(id.replace('-', '').slice(0, 12), 16);
    assert.ok(moment >= before && moment <= after, `${id} is of ${moment}`);
  }
  const moments = ids.map((id) => id.slice(0, 13));
  assert.deepEqual(moments, moments.toSorted());
  // Every bit but those of moment, version and variant takes both values.
  const tails = ids.map((id) => BigInt(`0x${id.slice(15).replaceAll('-', '')}`));
  const set = tails.reduce((all, one) => all | one, 0n);
  const clear = tails.reduce((all, one) => all | ~one, 0n) & ((1n << 76n) - 1n);
  const bits = [...(set & clear).toString(2)].filter((bit) => bit === '1').length;
  assert.equal(bits, 74);
});
