// How `serve` and `worker` come to their PostgreSQL, and what they say when they cannot.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Job } from '../../src/records/job.ts';
import { PASSWORD, startPostgres } from '../support/postgres-server.ts';
import { type Replicas, replicas } from '../support/replicas.ts';
import type { RunningService } from '../support/running-service.ts';
import { twinseal } from '../support/twinseal-program.ts';

const server = await startPostgres();
const all: Replicas = await replicas(server);
const [one, two] = await Promise.all([all.serve(), all.serve()]);
after(async () => {
  const told = await all.close();
  await server.close();
  assert.ok(!told.includes(PASSWORD), 'the password of the database is told');
});

const json = async <T>(response: Response | Promise<Response>): Promise<T> => (await (await response).json()) as T;

async function ended(service: RunningService, id: string): Promise<Job> {
  for (const end = Date.now() + 300_000; ; await sleep(100)) {
    const job = await json<Job>(all.ask(service, `/jobs/${id}`));
    if (!['queued', 'running'].includes(job.state)) return job;
    assert.ok(Date.now() < end, `the job did not end: ${JSON.stringify(job)}`);
  }
}

test('a replica that is told the URL by a variable hands it to its worker', async () => {
  const folder = join(all.folder, 'variable');
  mkdirSync(folder);
  writeFileSync(join(folder, 'main.go'), 'package main\n');
  const archive = execFileSync('tar', ['-C', folder, '-cz', '.']);
  const third = await all.serveWithWorker();
  const { digest } = await json<{ digest: string }>(all.ask(third, '/sources', archive));
  const job = await json<Job>(all.ask(one, '/builds', { source: { archive: digest } }));
  assert.equal((await ended(two, job.id)).failure?.code, 'SOURCE_NO_GO_MOD');
  assert.match(third.log(), new RegExp(`job ${job.id}: failed`));
  assert.equal(await third.stop(), 0, third.log());
});

test('serve and worker that cannot use their database end with one sentence, in which nothing of the URL stands', async () => {
  const cases: readonly (readonly [url: string, status: number, message: RegExp])[] = [
    [`postgres://someone:${PASSWORD}@127.0.0.1:1/secret-name`, 3, /no server listens at the address of its URL/],
    [all.url.replace(PASSWORD, `${PASSWORD}-not`), 3, /refuses the password of its URL/],
    [`${all.url}-absent`.replace(/(\?.*)-absent$/, '-absent$1'), 3, /has no database of the name in its URL/],
    [`postgresq://someone:${PASSWORD}@h/secret-name`, 2, /is not of the form postgres:/],
    ['', 2, /file .*bad-url, which store\.urlFile names, is empty/],
  ];
  const config = join(all.folder, 'bad.yaml');
  writeFileSync(
    config,
    'apiVersion: twinseal.dev/v1\nstore: { kind: postgres, urlFile: bad-url }\nlog: { keyFile: log.key }\nseal: { folder: shared }\n',
  );
  for (const [url, status, message] of cases) {
    writeFileSync(join(all.folder, 'bad-url'), url);
    const words = ['--config', config];
    for (const verb of [
      ['serve', '--listen', '127.0.0.1:0', ...words],
      ['worker', ...words],
    ]) {
      const ended = await twinseal(verb);
      assert.equal(ended.status, status, ended.stderr);
      assert.match(ended.stderr, message);
      assert.doesNotMatch(ended.stderr, new RegExp(`${PASSWORD}|secret-name|someone|\\n {4}at `));
    }
  }
});
