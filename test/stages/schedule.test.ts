import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sidesAtOnce } from '../../src/seal/build/schedule.ts';
import { seldomCollected } from '../../src/seal/build/side-environment.ts';

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

test('compilers that collect garbage seldom leave half of the memory of their side to what they hold', () => {
  for (const [memory, parallelism] of [
    [8 * 1024 ** 3, 2],
    [8 * 1024 ** 3, 33],
    [256 * 1024 ** 2, 3],
  ] as const) {
    const { GOGC, GOMEMLIMIT } = seldomCollected(memory, parallelism);
    assert.ok(Number(GOGC) > 100, 'more seldom than by default');
    assert.match(GOMEMLIMIT, /^[1-9]\d*$/);
    assert.ok(Number(GOMEMLIMIT) * parallelism <= memory / 2);
  }
});
