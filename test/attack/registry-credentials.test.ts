import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseChallenges } from '../../src/adapters/registry/challenge.ts';
import type { Credential } from '../../src/adapters/registry/credentials.ts';
import { endpointOf } from '../../src/adapters/registry/endpoint.ts';
import { openRegistries } from '../../src/adapters/registry/registries.ts';
import { fetchToken } from '../../src/adapters/registry/token.ts';
import { MEDIA_TYPES } from '../../src/formats/oci/media-types.ts';
import { CALL, sampleImage } from '../stages/sample-image.ts';
import { cpuTime } from '../support/cpu-time.ts';
import { type HostileRegistry, refused, reply, startHostile } from '../support/hostile-registry.ts';

const PASSWORD = 'hunter2-secret';
const TOKEN = 'eyJ-token-secret';
const SECRETS = [PASSWORD, TOKEN, Buffer.from(`user:${PASSWORD}`).toString('base64')];
const { index } = sampleImage();
const { digest } = index.descriptor;
const source = (credential?: Credential) => ({ find: async () => credential });
const USER: Credential = { kind: 'password', username: 'user', password: PASSWORD };

/** A registry that wants a bearer token of `realm`, and issues them itself at /token. */
function bearerRegistry(options: { realm?: string; life?: number; token?: unknown; status?: number } = {}) {
  return startHostile((request, response) => {
    if (request.url?.startsWith('/token')) {
      const body = JSON.stringify({ token: options.token ?? TOKEN, expires_in: options.life ?? 300 });
      return reply(response, options.status ?? 200, { 'content-type': 'application/json' }, body);
    }
    if (request.headers.authorization === `Bearer ${TOKEN}`)
      return reply(response, 200, { 'content-type': MEDIA_TYPES.ociIndex }, index.bytes);
    const realm = options.realm ?? `http://${request.headers.host}/token?kept=1`;
    return reply(response, 401, { 'www-authenticate': `Bearer realm="${realm}",service="svc",scope="all:all:*"` });
  });
}

const tokensOf = (registry: HostileRegistry) => registry.asked.filter(({ path }) => path.startsWith('/token'));

test('a token is asked for once, with the scope that we need and not the one that the registry names', async (t) => {
  const registry = await bearerRegistry();
  t.after(registry.stop);
  const registries = openRegistries({ credentials: source(USER) });
  const repository = registries.repository(`${registry.host}/app`);
  await Promise.all([1, 2, 3].map(() => repository.manifest(digest, CALL)));
  await registries.repository(`${registry.host}/app`).manifest(digest, CALL);
  const [asked, ...others] = tokensOf(registry);
  assert.equal(asked?.path, '/token?kept=1&service=svc&scope=repository%3Aapp%3Apull');
  assert.equal(asked?.headers.authorization, `Basic ${Buffer.from(`user:${PASSWORD}`).toString('base64')}`);
  assert.ok(others.length <= 2, 'requests that were refused at the same time may each ask, later ones must not');
  const asks = tokensOf(registry).length;
  await repository.manifest(digest, CALL);
  assert.equal(tokensOf(registry).length, asks);
});

test('an anonymous user gets an anonymous token, without a password being looked up in vain', async (t) => {
  const registry = await bearerRegistry();
  t.after(registry.stop);
  await openRegistries({}).repository(`${registry.host}/app`).manifest(digest, CALL);
  assert.equal(tokensOf(registry)[0]?.headers.authorization, undefined);
});

test('a token past nine tenths of its life is not used again', async (t) => {
  const registry = await bearerRegistry({ life: 0 });
  t.after(registry.stop);
  const repository = openRegistries({}).repository(`${registry.host}/app`);
  await repository.manifest(digest, CALL);
  await repository.manifest(digest, CALL);
  assert.equal(tokensOf(registry).length, 2);
});

