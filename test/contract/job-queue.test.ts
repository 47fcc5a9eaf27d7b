import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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
