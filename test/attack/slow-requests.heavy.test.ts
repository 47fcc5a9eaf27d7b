// Whoever sends slowly must not hold what others need; whoever uploads over a slow line is no attacker.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { type TestContext, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import express from 'express';
import { httpApp } from '../../src/doors/http/app.ts';
import { jobRoutes } from '../../src/doors/http/jobs.ts';
import { sourceRoutes } from '../../src/doors/http/sources.ts';
import { verifyBody } from '../../src/doors/http/verify-body.ts';
import { parseDigest } from '../../src/formats/digest.ts';
import type { Role } from '../../src/records/caller.ts';
import { TwinsealError } from '../../src/records/twinseal-error.ts';
import { DEFAULT_SERVICE } from '../../src/roads/service-settings.ts';
import { serverOf } from '../../src/wire/service/listener.ts';
import { guardBodies } from '../../src/wire/service/slow-bodies.ts';
import { responseProblems } from '../support/openapi-contract.ts';

const BODY = 600;
/** A stall of the machine must not look like one of the sender. */
const PACE = { bytes: 200, window: 1_200 };

/** The doors of uploads and jobs on a real port, with short times; what was taken is noted. */
async function start(t: TestContext, roles: readonly Role[] = ['seal'], body = BODY) {
  const taken: string[] = [];
  const reports: unknown[] = [];
  const digest = parseDigest(`sha256:${'0'.repeat(64)}`);
  const service = {
    async takeSource(_caller: unknown, stream: AsyncIterable<Uint8Array>) {
      let size = 0;
      for await (const chunk of stream) size += chunk.length;
      taken.push(`source of ${size}`);
      return { digest, size, files: 1, until: '2026-12-01T00:00:00Z' };
    },
  };
  const jobs = {
    async submit(): Promise<never> {
      taken.push('job');
      throw new TwinsealError('SOURCE_UNKNOWN', 'none');
    },
  };
  const authenticator = {
    async caller() {
      if (roles.length === 0) throw new TwinsealError('UNAUTHENTICATED', 'nobody');
      return { name: 'ci', by: 'api-key' as const, roles };
    },
  };
  const app = httpApp(
    // Only submitting is asked for here.
    {
      open: [],
      authenticated: [sourceRoutes(service, PACE), jobRoutes(jobs as unknown as Parameters<typeof jobRoutes>[0])],
    },
    authenticator,
    {
      loopback: true,
      now: () => Date.now(),
      report: (error) => reports.push(error),
      unhurried: (request) => bodies.unhurried(request),
    },
  );
  const server = serverOf(app, DEFAULT_SERVICE.limits, undefined, () => undefined);
  const bodies = guardBodies(server, body);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => {
    server.close();
    server.closeAllConnections();
  });
  return { port: (server.address() as AddressInfo).port, taken, reports, server };
}

/** Sends pieces with pauses between, until the other side closes; gives the answer and how long it took. */
async function trickle(port: number, pieces: Iterable<string>, pause: number, patience = 15_000) {
  const socket = connect(port, '127.0.0.1');
  let answer = '';
  socket.setEncoding('utf8').on('data', (chunk: string) => {
    answer += chunk;
  });
  socket.on('error', () => undefined);
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  const from = Date.now();
  for (const piece of pieces) {
    if (socket.destroyed || socket.readableEnded) break;
    socket.write(piece);
    await Promise.race([sleep(pause), closed]);
  }
  await Promise.race([closed, sleep(patience)]);
  const took = Date.now() - from;
  const stillOpen = !socket.destroyed;
  socket.destroy();
  return { answer, status: Number(answer.split(' ')[1]), took, stillOpen };
}
const head = (path: string, type: string, length: number, more = '') =>
  `POST ${path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: ${type}\r\nContent-Length: ${length}\r\n${more}\r\n`;
function* body(first: string, piece: string, count: number): Generator<string> {
  yield first;
  for (let i = 0; i < count; i++) yield piece;
}

test('an upload over a slow line is taken, however much longer it takes than other bodies may', async (t) => {
  const { port, taken } = await start(t);
  const pieces = body(head('/sources', 'application/x-tar', 1600, 'Connection: close\r\n'), 'x'.repeat(40), 40);
  const { status, took } = await trickle(port, pieces, 50);
  assert.equal(status, 201);
  assert.ok(took > BODY * 2, String(took));
  assert.deepEqual(taken, ['source of 1600']);
});

test('an upload that hardly moves, or has stopped, is answered with 408 and its connection ends', async (t) => {
  const { port, taken, reports } = await start(t);
  const trickling = trickle(port, body(head('/sources', 'application/x-tar', 1600), 'x', 400), 20);
  const stopped = trickle(port, [head('/sources', 'application/x-tar', 1600), 'x'.repeat(300)], 10);
  for (const { answer, status, took, stillOpen } of await Promise.all([trickling, stopped])) {
    assert.equal(status, 408, answer);
    assert.match(answer, /"code":"REQUEST_TOO_SLOW"/);
    assert.match(answer, /connection: close/i);
    assert.ok(took < 15_000, String(took));
    assert.equal(stillOpen, false);
  }
  assert.deepEqual([taken, reports], [[], []]);
});