test('a realm at another host is asked for nothing unless it is allowed by name', async (t) => {
  const other = await startHostile(
    (_, response) => reply(response, 200, {}, JSON.stringify({ access_token: TOKEN })),
    '127.0.0.2',
  );
  const registry = await bearerRegistry({ realm: `${other.url}/token` });
  t.after(() => Promise.all([other.stop(), registry.stop()]));
  const name = `${registry.host}/app`;
  const strict = openRegistries({ credentials: source(USER) }).repository(name);
  await refused(strict.manifest(digest, CALL), 'REGISTRY_HOST_FORBIDDEN', /sends us to http:\/\/127\.0\.0\.2/, SECRETS);
  const elsewhere = openRegistries({ credentials: source(USER), realms: { 'registry.example.com': [other.host] } });
  await refused(elsewhere.repository(name).manifest(digest, CALL), 'REGISTRY_HOST_FORBIDDEN');
  assert.equal(other.asked.length, 0);
  const allowed = openRegistries({ credentials: source(USER), realms: { [registry.host]: [other.host] } });
  await allowed.repository(name).manifest(digest, CALL);
  assert.equal(other.asked.length, 1);
});

test('realms that are malformed, carry passwords, or step down from HTTPS are refused', async (t) => {
  for (const realm of ['', 'not a url', 'file:///etc/passwd', 'http://user:pw@127.0.0.1/token']) {
    const registry = await bearerRegistry({ realm: realm === '' ? '' : realm });
    t.after(registry.stop);
    const repository = openRegistries({ credentials: source(USER) }).repository(`${registry.host}/app`);
    const code = /^(file|http)/.test(realm) ? 'REGISTRY_HOST_FORBIDDEN' : 'REGISTRY_PROTOCOL';
    await refused(repository.manifest(digest, CALL), code, /./, SECRETS);
  }
  const never = { send: () => assert.fail('nothing may be sent') };
  const demand = { scopes: [], from: '203.0.113.1', credential: USER };
  for (const [registry, realm] of [
    ['registry.example.com', 'http://registry.example.com/token'],
    ['docker.io', 'https://auth.docker.io.example.com/token'],
    ['docker.io', 'https://auth.docker.io:444/token'],
    ['docker.io', 'http://auth.docker.io/token'],
    ['ghcr.io', 'https://auth.docker.io/token'],
  ] as const)
    await refused(
      fetchToken(never, endpointOf(registry, {}), { ...demand, parameters: { realm } }, CALL),
      'REGISTRY_HOST_FORBIDDEN',
      /./,
      SECRETS,
    );
});

test('a realm that redirects is not followed', async (t) => {
  const other = await startHostile((_, response) => reply(response, 200, {}, '{"token":"x"}'), '127.0.0.2');
  const registry = await startHostile((request, response) =>
    request.url?.startsWith('/token')
      ? reply(response, 307, { location: `${other.url}/token` })
      : reply(response, 401, { 'www-authenticate': `Bearer realm="http://${request.headers.host}/token"` }),
  );
  t.after(() => Promise.all([other.stop(), registry.stop()]));
  const repository = openRegistries({ credentials: source(USER) }).repository(`${registry.host}/app`);
  await refused(repository.manifest(digest, CALL), 'REGISTRY_HOST_FORBIDDEN', /redirects elsewhere/, SECRETS);
  assert.equal(other.asked.length, 0);
});

test('a token that could end a header field, is no text or has no end is not used', async (t) => {
  for (const token of ['a\r\nx-evil: 1', 'ä', '', 7, null, 'x'.repeat(200_000)]) {
    const registry = await bearerRegistry({ token: token === null ? [] : token });
    t.after(registry.stop);
    const repository = openRegistries({}).repository(`${registry.host}/app`);
    await refused(repository.manifest(digest, CALL), 'REGISTRY_PROTOCOL', /without a token/);
  }
  const endless = await startHostile((request, response) => {
    if (!request.url?.startsWith('/token'))
      return reply(response, 401, { 'www-authenticate': `Bearer realm="http://${request.headers.host}/token"` });
    response.writeHead(200, { 'content-type': 'application/json' });
    const more = (): void => {
      while (!response.destroyed && response.write(Buffer.alloc(65_536, ' ')));
      response.once('drain', more);
    };
    more();
  });
  t.after(endless.stop);
  const repository = openRegistries({}).repository(`${endless.host}/app`);
  await refused(repository.manifest(digest, CALL), 'CONTENT_TOO_LARGE');
});

