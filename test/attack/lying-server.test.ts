// A gate asks a server whether to open. Whoever answers in its place, or a server that was bent, must not open it by an
// answer that contradicts itself or the question.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { serverClient } from '../../src/adapters/server/server-client.ts';
import { serverTransport } from '../../src/adapters/server/server-transport.ts';
import { verificationClient } from '../../src/adapters/server/verification-client.ts';
import type { ServerQuestion, ServerResult } from '../../src/ports/verification-server.ts';
import { TwinsealError } from '../../src/records/twinseal-error.ts';
import { reply, startHostile } from '../support/hostile-registry.ts';

type Json = Record<string, unknown>;
const digest = (digit: string): string => `sha256:${digit.repeat(64)}`;
const check = (status: string): Json => ({
  id: 'signature:release',
  subject: digest('1'),
  status,
  code: status === 'pass' ? 'OK' : 'SIGNATURE_MISSING',
  reason: 'a reason',
  evidence: [],
});
const judgement = (outcome: string, more: Json = {}): Json => ({
  policy: { name: 'release', digest: digest('2') },
  mode: 'enforce',
  outcome,
  ...more,
});
const answer = (outcome: string, effect: string, more: Json = {}): Json => ({
  apiVersion: 'twinseal.dev/v1',
  outcome,
  subject: { name: 'registry.example.com/app:v1', digest: digest('1') },
  policy: { name: 'release', digest: digest('2') },
  checks: [check(outcome === 'allow' ? 'pass' : outcome === 'deny' ? 'fail' : 'fault')],
  decisionId: 'id',
  effect,
  judgements: [judgement(outcome)],
  logIndex: 0,
  receipt: 'c2sp.org/tlog-proof@v1',
  ...more,
});
const HONEST = { allow: answer('allow', 'admit'), deny: answer('deny', 'refuse') };
const problem = (status: number, code: string, more: Json = {}): Json => ({
  ...{ type: 'https://twinseal.dev/errors/X', title: 't', status, detail: 'd', code, retryable: true },
  ...more,
});
const IMAGE = 'registry.example.com/app:v1';
const QUESTION: ServerQuestion = { images: [IMAGE], policy: 'release', request: {} };

let says: { readonly status: number; readonly body: string } = { status: 200, body: '' };
const server = await startHostile((_request, response) =>
  reply(response, says.status, { 'content-type': 'application/json' }, says.body),
);
test.after(() => server.stop());
const transport = serverTransport({ url: server.url });
test.after(() => transport.close());
const client = verificationClient(serverClient(transport, { retries: 0, wait: 0 }), transport.origin);

async function told(status: number, body: unknown, question = QUESTION): Promise<readonly ServerResult[] | string> {
  says = { status, body: typeof body === 'string' ? body : JSON.stringify(body) };
  const call = { signal: new AbortController().signal, deadline: Date.now() + 10_000 };
  try {
    return await client.verify(question, call);
  } catch (error) {
    assert.ok(error instanceof TwinsealError, String(error));
    return error.code;
  }
}
const effectOf = (results: readonly ServerResult[] | string): string => {
  if (typeof results === 'string') return results;
  const [first] = results;
  assert.ok(first !== undefined);
  return 'answer' in first ? first.answer.effect : first.error.code;
};

test('an honest answer is read as it is', async () => {
  assert.equal(effectOf(await told(200, HONEST.allow)), 'admit');
  assert.equal(effectOf(await told(200, HONEST.deny)), 'refuse');
  const warns = answer('deny', 'admit', { judgements: [judgement('deny', { mode: 'warn' })] });
  assert.equal(effectOf(await told(200, warns)), 'admit');
  const shadow = judgement('deny', { policy: { name: 'next', digest: digest('3') }, shadowOf: 'release' });
  const beside = answer('allow', 'admit', { judgements: [judgement('allow'), shadow] });
  assert.equal(effectOf(await told(200, beside)), 'admit');
  const dark = problem(503, 'INDETERMINATE', {
    ...answer('indeterminate', 'unknown'),
    verdict: answer('indeterminate', 'unknown'),
  });
  assert.equal(effectOf(await told(503, onlyProblem(dark))), 'unknown');
  assert.equal(effectOf(await told(404, problem(404, 'POLICY_UNKNOWN'))), 'POLICY_UNKNOWN');
});

/** Without the verdict's own members, which stand in `verdict`. */
function onlyProblem({ apiVersion: _a, outcome: _o, subject: _s, policy: _p, checks: _c, ...rest }: Json): Json {
  return rest;
}

