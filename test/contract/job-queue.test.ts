import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { after, test } from 'node:test';
import { openSqliteJobs } from '../../src/adapters/jobs/sqlite-jobs.ts';
import type { Call } from '../../src/ports/call.ts';
import { jobQueueSuite, LEASE } from './job-queue-suite.ts';

const folder = mkdtempSync(join(tmpdir(), 'twinseal-jobs-'));
after(() => rmSync(folder, { recursive: true, force: true }));
const call = (): Call => ({ signal: new AbortController().signal, deadline: Date.now() + 60_000 });

jobQueueSuite('sqlite', () => openSqliteJobs(join(folder, 'shared'), call(), LEASE));

test('a file that is no queue of jobs is left alone and named', async () => {
  const other = mkdtempSync(join(folder, 'other-'));
  writeFileSync(join(other, 'jobs.sqlite'), 'not a database, but longer than the header that SQLite reads'.repeat(20));
  await assert.rejects(openSqliteJobs(other, call()), { code: 'STORE_FAILED', message: /jobs\.sqlite/ });
});

test('a queue of an earlier release keeps its jobs', async () => {
  const old = mkdtempSync(join(folder, 'old-'));
  const before = await openSqliteJobs(old, call());
  const id = '00000000-0000-4000-8000-000000000001';
  const request = { kind: 'build', source: { archive: `sha256:${'a'.repeat(64)}` } } as const;
  await before.submit({ id, request, caller: { name: 'ci', by: 'api-key' } }, call());
  await before.close();
  // As it was made before jobs that nobody notes were marked.
  const database = new DatabaseSync(join(old, 'jobs.sqlite'));
  database.exec(
    'DROP INDEX jobs_unnoted; ALTER TABLE jobs DROP COLUMN unnoted; ALTER TABLE jobs DROP COLUMN cancelled_by',
  );
  database.exec('PRAGMA user_version = 1');
  database.close();
  const now = await openSqliteJobs(old, call());
  assert.equal((await now.get(id, call()))?.state, 'queued');
  assert.equal(await now.cancel(id, call(), 'ops'), 'cancelled');
  assert.deepEqual(
    (await now.unnoted(0, call())).map((job) => [job.id, job.cancelledBy]),
    [[id, 'ops']],
  );
  await now.close();
});
