import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { differenceText } from '../../src/doors/cli/difference-text.ts';
import { type Cause, MAX_PACKAGE_DIFFERENCES, MAX_SECTION_DIFFERENCES } from '../../src/records/difference.ts';
import { compareFiles, type FileDifference } from '../../src/roads/compare-files.ts';
import { withCacheCause } from '../../src/seal/compare/cache-cause.ts';
import type { Suspect } from '../../src/seal/compare/comparison.ts';
import { explainDifference } from '../../src/seal/compare/explain-difference.ts';
import { type GoProgramSample, goProgramSample } from '../formats/go-program-sample.ts';
import { cpuTime } from '../support/cpu-time.ts';
import { mutants } from '../support/mutants.ts';

const SAMPLE: GoProgramSample = {
  functions: [
    { name: 'runtime.main', file: 'runtime/proc.go', line: 147, size: 64 },
    { name: 'main.f', line: 7 },
    { name: 'main.main', line: 12, size: 48 },
  ],
  embedded: { 'a.txt': 'hello', 'b.txt': 'there' },
  values: { 'main.date': 'today' },
};

function explained(a: GoProgramSample, b: GoProgramSample): FileDifference {
  const difference = compareFiles(goProgramSample({ ...SAMPLE, ...a }), goProgramSample({ ...SAMPLE, ...b }));
  assert.ok(difference);
  return difference;
}

const first = (difference: FileDifference): Cause => {
  const [cause] = difference.causes;
  assert.ok(cause);
  return cause;
};