test('wrong credentials are told with what to do, and shown in no error', async (t) => {
  for (const status of [400, 401, 403]) {
    const registry = await bearerRegistry({ status });
    t.after(registry.stop);
    const repository = openRegistries({ credentials: source(USER) }).repository(`${registry.host}/app`);
    await refused(repository.manifest(digest, CALL), 'REGISTRY_UNAUTHORIZED', /docker login/, SECRETS);
  }
  const basic = await startHostile((_, response) => reply(response, 401, { 'www-authenticate': 'Basic realm="x"' }));
  t.after(basic.stop);
  for (const credential of [undefined, USER])
    await refused(
      openRegistries({ credentials: source(credential) })
        .repository(`${basic.host}/app`)
        .manifest(digest, CALL),
      'REGISTRY_UNAUTHORIZED',
      /sign in/,
      SECRETS,
    );
  const strange = await startHostile((_, response) => reply(response, 401, { 'www-authenticate': 'Negotiate' }));
  t.after(strange.stop);
  const negotiating = openRegistries({ credentials: source(USER) }).repository(`${strange.host}/app`);
  await refused(negotiating.manifest(digest, CALL), 'REGISTRY_UNAUTHORIZED', /not supported/, SECRETS);
});

test('an identity token is exchanged at the realm, in the body and not in the address', async (t) => {
  let form = '';
  const registry = await startHostile(async (request, response) => {
    if (request.url === '/token') {
      for await (const chunk of request) form += chunk;
      return reply(response, 200, {}, JSON.stringify({ access_token: TOKEN }));
    }
    if (request.headers.authorization === `Bearer ${TOKEN}`)
      return reply(response, 200, { 'content-type': MEDIA_TYPES.ociIndex }, index.bytes);
    const challenge = `Bearer realm="http://${request.headers.host}/token",service="svc"`;
    return reply(response, 401, { 'www-authenticate': challenge });
  });
  t.after(registry.stop);
  const credentials = source({ kind: 'identity-token', token: PASSWORD });
  await openRegistries({ credentials }).repository(`${registry.host}/app`).manifest(digest, CALL);
  assert.equal(new URLSearchParams(form).get('refresh_token'), PASSWORD);
  assert.ok(registry.asked.every(({ path }) => !path.includes(PASSWORD)));
});

test('challenges are read as RFC 9110 has them, and hostile ones cost nothing', () => {
  assert.deepEqual(parseChallenges('Basic realm="a, b", Bearer realm="https://x/y?a=b",service=svc , Negotiate'), [
    { scheme: 'basic', parameters: Object.assign(Object.create(null), { realm: 'a, b' }) },
    {
      scheme: 'bearer',
      parameters: Object.assign(Object.create(null), { realm: 'https://x/y?a=b', service: 'svc' }),
    },
    { scheme: 'negotiate', parameters: Object.create(null) },
  ]);
  assert.equal(parseChallenges('Bearer realm="a\\"b"')[0]?.parameters.realm, 'a"b');
  assert.equal(parseChallenges('Bearer realm="first",realm="second"')[0]?.parameters.realm, 'first');
  const spent = cpuTime();
  for (const text of [
    '',
    ',',
    '"',
    'Bearer realm="',
    'a '.repeat(4000),
    'a="'.repeat(2700),
    `${'\\"'.repeat(4000)}`,
    'x'.repeat(99_999),
  ])
    parseChallenges(text);
  assert.ok(spent() < 1_000);
});
