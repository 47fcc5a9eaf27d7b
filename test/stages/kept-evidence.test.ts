// What let an image in may do so for longer than it is fresh; whatever would keep an image out is looked for as often as ever.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Telemetry } from '../../src/ports/telemetry.ts';
import { TwinsealError } from '../../src/records/twinseal-error.ts';
import { gatheringRooms } from '../../src/roads/gathering-rooms.ts';
import { type JudgingPolicy, judgeImage } from '../../src/roads/judge-image.ts';
import { MEMORY_LIMITS, rememberImages } from '../../src/roads/remember-images.ts';
import { attachBundle, makeImage, NOW, seal, type TestImage, testPolicy } from '../support/sealed-image.ts';
import { testCall } from '../support/walkable-image.ts';

const { fresh } = MEMORY_LIMITS;
const KEPT = 10_000;
const signed = await testPolicy({ signatures: [{ by: 'release' }] });
const stranger = await testPolicy({ signatures: [{ by: 'other' }] });
const enforced = [{ compiled: signed, mode: 'enforce' }] as const;
const unsigned = [{ compiled: await testPolicy({ image: { nonRoot: true } }), mode: 'enforce' }] as const;
const strange = [{ compiled: stranger, mode: 'enforce' }] as const;
const OTHERS: readonly JudgingPolicy[] = [
  { compiled: stranger, mode: 'warn' },
  { compiled: stranger, mode: 'audit' },
  { compiled: stranger, mode: 'enforce', shadowOf: 'signed' },
];

