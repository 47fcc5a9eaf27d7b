// Connections to a registry: which of them serve the next request, and which end.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { HttpTransport } from '../../src/adapters/registry/http-transport.ts';
import type { RegistryRequest } from '../../src/adapters/registry/transport.ts';
import { TwinsealError } from '../../src/records/twinseal-error.ts';

interface Ground {
  readonly transport: HttpTransport;
  request(method: 'GET' | 'HEAD', more?: Partial<RegistryRequest>): RegistryRequest;
  connections(): number;
}

async function withServer(answer: RequestListener, work: (ground: Ground) => Promise<void>): Promise<void> {
  const server = createServer(answer).listen(0, '127.0.0.1');
  await once(server, 'listening');
  let connections = 0;
  server.on('connection', () => {
    connections++;
  });
  const url = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/v2/app/manifests/absent`);
  const transport = new HttpTransport(5_000);
  const request = (method: 'GET' | 'HEAD', more = {}) =>
    ({ method, url, headers: {}, scopes: [], repeatable: true, ...more }) as const;
  try {
    await work({ transport, request, connections: () => connections });
  } finally {
    await transport.close();
    server.closeAllConnections();
    server.close();
  }
}

const callFor = (milliseconds: number, signal = new AbortController().signal) => ({
  signal,
  deadline: Date.now() + milliseconds,
});

const codeOf = async (work: Promise<unknown>): Promise<string> => {
  try {
    await work;
  } catch (error) {
    return error instanceof TwinsealError ? error.code : String(error);
  }
  return 'none';
};

for (const method of ['HEAD', 'GET'] as const)
  test(`an answer to ${method} that is dropped, with its call over at once, leaves the connection to the next request`, async () => {
    const absent: RequestListener = (request, response) => {
      response.writeHead(404, { 'content-type': 'application/json', 'content-length': '19' });
      response.end(request.method === 'HEAD' ? undefined : 'x'.repeat(19));
    };
    await withServer(absent, async ({ transport, request, connections }) => {
      for (let i = 0; i < 20; i++) {
        const stop = new AbortController();
        const response = await transport.send(request(method), callFor(5_000, stop.signal));
        response.discard();
        stop.abort();
        assert.equal(response.status, 404);
        await sleep(5);
      }
      assert.equal(connections(), 1);
    });
  });

test('a HEAD answer leaves the connection to the next request, however large the blob that it tells of', async () => {
  const blob: RequestListener = (_, response) => {
    response.writeHead(200, { 'content-length': '5000000000' });
    response.end();
  };
  await withServer(blob, async ({ transport, request, connections }) => {
    for (let i = 0; i < 4; i++) {
      const response = await transport.send(request('HEAD'), callFor(5_000));
      response.discard();
      for await (const chunk of response.body) assert.fail(`${chunk.length} bytes of a body that is none`);
      await sleep(5);
    }
    assert.equal(connections(), 1);
  });
});

test('a call that ends while an answer is read, or awaited, ends the request', async () => {
  const stuck: RequestListener = (request, response) => {
    if (request.headers['x-wait'] !== undefined) return;
    response.writeHead(200, { 'content-length': '10' });
    response.write('abc');
  };
  await withServer(stuck, async ({ transport, request }) => {
    const waiting = request('GET', { headers: { 'x-wait': '1' } });
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 50);
    assert.equal(await codeOf(transport.send(waiting, callFor(5_000, stop.signal))), 'ABORTED');
    assert.equal(await codeOf(transport.send(waiting, callFor(50))), 'TIMEOUT');
    for (const callNow of [() => callFor(200), () => callFor(5_000, AbortSignal.timeout(200))]) {
      const response = await transport.send(request('GET'), callNow());
      const reading = (async () => {
        for await (const chunk of response.body) assert.equal(chunk.length, 3);
      })();
      assert.equal(await codeOf(reading), 'TIMEOUT');
    }
  });
});

test('a dropped rest that comes slowly ends with the deadline of its call; a large one is cut', async () => {
  const closed: string[] = [];
  const slow: RequestListener = (request, response) => {
    const size = request.headers['x-size'] as string;
    response.writeHead(404, { 'content-length': size });
    response.write('abc');
    response.once('close', () => closed.push(size));
  };
  await withServer(slow, async ({ transport, request }) => {
    const small = await transport.send(request('GET', { headers: { 'x-size': '100' } }), callFor(300));
    const large = await transport.send(request('GET', { headers: { 'x-size': '10000000' } }), callFor(60_000));
    small.discard();
    large.discard();
    await sleep(100);
    assert.deepEqual(closed, ['10000000']);
    await sleep(400);
    assert.deepEqual(closed, ['10000000', '100']);
  });
});
