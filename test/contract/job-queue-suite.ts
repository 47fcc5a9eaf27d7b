// What every queue of jobs must keep to, run on each implementation.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Call } from '../../src/ports/call.ts';
import type { JobQueue, LeasedJob } from '../../src/ports/job-queue.ts';
import type { Job, JobRequest, JobState } from '../../src/records/job.ts';

/** Longer than any stall of a busy machine or its disk: who renews in time must keep his job. */
export const LEASE = 1_000;
const REQUEST: JobRequest = {
  kind: 'build',
  source: { archive: `sha256:${'a'.repeat(64)}` },
  platforms: ['linux/amd64'],
};

/** @param open - another connection to the same, empty queue, with leases of {@link LEASE} milliseconds */
export function jobQueueSuite(name: string, open: () => Promise<JobQueue>): void {
  const call = (): Call => ({ signal: new AbortController().signal, deadline: Date.now() + 60_000 });
  let n = 0;
  const submit = async (queue: JobQueue, caller = 'ci'): Promise<Job> => {
    n += 1;
    const id = `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
    return await queue.submit(
      { id, request: REQUEST, caller: { name: caller, by: 'api-key', credential: 'k1' } },
      call(),
    );
  };
  const take = async (queue: JobQueue, worker = 'w'): Promise<LeasedJob> => {
    for (let i = 0; i < 500; i++) {
      const leased = await queue.lease(worker, call());
      if (leased !== undefined) return leased;
      await sleep(20);
    }
    throw new Error('no job was offered');
  };
  const texts = async (queue: JobQueue, id: string, after = 0): Promise<readonly string[]> =>
    (await queue.events(id, after, call())).map(({ sequence, kind, text }) => `${sequence} ${kind} ${text}`);

  test(`${name}: a job is kept, leased once, told of, and ended once`, async () => {
    const [serve, worker] = [await open(), await open()];
    const { id } = await submit(serve);
    const queued = await serve.get(id, call());
    assert.deepEqual(
      [queued?.state, queued?.attempts, queued?.request, queued?.caller.credential],
      ['queued', 0, REQUEST, 'k1'],
    );
    const leased = await take(worker);
    assert.equal(leased.job.id, id);
    assert.equal(leased.job.attempts, 1);
    assert.equal(await worker.lease('other', call()), undefined);
    await leased.tell({ kind: 'step', text: 'side A' }, call());
    assert.equal(await leased.renew(call()), 'held');
    assert.equal(await leased.finish({ state: 'succeeded', result: { outcome: 'identical' } }, call()), true);
    assert.equal(await leased.finish({ state: 'failed' }, call()), false);
    await leased.tell({ kind: 'note', text: 'too late' }, call());
    const done = await serve.get(id, call());
    assert.deepEqual([done?.state, done?.result, done?.failure], ['succeeded', { outcome: 'identical' }, undefined]);
    assert.match(done?.finished ?? '', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    assert.deepEqual(await texts(serve, id), [
      '1 state queued',
      '2 state running',
      '3 step side A',
      '4 state succeeded',
    ]);
    assert.deepEqual(await texts(serve, id, 3), ['4 state succeeded']);
    assert.equal(await serve.cancel(id, call()), 'succeeded');
    assert.equal(await serve.lease('w', call()), undefined);
    for (const each of [serve, worker]) await each.close();
  });

  test(`${name}: a job is on disk when it was taken, and an id is taken once`, async () => {
    const first = await open();
    const job = await submit(first);
    await assert.rejects(first.submit(job, call()), { code: 'STORE_FAILED' });
    await first.close();
    const second = await open();
    assert.deepEqual(await second.get(job.id, call()), job);
    assert.equal(await second.get('00000000-0000-4000-8000-ffffffffffff', call()), undefined);
    assert.equal(await second.cancel(job.id, call()), 'cancelled');
    await second.close();
  });

  test(`${name}: a worker that is silent for too long loses its job, which another begins anew`, async () => {
    const queue = await open();
    const { id } = await submit(queue);
    const lost = await take(queue, 'slow');
    await sleep(LEASE + 50);
    const second = await take(queue, 'next');
    assert.deepEqual([second.job.id, second.job.attempts], [id, 2]);
    assert.equal(await lost.renew(call()), 'lost');
    assert.equal(await lost.finish({ state: 'succeeded' }, call()), false);
    await lost.tell({ kind: 'note', text: 'from the grave' }, call());
    await lost.giveBack('from the grave', call());
    assert.equal((await queue.get(id, call()))?.state, 'running');
    for (let i = 0; i < 6; i++) {
      await sleep(LEASE / 4);
      assert.equal(await second.renew(call()), 'held');
    }
    assert.equal(await queue.lease('other', call()), undefined, 'a lease that is renewed lasts');
    await second.finish(
      { state: 'failed', failure: { code: 'TWIN_DIFFERENT', reason: 'x', retryable: false } },
      call(),
    );
    assert.deepEqual(
      (await texts(queue, id)).filter((text) => text.includes('grave')),
      [],
    );
    await queue.close();
  });

  test(`${name}: a job that takes its workers down is begun three times and then fails with JOB_ABANDONED`, async () => {
    const queue = await open();
    const { id } = await submit(queue);
    for (const attempt of [1, 2, 3]) {
      assert.equal((await take(queue)).job.attempts, attempt);
      await sleep(LEASE + 50);
    }
    for (let i = 0; i < 500 && (await queue.get(id, call()))?.state === 'running'; i++) {
      assert.equal(await queue.lease('w', call()), undefined);
      await sleep(20);
    }
    const failed = await queue.get(id, call());
    assert.deepEqual([failed?.state, failed?.failure?.code], ['failed', 'JOB_ABANDONED']);
    assert.equal(
      (await texts(queue, id)).at(-1),
      '8 state failed'.replace('8', String((await texts(queue, id)).length)),
    );
    await queue.close();
  });

  test(`${name}: a job that was given back is offered at once`, async () => {
    const queue = await open();
    const { id } = await submit(queue);
    await (await take(queue)).giveBack('the worker is stopping', call());
    assert.equal((await queue.get(id, call()))?.state, 'queued');
    const again = await take(queue);
    assert.deepEqual([again.job.id, again.job.attempts], [id, 2]);
    await again.finish({ state: 'succeeded' }, call());
    await queue.close();
  });

  test(`${name}: a queued job is cancelled at once, a running one when its worker hears of it, a dead worker's when its lease ends`, async () => {
    const queue = await open();
    const queued = await submit(queue);
    assert.equal(await queue.cancel(queued.id, call()), 'cancelled');
    const running = await submit(queue);
    const leased = await take(queue);
    assert.equal(leased.job.id, running.id, 'a cancelled job is not offered');
    assert.equal(await queue.cancel(running.id, call()), 'running');
    assert.equal(await leased.renew(call()), 'cancelled');
    assert.equal(await leased.finish({ state: 'cancelled' }, call()), true);
    const orphan = await submit(queue);
    await take(queue);
    assert.equal(await queue.cancel(orphan.id, call()), 'running');
    await sleep(LEASE + 50);
    for (let i = 0; i < 500 && (await queue.get(orphan.id, call()))?.state === 'running'; i++) {
      assert.equal(await queue.lease('w', call()), undefined);
      await sleep(20);
    }
    assert.equal((await queue.get(orphan.id, call()))?.state, 'cancelled');
    assert.equal(await queue.cancel('00000000-0000-4000-8000-ffffffffffff', call()), undefined);
    await queue.close();
  });

  test(`${name}: what the queue ends by itself is to be noted until it is, with who cancelled it`, async () => {
    const queue = await open();
    const unnoted = async (): Promise<readonly Job[]> => await queue.unnoted(0, call());
    for (let left = await unnoted(); left.length > 0; left = await unnoted())
      for (const { id } of left) await queue.noted(id, call());
    const waiting = await submit(queue);
    assert.deepEqual(await unnoted(), []);
    for (const by of ['first', 'second']) assert.equal(await queue.cancel(waiting.id, call(), by), 'cancelled');
    const [ended, ...more] = await unnoted();
    assert.deepEqual([ended?.id, ended?.state, ended?.cancelledBy, more], [waiting.id, 'cancelled', 'first', []]);
    await queue.noted(waiting.id, call());
    // Its worker notes what it has ended itself.
    const running = await submit(queue);
    const leased = await take(queue);
    assert.equal(await queue.cancel(running.id, call(), 'first'), 'running');
    assert.equal((await queue.get(running.id, call()))?.cancelledBy, 'first');
    await leased.finish({ state: 'cancelled' }, call());
    assert.equal(await queue.cancel(running.id, call(), 'late'), 'cancelled');
    assert.equal((await queue.get(running.id, call()))?.cancelledBy, 'first');
    assert.deepEqual(await unnoted(), []);
    const orphan = await submit(queue);
    for (let attempt = 1; attempt <= 3; attempt++) {
      await take(queue);
      await sleep(LEASE + 50);
    }
    for (let i = 0; i < 500 && (await unnoted()).length === 0; i++) {
      assert.equal(await queue.lease('w', call()), undefined);
      await sleep(20);
    }
    assert.deepEqual(
      (await unnoted()).map(({ id, failure, cancelledBy }) => [id, failure?.code, cancelledBy]),
      [[orphan.id, 'JOB_ABANDONED', undefined]],
    );
    await queue.noted(orphan.id, call());
    await queue.close();
  });

  test(`${name}: many workers at once take each job once, oldest first`, async () => {
    const queues = await Promise.all([open(), open(), open()]);
    const [queue] = queues;
    assert.ok(queue);
    const ids: string[] = [];
    for (let i = 0; i < 12; i++) ids.push((await submit(queue, 'many')).id);
    assert.equal(await queue.underWay('many', call()), 12);
    const taken: string[] = [];
    await Promise.all(
      queues.map(async (each) => {
        for (let idle = 0; idle < 10; ) {
          const leased = await each.lease('w', call());
          if (leased === undefined) {
            idle += 1;
            await sleep(10);
            continue;
          }
          taken.push(leased.job.id);
          await leased.finish({ state: 'succeeded' }, call());
        }
      }),
    );
    assert.deepEqual(taken.toSorted(), ids);
    assert.equal(await queue.underWay('many', call()), 0);
    for (const each of queues) await each.close();
  });

  test(`${name}: jobs are counted by state, and a state without any is 0`, async () => {
    const queue = await open();
    const before = await queue.counts(call());
    const queued = await submit(queue, 'counted');
    const cancelled = await submit(queue, 'counted');
    await queue.cancel(cancelled.id, call());
    const after = await queue.counts(call());
    assert.deepEqual(Object.keys(after).sort(), ['cancelled', 'failed', 'queued', 'running', 'succeeded']);
    const change = Object.entries(after).map(([state, count]) => [state, count - (before[state as JobState] ?? 0)]);
    assert.deepEqual(Object.fromEntries(change), { queued: 1, running: 0, succeeded: 0, failed: 0, cancelled: 1 });
    await queue.cancel(queued.id, call());
    await queue.close();
  });

  test(`${name}: jobs are listed newest first, page by page, for one caller or for all`, async () => {
    const queue = await open();
    const mine: string[] = [];
    for (let i = 0; i < 5; i++) {
      mine.unshift((await submit(queue, 'lister')).id);
      await submit(queue, 'other');
    }
    const first = await queue.list('lister', undefined, 3, call());
    const second = await queue.list('lister', first.at(-1)?.id, 3, call());
    assert.deepEqual(
      [...first, ...second].map(({ id }) => id),
      mine,
    );
    const all = await queue.list(undefined, undefined, 4, call());
    assert.deepEqual(
      all.map(({ caller }) => caller.name),
      ['other', 'lister', 'other', 'lister'],
    );
    for (const job of await queue.list(undefined, undefined, 100, call())) await queue.cancel(job.id, call());
    await queue.close();
  });

  test(`${name}: events are bounded in length, a call that is over is refused, and a closed queue says so`, async () => {
    const queue = await open();
    const { id } = await submit(queue);
    const leased = await take(queue);
    await leased.tell({ kind: 'note', text: 'x'.repeat(10_000) }, call());
    assert.equal((await queue.events(id, 2, call()))[0]?.text.length, 2_000);
    await leased.finish({ state: 'cancelled' }, call());
    await assert.rejects(queue.get(id, { ...call(), signal: AbortSignal.abort() }), { code: 'ABORTED' });
    await queue.close();
    await assert.rejects(queue.get(id, call()), { code: 'STORE_FAILED' });
  });
}