/** Judges an image over and over, as a service does. */
function service(image: TestImage) {
  const clock = { time: NOW * 1000, now: () => clock.time };
  const gauges = new Map<string, number>();
  const telemetry: Pick<Telemetry, 'count' | 'gauge'> = {
    count() {},
    gauge: (name, _, value) => void gauges.set(name, value),
  };
  const rooms = gatheringRooms({ now: () => clock.time, elapsed: () => clock.time, telemetry });
  const steps: (() => void)[] = [];
  const pace = { step: () => new Promise<void>((resolve) => steps.push(resolve)) };
  const establish = rememberImages(clock, { ...MEMORY_LIMITS, kept: KEPT }, undefined, undefined, rooms, pace);
  const judge = async (policies: readonly JudgingPolicy[]) => {
    const before = image.store.fetches.length;
    const question = { reader: image.store, requested: 'app:v1', target: 'v1' };
    const judged = await judgeImage(question, policies, { establish, clock }, testCall());
    const asked = image.store.fetches.length > before;
    return { judged, outcome: judged.judgements[0]?.verdict.outcome, asked };
  };
  return {
    clock,
    establish: () => establish({ reader: image.store, requested: 'app:v1', target: 'v1' }, [signed.needs], testCall()),
    held: () => gauges.get('gathering_bytes') ?? 0,
    judge,
    /** The outcome, and whether the registry was asked for it. */
    async told(policies: readonly JudgingPolicy[]) {
      const { judged, outcome, asked } = await judge(policies);
      judged.release();
      return [outcome, asked];
    },
    /** Lets what was begun ahead of time go on to its end, and says whether there was any. */
    async goesOn() {
      let any = false;
      for (let idle = 0; idle < 5; idle++) {
        for (const begin of steps.splice(0)) {
          begin();
          [any, idle] = [true, 0];
        }
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
      return any;
    },
  };
}

test('what let an image in does so until it is no longer kept, counted from when it was looked for', async () => {
  const image = seal(makeImage());
  const { clock, told } = service(image);
  assert.deepEqual(await told(enforced), ['allow', true]);
  for (let time = 0; time < 4; time++) {
    clock.time += KEPT * 0.12;
    // Who only watches or warns finds no signature of the stranger, and has nobody asked for it.
    assert.deepEqual(await told([...enforced, ...OTHERS]), ['allow', false]);
    assert.deepEqual(await told(OTHERS), ['deny', false]);
  }
  image.store.referrersOf.clear();
  assert.deepEqual(await told(enforced), ['allow', false]);
  clock.time += KEPT * 0.52;
  assert.deepEqual(await told(enforced), ['deny', true]);
});

test('it is kept though it took longer to be found than it is fresh', async () => {
  const image = seal(makeImage());
  const { clock, told } = service(image);
  const { referrers } = image.store;
  image.store.referrers = async (...asked) => {
    clock.time += fresh / 2;
    return await referrers.call(image.store, ...asked);
  };
  assert.deepEqual(await told(enforced), ['allow', true]);
  assert.deepEqual(await told(enforced), ['allow', false]);
  clock.time += KEPT;
  assert.deepEqual(await told(enforced), ['allow', true]);
});

test('whoever was slow to let an image in does not bring back what was found before', async () => {
  const image = seal(makeImage());
  const { clock, establish, told } = service(image);
  const slow = await establish();
  image.store.referrersOf.clear();
  clock.time += fresh;
  assert.deepEqual(await told(enforced), ['deny', true]);
  clock.time += fresh;
  slow.keep();
  slow.release();
  assert.deepEqual(await told(enforced), ['deny', true]);
});

test('it is looked for ahead of its end, and nobody waits for that', async () => {
  const image = seal(makeImage());
  for (const often of [0.1, 0.3]) {
    const { clock, told, goesOn } = service(image);
    await told(enforced);
    let renewed = 0;
    for (let time = often; time < 3; time += often) {
      clock.time += KEPT * often;
      assert.deepEqual(await told(enforced), ['allow', false]);
      if (await goesOn()) renewed++;
    }
    assert.ok(renewed >= 3 && renewed <= 6, `${renewed} times`);
  }
});

test('what keeps an image out is remembered for no longer than it is fresh, and nobody waits for it either', async () => {
  const image = makeImage();
  const { clock, told, goesOn } = service(image);
  assert.deepEqual(await told(enforced), ['deny', true]);
  for (let time = 0; time < 6; time++) {
    clock.time += fresh * 0.4;
    assert.deepEqual(await told(enforced), ['deny', false]);
    await goesOn();
  }
  seal(image);
  clock.time += fresh;
  assert.deepEqual(await told(enforced), ['allow', true]);
});

test('what would keep an image out, though it let it in by another policy, is looked for once more', async () => {
  const image = seal(makeImage());
  const { clock, told } = service(image);
  await told(enforced);
  clock.time += fresh - 1;
  assert.deepEqual(await told(strange), ['deny', false]);
  clock.time += 1;
  assert.deepEqual(await told(strange), ['deny', true]);
  assert.deepEqual(await told(strange), ['deny', false]);
});

test('a fault of that second look is told, and not what was true before it', async () => {
  const image = seal(makeImage());
  // What the platforms lack as well is missed for certain.
  image.store.referrersOf.delete(image.index.digest);
  const { clock, told } = service(image);
  assert.deepEqual(await told(unsigned), ['allow', true]);
  clock.time += fresh;
  assert.deepEqual(await told(unsigned), ['allow', false]);
  image.store.failures.set(`referrers ${image.index.digest}`, new TwinsealError('REGISTRY_FAILED', 'no'));
  assert.deepEqual(await told(enforced), ['indeterminate', true]);
  image.store.failures.clear();
  assert.deepEqual(await told(enforced), ['deny', true]);
});

test('memory for evidence is given back by whoever looks twice, whatever comes of it', async () => {
  const image = seal(makeImage());
  // More than is used without a room.
  attachBundle(image.store, image.index, Buffer.from(JSON.stringify({ padding: 'x'.repeat(100_000) })));
  const { clock, held, judge, told } = service(image);
  const again = async () => {
    await told(enforced);
    assert.equal(held(), 0);
    clock.time += fresh;
  };
  await again();
  const { judged, asked } = await judge(strange);
  assert.ok(asked && held() > 0);
  judged.release();
  assert.equal(held(), 0);
  await again();
  image.store.contents.delete(image.index.digest);
  await assert.rejects(judge(strange), { code: 'CONTENT_NOT_FOUND' });
  assert.equal(held(), 0);
});
