import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import type { CauseName, ProgramIdentity } from '../../src/records/difference.ts';
import { compareFiles, type FileDifference } from '../../src/roads/compare-files.ts';
import { cpuTime } from '../support/cpu-time.ts';
import { type GoProgram, goWorkshop, SMALL_MAIN } from '../support/go-program.ts';
import { mutants } from '../support/mutants.ts';
import { embedding } from './explain-cases.ts';

// Real causes for which the standard library is compiled anew, other platforms, other versions of Go, and hostile copies of
// a real program.
const go = goWorkshop();
after(() => go.remove());

interface Named {
  readonly name: CauseName;
  readonly reason: RegExp;
}

function explain(a: GoProgram, b: GoProgram): FileDifference {
  const difference = compareFiles(go.build(a), go.build(b));
  assert.ok(difference !== undefined, 'the programs must differ');
  return difference;
}

function isNamed(difference: FileDifference, { name, reason }: Named): void {
  const all = JSON.stringify(difference.causes, undefined, 1);
  assert.equal(difference.causes[0]?.name, name, all);
  assert.match(difference.causes[0].reason, reason, all);
}

const COMPILED_ANEW: readonly (Named & { readonly what: string; readonly a: GoProgram; readonly b?: GoProgram })[] = [
  {
    what: 'GOAMD64',
    a: { env: { GOAMD64: 'v3' } },
    name: 'cpu-level',
    reason: /GOAMD64 is "v3" on A and "v1" on B/,
  },
  {
    what: 'GOARM64',
    a: { env: { GOARCH: 'arm64', GOARM64: 'v8.1' } },
    b: { env: { GOARCH: 'arm64' } },
    name: 'cpu-level',
    reason: /GOARM64 is "v8\.1" on A and "v8\.0" on B/,
  },
  {
    what: '-buildmode',
    a: { flags: ['-buildmode=pie'] },
    name: 'buildmode',
    reason: /-buildmode is "pie" on A and "exe"/,
  },
  {
    what: 'the race detector',
    a: { flags: ['-race'], env: { CGO_ENABLED: '1' } },
    name: 'instrumentation',
    reason: /-race is "true" on A and absent on B/,
  },
  {
    what: 'GOEXPERIMENT',
    a: { env: { GOEXPERIMENT: 'nogreenteagc' } },
    name: 'experiment',
    reason: /GOEXPERIMENT is "nogreenteagc" on A and absent on B/,
  },
  {
    what: 'compiler flags for all packages',
    a: { flags: ['-gcflags=all=-l'] },
    name: 'compiler-flags',
    reason: /-gcflags is "all=-l" on A and absent on B/,
  },
  {
    what: 'a profile',
    a: {
      flags: ['-pgo=auto'],
      before: (folder) => writeFileSync(join(folder, 'default.pgo'), profile('main.main', 'main.f')),
    },
    name: 'pgo',
    reason: /-pgo is "default\.pgo" on A and absent on B/,
  },
];

for (const { what, a, b = {}, ...named } of COMPILED_ANEW)
  test(`${what} is named ${named.name}`, () => isNamed(explain(a, b), named));

test('a standard library that was changed behind the compiler’s back points to the toolchain', () => {
  const overlay = (folder: string): void => {
    const goroot = execFileSync('go', ['env', 'GOROOT'], { encoding: 'utf8' }).trim();
    const file = join(goroot, 'src/runtime/print.go');
    const changed = join(folder, 'changed.txt');
    const source = readFileSync(file, 'utf8').replace('func printnl() {', 'func printnl() {\n\tprintstring("!")');
    writeFileSync(changed, source);
    writeFileSync(join(folder, 'overlay.json'), JSON.stringify({ Replace: { [file]: changed } }));
  };
  const difference = explain({ before: overlay, flags: ['-overlay=overlay.json'] }, {});
  isNamed(difference, {
    name: 'toolchain',
    reason: /functions of the standard library differ although both programs name/,
  });
  const evidence = difference.causes[0]?.evidence ?? [];
  assert.ok(
    evidence.some((line) => line.includes('runtime.printnl')),
    JSON.stringify(evidence),
  );
});

test('two versions of Go are told apart', () => {
  const newer = { env: { GOTOOLCHAIN: 'go1.27.1', GOFLAGS: '-mod=mod' } };
  const difference = explain({}, newer);
  isNamed(difference, { name: 'toolchain', reason: /^A was built by "go1\.2\d.*", B by "go1\.27\.1"$/ });
  assert.equal(difference.identity.b.goVersion, 'go1.27.1');
});

