// A registry or realm that fails again and again gets so many requests as the limits say, not that many of that many.
import assert from 'node:assert/strict';
import type { IncomingMessage } from 'node:http';
import { type TestContext, test } from 'node:test';
import { openRegistries } from '../../src/adapters/registry/registries.ts';
import { blobOf, CALL, sampleImage } from '../stages/sample-image.ts';
import { type Answer, refused, reply, startHostile } from '../support/hostile-registry.ts';

const limits = { retries: 3, backoff: 1 };
const blob = blobOf(sampleImage().platforms[0].layer.bytes);

async function repositoryAt(t: TestContext, answer: Answer) {
  const registry = await startHostile(answer);
  const registries = openRegistries({ limits });
  t.after(async () => {
    await registries.close();
    await registry.stop();
  });
  const asked = (method: string, path = '') =>
    registry.asked.filter((one) => one.method === method && one.path.startsWith(path)).length;
  return { registry, repository: registries.repository(`${registry.host}/app`), asked };
}

const challenge = (request: IncomingMessage) => ({
  'www-authenticate': `Bearer realm="http://${request.headers.host}/token"`,
  'content-length': '0',
});
const location = { location: '/v2/app/blobs/uploads/1' };

test('an upload that cannot be opened is asked for as often as the limits say', async (t) => {
  const failing = await repositoryAt(t, (_, response) => reply(response, 503));
  await refused(failing.repository.putBlob(blob, CALL), 'REGISTRY_FAILED', /status 503/);
  assert.equal(failing.asked('POST'), 1 + limits.retries);
  const cutting = await repositoryAt(t, (request) => void request.socket.destroy());
  await refused(cutting.repository.putBlob(blob, CALL), 'REGISTRY_UNREACHABLE', /cut the connection/);
  assert.equal(cutting.asked('POST'), 1 + limits.retries);
});

test('a realm that fails is asked as often as the limits say, whatever the token was for', async (t) => {
  for (const [fail, code] of [
    [(request, _) => void request.socket.destroy(), 'REGISTRY_UNREACHABLE'],
    [(_, response) => reply(response, 503), 'REGISTRY_FAILED'],
  ] as const satisfies readonly (readonly [Answer, string])[]) {
    const all = await repositoryAt(t, (request, response) =>
      request.url?.startsWith('/token') ? fail(request, response) : reply(response, 401, challenge(request)),
    );
    await refused(all.repository.resolve('v1', CALL), code);
    assert.equal(all.asked('GET', '/token'), 1 + limits.retries);
    await refused(all.repository.putBlob(blob, CALL), code);
    assert.equal(all.asked('GET', '/token'), 2 * (1 + limits.retries));
    const puts = await repositoryAt(t, (request, response) => {
      if (request.url?.startsWith('/token')) return fail(request, response);
      request.resume();
      return request.method === 'POST' ? reply(response, 202, location) : reply(response, 401, challenge(request));
    });
    await refused(puts.repository.putBlob(blob, CALL), code);
    assert.equal(puts.asked('GET', '/token'), 1 + limits.retries);
    assert.equal(puts.asked('PUT'), 1);
  }
});

test('an upload that fails is begun anew as often as the limits say', async (t) => {
  for (const [status, code] of [
    [429, 'REGISTRY_THROTTLED'],
    [500, 'REGISTRY_FAILED'],
  ] as const) {
    const { repository, asked } = await repositoryAt(t, (request, response) => {
      if (request.method === 'POST') return reply(response, 202, location);
      request.resume().on('end', () => reply(response, status));
    });
    await refused(repository.putBlob(blob, CALL), code, new RegExp(`status ${status}`));
    assert.equal(asked('PUT'), 1 + limits.retries);
    assert.equal(asked('POST'), 1 + limits.retries);
  }
});

test('an upload is begun anew as late as the registry says, and not at all when that is past the deadline', async (t) => {
  const times: number[] = [];
  const busy = await repositoryAt(t, (request, response) => {
    if (request.method === 'POST') return reply(response, 202, location);
    times.push(Date.now());
    const first = times.length === 1;
    request.resume().on('end', () => reply(response, first ? 429 : 201, first ? { 'retry-after': '1' } : {}));
  });
  await busy.repository.putBlob(blob, CALL);
  assert.equal(times.length, 2);
  assert.ok((times[1] ?? 0) - (times[0] ?? 0) >= 990, 'Retry-After is kept');
  const long = await repositoryAt(t, (request, response) => {
    if (request.method === 'POST') return reply(response, 202, location);
    request.resume().on('end', () => reply(response, 429, { 'retry-after': '3600' }));
  });
  const call = { ...CALL, deadline: Date.now() + 20_000 };
  await refused(long.repository.putBlob(blob, call), 'REGISTRY_THROTTLED', /try again in 3600 s/);
  assert.ok(Date.now() < call.deadline - 5_000);
  assert.equal(long.asked('PUT'), 1);
});
