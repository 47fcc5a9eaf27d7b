import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { Agent, createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, type TestContext, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { connect as connectSecurely } from 'node:tls';
import express from 'express';
import { gracefulEnd } from '../../src/wire/service/graceful-end.ts';
import { type HostileRegistry, reply, startHostile } from '../support/hostile-registry.ts';
import { startService } from '../support/running-service.ts';
import { makeAuthority } from '../support/test-authority.ts';

const root = mkdtempSync(join(tmpdir(), 'twinseal-end-'));
after(() => rmSync(root, { recursive: true, force: true }));
const policies = join(import.meta.dirname, '..', '..', 'policies');

interface Outcome {
  readonly status: number;
  readonly connection: string | undefined;
  readonly body: string;
}

/** A connection that the system had not handed to the service yet when it stopped listening: nobody took its request. */
class NotTaken extends Error {}

/** One request on an agent's connection; rejects as Node's client does. */
function ask(url: string, agent: Agent, body?: string): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const headers = body === undefined ? {} : { 'content-type': 'application/json' };
    const sent = request(url, { agent, method: body === undefined ? 'GET' : 'POST', headers }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk;
      });
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, connection: response.headers.connection, body: text }),
      );
      response.on('error', reject);
    });
    sent.on('error', (error: NodeJS.ErrnoException) => {
      const unheard = error.code === 'ECONNREFUSED' || (error.code === 'ECONNRESET' && !sent.reusedSocket);
      reject(unheard ? new NotTaken(error.message) : error);
    });
    sent.end(body);
  });
}

/** Clients that ask one after another on connections of their own until nobody listens any more. */
async function load(url: string, body: string | undefined, clients: number) {
  const statuses = new Map<number, number>();
  const errors: string[] = [];
  await Promise.all(
    Array.from({ length: clients }, async () => {
      const agent = new Agent({ keepAlive: true, maxSockets: 1 });
      for (;;)
        try {
          const { status } = await ask(url, agent, body);
          statuses.set(status, (statuses.get(status) ?? 0) + 1);
        } catch (error) {
          if (!(error instanceof NotTaken)) errors.push(String(error));
          break;
        }
      agent.destroy();
    }),
  );
  return { statuses, errors };
}

async function slowRegistry(t: TestContext, milliseconds: number): Promise<HostileRegistry> {
  const registry = await startHostile(async (_request, response) => {
    await sleep(milliseconds);
    reply(response, 404, { 'content-type': 'application/json' }, '{"errors":[]}');
  });
  t.after(() => registry.stop());
  return registry;
}

test('a service that is told to stop under load answers every request that it took', async (t) => {
  const registry = await slowRegistry(t, 30);
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    const service = await startService(policies, mkdtempSync(join(root, 'data-')));
    t.after(() => service.stop('SIGKILL'));
    const body = JSON.stringify({ image: `${registry.host}/app:v1`, policy: 'baseline' });
    const verifying = load(`${service.url}/verify`, body, 12);
    const looking = load(`${service.url}/decisions/00000000-0000-4000-8000-000000000009`, undefined, 12);
    await sleep(1_000);
    const status = service.stop(signal);
    for (const { statuses, errors } of await Promise.all([verifying, looking])) {
      assert.deepEqual(errors, []);
      assert.deepEqual([...statuses.keys()], [404]);
      assert.ok((statuses.get(404) ?? 0) > 12);
    }
    assert.equal(await status, 0);
  }
});

test('while it stops it is not ready, and says so; metrics are there to the end', async (t) => {
  const registry = await slowRegistry(t, 2_500);
  const config = join(root, 'apart.yaml');
  writeFileSync(config, 'apiVersion: twinseal.dev/v1\nmetricsListen: 127.0.0.1:0\n');
  const service = await startService(policies, mkdtempSync(join(root, 'data-')), '127.0.0.1:0', ['--config', config]);
  t.after(() => service.stop('SIGKILL'));
  const apart = /metrics and health at (http:\S+)/.exec(service.log())?.[1] ?? '';
  assert.match(await (await fetch(`${apart}/metrics`)).text(), /^twinseal_policies_loaded [1-9]\d*$/m);
  const agent = new Agent({ keepAlive: true, maxSockets: 4 });
  t.after(() => agent.destroy());
  const body = JSON.stringify({ image: `${registry.host}/app:v1`, policy: 'baseline' });
  const verifying = ask(`${service.url}/verify`, agent, body);
  await ask(`${service.url}/readyz`, agent);
  const status = service.stop('SIGTERM');
  // The service leaves for a second, and it is told by then.
  let kept = await ask(`${service.url}/readyz`, agent);
  for (const until = Date.now() + 900; kept.status === 200 && Date.now() < until; await sleep(10))
    kept = await ask(`${service.url}/readyz`, agent);
  assert.deepEqual([kept.status, kept.connection], [503, 'close']);
  const fresh = await ask(`${service.url}/healthz`, agent);
  assert.deepEqual([fresh.status, fresh.connection], [200, 'close']);
  await assert.rejects(async () => {
    for (;;) {
      await ask(`${service.url}/healthz`, agent);
      await sleep(20);
    }
  }, NotTaken);
  const watched = await ask(`${apart}/readyz`, agent);
  assert.equal(watched.status, 503);
  assert.match(watched.body, /the service is stopping/);
  const answer = await verifying;
  assert.deepEqual([answer.status, answer.connection], [404, 'close']);
  assert.equal(await status, 0);
});

