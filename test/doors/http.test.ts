// Longer than most: every answer of one small service, which the tests share, is held against one contract.
import assert from 'node:assert/strict';
import { createServer, request as rawRequest, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, test } from 'node:test';
import { withoutCredentials } from '../../src/adapters/callers/without-credentials.ts';
import { systemAlarm } from '../../src/adapters/clock.ts';
import type { GivenAnswer } from '../../src/doors/http/answer-body.ts';
import { httpApp } from '../../src/doors/http/app.ts';
import type { HttpOptions } from '../../src/doors/http/context.ts';
import { contractRoutes } from '../../src/doors/http/contract.ts';
import { type DecisionsService, decisionRoutes } from '../../src/doors/http/decisions.ts';
import { type HealthService, healthRoutes } from '../../src/doors/http/health.ts';
import { type VerifyService, verifyRoutes } from '../../src/doors/http/verify.ts';
import type { JsonValue } from '../../src/formats/json/value.ts';
import type { Role } from '../../src/records/caller.ts';
import type { Decision, DecisionEntry } from '../../src/records/decision.ts';
import type { ErrorCode } from '../../src/records/error-catalogue.ts';
import type { Question } from '../../src/records/question.ts';
import { TwinsealError } from '../../src/records/twinseal-error.ts';
import type { Outcome } from '../../src/records/verdict.ts';
import { someDecision, someUndecided } from '../contract/some-decision.ts';
import { contract, requestProblems, responseProblems } from '../support/openapi-contract.ts';

const ID = '00000000-0000-4000-8000-000000000001';

function decided(outcome: Outcome): Decision {
  const decision = someDecision(ID);
  const status = outcome === 'indeterminate' ? ('fault' as const) : ('pass' as const);
  const [check] = decision.verdict.checks;
  assert.ok(check);
  const fault = {
    ...check,
    status,
    code: 'EVIDENCE_UNREACHABLE' as const,
    reason: 'no answer',
    platform: 'linux/arm64',
  };
  const checks = outcome === 'deny' ? decision.verdict.checks : [fault];
  const effect = outcome === 'allow' ? 'admit' : outcome === 'deny' ? 'refuse' : 'unknown';
  return { ...decision, effect, verdict: { ...decision.verdict, outcome, checks, validUntil: '2026-12-01T00:00:00Z' } };
}

/** An answer as the engine gives it. */
const given = (entry: DecisionEntry): GivenAnswer => ({
  entry,
  receipt: { index: 7, text: 'c2sp.org/tlog-proof@v1\n' },
  explain: () => [],
});
/** What a caller is told of that decision beside its verdict. */
const KEPT = { decisionId: ID, logIndex: 7, receipt: 'c2sp.org/tlog-proof@v1\n' };
const summaries = ({ judgements }: Decision) =>
  judgements.map(({ policy, mode, verdict }) => ({ policy, mode, outcome: verdict.outcome }));

/** A judge whose verdict is in the image's name, so that each answer can be asked for. */
const reports: unknown[] = [];
let release: (() => void) | undefined;
type Service = VerifyService & DecisionsService & HealthService;
const service: Service = {
  verifyTimeout: 2000,
  maxConcurrent: 2,
  async verify({ image, policy }) {
    if (policy !== 'release') throw new TwinsealError('POLICY_UNKNOWN', `no policy is named ${policy}`);
    const [kind = '', detail = ''] = image.split('=');
    if (kind === 'verdict') return given(decided(detail as Outcome));
    if (kind === 'undecided') return given(someUndecided(ID));
    if (kind === 'error') throw new TwinsealError(detail as ErrorCode, 'an error');
    if (kind === 'slow') await new Promise<void>((resolve) => (release = resolve));
    if (kind === 'defect') throw new Error('secret: /etc/passwd');
    return given(decided('allow'));
  },
  verifyAll: (questions, key, call) => Promise.allSettled(questions.map((one) => service.verify(one, key, call))),
  decision: async (id): Promise<DecisionEntry | undefined> => (id === ID ? decided('allow') : undefined),
  list: async () => [],
  changes: async () => [],
  ready: async () => ({ policies: ['release'], broken: [] }),
};
const options: HttpOptions = {
  loopback: true,
  now: () => Date.now(),
  alarm: systemAlarm,
  report: (error) => reports.push(error),
};