test('whatever is given as a program is explained, in bounded words and time', () => {
  const whole = goProgramSample(SAMPLE);
  const other = goProgramSample({ ...SAMPLE, values: { 'main.date': 'tomorrow' } });
  let slowest = 0;
  fc.assert(
    fc.property(mutants(whole, 2048), fc.boolean(), (mutant, same) => {
      const spent = cpuTime();
      const difference = compareFiles(same ? whole : other, mutant);
      slowest = Math.max(slowest, spent());
      if (difference === undefined) return;
      assert.ok(difference.causes.length >= 1 && difference.causes.length <= 12);
      assert.ok(difference.sections.length <= MAX_SECTION_DIFFERENCES);
      assert.ok(difference.packages.length <= MAX_PACKAGE_DIFFERENCES);
      for (const cause of difference.causes) assert.ok(cause.evidence.length <= 13, cause.name);
      const text = differenceText([{ platform: '-', name: 'app', ...difference }]);
      assert.ok(text.length < 64 * 1024, String(text.length));
      assert.doesNotMatch(text, /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
    }),
    { numRuns: 2000 },
  );
  assert.ok(slowest < 2_000, `the slowest took ${slowest} ms`);
});

test('a text of the file can not act on a terminal', () => {
  const evil = '\u001b[2Jevil\u202e';
  const found = explained({ embedded: { 'a.txt': `${evil}one` } }, { embedded: { 'a.txt': `${evil}two` } });
  const text = differenceText([{ platform: '-', name: 'app', ...found }]);
  assert.equal(first(found).name, 'embedded-file');
  assert.doesNotMatch(text, /[\u001b\u202e]/);
});

test('a name as long as a file may have is cut', () => {
  const name = `main.${'x'.repeat(3000)}`;
  const [a, b] = [{ functions: [{ name, size: 32 }] }, { functions: [{ name, size: 64 }] }];
  const found = explained(a, b);
  assert.equal(first(found).name, 'source-code');
  const text = differenceText([{ platform: '-', name: 'app', ...found }]);
  assert.ok(text.split('\n').every((line) => line.length < 1000));
});

test('a program that was stripped after its link has the same build ID, and it is said', () => {
  const found = explained({ stripped: true }, {});
  assert.equal(first(found).name, 'debug-info');
  assert.match(
    first(found).reason,
    /^A has no symbol table.*A was stripped after it was linked, since the build ID is the same$/,
  );
  const linked = explained({ stripped: true, buildId: 'another/compile/package/content' }, {});
  assert.match(first(linked).reason, /the linker was told so on one side only/);
});

test('functions of the standard library that differ under one Go version point to the toolchain', () => {
  const functions = [
    { name: 'runtime.main', file: 'runtime/proc.go', line: 147, size: 96 },
    ...(SAMPLE.functions ?? []).slice(1),
  ];
  const found = explained({}, { functions });
  assert.equal(first(found).name, 'toolchain');
  assert.match(first(found).reason, /although both programs name "go1\.26\.8": another build of the toolchain/);
  assert.ok(first(found).evidence.some((line) => /runtime\.main.*64 bytes of code on A, 96 on B/.test(line)));
  const profiled = { settings: { '-pgo': 'default.pgo' } };
  const optimised = explained(profiled, { ...profiled, functions });
  assert.equal(first(optimised).name, 'pgo');
  assert.match(first(optimised).reason, /profile of the same name, "default\.pgo"/);
});

test('another C compiler, and another way of linking, are named though no setting records them', () => {
  const compiled = explained({ more: { '.comment': 'GCC: 12.2\0' } }, { more: { '.comment': 'GCC: 14.1\0' } });
  assert.equal(first(compiled).name, 'cgo');
  assert.match(first(compiled).reason, /another C compiler.*"GCC: 12\.2" on A, "GCC: 14\.1" on B/);
  const linked = explained({ more: { '.interp': '/lib/ld.so\0' } }, {});
  assert.equal(first(linked).name, 'linker-flags');
  assert.match(first(linked).reason, /^the two were linked in another way: A alone has \.interp$/);
  assert.match(first(linked).fix, /-linkmode/);
});

test('what a side saw of its surroundings and has in its program is a condition that leaks', () => {
  const side = (hostname: string): Suspect => ({
    bytes: goProgramSample({ ...SAMPLE, text: `built on ${hostname}` }),
    flags: {},
    observed: { hostname },
  });
  const found = explainDifference(side('host-one'), side('host-two'), { ldflags: [], prepare: [] });
  assert.equal(found?.causes[0]?.name, 'condition-leak');
  assert.match(
    found.causes[0].reason,
    /^the hostname of each side stands in its binary: "host-one" in A, "host-two" in B$/,
  );
});

test('a variable that is named for a host or a user is told by its name', () => {
  const value = (name: string, text: string): GoProgramSample => ({ values: { [name]: text } });
  const host = first(explained(value('main.buildHost', 'one'), value('main.buildHost', 'two')));
  assert.match(host.reason, /variable main\.buildHost .*which looks like a host name$/);
  assert.match(host.fix, /^leave it out/);
  const user = first(explained(value('main.builtBy', 'ann'), value('main.builtBy', 'bob')));
  assert.match(user.reason, /which looks like a user name$/);
});

test('code that differs although both sides built one source points to the toolchain, unless a command ran before', () => {
  const side = (size: number): Suspect => ({
    bytes: goProgramSample({ ...SAMPLE, functions: [{ name: 'main.f', size }] }),
    flags: {},
    observed: {},
  });
  const cause = (prepare: readonly (readonly string[])[], sameSource: boolean): Cause | undefined =>
    explainDifference(side(32), side(64), { ldflags: [], prepare, sameSource })?.causes[0];
  const found = cause([], true);
  assert.equal(found?.name, 'toolchain');
  assert.match(found.reason, /^code of package "main" differs although both sides built one source/);
  assert.match(found.fix, /empty caches/);
  assert.equal(cause([['go', 'generate']], true)?.name, 'generated-code');
  assert.equal(cause([], false)?.name, 'source-code');
  const cold = { cold: true, observed: {} };
  const warm = { cold: false, observed: { cache: '/cache' } };
  assert.deepEqual(
    withCacheCause([found], cold, warm).map(({ name }) => name),
    ['warm-cache', 'toolchain'],
  );
  const told = { ...found, reason: 'A was built by "go1.26.8", B by "go1.27.1"' };
  assert.deepEqual(
    withCacheCause([told], cold, warm).map(({ name }) => name),
    ['toolchain', 'warm-cache'],
  );
});

test('settings of each kind are named by it, and one that is not known by its key', () => {
  const cases: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
    ['buildmode', { '-buildmode': 'pie' }],
    ['instrumentation', { '-race': 'true' }],
    ['experiment', { GOEXPERIMENT: 'rangefunc' }],
    ['cgo', { CGO_CFLAGS: '-O1' }],
    ['cpu-level', { GOARM64: 'v9.0' }],
    ['tags', { '-tags': 'netgo' }],
    ['compiler-flags', { '-gccgoflags': '-O1' }],
    ['pgo', { '-pgo': 'default.pgo' }],
    ['godebug', { DefaultGODEBUG: 'panicnil=1' }],
    ['build-setting', { GOFIPS140: 'latest' }],
    ['vcs-stamp', { 'vcs.time': '2026-11-24T00:00:00Z' }],
    ['path-leak', { '-trimpath': 'false' }],
    ['platform', { GOARCH: 'arm64' }],
  ];
  for (const [name, settings] of cases) assert.equal(first(explained({}, { settings })).name, name);
});

test('programs of two machines are not compared any further', () => {
  const found = explained({}, { machine: 183, functions: [{ name: 'main.other' }], values: { 'main.date': 'x' } });
  assert.deepEqual(
    found.causes.map(({ name }) => name),
    ['platform'],
  );
  assert.deepEqual(
    [found.identity.a.machine, found.identity.b.machine, found.identity.a.buildId],
    ['EM_X86_64', 'EM_AARCH64', 'link/compile/package/content'],
  );
});

test('several causes are all named, what was recorded before what was deduced', () => {
  const found = explained(
    { values: { 'main.date': 'one' }, embedded: { 'a.txt': 'x' } },
    { values: { 'main.date': 'two' }, embedded: { 'a.txt': 'y' }, settings: { '-tags': 'netgo' } },
  );
  assert.deepEqual(
    found.causes.map(({ name }) => name),
    ['tags', 'embedded-file', 'linker-value'],
  );
});
