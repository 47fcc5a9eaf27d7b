import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sharedPing } from '../../src/wire/service/shared-ping.ts';

const call = { signal: new AbortController().signal, deadline: Number.POSITIVE_INFINITY };

test('many probes are one question a second, and a fault is asked about anew each time', async () => {
  const time = { at: 1_000_000 };
  let [asked, broken] = [0, false];
  const ping = sharedPing(
    async () => {
      asked++;
      await new Promise((resolve) => setTimeout(resolve, 5));
      if (broken) throw new Error('the disk is full');
    },
    { now: () => time.at },
  );
  await Promise.all(Array.from({ length: 100 }, () => ping(call)));
  await ping(call);
  assert.equal(asked, 1);
  time.at += 1_000;
  await ping(call);
  assert.equal(asked, 2);
  time.at -= 3_600_000;
  await ping(call);
  assert.equal(asked, 3);
  time.at += 5_000;
  broken = true;
  for (let i = 0; i < 3; i++) await assert.rejects(ping(call), /the disk is full/);
  assert.equal(asked, 6);
  const all = await Promise.allSettled(Array.from({ length: 10 }, () => ping(call)));
  assert.ok(all.every(({ status }) => status === 'rejected'));
  assert.equal(asked, 7);
  broken = false;
  await ping(call);
  assert.equal(asked, 8);
});
