import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { findAuth, normaliseAuthKey, parseDockerConfig } from '../../src/formats/docker-config.ts';
import { FormatError } from '../../src/formats/format-error.ts';

const parse = (value: unknown) => parseDockerConfig(new TextEncoder().encode(JSON.stringify(value)));
const pack = (text: string) => Buffer.from(text).toString('base64');

test('the many spellings of a registry are one key', () => {
  for (const [written, key] of [
    ['https://index.docker.io/v1/', 'docker.io'],
    ['index.docker.io', 'docker.io'],
    ['registry-1.docker.io/v2/', 'docker.io'],
    ['http://Registry.Example.com:5000/v2/', 'registry.example.com:5000'],
    ['registry.example.com/', 'registry.example.com'],
    ['registry.example.com/v2', 'registry.example.com'],
    ['registry.example.com/Team/app', 'registry.example.com/Team/app'],
  ] as const)
    assert.equal(normaliseAuthKey(written), key, written);
});

test('user and password are split at the first colon, and old padding is dropped', () => {
  const { auths } = parse({ auths: { 'a.b': { auth: pack('user:pa:ss\0\0') }, 'c.d': { auth: pack('only:') } } });
  assert.deepEqual(auths.get('a.b'), { username: 'user', password: 'pa:ss' });
  assert.deepEqual(auths.get('c.d'), { username: 'only', password: '' });
});

test('the longest key that a repository lies under wins, by whole components', () => {
  const config = parse({
    auths: { 'a.b': { username: '1' }, 'a.b/team': { username: '2' }, 'a.b/team/x': { username: '3' } },
  });
  const userOf = (name: string) => findAuth(config, name)?.username;
  assert.equal(userOf('a.b/team/x/y'), '3');
  assert.equal(userOf('a.b/team/xy'), '2');
  assert.equal(userOf('a.b/teams'), '1');
  assert.equal(userOf('a.b.evil/team'), undefined);
});

test('what is malformed is refused, and no message quotes it', () => {
  const secret = 'hunter2-secret';
  for (const value of [
    [],
    null,
    { auths: [secret] },
    { auths: { 'a.b': secret } },
    { auths: { 'a.b': { auth: `!${secret}` } } },
    { auths: { 'a.b': { auth: pack(secret) } } },
    { auths: { 'a.b': { password: [secret] } } },
    { credHelpers: { 'a.b': `../${secret}` } },
    { credHelpers: { 'a.b': `${secret} -x` } },
    { credsStore: { secret } },
    { auths: Object.fromEntries(Array.from({ length: 1001 }, (_, i) => [`${i}.x`, {}])) },
  ])
    assert.throws(
      () => parse(value),
      (error) => error instanceof FormatError && !error.message.includes(secret),
      JSON.stringify(value).slice(0, 80),
    );
});

test('property: any user and password come back as they were packed', () => {
  const user = fc
    .string({ minLength: 1 })
    .filter((text) => !text.includes(':') && !text.includes('\0') && text.isWellFormed());
  const password = fc.string().filter((text) => !text.includes('\0') && text.isWellFormed());
  fc.assert(
    fc.property(user, password, (username, secret) => {
      const { auths } = parse({ auths: { 'a.b': { auth: pack(`${username}:${secret}`) } } });
      assert.deepEqual(auths.get('a.b'), { username, password: secret });
    }),
  );
});
