import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { openRegistries } from '../../src/adapters/registry/registries.ts';
import { MEDIA_TYPES } from '../../src/formats/oci/media-types.ts';
import { CALL, jsonDocument, sampleImage } from '../stages/sample-image.ts';
import { type Answer, drain, refused, reply, startHostile, startRaw } from '../support/hostile-registry.ts';

const limits = { retries: 1, backoff: 1 };
const image = sampleImage();
const { index } = image;
const { layer } = image.platforms[0];
const INDEX = { 'content-type': MEDIA_TYPES.ociIndex };

async function repositoryOf(t: { after(fn: () => Promise<void>): void }, answer: Answer) {
  const registry = await startHostile(answer);
  t.after(registry.stop);
  return openRegistries({ limits }).repository(`${registry.host}/app`);
}

function endless(response: ServerResponse): void {
  const chunk = Buffer.alloc(65_536, ' ');
  const more = (): void => {
    while (!response.destroyed && response.write(chunk));
    response.once('drain', more);
  };
  more();
}

test('an honest answer passes, so that the refusals below are for the lie alone', async (t) => {
  const repository = await repositoryOf(t, (request, response) =>
    request.url?.includes('/blobs/') ? reply(response, 200, {}, layer.bytes) : reply(response, 200, INDEX, index.bytes),
  );
  assert.equal((await repository.manifest(index.descriptor.digest, CALL)).descriptor.size, index.bytes.length);
  assert.deepEqual((await repository.resolve('v1', CALL)).digest, index.descriptor.digest);
  assert.equal((await drain(repository.blob(layer.descriptor, CALL).open())).length, layer.bytes.length);
});

test('other bytes than the digest are refused, whatever headers say (GHSA-qv35-3gw6-8q4j)', async (t) => {
  const other = jsonDocument(MEDIA_TYPES.ociIndex, {
    schemaVersion: 2,
    mediaType: MEDIA_TYPES.ociIndex,
    manifests: [],
  });
  const flipped = new Uint8Array(layer.bytes);
  flipped[5] = (flipped[5] ?? 0) ^ 1;
  const repository = await repositoryOf(t, (request, response) =>
    request.url?.includes('/blobs/')
      ? reply(response, 200, { 'docker-content-digest': layer.descriptor.digest }, flipped)
      : reply(response, 200, { ...INDEX, 'docker-content-digest': index.descriptor.digest }, other.bytes),
  );
  await refused(repository.manifest(index.descriptor.digest, CALL), 'CONTENT_MISMATCH');
  await refused(repository.resolve(index.descriptor.digest, CALL), 'CONTENT_MISMATCH');
  await refused(drain(repository.blob(layer.descriptor, CALL).open()), 'CONTENT_MISMATCH', /its digest is/);
  await refused(repository.resolve('v1', CALL), 'REGISTRY_PROTOCOL', /changed on the way/);
});

test('a tag is what its bytes are: the digest in the headers is compared with them, never taken for them', async (t) => {
  const sha512 = `sha512:${createHash('sha512').update(index.bytes).digest('hex')}`;
  const other = createHash('sha512').update('other').digest('hex');
  const resolved = async (stated: string) => {
    const repository = await repositoryOf(t, (_, response) =>
      reply(response, 200, { ...INDEX, 'docker-content-digest': stated }, index.bytes),
    );
    return await repository.resolve('v1', CALL);
  };
  // The right ones, and those that say nothing to us.
  for (const stated of [index.descriptor.digest, sha512, `blake3:${'0'.repeat(64)}`, 'sha256:short', ''])
    assert.equal((await resolved(stated)).digest, index.descriptor.digest, stated);
  for (const stated of [layer.descriptor.digest, `sha512:${other}`])
    await refused(resolved(stated), 'REGISTRY_PROTOCOL', /changed on the way/);
});

test('a blob that is too long or too short is refused as soon as it shows', async (t) => {
  const long = Buffer.concat([layer.bytes, Buffer.from('x')]);
  const short = layer.bytes.subarray(0, -1);
  for (const [headers, body] of [
    [{ 'content-length': String(long.length) }, long],
    [{ 'transfer-encoding': 'chunked' }, long],
    [{ 'content-length': String(short.length) }, short],
    [{ 'transfer-encoding': 'chunked' }, short],
    [{ 'content-length': '0' }, ''],
  ] as const) {
    const repository = await repositoryOf(t, (_, response) => reply(response, 200, headers, body));
    await refused(drain(repository.blob(layer.descriptor, CALL).open()), 'CONTENT_MISMATCH', /bytes/);
  }
  const repository = await repositoryOf(t, (_, response) => {
    response.writeHead(200);
    endless(response);
  });
  await refused(drain(repository.blob(layer.descriptor, CALL).open()), 'CONTENT_MISMATCH', /more than/);
});

