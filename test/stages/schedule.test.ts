import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sidesAtOnce } from '../../src/seal/build/schedule.ts';

const GIB = 1024 ** 3;

test('cold sides build one after the other on few processors, at once on many', () => {
  const cold = [1, 2, 4, 7, 8, 64].map((processors) => sidesAtOnce({ processors, memory: 16 * GIB, warm: false }));
  assert.deepEqual(cold, [1, 1, 1, 1, 2, 2]);
});

test('warm sides build at once on two processors, since linking keeps one of them busy', () => {
  const warm = [1, 2, 8].map((processors) => sidesAtOnce({ processors, memory: 16 * GIB, warm: true }));
  assert.deepEqual(warm, [1, 2, 2]);
});

test('two sides never share memory that is too little for two, or that nobody measured', () => {
  for (const memory of [undefined, 0, 5 * GIB])
    for (const warm of [true, false]) assert.equal(sidesAtOnce({ processors: 64, memory, warm }), 1);
  assert.equal(sidesAtOnce({ processors: 64, memory: 6 * GIB, warm: false }), 2);
});
