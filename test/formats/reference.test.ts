import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { FormatError } from '../../src/formats/format-error.ts';
import {
  formatReference,
  formatRepositoryName,
  isLoopbackRegistry,
  isTag,
  parseReference,
  parseRepositoryName,
  targetOf,
} from '../../src/formats/reference.ts';
import { cpuTime } from '../support/cpu-time.ts';

const HEX = '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08';
const DIGEST = `sha256:${HEX}`;

test('short and full references mean what containerd and Docker take them for', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['alpine', 'docker.io/library/alpine'],
    ['alpine:3.20', 'docker.io/library/alpine:3.20'],
    [`alpine@${DIGEST}`, `docker.io/library/alpine@${DIGEST}`],
    ['docker.io/alpine', 'docker.io/library/alpine'],
    ['index.docker.io/library/alpine', 'docker.io/library/alpine'],
    ['user/app', 'docker.io/user/app'],
    ['localhost/app', 'localhost/app'],
    ['localhost:5000/app:v1', 'localhost:5000/app:v1'],
    ['127.0.0.1:5000/a/b/c', '127.0.0.1:5000/a/b/c'],
    ['[::1]:5000/app', '[::1]:5000/app'],
    ['[2001:db8::1]/app:x', '[2001:db8::1]/app:x'],
    ['Registry.Example.COM/app', 'registry.example.com/app'],
    [`ghcr.io/o/a-b--c__d.e_f:T_1.x-y@${DIGEST}`, `ghcr.io/o/a-b--c__d.e_f:T_1.x-y@${DIGEST}`],
    ['xn--n3h.example/app', 'xn--n3h.example/app'],
  ];
  for (const [written, full] of cases) {
    assert.equal(formatReference(parseReference(written)), full, written);
    assert.deepEqual(parseReference(full), parseReference(written), written);
  }
});

test('the digest decides over the tag, and latest stands in for neither', () => {
  assert.equal(targetOf(parseReference(`a.b/c:v1@${DIGEST}`)), DIGEST);
  assert.equal(targetOf(parseReference('a.b/c:v1')), 'v1');
  assert.equal(targetOf(parseReference('a.b/c')), 'latest');
});

test('malformed references are refused by the rule they break', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['', 'repository'],
    ['https://a.b/c', 'scheme'],
    ['a.b/', 'repository'],
    ['a.b//c', 'repository'],
    ['/a', 'repository'],
    ['a/', 'repository'],
    ['a.b/C', 'repository'],
    ['Alpine', 'repository'],
    ['Host/app', 'repository'],
    ['a.b/../c', 'repository'],
    ['a.b/c..d', 'repository'],
    ['a.b/c___d', 'repository'],
    ['a.b/-c', 'repository'],
    ['a.b/c ', 'repository'],
    ['a.b/c\n', 'repository'],
    ['a.b/c?x=1', 'repository'],
    ['a.b/c%2f', 'repository'],
    ['a.b/ç', 'repository'],
    [HEX, 'repository'],
    ['a.b/c:', 'tag'],
    ['a.b/c:-x', 'tag'],
    ['a.b/c:.x', 'tag'],
    [`a.b/c:${'x'.repeat(129)}`, 'tag'],
    ['a.b/c:x:y', 'tag'],
    ['a.b/c:x\n', 'tag'],
    ['a.b/c@', 'digest'],
    ['a.b/c@sha256:abc', 'digest'],
    [`a.b/c@${DIGEST.toUpperCase()}`, 'digest'],
    [`a.b/c@${DIGEST}@${DIGEST}`, 'digest'],
    [`a.b/c@${DIGEST}:tag`, 'digest'],
    ['a.b:/c', 'host'],
    ['a.b:0/c', 'host'],
    ['a.b:05000/c', 'host'],
    ['a.b:65536/c', 'host'],
    ['a.b:5000:1/c', 'host'],
    ['user:pass@a.b/c', 'digest'],
    ['-a.b/c', 'host'],
    ['a..b/c', 'host'],
    ['a.b./c', 'host'],
    ['[::1/c', 'host'],
    ['[]:1/c', 'host'],
    ['[:]/c', 'host'],
    ['[1.2.3.4]/c', 'host'],
    ['[::1::2]:1/c', 'host'],
    [`${'a'.repeat(300)}.b/c`, 'host'],
    [`a.b/${'c'.repeat(256)}`, 'repository'],
    ['a'.repeat(2000), 'length'],
  ];
  for (const [text, rule] of cases)
    assert.throws(
      () => parseReference(text),
      (error) => error instanceof FormatError && error.format === 'reference' && error.rule === rule,
      `${JSON.stringify(text)} must break the rule ${rule}`,
    );
});

