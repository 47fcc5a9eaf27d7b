import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mayLeadTo, reachOf } from '../../src/adapters/registry/addresses.ts';
import { HttpTransport } from '../../src/adapters/registry/http-transport.ts';
import { DEFAULT_REGISTRY_LIMITS } from '../../src/adapters/registry/limits.ts';
import { RedirectingTransport } from '../../src/adapters/registry/redirects.ts';
import { openRegistries } from '../../src/adapters/registry/registries.ts';
import type { RegistryRequest, RegistryResponse } from '../../src/adapters/registry/transport.ts';
import { MEDIA_TYPES } from '../../src/formats/oci/media-types.ts';
import { blobOf, CALL, sampleImage } from '../stages/sample-image.ts';
import { drain, refused, reply, startHostile } from '../support/hostile-registry.ts';

const BASIC = { find: async () => ({ kind: 'password', username: 'user', password: 'hunter2-secret' }) as const };
const image = sampleImage();
const { layer } = image.platforms[0];

test('a redirect to another host is followed without credentials, for blobs and manifests', async (t) => {
  const other = await startHostile(
    (request, response) =>
      request.url?.startsWith('/blob')
        ? reply(response, 200, {}, layer.bytes)
        : reply(response, 200, { 'content-type': MEDIA_TYPES.ociIndex }, image.index.bytes),
    '127.0.0.2',
  );
  const registry = await startHostile((request, response) => {
    if (request.headers.authorization === undefined)
      return reply(response, 401, { 'www-authenticate': 'Basic realm="x"' });
    const where = request.url?.includes('/blobs/') ? 'blob?signature=abc' : 'manifest';
    return reply(response, 307, { location: `${other.url}/${where}` });
  });
  t.after(() => Promise.all([other.stop(), registry.stop()]));
  const repository = openRegistries({ credentials: BASIC }).repository(`${registry.host}/app`);
  assert.deepEqual(await drain(repository.blob(layer.descriptor, CALL).open()), Buffer.from(layer.bytes));
  assert.equal((await repository.manifest(image.index.descriptor.digest, CALL)).bytes.length, image.index.bytes.length);
  assert.deepEqual(
    other.asked.map(({ path }) => path),
    ['/blob?signature=abc', '/manifest'],
  );
  for (const { headers } of other.asked) {
    assert.equal(headers.authorization, undefined);
    assert.equal(headers.cookie, undefined);
  }
  assert.ok(
    registry.asked.some(({ headers }) => headers.authorization !== undefined),
    'the registry itself got them',
  );
});

test('a host that a redirect led to gets no credentials even if it demands them', async (t) => {
  const other = await startHostile(
    (_, response) => reply(response, 401, { 'www-authenticate': 'Basic realm="give me"' }),
    '127.0.0.2',
  );
  const registry = await startHostile((_, response) => reply(response, 302, { location: `${other.url}/x` }));
  t.after(() => Promise.all([other.stop(), registry.stop()]));
  const repository = openRegistries({ credentials: BASIC }).repository(`${registry.host}/app`);
  await refused(drain(repository.blob(layer.descriptor, CALL).open()), 'REGISTRY_UNAUTHORIZED', /./, [
    'hunter2-secret',
  ]);
  assert.equal(other.asked.length, 1);
});

test('redirects without end, to nowhere, to other schemes or with passwords are refused', async (t) => {
  const locations: readonly (readonly [string, string, RegExp])[] = [
    ['/v2/app/again', 'REGISTRY_PROTOCOL', /redirected more than 5 times/],
    ['', 'REGISTRY_PROTOCOL', /to nowhere/],
    ['http://[', 'REGISTRY_PROTOCOL', /to nowhere/],
    ['file:///etc/passwd', 'REGISTRY_HOST_FORBIDDEN', /refused/],
    ['ftp://127.0.0.1/', 'REGISTRY_HOST_FORBIDDEN', /refused/],
    ['http://u:p@127.0.0.1/', 'REGISTRY_HOST_FORBIDDEN', /refused/],
  ];
  for (const [location, code, message] of locations) {
    const registry = await startHostile((_, response) => reply(response, 302, location === '' ? {} : { location }));
    t.after(registry.stop);
    const repository = openRegistries({}).repository(`${registry.host}/app`);
    await refused(repository.manifest(image.index.descriptor.digest, CALL), code, message);
    assert.ok(registry.asked.length <= 6);
  }
});

