// Longer than most: every way to pass for another caller that is known, tried on one real issuer and one set of settings.
import assert from 'node:assert/strict';
import crypto, { createHmac, generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, mock, test } from 'node:test';
import { keysOfIssuers, knownCallers } from '../../src/adapters/callers/known-callers.ts';
import { newApiKey } from '../../src/adapters/callers/new-api-key.ts';
import { apiKeyHash, serialiseApiKey } from '../../src/formats/api-key.ts';
import type { Caller } from '../../src/records/caller.ts';
import type { CallerSetting, ServiceSettings } from '../../src/records/service-settings.ts';
import { TwinsealError } from '../../src/records/twinseal-error.ts';
import { type CertificateShape, makeChain } from '../support/certificates.ts';
import { base64url, now, startIssuer, type TokenOptions } from '../support/test-issuer.ts';

const issuer = await startIssuer();
const other = await startIssuer();
const folder = mkdtempSync(join(tmpdir(), 'twinseal-callers-'));
after(async () => {
  await issuer.stop();
  await other.stop();
  rmSync(folder, { recursive: true, force: true });
});

const [old, fresh, ended] = [newApiKey(), newApiKey(), newApiKey()];
const setting = (key: ReturnType<typeof newApiKey>, until?: string) => ({
  id: key.id,
  hash: apiKeyHash(serialiseApiKey(key)),
  ...(until !== undefined && { until }),
});
const leaf = (shape: CertificateShape) => makeChain({ leaf: { cn: 'ci', ...shape } }).chain[0] ?? new Uint8Array();
const VALID = { notBefore: now() - 60, notAfter: now() + 600 };
const CALLERS: readonly CallerSetting[] = [
  {
    name: 'ci',
    roles: ['verify'],
    apiKeys: [setting(old), setting(fresh, '2099-01-01T00:00:00Z'), setting(ended, '2026-01-01T00:00:00Z')],
    rate: 7,
  },
  {
    name: 'release',
    roles: ['verify', 'seal'],
    oidc: { issuer: issuer.url, audience: 'twinseal', claims: { repository_id: '123', ref: 'refs/tags/*' } },
  },
  {
    name: 'branches',
    roles: ['verify'],
    oidc: { issuer: issuer.url, audience: 'twinseal', claims: { repository_id: '123' } },
  },
  { name: 'agent', roles: ['audit'], mtls: { subject: 'CN=ci,O=Example,ST=BE,C=DE' } },
];
const clock = { now: () => Date.now() };
const known = (changes: Partial<ServiceSettings> = {}, at = clock) => {
  const settings = { callers: CALLERS, issuers: [{ url: issuer.url }], ...changes };
  return knownCallers(settings, true, at, keysOfIssuers(settings.issuers, at));
};
const authenticator = known();
const call = () => ({ signal: AbortSignal.timeout(60_000), deadline: Date.now() + 60_000 });
const ask = (authorization: string | undefined, of = authenticator, certificate?: Uint8Array): Promise<Caller> =>
  of.caller({ authorization, certificate }, call());
const bearer = (claims?: object, options?: TokenOptions) => `Bearer ${issuer.token(claims, options)}`;
async function refused(credentials: Promise<Caller>, why: RegExp, code = 'UNAUTHENTICATED'): Promise<void> {
  await assert.rejects(credentials, (error: unknown) => {
    assert.ok(error instanceof TwinsealError, String(error));
    assert.equal(error.code, code, error.message);
    assert.match(error.message, why);
    return true;
  });
}

test('both hashes of a key that is being replaced count, one that has ended does not, and its id is recorded', async () => {
  for (const key of [old, fresh]) {
    const caller = await ask(`Bearer ${serialiseApiKey(key)}`);
    assert.deepEqual(caller, { name: 'ci', by: 'api-key', credential: key.id, roles: ['verify'], rate: 7 });
  }
  await refused(ask(`Bearer ${serialiseApiKey(ended)}`), /not known, or has ended/);
});