test('a cut connection is a fault and no statement about the content', async (t) => {
  const cut = await repositoryOf(t, (_, response) => {
    response.writeHead(200, { 'content-length': String(layer.bytes.length), ...INDEX });
    response.write(layer.bytes.subarray(0, 10), () => response.destroy());
  });
  await refused(drain(cut.blob(layer.descriptor, CALL).open()), 'REGISTRY_UNREACHABLE', /cut the connection/);
  await refused(cut.manifest(index.descriptor.digest, CALL), 'REGISTRY_UNREACHABLE', /cut the connection/);
  const chunked = await repositoryOf(t, (_, response) => {
    response.writeHead(200);
    response.write(layer.bytes.subarray(0, 10), () => response.destroy());
  });
  await refused(drain(chunked.blob(layer.descriptor, CALL).open()), 'REGISTRY_UNREACHABLE', /cut the connection/);
  // Without a length, HTTP cannot tell a cut from an end: so it is taken for a cut.
  const unframed = await startRaw((socket) =>
    socket.once('data', () => {
      socket.write('HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n');
      socket.end(layer.bytes.subarray(0, 10));
    }),
  );
  t.after(unframed.stop);
  const repository = openRegistries({ limits }).repository(`${unframed.host}/app`);
  await refused(drain(repository.blob(layer.descriptor, CALL).open()), 'REGISTRY_UNREACHABLE', /cut the connection/);
});

test('a manifest above 4 MiB is refused before it is read, or once it shows (CVE-2017-11468)', async (t) => {
  let sent = 0;
  const announced = await repositoryOf(t, (_, response) => {
    response.writeHead(200, { ...INDEX, 'content-length': String(64 * 1024 * 1024) });
    response.on('drain', () => sent++);
    response.write(Buffer.alloc(1024));
  });
  await refused(announced.manifest(index.descriptor.digest, CALL), 'CONTENT_TOO_LARGE', /4194304/);
  assert.equal(sent, 0);
  const unending = await repositoryOf(t, (_, response) => {
    response.writeHead(200, INDEX);
    endless(response);
  });
  await refused(unending.manifest(index.descriptor.digest, CALL), 'CONTENT_TOO_LARGE');
  await refused(unending.resolve('v1', CALL), 'CONTENT_TOO_LARGE');
  await refused(unending.referrers(index.descriptor.digest, CALL), 'CONTENT_TOO_LARGE');
});

test('an HTML page with any status is no registry, and never an absence', async (t) => {
  for (const status of [200, 404, 400]) {
    const repository = await repositoryOf(t, (_, response) =>
      reply(response, status, { 'content-type': 'text/html; charset=utf-8' }, '<html>\u001b[31msign in</html>'),
    );
    await refused(repository.resolve('v1', CALL), 'REGISTRY_PROTOCOL', /no registry/);
    await refused(repository.manifest(index.descriptor.digest, CALL), 'REGISTRY_PROTOCOL');
    await refused(repository.referrers(index.descriptor.digest, CALL), 'REGISTRY_PROTOCOL');
    await refused(drain(repository.blob(layer.descriptor, CALL).open()), 'REGISTRY_PROTOCOL');
    await refused(repository.has(index.descriptor, CALL), 'REGISTRY_PROTOCOL');
    // An upload to a web page is refused by itself; what matters is that the page is not taken for the blob.
    if (status === 200) await refused(repository.has(layer.descriptor, CALL), 'REGISTRY_PROTOCOL');
  }
});

test('a Content-Type that contradicts the document is refused (CVE-2021-41190)', async (t) => {
  for (const type of [MEDIA_TYPES.ociManifest, MEDIA_TYPES.dockerList, 'application/vnd.x+json']) {
    const repository = await repositoryOf(t, (_, response) =>
      reply(response, 200, { 'content-type': type }, index.bytes),
    );
    await refused(repository.manifest(index.descriptor.digest, CALL), 'REGISTRY_PROTOCOL', /two images/);
    await refused(repository.resolve('v1', CALL), 'REGISTRY_PROTOCOL', /two images/);
  }
  for (const type of [
    'application/json',
    `${MEDIA_TYPES.ociIndex}; charset=utf-8`,
    MEDIA_TYPES.ociIndex.toUpperCase(),
    '',
  ]) {
    const repository = await repositoryOf(t, (_, response) =>
      reply(response, 200, type === '' ? {} : { 'content-type': type }, index.bytes),
    );
    assert.equal((await repository.resolve('v1', CALL)).mediaType, MEDIA_TYPES.ociIndex, type);
  }
  const untyped = jsonDocument('', { schemaVersion: 2, manifests: [] });
  const repository = await repositoryOf(t, (_, response) => reply(response, 200, {}, untyped.bytes));
  await refused(repository.resolve('v1', CALL), 'REGISTRY_PROTOCOL', /of what type/);
});