for (const [what, env, identity] of [
  [
    'Mach-O',
    { GOOS: 'darwin', GOARCH: 'arm64' },
    { format: 'mach-o', machine: 'CPU_TYPE_ARM64', platform: 'darwin/arm64' },
  ],
  ['PE', { GOOS: 'windows' }, { format: 'pe', machine: 'IMAGE_FILE_MACHINE_AMD64', platform: 'windows/amd64' }],
] as const)
  test(`${what} programs are read: identity, build info, values, embedded files, functions, build ID`, () => {
    const tagged = explain({ env, flags: ['-tags=netgo'] }, { env });
    isNamed(tagged, { name: 'tags', reason: /-tags is "netgo" on A and absent on B/ });
    const { format, machine, platform }: ProgramIdentity = tagged.identity.a;
    assert.deepEqual({ format, machine, platform }, identity);
    const value = (text: string): GoProgram => ({ env, flags: [`-ldflags=-X main.date=${text}`] });
    isNamed(explain(value('today'), value('yesterday')), {
      name: 'linker-value',
      reason: /variable main\.date .*"today" on A, "yesterday" on B/,
    });
    const bare = (text: string): GoProgram => ({ env, flags: [`-ldflags=-s -w -X main.date=${text}`] });
    isNamed(explain(bare('today'), bare('yesterday')), {
      name: 'linker-value',
      reason: /"today" on A, "yesterday" on B/,
    });
    isNamed(explain({ ...embedding('two'), env }, { ...embedding('two and more'), env }), {
      name: 'embedded-file',
      reason: /^the embedded file "data\/two\.txt" differs$/,
    });
    isNamed(explain({ env, flags: ['-ldflags=-s -w'] }, { env }), {
      name: 'debug-info',
      // Go's -s leaves in Mach-O the names of what the system's libraries give.
      reason: /^A has .* and no DWARF, B has a symbol table and compressed DWARF/,
    });
    isNamed(explain({ env, flags: ['-ldflags=-s -w'] }, { env, flags: ['-ldflags=-w -s'] }), {
      name: 'link-command',
      reason: /^only the build ID differs, in its first part/,
    });
    const source = (body: string): GoProgram => ({
      env,
      files: {
        'main.go': SMALL_MAIN.replace('func main', `//go:noinline\nfunc f() { ${body} }\n\nfunc main`).replace(
          '{ println("hello"',
          '{ f(); println("hello"',
        ),
      },
    });
    isNamed(explain(source('println(1)'), source('println(1); println(2)')), {
      name: 'source-code',
      reason: /package "main" differs \("main\.f"/,
    });
  });

test('programs for two systems are told apart, whatever their formats', () => {
  const names = explain({ env: { GOOS: 'darwin', GOARCH: 'arm64' } }, { env: { GOOS: 'windows' } });
  isNamed(names, { name: 'platform', reason: /A for darwin\/arm64 \(mach-o, .*B for windows\/amd64 \(pe,/ });
  isNamed(explain({ env: { GOARCH: 'arm64' } }, {}), { name: 'platform', reason: /linux\/arm64 .*linux\/amd64/ });
});

test('hostile copies of a real program are explained in bounded time', () => {
  const whole = go.build({ ...embedding('two'), flags: ['-ldflags=-X main.date=x'] });
  const other = go.build({ ...embedding('two and more') });
  let slowest = 0;
  fc.assert(
    fc.property(mutants(whole, 4096), fc.boolean(), (mutant, same) => {
      const spent = cpuTime();
      const difference = compareFiles(same ? whole : other, mutant, () => 'sha256:' as never);
      slowest = Math.max(slowest, spent());
      assert.ok(difference === undefined || difference.causes.length > 0);
    }),
    { numRuns: 1500 },
  );
  assert.ok(slowest < 10_000, `the slowest took ${slowest} ms`);
});

/** The smallest CPU profile that Go takes: one sample of one call, as profile.proto of pprof has it. */
function profile(caller: string, callee: string): Uint8Array {
  const varint = (value: number): number[] => (value < 128 ? [value] : [(value & 127) | 128, ...varint(value >> 7)]);
  const field = (number: number, value: number | readonly number[]): number[] =>
    typeof value === 'number'
      ? [...varint(number << 3), ...varint(value)]
      : [...varint((number << 3) | 2), ...varint(value.length), ...value];
  const texts = ['', 'samples', 'count', 'cpu', 'nanoseconds', caller, callee, 'main.go'];
  const bytes = [
    ...field(1, [...field(1, 1), ...field(2, 2)]),
    ...field(1, [...field(1, 3), ...field(2, 4)]),
    ...field(2, [...field(1, [2, 1]), ...field(2, [100, ...varint(1_000_000)])]),
    ...[1, 2].flatMap((id) => field(4, [...field(1, id), ...field(4, [...field(1, id), ...field(2, 4 + id)])])),
    ...[1, 2].flatMap((id) =>
      field(5, [...field(1, id), ...field(2, 4 + id), ...field(3, 4 + id), ...field(4, 7), ...field(5, id)]),
    ),
    ...texts.flatMap((text) => field(6, [...new TextEncoder().encode(text)])),
    ...field(12, 10_000_000),
  ];
  return gzipSync(new Uint8Array(bytes));
}