test('an unknown id, a wrong secret and a key that has ended are told in the same words', async () => {
  const wrong = { ...newApiKey(), id: old.id };
  const messages = await Promise.all(
    [newApiKey(), wrong, ended].map((key) =>
      ask(`Bearer ${serialiseApiKey(key)}`).then(
        () => 'let in',
        (error: Error) => error.message,
      ),
    ),
  );
  assert.deepEqual(new Set(messages).size, 1);
  assert.doesNotMatch(messages[0] ?? '', /let in|tsk_/);
});

test('an unknown id and a wrong secret cost the same steps: one hash, one comparison in constant time', async () => {
  const compare = mock.method(crypto, 'timingSafeEqual');
  const hash = mock.method(crypto, 'createHash');
  syncBuiltinESMExports();
  try {
    const counts = [];
    for (const key of [newApiKey(), { ...newApiKey(), id: old.id }, ended, { ...ended, secret: newApiKey().secret }]) {
      const before = [compare.mock.callCount(), hash.mock.callCount()];
      await refused(ask(`Bearer ${serialiseApiKey(key)}`), /not known/);
      counts.push([compare.mock.callCount() - (before[0] ?? 0), hash.mock.callCount() - (before[1] ?? 0)]);
    }
    assert.deepEqual(counts, [
      [1, 1],
      [1, 1],
      [1, 1],
      [1, 1],
    ]);
  } finally {
    mock.restoreAll();
    syncBuiltinESMExports();
  }
});

test('a mistyped or cut key is told as such, and no message holds a key', async () => {
  const text = serialiseApiKey(old);
  const last = text.endsWith('A') ? 'B' : 'A';
  for (const bent of [text.slice(0, -1), `${text.slice(0, -1)}${last}`, text.replace('tsk_', 'tsk_x'), 'tsk_', 'tsk__'])
    await assert.rejects(ask(`Bearer ${bent}`), (error: Error) => {
      assert.match(error.message, /mistyped|not of the form/);
      assert.ok(!error.message.includes(old.secret));
      return true;
    });
});

test('the header is one scheme, one space, one token; the scheme in any case; another scheme is refused', async () => {
  const text = serialiseApiKey(old);
  for (const scheme of ['Bearer', 'bearer', 'BEARER']) assert.equal((await ask(`${scheme} ${text}`)).name, 'ci');
  for (const header of [text, `Bearer  ${text}`, `Bearer ${text} `, `Bearer ${text}, Bearer ${text}`, 'Bearer ', ''])
    await refused(ask(header), /not Bearer and a token/);
  await refused(ask(`Basic ${Buffer.from(`ci:${text}`).toString('base64')}`), /not Bearer/);
  await refused(ask(`Bearer ${text.toUpperCase()}`), /malformed/);
});

test('without credentials nobody is let in once callers are named, unless the settings say so', async () => {
  await refused(ask(undefined), /known callers only/);
  const open = await ask(undefined, known({ anonymous: ['verify'] }));
  assert.deepEqual(open, { name: 'loopback', by: 'loopback', roles: ['verify'] });
  assert.deepEqual((await ask(undefined, known({ callers: [] }))).roles, ['verify', 'audit']);
  const elsewhere = knownCallers({ callers: [] }, false, clock, new Map());
  await refused(ask(undefined, elsewhere), /known callers only/);
  await refused(ask('Bearer tsk_abc', known({ anonymous: ['verify'] })), /not of the form/);
});

test('a token of each let-in algorithm is its caller, with the claims that say which run it was', async () => {
  for (const [alg, kid] of [
    ['RS256', 'rsa'],
    ['PS256', 'rsa'],
    ['ES256', 'ec'],
    ['EdDSA', 'ed'],
  ] as const) {
    const caller = await ask(bearer({ actor: 'jane', email: 'jane@example.com' }, { header: { alg, kid } }));
    assert.equal(caller.name, 'release', alg);
    assert.equal(caller.credential, 'id-1');
    assert.deepEqual(caller.claims, {
      ...{ iss: issuer.url, sub: 'repo:example/app:ref:refs/heads/main', aud: 'twinseal' },
      ...{ repository_id: '123', ref: 'refs/tags/v1' },
    });
  }
  assert.equal((await ask(bearer({ ref: 'refs/heads/main' }))).name, 'branches');
  assert.equal((await ask(bearer({ aud: ['twinseal'] }))).name, 'release');
});

