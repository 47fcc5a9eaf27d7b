import assert from 'node:assert/strict';
import { execFile, execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { openRegistries } from '../../src/adapters/registry/registries.ts';
import { retryAfter } from '../../src/adapters/registry/retrying-transport.ts';
import { MEDIA_TYPES } from '../../src/formats/oci/media-types.ts';
import { blobOf, CALL, sampleImage } from '../stages/sample-image.ts';
import { drain, refused, reply, startHostile, startRaw } from '../support/hostile-registry.ts';

const limits = { retries: 3, backoff: 1 };
const { index, platforms } = sampleImage();
const { layer } = platforms[0];
const { digest } = index.descriptor;
const INDEX = { 'content-type': MEDIA_TYPES.ociIndex };
const soon = (milliseconds: number) => ({ ...CALL, deadline: Date.now() + milliseconds });

test('a registry that is busy for a while is asked again, as late as it says', async (t) => {
  const times: number[] = [];
  const registry = await startHostile((_, response) => {
    times.push(Date.now());
    if (times.length === 1) return reply(response, 429, { 'retry-after': '1' });
    if (times.length === 2) return reply(response, 503);
    return reply(response, 200, INDEX, index.bytes);
  });
  t.after(registry.stop);
  await openRegistries({ limits }).repository(`${registry.host}/app`).manifest(digest, CALL);
  assert.equal(times.length, 3);
  assert.ok((times[1] ?? 0) - (times[0] ?? 0) >= 990, 'Retry-After is kept');
});

test('a storm of 429 or 5xx ends after a bounded number of attempts, each with its own code', async (t) => {
  for (const [status, code] of [
    [429, 'REGISTRY_THROTTLED'],
    [500, 'REGISTRY_FAILED'],
    [503, 'REGISTRY_FAILED'],
  ] as const) {
    const registry = await startHostile((request, response) => {
      request.resume();
      reply(response, status, { 'retry-after': '0' }, 'busy');
    });
    t.after(registry.stop);
    const repository = openRegistries({ limits }).repository(`${registry.host}/app`);
    await refused(repository.manifest(digest, CALL), code, new RegExp(`status ${status}`));
    assert.equal(registry.asked.length, 1 + limits.retries);
    await refused(repository.referrers(digest, CALL), code);
    await refused(repository.has(layer.descriptor, CALL), code);
    await refused(repository.putManifest(index, CALL, 'v1'), code);
    await refused(drain(repository.blob(layer.descriptor, CALL).open()), code);
  }
});

test('a Retry-After past the deadline is not waited for', async (t) => {
  const registry = await startHostile((_, response) => reply(response, 429, { 'retry-after': '3600' }));
  t.after(registry.stop);
  const started = Date.now();
  const repository = openRegistries({ limits }).repository(`${registry.host}/app`);
  await refused(repository.manifest(digest, soon(20_000)), 'REGISTRY_THROTTLED', /try again in 3600 s/);
  assert.ok(Date.now() - started < 15_000);
  assert.equal(registry.asked.length, 1);
});

test('Retry-After is a number of seconds or a date, and anything else is nothing', () => {
  const now = Date.UTC(2026, 10, 24, 12, 0, 0);
  assert.equal(retryAfter('120', now), 120_000);
  assert.equal(retryAfter('Tue, 24 Nov 2026 12:00:30 GMT', now), 30_000);
  assert.equal(retryAfter('Tue, 24 Nov 2026 11:00:00 GMT', now), 0);
  for (const text of [undefined, '', '-1', '1.5', '1e3', 'soon', '99999999999', '12 GMT x'])
    assert.equal(retryAfter(text, now), undefined, text);
});

test('slow bytes end at the deadline, silence after the idle time', async (t) => {
  const dripping = await startHostile((_, response) => {
    response.writeHead(200, { ...INDEX, 'content-length': String(index.bytes.length) });
    const timer = setInterval(() => response.write(' '), 20);
    response.on('close', () => clearInterval(timer));
  });
  const silent = await startRaw(() => {});
  t.after(() => Promise.all([dripping.stop(), silent.stop()]));
  const started = Date.now();
  const slow = openRegistries({ limits }).repository(`${dripping.host}/app`);
  await refused(slow.manifest(digest, soon(300)), 'TIMEOUT', /longer than the time allowed/);
  await refused(drain(slow.blob({ digest, size: index.bytes.length }, soon(300)).open()), 'TIMEOUT');
  const mute = openRegistries({ limits: { retries: 0, idle: 200 } }).repository(`${silent.host}/app`);
  await refused(mute.manifest(digest, CALL), 'REGISTRY_UNREACHABLE', /sent nothing for too long/);
  await refused(mute.manifest(digest, soon(50)), 'TIMEOUT');
  assert.ok(Date.now() - started < 20_000);
});

test('cancelling ends a request at once, and is told as such', async (t) => {
  const silent = await startRaw(() => {});
  t.after(silent.stop);
  const repository = openRegistries({ limits }).repository(`${silent.host}/app`);
  const controller = new AbortController();
  setTimeout(() => controller.abort(), 50);
  await refused(repository.manifest(digest, { ...CALL, signal: controller.signal }), 'ABORTED');
  const reading = new AbortController();
  setTimeout(() => reading.abort(), 50);
  await assert.rejects(drain(repository.blob(layer.descriptor, CALL).open(reading.signal)), { code: 'ABORTED' });
});

test('a connection that is cut now and then is made again, for reads and uploads', async (t) => {
  let count = 0;
  const registry = await startHostile((request, response) => {
    if (count++ % 3 === 0) return void request.socket.destroy();
    if (request.method === 'POST') return reply(response, 202, { location: '/v2/app/blobs/uploads/1' });
    request.resume();
    request.on('end', () =>
      request.method === 'PUT' ? reply(response, 201) : reply(response, 200, INDEX, index.bytes),
    );
  });
  t.after(registry.stop);
  const repository = openRegistries({ limits }).repository(`${registry.host}/app`);
  await repository.manifest(digest, CALL);
  await repository.putBlob(blobOf(layer.bytes), CALL);
});

test('an upload that is refused early is told as what it is', async (t) => {
  const big = new Uint8Array(20_000_000);
  for (const [status, code] of [
    [413, 'REGISTRY_REFUSED'],
    [403, 'REGISTRY_UNAUTHORIZED'],
  ] as const) {
    const registry = await startHostile((request, response) => {
      if (request.method === 'POST') return reply(response, 202, { location: '/v2/app/blobs/uploads/1' });
      return reply(response, status, { 'content-type': 'application/json' }, '{"errors":[{"code":"SIZE_INVALID"}]}');
    });
    t.after(registry.stop);
    const repository = openRegistries({ limits: { ...limits, retries: 0 } }).repository(`${registry.host}/app`);
    await refused(repository.putBlob(blobOf(big), CALL), code, /SIZE_INVALID/);
  }
});

test('nothing there, no such name, and no TLS each have their sentence', async (t) => {
  const plain = await startHostile((_, response) => reply(response, 200));
  t.after(plain.stop);
  const gone = await startHostile(() => {});
  await gone.stop();
  const ask = (name: string, plainHttp?: boolean) =>
    openRegistries({ limits, ...(plainHttp !== undefined && { plainHttp }) })
      .repository(name)
      .manifest(digest, CALL);
  await refused(ask(`${gone.host}/app`), 'REGISTRY_UNREACHABLE', /nothing listens at 127\.0\.0\.1:/);
  await refused(ask('registry.invalid/app'), 'REGISTRY_UNREACHABLE', /registry\.invalid/);
  await refused(ask(`${plain.host}/app`, false), 'REGISTRY_UNREACHABLE', /plain HTTP/);
});

test('a certificate that nobody vouches for is refused, and NODE_EXTRA_CA_CERTS adds who does', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'twinseal-tls-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'];
  execFileSync(
    'openssl',
    [
      'req',
      '-x509',
      '-newkey',
      'ec',
      '-pkeyopt',
      'ec_paramgen_curve:P-256',
      '-nodes',
      '-keyout',
      key,
      '-out',
      cert,
      '-days',
      '2',
      ...subject,
    ],
    { stdio: 'ignore' },
  );
  const server = createServer({ key: await readFile(key), cert: await readFile(cert) }, (_, response) =>
    reply(response, 200, INDEX, index.bytes),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  const ask = (host: string) =>
    openRegistries({ limits, plainHttp: false }).repository(`${host}:${port}/app`).manifest(digest, CALL);
  await refused(ask('localhost'), 'REGISTRY_UNREACHABLE', /issued by nobody this machine trusts.*NODE_EXTRA_CA_CERTS/);
  const script = `
    const { openRegistries } = await import(${JSON.stringify(new URL('../../src/adapters/registry/registries.ts', import.meta.url).href)});
    const call = { signal: new AbortController().signal, deadline: Date.now() + 10000 };
    for (const host of ['localhost', '127.0.0.1'])
      await openRegistries({ plainHttp: false }).repository(host + ':${port}/app').manifest('${digest}', call)
        .then(() => console.log('ok'), (error) => console.log(error.code, error.message));`;
  const output = await new Promise<string>((resolve, reject) =>
    execFile(
      process.execPath,
      ['--input-type=module', '-e', script],
      { env: { NODE_EXTRA_CA_CERTS: cert }, timeout: 60_000 },
      (error, stdout) => (error === null ? resolve(stdout) : reject(error)),
    ),
  );
  assert.match(output, /^ok\nREGISTRY_UNREACHABLE .*made for another name/);
});
