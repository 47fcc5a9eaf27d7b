import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { SharedCalls } from '../../src/ports/shared-calls.ts';
import { TwinsealError } from '../../src/records/twinseal-error.ts';
import { gatherOnce } from '../../src/roads/gather-once.ts';
import { type Gathering, gatheringRooms, ROOM_SIZES } from '../../src/roads/gathering-rooms.ts';
import { attachBundle, makeImage, seal } from '../support/sealed-image.ts';

const now = (): number => Date.now();
const within = (milliseconds: number) => ({
  signal: new AbortController().signal,
  deadline: Date.now() + milliseconds,
});
const SIZES = [
  { bytes: 10, rooms: 4 },
  { bytes: 100, rooms: 2 },
  { bytes: 1000, rooms: 1 },
];
const ALL = SIZES.reduce((sum, { bytes, rooms }) => sum + bytes * rooms, 0);

/** Rooms with what they told: bytes set aside now and at most, and how often it was crowded. */
function watched(longest?: number) {
  const told = { aside: 0, most: 0, crowded: [] as string[] };
  const telemetry = {
    count: (_: string, { what = '' }: Readonly<Record<string, string>>) => void told.crowded.push(what),
    gauge: (_: string, __: object, value: number) => {
      told.aside = value;
      told.most = Math.max(told.most, value);
    },
  };
  return { told, rooms: gatheringRooms({ now, elapsed: now, telemetry }, SIZES, longest) };
}

test('all rooms together are less than a gigabyte, and the largest holds all that is read of one image', () => {
  assert.ok(ROOM_SIZES.reduce((sum, { bytes, rooms }) => sum + bytes * rooms, 0) <= 768 * 2 ** 20);
  assert.ok((ROOM_SIZES.at(-1)?.bytes ?? 0) >= (256 + 4 + 3 * 32) * 2 ** 20);
});

test('whatever is asked for at the same time, the bound holds, nobody waits for ever, and all is given back', async () => {
  const gathering = fc.record({
    repository: fc.constantFrom('a/1', 'a/2', 'b/1'),
    takes: fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 1, maxLength: 6 }),
    atOnce: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(gathering, { minLength: 1, maxLength: 25 }), async (all) => {
      const { told, rooms } = watched();
      const run = async ({ repository, takes, atOnce }: (typeof all)[number]): Promise<string> => {
        const one = rooms.open(repository);
        const leave = one.hold();
        try {
          const call = within(30_000);
          if (atOnce) await Promise.all(takes.map((bytes) => one.room.take(bytes, call)));
          else
            for (const bytes of takes) {
              await one.room.take(bytes, call);
              await new Promise((resolve) => setImmediate(resolve));
            }
          return 'had';
        } catch (error) {
          return (error as TwinsealError).code;
        } finally {
          leave?.();
        }
      };
      const ends = await Promise.all(all.map(run));
      for (const [at, end] of ends.entries()) {
        const wanted = all[at]?.takes.reduce((sum, bytes) => sum + bytes, 0) ?? 0;
        assert.equal(end, wanted > 1000 ? 'CONTENT_TOO_LARGE' : 'had');
      }
      assert.ok(told.most <= ALL, `${told.most}`);
      assert.equal(told.aside, 0);
      assert.deepEqual(told.crowded, []);
    }),
    { numRuns: 60 },
  );
});

test('two that are both half full end, since who has the large room waits for none', async () => {
  const { rooms } = watched();
  const [one, other] = [rooms.open('a/1'), rooms.open('b/1')];
  const [leaveOne, leaveOther] = [one.hold(), other.hold()];
  await one.room.take(60, within(1000));
  await other.room.take(60, within(1000));
  const larger = (gathering: Gathering, leave: (() => void) | undefined) =>
    gathering.room.take(600, within(20_000)).finally(() => leave?.());
  await Promise.all([larger(one, leaveOne), larger(other, leaveOther)]);
});

test('what gets no room in half of its time is "could not tell", at once from then on, and counted', async () => {
  const { told, rooms } = watched();
  const hold = rooms.open('evil/1');
  const leave = hold.hold();
  await hold.room.take(500, within(1000));
  hold.settle();
  const other = rooms.open('good/1');
  const leaveOther = other.hold();
  const crowded = (error: unknown) =>
    error instanceof TwinsealError && error.code === 'CROWDED' && error.retryable && /other images/.test(error.message);
  const began = Date.now();
  await assert.rejects(other.room.take(500, within(200)), crowded);
  assert.ok(Date.now() - began < 5_000);
  await assert.rejects(other.room.take(1, within(60_000)), crowded);
  assert.equal(other.room.takeNow(1), false);
  assert.deepEqual(told.crowded, ['memory']);
  // Small images go on beside it.
  const small = rooms.open('good/1');
  const leaveSmall = small.hold();
  await small.room.take(90, within(1000));
  for (const one of [leaveSmall, leaveOther, leave]) one?.();
  assert.equal(told.aside, 0);
});

