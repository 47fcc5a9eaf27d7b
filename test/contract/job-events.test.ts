// A job is followed over an outage of its service, as long as the call has time, and in the end it is said what failed.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { followJob } from '../../src/adapters/server/job-events.ts';
import type { ServerClient } from '../../src/adapters/server/server-client.ts';
import { ServiceError } from '../../src/adapters/server/service-error.ts';
import { TwinsealError } from '../../src/records/twinseal-error.ts';

const ORIGIN = 'http://127.0.0.1:1';
const SHORT = { first: 1, longest: 4 };
const EVENT = 'id: 1\nevent: state\ndata: {"sequence":1,"text":"queued"}\n\n';
const END = 'event: end\ndata: {"id":"j","state":"succeeded"}\n\n';
const away = () => new TwinsealError('SERVICE_UNREACHABLE', `${ORIGIN} refuses connections`);
const call = (milliseconds: number) => ({
  signal: new AbortController().signal,
  deadline: Date.now() + milliseconds,
});

/** Answers each question by what is next, the last one for ever. */
function clientOf(answers: readonly (string | Error)[]) {
  const asked: number[] = [];
  const client: Pick<ServerClient, 'bytes'> = {
    async bytes() {
      const next = answers[Math.min(asked.length, answers.length - 1)] ?? '';
      asked.push(Date.now());
      if (next instanceof Error) throw next;
      async function* body() {
        yield new TextEncoder().encode(next as string);
      }
      return { status: 200, header: () => undefined, body: body(), cancel() {} };
    },
  };
  return { client: client as ServerClient, asked };
}

async function follow(client: ServerClient, milliseconds: number, pauses = SHORT) {
  const texts: string[] = [];
  const events = followJob(client, ORIGIN, 'j', 0, call(milliseconds), pauses);
  for (;;) {
    const next = await events.next();
    if (next.done === true) return { texts, state: next.value.state };
    texts.push(next.value.text);
  }
}

test('an outage of any length, and streams that bring nothing, are outlasted', async () => {
  const notReady = new ServiceError('NOT_READY', 'it is starting', { status: 503, retryable: true });
  for (const outage of [away(), notReady, '']) {
    const { client, asked } = clientOf([EVENT, ...Array.from({ length: 60 }, () => outage), END]);
    assert.deepEqual(await follow(client, 60_000), { texts: ['queued'], state: 'succeeded' });
    assert.equal(asked.length, 62);
  }
});

test('the pauses grow to a bound, and the end of the time says what failed last', async () => {
  const { client, asked } = clientOf([EVENT, away()]);
  await assert.rejects(follow(client, 1000, { first: 20, longest: 200 }), (error) => {
    assert.ok(error instanceof TwinsealError);
    assert.equal(error.code, 'TIMEOUT');
    assert.match(error.message, /job j .*refuses connections/);
    return true;
  });
  // 20, 40, 80, 160, 200, 200, 200
  assert.ok(asked.length >= 4 && asked.length <= 9, `${asked.length} questions`);
  const began = Date.now();
  const late = follow(clientOf([EVENT, away()]).client, 10_000, { first: 30_000, longest: 30_000 });
  await assert.rejects(late, { code: 'TIMEOUT' });
  assert.ok(Date.now() - began < 5_000, 'nobody waits for a try that would be too late');
  const silent = clientOf([EVENT, '']).client;
  await assert.rejects(follow(silent, 100), { code: 'TIMEOUT', message: /again and again/ });
});

test('what no waiting mends ends it at once: no service from the start, a refusal', async () => {
  const never = clientOf([away()]);
  await assert.rejects(follow(never.client, 60_000), { code: 'SERVICE_UNREACHABLE' });
  const refusal = new ServiceError('JOB_UNKNOWN', 'no such job', { status: 404, retryable: false });
  const refused = clientOf([EVENT, refusal]);
  await assert.rejects(follow(refused.client, 60_000), { code: 'JOB_UNKNOWN' });
  assert.deepEqual([never.asked.length, refused.asked.length], [1, 2]);
});