const servers: Server[] = [];
after(() => {
  for (const server of servers) {
    server.close();
    server.closeAllConnections();
  }
});
function appOf(all: Service, behaviour: HttpOptions, roles: readonly Role[] | undefined) {
  const open = [healthRoutes(all), contractRoutes(async () => contract as unknown as JsonValue)];
  const some = { caller: async () => ({ name: 'some', by: 'api-key' as const, roles: roles ?? [] }) };
  const authenticator = roles === undefined ? withoutCredentials(true) : some;
  return httpApp({ open, authenticated: [verifyRoutes(all), decisionRoutes(all)] }, authenticator, behaviour);
}
async function listen(
  changes: Partial<Service> = {},
  other: Partial<HttpOptions> = {},
  roles?: readonly Role[],
): Promise<string> {
  const server = createServer(appOf({ ...service, ...changes }, { ...options, ...other }, roles));
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
const url = await listen();

/** Sends a verify request; the body and every answer are held against the contract. */
async function verify(body: unknown, query = '', base = url): Promise<Response> {
  assert.deepEqual(requestProblems('/verify', 'post', body), []);
  const response = await fetch(`${base}/verify${query}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  assert.deepEqual(await responseProblems('/verify', 'post', response), []);
  return response;
}
async function raw(body: string, headers: Record<string, string> = {}): Promise<Response> {
  const all = { 'content-type': 'application/json', ...headers };
  const response = await fetch(`${url}/verify`, { method: 'POST', headers: all, body });
  assert.deepEqual(await responseProblems('/verify', 'post', response), []);
  return response;
}
const codeOf = async (response: Response): Promise<string> => ((await response.json()) as { code: string }).code;

test('an allow and a deny both have status 200 and the verdict with its decisionId', async () => {
  for (const outcome of ['allow', 'deny'] as const) {
    const response = await verify({ image: `verdict=${outcome}`, policy: 'release' });
    assert.equal(response.status, 200);
    const decision = decided(outcome);
    const { effect, verdict } = decision;
    assert.deepEqual(await response.json(), { ...verdict, ...KEPT, effect, judgements: summaries(decision) });
  }
});

test('with ?fail=deny a deny has status 403 and an allow still 200', async () => {
  assert.equal((await verify({ image: 'verdict=deny', policy: 'release' }, '?fail=deny')).status, 403);
  assert.equal((await verify({ image: 'verdict=allow', policy: 'release' }, '?fail=deny')).status, 200);
});

test('a mistyped or unknown query parameter is refused, since the gate would stand open', async () => {
  for (const query of [
    '?fial=deny',
    '?fail=Deny',
    '?fail',
    '?fail=deny&x=1',
    '?fail[]=deny',
    '?explain=no',
    '?explain&explain',
    '?Explain',
  ])
    assert.equal((await verify({ image: 'verdict=deny', policy: 'release' }, query)).status, 400, query);
});

test('an indeterminate verdict is a 503 problem with retryable, decisionId, the verdict and Retry-After', async () => {
  for (const query of ['', '?fail=deny']) {
    const response = await verify({ image: 'verdict=indeterminate', policy: 'release' }, query);
    assert.equal(response.status, 503);
    assert.match(response.headers.get('retry-after') ?? '', /^\d+$/);
    const problem = (await response.json()) as Record<string, unknown>;
    assert.equal(problem.code, 'INDETERMINATE');
    assert.equal(problem.retryable, true);
    assert.equal(problem.decisionId, ID);
    assert.deepEqual(problem.verdict, decided('indeterminate').verdict);
  }
});

test('a fault that left no verdict is a 503 problem with its code and decisionId', async () => {
  const response = await verify({ image: 'undecided=x', policy: 'release' });
  assert.equal(response.status, 503);
  const problem = (await response.json()) as Record<string, unknown>;
  assert.equal(problem.code, 'REGISTRY_UNREACHABLE');
  assert.equal(problem.decisionId, ID);
  assert.equal(problem.instance, `/decisions/${ID}`);
});

test('errors of the catalogue become problems with their status', async () => {
  const statuses = {
    POLICY_UNKNOWN: 404,
    REFERENCE_INVALID: 400,
    CONTENT_NOT_FOUND: 404,
    CONTENT_MISMATCH: 422,
    STORE_FAILED: 503,
  };
  for (const [code, status] of Object.entries(statuses)) {
    const response = await verify({ image: `error=${code}`, policy: 'release' });
    assert.equal(response.status, status, code);
    assert.equal(await codeOf(response), code);
  }
  assert.equal((await verify({ image: 'x', policy: 'other' })).status, 404);
});

test('a defect is a 500 problem that tells nothing of its inside, and is reported', async () => {
  const response = await verify({ image: 'defect=x', policy: 'release' });
  assert.equal(response.status, 500);
  assert.doesNotMatch(await response.text(), /secret|passwd/);
  assert.match(String(reports.at(-1)), /secret/);
});

test('bodies are strict JSON of known members within their bounds', async () => {
  const bad = [
    '',
    '{',
    '[]',
    'null',
    '{"policy":"release"}',
    '{"images":[]}',
    '{"images":["a"],"image":"a"}',
    '{"images":[1]}',
    '{"image":"a","labels":{"a":1}}',
    '{"image":"a","claims":{"":"x"}}',
    '{"image":"a\\u0007"}',
    `{"images":[${'"a",'.repeat(50)}"a"]}`,
    `{"image":"a","namespace":"${'n'.repeat(254)}"}`,
    '{"image":"a","policy":"release","extra":1}',
    '{"image":"a","image":"b","policy":"release"}',
    '{"image":"a","policy":"../release"}',
    '{"image":"","policy":"release"}',
    '{"image":1,"policy":"release"}',
    '\ufeff{"image":"a","policy":"release"}',
    `{"image":"${'a'.repeat(2000)}","policy":"release"}`,
    `{"a":${'['.repeat(5000)}`,
  ];
  for (const body of bad) {
    const response = await raw(body);
    assert.equal(response.status, 400, body.slice(0, 60));
    assert.equal(await codeOf(response), 'INPUT_MALFORMED');
  }
});

test('the limit of a body holds whether its length is announced or not', async () => {
  assert.equal((await raw('x'.repeat(17 * 2 ** 20))).status, 413);
  const stream = new ReadableStream({
    start(controller) {
      controller.enqueue(new TextEncoder().encode('x'.repeat(200_000)));
      controller.close();
    },
  });
  const chunked: RequestInit & { duplex: 'half' } = { method: 'POST', body: stream, duplex: 'half' };
  const response = await fetch(`${url}/verify`, { ...chunked, headers: { 'content-type': 'application/json' } });
  assert.equal(response.status, 413);
});

test('other media types and encodings are refused', async () => {
  const body = '{"image":"verdict=allow","policy":"release"}';
  for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/json-patch+json'])
    assert.equal((await raw(body, { 'content-type': type })).status, 415, type);
  assert.equal((await raw(body, { 'content-encoding': 'gzip' })).status, 415);
  assert.equal((await raw(body, { 'content-type': 'application/json; charset=utf-8' })).status, 200);
});

test('a decision can be read again, and an unknown or odd id is a 404 problem', async () => {
  const found = await fetch(`${url}/decisions/${ID}`);
  assert.deepEqual(await responseProblems('/decisions/{id}', 'get', found), []);
  assert.deepEqual(await found.json(), decided('allow'));
  for (const id of ['x', ID.replace('1', '2'), '..%2f..%2fetc', "'", 'a'.repeat(3000)]) {
    const missing = await fetch(`${url}/decisions/${id}`);
    assert.equal(missing.status, 404, id.slice(0, 40));
    assert.deepEqual(await responseProblems('/decisions/{id}', 'get', missing), []);
  }
  const malformed = await fetch(`${url}/decisions/%ff`);
  assert.equal(malformed.status, 400);
  assert.deepEqual(await responseProblems('/decisions/{id}', 'get', malformed), []);
});

test('health, readiness and the contract are served as the contract says', async () => {
  for (const path of ['/healthz', '/readyz', '/openapi.json']) {
    const response = await fetch(url + path);
    assert.equal(response.status, 200);
    assert.deepEqual(await responseProblems(path, 'get', response), []);
    const wrong = await fetch(url + path, { method: 'POST' });
    assert.equal(wrong.status, 405);
    assert.equal(wrong.headers.get('allow'), 'GET, HEAD');
    assert.deepEqual(await responseProblems(path, 'get', wrong), []);
  }
  assert.deepEqual(await (await fetch(`${url}/openapi.json`)).json(), contract);
  const down = await listen({ ready: () => Promise.reject(new TwinsealError('STORE_FAILED', 'the disk is gone')) });
  const response = await fetch(`${down}/readyz`);
  assert.equal(response.status, 503);
  assert.deepEqual(await responseProblems('/readyz', 'get', response), []);
});

test('what is not there is a problem too', async () => {
  for (const path of ['/', '/verify/', '/Verify', '/metrics']) {
    const response = await fetch(url + path, { method: 'POST' });
    assert.equal(response.status, 404, path);
    assert.equal(response.headers.get('content-type'), 'application/problem+json; charset=utf-8');
    assert.equal(await codeOf(response), 'ROUTE_UNKNOWN');
  }
});

/** A request with headers that fetch does not let a program set. */
function rawStatus(base: string, headers: Record<string, string>): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const sent = rawRequest(`${base}/healthz`, { headers, setHost: false }, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    sent.on('error', reject).end();
  });
}

test('on loopback a web page of another name or origin is refused', async () => {
  const { host } = new URL(url);
  for (const name of ['evil.example.com', '127.0.0.1.evil.com', 'localhost.evil.com', '10.0.0.1', '0.0.0.0'])
    assert.equal(await rawStatus(url, { host: name }), 403, name);
  for (const name of [host, 'localhost', 'LOCALHOST:8080', '[::1]:80', '127.1.2.3'])
    assert.equal(await rawStatus(url, { host: name }), 200, name);
  for (const origin of ['http://evil.example.com', 'null', 'http://localhost:1', `http://${host}.evil.com`])
    assert.equal(await rawStatus(url, { host, origin }), 403, origin);
  assert.equal(await rawStatus(url, { host, origin: `http://${host}` }), 200);
  assert.equal(await rawStatus(url, { host, 'sec-fetch-site': 'cross-site' }), 403);
  const open = await listen({}, { loopback: false });
  assert.equal(await rawStatus(open, { host: 'twinseal.example.com' }), 200);
  assert.equal(await rawStatus(open, { host: 'twinseal.example.com', origin: 'http://other.example.com' }), 403);
});

test('answers carry the headers of data, and none that names the server', async () => {
  for (const response of [await fetch(`${url}/healthz`), await fetch(`${url}/nothing`)]) {
    assert.equal(response.headers.get('x-powered-by'), null);
    assert.equal(response.headers.get('cache-control'), 'no-store');
    assert.equal(response.headers.get('x-content-type-options'), 'nosniff');
    assert.match(response.headers.get('content-security-policy') ?? '', /default-src 'none'/);
    assert.equal(response.headers.get('access-control-allow-origin'), null);
  }
});

test('more verifications at once than allowed are told to come back, and a place that is free again is used', async () => {
  const base = await listen({ maxConcurrent: 1 });
  const slow = verify({ image: 'slow=x', policy: 'release' }, '', base);
  while (release === undefined) await new Promise((resolve) => setTimeout(resolve, 5));
  const shed = await verify({ image: 'verdict=allow', policy: 'release' }, '', base);
  assert.equal(shed.status, 503);
  assert.equal(await codeOf(shed), 'OVERLOADED');
  release();
  assert.equal((await slow).status, 200);
  assert.equal((await verify({ image: 'verdict=allow', policy: 'release' }, '', base)).status, 200);
});

test('a verification stops when its caller goes or time runs out', async () => {
  const seen: string[] = [];
  const gone = new AbortController();
  const base = await listen({
    verify: (_question, _key, { signal }) =>
      new Promise((_resolve, reject) => {
        if (seen.length === 1) gone.abort();
        signal.addEventListener('abort', () => {
          seen.push(String((signal.reason as Error).name));
          reject(signal.reason);
        });
      }),
    verifyTimeout: 1_000,
  });
  const late = await verify({ image: 'x', policy: 'release' }, '', base);
  assert.equal(late.status, 503);
  assert.equal(await codeOf(late), 'TIMEOUT');
  const body = JSON.stringify({ image: 'x', policy: 'release' });
  const headers = { 'content-type': 'application/json' };
  await assert.rejects(fetch(`${base}/verify`, { method: 'POST', headers, body, signal: gone.signal }));
  while (seen.length < 2) await new Promise((resolve) => setTimeout(resolve, 5));
  assert.deepEqual(seen, ['TimeoutError', 'AbortError']);
});

test('a caller without the role that a path needs is refused there, and nowhere else', async () => {
  const auditor = await listen({}, {}, ['audit']);
  const refused = await verify({ image: 'verdict=allow', policy: 'release' }, '', auditor);
  assert.equal(refused.status, 403);
  assert.equal(await codeOf(refused), 'FORBIDDEN');
  assert.equal((await fetch(`${auditor}/decisions/${ID}`)).status, 200);
  const gate = await listen({}, {}, ['verify']);
  assert.equal((await verify({ image: 'verdict=allow', policy: 'release' }, '', gate)).status, 200);
  assert.equal(await codeOf(await fetch(`${gate}/decisions/${ID}`)), 'FORBIDDEN');
});

test('a batch answers each image by itself; with ?fail=deny it stands open only when all are let in', async () => {
  const ask = async (images: readonly string[], query = '') => {
    const response = await verify({ images, policy: 'release' }, query);
    const body = (await response.json()) as { code?: string; results: { image: string; status: number }[] };
    return {
      status: response.status,
      code: body.code,
      results: body.results.map(({ image, status }) => [image, status]),
    };
  };
  const mixed = ['verdict=allow', 'verdict=deny', 'undecided=x', 'error=CONTENT_NOT_FOUND', 'defect=x'];
  const seen = reports.length;
  assert.deepEqual(await ask(mixed), {
    status: 200,
    code: undefined,
    results: mixed.map((image, at) => [image, [200, 200, 503, 404, 500][at]]),
  });
  assert.equal(reports.length, seen + 1);
  assert.equal((await ask(mixed, '?fail=deny')).status, 403);
  assert.equal((await ask(['verdict=allow', 'verdict=allow'], '?fail=deny')).status, 200);
  const untold = await ask(['verdict=allow', 'undecided=x'], '?fail=deny');
  assert.deepEqual([untold.status, untold.code], [503, 'INDETERMINATE']);
});

test('what a policy only warns of or audits is an answer, also where it could not tell', async () => {
  const admitted = (outcome: Outcome) => ({ ...decided(outcome), effect: 'admit' as const });
  for (const outcome of ['deny', 'indeterminate'] as const) {
    const base = await listen({ verify: async () => given(admitted(outcome)) });
    const response = await verify({ image: 'x' }, '?fail=deny', base);
    assert.equal(response.status, 200);
    const body = (await response.json()) as { outcome: string; effect: string };
    assert.deepEqual([body.outcome, body.effect], [outcome, 'admit']);
  }
});

test('what the request says of itself reaches the engine as it was said, with the key of the request', async () => {
  const asked: unknown[] = [];
  const base = await listen({
    async verify({ caller: _caller, ...question }, key) {
      asked.push(question, key);
      return given(decided('allow'));
    },
  });
  const request = { namespace: 'prod', labels: { tier: 'web' }, claims: { release: 'v1' } };
  const response = await fetch(`${base}/verify`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': 'run-1' },
    body: JSON.stringify({ image: 'app', ...request }),
  });
  assert.equal(response.status, 200);
  assert.deepEqual(JSON.parse(JSON.stringify(asked)), [{ image: 'app', door: 'verify', request }, 'run-1']);
});

test('an answer is explained where that is asked for', async () => {
  const { policy, checks } = decided('deny').verdict;
  const [check] = checks;
  assert.ok(check);
  const { subject, status, code, reason } = check;
  const rule = {
    rule: '/require/twinBuild',
    demand: 'built twice',
    check: check.id,
    subject,
    status,
    code,
    reason,
    decisive: true,
  };
  const explanation = { policy, mode: 'enforce' as const, outcome: 'deny' as const, rules: [rule] };
  const explain = () => [explanation];
  const base = await listen({ verify: async () => ({ ...given(decided('deny')), explain }) });
  for (const query of ['?explain', '?explain=true', '?explain&fail=deny']) {
    const response = await verify({ image: 'x' }, query, base);
    assert.deepEqual(((await response.json()) as { explanations: unknown }).explanations, [explanation], query);
  }
  const plain = (await (await verify({ image: 'x' }, '', base)).json()) as object;
  assert.ok(!('explanations' in plain));
});

test('content that is sent along reaches the engine as bytes, within larger bounds', async () => {
  const asked: Question[] = [];
  const base = await listen({
    async verify(question) {
      asked.push(question);
      return given(decided('allow'));
    },
  });
  const layout = Buffer.alloc(1024 * 1024, 7);
  const bundle = Buffer.from('{}');
  const body = { image: 'app', layout: layout.toString('base64'), bundles: [bundle.toString('base64')] };
  assert.equal((await verify(body, '', base)).status, 200);
  const [question] = asked;
  assert.deepEqual(Buffer.from(question?.sent?.layout ?? []), layout);
  assert.deepEqual(
    question?.sent?.bundles?.map((one) => Buffer.from(one)),
    [bundle],
  );
  for (const wrong of [
    { image: 'app', layout: 'no base64' },
    { image: 'app', layout: '' },
    { image: 'app', layout: 'AAA' },
    { image: 'app', layout: 'AB==' },
    { image: 'app', layout: 'AA==\n' },
    { image: 'app', bundles: [] },
    { image: 'app', bundles: [''] },
    { image: 'app', bundles: Array.from({ length: 33 }, () => 'AA==') },
    { images: ['app'], layout: 'AA==' },
  ]) {
    const response = await raw(JSON.stringify(wrong));
    assert.equal(await codeOf(response), 'INPUT_MALFORMED', JSON.stringify(wrong));
  }
  assert.equal((await raw(`{"image":"app","layout":"${'A'.repeat(16 * 1024 * 1024)}"}`)).status, 413);
});
