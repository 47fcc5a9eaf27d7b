// Connections of the clients of other services: kept where they can serve again, let go where they can't, and one that was cut while it
// was kept is no fault of whoever is asked.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, type TestContext, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { openApiServer } from '../../src/adapters/cluster/api-server.ts';
import { HttpRevocation } from '../../src/adapters/revocation/http-revocation.ts';
import { revocationGuard } from '../../src/adapters/revocation/revocation-guard.ts';
import { serverClient } from '../../src/adapters/server/server-client.ts';
import { serverTransport } from '../../src/adapters/server/server-transport.ts';
import { testCall } from '../support/walkable-image.ts';

const folder = mkdtempSync(join(tmpdir(), 'twinseal-kept-'));
after(() => rmSync(folder, { recursive: true, force: true }));
const tokenFile = join(folder, 'token');
writeFileSync(tokenFile, 'token');

/** A server, and the connections that were made to it. */
async function serve(t: TestContext, listener: RequestListener) {
  const made: Socket[] = [];
  const server = createServer(listener).on('connection', (socket: Socket) => made.push(socket));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, made };
}
function apiServer(t: TestContext, url: string) {
  const api = openApiServer({ url, tokenFile });
  t.after(() => api.close());
  return api;
}
function serverAt(t: TestContext, url: string) {
  const transport = serverTransport({ url });
  t.after(() => transport.close());
  return serverClient(transport, { retries: 0, wait: 0 });
}

/** Answers each connection's first request, and cuts it at the second, as it goes when both sides act at one time. */
const cutsKept = (): RequestListener => {
  const used = new Set<Socket>();
  return (request, response) => {
    if (used.has(request.socket)) request.socket.destroy();
    used.add(request.socket);
    request.resume().on('end', () => response.end('{}'));
  };
};

test('an API server that says no keeps its connection, though its words come late and the call ends at once', async (t) => {
  for (const status of [200, 403, 404]) {
    const server = await serve(t, (_request, response) => {
      response.writeHead(status, { 'content-length': '20' }).write('{');
      setTimeout(() => response.end(' '.repeat(19)), 5);
    });
    const api = apiServer(t, server.url);
    for (let n = 0; n < 5; n++) {
      const ending = new AbortController();
      const answer = await api.get('/x', 100, { signal: ending.signal, deadline: Date.now() + 10_000 });
      assert.equal(answer.status, status);
      ending.abort();
      await sleep(10);
    }
    assert.equal(server.made.length, 1, `status ${status}`);
  }
});

test('a "no" without an end is a "no" soon, and is not read on', async (t) => {
  const slow = await serve(t, (_request, response) => void response.writeHead(404).write('{'));
  const long = await serve(t, (_request, response) => {
    const more = (): void => {
      while (!response.destroyed && response.write(Buffer.alloc(64 * 1024, 32)));
      if (!response.destroyed) response.once('drain', more);
    };
    more();
    response.on('error', () => undefined);
  });
  const cut = await serve(t, (_request, response) => {
    response.writeHead(403, { 'content-length': '100' }).write('{', () => response.socket?.destroy());
  });
  const began = Date.now();
  assert.deepEqual(await apiServer(t, slow.url).get('/x', 100, testCall()), { status: 404, bytes: new Uint8Array() });
  assert.equal((await apiServer(t, cut.url).get('/x', 100, testCall())).status, 403);
  await assert.rejects(
    apiServer(t, long.url).get('/x', 100, testCall()),
    /^Error: it answered with more than 100 bytes$/,
  );
  assert.ok(Date.now() - began < 5_000);
  await sleep(50);
  for (const { made } of [slow, cut, long])
    assert.deepEqual(
      made.map(({ destroyed }) => destroyed),
      [true],
    );
});

