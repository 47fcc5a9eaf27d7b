// Replicas of the service whose database stands still or is stopped.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { responseProblems } from '../support/openapi-contract.ts';
import { PASSWORD, startPostgres } from '../support/postgres-server.ts';
import { type Replicas, replicas } from '../support/replicas.ts';
import type { RunningService } from '../support/running-service.ts';

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

/** What a service answers while its database is away. */
async function checkAway(all: Replicas, service: RunningService): Promise<void> {
  // Probes share one question to the database a second.
  await sleep(1_100);
  const from = Date.now();
  const [ready, verified, job] = await Promise.all([
    fetch(`${service.url}/readyz`),
    all.verify(service),
    all.ask(service, '/builds', { source: { archive: `sha256:${'0'.repeat(64)}` } }, 'run-1'),
  ]);
  assert.ok(Date.now() - from < 25_000, `it took ${Date.now() - from} ms`);
  assert.equal(ready.status, 503);
  assert.deepEqual(await responseProblems('/readyz', 'get', ready), []);
  assert.deepEqual([verified.status, verified.retryable, verified.decisionId], [503, true, undefined]);
  assert.match(verified.code ?? '', /^(?:STORE_FAILED|TIMEOUT)$/);
  assert.equal(job.status, 503);
  assert.deepEqual(await responseProblems('/builds', 'post', job), []);
  assert.equal((await fetch(`${service.url}/healthz`)).status, 200, 'it is alive, though not ready');
}

async function readyAgain(service: RunningService): Promise<void> {
  for (const end = Date.now() + 30_000; (await fetch(`${service.url}/readyz`)).status !== 200; await sleep(50))
    assert.ok(Date.now() < end, 'it is not ready again');
}

test('while the database stands still or is stopped nothing is answered that is not kept, and then all goes on', async () => {
  await withReplicas(async (all) => {
    const [service, other, worker] = await Promise.all([all.serve(), all.serve(), all.worker()]);
    assert.equal((await all.verify(service)).status, 200);
    server.freeze();
    try {
      await checkAway(all, service);
    } finally {
      server.thaw();
    }
    await readyAgain(service);
    const between = await all.verify(service);
    assert.equal(between.status, 200);
    assert.equal((await all.ask(other, `/decisions/${between.decisionId}`)).status, 200);
    await server.stop();
    try {
      await checkAway(all, service);
      for (const end = Date.now() + 30_000; !worker.log().includes('the worker tries again'); await sleep(50))
        assert.ok(Date.now() < end, worker.log());
    } finally {
      await server.start();
    }
    for (const each of [service, other]) await readyAgain(each);
    const after = await all.verify(other);
    assert.equal(after.status, 200);
    assert.equal((await all.ask(service, `/decisions/${after.decisionId}`)).status, 200);
    assert.equal(await worker.stop(), 0, worker.log());
    for (const each of [service, other]) assert.equal(await each.stop(), 0, each.log());
  });
});
