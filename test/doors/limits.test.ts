// A running service with small limits, asked by callers of its settings; every answer is held against the contract.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, type TestContext, test } from 'node:test';
import express from 'express';
import { newApiKey } from '../../src/adapters/callers/new-api-key.ts';
import { leave, lookupsAtMost } from '../../src/doors/http/concurrency.ts';
import { apiKeyHash, serialiseApiKey } from '../../src/formats/api-key.ts';
import { reply, startHostile } from '../support/hostile-registry.ts';
import { responseProblems } from '../support/openapi-contract.ts';
import { startService } from '../support/running-service.ts';

const root = mkdtempSync(join(tmpdir(), 'twinseal-limits-'));
after(() => rmSync(root, { recursive: true, force: true }));
const policies = join(import.meta.dirname, '..', '..', 'policies');
const [few, many] = [newApiKey(), newApiKey()];
const keyLine = (key: typeof few): string => `[{ id: ${key.id}, hash: "${apiKeyHash(serialiseApiKey(key))}" }]`;
const CALLERS = `callers:
  - { name: few, roles: [audit], rate: 3, apiKeys: ${keyLine(few)} }
  - { name: many, roles: [verify, audit], apiKeys: ${keyLine(many)} }
`;
const bearer = (key: typeof few) => ({ authorization: `Bearer ${serialiseApiKey(key)}` });
const UNKNOWN = '/decisions/00000000-0000-4000-8000-000000000009';

async function start(t: TestContext, settings: string, listen = '127.0.0.1:0') {
  const folder = mkdtempSync(join(root, 'service-'));
  const config = join(folder, 'service.yaml');
  writeFileSync(config, `apiVersion: twinseal.dev/v1\nmetricsListen: 127.0.0.1:0\n${settings}`);
  const service = await startService(policies, join(folder, 'data'), listen, ['--config', config]);
  t.after(() => service.stop('SIGKILL'));
  const apart = /metrics and health at (http:\S+)/.exec(service.log())?.[1] ?? '';
  const url = service.url.replace('0.0.0.0', '127.0.0.1');
  return {
    url,
    async ask(headers: Record<string, string> = {}, path = UNKNOWN): Promise<Response> {
      const response = await fetch(`${url}${path}`, { headers });
      if (path === UNKNOWN) assert.deepEqual(await responseProblems('/decisions/{id}', 'get', response), []);
      return response;
    },
    async verify(image: string, headers: Record<string, string> = {}): Promise<Response> {
      const all = { 'content-type': 'application/json', ...headers };
      const body = JSON.stringify({ image, policy: 'baseline' });
      const response = await fetch(`${url}/verify`, { method: 'POST', headers: all, body });
      assert.deepEqual(await responseProblems('/verify', 'post', response), []);
      return response;
    },
    async shed(why: string): Promise<number> {
      const text = await (await fetch(`${apart}/metrics`)).text();
      return Number(new RegExp(`^twinseal_shed_total\\{why="${why}"\\} (\\d+)$`, 'm').exec(text)?.[1] ?? 0);
    },
  };
}
const codeOf = async (response: Response): Promise<string> => ((await response.json()) as { code: string }).code;

test('each caller has a rate of his own and is told what is left; more is 429 with the time to come back', async (t) => {
  const service = await start(t, `${CALLERS}limits: { rate: 100 }\n`);
  for (const left of [2, 1, 0]) {
    const answer = await service.ask(bearer(few));
    assert.equal(answer.status, 404);
    assert.equal(answer.headers.get('ratelimit-policy'), '"caller";q=3;w=60');
    assert.match(answer.headers.get('ratelimit') ?? '', new RegExp(`^"caller";r=${left};t=\\d+$`));
  }
  const refused = await service.ask(bearer(few));
  assert.equal(refused.status, 429);
  assert.equal(await codeOf(refused), 'RATE_LIMITED');
  const wait = Number(refused.headers.get('retry-after'));
  assert.ok(wait > 10 && wait <= 20, String(wait));
  assert.match(refused.headers.get('ratelimit') ?? '', /^"caller";r=0;t=(?:1\d|20)$/);
  const other = await service.ask(bearer(many));
  assert.equal(other.status, 404);
  assert.equal(other.headers.get('ratelimit-policy'), '"caller";q=100;w=60');
  assert.equal((await service.ask({}, '/healthz')).status, 200);
  assert.equal(await service.shed('rate'), 1);
});

test('rate 0 is no limit, and callers on loopback without credentials have none', async (t) => {
  for (const settings of [`${CALLERS}limits: { rate: 0 }\n`, 'limits: { rate: 2 }\n']) {
    const service = await start(t, settings);
    for (let i = 0; i < 6; i++) {
      const answer = await service.ask(settings.includes('callers') ? bearer(many) : {});
      assert.equal(answer.status, 404);
      assert.equal(answer.headers.get('ratelimit'), null);
    }
  }
});

test('callers without credentials outside loopback share the rate of their address', async (t) => {
  const service = await start(t, 'anonymous: [audit]\nlimits: { rate: 2 }\n', '0.0.0.0:0');
  const answers = [];
  for (let i = 0; i < 3; i++) answers.push((await service.ask()).status);
  assert.deepEqual(answers, [404, 404, 429]);
});

