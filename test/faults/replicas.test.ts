// Replicas of the service on PostgreSQL, killed under load. database-away.heavy.test.ts has a database that goes away.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { PASSWORD, startPostgres } from '../support/postgres-server.ts';
import { type Replicas, replicas } from '../support/replicas.ts';
import { freshRandom } from '../support/seeded-random.ts';
import { type Strike, strikeReplicas } from './replica-rounds.ts';

const server = await startPostgres();
after(() => server.close());

async function withReplicas(work: (all: Replicas) => Promise<void>): Promise<void> {
  const all = await replicas(server);
  try {
    await work(all);
  } finally {
    assert.ok(!(await all.close()).includes(PASSWORD), 'the password of the database is told');
  }
}

test('a replica that is killed under load loses nothing that was acknowledged, and the log stays whole', async () => {
  await withReplicas(async (all) => {
    const strikes: readonly Strike[] = ['kill a replica', 'kill a replica', 'crash the database'];
    const n = await strikeReplicas(all, server, strikes, freshRandom());
    assert.ok(n > 20, `only ${n} decisions were acknowledged`);
  });
});
