import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { matchesPath } from '../../src/formats/path-glob.ts';
import { parseRepositoryName } from '../../src/formats/reference.ts';
import { matchesRepository, withoutDefaultPort } from '../../src/formats/registry-port.ts';

test('the port that a scheme has anyway is no part of a name, every other one is', () => {
  for (const [name, plain] of [
    ['registry.example.com:443/team/app', 'registry.example.com/team/app'],
    ['registry.example.com:443', 'registry.example.com'],
    ['registry.example.com:80/app', 'registry.example.com:80/app'],
    ['registry.example.com:4430/app', 'registry.example.com:4430/app'],
    ['registry.example.com/app', 'registry.example.com/app'],
    ['127.0.0.1:80/app', '127.0.0.1/app'],
    ['127.0.0.1:443/app', '127.0.0.1:443/app'],
    ['localhost:80/app', 'localhost/app'],
    ['localhost:5000/app', 'localhost:5000/app'],
    ['[::1]:80/app', '[::1]/app'],
    ['[2001:db8::443]/app', '[2001:db8::443]/app'],
    ['[2001:db8::1]:443/app', '[2001:db8::1]/app'],
    ['docker.io:443/library/app', 'docker.io/library/app'],
    ['layout', 'layout'],
    ['', ''],
  ] as const)
    assert.equal(withoutDefaultPort(name), plain, name);
});

test('a pattern is for a repository by either name, whichever of them it is written with', () => {
  for (const glob of [
    'registry.example.com/**',
    'registry.example.com:443/**',
    '*.example.com/team/app',
    '**',
    '*:443/**',
  ])
    for (const name of ['registry.example.com/team/app', 'registry.example.com:443/team/app'])
      assert.equal(matchesRepository(glob, name), true, `${glob} ${name}`);
  for (const [glob, name] of [
    ['registry.example.com:5000/**', 'registry.example.com/team/app'],
    ['registry.example.com/**', 'registry.example.com:5000/team/app'],
    ['registry.example.com/**', 'registry.example.com:80/team/app'],
    ['registry.example.com/**', 'registry.example.com.evil.net:443/team/app'],
    ['layout:443', 'layout'],
    ['127.0.0.1/**', '127.0.0.1:443/app'],
  ] as const)
    assert.equal(matchesRepository(glob, name), false, `${glob} ${name}`);
});

const label = fc.stringMatching(/^[a-z0-9]{1,8}$/);
const host = fc.oneof(
  fc.tuple(label, label).map(([a, b]) => `${a}.${b}`),
  fc.constantFrom('localhost', '127.0.0.1', '[::1]', '[2001:db8::1]'),
);
const path = fc.array(label, { minLength: 1, maxLength: 3 }).map((all) => all.join('/'));
const glob = fc.tuple(fc.oneof(host, fc.constantFrom('*', '**', '*:443')), fc.oneof(path, fc.constantFrom('*', '**')));

test('both spellings of a name match the same patterns, and nothing that matched before matches no longer', () => {
  fc.assert(
    fc.property(host, path, glob, (registry, repository, [at, below]) => {
      const port = /^(?:localhost|127\.|\[::1)/.test(registry) ? 80 : 443;
      const [bare, ported] = [`${registry}/${repository}`, `${registry}:${port}/${repository}`];
      for (const pattern of [`${at}/${below}`, `${at}:${port}/${below}`]) {
        assert.equal(matchesRepository(pattern, bare), matchesRepository(pattern, ported), pattern);
        for (const name of [bare, ported])
          if (matchesPath(pattern, name)) assert.ok(matchesRepository(pattern, name), `${pattern} ${name}`);
      }
      assert.equal(withoutDefaultPort(ported), bare);
      assert.equal(withoutDefaultPort(bare), bare);
      // It is still one that names a registry.
      assert.equal(parseRepositoryName(ported).repository, parseRepositoryName(bare).repository);
    }),
  );
});
