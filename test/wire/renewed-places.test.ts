import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openPlaces } from '../../src/adapters/places.ts';
import { renewedPlaces } from '../../src/wire/renewed-places.ts';

function counted() {
  const closed: number[] = [];
  let opened = 0;
  const open = () => {
    const n = opened++;
    return { ...openPlaces({}), n, close: async () => void closed.push(n) };
  };
  return { closed, opened: () => opened, places: renewedPlaces(open, 2) };
}

test('a client is replaced after its uses and closed when its last user is done', async () => {
  const { closed, opened, places } = counted();
  let release = (): void => {};
  const long = places.use(
    () =>
      new Promise<void>((resolve) => {
        release = resolve;
      }),
  );
  await places.use(async () => {});
  assert.equal(opened(), 1);
  await places.use(async () => {});
  assert.equal(opened(), 2);
  assert.deepEqual(closed, [], 'the first client is still in use');
  release();
  await long;
  assert.deepEqual(closed, [0]);
  await places.close();
  assert.deepEqual(closed, [0, 1]);
});

test('work that fails gives its place back', async () => {
  const { closed, places } = counted();
  for (let i = 0; i < 5; i++)
    await assert.rejects(
      places.use(() => Promise.reject(new Error('no'))),
      /no/,
    );
  assert.deepEqual(closed, [0, 1]);
  await places.close();
});
