// A real build as a job of replicas: its worker is killed in the middle, and another ends it.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Job, JobEvent } from '../../src/records/job.ts';
import { checkWholeLog } from '../contract/service-store-contract.ts';
import { writeHelloModule } from '../support/hello-module.ts';
import { startPostgres } from '../support/postgres-server.ts';
import { withoutMounts } from '../support/private-mounts.ts';
import { anyCall, replicas } from '../support/replicas.ts';

const server = await startPostgres();
after(() => server.close());

test('a build whose worker is killed is ended by the worker of another replica, once', {
  skip: withoutMounts(),
}, async () => {
  const all = await replicas(server);
  try {
    const [one, two] = await Promise.all([all.serve(), all.serve()]);
    const module = join(all.folder, 'module');
    mkdirSync(module);
    writeHelloModule(module);
    const archive = execFileSync('tar', ['-C', module, '-cz', '.'], { maxBuffer: 64 * 1024 * 1024 });
    const { digest } = (await (await all.ask(one, '/sources', archive)).json()) as { digest: string };
    const wish = { source: { archive: digest }, platforms: ['linux/amd64'] };
    const { id } = (await (await all.ask(one, '/builds', wish)).json()) as Job;
    const job = async (): Promise<Job> => (await (await all.ask(two, `/jobs/${id}`)).json()) as Job;
    const events = async (): Promise<readonly JobEvent[]> =>
      ((await (await all.ask(two, `/jobs/${id}/events`)).json()) as { events: readonly JobEvent[] }).events;
    const first = all.worker();
    while (!(await events()).some(({ kind }) => kind === 'step')) await sleep(50);
    assert.equal(await first.stop('SIGKILL'), 'SIGKILL');
    const second = all.worker();
    let now = await job();
    for (const end = Date.now() + 240_000; ['queued', 'running'].includes(now.state); now = await job()) {
      assert.ok(Date.now() < end, `the job did not end: ${JSON.stringify(now)}\n${second.log()}`);
      await sleep(200);
    }
    assert.deepEqual(
      [now.state, now.attempts, now.result?.outcome],
      ['succeeded', 2, 'identical'],
      JSON.stringify(now),
    );
    assert.equal(await second.stop(), 0, second.log());
    const store = await all.store();
    assert.equal((await store.ledger.changes('job', undefined, 9, anyCall())).length, 1, 'it is noted once');
    await checkWholeLog(store);
    await store.close();
  } finally {
    await all.close();
  }
});
