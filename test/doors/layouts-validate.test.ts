// `POST /layouts/validate`: the same answers as on the command line, bounded, and nothing left behind.
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { after, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { httpApp } from '../../src/doors/http/app.ts';
import { layoutRoutes } from '../../src/doors/http/layouts.ts';
import type { Role } from '../../src/records/caller.ts';
import type { ValidationReport } from '../../src/roads/validate.ts';
import { layoutsService } from '../../src/wire/service/layouts.ts';
import { type Draft, draft, validateDraft, writeArchive } from '../support/layout-draft.ts';
import { responseProblems } from '../support/openapi-contract.ts';
import { tarOf } from '../support/tar.ts';

const MAX = 4 * 2 ** 20;
const PACE = { bytes: 64, window: 300 };
const reports: unknown[] = [];
const authenticator = {
  async caller({ authorization = 'verify' }: { readonly authorization: string | undefined }) {
    return { name: 'ci', by: 'api-key' as const, roles: [authorization] as Role[] };
  },
};
const app = httpApp({ open: [], authenticated: [layoutRoutes(layoutsService(MAX), PACE)] }, authenticator, {
  loopback: true,
  limits: { rate: 6000, failures: 30 },
  now: () => Date.now(),
  report: (error) => reports.push(error),
});
const server = createServer(app);
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
const port = (server.address() as AddressInfo).port;
after(() => {
  server.close();
  server.closeAllConnections();
  assert.deepEqual(reports, []);
});

async function bytesOf(parts: Draft): Promise<Uint8Array> {
  let bytes: Uint8Array = new Uint8Array();
  await writeArchive(parts, (entries) => {
    bytes = tarOf(entries);
    return bytes;
  });
  return bytes;
}

async function post(body: Uint8Array | ReadableStream, query = '', headers: Readonly<Record<string, string>> = {}) {
  const response = await fetch(`http://127.0.0.1:${port}/layouts/validate${query}`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-tar', ...headers },
    body: body as NonNullable<RequestInit['body']>,
    ...(body instanceof ReadableStream && { duplex: 'half' }),
  } as RequestInit);
  assert.deepEqual(await responseProblems('/layouts/validate', 'post', response), []);
  return response;
}
const problem = async (response: Response) => ((await response.json()) as { readonly code: string }).code;
const told = async (response: Response) =>
  ((await response.json()) as ValidationReport).findings.map(({ code, severity }) => `${severity} ${code}`);
const leftovers = () => readdirSync(tmpdir()).filter((name) => name.startsWith('twinseal-archive-'));

test('a layout is validated as the command line does it, with what is left of the allowance', async () => {
  const parts = draft();
  parts.config.config.Env.push('LD_PRELOAD');
  const response = await post(await bytesOf(parts));
  assert.equal(response.status, 200);
  assert.match(response.headers.get('ratelimit') ?? '', /^"caller";r=5999/);
  const report = (await response.json()) as ValidationReport;
  const { findings } = await validateDraft({ ...parts, archive: (entries) => tarOf(entries) });
  assert.deepEqual([report.valid, report.findings], [false, findings]);
  assert.equal((await post(await bytesOf(parts), '?fail=invalid')).status, 422);
  const good = await post(await bytesOf(draft()), '?fail=invalid&runs-on=linux/amd64/v3');
  assert.equal(good.status, 200);
  assert.equal(((await good.json()) as ValidationReport).selections?.[0]?.picks[0]?.platform, 'linux/amd64');
});

test('missing blobs, compressed archives and what is no archive are findings', async () => {
  const bytes = tarOf([
    { name: 'oci-layout', content: '{"imageLayoutVersion":"1.0.0"}' },
    { name: 'blobs/', type: '5' },
    {
      name: 'index.json',
      content: JSON.stringify({
        schemaVersion: 2,
        mediaType: 'application/vnd.oci.image.index.v1+json',
        manifests: [{ mediaType: 'application/vnd.example', digest: `sha256:${'5'.repeat(64)}`, size: 1 }],
      }),
    },
  ]);
  assert.deepEqual(await told(await post(bytes)), ['error BLOB_MISSING']);
  assert.deepEqual(await told(await post(bytes, '?sparse')), ['warning BLOB_MISSING']);
  assert.deepEqual(await told(await post(gzipSync(bytes))), ['error ARCHIVE_COMPRESSED']);
  assert.deepEqual(await told(await post(Buffer.from('{}'))), ['error ARCHIVE_DOCUMENT']);
});

