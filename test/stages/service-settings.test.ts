import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { apiServerSetting } from '../../src/adapters/cluster/api-server.ts';
import { encodeUtf8 } from '../../src/formats/utf8.ts';
import { TwinsealError } from '../../src/records/twinseal-error.ts';
import { DEFAULT_SERVICE, layFlags, parseListen, parseServiceSettings } from '../../src/roads/service-settings.ts';

const HEAD = 'apiVersion: twinseal.dev/v1\n';
const HASH = `sha256:${'a'.repeat(64)}`;
const parse = (text: string) => parseServiceSettings(encodeUtf8(HEAD + text), 'service.yaml');

const WHOLE = `
listen: 0.0.0.0:8443
tls: { certificate: tls.crt, key: tls.key, clientCa: clients.pem }
metricsListen: '[::1]:9090'
store: { kind: postgres, urlFile: url.txt }
log: { origin: example.com/twinseal, keyFile: log.key }
policies: rules
bindings:
  - policies: [release]
    callers: [ci]
    images: [registry.example.com/team/**]
  - policies: [baseline]
callers:
  - name: ci
    roles: [verify, seal]
    apiKeys:
      - { id: abcdefgh1234, hash: '${HASH}', until: '2027-01-01T00:00:00Z' }
    oidc:
      issuer: https://token.actions.githubusercontent.com
      audience: twinseal
      claims: { repository_id: '123', ref: refs/tags/* }
    mtls: { subject: 'CN=ci,O=Example' }
    rate: 60
anonymous: [verify]
issuers:
  - url: https://token.actions.githubusercontent.com
  - url: https://kubernetes.default.svc
    jwksFile: jwks.json
privateRegistries: ['Registry.intern:5000']
retentionDays: 30
seal: { folder: shared, cosignKey: cosign.key, repositories: [registry.example.com/team/*] }
limits: { rate: 100, verifications: 8 }
trust:
  folder: roots
  instances: [{ name: sigstore }, { name: corp, mirror: 'https://tuf.corp.example', rootFile: r.json, refreshSeconds: 60 }]
admission:
  indeterminate: error
  exemptNamespaces: [kube-*]
  kinds: [{ group: argoproj.io, kind: Rollout, podSpecs: [/spec/template/spec] }, { kind: X, images: ['/spec/*/image'] }]
`;

test('a whole file is read into the record, member by member, and what is left out has its default', async () => {
  const settings = await parse(WHOLE);
  assert.deepEqual(settings.listen, { host: '0.0.0.0', port: 8443 });
  assert.deepEqual(settings.metricsListen, { host: '::1', port: 9090 });
  assert.deepEqual(settings.store, { kind: 'postgres', url: { file: 'url.txt' } });
  assert.deepEqual(settings.bindings[1], { policies: ['baseline'], callers: ['*'], images: ['**'] });
  assert.deepEqual(settings.callers[0]?.roles, ['verify', 'seal']);
  assert.equal(settings.callers[0]?.oidc?.claims.ref, 'refs/tags/*');
  assert.deepEqual(settings.privateRegistries, ['registry.intern:5000']);
  assert.deepEqual(settings.limits, { ...DEFAULT_SERVICE.limits, rate: 100, verifications: 8 });
  assert.deepEqual(settings.seal, {
    gitFolders: [],
    repositories: ['registry.example.com/team/*'],
    cosignKey: 'cosign.key',
    folder: 'shared',
  });
  assert.deepEqual(settings.trust, {
    folder: 'roots',
    instances: [
      { name: 'sigstore', mirror: 'https://tuf-repo-cdn.sigstore.dev', refreshSeconds: 21_600 },
      { name: 'corp', mirror: 'https://tuf.corp.example', rootFile: 'r.json', refreshSeconds: 60 },
    ],
  });
  assert.deepEqual(settings.admission, {
    indeterminate: 'error',
    exemptNamespaces: ['kube-*'],
    kinds: [
      { group: 'argoproj.io', kind: 'Rollout', podSpecs: ['/spec/template/spec'], images: [] },
      { group: '', kind: 'X', podSpecs: [], images: ['/spec/*/image'] },
    ],
  });
  assert.deepEqual(await parse(''), DEFAULT_SERVICE);
});

