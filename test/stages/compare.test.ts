import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { readElf } from '../../src/formats/elf/elf-file.ts';
import { findSection } from '../../src/formats/elf/locate.ts';
import { binaryBuildInfo } from '../../src/formats/gobuild/binary-build-info.ts';
import { goBuildId } from '../../src/formats/gobuild/build-id.ts';
import { TwinsealError } from '../../src/records/twinseal-error.ts';
import { checkBinary } from '../../src/seal/build/static-check.ts';
import { findDifference } from '../../src/seal/compare/byte-difference.ts';
import type { Recipe, Suspect } from '../../src/seal/compare/comparison.ts';
import { explainDifference } from '../../src/seal/compare/explain-difference.ts';
import { elfSample } from '../formats/elf-sample.ts';
import { goWorkshop, SMALL_MAIN as MAIN } from '../support/go-program.ts';

const go = goWorkshop();
after(() => go.remove());

const nothing: Recipe = { ldflags: [], prepare: [] };
const suspect = (bytes: Uint8Array, more: Partial<Suspect> = {}): Suspect => ({
  bytes,
  flags: {},
  observed: {},
  ...more,
});

function build(
  files: Readonly<Record<string, string>> = { 'main.go': MAIN },
  flags: readonly string[] = [],
): Uint8Array {
  return go.build({ files, flags });
}

function causes(a: Suspect, b: Suspect, recipe = nothing): readonly string[] {
  const difference = explainDifference(a, b, recipe);
  assert.ok(difference, 'the binaries must differ');
  return difference.causes.map((cause) => `${cause.name}: ${cause.reason}`);
}

const plain = build();

/** A copy with a text of the build info replaced by one of the same length. */
function patched(from: string, to: string, bytes = plain): Uint8Array {
  const copy = Buffer.from(bytes);
  const at = copy.indexOf(from, findSection(readElf(bytes), '.go.buildinfo')?.offset);
  assert.ok(at > 0 && from.length === to.length);
  copy.write(to, at);
  return new Uint8Array(copy);
}

test('a real Go binary is read: build info, build ID, static check', () => {
  const file = readElf(plain);
  assert.equal(binaryBuildInfo(file)?.main?.path, 'example.com/hello');
  assert.equal(goBuildId(file)?.linkAction.length, 20);
  const main = { importPath: 'example.com/hello', package: '.', name: 'hello' };
  const target = { platform: 'linux/amd64', goos: 'linux', goarch: 'amd64', levels: { GOAMD64: 'v1' } };
  assert.match(checkBinary(plain, main, target).goVersion, /^go1\./);
  const refuse = (bytes: Uint8Array, code: string, pattern: RegExp, wanted = target): void =>
    assert.throws(
      () => checkBinary(bytes, main, wanted),
      (error) => error instanceof TwinsealError && error.code === code && pattern.test(error.message),
    );
  refuse(plain, 'BINARY_WRONG_PLATFORM', /ELF header says amd64, not arm64/, { ...target, goarch: 'arm64' });
  refuse(plain, 'BINARY_WRONG_PLATFORM', /GOAMD64=v1, not v3/, { ...target, levels: { GOAMD64: 'v3' } });
  refuse(new TextEncoder().encode('#!/bin/sh\n'.repeat(20)), 'BINARY_WRONG_PLATFORM', /can not be read/);
  refuse(elfSample({ interpreter: '/lib64/ld-linux-x86-64.so.2' }), 'BINARY_NOT_STATIC', /PT_INTERP/);
  // What purego does: the pragma and a jump, and the program needs a loader, with CGO_ENABLED=0.
  const go = [
    'package main',
    'import _ "unsafe"',
    '//go:cgo_import_dynamic libc_getpid getpid "libc.so.6"',
    'func trampoline()',
    'func main() { trampoline() }',
    '',
  ].join('\n');
  const assembly = '#include "textflag.h"\nTEXT \u00b7trampoline(SB), NOSPLIT, $0-0\n\tJMP libc_getpid(SB)\n';
  refuse(build({ 'main.go': go, 'jump.s': assembly }), 'BINARY_NOT_STATIC', /PT_INTERP.*libc\.so\.6 \(DT_NEEDED\)/);
});

test('equal bytes have no difference', () => {
  assert.equal(findDifference(plain, build()), undefined);
});