test('a repository name takes neither tag nor digest', () => {
  assert.equal(formatRepositoryName(parseRepositoryName('a.b:5/c')), 'a.b:5/c');
  assert.throws(() => parseRepositoryName('a.b/c:v1'), FormatError);
  assert.throws(() => parseRepositoryName(`a.b/c@${DIGEST}`), FormatError);
});

test('only plain spellings of loopback count as loopback', () => {
  for (const host of ['localhost', 'localhost:1', '127.0.0.1:5000', '127.9.8.255', '[::1]:5000', '[::1]'])
    assert.equal(isLoopbackRegistry(host), true, host);
  for (const host of [
    '127.1',
    '127.0.0.256',
    '0127.0.0.1',
    '127.0.0.1.example.com',
    'localhost.example.com',
    '2130706433:80',
    '[::ffff:127.0.0.1]',
    '0.0.0.0',
    'notlocalhost',
    '10.0.0.1',
  ])
    assert.equal(isLoopbackRegistry(host), false, host);
});

test('isTag agrees with the tag part of a reference', () => {
  for (const tag of ['v1', '_x', 'A.b-c']) assert.equal(isTag(tag), true);
  for (const tag of ['', '.x', '-x', 'a/b', 'a:b', 'x'.repeat(129)]) assert.equal(isTag(tag), false);
});

test('property: whatever parses is given back by its full form, and the full form is a fixed point', () => {
  const component = fc.stringMatching(/^[a-z0-9]{1,6}(?:(?:\.|_|__|-{1,3})[a-z0-9]{1,4}){0,2}$/);
  const host = fc.constantFrom('', 'localhost/', 'a.b/', 'A.Example:80/', '[::1]:1/', 'docker.io/');
  const tag = fc.option(fc.stringMatching(/^[A-Za-z0-9_][A-Za-z0-9_.-]{0,20}$/), { nil: undefined });
  const digest = fc.boolean();
  fc.assert(
    fc.property(host, fc.array(component, { minLength: 1, maxLength: 4 }), tag, digest, (h, path, t, d) => {
      const text = `${h}${path.join('/')}${t === undefined ? '' : `:${t}`}${d ? `@${DIGEST}` : ''}`;
      let parsed: ReturnType<typeof parseReference>;
      try {
        parsed = parseReference(text);
      } catch (error) {
        // A first component with a dot is a host, which may break the host's rules; nothing else may fail here.
        assert.ok(error instanceof FormatError && h === '' && /[._]/.test(path[0] ?? ''), text);
        return;
      }
      const full = formatReference(parsed);
      assert.deepEqual(parseReference(full), parsed);
      assert.equal(formatReference(parseReference(full)), full);
    }),
  );
});

test('property: arbitrary text parses or is refused with a FormatError, quickly', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
      try {
        const full = formatReference(parseReference(text));
        assert.equal(formatReference(parseReference(full)), full);
      } catch (error) {
        assert.ok(error instanceof FormatError);
      }
    }),
  );
  const spent = cpuTime();
  for (const text of ['a-'.repeat(500), `${'a.'.repeat(500)}/`, `a.b/${'-'.repeat(900)}`, `[${':'.repeat(900)}`])
    assert.throws(() => parseReference(text), FormatError);
  assert.ok(spent() < 1_000);
});
