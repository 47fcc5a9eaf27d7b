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