test('a template that is filled differently is named with its flag', () => {
  const flags = (date: string): Suspect =>
    suspect(build(undefined, [`-ldflags=-X main.date=${date}`]), { flags: { ldflags: ['-X', `main.date=${date}`] } });
  const recipe = { ...nothing, ldflags: ['-X main.date={{.Now}}'] };
  const [first] = causes(flags('2026-11-24T00:00:00Z'), flags('2026-11-24T00:00:01Z'), recipe);
  assert.match(first ?? '', /^ldflags-template: .*main\.date.*00:00:00Z" on A.*00:00:01Z" on B, from \{\{\.Now\}\}$/);
});

test('a path that leaks without -trimpath is named, by what the sides saw and by the files alone', () => {
  const a = go.build({ trimpath: false });
  const left = go.last();
  const b = go.build({ trimpath: false });
  const right = go.last();
  const found = causes(suspect(a, { observed: { path: left } }), suspect(b, { observed: { path: right } }));
  assert.match(found[0] ?? '', /^path-leak: the folder of the build stands in the program: .*module-\d+" in A/);
  assert.ok(found.some((each) => /^path-leak: the path of each side/.test(each)));
});

test('settings, toolchain and modules that differ are named from the build info', () => {
  const tagged = build({ 'main.go': MAIN }, ['-tags=vcs']);
  assert.match(causes(suspect(plain), suspect(tagged))[0] ?? '', /^tags: .*-tags is absent on A and "vcs" on B/);
  assert.match(
    causes(suspect(plain), suspect(patched('GOAMD64=v1', 'GOAMD64=v3')))[0] ?? '',
    /^cpu-level: .*GOAMD64 is "v1" on A and "v3" on B/,
  );
  assert.match(causes(suspect(plain), suspect(patched('go1.', 'go9.')))[0] ?? '', /^toolchain: A was built by "go1/);
  const stamped = causes(suspect(tagged), suspect(patched('-tags=vcs\n', 'vcs.x=vcs\n', tagged)));
  assert.ok(
    stamped.some((cause) => /^vcs-stamp: .*vcs\.x \(absent on A, "vcs" on B\)/.test(cause)),
    stamped.join('\n'),
  );
  assert.match(
    causes(suspect(plain), suspect(patched('mod\texample.com/hello\t(devel)', 'mod\texample.com/hello\tv1.2.34')))[0] ??
      '',
    /^module-version: .*example\.com\/hello/,
  );
});

test('a build ID that alone differs points to the link command', () => {
  const a = build(undefined, ['-ldflags=-s -w']);
  const b = build(undefined, ['-ldflags=-w -s']);
  assert.match(causes(suspect(a), suspect(b))[0] ?? '', /^link-command: only the build ID differs, in its first part/);
});

test('generated code that leaks a condition is named by it, else by the command', () => {
  const code = (value: string): Record<string, string> => ({
    'main.go': MAIN,
    'gen.go': `package main\n\nfunc init() { println("${value}") }\n`,
  });
  const recipe = { ...nothing, prepare: [['sh', 'gen.sh']] };
  const a = suspect(build(code('machine-one')), { observed: { hostname: 'machine-one' } });
  const b = suspect(build(code('machine-two')), { observed: { hostname: 'machine-two' } });
  assert.match(causes(a, b, recipe)[0] ?? '', /^generated-code: the hostname of each side.*machine-one.*machine-two/);
  const x = suspect(build(code('random-4711')));
  const y = suspect(build(code('random-0815')));
  assert.match(causes(x, y, recipe)[0] ?? '', /^generated-code: .*random-.*a prepare command ran/);
  assert.match(causes(x, y)[0] ?? '', /^source-code: .*random-/);
});

test('files that are no ELF, are cut, or are hostile are compared all the same', () => {
  const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
  assert.match(causes(suspect(bytes('abc')), suspect(bytes('abd')))[0] ?? '', /^unknown: .*from byte 2 on/);
  assert.equal(findDifference(bytes('abc'), bytes('ab'))?.firstByte, 2);
  assert.ok(causes(suspect(plain), suspect(plain.slice(0, 5000))).length > 0);
  const broken = plain.slice();
  broken.fill(0xff, 64, 4096);
  assert.ok(causes(suspect(broken), suspect(plain)).length > 0);
});
