import assert from 'node:assert/strict';
import { test } from 'node:test';
import { recordDigest } from '../../src/judge/audit/decision.ts';
import { isLate } from '../../src/ports/call.ts';
import { TwinsealError } from '../../src/records/twinseal-error.ts';
import { type Establish, establishImage } from '../../src/roads/establish-image.ts';
import { type JudgingPolicy, judgeImage } from '../../src/roads/judge-image.ts';
import { MEMORY_LIMITS, rememberImages } from '../../src/roads/remember-images.ts';
import { verifyImage } from '../../src/roads/verify.ts';
import { makeImage, NOW, seal, type TestImage, testPolicy } from '../support/sealed-image.ts';
import { testCall } from '../support/walkable-image.ts';

const whole = await testPolicy();
const signed = await testPolicy({ signatures: [{ by: 'release' }] });
const stranger = await testPolicy({ signatures: [{ by: 'other' }] });
const bare = await testPolicy({ image: { nonRoot: true } });
const all = await testPolicy({ goBuild: { programs: 'all' } });
const ALL: readonly JudgingPolicy[] = [whole, signed, stranger, bare, all].map((compiled) => ({
  compiled,
  mode: 'enforce',
}));

/** With one byte changed, near the end. */
const flipped = (bytes: Uint8Array): Uint8Array =>
  bytes.map((byte, at) => (at === bytes.length - 20 ? byte ^ 1 : byte));

/** A clock that a test moves, milliseconds since 1970. */
const clockAt = (seconds: number) => {
  const clock = { time: seconds * 1000, now: () => clock.time };
  return clock;
};
const judge = (image: TestImage, establish: Establish, policies = ALL, clock = clockAt(NOW), requested = 'app:v1') =>
  judgeImage({ reader: image.store, requested, target: 'v1' }, policies, { establish, clock }, testCall());

test('several policies are given what each alone would be given, and every piece is fetched once', async () => {
  const image = seal(makeImage());
  const { judgements } = await judge(image, establishImage(true));
  const asked = image.store.fetches;
  assert.deepEqual(asked.toSorted(), [...new Set(asked)].toSorted());
  for (const [at, compiled] of [whole, signed, stranger, bare, all].entries()) {
    const clock = { now: () => NOW * 1000 };
    const request = { reader: image.store, requested: 'app:v1', target: 'v1', policy: compiled };
    const alone = await verifyImage(request, clock, testCall());
    assert.deepEqual(judgements[at]?.verdict, alone.verdict);
    assert.equal(judgements[at]?.facts, recordDigest(alone.facts));
  }
  assert.deepEqual(
    judgements.map(({ verdict }) => verdict.outcome),
    ['allow', 'allow', 'deny', 'allow', 'allow'],
  );
});

test('what is remembered gives the same verdicts, facts and inputs as looking anew, under whatever name', async () => {
  const image = seal(makeImage());
  const remembering = rememberImages(clockAt(NOW));
  for (const requested of ['app:v1', 'app:v1', 'app@by-digest']) {
    const fresh = await judge(image, establishImage(true), ALL, clockAt(NOW), requested);
    const again = await judge(image, remembering, ALL, clockAt(NOW), requested);
    assert.deepEqual(again.judgements, fresh.judgements);
    assert.deepEqual(again.facts, fresh.facts);
    const digests = ({ inputs }: typeof fresh) => inputs().documents.map(({ digest }) => digest);
    assert.deepEqual(digests(again).toSorted(), digests(fresh).toSorted());
    assert.deepEqual(
      [again.inputs().evidence, again.inputs().reports],
      [fresh.inputs().evidence, fresh.inputs().reports],
    );
  }
});

test('a hundred callers at once share one look, and a second one within seconds needs none', async () => {
  const image = seal(makeImage());
  const clock = clockAt(NOW);
  const remembering = rememberImages(clock);
  await Promise.all(Array.from({ length: 100 }, () => judge(image, remembering, ALL, clock)));
  const asked = image.store.fetches.length;
  assert.equal(new Set(image.store.fetches).size, asked);
  await judge(image, remembering, ALL, clock);
  assert.equal(image.store.fetches.length, asked);
  clock.time += MEMORY_LIMITS.fresh;
  await judge(image, remembering, ALL, clock);
  assert.ok(image.store.fetches.length > asked);
});