test('answers that contradict themselves or the question are "could not be asked"', async () => {
  const lies: Readonly<Record<string, Json>> = {
    'an allowance with a failed check': answer('allow', 'admit', { checks: [check('fail')] }),
    'an allowance with an undecided check': answer('allow', 'admit', { checks: [check('fault')] }),
    'a denial that is let in though its policy enforces': answer('deny', 'admit'),
    'an allowance that a policy denied': answer('allow', 'admit', { judgements: [judgement('deny')] }),
    'an allowance by no policy': answer('allow', 'admit', { judgements: [] }),
    'an allowance by a shadow': answer('allow', 'admit', { judgements: [judgement('allow', { shadowOf: 'x' })] }),
    'an allowance by another policy': answer('allow', 'admit', {
      judgements: [judgement('allow', { policy: { name: 'lax', digest: digest('2') } })],
    }),
    'an unknown mode': answer('allow', 'admit', { judgements: [judgement('allow', { mode: 'off' })] }),
    'an unknown effect': answer('allow', 'ADMIT'),
    'no effect': answer('allow', 'admit', { effect: undefined }),
    'no judgements': answer('allow', 'admit', { judgements: undefined }),
    '"could not tell" with status 200': answer('indeterminate', 'unknown'),
  };
  for (const [what, lie] of Object.entries(lies)) assert.equal(await told(200, lie), 'SERVICE_UNREACHABLE', what);
  const pinned = { ...QUESTION, images: [`registry.example.com/app@${digest('9')}`] };
  assert.equal(await told(200, HONEST.allow, pinned), 'SERVICE_UNREACHABLE');
});

test('a batch answers each image once, in order, and a bent part of it opens nothing', async () => {
  const images = [IMAGE, 'registry.example.com/db:v7'];
  const question = { ...QUESTION, images };
  const part = (image: string, more: Json = { status: 200, answer: HONEST.allow }): Json => ({ image, ...more });
  const good = await told(200, { results: images.map((image) => part(image)) }, question);
  assert.ok(Array.isArray(good) && good.every((one) => 'answer' in one && one.answer.effect === 'admit'));
  const lies: readonly unknown[] = [
    { results: [] },
    { results: [part(IMAGE)] },
    { results: [part(IMAGE), part(IMAGE)] },
    { results: images.toReversed().map((image) => part(image)) },
    { results: [...images.map((image) => part(image)), part(IMAGE)] },
    { results: [part(IMAGE), part(images[1] ?? '', { status: 200, problem: problem(503, 'TIMEOUT') })] },
    { results: [part(IMAGE), part(images[1] ?? '', { status: 200, answer: answer('deny', 'admit') })] },
    { results: [part(IMAGE), part(images[1] ?? '', { status: 404 })] },
    HONEST.allow,
  ];
  for (const lie of lies)
    assert.equal(await told(200, lie, question), 'SERVICE_UNREACHABLE', JSON.stringify(lie).slice(0, 200));
});

test('no status but 200 carries an answer, and no problem passes for one', async () => {
  for (const status of [201, 202, 204, 301, 307, 400, 403, 404, 500, 502])
    assert.notEqual(effectOf(await told(status, HONEST.allow)), 'admit', String(status));
  for (const more of [{ verdict: HONEST.allow }, { ...onlyProblem(HONEST.allow), verdict: HONEST.allow }])
    assert.notEqual(effectOf(await told(503, problem(503, 'INDETERMINATE', more))), 'admit');
  for (const body of [
    '',
    '<html>',
    'null',
    '[]',
    '{"effect":"admit","effect":"refuse"}',
    `{"a":${'['.repeat(100_000)}`,
  ])
    assert.equal(await told(200, body), 'SERVICE_UNREACHABLE', body.slice(0, 40));
});

test('an honest denial with any one member changed never becomes an admission', async () => {
  const paths = ['outcome', 'effect', 'checks', 'judgements', 'policy', 'subject', 'receipt', 'logIndex'] as const;
  const value = fc.oneof(
    fc.constantFrom<unknown>('allow', 'admit', 'deny', [], {}, null, 0, true, [check('pass')], [judgement('allow')]),
    fc.jsonValue(),
  );
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...paths), value, async (name, changed) => {
      const results = await told(200, { ...HONEST.deny, [name]: changed });
      assert.notEqual(effectOf(results), 'admit', `${name} ${JSON.stringify(changed)}`);
    }),
    { numRuns: 300 },
  );
});

test('an answer that never ends is given up at a bound', async (t) => {
  const endless = await startHostile((_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    const chunk = Buffer.alloc(1024 * 1024, 0x20);
    const more = (): void => {
      while (!response.destroyed && response.write(chunk));
      if (!response.destroyed) response.once('drain', more);
    };
    more();
  });
  t.after(() => endless.stop());
  const way = serverTransport({ url: endless.url });
  const asked = verificationClient(serverClient(way, { retries: 0, wait: 0 }), way.origin);
  const call = { signal: new AbortController().signal, deadline: Date.now() + 20_000 };
  await assert.rejects(asked.verify(QUESTION, call), /answered with more than \d+ bytes/);
  way.close();
});
