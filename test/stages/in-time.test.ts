import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkCall } from '../../src/adapters/call-guard.ts';
import { inTime } from '../../src/adapters/in-time.ts';

const never = new Promise<never>(() => {});

test('whoever waits for a database is told why it was given up: time by the clock or by the signal, or a caller who has gone', async () => {
  const { signal } = new AbortController();
  await assert.rejects(inTime(never, { signal, deadline: Date.now() + 20 }, 'the store'), {
    code: 'TIMEOUT',
    message: 'the store did not answer in time',
  });
  for (const [reason, code] of [
    [new DOMException('late', 'TimeoutError'), 'TIMEOUT'],
    [undefined, 'ABORTED'],
  ] as const) {
    const stop = new AbortController();
    const call = { signal: stop.signal, deadline: Date.now() + 60_000 };
    const waiting = assert.rejects(inTime(never, call, 'the store'), { code });
    stop.abort(reason);
    await waiting;
    // The cause tells whoever shows it.
    assert.throws(() => checkCall(call, 'reading'), { code: 'ABORTED', cause: stop.signal.reason });
  }
});