test('pull secrets: all namespaces and 30 seconds unless it is said, for callers that are named', async () => {
  const { admission } = await parse(`anonymous: [verify]\n${PULL('network')}`);
  assert.deepEqual(admission.pullSecrets, { callers: ['network'], namespaces: ['*'], cacheSeconds: 30 });
  const named = await parse(`${CALLER(KEY('abcdefgh1234'), 'cluster')}${PULL('cluster', 'namespaces: [team-*]')}`);
  assert.deepEqual(named.admission.pullSecrets?.namespaces, ['team-*']);
  const setting = { url: 'https://10.0.0.1', tokenFile: 't' };
  assert.equal(apiServerSetting(setting, {}), setting);
  const inside = { KUBERNETES_SERVICE_HOST: 'fd00::1', KUBERNETES_SERVICE_PORT: '443' };
  assert.equal(apiServerSetting(undefined, inside).url, 'https://[fd00::1]:443');
  assert.throws(() => apiServerSetting(undefined, {}), { code: 'SETTINGS_INVALID' });
});

test('flags win over the file, and settings that only they break are refused too', async () => {
  const settings = await parse(WHOLE);
  const laid = layFlags(settings, {
    listen: { host: '127.0.0.1', port: 1 },
    policies: 'p',
    data: 'd',
    privateRegistries: ['x'],
  });
  assert.deepEqual(laid.listen, { host: '127.0.0.1', port: 1 });
  assert.deepEqual([laid.policies, laid.store, laid.privateRegistries], ['p', { kind: 'sqlite', folder: 'd' }, ['x']]);
  assert.deepEqual(layFlags(settings, { privateRegistries: [] }), settings);
  const metrics = await parse('metricsListen: 127.0.0.1:9000\n');
  assert.throws(
    () => layFlags(metrics, { listen: { host: '127.0.0.1', port: 9000 }, privateRegistries: [] }),
    /at \/metricsListen: is the address of listen/,
  );
});

const PULL = (caller: string, more = '') =>
  `admission: { pullSecrets: { callers: [${caller}]${more && `, ${more}`} } }\n`;
