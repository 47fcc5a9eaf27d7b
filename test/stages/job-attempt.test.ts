// How a job ends is noted before the queue is told, a cancellation too.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { JobEnd, LeasedJob } from '../../src/ports/job-queue.ts';
import { TwinsealError } from '../../src/records/twinseal-error.ts';
import { attempt } from '../../src/wire/service/job-attempt.ts';

function cancelledJob(told: string[]): LeasedJob {
  return {
    job: { attempts: 1 } as LeasedJob['job'],
    lease: 60_000,
    renew: async () => 'cancelled',
    tell: async () => undefined,
    async finish({ state }) {
      told.push(`finished ${state}`);
      return true;
    },
    async giveBack() {
      told.push('given back');
    },
  };
}
const never = new AbortController().signal;

test('a job that is cancelled while it runs is noted, and then ended', async () => {
  const told: string[] = [];
  const note = async ({ state }: JobEnd) => void told.push(`noted ${state}`);
  const outcome = await attempt(
    cancelledJob(told),
    async (held, call) => {
      await held(call);
      return { state: 'succeeded' };
    },
    never,
    note,
  );
  assert.deepEqual([outcome, told], ['cancelled', ['noted cancelled', 'finished cancelled']]);
});

test('a cancellation that can’t be noted ends nothing: whoever leases the job next sees it again', async () => {
  const told: string[] = [];
  const full = async () => {
    throw new TwinsealError('DISK_FULL', 'no room');
  };
  const work = async (held: (call: never) => Promise<void>, call: unknown) => {
    await held(call as never);
    return { state: 'succeeded' as const };
  };
  await assert.rejects(attempt(cancelledJob(told), work, never, full), { code: 'DISK_FULL' });
  assert.deepEqual(told, []);
});

test('what goes wrong after the work is no failure of the work: nothing is noted or ended as failed', async () => {
  const told: string[] = [];
  const job: LeasedJob = {
    ...cancelledJob(told),
    renew: async () => 'held',
    finish: () => Promise.reject(new TwinsealError('STORE_FAILED', 'the queue is locked')),
  };
  const note = async ({ state }: JobEnd) => void told.push(`noted ${state}`);
  await assert.rejects(
    attempt(job, async () => ({ state: 'succeeded' }), never, note),
    { code: 'STORE_FAILED' },
  );
  assert.deepEqual(told, ['noted succeeded']);
});

test('a job whose time is over has failed for lack of time, however what ran then tells of it', async () => {
  const late = new DOMException('late', 'TimeoutError');
  for (const [thrown, code] of [
    [late, 'TIMEOUT'],
    [new TwinsealError('ABORTED', 'the work was cancelled', { cause: late }), 'TIMEOUT'],
    [new TwinsealError('ABORTED', 'the work was cancelled'), 'ABORTED'],
    [new Error('a defect'), 'INTERNAL'],
  ] as const) {
    const told: (string | undefined)[] = [];
    const job: LeasedJob = { ...cancelledJob([]), renew: async () => 'held' };
    const note = async ({ failure }: JobEnd) => void told.push(failure?.code);
    assert.equal(await attempt(job, () => Promise.reject(thrown), never, note), 'failed');
    assert.deepEqual(told, [code]);
  }
});