test('what the contract does not take is refused', async () => {
  const bytes = tarOf([]);
  for (const [query, code] of [
    ['?sparse=no', 'USAGE'],
    ['?sparse&sparse', 'USAGE'],
    ['?fail=deny', 'USAGE'],
    ['?colour=red', 'USAGE'],
    ['?runs-on=linux/x86_64', 'PLATFORM_UNKNOWN'],
  ] as const)
    assert.equal(await problem(await post(bytes, query)), code, query);
  assert.equal(await problem(await post(bytes, '', { 'content-type': 'application/json' })), 'REQUEST_MEDIA_TYPE');
  assert.equal(await problem(await post(bytes, '', { 'content-encoding': 'gzip' })), 'REQUEST_MEDIA_TYPE');
  assert.equal(await problem(await post(bytes, '', { authorization: 'audit' })), 'FORBIDDEN');
  const get = await fetch(`http://127.0.0.1:${port}/layouts/validate`);
  assert.deepEqual([get.status, get.headers.get('allow')], [405, 'POST']);
});

test('a body that is too large is refused before it is read, or where it goes on past what it said', async () => {
  assert.equal(await problem(await raw(`Content-Length: ${MAX + 1}\r\n\r\n`)), 'REQUEST_TOO_LARGE');
  const chunk = new Uint8Array(1024 * 1024);
  const flood = new ReadableStream({
    pull(controller) {
      controller.enqueue(chunk);
    },
  });
  const response = await post(flood).catch((error: unknown) => error);
  // Whoever goes on sending may lose the answer with the connection.
  if (response instanceof Response) assert.equal(await problem(response), 'REQUEST_TOO_LARGE');
  assert.deepEqual(leftovers(), []);
});

test('a body that stops, or breaks off, gives no answer about a layout, and frees its place', async () => {
  for (let i = 0; i < 3; i++) {
    assert.equal(await problem(await raw('Content-Length: 1024\r\n\r\nx')), 'REQUEST_TOO_SLOW');
    await raw('Content-Length: 1024\r\n\r\nx', true);
  }
  assert.equal((await post(await bytesOf(draft()))).status, 200);
  assert.deepEqual(leftovers(), []);
});

test('more uploads at once than are taken are told to come back', async () => {
  // Whoever went away in the test before may hold a place for a moment.
  const free = async () =>
    (await Promise.all([post(tarOf([])), post(tarOf([]))])).every(({ status }) => status === 200);
  for (let tries = 0; tries < 200 && !(await free()); tries++);
  const length = 512 * 1024;
  const held = Array.from({ length: 2 }, () => {
    const socket = connect(port, '127.0.0.1');
    let text = '';
    socket.setEncoding('utf8').on('data', (part: string) => (text += part));
    const begun = new Promise((resolve) => socket.once('data', resolve));
    const answer = new Promise<string>((resolve, reject) => {
      socket.once('close', () => resolve(text)).once('error', reject);
    });
    socket.write(`${HEAD}Connection: close\r\nExpect: 100-continue\r\nContent-Length: ${length}\r\n\r\n`);
    let sent = 0;
    const send = (bytes: number): void => {
      sent += bytes;
      socket.write(new Uint8Array(bytes));
    };
    const beat = setInterval(() => send(100), 20);
    return {
      begun,
      answer,
      end() {
        clearInterval(beat);
        send(length - sent);
      },
    };
  });
  await Promise.all(held.map(({ begun }) => begun));
  let third = await post(tarOf([]));
  for (let tries = 0; third.status !== 503 && tries < 200; tries++) third = await post(tarOf([]));
  for (const { end } of held) end();
  assert.equal(await problem(third), 'OVERLOADED');
  for (const { answer } of held) assert.match(await answer, /^HTTP\/1\.1 100 Continue\r\n\r\nHTTP\/1\.1 200 /);
});

const HEAD = 'POST /layouts/validate HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-tar\r\n';

/** Sends a request by hand; with `abort`, goes away without waiting for an answer. */
function raw(rest: string, abort = false): Promise<Response> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1');
    let text = '';
    socket.write(`${HEAD}${rest}`, () => abort && socket.destroy());
    socket.setEncoding('utf8').on('data', (part: string) => (text += part));
    socket.once('error', reject);
    socket.once('close', () => {
      const [head = '', body = ''] = text.split('\r\n\r\n');
      resolve(new Response(body, { status: Number(head.split(' ')[1] ?? 200) || 200 }));
    });
  });
}
