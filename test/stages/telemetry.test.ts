import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type TestContext, test } from 'node:test';
import { withoutCredentials } from '../../src/adapters/callers/without-credentials.ts';
import { systemAlarm } from '../../src/adapters/clock.ts';
import { observedContent } from '../../src/adapters/telemetry/observed-content.ts';
import { observedLedger } from '../../src/adapters/telemetry/observed-ledger.ts';
import { redact } from '../../src/adapters/telemetry/redact.ts';
import { openTelemetry } from '../../src/adapters/telemetry/telemetry.ts';
import { openTraces } from '../../src/adapters/telemetry/traces.ts';
import { httpApp } from '../../src/doors/http/app.ts';
import { metricsRoutes } from '../../src/doors/http/metrics.ts';
import { observeRequests } from '../../src/doors/http/observe.ts';
import { parseTraceParent } from '../../src/formats/traceparent.ts';
import type { ContentReader } from '../../src/ports/content.ts';
import type { DecisionLedger } from '../../src/ports/decision-ledger.ts';
import type { Telemetry } from '../../src/ports/telemetry.ts';
import type { DecisionEntry } from '../../src/records/decision.ts';
import { TwinsealError } from '../../src/records/twinseal-error.ts';
import { someDecision, someUndecided } from '../contract/some-decision.ts';
import { cpuTime } from '../support/cpu-time.ts';

const PARENT = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
const call = { signal: new AbortController().signal, deadline: Number.POSITIVE_INFINITY };

/** Log lines as objects. */
function lines() {
  const all: Record<string, unknown>[] = [];
  return { all, log: { write: (line: string) => void all.push(JSON.parse(line) as Record<string, unknown>) } };
}

/** Keeps nothing: what is looked at here is what is told of it. */
function ledgerThat(answer: () => Promise<{ readonly index: number; readonly text: string }>): DecisionLedger {
  const nothing = async () => [];
  const none = async () => undefined;
  const keep = async () => (await answer()).index;
  return { append: answer, keep, note: answer, get: none, change: none, list: nothing, changes: nothing };
}
const keeps = ledgerThat(async () => ({ index: 7, text: '' }));

