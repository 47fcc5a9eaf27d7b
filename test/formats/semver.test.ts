import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { FormatError } from '../../src/formats/format-error.ts';
import { compareSemver, parseSemver, pseudoVersion, serialiseSemver, versionOfTag } from '../../src/formats/semver.ts';

const number = fc.bigInt({ min: 0n, max: 10n ** 25n }).map(String);
const alphanumeric = fc.stringMatching(/^[0-9A-Za-z-]{1,8}$/).filter((t) => !/^0[0-9]+$/.test(t));
const version = fc.record({
  major: number,
  minor: number,
  patch: number,
  prerelease: fc.array(alphanumeric, { maxLength: 4 }),
  build: fc.array(fc.stringMatching(/^[0-9A-Za-z-]{1,8}$/), { maxLength: 3 }),
});

test('a version comes back from its text', () => {
  fc.assert(fc.property(version, (value) => assert.deepEqual(parseSemver(serialiseSemver(value)), { ...value })));
});

test('what breaks the format is refused with the rule that it breaks', () => {
  const table: readonly (readonly [string, string])[] = [
    ['v1.2.3', 'leading-v'],
    ['V1.2.3', 'leading-v'],
    ['1.2', 'core'],
    ['1.2.3.4', 'core'],
    ['01.2.3', 'core'],
    ['1.02.3', 'core'],
    ['', 'core'],
    ['1.2.x', 'core'],
    ['-1.2.3', 'core'],
    ['1.2.3-', 'identifier'],
    ['1.2.3+', 'identifier'],
    ['1.2.3-a..b', 'identifier'],
    ['1.2.3-01', 'leading-zero'],
    ['1.2.3-a_b', 'identifier'],
    ['1.2.3+a+b', 'identifier'],
    [' 1.2.3', 'core'],
    ['1.2.3\n', 'core'],
    ['latest', 'core'],
    ['1.2.3-é', 'identifier'],
    [`1.2.3-${'a'.repeat(300)}`, 'length'],
  ];
  for (const [text, rule] of table)
    assert.throws(
      () => parseSemver(text),
      (error) => error instanceof FormatError && error.rule === rule,
      text,
    );
});

test('precedence is that of item 11', () => {
  const ordered = [
    '0.0.0-0',
    '0.9.9',
    '1.0.0-0.3.7',
    '1.0.0-1',
    '1.0.0-2',
    '1.0.0-10',
    '1.0.0-18446744073709551617',
    '1.0.0-alpha',
    '1.0.0-alpha.1',
    '1.0.0-alpha.beta',
    '1.0.0-beta',
    '1.0.0-beta.2',
    '1.0.0-beta.11',
    '1.0.0-rc.1',
    '1.0.0',
    '1.2.0',
    '1.10.0',
    '2.0.0',
  ].map(parseSemver);
  for (const [i, a] of ordered.entries())
    for (const [j, b] of ordered.entries()) assert.equal(compareSemver(a, b), Math.sign(i - j), `${i} ${j}`);
  assert.equal(compareSemver(parseSemver('1.0.0+a'), parseSemver('1.0.0+b')), 0);
});

test('a version past a tag sorts after it and before the next patch, more commits later', () => {
  fc.assert(
    fc.property(version, fc.integer({ min: 1, max: 1e6 }), (last, commits) => {
      const past = pseudoVersion(last, commits, 'abcdef0123456789');
      const text = serialiseSemver(past);
      assert.match(text, /^\d+\.\d+\.\d+-0\.\d+\.gabcdef012345$/);
      assert.deepEqual(parseSemver(text), past);
      assert.equal(compareSemver(past, last), 1);
      assert.equal(compareSemver(past, pseudoVersion(last, commits + 1, 'abcdef0123456789')), -1);
      assert.equal(compareSemver(past, { ...past, prerelease: [] }), -1);
      assert.equal(compareSemver(past, { ...past, prerelease: ['alpha'] }), -1);
    }),
  );
  assert.equal(serialiseSemver(pseudoVersion(undefined, 3, '0'.repeat(40))), '0.0.1-0.3.g000000000000');
  // An all-digit hash keeps its leading zeros legal because of the g.
  assert.throws(() => pseudoVersion(undefined, 0, 'abcdef0'), FormatError);
  assert.throws(() => pseudoVersion(undefined, 1, 'ABCDEF0'), FormatError);
});

test('a tag may have a leading v, one', () => {
  assert.equal(serialiseSemver(versionOfTag('v1.2.3')), '1.2.3');
  assert.equal(serialiseSemver(versionOfTag('1.2.3')), '1.2.3');
  for (const tag of ['vv1.2.3', 'release-1.2.3', 'v1.2']) assert.throws(() => versionOfTag(tag), FormatError);
});
