// A blob whose connection is cut goes on where it ended, and a registry that abuses this gets nowhere.
import assert from 'node:assert/strict';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { type TestContext, test } from 'node:test';
import { openRegistries } from '../../src/adapters/registry/registries.ts';
import { sha256Digest } from '../../src/formats/digest.ts';
import { CALL } from '../stages/sample-image.ts';
import { compressibleBytes } from '../support/compressible-bytes.ts';
import { drain, type HostileRegistry, refused, reply, startHostile } from '../support/hostile-registry.ts';

const limits = { retries: 3, backoff: 1, idle: 2_000 };
const bytes = compressibleBytes(300_000, 7);
const digest = sha256Digest(bytes);
const descriptor = { digest, size: bytes.length };

/** Where a request asks to begin. */
const offsetOf = (request: IncomingMessage): number =>
  Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0);

/** Sends from `offset` on, cut after `most` bytes. */
function sendSome(response: ServerResponse, offset: number, most: number, other: Partial<Sent> = {}): void {
  const { status = offset === 0 ? 200 : 206, range = `bytes ${offset}-${bytes.length - 1}/${bytes.length}` } = other;
  const rest = bytes.subarray(status === 206 ? offset : 0);
  response.writeHead(status, { 'content-length': rest.length, ...(status === 206 && { 'content-range': range }) });
  if (rest.length <= most) response.end(rest);
  else response.write(rest.subarray(0, most), () => response.destroy());
}
interface Sent {
  readonly status: number;
  readonly range: string;
}

async function blobFrom(t: TestContext, answer: (request: IncomingMessage, response: ServerResponse) => void) {
  const registry: HostileRegistry = await startHostile(answer);
  t.after(registry.stop);
  const blob = openRegistries({ limits }).repository(`${registry.host}/app`).blob(descriptor, CALL);
  return { blob, registry };
}

test('a blob goes on from the byte that was missing, over several connections', async (t) => {
  const { blob, registry } = await blobFrom(t, (request, response) => sendSome(response, offsetOf(request), 100_000));
  assert.deepEqual(await drain(blob.open()), Buffer.from(bytes));
  const ranges = registry.asked.map(({ headers }) => headers.range);
  assert.deepEqual(ranges, [undefined, 'bytes=100000-', 'bytes=200000-']);
});

test('a registry that knows no ranges sends all of it again, and what is known is dropped', async (t) => {
  let count = 0;
  const { blob } = await blobFrom(t, (_, response) =>
    sendSome(response, 0, [90_000, 180_000][count++] ?? bytes.length),
  );
  assert.deepEqual(await drain(blob.open()), Buffer.from(bytes));
});

test('an answer that is not the rest that was asked for ends the attempt as a fault', async (t) => {
  const wrong: readonly Partial<Sent>[] = [
    { range: `bytes 99999-${bytes.length - 1}/${bytes.length}` },
    { range: `bytes 100000-${bytes.length - 1}/*` },
    { range: '' },
    { status: 416 },
    { status: 204 },
  ];
  for (const sent of wrong) {
    const { blob } = await blobFrom(t, (request, response) => {
      const offset = offsetOf(request);
      if (offset === 0) sendSome(response, 0, 100_000);
      else if (sent.range === undefined) reply(response, sent.status ?? 500);
      else sendSome(response, offset, bytes.length, sent);
    });
    await refused(drain(blob.open()), 'REGISTRY_UNREACHABLE', /cut the connection/);
  }
  const { blob } = await blobFrom(t, (request, response) => {
    if (offsetOf(request) === 0) sendSome(response, 0, 100_000);
    else reply(response, 206, { 'content-encoding': 'gzip' }, 'x');
  });
  await refused(drain(blob.open()), 'REGISTRY_PROTOCOL', /re-encoded/);
});

test('other bytes in a later part are found by the digest of the whole', async (t) => {
  const { blob } = await blobFrom(t, (request, response) => {
    const offset = offsetOf(request);
    if (offset === 0) return sendSome(response, 0, 100_000);
    const rest = bytes.slice(offset);
    rest[7] = (rest[7] ?? 0) ^ 1;
    response.writeHead(206, { 'content-range': `bytes ${offset}-${bytes.length - 1}/${bytes.length}` });
    response.end(rest);
  });
  await refused(drain(blob.open()), 'CONTENT_MISMATCH', /its digest is/);
});

test('a registry that cuts without end is left', async (t) => {
  const nothing = await blobFrom(t, (request, response) =>
    offsetOf(request) === 0 ? sendSome(response, 0, 100_000) : void request.socket.destroy(),
  );
  await refused(drain(nothing.blob.open()), 'REGISTRY_UNREACHABLE');
  const drops = await blobFrom(t, (request, response) => sendSome(response, offsetOf(request), 1));
  await refused(drain(drops.blob.open()), 'REGISTRY_UNREACHABLE', /cut the connection/);
  assert.equal(drops.registry.asked.length, 64);
});

test('a range goes with a redirect to another host, and credentials do not', async (t) => {
  const store = await startHostile((request, response) => sendSome(response, offsetOf(request), 200_000), '127.0.0.2');
  t.after(store.stop);
  const { blob } = await blobFrom(t, (_, response) => reply(response, 307, { location: `${store.url}/blob` }));
  assert.deepEqual(await drain(blob.open()), Buffer.from(bytes));
  assert.deepEqual(
    store.asked.map(({ headers }) => [headers.range, headers.authorization]),
    [
      [undefined, undefined],
      ['bytes=200000-', undefined],
    ],
  );
});
