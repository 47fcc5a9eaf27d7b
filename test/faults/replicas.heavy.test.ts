// As replicas.test.ts, with every strike, many times.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { startPostgres } from '../support/postgres-server.ts';
import { replicas } from '../support/replicas.ts';
import { freshRandom } from '../support/seeded-random.ts';
import { type Strike, strikeReplicas } from './replica-rounds.ts';

const server = await startPostgres();
after(() => server.close());

const random = freshRandom();

const STRIKES: readonly Strike[] = [
  ...Array<Strike>(24).fill('kill a replica'),
  ...Array<Strike>(8).fill('crash the database'),
  ...Array<Strike>(8).fill('freeze the database'),
  ...Array<Strike>(4).fill('freeze a replica'),
];

test('replicas and their database are killed, crashed and frozen under load, and nothing acknowledged is lost', async () => {
  const all = await replicas(server);
  const shuffled = STRIKES.map((strike) => ({ strike, at: random.nat(2 ** 31) })).toSorted((a, b) => a.at - b.at);
  try {
    const n = await strikeReplicas(
      all,
      server,
      shuffled.map(({ strike }) => strike),
      random,
    );
    assert.ok(n > 200, `only ${n} decisions were acknowledged`);
  } finally {
    await all.close();
  }
});
