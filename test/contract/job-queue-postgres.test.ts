import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { openPostgresJobs } from '../../src/adapters/jobs/postgres-jobs.ts';
import type { Call } from '../../src/ports/call.ts';
import { startJobPostgres, withoutPostgres } from '../support/job-postgres.ts';
import { jobQueueSuite, LEASE } from './job-queue-suite.ts';

const skip = withoutPostgres();
const call = (): Call => ({ signal: new AbortController().signal, deadline: Date.now() + 30_000 });
if (skip === false) {
  const server = await startJobPostgres();
  after(() => server.stop());
  jobQueueSuite('postgres', () => openPostgresJobs(server.url, call(), LEASE));
}

test('a database that does not answer is a fault of the store, and its password is not told', { skip }, async () => {
  const error = await openPostgresJobs('postgres://someone:s3cret-word@127.0.0.1:1/none', call()).catch(
    (e: unknown) => e,
  );
  assert.equal((error as { code: string }).code, 'STORE_FAILED');
  assert.ok(!String(error).includes('s3cret-word'));
});
