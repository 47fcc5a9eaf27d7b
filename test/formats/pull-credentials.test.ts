import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { normaliseAuthKey, parseDockerAuths } from '../../src/formats/docker-config.ts';
import { FormatError } from '../../src/formats/format-error.ts';
import { parsePullAccount, parsePullSecret, secretNames } from '../../src/formats/kubernetes/pull-secret.ts';
import { pullNamesOf } from '../../src/formats/kubernetes/pull-sources.ts';
import { matchesPullKey, matchPullEntries } from '../../src/formats/pull-credentials.ts';

const bytes = (value: unknown) => new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value));
const base64 = (value: unknown) => Buffer.from(bytes(value)).toString('base64');
const AUTH = { username: 'user', password: 'hunter2-secret' };

// The rows of URLsMatch and Lookup in kubernetes/kubernetes pkg/credentialprovider/keyring_test.go, and what an attacker would add.
test('keys match as they do for a kubelet: host by parts, port, path by prefix', () => {
  for (const [key, name, matches] of [
    ['*.kubernetes.io', 'prefix.kubernetes.io/app', true],
    ['prefix.*.io', 'prefix.kubernetes.io/app', true],
    ['prefix.kubernetes.*', 'prefix.kubernetes.io/app', true],
    ['*-good.kubernetes.io', 'prefix-good.kubernetes.io/app', true],
    ['*.kubernetes.io/blah', 'prefix.kubernetes.io/blah/foo', true],
    ['*.kubernetes.io/blah', 'prefix.kubernetes.io/other', false],
    ['*.kubernetes.io', 'kubernetes.io/app', false],
    ['*.*.kubernetes.io', 'prefix.kubernetes.io/app', false],
    ['*.kubernetes.io', 'a.b.kubernetes.io/app', false],
    ['kubernetes.io', 'kubernetes.com/app', false],
    ['k*.io', 'quay.io/app', false],
    ['k*.io', 'kubernetes.io/app', true],
    ['prefix*.kubernetes.io', 'prefix.kubernetes.io/app', true],
    ['*kubernetes.io', 'akubernetes.io/app', true],
    ['registry.example.com:5000', 'registry.example.com:5000/app', true],
    ['registry.example.com:5000', 'registry.example.com/app', false],
    ['registry.example.com', 'registry.example.com:5000/app', false],
    ['registry.example.com:*', 'registry.example.com:5000/app', false],
    ['registry.example.com/team', 'registry.example.com/team/app', true],
    // A kubelet compares letters, not parts of a path.
    ['registry.example.com/team', 'registry.example.com/teams/app', true],
    ['registry.example.com/*', 'registry.example.com/team/app', false],
    ['https://registry.example.com/v1/team', 'registry.example.com/team/app', true],
    ['https://registry.example.com/v2/', 'registry.example.com/team/app', true],
    ['https://index.docker.io/v1/', 'docker.io/library/alpine', true],
    ['docker.io', 'docker.io/library/alpine', true],
    ['registry.example.com', 'registry.example.com.evil.com/app', false],
    ['registry.example.com', 'evil.com/registry.example.com', false],
    ['*', 'registry.example.com/app', false],
    ['*', 'localhost/app', true],
    ['*.*.*', 'registry.example.com/app', true],
    ['r[a-f]gistry.example.com', 'registry.example.com/app', true],
    ['r[^a-f]gistry.example.com', 'registry.example.com/app', false],
    ['r?gistry.example.com', 'registry.example.com/app', true],
    ['r[gistry.example.com', 'r[gistry.example.com/app', false],
    ['[::1]:5000', '[::1]:5000/app', true],
    ['[::1]:5000', '[::2]:5000/app', false],
    ['', 'registry.example.com/app', false],
  ] as const)
    assert.equal(matchesPullKey(normaliseAuthKey(key), name), matches, `${key} for ${name}`);
});

test('of keys that match, the longer path comes first; of one key, all are tried', () => {
  const entry = (key: string, username: string) => ({ key, auth: { username, password: '' } });
  const found = matchPullEntries(
    [
      entry('registry.example.com', 'all'),
      entry('registry.example.com/team', 'team'),
      entry('*.example.com', 'glob'),
      entry('registry.example.com', 'next'),
      entry('other.example.com', 'other'),
    ],
    'registry.example.com/team/app',
  );
  assert.deepEqual(
    found.map(({ auth }) => auth.username),
    ['team', 'all', 'next', 'glob'],
  );
});

