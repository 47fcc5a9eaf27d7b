import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FormatError } from '../../src/formats/format-error.ts';
import { couldBuild } from '../../src/formats/gobuild/build-constraint.ts';
import { embedPatterns } from '../../src/formats/gobuild/embed-directives.ts';
import { readGoFile } from '../../src/formats/gobuild/go-file.ts';
import { matchElement, parsePathPattern } from '../../src/formats/gobuild/path-match.ts';
import { readSourceHead } from '../../src/formats/gobuild/source-head.ts';
import { cpuTime } from '../support/cpu-time.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const ignored = (text: string) => readGoFile(bytes(text)).ignored;

test('a file is ignored when every build would leave it out, and only then', () => {
  const rest = '\n\npackage main\n';
  for (const line of [
    '//go:build ignore',
    '//go:build ignore && linux',
    '//go:build !(!ignore)',
    '// +build ignore',
    '//+build ignore',
    '// +build',
    '// +build linux\n// +build ignore',
    '/* licence */\n//go:build ignore',
    '//go:build',
    '//go:build linux &&',
    '//go:build !!linux',
    '//go:build linux\n//go:build darwin',
    '//go:build a & b',
  ])
    assert.equal(ignored(`${line}${rest}`), true, line);
  for (const line of [
    '',
    '// a comment',
    '//go:build linux',
    '//go:build !linux',
    '//go:build linux && !linux',
    '//go:build !ignore',
    '//go:build ignore || x',
    '//go:build (a || b) && !(c || d)',
    '//go:build é_1.2',
    '//go:builder ignore',
    '// +build !ignore',
    '// +build ignore linux',
    '// +build !linux,!darwin',
    '// +buildx ignore',
  ])
    assert.equal(ignored(`${line}${rest}`), false, line);
});

test('where a constraint stands decides whether it is one', () => {
  // Of the old kind only before a blank line, of the new kind anywhere before the package clause.
  assert.equal(ignored('// +build ignore\npackage main\n'), false);
  assert.equal(ignored('//go:build ignore\npackage main\n'), true);
  assert.equal(ignored('package main\n//go:build ignore\n'), false);
  assert.equal(ignored('/*\n//go:build ignore\n*/\npackage main\n'), false);
  assert.equal(ignored('/* x */ package main\n//go:build ignore\n'), false);
  assert.equal(ignored('/* x */\n\n// +build ignore\n\npackage main\n'), false);
  // The new kind wins over the old.
  assert.equal(ignored('//go:build linux\n// +build ignore\n\npackage main\n'), false);
  assert.equal(ignored('\ufeff//go:build ignore\n\npackage main\n'), true);
  assert.equal(ignored('//go:build ignore\r\n\r\npackage main\r\n'), true);
});

test('an expression as large as Go takes is read, a larger one is malformed, however it is nested', () => {
  const chain = (count: number) => `//go:build ${Array.from({ length: count }, () => 'x').join(' && ')}\n`;
  assert.equal(couldBuild(chain(1000)), true);
  assert.equal(couldBuild(chain(1001)), false);
  assert.equal(couldBuild(`//go:build ${'('.repeat(999)}x${')'.repeat(999)}\n`), true);
  assert.equal(couldBuild(`//go:build ${'('.repeat(100_000)}x\n`), false);
});

test('patterns are those of comments and not of strings', () => {
  const source = [
    'package a',
    'import "embed"',
    '//go:embed a.txt "b c.txt" `d`',
    '//go:embed\ttemplates/*.html',
    '//go:embedded no',
    '/* //go:embed no */',
    'var s = "//go:embed no"',
    'var r = `',
    '//go:embed no',
    '`',
    "var q = '\"' //go:embed yes",
    '//go:embed "unclosed',
    '//go:embed "x"y',
    '  //go:embed all:last\r',
    'var fs embed.FS',
  ].join('\n');
  assert.deepEqual(embedPatterns(source), ['a.txt', 'b c.txt', 'd', 'templates/*.html', 'yes', 'all:last']);
  assert.deepEqual(readGoFile(bytes(source)).embeds, embedPatterns(source));
  assert.deepEqual(readGoFile(bytes(source.replace('import "embed"', ''))).embeds, []);
  assert.deepEqual(readGoFile(bytes(source.replace('package a', 'package documentation'))).embeds, []);
});

test('imports are found in all the ways in which they are written', () => {
  const head = readSourceHead(
    bytes('/* x */ package /* y */ a; import ( "fmt"; . "b"\n_ `c` // d\n x "e\\"f" ); import"C"\nvar x = 1\n'),
  );
  assert.equal(head.package, 'a');
  assert.deepEqual(head.imports, ['"fmt"', '"b"', '`c`', '"e\\"f"', '"C"']);
  assert.equal(new TextDecoder().decode(head.head).includes('var'), false);
});

test('a file that Go can not read so far is kept', () => {
  assert.throws(() => readSourceHead(bytes('//go:build ignore\n\npackage\0 main\n')), FormatError);
  assert.equal(ignored('//go:build ignore\n\npackage\0 main\n'), false);
  // A syntax error is none of that: the tag still counts.
  assert.equal(ignored('//go:build ignore\n\nnonsense {'), true);
  assert.equal(ignored(''), false);
});

test('long literals and endless comments take no more than their length', () => {
  const long = 'x'.repeat(20_000_000);
  const spent = cpuTime();
  assert.deepEqual(embedPatterns(`\`${long}\` //go:embed a\n"${long}" //go:embed b\n/*${long}`), ['a', 'b']);
  assert.deepEqual(embedPatterns(`//go:embed ${'a '.repeat(1_000_000)}\n`), []);
  assert.equal(ignored(`/*${long}`), false);
  assert.ok(spent() < 5000);
});

test('patterns match as path.Match does, in bounded time', () => {
  const cases: readonly (readonly [string, string, boolean])[] = [
    ['a', 'a', true],
    ['*', 'abc', true],
    ['*', '', true],
    ['a*', 'ba', false],
    ['a*c', 'abbc', true],
    ['a?c', 'abc', true],
    ['[a-c]x', 'bx', true],
    ['[^a-c]x', 'bx', false],
    ['[\\]a]', ']', true],
    ['\\*', '*', true],
    ['\\*', 'x', false],
    ['*é', 'xé', true],
    ['*.html', '.html', true],
  ];
  for (const [pattern, name, matches] of cases)
    assert.equal(matchElement(parsePathPattern(pattern)[0] ?? [], name), matches, `${pattern} ${name}`);
  for (const bad of ['[', '[]', '[a', '[a-]', '[-a]', 'a\\', '[a-'])
    assert.throws(() => parsePathPattern(bad), FormatError, bad);
  const spent = cpuTime();
  assert.equal(matchElement(parsePathPattern(`${'*a'.repeat(2000)}b`)[0] ?? [], 'a'.repeat(10_000)), false);
  assert.ok(spent() < 3000);
});