const CALLER = (more: string, name = 'ci') => `callers: [{ name: ${name}, roles: [verify], ${more} }]\n`;
const KEY = (id: string, hash = HASH) => `apiKeys: [{ id: ${id}, hash: '${hash}' }]`;
const REFUSED: readonly (readonly [string, RegExp])[] = [
  ['lissten: x\n', /^service\.yaml: must not have the member "lissten"/],
  ['listen: "8080"\n', /at \/listen: must be HOST:PORT/],
  ['listen: 127.0.0.1:99999\n', /at \/listen: must be HOST:PORT/],
  ['store: { kind: mysql }\n', /at \/store\/kind: must be/],
  ['store: { kind: postgres }\n', /at \/store: PostgreSQL needs urlFile or urlVariable/],
  ['store: { kind: postgres, urlFile: url }\n', /at \/log: with PostgreSQL, name the keyFile of the log: .*same key/],
  ['store: { kind: postgres, url: "postgres://u:hunter2@h/d" }\n', /must not have the member "url"/],
  ['store: { kind: postgres, urlVariable: "postgres://u:hunter2@h/d" }\n', /never the URL itself/],
  ['store: { kind: sqlite, urlFile: x }\n', /SQLite has no URL/],
  ['anonymous: [seal]\n', /at \/anonymous\/0: must be/],
  ['anonymous: [admin]\n', /at \/anonymous\/0: must be/],
  [CALLER(''), /caller ci has no apiKeys, oidc or mtls/],
  [CALLER(KEY('abcdefgh1234'), 'loopback'), /stands for callers without credentials/],
  [CALLER(KEY('ABC')), /apiKeys\/0\/id: must be the id of a key/],
  [CALLER(KEY('abcdefgh1234', 'tsk_abcdefgh1234_hunter2')), /never the key itself/],
  [CALLER(KEY('abcdefgh1234').replace('}', ", until: 'tomorrow' }")), /until: is not an RFC 3339 time/],
  [CALLER(KEY('abcdefgh1234')).replace('roles: [verify]', 'roles: [root]'), /roles\/0: must be one of "verify"/],
  [CALLER(KEY('abcdefgh1234')).replace('roles: [verify]', 'roles: []'), /at \/callers\/0\/roles/],
  [CALLER("mtls: { subject: 'CN=a' }"), /mtls: needs tls\.clientCa/],
  ['tls: { certificate: a, key: b, clientCa: c }\n', /no caller has mtls/],
  ['tls: { certificate: a }\n', /at \/tls\/key: is missing/],
  [CALLER("oidc: { issuer: 'https://x.example', audience: a, claims: { sub: b } }"), /is none of issuers/],
  ['issuers: [{ url: "http://x.example" }]\n', /must be https/],
  ['trust: { instances: [{ name: corp, mirror: "https://x.example" }] }\n', /corp needs a rootFile/],
  ['trust: { instances: [{ name: corp, rootFile: r.json }] }\n', /corp needs a mirror/],
  ['trust: { instances: [{ name: sigstore, mirror: "http://x.example" }] }\n', /must be https/],
  ['trust: { instances: [{ name: ../x }] }\n', /must be a name of small letters/],
  ['trust: { instances: [{ name: sigstore }, { name: sigstore }] }\n', /two instances are called sigstore/],
  ['trust: { instances: [{ name: sigstore, refreshSeconds: 0 }] }\n', /refreshSeconds/],
  ['issuers: [{ url: "https://u:hunter2@x.example" }]\n', /without query, fragment and user/],
  ['issuers: [{ url: "https://x.example" }, { url: "https://x.example" }]\n', /two issuers have the URL/],
  ['issuers: [{ url: "https://x.example", jwksFile: a, jwksUrl: "https://y.example" }]\n', /leave one out/],
  ['bindings: [{ policies: [a], callers: [nobody] }]\n', /no caller is called "nobody"/],
  ['bindings: [{ policies: [a], images: ["a/(b+)+"] }]\n', /must be repositories such as/],
  ['listen: 127.0.0.1:80\nmetricsListen: 127.0.0.1:80\n', /is the address of listen/],
  ['seal: { notationKey: a }\n', /notationKey and notationCertificate go together/],
  ['seal: { cosignKey: a, notationFormat: cose }\n', /notationFormat and notationExpiry say how notation signs/],
  [
    'seal: { notationKey: a, notationCertificate: b, notationFormat: pgp }\n',
    /at \/seal\/notationFormat: must be one of/,
  ],
  ['seal: { notationKey: a, notationCertificate: b, notationExpiry: soon }\n', /at \/seal\/notationExpiry/],
  ['seal: { notationKey: a, notationCertificate: b, notationExpiry: 0d }\n', /at \/seal\/notationExpiry/],
  ['limits: { rate: -1 }\n', /at \/limits\/rate/],
  ['limits: { freshSeconds: 1 }\n', /at \/limits\/freshSeconds/],
  ['limits: { freshSeconds: 61 }\n', /at \/limits\/freshSeconds/],
  ['admission: { indeterminate: allow }\n', /at \/admission\/indeterminate: must be one of "deny"/],
  ['admission: { kinds: [{ kind: X }] }\n', /at \/admission\/kinds\/0: needs podSpecs or images/],
  ['admission: { kinds: [{ kind: X, images: [spec.image] }] }\n', /must be a JSON pointer such as/],
  ['admission: { exemptNamespaces: ["*"] }\n', /at \/admission\/exemptNamespaces\/0/],
  ['admission: { namespace: "A/B" }\n', /must be the name of a namespace/],
  [PULL('nobody'), /at \/admission\/pullSecrets\/callers\/0: no caller with the role verify is called "nobody"/],
  [PULL('network'), /network stands for callers without credentials, and anonymous does not let them verify/],
  [PULL('"*"'), /callers\/0: must be the name of a caller/],
  ['admission: { pullSecrets: {} }\n', /at \/admission\/pullSecrets\/callers: is missing/],
  [PULL('loopback', 'namespaces: ["A"]'), /must be the name of a namespace/],
  [PULL('loopback', 'cacheSeconds: 0'), /at \/admission\/pullSecrets\/cacheSeconds/],
  [PULL('loopback', 'apiServer: { url: "http://10.0.0.1", tokenFile: t }'), /apiServer\/url: must be https/],
  [PULL('loopback', 'apiServer: { url: "https://10.0.0.1" }'), /apiServer\/tokenFile: is missing/],
  ['retentionDays: 0\n', /at \/retentionDays/],
  ['retentionDays: 1\nretentionDays: 2\n', /^service\.yaml:3: the key "retentionDays" occurs twice/],
  ['a: &x 1\n', /anchors are refused/],
];