test('who dawdles in a room that others wait for is ended, and who has all that it needs is not', async () => {
  const { told, rooms } = watched(50);
  const slow = rooms.open('evil/1');
  const leave = slow.hold();
  slow.signal.addEventListener('abort', () => leave?.(), { once: true });
  await slow.room.take(500, within(1000));
  const next = rooms.open('good/1');
  const leaveNext = next.hold();
  await next.room.take(500, within(20_000));
  assert.equal((slow.signal.reason as TwinsealError).code, 'CROWDED');
  await assert.rejects(slow.room.take(1, within(1000)), /others waited/);
  next.settle();
  const third = rooms.open('good/2');
  await assert.rejects(third.room.take(500, within(400)), /other images/);
  assert.equal(next.signal.aborted, false);
  assert.deepEqual(told.crowded, ['memory-held', 'memory']);
  leaveNext?.();
  leaveNext?.();
  assert.equal(next.hold(), undefined);
});

test('one repository has no more than half of the rooms of a size', async () => {
  const { rooms } = watched();
  const first = rooms.open('evil/1');
  first.hold();
  await first.room.take(50, within(1000));
  const second = rooms.open('evil/1');
  assert.equal(second.room.takeNow(50), false);
  const good = rooms.open('good/1');
  assert.equal(good.room.takeNow(50), true);
});

test('a room stays as long as one of those who share it', async () => {
  const { told, rooms } = watched();
  const shared = rooms.open('a/1');
  const [one, two] = [shared.hold(), shared.hold()];
  await shared.room.take(50, within(1000));
  one?.();
  assert.equal(told.aside, 100);
  two?.();
  assert.equal(told.aside, 0);
});

test('an image that is gathered over and over leaves its room each time, once all who asked have released it', async () => {
  const told = { aside: 0 };
  const telemetry = {
    count() {},
    gauge: (_: string, __: object, value: number) => void Object.assign(told, { aside: value }),
  };
  const rooms = gatheringRooms({ now, elapsed: now, telemetry });
  // Nothing stays fresh: each time is a gathering of its own, as when a service runs for days.
  const gather = gatherOnce(now, { fresh: 0, kept: 0, work: 30_000, gathered: 2 ** 20 }, rooms);
  const reader = seal(makeImage()).store;
  const question = { reader, requested: 'registry.example.com/team/app:v1', target: 'v1' };
  for (let n = 0; n < 600; n++) {
    const asked = await Promise.all([gather(question, within(30_000)), gather(question, within(30_000))]);
    assert.ok(told.aside > 0);
    for (const { release } of asked) release();
    assert.equal(told.aside, 0, `after ${n}`);
  }
});

test('what is remembered takes a room again while it is used, unless it is small', async () => {
  for (const [padding, aside] of [
    [0, 0],
    [100_000, 256 * 2 ** 10],
  ] as const) {
    const told = { aside: 0 };
    const telemetry = {
      count() {},
      gauge: (_: string, __: object, value: number) => void Object.assign(told, { aside: value }),
    };
    const gather = gatherOnce(
      now,
      { fresh: 60_000, kept: 60_000, work: 30_000, gathered: 2 ** 23 },
      gatheringRooms({ now, elapsed: now, telemetry }),
    );
    const image = seal(makeImage());
    if (padding > 0)
      attachBundle(image.store, image.index, Buffer.from(JSON.stringify({ padding: 'x'.repeat(padding) })));
    const question = { reader: image.store, requested: 'registry.example.com/team/app:v1', target: 'v1' };
    const first = await gather(question, within(30_000));
    assert.ok(told.aside > 0);
    first.release();
    assert.equal(told.aside, 0);
    const again = await Promise.all([gather(question, within(30_000)), gather(question, within(30_000))]);
    assert.equal(told.aside, aside);
    for (const { found, release } of again) {
      assert.equal(found, first.found);
      release();
    }
    assert.equal(told.aside, 0);
  }
});

test('work that is shared is told when the last who waited has gone, also when it has ended by then', async () => {
  const calls = new SharedCalls<number>(30_000, now);
  let over: AbortSignal | undefined;
  const taken: boolean[] = [];
  const ask = () =>
    calls.run(
      'one',
      async ({ signal }) => {
        over = signal;
        return 7;
      },
      within(30_000),
      () => void taken.push(over?.aborted ?? true),
    );
  assert.deepEqual(await Promise.all([ask(), ask()]), [7, 7]);
  assert.deepEqual(taken, [false, false], 'each takes what belongs to it before');
  assert.equal(over?.aborted, true);
});
