import assert from 'node:assert/strict';
import { test } from 'node:test';
import { keptClients } from '../../src/wire/service/kept-clients.ts';

function bench(most: number) {
  const closed: string[] = [];
  let now = 1000;
  const clients = keptClients({ most, life: 100 }, () => now);
  let made = 0;
  const lend = (name: string) =>
    clients.lend(name, () => {
      const own = `${name}${made++}`;
      return { name: own, close: async () => void closed.push(own) };
    });
  return { clients, closed, lend, pass: (by: number) => (now += by) };
}

test('one client by name, and who was not asked for longest goes first, once nobody uses it', async () => {
  const { clients, closed, lend } = bench(2);
  const a = lend('a');
  assert.equal(lend('a').client, a.client);
  lend('b').giveBack();
  lend('c').giveBack();
  // a is used twice still, so it is given up and not closed.
  assert.deepEqual(closed, []);
  a.giveBack();
  a.giveBack();
  assert.deepEqual(closed, []);
  lend('d').giveBack();
  assert.deepEqual(closed, ['b1']);
  await clients.close();
  assert.deepEqual(closed.toSorted(), ['a0', 'b1', 'c2', 'd3']);
});

test('a client is used for its time, and not where the clock went back', () => {
  const { closed, lend, pass } = bench(8);
  const a = lend('a');
  pass(99);
  assert.equal(lend('a').client, a.client);
  pass(1);
  assert.notEqual(lend('a').client, a.client);
  pass(-500);
  const later = lend('a');
  assert.notEqual(later.client, a.client);
  assert.deepEqual(closed, []);
});