test('what is no JSON under a tag is no manifest', async (t) => {
  for (const body of ['', 'null', '[]', '{"a":1,"a":2}', '\ufeff{}', '{', 'x']) {
    const repository = await repositoryOf(t, (_, response) =>
      reply(response, 200, { 'content-type': 'application/json' }, body),
    );
    await refused(repository.resolve('v1', CALL), 'REGISTRY_PROTOCOL');
  }
});

test('an answer that was re-encoded on the way is a fault', async (t) => {
  const repository = await repositoryOf(t, (_, response) =>
    reply(response, 200, { ...INDEX, 'content-encoding': 'gzip' }, gzipSync(index.bytes)),
  );
  await refused(repository.manifest(index.descriptor.digest, CALL), 'REGISTRY_PROTOCOL', /re-encoded/);
  await refused(drain(repository.blob(layer.descriptor, CALL).open()), 'REGISTRY_PROTOCOL', /re-encoded/);
});

test('bytes that are no HTTP, headers without end and lengths that are no numbers are faults', async (t) => {
  const answers = [
    'SSH-2.0-OpenSSH_9.9\r\n',
    `HTTP/1.1 200 OK\r\nx: ${'y'.repeat(100_000)}\r\n\r\n`,
    'HTTP/1.1 200 OK\r\ncontent-length: -1\r\n\r\n',
    'HTTP/1.1 200 OK\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nx',
    'HTTP/1.1 200 OK\r\ncontent-length: 99999999999999999999\r\n\r\nx',
  ];
  for (const answer of answers) {
    const registry = await startRaw((socket) => socket.once('data', () => socket.write(answer)));
    t.after(registry.stop);
    const repository = openRegistries({ limits }).repository(`${registry.host}/app`);
    await assert.rejects(repository.resolve('v1', CALL), (error: { code?: string }) => {
      assert.match(error.code ?? '', /^REGISTRY_(PROTOCOL|UNREACHABLE)$|^CONTENT_TOO_LARGE$/, answer.slice(0, 60));
      return true;
    });
  }
});

test("a registry's own words are shown in one plain line, bounded, and change nothing", async (t) => {
  const message = `\u001b[2J\u202e\nnever ${'long '.repeat(500)}`;
  const repository = await repositoryOf(t, (_, response) =>
    reply(
      response,
      404,
      { 'content-type': 'application/json' },
      JSON.stringify({ errors: [{ code: 'X\u0007', message }] }),
    ),
  );
  await refused(repository.resolve('v1', CALL), 'CONTENT_NOT_FOUND', /\(X: \[2J never long/);
  const huge = await repositoryOf(t, (_, response) => {
    response.writeHead(404, { 'content-type': 'application/json' });
    endless(response);
  });
  await refused(huge.resolve('v1', CALL), 'CONTENT_NOT_FOUND');
});

test('what was pushed and what the registry says it stored must agree', async (t) => {
  const repository = await repositoryOf(t, (request, response) => {
    request.resume();
    reply(response, 201, { 'docker-content-digest': layer.descriptor.digest });
  });
  await refused(repository.putManifest(index, CALL, 'v1'), 'CONTENT_MISMATCH', /stored other bytes/);
});

test('a blob that the registry holds with another size is no blob to rely on', async (t) => {
  const repository = await repositoryOf(t, (_, response) => reply(response, 200, { 'content-length': '7' }));
  await refused(repository.has(layer.descriptor, CALL), 'CONTENT_MISMATCH', /damaged/);
});

test('warnings of a registry are notes: at most five, plain and bounded', async (t) => {
  const warning = Array.from({ length: 50 }, (_, i) => `299 - "old ${i}\\"x ${'y'.repeat(30)}"`).join(', ');
  const repository = await repositoryOf(t, (request, response) => {
    request.resume();
    reply(response, 201, { warning });
  });
  const { notes } = await repository.putManifest(index, CALL, 'v1');
  assert.equal(notes.length, 5);
  assert.match(notes[0] ?? '', /warns: old 0"x/);
});