test('whoever tries credentials out is told to wait before the next one is looked at, a good one too', async (t) => {
  const service = await start(t, `${CALLERS}limits: { failures: 4 }\n`);
  const guess = () => service.ask(bearer(newApiKey()));
  // Whoever shows nothing has tried nothing.
  for (let i = 0; i < 6; i++) assert.equal((await service.ask()).status, 401);
  assert.equal((await service.ask(bearer(many))).status, 404);
  for (let i = 0; i < 4; i++) assert.equal((await guess()).status, 401);
  for (const headers of [bearer(newApiKey()), bearer(many), { authorization: 'Basic eA==' }]) {
    const answer = await service.ask(headers);
    assert.equal(answer.status, 429);
    assert.equal(await codeOf(answer), 'AUTHENTICATION_PAUSED');
    const wait = Number(answer.headers.get('retry-after'));
    assert.ok(wait > 10 && wait <= 15, String(wait));
  }
  assert.equal((await service.ask()).status, 401);
  assert.equal((await service.ask({}, '/readyz')).status, 200);
  assert.equal(await service.shed('unauthenticated'), 3);
});

test('verifications and lookups are bounded apart: what is too much is shed at once, and the other goes on', async (t) => {
  const held: (() => void)[] = [];
  const slow = await startHostile(async (_request, response) => {
    await new Promise<void>((resolve) => held.push(resolve));
    reply(response, 404, { 'content-type': 'application/json' }, '{"errors":[]}');
  });
  t.after(() => slow.stop());
  const service = await start(t, 'limits: { verifications: 2, verifySeconds: 30 }\n');
  const underWay = ['a', 'b'].map((name) => service.verify(`${slow.host}/${name}:v1`));
  while (held.length < 2) await new Promise((resolve) => setTimeout(resolve, 10));
  const from = Date.now();
  const shed = await service.verify(`${slow.host}/c:v1`);
  assert.equal(shed.status, 503);
  assert.equal(await codeOf(shed), 'OVERLOADED');
  assert.match(shed.headers.get('retry-after') ?? '', /^\d+$/);
  assert.ok(Date.now() - from < 15_000);
  assert.equal((await service.ask()).status, 404);
  for (const go of held) go();
  for (const answer of await Promise.all(underWay)) assert.equal(answer.status, 404);
  assert.equal(await service.shed('overloaded'), 1);
});

test('a lookup that is one too many is shed, and streams and uploads hold no place of lookups', async (t) => {
  const held: (() => void)[] = [];
  const hold = () => new Promise<undefined>((resolve) => held.push(() => resolve(undefined)));
  const app = express();
  lookupsAtMost(2)(app, { loopback: true, now: () => Date.now(), report: () => undefined });
  app.get('/held', async (_request, response) => {
    await hold();
    response.end('held');
  });
  app.get('/stream', async (_request, response) => {
    leave(response);
    await hold();
    response.end('stream');
  });
  app.use((error: Error, _request: unknown, response: express.Response, _next: unknown) => {
    response.status(503).end(error.message);
  });
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => {
    server.close();
    server.closeAllConnections();
  });
  const ask = (path: string, signal?: AbortSignal) =>
    fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`, signal && { signal });
  const waiting = async (count: number): Promise<void> => {
    while (held.length < count) await new Promise((resolve) => setTimeout(resolve, 5));
  };
  const streams = [ask('/stream'), ask('/stream'), ask('/stream')];
  await waiting(3);
  const gone = new AbortController();
  const lookups = [ask('/held', gone.signal).catch(() => undefined), ask('/held')];
  await waiting(5);
  assert.equal(await (await ask('/held')).text(), '2 lookups are under way; try again later');
  // A caller who has gone gives his place back.
  gone.abort();
  await lookups[0];
  let answered: Response | undefined;
  const next = (async () => {
    do answered = await ask('/held');
    while (answered.status === 503 && held.length < 6);
    return answered;
  })();
  await waiting(6);
  for (const go of held) go();
  assert.deepEqual(
    await Promise.all([...streams, next].map(async (each) => (await each).status)),
    [200, 200, 200, 200],
  );
  assert.equal((await lookups[1])?.status, 200);
});

test('a verification that takes longer than verifySeconds is "could not tell"', async (t) => {
  const silent = await startHostile(() => {});
  t.after(() => silent.stop());
  const service = await start(t, 'limits: { verifySeconds: 1 }\n');
  const from = Date.now();
  const answer = await service.verify(`${silent.host}/app:v1`);
  assert.equal(answer.status, 503);
  assert.ok(Date.now() - from < 15_000);
});

test('connections beyond the limit are closed at once, and counted; those that are there go on', async (t) => {
  const service = await start(t, 'limits: { connections: 8 }\n');
  const port = Number(new URL(service.url).port);
  const open = Array.from({ length: 7 }, () => connect(port, '127.0.0.1').on('error', () => undefined));
  t.after(() => {
    for (const socket of open) socket.destroy();
  });
  await Promise.all(open.map((socket) => new Promise((resolve) => socket.once('connect', resolve))));
  assert.equal((await service.ask()).status, 404);
  const ends = Array.from({ length: 4 }, () => {
    const socket = connect(port, '127.0.0.1').on('error', () => undefined);
    return new Promise((resolve) => socket.once('close', resolve));
  });
  await Promise.all(ends);
  // The one that fetch has kept.
  assert.equal((await service.ask()).status, 404);
  assert.ok((await service.shed('connections')) >= 4);
});