/** A service whose only route keeps the decision that its query names. */
async function serve(t: TestContext, telemetry: Telemetry, decisions: Readonly<Record<string, DecisionEntry>>) {
  const ledger = observedLedger(keeps, telemetry);
  const app = httpApp(
    {
      open: [observeRequests(telemetry), metricsRoutes(telemetry, true)],
      authenticated: [
        (express) =>
          express.get('/keep/:which', async (request, response) => {
            const decision = decisions[String(request.params.which)];
            if (decision === undefined) throw new Error('password=hunter2');
            await ledger.append(decision, [], call);
            response.json({});
          }),
      ],
    },
    withoutCredentials(true),
    {
      loopback: true,
      now: () => Date.now(),
      alarm: systemAlarm,
      report: (error) => telemetry.log('error', String(error)),
    },
  );
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

test('log lines of a request, its decision and the answer have one trace id, that of the caller where it sent one', async (t) => {
  const { all, log } = lines();
  const url = await serve(t, openTelemetry({ log }), { denied: someDecision('one') });
  const response = await fetch(`${url}/keep/denied`, { headers: { traceparent: PARENT } });
  const answered = parseTraceParent(response.headers.get('traceparent') ?? '');
  assert.equal(answered.traceId, '4bf92f3577b34da6a3ce929d0e0e4736');
  assert.notEqual(answered.spanId, '00f067aa0ba902b7');
  await response.text();
  while (all.length < 2) await new Promise((resolve) => setTimeout(resolve, 5));
  const [decision, request] = all;
  assert.equal(decision?.traceId, answered.traceId);
  assert.equal(request?.traceId, answered.traceId);
  assert.equal(decision?.decisionId, 'one');
  assert.equal(decision?.codes, 'TWIN_DIFFERENT');
  assert.equal(decision?.level, 'warn');
  assert.equal(request?.decisionId, 'one');
  assert.equal(request?.route, '/keep/:which');
  assert.equal(request?.caller, 'loopback');
  const other = await fetch(`${url}/keep/denied`, { headers: { traceparent: 'nonsense' } });
  assert.notEqual(parseTraceParent(other.headers.get('traceparent') ?? '').traceId, answered.traceId);
});

test('metrics count decisions, failed checks and requests by few labels, never by what a caller chose', async (t) => {
  const telemetry = openTelemetry({ log: undefined });
  const url = await serve(t, telemetry, { denied: someDecision('one'), lost: someUndecided('two') });
  for (const path of ['keep/denied', 'keep/denied', 'keep/lost', 'keep/none', `odd/${'x'.repeat(50)}`, 'metrics'])
    await (await fetch(`${url}/${path}`)).text();
  const response = await fetch(`${url}/metrics`);
  assert.match(response.headers.get('content-type') ?? '', /^text\/plain; version=0\.0\.4/);
  const text = await response.text();
  const value = (line: string) => new RegExp(`^${line.replaceAll(/[{}+.]/g, '\\$&')} (\\S+)$`, 'm').exec(text)?.[1];
  assert.equal(value('twinseal_decisions_total{door="verify",policy="release",outcome="deny",effect="refuse"}'), '2');
  assert.equal(
    value('twinseal_decisions_total{door="verify",policy="release",outcome="indeterminate",effect="unknown"}'),
    '1',
  );
  assert.equal(value('twinseal_failed_checks_total{policy="release",code="TWIN_DIFFERENT"}'), '2');
  assert.equal(value('twinseal_step_seconds_count{step="store.append",result="ok"}'), '3');
  assert.equal(value('twinseal_http_request_seconds_count{route="/keep/:which",method="GET",status="200"}'), '3');
  assert.equal(value('twinseal_http_request_seconds_count{route="none",method="GET",status="404"}'), '1');
  assert.match(text, /^twinseal_process_resident_memory_bytes /m);
  assert.doesNotMatch(text, /xxxxx|registry\.example\.com/);
});

test('a step that fails is told as failed, and its error goes on as it is', async () => {
  const telemetry = openTelemetry({ log: undefined });
  const failing = observedLedger(
    ledgerThat(async () => {
      throw new TwinsealError('STORE_FAILED', 'no');
    }),
    telemetry,
  );
  await assert.rejects(failing.append(someDecision('x'), [], call), { code: 'STORE_FAILED' });
  const reader = observedContent(
    {
      name: 'r',
      repository: 'r',
      referrers: () => Promise.reject(new TwinsealError('REGISTRY_THROTTLED', 'later')),
      blob: () => ({
        digest: someDecision('x').verdict.subject.digest,
        size: 1,
        async *open() {
          yield new Uint8Array(1);
          throw new TwinsealError('CONTENT_MISMATCH', 'other bytes');
        },
      }),
    } as unknown as ContentReader,
    telemetry,
  );
  const { digest } = someDecision('x').verdict.subject;
  await assert.rejects(reader.referrers(digest, call), { code: 'REGISTRY_THROTTLED' });
  await assert.rejects(
    async () => {
      for await (const chunk of reader.blob({ digest, size: 1 }, call).open()) assert.equal(chunk.length, 1);
    },
    { code: 'CONTENT_MISMATCH' },
  );
  const { text } = await telemetry.metrics();
  for (const step of ['store.append', 'registry.referrers', 'registry.blob'])
    assert.ok(text.includes(`twinseal_step_seconds_count{step="${step}",result="failed"} 1`), step);
  assert.doesNotMatch(text, /^twinseal_decisions_total\{/m);
});

interface Exported {
  readonly resourceSpans: readonly {
    readonly scopeSpans: readonly {
      readonly spans: readonly { readonly traceId: string; readonly name: string; readonly attributes: unknown }[];
    }[];
  }[];
}

test('spans reach an OTLP collector; denials and faults always do, even where nothing else is sampled', async (t) => {
  const got: Exported[] = [];
  const collector = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    got.push(JSON.parse(Buffer.concat(chunks).toString('utf8')) as Exported);
    response.setHeader('content-type', 'application/json').end('{}');
  });
  await new Promise<void>((resolve) => collector.listen(0, '127.0.0.1', resolve));
  t.after(() => collector.close());
  const { port } = collector.address() as AddressInfo;
  process.env.OTEL_EXPORTER_OTLP_ENDPOINT = `http://127.0.0.1:${port}`;
  const telemetry = openTelemetry({ log: undefined, traces: openTraces(0) });
  delete process.env.OTEL_EXPORTER_OTLP_ENDPOINT;
  const denied = someDecision('one');
  const allowed: DecisionEntry = { ...denied, effect: 'admit', verdict: { ...denied.verdict, outcome: 'allow' } };
  const url = await serve(t, telemetry, { denied, lost: someUndecided('two'), allowed });
  const traces: Record<string, string> = {};
  for (const which of ['denied', 'lost', 'allowed', 'allowed', 'allowed']) {
    const response = await fetch(`${url}/keep/${which}`);
    traces[which] = parseTraceParent(response.headers.get('traceparent') ?? '').traceId;
    await response.text();
  }
  await new Promise((resolve) => setTimeout(resolve, 50));
  await telemetry.close();
  const spans = got.flatMap((one) => one.resourceSpans.flatMap((r) => r.scopeSpans.flatMap((s) => s.spans)));
  const names = (trace: string | undefined) => spans.filter(({ traceId }) => traceId === trace).map(({ name }) => name);
  assert.deepEqual(names(traces.denied).sort(), ['GET /keep/:which', 'store.append']);
  assert.deepEqual(names(traces.lost).sort(), ['GET /keep/:which', 'store.append']);
  assert.deepEqual(names(traces.allowed), []);
  assert.match(JSON.stringify(spans), /"twinseal.decisionId"/);
});

test('no secret survives into a log line, wherever it stands', async () => {
  const { all, log } = lines();
  const telemetry = openTelemetry({ log });
  const secrets = [
    'tsk_4Hc9_0123456789abcdefghijklmnop',
    'Authorization: Bearer abcdefghijklmnop',
    'basic dXNlcjpodW50ZXIy',
    'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ4In0.c2lnbmF0dXJl',
    'https://user:hunter2@registry.example.com/v2/',
    '-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIA\n-----END PRIVATE KEY-----',
    'https://s3.example.com/x?X-Amz-Signature=deadbeef00&Expires=1',
  ];
  for (const secret of secrets) telemetry.log('error', `it failed: ${secret}`, { reason: secret, password: secret });
  const text = JSON.stringify(all);
  for (const part of [
    '0123456789abcdefghij',
    'abcdefghijklmnop',
    'dXNlcjpodW50',
    'c2lnbmF0',
    'hunter2',
    'MC4CAQ',
    'deadbeef',
  ])
    assert.ok(!text.includes(part), part);
  assert.doesNotMatch(text, /"password"/);
  assert.ok(text.includes('registry.example.com'));
  assert.equal(redact('x'.repeat(1e6)).length, 2048);
  const spent = cpuTime();
  redact(`Bearer ${'a.'.repeat(4000)} ${'-----BEGIN PRIVATE KEY-----'.repeat(200)} ${'a://'.repeat(1500)}`);
  assert.ok(spent() < 1_000);
});
