import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { TwinsealError } from '../../src/records/twinseal-error.ts';
import { type Turn, Turns } from '../../src/roads/turns.ts';

const never = (): AbortSignal => new AbortController().signal;
const settled = async (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
const now = (): number => performance.now();
const HOSTILE = 'evil.example.net/a';
const HONEST = 'registry.example.com/app';

test('never more at one time than there are turns, nor more of one name than its share, and everybody has a turn soon', async () => {
  const step = fc.record({
    name: fc.constantFrom('a/1', 'a/2', 'b/1', 'c/1'),
    hold: fc.nat(3),
    gap: fc.nat(2),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { minLength: 1, maxLength: 30 }),
      fc.integer({ min: 1, max: 4 }),
      fc.integer({ min: 1, max: 4 }),
      async (steps, width, share) => {
        const turns = new Turns({ width, share });
        const running: string[] = [];
        const waiting: string[] = [];
        let entered = 0;
        const work = async ({ name, hold }: (typeof steps)[number]): Promise<void> => {
          const ahead = waiting.length;
          const before = entered;
          waiting.push(name);
          await turns.run(
            name,
            async () => {
              waiting.splice(waiting.indexOf(name), 1);
              entered++;
              // Where a share ends the wait of nobody, every eighth turn is for whoever waits longest.
              if (share >= width) assert.ok(entered - before <= 8 * (ahead + 1), `${entered - before} after ${ahead}`);
              running.push(name);
              assert.ok(running.length <= width);
              assert.ok(running.filter((one) => one === name).length <= share);
              for (let i = 0; i < hold; i++) await settled();
              running.splice(running.indexOf(name), 1);
            },
            never(),
          );
        };
        const all: Promise<void>[] = [];
        for (const one of steps) {
          all.push(work(one));
          for (let i = 0; i < one.gap; i++) await settled();
        }
        await Promise.all(all);
        assert.equal(entered, steps.length);
      },
    ),
    { numRuns: 60 },
  );
});

test('whoever asks a hundred times, or under a hundred names of one registry, puts nobody off', async () => {
  for (const nameOf of [() => HOSTILE, (at: number) => `evil.example.net/${at}`]) {
    const turns = new Turns({ width: 1 });
    const order: string[] = [];
    const ask = (name: string) => turns.run(name, async () => void order.push(name), never());
    const first = await turns.take(HOSTILE, never());
    const flood = Array.from({ length: 100 }, (_, at) => ask(nameOf(at)));
    const honest = ask(HONEST);
    first.end();
    await Promise.all([...flood, honest]);
    assert.ok(order.indexOf(HONEST) < 3, `${order.indexOf(HONEST)} before it`);
  }
});

test('who came first is served in time however many new names come after', async () => {
  const turns = new Turns({ width: 1 });
  const held = await turns.take('a.example.com/x', never());
  const served = await turns.take('a.example.com/x', AbortSignal.timeout(5)).catch(() => 'waits');
  assert.equal(served, 'waits');
  let entered = 0;
  const done = turns.run('a.example.com/x', async () => entered, never());
  held.end();
  const flood = Array.from({ length: 50 }, (_, at) =>
    turns.run(`n${at}.example.net/x`, async () => entered++, never()),
  );
  assert.ok((await done) <= 8);
  await Promise.all(flood);
});

test('a turn that takes long goes on beside, and the next one begins', async () => {
  const turns = new Turns({ width: 1, times: { now, quantum: 30, beside: 1, longest: 60_000 } });
  const slow = await turns.take(HOSTILE, never());
  const began = now();
  const honest = await turns.take(HONEST, AbortSignal.timeout(20_000));
  assert.ok(now() - began >= 25, `after ${now() - began} ms`);
  assert.equal(slow.signal.aborted, false);
  // Only so many go on beside: a third waits for one of the two.
  await assert.rejects(turns.take('other.example.com/x', AbortSignal.timeout(100)));
  slow.end();
  (await turns.take('other.example.com/x', AbortSignal.timeout(20_000))).end();
  honest.end();
});

test('a turn that others wait for ends after its longest time, one for each that waits, unless it is kept', async () => {
  let ended = 0;
  const times = { now, quantum: 20, beside: 0, longest: 40, ended: () => ended++ };
  const turns = new Turns({ width: 2, times });
  const hang = ({ signal }: Turn) =>
    new Promise((_, reject) =>
      signal.addEventListener('abort', () => reject(new Error('whatever it says')), { once: true }),
    );
  const first = turns.run(HOSTILE, hang, never());
  const second: Turn = await turns.take(HOSTILE, never());
  // Nobody waits: it may take as long as it takes.
  await new Promise((resolve) => setTimeout(resolve, 80));
  assert.equal(ended, 0);
  const honest = turns.take(HONEST, AbortSignal.timeout(20_000));
  await assert.rejects(first, (error) => error instanceof TwinsealError && error.code === 'CROWDED' && error.retryable);
  (await honest).end();
  assert.equal(ended, 1);
  assert.equal(second.signal.aborted, false);
  second.keep();
  const other = await turns.take(HOSTILE, never());
  other.keep();
  await assert.rejects(turns.take(HONEST, AbortSignal.timeout(150)));
  assert.equal(ended, 1);
  second.end();
  other.end();
});

test('who brings nothing while others wait is ended after a quantum, and who brings enough goes on', async () => {
  const turns = new Turns({ width: 2, times: { now, quantum: 40, beside: 0, longest: 60_000, pace: 1000 } });
  const [stalled, steady] = [
    await turns.take('a.example.com/x', never()),
    await turns.take('b.example.com/x', never()),
  ];
  stalled.signal.addEventListener('abort', () => stalled.end(), { once: true });
  const work = setInterval(() => steady.progress(1000), 5);
  const honest = await turns.take(HONEST, AbortSignal.timeout(20_000));
  assert.equal((stalled.signal.reason as TwinsealError).code, 'CROWDED');
  // It did much once, and stands still from now on.
  clearInterval(work);
  steady.signal.addEventListener('abort', () => steady.end(), { once: true });
  const bringing = setInterval(() => honest.progress(1000), 5);
  (await turns.take('other.example.com/x', AbortSignal.timeout(20_000))).end();
  clearInterval(bringing);
  assert.equal(steady.signal.aborted, true);
  assert.equal(honest.signal.aborted, false);
  honest.end();
});

test('who gives up waiting leaves no turn behind, and a turn is given back once', async () => {
  const turns = new Turns({ width: 1, share: 1 });
  const held = await turns.take(HOSTILE, never());
  assert.equal(turns.takeNow(HONEST), undefined);
  await assert.rejects(turns.take(HONEST, AbortSignal.timeout(10)));
  await assert.rejects(turns.take(HONEST, AbortSignal.abort(new Error('gone'))), /gone/);
  held.end();
  held.end();
  const one = turns.takeNow(HONEST);
  assert.ok(one);
  assert.equal(turns.takeNow(HONEST), undefined);
  one.end();
});
