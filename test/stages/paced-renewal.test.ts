// What is gathered anew before anybody needs it goes slowly; what somebody waits for does not.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { slowSteps } from '../../src/adapters/slow-steps.ts';
import type { ContentReader } from '../../src/ports/content.ts';
import { TwinsealError } from '../../src/records/twinseal-error.ts';
import { type AskedList, notingLists, sameLists } from '../../src/roads/asked-lists.ts';
import { gatherOnce } from '../../src/roads/gather-once.ts';
import { gatheringRooms } from '../../src/roads/gathering-rooms.ts';
import { attachBundle, makeImage, seal } from '../support/sealed-image.ts';

const FRESH = 2_000;

/** A clock that is set, a pace whose steps end when they are told to, and an image that counts how often its lists are asked for. */
function ground() {
  const time = { now: Date.parse('2026-11-29T12:00:00Z') };
  const now = () => time.now;
  const steps: (() => void)[] = [];
  const asked = { lists: 0, tags: 0 };
  const image = seal(makeImage());
  const reader = image.store;
  const list = reader.referrers.bind(reader);
  reader.referrers = (...given) => {
    asked.lists++;
    return list(...given);
  };
  reader.cosignTag = async () => {
    asked.tags++;
    return undefined;
  };
  const pace = { step: () => new Promise<void>((resolve) => steps.push(resolve)) };
  const rooms = gatheringRooms({ now, elapsed: now });
  const gather = gatherOnce(now, { fresh: FRESH, kept: FRESH, work: 30_000, gathered: 2 ** 20 }, rooms, pace);
  const ask = async () => {
    const call = { signal: new AbortController().signal, deadline: time.now + 30_000 };
    const held = await gather({ reader, requested: 'registry.example.com/team/app:v1', target: 'v1' }, call);
    held.release();
    return held.found;
  };
  /** All steps of a renewal, one after another. */
  const stepped = async () => {
    for (let n = 0; n < 20; n++) {
      for (const begin of steps.splice(0)) begin();
      await turns();
    }
  };
  return { time, steps, asked, ask, image, stepped };
}

const turns = async (): Promise<void> => {
  for (let n = 0; n < 50; n++) await new Promise((resolve) => setImmediate(resolve));
};

test('the first gathering waits for no pace; a renewal asks for lists and tags one step at a time, and nobody waits for it', async () => {
  const { time, steps, asked, ask } = ground();
  const first = await ask();
  assert.equal(steps.length, 0);
  const once = { ...asked };
  assert.ok(once.lists > 0 && once.tags > 0);
  time.now += FRESH - 100;
  assert.equal(await ask(), first, 'what is remembered is given at once');
  await turns();
  assert.deepEqual(asked, once, 'nothing is asked for before its step');
  let taken = 0;
  for (let last = -1; taken !== last; await turns()) {
    last = taken;
    for (const begin of steps.splice(0, 1)) {
      begin();
      taken++;
    }
  }
  assert.equal(taken, once.lists + once.tags, 'each list and each tag takes one step');
  assert.deepEqual(asked, { lists: 2 * once.lists, tags: 2 * once.tags });
  time.now += 150;
  assert.equal(await ask(), first, 'the same evidence, which lives on though its first life is over');
  assert.equal(steps.length, 0);
});

test('whoever asks when its time is over does not wait for the steps of a renewal, and is not given what it found late', async () => {
  const { time, steps, asked, ask } = ground();
  const first = await ask();
  const once = { ...asked };
  time.now += FRESH - 100;
  await ask();
  await turns();
  const late = steps.splice(0);
  assert.ok(late.length > 0);
  time.now += 200;
  assert.equal((await ask()).record.document.digest, first.record.document.digest, 'gathered anew');
  assert.deepEqual(asked, { lists: 2 * once.lists, tags: 2 * once.tags }, 'without a step');
  for (const begin of late) begin();
  await turns();
  assert.equal(steps.length, 0, 'what is late takes no more of them');
  assert.deepEqual(asked, { lists: 2 * once.lists, tags: 2 * once.tags }, 'and asks for nothing');
});

test('a renewal that finds another list gathers anew', async () => {
  const { time, ask, image, stepped } = ground();
  const first = await ask();
  time.now += FRESH - 100;
  attachBundle(image.store, image.index, Buffer.from('{"another":1}'));
  await ask();
  await stepped();
  const second = await ask();
  assert.notEqual(second, first);
  assert.ok(second.record.named.length > first.record.named.length);
});

test('a renewal lives from its beginning on', async () => {
  const { time, ask, asked, stepped } = ground();
  await ask();
  time.now += FRESH - 100;
  await ask();
  await turns();
  time.now += 90;
  await stepped();
  const twice = asked.lists;
  time.now += FRESH - 91;
  await ask();
  assert.equal(asked.lists, twice, 'still remembered, a millisecond before');
  time.now += 1;
  await ask();
  assert.ok(asked.lists > twice, 'over');
});