for (const [text, sentence] of REFUSED) {
  test(`refused in one sentence with the place: ${text.trim().slice(0, 90)}`, async () => {
    await assert.rejects(parse(text), (error: unknown) => {
      assert.ok(error instanceof TwinsealError);
      assert.equal(error.code, 'SETTINGS_INVALID');
      assert.match(error.message, sentence);
      assert.doesNotMatch([error.message, ...error.details].join('\n'), /hunter2/);
      assert.doesNotMatch(error.message, /\n/);
      return true;
    });
  });
}

test('one name, one key and one certificate belong to one caller; claims that match everything are refused', async () => {
  const two = (a: string, b: string, names = ['a', 'b']) =>
    `tls: { certificate: a, key: b, clientCa: c }\nissuers: [{ url: 'https://x.example' }]\ncallers:\n${[a, b]
      .map((more, index) => `  - { name: ${names[index]}, roles: [verify], ${more} }\n`)
      .join('')}`;
  const mtls = "mtls: { subject: 'CN=a' }";
  await assert.rejects(parse(two(mtls, KEY('abcdefgh1234'), ['a', 'a'])), /two callers are called a/);
  await assert.rejects(parse(two(mtls, mtls)), /two callers have the certificate/);
  await assert.rejects(parse(two(KEY('abcdefgh1234'), KEY('abcdefgh1234'))), /two keys have the id/);
  await assert.rejects(parse(two(KEY('abcdefgh1234'), KEY('abcdefgh1235'))), /two keys have the hash/);
  const oidc = (claims: string) => `oidc: { issuer: 'https://x.example', audience: a, claims: { ${claims} } }`;
  await assert.rejects(parse(two(mtls, oidc("sub: '*'"))), /match every token of the issuer/);
  await assert.rejects(parse(two(mtls, oidc('id: 12'))), /put numbers into quotes/);
  await parse(two(mtls, oidc("sub: '*', id: '12'")));
});

test('any text is settings or one SETTINGS_INVALID, never another error', async () => {
  const words = fc.constantFrom('listen', ':', ' ', '\n', '{', '}', '[', '- ', 'callers', 'name', '"', '1', '&', '*');
  await fc.assert(
    fc.asyncProperty(fc.array(words, { maxLength: 24 }), async (parts) => {
      await parse(parts.join('')).catch((error: unknown) => {
        assert.ok(error instanceof TwinsealError);
        assert.equal(error.code, 'SETTINGS_INVALID');
      });
    }),
    { numRuns: 300 },
  );
});

test('an address to listen on is HOST:PORT, with brackets around IPv6, or :PORT for loopback', () => {
  assert.deepEqual(parseListen(':8080'), { host: '127.0.0.1', port: 8080 });
  assert.deepEqual(parseListen('[::1]:0'), { host: '::1', port: 0 });
  for (const text of ['8080', 'http://x:1', '127.0.0.1:', 'a:65536', '::1:80', ''])
    assert.equal(parseListen(text), undefined);
});