test('an upload that breaks off is nobody’s defect', async (t) => {
  const { port, taken, reports } = await start(t);
  const socket = connect(port, '127.0.0.1').on('error', () => undefined);
  socket.write(head('/sources', 'application/x-tar', 1600) + 'x'.repeat(100));
  await sleep(100);
  socket.destroy();
  await sleep(200);
  assert.deepEqual([taken, reports], [[], []]);
});

test('a body that comes slowly at any other route is answered with 408 in time, each byte of it or not', async (t) => {
  const { port, taken, reports } = await start(t);
  const chunked =
    'POST /builds HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n';
  for (const pieces of [
    body(head('/builds', 'application/json', 1600), ' ', 200),
    body(chunked, '1\r\n \r\n', 200),
    [head('/seals', 'application/json', 10)],
  ]) {
    const { answer, status, took, stillOpen } = await trickle(port, pieces, 20);
    assert.equal(status, 408, answer);
    assert.ok(took >= BODY && took < BODY + 14_000, String(took));
    assert.equal(stillOpen, false);
    const [headers = '', text = ''] = answer.split('\r\n\r\n');
    const type = /content-type: (\S+)/i.exec(headers)?.[1] ?? '';
    const response = new Response(text, {
      status,
      headers: { 'content-type': type },
    });
    assert.deepEqual(await responseProblems('/builds', 'post', response), []);
  }
  assert.deepEqual([taken, reports], [[], []]);
});

test('an image that is sent along over a slow line is read as long as it keeps coming, and no further', async (t) => {
  const app = express();
  const taken: number[] = [];
  const unhurried = (request: object): void => bodies.unhurried(request);
  app.post('/verify', verifyBody({ unhurried }, { bytes: 24_000, window: 1_000 }), (request, response) => {
    taken.push((request.body as Uint8Array).length);
    response.end('read');
  });
  app.use((error: Error & { code?: string }, _request: unknown, response: express.Response, _next: unknown) => {
    response.status(408).end(error.code);
  });
  const server = serverOf(app, DEFAULT_SERVICE.limits, undefined, () => undefined);
  const bodies = guardBodies(server, BODY);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => {
    server.close();
    server.closeAllConnections();
  });
  const { port } = server.address() as AddressInfo;
  const large = (first: string, piece: string, count: number) =>
    body(head('/verify', 'application/json', 200_000, first), piece, count);
  const slow = await trickle(port, large('Connection: close\r\n', 'x'.repeat(5_000), 40), 40);
  assert.equal(slow.status, 200, slow.answer);
  assert.ok(slow.took > BODY * 2, String(slow.took));
  const stuck = await trickle(port, large('', 'x', 300), 20);
  assert.equal(stuck.status, 408, stuck.answer);
  assert.match(stuck.answer, /REQUEST_TOO_SLOW/);
  assert.equal(stuck.stillOpen, false);
  const encoded = await trickle(port, large('Content-Encoding: gzip\r\n', 'x', 1), 20, 3_000);
  assert.notEqual(encoded.status, 200);
  assert.deepEqual(taken, [200_000]);
});

test('whoever was refused before his body was read does not hold the connection with it', async (t) => {
  const { port } = await start(t, []);
  for (const path of ['/sources', '/builds', '/nothing']) {
    const { status, took, stillOpen } = await trickle(
      port,
      body(head(path, 'application/x-tar', 16_000), 'x', 200),
      20,
    );
    assert.equal(status, 401, path);
    assert.ok(took < BODY + 14_000, `${path} ${took}`);
    assert.equal(stillOpen, false, path);
  }
});

test('a body that comes in time is taken on a connection that lives on', async (t) => {
  const { port, taken } = await start(t);
  const text = `{"source":{"archive":"sha256:${'0'.repeat(64)}"}}`;
  const request = head('/builds', 'application/json', text.length) + text;
  const twice = await trickle(port, [request, request], 100, 2_500);
  assert.equal(twice.answer.match(/HTTP\/1\.1 404/g)?.length, 2);
  assert.equal(twice.stillOpen, true);
  assert.deepEqual(taken, ['job', 'job']);
});

test('connections that send no request, or only part of its headers, are ended', { timeout: 90_000 }, async (t) => {
  const { port } = await start(t);
  const ends = ['', 'POST /verify HTTP/1.1\r\nHost: localhost\r\nX-A: '].map(async (text) => {
    const socket = connect(port, '127.0.0.1').on('error', () => undefined);
    const from = Date.now();
    socket.resume();
    if (text !== '') socket.write(text);
    const drip = setInterval(() => text !== '' && !socket.destroyed && socket.write('a'), 500);
    await new Promise((resolve) => socket.once('close', resolve));
    clearInterval(drip);
    return Date.now() - from;
  });
  for (const took of await Promise.all(ends)) assert.ok(took < 15_000, String(took));
});

test('without a guard such a body would hold its connection', async (t) => {
  const open = createServer((_request, response) => void response.end('x'));
  await new Promise<void>((resolve) => open.listen(0, '127.0.0.1', resolve));
  t.after(() => {
    open.close();
    open.closeAllConnections();
  });
  const { port } = open.address() as AddressInfo;
  const { stillOpen } = await trickle(port, body(head('/', 'text/plain', 16_000), 'x', 60), 20, 2_000);
  assert.equal(stillOpen, true);
});
