// What becomes of connections, sources and bytes when an answer is dropped, comes early, or is read too late.
import assert from 'node:assert/strict';
import type { Socket } from 'node:net';
import { type TestContext, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { HttpTransport } from '../../src/adapters/registry/http-transport.ts';
import { openRegistries } from '../../src/adapters/registry/registries.ts';
import type { RegistryRequest, RequestBody } from '../../src/adapters/registry/transport.ts';
import type { Digest } from '../../src/formats/digest.ts';
import { CALL } from '../stages/sample-image.ts';
import { type Answer, drain, refused, reply, startHostile } from '../support/hostile-registry.ts';

async function serverWith(t: TestContext, answer: Answer, idle = 5_000) {
  const sockets = new Set<Socket>();
  const server = await startHostile((request, response) => {
    sockets.add(request.socket);
    return answer(request, response);
  });
  const transport = new HttpTransport(idle);
  t.after(async () => {
    await transport.close();
    await server.stop();
  });
  const request = (more: Partial<RegistryRequest> = {}): RegistryRequest => ({
    method: 'GET',
    url: new URL(server.url),
    headers: {},
    scopes: [],
    repeatable: true,
    ...more,
  });
  return { server, sockets, transport, request };
}

const SMALL: Readonly<Record<string, Answer>> = {
  'a 204': (_, response) => reply(response, 204),
  'a 304 that tells of a large body': (_, response) => reply(response, 304, { 'content-length': '5000000000' }),
  'a chunked 401': (_, response) => {
    response.writeHead(401);
    response.write('{}');
    response.end();
  },
  'a chunked 404 whose rest comes later': (_, response) => {
    response.writeHead(404);
    response.write('{');
    setTimeout(() => response.end('}'), 5);
  },
};

for (const [what, answer] of Object.entries(SMALL))
  test(`${what} that is dropped leaves the connection to the next request`, async (t) => {
    const { transport, request, sockets } = await serverWith(t, answer);
    for (let i = 0; i < 4; i++) {
      const stop = new AbortController();
      const response = await transport.send(request(), { ...CALL, signal: stop.signal });
      response.discard();
      stop.abort();
      await sleep(50);
    }
    assert.equal(sockets.size, 1);
  });

test('a dropped body of no known length is cut where it goes on, and at the deadline where it is slow', async (t) => {
  const closed: string[] = [];
  const { transport, request } = await serverWith(t, (asked, response) => {
    const kind = String(asked.headers['x-kind']);
    response.once('close', () => closed.push(kind));
    // Ends with its connection, which can serve nothing else then.
    if (kind === 'unframed') response.useChunkedEncodingByDefault = false;
    response.writeHead(404);
    response.write(kind === 'large' ? Buffer.alloc(100_000) : 'x');
  });
  const drop = async (kind: string, deadline: number) =>
    (await transport.send(request({ headers: { 'x-kind': kind } }), { ...CALL, deadline })).discard();
  await drop('slow', Date.now() + 1_000);
  await drop('large', CALL.deadline);
  await drop('unframed', CALL.deadline);
  await sleep(300);
  assert.deepEqual(closed.toSorted(), ['large', 'unframed']);
  await sleep(900);
  assert.deepEqual(closed.toSorted(), ['large', 'slow', 'unframed']);
});

test('a web page in place of a blob leaves the connection to the next question', async (t) => {
  const { server, sockets } = await serverWith(t, (_, response) =>
    reply(response, 200, { 'content-type': 'text/html', 'content-length': '10' }),
  );
  const registries = openRegistries({ limits: { retries: 0 } });
  const repository = registries.repository(`${server.host}/app`);
  for (let i = 0; i < 5; i++) {
    const blob = { digest: `sha256:${'a'.repeat(64)}` as Digest, size: 10, mediaType: 'application/octet-stream' };
    await refused(repository.has(blob, CALL), 'REGISTRY_PROTOCOL', /HTML page/);
    await sleep(20);
  }
  await registries.close();
  assert.equal(sockets.size, 1);
});

/** Gives a few bytes, then nothing until it is told to stop. */
function stalled(): { readonly body: RequestBody; readonly stopped: Promise<void> } {
  const { promise: stopped, resolve } = Promise.withResolvers<void>();
  return {
    stopped,
    body: {
      size: 1_000,
      async *open(signal) {
        yield new Uint8Array(10);
        await sleep(60_000, undefined, { signal, ref: false }).finally(resolve);
      },
    },
  };
}

test('an answer before the end of an upload lets its source go at once, and is read whole', async (t) => {
  const words = JSON.stringify({ errors: [{ code: 'SIZE_INVALID', message: 'x'.repeat(10_000) }] });
  const { transport, request } = await serverWith(t, (_, response) => {
    response.writeHead(413, { 'content-length': words.length });
    response.write(words.slice(0, 10));
    setTimeout(() => response.end(words.slice(10)), 50);
  });
  const { body, stopped } = stalled();
  const response = await transport.send(request({ method: 'PUT', body, repeatable: false }), CALL);
  assert.equal(response.status, 413);
  assert.equal(await Promise.race([stopped.then(() => 'let go'), sleep(2_000, 'held')]), 'let go');
  assert.equal((await drain(response.body)).toString(), words);
});

test('a connection that is cut lets the source of its upload go at once, and is told as cut', async (t) => {
  const { transport, request } = await serverWith(t, (asked) => void asked.socket.destroy());
  const { body, stopped } = stalled();
  const sent = transport.send(request({ method: 'PUT', body, repeatable: false }), CALL);
  await refused(sent, 'REGISTRY_UNREACHABLE', /cut the connection/);
  assert.equal(await Promise.race([stopped.then(() => 'let go'), sleep(2_000, 'held')]), 'let go');
});

test('an answer to all of an upload does not stop what its source still has to check', async (t) => {
  const answered = Promise.withResolvers<void>();
  const { transport, request, sockets } = await serverWith(t, (asked, response) => {
    asked.resume().on('end', () => reply(response, 201));
  });
  let checked: boolean | undefined;
  const body: RequestBody = {
    size: 10,
    async *open(signal) {
      yield new Uint8Array(10);
      await answered.promise;
      checked = !signal.aborted;
    },
  };
  const response = await transport.send(request({ method: 'PUT', body, repeatable: false }), CALL);
  answered.resolve();
  await sleep(20);
  response.discard();
  assert.equal(checked, true);
  await sleep(20);
  (await transport.send(request({ method: 'PUT', body, repeatable: false }), CALL)).discard();
  assert.equal(sockets.size, 1);
});

test('an answer that came whole but was not read before its call ended is no empty answer', async (t) => {
  const { transport, request } = await serverWith(t, (_, response) => reply(response, 200, {}, 'abc'), 1_000);
  const stop = new AbortController();
  const aborted = await transport.send(request(), { ...CALL, signal: stop.signal });
  const late = await transport.send(request(), { ...CALL, deadline: Date.now() + 300 });
  const idle = await transport.send(request(), CALL);
  const read = await transport.send(request(), { ...CALL, signal: stop.signal });
  assert.equal((await drain(read.body)).toString(), 'abc');
  await sleep(400);
  stop.abort();
  await refused(drain(aborted.body), 'ABORTED');
  await refused(drain(late.body), 'TIMEOUT');
  await sleep(900);
  await refused(drain(idle.body), 'REGISTRY_UNREACHABLE', /sent nothing for too long/);
});