test('new evidence is seen after seconds, and the policy runs afresh each time', async () => {
  const image = makeImage();
  const clock = clockAt(NOW);
  const remembering = rememberImages(clock);
  const one = [{ compiled: signed, mode: 'enforce' }] as const;
  assert.equal((await judge(image, remembering, one, clock)).judgements[0]?.verdict.outcome, 'deny');
  seal(image);
  clock.time += MEMORY_LIMITS.fresh;
  assert.equal((await judge(image, remembering, one, clock)).judgements[0]?.verdict.outcome, 'allow');
  // The chain of notation ends; nothing but the moment changes.
  const notary = [{ compiled: await testPolicy({ signatures: [{ by: 'notary' }] }), mode: 'enforce' }] as const;
  assert.equal((await judge(image, remembering, notary, clock)).judgements[0]?.verdict.outcome, 'allow');
  assert.equal(
    (await judge(image, remembering, notary, clockAt(NOW + 10_000 * 86_400))).judgements[0]?.verdict.outcome,
    'deny',
  );
});

test('what is asked for over and over is gathered anew before its time is over, and nobody waits for that', async () => {
  const image = makeImage();
  const clock = clockAt(NOW);
  const remembering = rememberImages(clock);
  const one = [{ compiled: signed, mode: 'enforce' }] as const;
  const outcome = async () => (await judge(image, remembering, one, clock)).judgements[0]?.verdict.outcome;
  const settled = () => new Promise((resolve) => setTimeout(resolve, 100));
  assert.equal(await outcome(), 'deny');
  const once = image.store.fetches.length;
  clock.time += MEMORY_LIMITS.fresh * 0.5;
  await outcome();
  await settled();
  assert.equal(image.store.fetches.length, once);
  // Somebody signs, and the one who comes now is answered from memory.
  seal(image);
  clock.time += MEMORY_LIMITS.fresh * 0.2;
  assert.deepEqual([await outcome(), await outcome()], ['deny', 'deny']);
  await settled();
  const twice = image.store.fetches.length;
  assert.ok(twice > once);
  // After the first one's time the second holds, with what it saw.
  clock.time += MEMORY_LIMITS.fresh * 0.4;
  assert.equal(await outcome(), 'allow');
  assert.equal(image.store.fetches.length, twice);
  // When it can't be gathered anew, what is remembered does not live longer.
  clock.time += MEMORY_LIMITS.fresh * 0.3;
  image.store.failures.set(`referrers ${image.index.digest}`, new TwinsealError('REGISTRY_FAILED', 'no'));
  assert.equal(await outcome(), 'allow');
  await settled();
  const tried = image.store.fetches.length;
  assert.equal(await outcome(), 'allow');
  await settled();
  assert.equal(image.store.fetches.length, tried);
  clock.time += MEMORY_LIMITS.fresh * 0.4;
  assert.equal(await outcome(), 'indeterminate');
});

test('a fault is never remembered: the next caller is told the truth at once', async () => {
  const image = seal(makeImage());
  const clock = clockAt(NOW);
  const remembering = rememberImages(clock);
  const layer = [...image.store.contents].find(([, bytes]) => bytes[0] === 0x1f)?.[0];
  const outcomes = async () =>
    (await judge(image, remembering, ALL, clock)).judgements.map((one) => one.verdict.outcome);
  image.store.failures.set(`blob ${layer}`, new TwinsealError('REGISTRY_FAILED', 'no'));
  assert.deepEqual(await outcomes(), ['indeterminate', 'allow', 'deny', 'allow', 'indeterminate']);
  image.store.failures.clear();
  assert.deepEqual(await outcomes(), ['allow', 'allow', 'deny', 'allow', 'allow']);
  clock.time += MEMORY_LIMITS.fresh;
  image.store.failures.set(`referrers ${image.index.digest}`, new TwinsealError('REGISTRY_THROTTLED', 'slow down'));
  // Whoever is missed under the platforms, too, is missed for certain.
  assert.deepEqual(await outcomes(), ['indeterminate', 'indeterminate', 'deny', 'allow', 'allow']);
  image.store.failures.clear();
  assert.deepEqual(await outcomes(), ['allow', 'allow', 'deny', 'allow', 'allow']);
});