/** A server with short times, whose requests are answered by the test. */
async function server(t: TestContext, listener: (request: IncomingMessage, response: ServerResponse) => void) {
  const made: Server = createServer(express().use(listener));
  const end = gracefulEnd(made, { leaving: 150, answer: 500, cut: 900 });
  await new Promise<void>((resolve) => made.listen(0, '127.0.0.1', resolve));
  t.after(() => {
    made.close();
    made.closeAllConnections();
  });
  const agent = new Agent({ keepAlive: true });
  t.after(() => agent.destroy());
  return { end, agent, url: `http://127.0.0.1:${(made.address() as AddressInfo).port}` };
}

test('each request that arrived is answered in full, however fast clients come back', async (t) => {
  const seen = { arrived: 0, answered: 0 };
  const { end, url } = await server(t, (_request, response) => {
    seen.arrived++;
    response.once('finish', () => seen.answered++);
    setTimeout(() => response.end('whole'), (seen.arrived * 7) % 20);
  });
  const loading = load(url, undefined, 32);
  await sleep(300);
  await end();
  const { statuses, errors } = await loading;
  assert.deepEqual(errors, []);
  assert.ok(seen.arrived > 32);
  assert.deepEqual(seen, { arrived: seen.arrived, answered: seen.arrived });
  assert.deepEqual([...statuses], [[200, seen.arrived]]);
});

test('what takes too long gets a retryable 503 in time, and what hangs in its middle is cut last', async (t) => {
  const { end, agent, url } = await server(t, (request, response) => {
    if (request.url === '/soon') setTimeout(() => response.end('soon'), 300);
    if (request.url === '/hangs') response.write('begun');
  });
  const asked = ['/soon', '/never', '/hangs'].map((path) => ask(url + path, agent).catch((error: Error) => error));
  await sleep(50);
  const from = Date.now();
  await end();
  const took = Date.now() - from;
  assert.ok(took >= 850, String(took));
  const [soon, never, hangs] = await Promise.all(asked);
  assert.ok(soon !== undefined && !(soon instanceof Error) && never !== undefined && !(never instanceof Error));
  assert.deepEqual([soon.status, soon.body, soon.connection], [200, 'soon', 'close']);
  assert.deepEqual([never.status, never.connection], [503, 'close']);
  const { code, retryable } = JSON.parse(never.body) as { code: string; retryable: boolean };
  assert.deepEqual([code, retryable], ['NOT_READY', true]);
  assert.ok(hangs instanceof Error);
});

test('streams of events end at once, and nothing waits where nobody is connected', async (t) => {
  const { end, agent, url } = await server(t, (_request, response) => {
    response.setHeader('content-type', 'text/event-stream');
    response.write(': waiting\n\n');
  });
  const stream = ask(url, agent).catch((error: Error) => error);
  await sleep(50);
  const from = Date.now();
  await end();
  assert.ok((await stream) instanceof Error);
  // Far sooner than the time that a request would have.
  assert.ok(Date.now() - from < 450, String(Date.now() - from));
  const idle = await server(t, (_request, response) => void response.end());
  const start = Date.now();
  await idle.end();
  assert.ok(Date.now() - start < 450, String(Date.now() - start));
});

test('a connection that nothing was ever asked on does not hold up the end', async () => {
  const server = createServer((_request, response) => void response.end());
  const end = gracefulEnd(server, { leaving: 50, answer: 60_000, cut: 120_000 });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  const closed = new Promise((resolve) => socket.once('close', resolve));
  await new Promise((resolve) => server.once('connection', resolve));
  await end();
  await closed;
});

test('a first request that has arrived in part is read to its end and answered', async () => {
  const server = createServer((_request, response) => void response.end('whole'));
  const end = gracefulEnd(server, { leaving: 50, answer: 2_000, cut: 3_000 });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  let answer = '';
  const closed = new Promise((resolve) => socket.once('close', resolve));
  socket.on('data', (bytes) => {
    answer += bytes;
  });
  socket.write('GET / HTTP/1.1\r\nHost: loc');
  await sleep(100);
  const ended = end();
  await sleep(300);
  socket.write('alhost\r\n\r\n');
  await ended;
  await closed;
  assert.match(answer, /^HTTP\/1\.1 200 OK\r\n[\s\S]*Connection: close[\s\S]*whole/);
});

test('the same over TLS, and a connection that only greeted does not hold up the end', async () => {
  const { key, certificate } = makeAuthority().issue();
  const server = createSecureServer({ key, cert: certificate }, (_request, response) => void response.end('whole'));
  const end = gracefulEnd(server, { leaving: 50, answer: 2_000, cut: 3_000 });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const open = async () => {
    const socket = connectSecurely({ port, host: '127.0.0.1', rejectUnauthorized: false });
    await new Promise((resolve) => socket.once('secureConnect', resolve));
    return { socket, closed: new Promise((resolve) => socket.once('close', resolve)) };
  };
  const [greeted, asking] = [await open(), await open()];
  let answer = '';
  asking.socket.on('data', (bytes: Buffer) => {
    answer += bytes;
  });
  asking.socket.write('GET / HTTP/1.1\r\nHost: loc');
  await sleep(100);
  const ended = end();
  await greeted.closed;
  await sleep(200);
  asking.socket.write('alhost\r\n\r\n');
  await ended;
  await asking.closed;
  assert.match(answer, /^HTTP\/1\.1 200 OK/);
});