const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 });
const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const payload = (text: string) => ({ rawPayload: text });
const plain = { iss: issuer.url, aud: 'twinseal', repository_id: '123', ref: 'refs/tags/v1' };
const FORGED: readonly (readonly [string, () => string, RegExp])[] = [
  ['alg none', () => `Bearer ${issuer.token({}, { header: { alg: 'none' } }).replace(/[^.]*$/, '')}`, /malformed/],
  ['alg none with a signature', () => bearer({}, { header: { alg: 'none' } }), /algorithm that is not let in/],
  ['alg nOnE', () => bearer({}, { header: { alg: 'nOnE' } }), /algorithm that is not let in/],
  ['alg of Object.prototype', () => bearer({}, { header: { alg: 'toString' } }), /algorithm that is not let in/],
  ['alg rs256 in small letters', () => bearer({}, { header: { alg: 'rs256' } }), /algorithm that is not let in/],
  ['a key of somebody else', () => bearer({}, { key: stranger.privateKey }), /signature of the token is not right/],
  [
    'an EC key under an RSA kid',
    () => bearer({}, { header: { alg: 'ES256', kid: 'rsa' }, key: ec.privateKey }),
    /key that its issuer does not have/,
  ],
  ['no kid', () => bearer({}, { header: { kid: undefined } }), /malformed/],
  ['a kid that is no text', () => bearer({}, { header: { kid: ['rsa'] } }), /malformed/],
  ['an empty kid', () => bearer({}, { header: { kid: '' } }), /malformed/],
  ['a kid that is a path', () => bearer({}, { header: { kid: '../../../../dev/null' } }), /does not have/],
  ['a kid that is long', () => bearer({}, { header: { kid: 'k'.repeat(300) } }), /malformed/],
  ['a critical extension', () => bearer({}, { header: { crit: ['exp'] } }), /malformed/],
  ['b64 false', () => bearer({}, { header: { b64: false } }), /malformed/],
  ['a logout token', () => bearer({}, { header: { typ: 'logout+jwt' } }), /malformed/],
  ['alg twice', () => bearer({}, { rawHeader: '{"alg":"RS256","alg":"none","kid":"rsa"}' }), /malformed/],
  [
    'iss twice',
    () =>
      bearer(
        {},
        payload(`{"iss":"${issuer.url}",${JSON.stringify({ ...plain, exp: now() + 60, iat: now() }).slice(1)}`),
      ),
    /malformed/,
  ],
  ['another issuer', () => bearer({ iss: other.url }), /issuer that is not trusted/],
  ['an issuer with a slash more', () => bearer({ iss: `${issuer.url}/` }), /issuer that is not trusted/],
  ['an issuer in capitals', () => bearer({ iss: issuer.url.toUpperCase() }), /issuer that is not trusted/],
  ['no issuer', () => bearer({ iss: undefined }), /malformed/],
  ['an issuer that is a list', () => bearer({ iss: [issuer.url] }), /malformed/],
  ['another audience', () => bearer({ aud: 'sts.amazonaws.com' }), /another audience/],
  ['an audience in capitals', () => bearer({ aud: 'Twinseal' }), /another audience/],
  ['no audience', () => bearer({ aud: undefined }), /another audience/],
  ['two audiences', () => bearer({ aud: ['twinseal', 'other'] }), /another audience beside this one/],
  ['an audience around ours', () => bearer({ aud: 'twinseal ' }), /another audience/],
  ['a token that has ended', () => bearer({ iat: now() - 600, exp: now() - 60 }), /has ended/],
  ['a token without end', () => bearer({ exp: undefined }), /missing or lies in the future/],
  ['a token without beginning', () => bearer({ iat: undefined }), /missing or lies in the future/],
  ['an end that is text', () => bearer({ exp: String(now() + 60) }), /missing or lies in the future/],
  ['a token for later', () => bearer({ nbf: now() + 120 }), /missing or lies in the future/],
  ['a token made later', () => bearer({ iat: now() + 120 }), /missing or lies in the future/],
  ['a token of last week that never ends', () => bearer({ iat: now() - 7 * 86_400, exp: now() + 1e6 }), /too old/],
  [
    'claims of another repository',
    () => bearer({ repository_id: '1234' }),
    /claims of the token are those of no caller/,
  ],
  ['claims as a list', () => bearer({ repository_id: ['123'] }), /claims of the token are those of no caller/],
  ['claims with another name’s case', () => bearer({ repository_id: undefined, Repository_ID: '123' }), /no caller/],
  ['a huge token', () => bearer({ x: 'y'.repeat(16 * 1024) }), /malformed/],
  ['a deep token', () => bearer({}, payload(`{"iss":${'['.repeat(2000)}${']'.repeat(2000)}}`)), /malformed/],
  ['five parts', () => `${bearer()}.a.b`, /malformed/],
  ['padding', () => `${bearer()}=`, /malformed/],
];