test('a registry that has the image without its layers, or with wrong ones, harms nobody who has it whole', async () => {
  const image = seal(makeImage());
  for (const way of ['missing', 'changed']) {
    const other = makeImage().store;
    other.repository = 'elsewhere.example.net/x';
    other.root = image.store.root;
    for (const [digest, bytes] of image.store.contents) {
      const layer = bytes[0] === 0x1f && bytes[1] === 0x8b;
      other.contents.delete(digest);
      if (!layer) other.contents.set(digest, bytes);
      else if (way === 'changed') other.contents.set(digest, flipped(bytes));
    }
    const clock = clockAt(NOW);
    const remembering = rememberImages(clock);
    const outcomeOf = async (one: TestImage) =>
      (await judge(one, remembering, ALL.slice(0, 1), clock)).judgements[0]?.verdict.outcome;
    assert.equal(await outcomeOf({ ...image, store: other }), 'deny', way);
    assert.equal(await outcomeOf(image), 'allow', way);
    // Nor is it held against itself once it is mended.
    for (const [digest, bytes] of image.store.contents) other.contents.set(digest, bytes);
    for (const [digest, list] of image.store.referrersOf) other.referrersOf.set(digest, list);
    clock.time += 1;
    assert.notEqual(
      (await judge({ ...image, store: other }, remembering, ALL.slice(0, 1), clock)).judgements[0]?.verdict.checks.find(
        ({ id }) => id === 'layers',
      )?.status,
      'fail',
      way,
    );
  }
});

test('work that callers share goes on when the first of them goes, and ends when the last one does', async () => {
  const image = seal(makeImage());
  let open = (): void => {};
  const gate = new Promise<void>((resolve) => (open = resolve));
  let stopped = 0;
  const list = image.store.referrers.bind(image.store);
  image.store.referrers = async (subject) => {
    await gate;
    return await list(subject);
  };
  const clock = clockAt(NOW);
  const remembering = rememberImages(clock);
  const first = new AbortController();
  const ports = { establish: remembering, clock };
  const question = { reader: image.store, requested: 'app', target: 'v1' };
  const gone = judgeImage(question, ALL, ports, { signal: first.signal, deadline: clock.time + 1000 }).catch(
    (error: unknown) => {
      stopped++;
      assert.equal((error as TwinsealError).code, 'ABORTED');
    },
  );
  const stays = judge(image, remembering, ALL, clock);
  await new Promise((resolve) => setTimeout(resolve, 20));
  first.abort();
  await gone;
  open();
  assert.equal((await stays).judgements[0]?.verdict.outcome, 'allow');
  assert.equal(stopped, 1);
});

test('time that runs out is told from a caller who has gone by the clock, and by what the signal says where a timer rings early', async () => {
  const late = new DOMException('late', 'TimeoutError');
  const image = makeImage();
  const clock = clockAt(NOW);
  for (const [reason, deadline, code] of [
    [late, clock.time + 1000, 'TIMEOUT'],
    [late, clock.time - 1, 'TIMEOUT'],
    [undefined, clock.time + 1000, 'ABORTED'],
    [undefined, clock.time - 1, 'TIMEOUT'],
  ] as const) {
    const stop = new AbortController();
    const call = { signal: stop.signal, deadline };
    const establish: Establish = () => {
      stop.abort(reason);
      return Promise.reject(stop.signal.reason);
    };
    const question = { reader: image.store, requested: 'app', target: 'v1' };
    await assert.rejects(judgeImage(question, ALL, { establish, clock }, call), { code });
    assert.equal(isLate(call, clock.time), code === 'TIMEOUT');
  }
  const { signal } = new AbortController();
  assert.deepEqual([isLate({ signal, deadline: 5 }, 4), isLate({ signal, deadline: 5 }, 5)], [false, true]);
});

test('layers are walked by so many at a time, whoever asks', async () => {
  let [now, most] = [0, 0];
  const clock = clockAt(NOW);
  const remembering = rememberImages(clock, { ...MEMORY_LIMITS, walks: 2 });
  const images = Array.from({ length: 8 }, (_, at) => seal(makeImage({ config: { author: `${at}` } })));
  for (const { store } of images) {
    const plain = store.blob.bind(store);
    store.blob = (descriptor) => ({
      ...plain(descriptor),
      async *open() {
        const isLayer = store.contents.get(descriptor.digest)?.[0] === 0x1f;
        if (isLayer) most = Math.max(most, ++now);
        try {
          if (isLayer) await new Promise((resolve) => setTimeout(resolve, 5));
          yield* plain(descriptor).open();
        } finally {
          if (isLayer) now--;
        }
      },
    });
  }
  const all = await Promise.all(images.map((image) => judge(image, remembering, ALL, clock)));
  assert.ok(all.every(({ judgements }) => judgements[0]?.verdict.outcome === 'allow'));
  assert.equal(most, 2);
});