test('a kept connection that is cut as it is used again is replaced: API server, OCSP, CRL', async (t) => {
  const server = await serve(t, cutsKept());
  const api = apiServer(t, server.url);
  for (let n = 0; n < 3; n++) {
    assert.equal((await api.get('/x', 100, testCall())).status, 200);
    await sleep(10);
  }
  assert.equal(server.made.length, 3);
  for (const kind of ['ocsp', 'crl'] as const) {
    const responder = await serve(t, cutsKept());
    const source = new HttpRevocation(revocationGuard({ loopback: true }));
    t.after(() => source.close());
    const question = { kind, address: `${responder.url}/`, request: new Uint8Array([1]) };
    for (let n = 0; n < 3; n++) {
      assert.deepEqual(await source.ask(question, testCall()), { bytes: Buffer.from('{}') }, `${kind} ${n}`);
      await sleep(10);
    }
  }
});

test('who cuts each connection is asked twice at most', async (t) => {
  let asked = 0;
  const server = await serve(t, (request) => {
    asked++;
    request.socket.destroy();
  });
  await assert.rejects(apiServer(t, server.url).get('/x', 100, testCall()), /the connection failed \(ECONNRESET\)/);
  assert.equal(asked, 1, 'a new connection that is cut is a fault');
  const source = new HttpRevocation(revocationGuard({ loopback: true }));
  t.after(() => source.close());
  const question = { kind: 'crl', address: `${server.url}/` } as const;
  assert.deepEqual(await source.ask(question, testCall()), { failure: 'the connection failed (ECONNRESET)' });
  assert.equal(asked, 3);
});

test('an answer before the end of an upload ends its connection, and one after it keeps it', async (t) => {
  const body = '{"code":"OVERLOADED","detail":"d","retryable":true}';
  const early = await serve(t, (request, response) => {
    response.writeHead(503, { 'content-type': 'application/problem+json' }).end(body);
    request.pause();
  });
  let given = 0;
  async function* pieces() {
    for (; given < 10_000; given++) {
      yield new Uint8Array(64 * 1024);
      await sleep(1);
    }
  }
  const refuses = serverAt(t, early.url);
  const whole = new Uint8Array(32 * 1024 * 1024);
  for (const sent of [pieces(), pieces(), whole])
    await assert.rejects(refuses.json({ method: 'POST', path: '/sources', body: sent }, [201], testCall()), {
      code: 'OVERLOADED',
    });
  await sleep(100);
  assert.ok(early.made.length === 3 && early.made.every(({ destroyed }) => destroyed));
  assert.ok(given < 1000, 'nobody reads on for a refused upload');
  const takes = await serve(t, (request, response) => void request.resume().on('end', () => response.end('{}')));
  const client = serverAt(t, takes.url);
  async function* two() {
    yield* [new Uint8Array(100_000), new Uint8Array(100_000)];
  }
  for (let n = 0; n < 5; n++) {
    await client.json({ method: 'POST', path: '/sources', body: two() }, [200], testCall());
    await sleep(10);
  }
  assert.equal(takes.made.length, 1);
});

test('who ends a call in the middle of an answer is told that, and not that the service broke off', async (t) => {
  const server = await serve(t, (request, response) => {
    response.writeHead(200, { 'content-length': '100' }).write('{');
    if (request.url === '/cut') setTimeout(() => response.destroy(), 20);
  });
  const client = serverAt(t, server.url);
  const ask = (path: string, signal: AbortSignal, milliseconds: number) =>
    client.json({ method: 'GET', path }, [200], { signal, deadline: Date.now() + milliseconds });
  const never = new AbortController().signal;
  await assert.rejects(ask('/x', never, 100), { code: 'TIMEOUT' });
  await assert.rejects(ask('/x', AbortSignal.timeout(50), 10_000), { code: 'TIMEOUT' });
  const ending = new AbortController();
  setTimeout(() => ending.abort(), 50);
  await assert.rejects(ask('/x', ending.signal, 10_000), { code: 'ABORTED' });
  await assert.rejects(ask('/cut', never, 10_000), { code: 'SERVICE_UNREACHABLE', message: /broke off/ });
});
