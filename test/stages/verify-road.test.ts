import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Digest } from '../../src/formats/digest.ts';
import { verifyImage } from '../../src/roads/verify.ts';
import { makeImage, NOW, seal, testPolicy } from '../support/sealed-image.ts';

const POLICY = await testPolicy();
const request = () => ({ reader: seal(makeImage()).store, requested: 'app', target: 'v1', policy: POLICY });

test('the road gives the verdict, the facts that it rests on, and the moment that it is for', async () => {
  const call = { signal: new AbortController().signal, deadline: Number.MAX_SAFE_INTEGER };
  const { verdict, facts, now } = await verifyImage(request(), { now: () => NOW * 1000 + 7 }, call);
  assert.deepEqual([verdict.outcome, facts.root, now], ['allow', verdict.subject.digest, NOW * 1000 + 7]);
});

test('a call that is ended while layers are read gives no verdict: out of time, or cancelled', async () => {
  for (const [deadline, code] of [
    [0, 'TIMEOUT'],
    [Number.MAX_SAFE_INTEGER, 'ABORTED'],
  ] as const) {
    const signal = AbortSignal.abort();
    await assert.rejects(verifyImage(request(), { now: () => NOW * 1000 }, { signal, deadline }), { code });
  }
});

test('bytes that were changed on the way are asked for again; those that stay wrong are never judged as right', async () => {
  const call = { signal: new AbortController().signal, deadline: Number.MAX_SAFE_INTEGER };
  const clock = { now: () => NOW * 1000 };
  const one = request();
  const { fetches, spoilt } = one.reader;
  await verifyImage(one, clock, call);
  const read = new Set(fetches.flatMap((line) => line.match(/^(?:manifest|blob) (.*)$/)?.slice(1) ?? []));
  assert.ok(read.size > 12, `${read.size}`);
  for (const digest of read as Set<Digest>) {
    spoilt.set(digest, 2);
    assert.equal((await verifyImage(one, clock, call)).verdict.outcome, 'allow', digest);
    spoilt.set(digest, 1_000);
    fetches.length = 0;
    const outcome = await verifyImage(one, clock, call).then(
      ({ verdict }) => verdict.outcome,
      ({ code }) => code,
    );
    spoilt.clear();
    assert.ok(['deny', 'CONTENT_MISMATCH'].includes(outcome), `${digest}: ${outcome}`);
    const asked = fetches.filter((line) => line.endsWith(digest) && !line.startsWith('referrers'));
    assert.equal(asked.length, 3, digest);
  }
});
