// Longer than most: each cause, made for real, in one table.
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CauseName } from '../../src/records/difference.ts';
import { type GoProgram, SMALL_MAIN } from '../support/go-program.ts';

/** Two builds that differ in one thing, and how that thing is to be named first. */
export interface ExplainCase {
  readonly what: string;
  readonly a: GoProgram;
  readonly b: GoProgram;
  readonly name: CauseName;
  readonly reason: RegExp;
  readonly fix: RegExp;
  /** A line of the evidence. */
  readonly evidence: RegExp;
}

const STRIPPED = '-ldflags=-s -w';
const CALLS_LIBRARY =
  'package main\n\nimport "example.com/hello/library"\n\nfunc main() { println(library.Lookup("x")) }\n';

/** Programs that share all packages but their own, so that each is compiled and linked in a moment. */
export const QUICK_CASES: readonly ExplainCase[] = [
  {
    what: '-X with a time',
    a: { flags: ['-ldflags=-X main.date=2026-11-24T00:00:00Z'] },
    b: { flags: ['-ldflags=-X main.date=2026-11-24T00:00:01Z'] },
    name: 'linker-value',
    reason: /variable main\.date .*00:00:00Z" on A, .*00:00:01Z" on B, which looks like a time/,
    fix: /time of the source/,
    evidence: /symbol main\.date\.str/,
  },
  {
    what: '-X with a host name, in stripped programs',
    a: { flags: [`${STRIPPED} -X main.date=build-host-one`] },
    b: { flags: [`${STRIPPED} -X main.date=another-build-host`] },
    name: 'linker-value',
    reason: /string variable.*most likely by -ldflags -X: "build-host-one" on A, "another-build-host" on B/,
    fix: /the same -X; a host or user name/,
    evidence: /string variable at \.data\+0x/,
  },
  {
    what: '-X on one side only',
    a: { flags: ['-ldflags=-X main.date=someone'] },
    b: {},
    name: 'linker-value',
    reason: /variable main\.date .*"someone" on A, absent on B/,
    fix: /same -X main\.date/,
    evidence: /symbol main\.date\.str/,
  },
  {
    what: '-X, recorded where -trimpath is missing',
    a: { trimpath: false, flags: ['-ldflags=-X main.date=one'] },
    b: { trimpath: false, again: true, flags: ['-ldflags=-X main.date=two'] },
    name: 'linker-value',
    reason: /variable main\.date .*"one" on A, "two" on B/,
    fix: /same -X main\.date/,
    evidence: /build info, -ldflags: "-X main\.date=one" on A/,
  },
  {
    what: 'other linker flags, recorded where -trimpath is missing',
    a: { trimpath: false, flags: ['-ldflags=-extldflags=-static'] },
    b: { trimpath: false, again: true },
    name: 'linker-flags',
    reason: /-ldflags is "-extldflags=-static" on A and absent on B/,
    fix: /same -ldflags in the same order/,
    evidence: /build info, -ldflags/,
  },
  {
    what: 'the folder of the build, without -trimpath',
    a: { trimpath: false },
    b: { trimpath: false },
    name: 'path-leak',
    reason: /folder of the build stands in the program: ".*module-\d+" in A, ".*module-\d+" in B/,
    fix: /^build with -trimpath$/,
    evidence: /^1 source file: /,
  },
  {
    what: '-trimpath on one side only',
    a: { trimpath: false },
    b: {},
    name: 'path-leak',
    reason: /^A was built without -trimpath/,
    fix: /both with -trimpath/,
    evidence: /build info, -trimpath: absent on A, "true" on B/,
  },
  {
    what: 'the same linker flags in another order',
    a: { flags: ['-ldflags=-s -w'] },
    b: { flags: ['-ldflags=-w -s'] },
    name: 'link-command',
    reason: /^only the build ID differs, in its first part/,
    fix: /same linker flags in the same order/,
    evidence: /build ID, content of the program: "(.{20})" on A, "\1" on B/,
  },
  {
    what: 'symbols and debug information left out on one side',
    a: { flags: [STRIPPED] },
    b: {},
    name: 'debug-info',
    reason: /^A has no symbol table and no DWARF, B has a symbol table and compressed DWARF.*-s or -w/,
    fix: /same -ldflags \(-s -w\)/,
    evidence: /^in B only, \d+ bytes: \.debug_abbrev/,
  },
  {
    what: 'DWARF left out on one side',
    a: {},
    b: { flags: ['-ldflags=-w'] },
    name: 'debug-info',
    reason: /^A has a symbol table and compressed DWARF, B has a symbol table and no DWARF/,
    fix: /same -ldflags/,
    evidence: /^in A only, \d+ bytes/,
  },
  {
    what: 'DWARF compressed on one side',
    a: { flags: ['-ldflags=-compressdwarf=false'] },
    b: {},
    name: 'debug-info',
    reason: /compressed on B only/,
    fix: /-compressdwarf/,
    evidence: /section \.debug_info: \d+ bytes on A, \d+ on B/,
  },
  {
    what: 'compiler flags',
    a: { flags: ['-gcflags=-N -l'] },
    b: {},
    name: 'compiler-flags',
    reason: /-gcflags is "-N -l" on A and absent on B/,
    fix: /same compiler flags/,
    evidence: /build info, -gcflags/,
  },
  {
    what: 'assembler flags',
    a: {},
    b: { flags: ['-asmflags=-D=x'] },
    name: 'compiler-flags',
    reason: /-asmflags is absent on A and "-D=x" on B/,
    fix: /same compiler flags/,
    evidence: /build info, -asmflags/,
  },
  {
    what: 'build tags',
    a: { flags: ['-tags=netgo'] },
    b: {},
    name: 'tags',
    reason: /^the build tags differ: -tags is "netgo" on A and absent on B/,
    fix: /same -tags/,
    evidence: /build info, -tags/,
  },
  {
    what: 'cgo on and off',
    a: { env: { CGO_ENABLED: '1' } },
    b: {},
    name: 'cgo',
    reason: /CGO_ENABLED is "1" on A and "0" on B/,
    fix: /CGO_ENABLED=0 in both/,
    evidence: /build info, CGO_ENABLED/,
  },
  {
    what: 'GODEBUG defaults of the source',
    a: { files: { 'main.go': `//go:debug panicnil=1\n${SMALL_MAIN}` } },
    b: {},
    name: 'godebug',
    reason: /DefaultGODEBUG is "panicnil=1" on A/,
    fix: /go:debug/,
    evidence: /build info, DefaultGODEBUG/,
  },
  {
    what: 'the version of a module',
    a: { files: withDependency('v1.0.0') },
    b: { files: withDependency('v1.1.0') },
    name: 'module-version',
    reason: /module "example\.com\/dep" has version "v1\.0\.0.*on A and "v1\.1\.0/,
    fix: /same go\.mod/,
    evidence: /build info, module "example\.com\/dep"/,
  },
  {
    what: 'the stamp of another commit',
    a: { vcs: true, before: repository('one') },
    b: { vcs: true, before: repository('two') },
    name: 'vcs-stamp',
    reason: /vcs\.revision \("[0-9a-f]{40}" on A, "[0-9a-f]{40}" on B\)/,
    fix: /same clean commit, or without the stamp/,
    evidence: /version of the main module: "v0\.0\.0-/,
  },
  {
    what: 'the stamp of a tree with changes',
    a: { vcs: true, before: repository('one') },
    b: { vcs: true, before: repository('one', 'dirt') },
    name: 'vcs-stamp',
    reason: /vcs\.modified \("false" on A, "true" on B\)/,
    fix: /not committed make a tree dirty/,
    evidence: /\+dirty" on B/,
  },
  {
    what: 'an embedded file of another length',
    a: embedding('two'),
    b: embedding('two and more'),
    name: 'embedded-file',
    reason: /^the embedded file "data\/two\.txt" differs$/,
    fix: /the same in both sources/,
    evidence: /"data\/two\.txt" of main\.files: 3 bytes on A, 12 on B/,
  },
  {
    what: 'an embedded file with a time, in stripped programs',
    a: { ...embedding('built 2026-11-24 10:00:00'), flags: [STRIPPED] },
    b: { ...embedding('built 2026-11-24 10:00:01'), flags: [STRIPPED] },
    name: 'embedded-file',
    reason: /"data\/two\.txt" differs, in what looks like a time/,
    fix: /when and where it runs/,
    evidence: /"built 2026-11-24 10:00:00" on A/,
  },
  {
    what: 'a file that is embedded on one side only',
    a: embedding('two', { 'data/new.txt': 'new' }),
    b: embedding('two'),
    name: 'embedded-file',
    reason: /^the embedded file "data\/new\.txt" differs/,
    fix: /the same in both sources/,
    evidence: /"data\/new\.txt" is embedded in A only/,
  },
  {
    what: 'an embedded file whose keys have another order',
    a: embedding('{"alpha":1,"beta":2,"gamma":3}'),
    b: embedding('{"gamma":3,"alpha":1,"beta":2}'),
    name: 'map-order',
    reason: /embedded file "data\/two\.txt" holds the same pieces in another order/,
    fix: /^sort the keys/,
    evidence: /alpha.*on A, .*gamma/,
  },
  {
    what: 'generated functions in another order',
    a: generated(declarations('abcdefgh')),
    b: generated(declarations('hgabecfd')),
    name: 'map-order',
    reason: /same pieces stand in another order on each side, in "example\.com\/hello\/zz_generated\.go"/,
    fix: /^sort the keys/,
    evidence: /"main\.f_a", "main\.f_b", "main\.f_c" \.\.\. on A, "main\.f_h", "main\.f_g"/,
  },
  {
    what: 'a generated table in another order',
    a: generated(table('abcdefghijkl')),
    b: generated(table('hgabldefckij')),
    name: 'map-order',
    reason: /same pieces stand in another order/,
    fix: /^sort the keys/,
    evidence: /of \.rodata are the same in another order/,
  },
  {
    what: 'generated code',
    a: generated('const text = "x"\n\n//go:noinline\nfunc lookup(k string) int { return len(k) }\n'),
    b: generated(
      'const text = "x"\n\n//go:noinline\nfunc lookup(k string) int {\n\tif len(k) > 3 {\n\t\tprintln("long")\n\t}\n\treturn len(k)\n}\n',
    ),
    name: 'generated-code',
    reason: /code of package "main" differs \("main\.lookup"\), with code of "example\.com\/hello\/zz_generated\.go"/,
    fix: /run the generator twice/,
    evidence: /function main\.lookup \(example\.com\/hello\/zz_generated\.go\): \d+ bytes of code on A, \d+ on B/,
  },
  {
    what: 'a number in generated code',
    a: generated('const text = "x"\n\n//go:noinline\nfunc lookup(k string) int { return len(k) * 4711 }\n'),
    b: generated('const text = "x"\n\n//go:noinline\nfunc lookup(k string) int { return len(k) * 4712 }\n'),
    name: 'generated-code',
    reason: /"main\.lookup".*zz_generated\.go/,
    fix: /random numbers/,
    evidence: /function main\.lookup .*other code of the same size/,
  },
  {
    what: 'a constant with a time',
    a: generated('const text = "built 2026-11-24 10:00:00"\n\nfunc lookup(k string) int { return len(k) }\n'),
    b: generated('const text = "built 2026-11-24 10:00:01"\n\nfunc lookup(k string) int { return len(k) }\n'),
    name: 'source-code',
    reason: /constant text differs: ".*10:00:00.*" on A, ".*10:00:01.*" on B, which looks like a time/,
    fix: /time of the source/,
    evidence: /a constant text/,
  },
  {
    what: 'the source of a package',
    a: { files: { ...library('return len(k)'), 'main.go': CALLS_LIBRARY } },
    b: { files: { ...library('println(k); return 2 * len(k)'), 'main.go': CALLS_LIBRARY } },
    name: 'source-code',
    reason: /code of package "example\.com\/hello\/library" differs \("example\.com\/hello\/library\.Lookup"\)/,
    fix: /compare the sources/,
    evidence: /function example\.com\/hello\/library\.Lookup/,
  },
];