test('no redirect leads to the metadata service of a cloud, however its address is written', async (t) => {
  for (const host of [
    '169.254.169.254',
    '[fe80::1]',
    '[::ffff:169.254.169.254]',
    '2852039166',
    '[64:ff9b::a9fe:a9fe]',
  ]) {
    const registry = await startHostile((_, response) => reply(response, 307, { location: `http://${host}/latest` }));
    t.after(registry.stop);
    const repository = openRegistries({}).repository(`${registry.host}/app`);
    await refused(
      drain(repository.blob(layer.descriptor, CALL).open()),
      'REGISTRY_HOST_FORBIDDEN',
      /inside this network/,
    );
  }
});

test('a registry on the internet cannot lead into this network, neither by address nor by name', async (t) => {
  const inside = await startHostile((_, response) => reply(response, 200, {}, 'secret'));
  t.after(inside.stop);
  const http = new HttpTransport(DEFAULT_REGISTRY_LIMITS.idle);
  t.after(() => http.close());
  const port = inside.host.split(':')[1] ?? '';
  for (const target of [
    `http://127.0.0.1:${port}/`,
    `http://localhost:${port}/`,
    `http://[::ffff:127.0.0.1]:${port}/`,
  ]) {
    const transport = new RedirectingTransport(
      {
        // The first answer is of a public address; what it leads to is asked for real.
        send: (request, call) =>
          request.url.hostname === 'registry.example.com'
            ? Promise.resolve(redirectFrom('203.0.113.7', request, target))
            : http.send(request, call),
      },
      5,
    );
    const request = {
      method: 'GET',
      url: new URL('http://registry.example.com/v2/'),
      headers: {},
      scopes: [],
      repeatable: true,
    } as const;
    await refused(transport.send(request, CALL), 'REGISTRY_HOST_FORBIDDEN', /inside this network/);
  }
  assert.equal(inside.asked.length, 0);
});

test('HTTPS never becomes HTTP', async () => {
  const transport = new RedirectingTransport(
    { send: async (request) => redirectFrom('203.0.113.7', request, 'http://cdn.example.com/x') },
    5,
  );
  const request = {
    method: 'GET',
    url: new URL('https://registry.example.com/v2/'),
    headers: { authorization: 'Basic secret' },
    scopes: [],
    repeatable: true,
  } as const;
  await refused(transport.send(request, CALL), 'REGISTRY_HOST_FORBIDDEN', /from HTTPS only/);
});

test('an upload goes to the registry itself: another host as Location gets not one byte', async (t) => {
  const other = await startHostile((_, response) => reply(response, 201), '127.0.0.2');
  t.after(other.stop);
  for (const location of [
    `${other.url}/upload`,
    `//${other.host}/upload`,
    'http://u:p@127.0.0.1/',
    'file:///tmp/x',
    '',
  ]) {
    const registry = await startHostile((_, response) => reply(response, 202, location === '' ? {} : { location }));
    t.after(registry.stop);
    const repository = openRegistries({}).repository(`${registry.host}/app`);
    await refused(
      repository.putBlob(blobOf(layer.bytes), CALL),
      location === '' ? 'REGISTRY_PROTOCOL' : 'REGISTRY_HOST_FORBIDDEN',
    );
  }
  assert.equal(other.asked.length, 0);
});

