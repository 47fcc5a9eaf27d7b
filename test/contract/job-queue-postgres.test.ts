import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { openPostgresJobs } from '../../src/adapters/jobs/postgres-jobs.ts';
import type { Call } from '../../src/ports/call.ts';
import { ask, startPostgres } from '../support/postgres-server.ts';
import { jobQueueSuite, LEASE } from './job-queue-suite.ts';

// npm's server, which every machine has; the store's contract runs on the one of the system where there is one.
const server = await startPostgres({ from: 'npm' });
after(() => server.close());
const url = await server.database();
const call = (): Call => ({ signal: new AbortController().signal, deadline: Date.now() + 30_000 });

jobQueueSuite('postgres', () => openPostgresJobs(url, call(), LEASE));

test('postgres: an offer waits for a worker as long as its job does, by the clock of the database', async (t) => {
  const fresh = await server.database();
  const queue = await openPostgresJobs(fresh, call(), LEASE);
  t.after(() => queue.close());
  const request = { kind: 'build' as const, source: { git: '/srv/app.git' } };
  await queue.submit({ id: crypto.randomUUID(), request, caller: { name: 'ci', by: 'api-key' } }, call());
  await queue.lease('w', call());
  const kept = `SELECT count(*)::int AS n, min(keep_until) > now() + interval '9 years' AS long,
    max(start_after - created_on) BETWEEN interval '${LEASE} ms' AND interval '${LEASE + 100} ms' AS soon FROM twinseal_boss.job WHERE name = 'offers' AND state < 'active'`;
  assert.deepEqual(await ask(fresh, kept), [{ n: 1, long: true, soon: true }]);
});

test('postgres: two processes that start at once make the tables once', async () => {
  const fresh = await server.database();
  const queues = await Promise.all([1, 2, 3].map(() => openPostgresJobs(fresh, call(), LEASE)));
  for (const queue of queues) await queue.close();
});

test('postgres: a database that does not answer is a fault of the store, and its password is not told', async () => {
  const error = await openPostgresJobs('postgres://someone:s3cret-word@127.0.0.1:1/none', call()).catch(
    (e: unknown) => e,
  );
  assert.equal((error as { code: string }).code, 'STORE_FAILED');
  assert.ok(!String(error).includes('s3cret-word'));
});