function withDependency(version: string): Readonly<Record<string, string>> {
  return {
    'go.mod': `module example.com/hello\n\ngo 1.24\n\nrequire example.com/dep ${version}\n\nreplace example.com/dep => ./dep\n`,
    'dep/go.mod': 'module example.com/dep\n',
    'dep/dep.go': 'package dep\n\nfunc F() { println("x") }\n',
    'main.go': 'package main\n\nimport "example.com/dep"\n\nfunc main() { dep.F() }\n',
  };
}

/** A repository with one commit whose hash depends on its message alone, and a file that is in no commit. */
function repository(message: string, untracked?: string): (folder: string) => void {
  return (folder) => {
    const person = { NAME: 'a', EMAIL: 'a@example.com', DATE: '2026-01-01T00:00:00Z' };
    const variables = Object.entries(person).flatMap(([key, value]) => [
      [`GIT_AUTHOR_${key}`, value],
      [`GIT_COMMITTER_${key}`, value],
    ]);
    const env = { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', ...Object.fromEntries(variables) };
    for (const args of [
      ['init', '-q'],
      ['add', '.'],
      ['commit', '-q', '-m', message],
    ])
      execFileSync('git', args, { cwd: folder, env });
    if (untracked !== undefined) writeFileSync(join(folder, untracked), '');
  };
}

/** A program that embeds a folder and reads one file of it. */
export function embedding(two: string, more: Readonly<Record<string, string>> = {}): GoProgram {
  const main = [
    'package main',
    'import "embed"',
    '//go:embed data',
    'var files embed.FS',
    'func main() { b, _ := files.ReadFile("data/two.txt"); println(string(b)) }',
    '',
  ].join('\n\n');
  const embed = main.replace('data\n\nvar', 'data\nvar');
  return {
    files: { 'main.go': embed, 'data/one.txt': 'one', 'data/two.txt': two, 'data/sub/three.json': '{}', ...more },
  };
}

function generated(body: string): GoProgram {
  const main = 'package main\n\nfunc main() { println(lookup("a"), text) }\n';
  return { files: { 'main.go': main, 'zz_generated.go': `package main\n\n${body}` } };
}

function declarations(keys: string): string {
  const cases = [...keys].map((key) => `\tcase "${key}":\n\t\treturn f_${key}()\n`).join('');
  const functions = [...keys].map(
    (key) => `//go:noinline\nfunc f_${key}() int { println("${key}"); return ${key.charCodeAt(0)} }\n`,
  );
  return `const text = "x"\n\nfunc lookup(k string) int {\n\tswitch k {\n${cases}\t}\n\treturn 0\n}\n\n${functions.join('\n')}`;
}

function table(keys: string): string {
  const names = [...keys].map((key) => `"${key.repeat(3)}"`).join(', ');
  return `const text = "x"\n\nvar names = []string{${names}}\n\nfunc lookup(k string) int {\n\tfor i, n := range names {\n\t\tif n == k {\n\t\t\treturn i\n\t\t}\n\t}\n\treturn 0\n}\n`;
}

function library(body: string): Readonly<Record<string, string>> {
  return { 'library/lookup.go': `package library\n\n//go:noinline\nfunc Lookup(k string) int { ${body} }\n` };
}