test('a redirect of an upload is refused, and nothing is sent on', async (t) => {
  const other = await startHostile((_, response) => reply(response, 201), '127.0.0.2');
  const registry = await startHostile((request, response) => {
    if (request.method === 'POST') return reply(response, 202, { location: '/v2/app/blobs/uploads/1?state=a%2Bb&_=x' });
    request.resume();
    return reply(response, 307, { location: `${other.url}/upload` });
  });
  t.after(() => Promise.all([other.stop(), registry.stop()]));
  const repository = openRegistries({}).repository(`${registry.host}/app`);
  await refused(repository.putBlob(blobOf(layer.bytes), CALL), 'REGISTRY_PROTOCOL', /redirected an upload/);
  assert.equal(other.asked.length, 0);
  const put = registry.asked.find(({ method }) => method === 'PUT');
  assert.match(put?.path ?? '', /\?state=a%2Bb&_=x&digest=sha256%3A/, 'the query of a Location is kept');
});

test('the next page of referrers at another host is refused', async (t) => {
  const other = await startHostile((_, response) => reply(response, 200), '127.0.0.2');
  const registry = await startHostile((_, response) =>
    reply(
      response,
      200,
      { 'content-type': MEDIA_TYPES.ociIndex, link: `<${other.url}/page2>; rel="next"` },
      JSON.stringify({ schemaVersion: 2, mediaType: MEDIA_TYPES.ociIndex, manifests: [] }),
    ),
  );
  t.after(() => Promise.all([other.stop(), registry.stop()]));
  const repository = openRegistries({ credentials: BASIC }).repository(`${registry.host}/app`);
  await refused(repository.referrers(image.index.descriptor.digest, CALL), 'REGISTRY_HOST_FORBIDDEN', /another host/);
  assert.equal(other.asked.length, 0);
});

test('the reach of addresses is told, whatever they are wrapped in', () => {
  const cases: readonly (readonly [string, ReturnType<typeof reachOf>])[] = [
    ['203.0.113.7', 'public'],
    ['2001:4860:4860::8888', 'public'],
    ['10.1.2.3', 'private'],
    ['172.31.255.255', 'private'],
    ['172.32.0.0', 'public'],
    ['192.168.0.1', 'private'],
    ['100.64.0.1', 'private'],
    ['fd12::1', 'private'],
    ['::ffff:10.0.0.1', 'private'],
    ['::ffff:0:10.0.0.1', 'private'],
    ['64:ff9b::10.0.0.1', 'private'],
    ['2002:a00:1::', 'private'],
    ['::10.0.0.1', 'private'],
    ['127.255.255.254', 'loopback'],
    ['0.0.0.0', 'loopback'],
    ['::', 'loopback'],
    ['::1', 'loopback'],
    ['::ffff:127.0.0.1', 'loopback'],
    ['169.254.169.254', 'link-local'],
    ['fe80::1%eth0', 'link-local'],
    ['not an address', 'link-local'],
  ];
  for (const [address, reach] of cases) assert.equal(reachOf(address), reach, address);
  assert.equal(mayLeadTo('203.0.113.7', '10.0.0.1'), false);
  assert.equal(mayLeadTo('10.0.0.9', '10.0.0.1'), true);
  assert.equal(mayLeadTo('10.0.0.9', '127.0.0.1'), false);
  assert.equal(mayLeadTo('127.0.0.1', '10.0.0.1'), true);
  assert.equal(mayLeadTo('127.0.0.1', '169.254.169.254'), false);
  assert.equal(mayLeadTo('', '127.0.0.1'), false);
  assert.equal(mayLeadTo('10.0.0.9', '203.0.113.7'), true);
});

function redirectFrom(address: string, request: RegistryRequest, location: string): RegistryResponse {
  return {
    status: 307,
    headers: { location },
    url: request.url,
    remoteAddress: address,
    framed: true,
    body: (async function* () {})(),
    discard() {},
  };
}
