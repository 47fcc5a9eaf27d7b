import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, test } from 'node:test';
import { httpApp } from '../../src/doors/http/app.ts';
import { notificationRoutes } from '../../src/doors/http/notifications.ts';
import type { Role } from '../../src/records/caller.ts';
import type { PushedImage } from '../../src/records/pushed-image.ts';
import { responseProblems } from '../support/openapi-contract.ts';

const warmed: PushedImage[] = [];
const service = {
  warm(pushed: PushedImage): boolean {
    warmed.push(pushed);
    return pushed.repository !== 'other';
  },
};
let roles: readonly Role[] = ['verify'];
const authenticator = { caller: async () => ({ name: 'registry', by: 'api-key' as const, roles }) };
const options = { loopback: true, now: () => Date.now(), report: (error: unknown) => assert.fail(String(error)) };
const server = createServer(
  httpApp({ open: [], authenticated: [notificationRoutes(service)] }, authenticator, options),
);
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
after(() => {
  server.close();
  server.closeAllConnections();
});
const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/notifications`;

const TYPE = 'application/vnd.docker.distribution.events.v1+json';
const DIGEST = `sha256:${'1'.repeat(64)}`;
const event = (more: object = {}, target: object = {}) => ({
  id: '1',
  timestamp: '2026-11-28T00:00:00Z',
  action: 'push',
  target: {
    mediaType: 'application/vnd.oci.image.index.v1+json',
    digest: DIGEST,
    repository: 'team/app',
    size: 1,
    ...target,
  },
  request: { id: '2', addr: '10.0.0.1', host: 'registry.example.com:5000', method: 'PUT', useragent: 'x' },
  source: { addr: 'x' },
  ...more,
});
async function send(body: unknown, type = TYPE): Promise<Response> {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const response = await fetch(url, { method: 'POST', headers: { 'content-type': type }, body: text });
  assert.deepEqual(await responseProblems('/notifications', 'post', response), []);
  return response;
}

test('pushes of manifests are taken, and all else is ignored', async () => {
  warmed.length = 0;
  const events = [
    event(),
    event({}, { mediaType: 'application/vnd.docker.distribution.manifest.v2+json' }),
    event({}, { repository: 'other' }),
    event({ action: 'pull' }),
    event({ action: 'delete' }),
    event({}, { mediaType: 'application/octet-stream' }),
    event({}, { digest: 'sha256:1' }),
    event({}, { repository: '../etc' }),
    event({ request: { host: 'registry' } }),
    event({ request: { host: 'evil/../x' } }),
    event({ request: undefined }),
    event({ target: undefined }),
    {},
  ];
  const response = await send({ events });
  assert.equal(response.status, 202);
  assert.deepEqual(await response.json(), { accepted: 2, ignored: events.length - 2 });
  const app = { registry: 'registry.example.com:5000', repository: 'team/app', digest: DIGEST };
  assert.deepEqual(warmed, [app, app, { ...app, repository: 'other' }]);
});

test('other documents, types and callers are refused', async () => {
  for (const body of [
    '',
    '{',
    '[]',
    '{}',
    '{"events":{}}',
    '{"events":[7]}',
    '{"events":[{"action":1}]}',
    '{"events":[{"target":[]}]}',
    '{"events":[{"target":null}]}',
    '{"events":[{"request":null}]}',
    '{"events":[{"request":[null]}]}',
    `{"events":${'['.repeat(2000)}`,
  ])
    assert.equal((await send(body)).status, 400, body.slice(0, 20));
  assert.equal((await send({ events: [] }, 'text/plain')).status, 415);
  assert.equal((await send({ events: [] }, 'application/vnd.docker.distribution.events.v2+json')).status, 202);
  assert.equal((await send(' '.repeat(1024 * 1024 + 1))).status, 413);
  roles = ['audit'];
  assert.equal((await send({ events: [] })).status, 403);
  roles = ['verify'];
});
