// What came of jobs is in the log once, whoever notes it and however often he is cut off.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { openSqliteJobs } from '../../src/adapters/jobs/sqlite-jobs.ts';
import { openSqliteServiceStore } from '../../src/adapters/store/sqlite-store.ts';
import type { Job } from '../../src/records/job.ts';
import type { ChangeRecord } from '../../src/records/log-entry.ts';
import { type JobLedger, noteEnded, noteJob } from '../../src/wire/service/job-note.ts';
import { testCall } from '../support/walkable-image.ts';

const folder = mkdtempSync(join(tmpdir(), 'twinseal-job-note-'));
const queue = await openSqliteJobs(folder, testCall());
const { ledger, close } = await openSqliteServiceStore(folder, { log: { origin: 'test' } }, testCall());
after(async () => {
  await Promise.all([queue.close(), close()]);
  rmSync(folder, { recursive: true, force: true });
});

const SOURCE = { archive: `sha256:${'a'.repeat(64)}` };
const submit = (): Promise<Job> =>
  queue.submit(
    { id: randomUUID(), request: { kind: 'seal', source: SOURCE }, caller: { name: 'ci', by: 'api-key' } },
    testCall(),
  );
const cancelled = async (): Promise<Job> => {
  const job = await submit();
  await queue.cancel(job.id, testCall(), 'ops');
  return job;
};
const unnoted = async () => (await queue.unnoted(0, testCall())).map(({ id }) => id);
const ignore = (): void => {};
const unexpected = (error: unknown): void => assert.fail(String(error));

/** What is noted of a job, newest first. */
async function notesOf({ id }: Job): Promise<readonly ChangeRecord[]> {
  const notes = await ledger.changes('job', undefined, 100, testCall());
  return notes.map(({ document }) => JSON.parse(document) as ChangeRecord).filter(({ name }) => name === `seal ${id}`);
}

test('what the queue has ended by itself is noted by whoever looks, once, however often he is cut off', async () => {
  const job = await cancelled();
  const failed: string[] = [];
  const cut = { unnoted: queue.unnoted, noted: () => Promise.reject(new Error('cut off')) };
  assert.equal(await noteEnded(cut, ledger, testCall(), (error) => failed.push(String(error))), false);
  assert.deepEqual(failed, ['Error: cut off']);
  for (let times = 0; times < 2; times++) assert.equal(await noteEnded(queue, ledger, testCall(), unexpected), true);
  const [own, ...more] = await notesOf(job);
  assert.deepEqual([own?.id, own?.detail?.state, own?.detail?.by, more], [job.id, 'cancelled', 'ops', []]);
  assert.match(own?.detail?.finished ?? '', /^\d{4}-\d\d-\d\dT/);
  assert.deepEqual(await unnoted(), []);
});

test('a job whose note fails holds up no other, and is noted by the next who looks', async () => {
  const jobs = [await cancelled(), await cancelled(), await cancelled()];
  const [bad, ...good] = jobs;
  assert.ok(bad);
  const failing: JobLedger = {
    change: ledger.change,
    note: (change, ...rest) => (change.id === bad.id ? Promise.reject(new Error('no')) : ledger.note(change, ...rest)),
  };
  assert.equal(await noteEnded(queue, failing, testCall(), ignore), false);
  assert.deepEqual(await unnoted(), [bad.id]);
  for (const job of good) assert.equal((await notesOf(job)).length, 1);
  assert.equal(await noteEnded(queue, ledger, testCall(), unexpected), true);
  assert.equal((await notesOf(bad)).length, 1);
});

test('more jobs than one look gives are all noted, also behind as many that can’t be', async () => {
  const jobs: Job[] = [];
  for (let n = 0; n < 45; n++) jobs.push(await cancelled());
  const bad = new Set(jobs.slice(0, 25).map(({ id }) => id));
  const failing: JobLedger = {
    change: ledger.change,
    note: (change, ...rest) => (bad.has(change.id) ? Promise.reject(new Error('no')) : ledger.note(change, ...rest)),
  };
  let told = 0;
  assert.equal(await noteEnded(queue, failing, testCall(), () => told++), false);
  assert.equal(told, 1, 'one line for a look');
  for (const job of jobs) assert.equal((await notesOf(job)).length, bad.has(job.id) ? 0 : 1);
  assert.equal(await noteEnded(queue, ledger, testCall(), unexpected), true);
  assert.deepEqual(await unnoted(), []);
  for (const job of jobs) assert.equal((await notesOf(job)).length, 1);
});

test('a queue that can’t be asked is told of', async () => {
  const away = { unnoted: () => Promise.reject(new Error('away')), noted: queue.noted };
  const failed: string[] = [];
  assert.equal(await noteEnded(away, ledger, testCall(), (error) => failed.push(String(error))), false);
  assert.deepEqual(failed, ['Error: away']);
});

test('a job that was given up and turns out to have been done has both in the log, each once', async () => {
  const job = await submit();
  const pushed = `sha256:${'d'.repeat(64)}`;
  const failure = { code: 'JOB_ABANDONED', reason: 'x', retryable: true } as const;
  for (let times = 0; times < 3; times++) {
    await noteJob(ledger, job, { state: 'failed', failure }, testCall());
    await noteJob(ledger, job, { state: 'succeeded', result: { pushed: { digest: pushed } } }, testCall());
  }
  const notes = await notesOf(job);
  assert.deepEqual(
    notes.map(({ detail, after: digest }) => [detail?.state, digest]),
    [
      ['succeeded', pushed],
      ['failed', undefined],
    ],
  );
  assert.match(notes[0]?.id ?? '', /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/);
  assert.deepEqual([notes[0]?.detail?.job, notes[1]?.id], [job.id, job.id]);
});

test('several who note the same end at once note it once', async () => {
  const job = await submit();
  await Promise.all(Array.from({ length: 4 }, () => noteJob(ledger, job, { state: 'cancelled' }, testCall())));
  assert.equal((await notesOf(job)).length, 1);
});

test('a note that can’t be kept is an error', async () => {
  const job = await submit();
  const full: JobLedger = { change: ledger.change, note: () => Promise.reject(new Error('disk full')) };
  await assert.rejects(noteJob(full, job, { state: 'cancelled' }, testCall()), /disk full/);
  assert.deepEqual(await notesOf(job), []);
});
