import assert from 'node:assert/strict';
import { test } from 'node:test';
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