test('no key hangs on any name, and each name without wildcards matches itself', () => {
  const part = fc.stringMatching(/^[a-z0-9]{1,8}$/);
  fc.assert(
    fc.property(fc.array(part, { minLength: 1, maxLength: 5 }), part, (labels, path) => {
      const host = labels.join('.');
      assert.ok(matchesPullKey(host, `${host}/${path}`));
      assert.ok(!matchesPullKey(`${host}.x`, `${host}/${path}`));
    }),
  );
  fc.assert(fc.property(fc.string({ maxLength: 200 }), (key) => typeof matchesPullKey(key, 'a.b.c/d') === 'boolean'));
  assert.equal(matchesPullKey(`${'*a'.repeat(400)}.b`, `${'a'.repeat(900)}.c/d`), false);
});

test('a secret of either type is read; programs that it names are not looked at', () => {
  const auths = { 'https://Registry.example.com/v1/': AUTH };
  const modern = { auths, credsStore: '../../evil', credHelpers: { 'registry.example.com': '$(evil)' } };
  const secret = (type: string, data: object) => ({ apiVersion: 'v1', kind: 'Secret', type, data });
  const expected = [{ key: 'registry.example.com', auth: AUTH }];
  assert.deepEqual(
    parsePullSecret(bytes(secret('kubernetes.io/dockerconfigjson', { '.dockerconfigjson': base64(modern) }))),
    expected,
  );
  assert.deepEqual(
    parsePullSecret(bytes(secret('kubernetes.io/dockercfg', { '.dockercfg': base64(auths) }))),
    expected,
  );
  for (const bad of [
    secret('Opaque', { '.dockerconfigjson': base64(modern) }),
    secret('toString', { '.dockerconfigjson': base64(modern) }),
    secret('kubernetes.io/dockerconfigjson', { '.dockercfg': base64(auths) }),
    secret('kubernetes.io/dockerconfigjson', { '.dockerconfigjson': 'no base64: hunter2-secret' }),
    secret('kubernetes.io/dockerconfigjson', { '.dockerconfigjson': base64('hunter2-secret') }),
    secret('kubernetes.io/dockerconfigjson', { '.dockerconfigjson': base64({ auths: { a: 'hunter2-secret' } }) }),
    secret('kubernetes.io/dockerconfigjson', { '.dockerconfigjson': base64('{"auths":{"a":{},"a":{}}}') }),
    { ...secret('kubernetes.io/dockercfg', { '.dockercfg': base64(auths) }), kind: 'ConfigMap' },
    [],
  ])
    assert.throws(
      () => parsePullSecret(bytes(bad)),
      (error) => error instanceof FormatError && !error.message.includes('hunter2'),
    );
  const many = Object.fromEntries(Array.from({ length: 1001 }, (_, at) => [`r${at}.example.com`, AUTH]));
  assert.throws(() => parseDockerAuths(bytes({ auths: many }), false), FormatError);
});

test('names that are no names of objects are passed over', () => {
  const list = [{ name: 'a' }, { name: '../../secrets/b' }, { name: 'a..b' }, { name: '' }, {}, 'c', { name: 'a' }];
  assert.deepEqual(secretNames(list), ['a']);
  assert.deepEqual(secretNames('a'), []);
  const account = { apiVersion: 'v1', kind: 'ServiceAccount', metadata: {}, imagePullSecrets: list };
  assert.deepEqual(parsePullAccount(bytes(account)), ['a']);
  assert.throws(() => parsePullAccount(bytes({ kind: 'Pod' })), FormatError);
});

test('the secrets of a pod, else those of its account; of two pod specs with one image, both', () => {
  const pod = (more: object) => ({ containers: [{ image: 'app:v1' }], ...more });
  const kind = { group: '', kind: 'Pod' };
  const of = (spec: object) => pullNamesOf({ spec: spec as never }, kind, []).get('app:v1');
  assert.deepEqual(of(pod({ imagePullSecrets: [{ name: 'a' }], serviceAccountName: 'robot' })), {
    secrets: ['a'],
    serviceAccounts: [],
  });
  assert.deepEqual(of(pod({ serviceAccountName: 'robot' })), { secrets: [], serviceAccounts: ['robot'] });
  assert.deepEqual(of(pod({ imagePullSecrets: [] })), { secrets: [], serviceAccounts: ['default'] });
  assert.deepEqual(of(pod({ serviceAccountName: '../x' })), { secrets: [], serviceAccounts: ['default'] });
  const two = { group: 'x', kind: 'Two', podSpecs: ['/a', '/b'], images: ['/c'] };
  const object = { a: pod({ imagePullSecrets: [{ name: 'a' }] }), b: pod({}), c: 'other:v1' };
  const found = pullNamesOf(object as never, two, [two]);
  assert.deepEqual(found.get('app:v1'), { secrets: ['a'], serviceAccounts: ['default'] });
  assert.equal(found.get('other:v1'), undefined);
});