test('what could not be read is asked for again by the next renewal, though all lists are the same', async () => {
  const { time, ask, image, stepped } = ground();
  const plain = image.store.manifest.bind(image.store);
  const listed = new Set((await image.store.referrers(image.index.digest)).descriptors.map(({ digest }) => digest));
  let isThere = false;
  image.store.manifest = async (digest) => {
    if (!isThere && listed.has(digest)) throw new TwinsealError('CONTENT_NOT_FOUND', 'it is not there yet');
    return await plain(digest);
  };
  const first = await ask();
  assert.equal(first.set.faults.length, 0);
  assert.ok(first.set.evidence.some(({ unusable }) => unusable !== undefined));
  isThere = true;
  time.now += FRESH - 100;
  await ask();
  await stepped();
  const second = await ask();
  assert.ok(second.set.evidence.every(({ unusable }) => unusable === undefined));
});

test('after a fault the lists of before are taken, and what is gathered by them lives from their time on', async () => {
  const { time, ask, image } = ground();
  const list = image.store.referrers.bind(image.store);
  const anew: (true | undefined)[] = [];
  let failing = true;
  const reader: ContentReader = image.store;
  reader.referrers = async (subject, call) => {
    anew.push(call.anew);
    if (failing && subject !== image.index.digest) throw new TwinsealError('REGISTRY_UNREACHABLE', 'not now');
    return await list(subject);
  };
  assert.ok((await ask()).set.faults.length > 0);
  assert.ok(anew.length > 1 && anew.every((one) => one === true), 'asked for, not remembered');
  failing = false;
  anew.length = 0;
  time.now += FRESH - 500;
  assert.equal((await ask()).set.faults.length, 0);
  assert.ok(anew.length > 1 && anew.every((one) => one === undefined));
  anew.length = 0;
  time.now += 499;
  await ask();
  assert.deepEqual(anew, [], 'still fresh');
  time.now += 1;
  await ask();
  assert.ok(anew.length > 1 && anew.every((one) => one === true));
});

test('an image with many lists is not asked for in more steps than one with few', async () => {
  const image = seal(makeImage());
  const { descriptors } = await image.store.referrers(image.index.digest);
  assert.ok(descriptors.length > 0);
  const asked = { lists: [] as AskedList[], isPartial: false };
  const call = { signal: new AbortController().signal, deadline: Number.POSITIVE_INFINITY };
  const noting = notingLists(image.store, asked);
  for (let n = 0; n < 303; n++) await noting.referrers(image.index.digest, call);
  let taken = 0;
  const turn = async () => void taken++;
  assert.equal(await sameLists(image.store, asked.lists, turn, call), true);
  assert.ok(taken > 1 && taken <= 24, String(taken));
  attachBundle(image.store, image.index, Buffer.from('{"another":1}'));
  assert.equal(await sameLists(image.store, asked.lists, turn, call), false);
});

test('one that waits alone waits for a round; many follow each other sooner', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const pace = slowSteps();
  const begun: number[] = [];
  let now = 0;
  const step = () => void pace.step().then(() => begun.push(now));
  const until = async (end: number) => {
    for (; now < end; now++) {
      t.mock.timers.tick(1);
      await Promise.resolve();
      await Promise.resolve();
    }
  };
  step();
  await until(60);
  assert.equal(begun.length, 1);
  assert.ok((begun[0] ?? 0) >= 23);
  begun.length = 0;
  for (let n = 0; n < 8; n++) step();
  await until(200);
  assert.equal(begun.length, 8);
  const gaps = begun.slice(1).map((at, n) => at - (begun[n] ?? 0));
  assert.ok(
    gaps.every((gap) => gap >= 3),
    String(gaps),
  );
  assert.ok((begun.at(-1) ?? 0) - (begun[0] ?? 0) < 80, String(begun));
});

test('many follow each other at the same distance, and very many within their time', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  for (const [count, least] of [
    [20, 3],
    [1_000, 0],
  ] as const) {
    const pace = slowSteps();
    const begun: number[] = [];
    let now = 0;
    for (let n = 0; n < count; n++) void pace.step().then(() => begun.push(now));
    for (; now < 500 && begun.length < count; now++) {
      t.mock.timers.tick(1);
      await Promise.resolve();
      await Promise.resolve();
    }
    assert.equal(begun.length, count);
    const gaps = begun.slice(1).map((at, n) => at - (begun[n] ?? 0));
    assert.ok(Math.min(...gaps) >= least, String(gaps));
    assert.ok(now < 450, String(now));
  }
});

test('steps begin one after another, in their order, and none is forgotten', async () => {
  const pace = slowSteps();
  const begun: number[] = [];
  await Promise.all(Array.from({ length: 60 }, (_, n) => pace.step().then(() => void begun.push(n))));
  assert.deepEqual(
    begun,
    Array.from({ length: 60 }, (_, n) => n),
  );
  await pace.step();
});