for (const [what, make, why] of FORGED) {
  test(`a token with ${what} is refused`, async () => {
    await refused(ask(make()), why);
  });
}

test('an issuer’s public key is no shared secret (key confusion)', async () => {
  const header = base64url(JSON.stringify({ alg: 'HS256', kid: 'rsa', typ: 'JWT' }));
  const signed = `${header}.${base64url(JSON.stringify({ ...plain, iat: now(), exp: now() + 60 }))}`;
  const pem = issuer.rsa.publicKey.export({ type: 'spki', format: 'pem' });
  const token = `${signed}.${createHmac('sha256', pem).update(signed).digest('base64url')}`;
  await refused(ask(`Bearer ${token}`), /algorithm that is not let in/);
});

test('keys that a token brings along or points at are never looked at', async () => {
  other.asked.length = 0;
  const jwk = { ...stranger.publicKey.export({ format: 'jwk' }), kid: 'rsa' };
  const header = { jku: `${other.url}/keys`, x5u: `${other.url}/cert`, jwk, x5c: ['AAAA'] };
  await refused(ask(bearer({}, { header, key: stranger.privateKey })), /signature of the token is not right/);
  assert.equal((await ask(bearer({}, { header }))).name, 'release');
  assert.deepEqual(other.asked, []);
});

test('made-up key ids bring no storm to the issuer, and one fetch serves all who wait', async () => {
  issuer.asked.length = 0;
  const one = known();
  const kids = Array.from({ length: 50 }, (_, index) => `made-up-${index}`);
  await Promise.all(kids.map((kid) => refused(ask(bearer({}, { header: { kid } }), one), /does not have/)));
  assert.deepEqual(issuer.asked, ['/.well-known/openid-configuration', '/keys']);
});

test('keys that cannot be had are a fault, never a denial; known keys count for an hour meanwhile', async (t) => {
  const failing = await startIssuer();
  t.after(() => failing.stop());
  let at = Date.now();
  const settings = [
    {
      name: 'x',
      roles: ['verify'],
      oidc: { issuer: failing.url, audience: 'twinseal', claims: { repository_id: '123' } },
    },
  ] as const;
  const one = known({ callers: settings, issuers: [{ url: failing.url }] }, { now: () => at });
  const token = () =>
    `Bearer ${failing.token({ iat: Math.floor(at / 1000) - 5, nbf: Math.floor(at / 1000) - 5, exp: Math.floor(at / 1000) + 300 })}`;
  const good = failing.answers.get('/keys');
  assert.ok(good);
  failing.answers.set('/keys', (response) => {
    response.statusCode = 500;
    response.end();
  });
  await refused(ask(token(), one), /cannot be checked now: it answered 500/, 'ISSUER_UNREACHABLE');
  failing.answers.set('/keys', good);
  await refused(ask(token(), one), /500/, 'ISSUER_UNREACHABLE');
  at += 31_000;
  assert.equal((await ask(token(), one)).name, 'x');
  await failing.stop();
  at += 30 * 60_000;
  assert.equal((await ask(token(), one)).name, 'x');
  at += 31 * 60_000;
  await refused(ask(token(), one), /connection failed/, 'ISSUER_UNREACHABLE');
});

test('a discovery document of another issuer, keys elsewhere, a redirect and a flood are not followed', async (t) => {
  const lying = await startIssuer();
  t.after(() => lying.stop());
  other.asked.length = 0;
  const claims = { repository_id: '123' };
  const callers = [
    { name: 'x', roles: ['verify'], oidc: { issuer: lying.url, audience: 'twinseal', claims } },
  ] as const;
  const discovery = '/.well-known/openid-configuration';
  const lies: readonly (readonly [string, (response: import('node:http').ServerResponse) => unknown, RegExp])[] = [
    [
      discovery,
      (response) => response.end(JSON.stringify({ issuer: other.url, jwks_uri: `${lying.url}/keys` })),
      /"issuer" is not/,
    ],
    [
      discovery,
      (response) => response.end(JSON.stringify({ issuer: lying.url, jwks_uri: `${other.url}/keys` })),
      /jwksUrl/,
    ],
    [discovery, (response) => response.writeHead(302, { location: `${other.url}/keys` }).end(), /it answered 302/],
    [discovery, (response) => response.end('{"issuer":1'), /something else than JSON/],
    [discovery, (response) => response.end(' '.repeat(600 * 1024)), /more than 524288 bytes/],
  ];
  for (const [path, lie, why] of lies) {
    const one = known({ callers, issuers: [{ url: lying.url }] });
    lying.answers.set(path, (response) => void lie(response));
    await refused(ask(`Bearer ${lying.token()}`, one), why, 'ISSUER_UNREACHABLE');
  }
  assert.deepEqual(other.asked, []);
  const listed = known({ callers, issuers: [{ url: lying.url, jwksUrl: `${other.url}/keys` }] });
  assert.equal((await ask(`Bearer ${lying.token()}`, listed)).name, 'x');
});

test('keys from a file need no issuer at all', async () => {
  const jwksFile = join(folder, 'jwks.json');
  const jwk = { ...issuer.rsa.publicKey.export({ format: 'jwk' }), kid: 'rsa' };
  writeFileSync(jwksFile, JSON.stringify({ keys: [jwk, { kty: 'oct', kid: 'rsa', k: 'AAAA' }] }));
  issuer.asked.length = 0;
  const offline = known({ issuers: [{ url: issuer.url, jwksFile }] });
  assert.equal((await ask(bearer(), offline)).name, 'release');
  assert.deepEqual(issuer.asked, []);
  const absent = known({ issuers: [{ url: issuer.url, jwksFile: join(folder, 'absent.json') }] });
  await refused(ask(bearer(), absent), /there is no such file/, 'ISSUER_UNREACHABLE');
});

test('a caller who has gone does not wait for an issuer that stalls, and the fetch goes on for the others', async (t) => {
  const slow = await startIssuer();
  t.after(() => slow.stop());
  const claims = { repository_id: '123' };
  const callers = [{ name: 'x', roles: ['verify'], oidc: { issuer: slow.url, audience: 'twinseal', claims } }] as const;
  const good = slow.answers.get('/keys');
  slow.answers.set('/keys', (response) => void setTimeout(() => good?.(response), 300));
  const one = known({ callers, issuers: [{ url: slow.url }] });
  const gone = new AbortController();
  const first = one.caller(
    { authorization: `Bearer ${slow.token()}`, certificate: undefined },
    { ...call(), signal: gone.signal },
  );
  const second = ask(`Bearer ${slow.token()}`, one);
  gone.abort();
  await assert.rejects(first, { name: 'AbortError' });
  assert.equal((await second).name, 'x');
});

test('a client certificate is known by its subject or hash, within its validity, and recorded by hash', async () => {
  const good = leaf(VALID);
  const caller = await ask(undefined, authenticator, good);
  assert.equal(caller.name, 'agent');
  assert.match(caller.credential ?? '', /^[0-9a-f]{64}$/);
  await refused(ask(undefined, authenticator, leaf({ ...VALID, notAfter: now() - 1 })), /not valid now/);
  await refused(ask(undefined, authenticator, leaf({ ...VALID, notBefore: now() + 60 })), /not valid now/);
  await refused(ask(undefined, authenticator, leaf({ ...VALID, cn: 'ci2' })), /belongs to no caller/);
  await refused(ask(undefined, authenticator, good.subarray(0, 40)), /malformed/);
  const pinned = [
    ...CALLERS,
    { name: 'pinned', roles: ['verify'], mtls: { sha256: caller.credential ?? '' } },
  ] as const;
  assert.equal((await ask(undefined, known({ callers: pinned }), good)).name, 'pinned');
  await refused(ask('Bearer x', authenticator, good), /malformed/);
});
