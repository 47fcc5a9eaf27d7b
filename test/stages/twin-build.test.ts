import assert from 'node:assert/strict';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { openBuildCaches } from '../../src/adapters/build-cache.ts';
import { trialContainment } from '../../src/adapters/sandbox/sandbox.ts';
import { type ConditionName, KEEPABLE_CONDITIONS } from '../../src/records/conditions.ts';
import type { ErrorCode } from '../../src/records/error-catalogue.ts';
import { TwinsealError } from '../../src/records/twinseal-error.ts';
import { planBuild } from '../../src/seal/build/plan-build.ts';
import { compareConditions } from '../../src/seal/compare/compare-conditions.ts';
import { warmCaches } from '../support/warm-caches.ts';
import { DEFAULT_BUILD, type Planned, testCall, twinHarness } from './twin-harness.ts';

// Cold caches cost their time here (a standard library for each side and platform), so that few twins serve many claims,
// mains print without fmt, and what is refused is built with kept caches.
const twin = twinHarness();
after(() => twin.remove());
const best = await trialContainment(join(twin.root, 'trial'), testCall());
const plain = best.kind === 'process' && 'this machine: without namespaces no prepare command runs';

const GO_MOD = 'module example.com/hello\n\ngo 1.21\n';
const MAIN = 'package main\n\nvar version string\n\nfunc main() { println("hello", version) }\n';

function refused(code: ErrorCode, pattern = /./): (error: unknown) => boolean {
  return (error) => error instanceof TwinsealError && error.code === code && pattern.test(error.message);
}

test('two sides under different conditions build the same bytes for two platforms, and say how they differed', async () => {
  const folder = twin.module({ 'go.mod': GO_MOD, 'main.go': MAIN });
  const planned = await twin.plan(
    folder,
    { ldflags: ['-X main.version={{.Version}}'] },
    [],
    ['linux/amd64', 'linux/arm64'],
  );
  const { a, b, comparison } = await twin.twins(planned);
  assert.equal(comparison.outcome, 'identical');
  const { result } = comparison;
  assert.deepEqual(
    result.binaries.map((each) => [each.platform, each.name]),
    [
      ['linux/amd64', 'hello'],
      ['linux/arm64', 'hello'],
    ],
  );
  assert.ok(a.cold && b.cold);
  assert.deepEqual(a.flags.ldflags, ['-X', 'main.version=1.2.3']);
  const varied = result.conditions.filter((each) => each.varied).map((each) => each.name);
  const always = ['path', 'home', 'timezone', 'locale', 'umask', 'environment', 'parallelism', 'file-times', 'cache'];
  for (const name of always) assert.ok(varied.includes(name as (typeof varied)[number]), name);
  if (a.isolation.kind === 'namespaces') {
    assert.ok(varied.includes('hostname'));
    assert.ok(a.isolation.networkless && b.isolation.networkless);
  }
  for (const each of result.conditions) assert.equal(each.why === undefined, each.varied, each.name);
  assert.ok(!varied.includes('clock') && !varied.includes('toolchain') && !varied.includes('cpus'));
  const chunks: Uint8Array[] = [];
  for await (const chunk of b.binaries[1]?.content.open() ?? []) chunks.push(chunk);
  assert.equal(Buffer.concat(chunks).subarray(0, 4).toString('latin1'), '\x7fELF');
});

test('a prepare command that leaks the host name makes that program differ, and it is named; the other one is not', {
  skip: plain,
}, async () => {
  const folder = twin.module({
    'go.mod': GO_MOD,
    'cmd/clean/main.go': MAIN,
    'cmd/leak/main.go': 'package main\n\nfunc main() { println(builder) }\n',
  });
  const script = 'echo "package main; const builder = \\"built on $(uname -n)\\"" > cmd/leak/generated.go';
  const planned = await twin.plan(folder, { prepare: [['sh', '-c', script]] }, ['./cmd/clean', 'cmd/leak']);
  const { comparison, a } = await twin.twins(planned);
  assert.equal(comparison.outcome, a.isolation.kind === 'namespaces' ? 'different' : 'identical');
  if (comparison.outcome !== 'different') return;
  assert.deepEqual(
    comparison.differences.map((each) => each.name),
    ['leak'],
  );
  const [difference] = comparison.differences;
  assert.equal(difference?.causes[0]?.name, 'generated-code');
  assert.match(difference?.causes[0]?.reason ?? '', /hostname.*side-a.*other-machine\.example/);
  assert.notEqual(difference?.section, undefined);
  assert.ok((difference?.firstByte ?? 0) > 0);
});

test('each condition that is switched off is seen to be equal, and said to be not varied', async () => {
  const folder = twin.module({ 'go.mod': GO_MOD, 'main.go': MAIN });
  const planned = await twin.plan(folder);
  const { source, toolchains } = planned.plan;
  const told = (keep: readonly ConditionName[]): Planned => {
    // Without main packages nothing is built, and the sides only tell of themselves.
    const build = { ...DEFAULT_BUILD, keep, vary: ['cpus'] };
    const plan = planBuild({ source, toolchains, mains: [], platforms: ['linux/amd64'], build, processors: 2 });
    return { ...planned, plan };
  };
  const a = await twin.side(told([]), 'a');
  const all = compareConditions(told([]).plan, a.observed, (await twin.side(told([]), 'b')).observed);
  const varied: readonly ConditionName[] = all.filter((each) => each.varied).map(({ name }) => name);
  if (a.isolation.kind === 'namespaces')
    for (const name of ['path', 'hostname', 'domain', 'exec-path', 'aslr', 'kernel'] as const)
      assert.ok(varied.includes(name), `${name}: ${all.find((each) => each.name === name)?.why}`);
  // What is not varied anyway needs a look only in company: a copy of Go for each side costs seconds.
  for (const keep of [KEEPABLE_CONDITIONS, ...varied.filter((name) => name !== 'cache').map((name) => [name])]) {
    const kept = told(keep);
    // Side A is what it always is, but for HOME, which is nowhere when it is kept.
    const first = keep.includes('home') ? await twin.side(kept, 'a') : a;
    const second = await twin.side(kept, 'b');
    for (const { name, varied: differs, why } of compareConditions(kept.plan, first.observed, second.observed)) {
      if (keep.includes(name)) assert.ok(!differs && /build\.keep/.test(why ?? ''), `${name} with ${keep.join()}`);
      // The path of the cache is one of the side's.
      else if (name !== 'cache') assert.equal(differs, varied.includes(name), `${name} with ${keep.join()}`);
    }
  }
});

test('main packages are found, named, and listed when there are several', async () => {
  const files = {
    'go.mod': GO_MOD,
    'cmd/a/main.go': MAIN,
    'cmd/b/main.go': MAIN,
    'lib/lib.go': 'package lib\n',
    'testdata/x/main.go': MAIN,
  };
  const folder = twin.module(files);
  await assert.rejects(twin.plan(folder), refused('SOURCE_MAIN_AMBIGUOUS', /2 main packages.*\.\/cmd\/a, \.\/cmd\/b/));
  await assert.rejects(
    twin.plan(folder, {}, ['./cmd/c']),
    refused('SOURCE_NO_MAIN', /no main package "\.\/cmd\/c".*\.\/cmd\/a/),
  );
  await assert.rejects(twin.plan(folder, {}, ['./lib']), refused('SOURCE_NO_MAIN'));
  assert.deepEqual(
    (await twin.plan(folder, {}, ['cmd/b/'])).mains.map((main) => main.name),
    ['b'],
  );
  const library = twin.module({ 'go.mod': GO_MOD, 'lib.go': 'package hello\n' });
  await assert.rejects(twin.plan(library), refused('SOURCE_NO_MAIN', /no main package/));
});

test('what can not be built is refused with its own code and one sentence', async () => {
  const caches = openBuildCaches(warmCaches());
  const attempt = async (files: Readonly<Record<string, string>>, build = {}): Promise<unknown> =>
    twin.side(await twin.plan(twin.module({ 'go.mod': GO_MOD, ...files }), build), 'a', caches);
  const cgo = 'package main\n\n// int x;\nimport "C"\n\nfunc main() { println(C.x) }\n';
  await assert.rejects(attempt({ 'main.go': cgo }), refused('BUILD_CGO_NEEDED', /needs cgo for example\.com\/hello/));
  const other = '//go:build windows\n\npackage lib\n';
  const wants = 'package main\n\nimport _ "example.com/hello/lib"\n\nfunc main() {}\n';
  await assert.rejects(
    attempt({ 'main.go': wants, 'lib/lib.go': other }),
    refused('BUILD_FAILED', /no file of example\.com\/hello\/lib/),
  );
  const missing = 'package main\n\nimport _ "example.com/none"\n\nfunc main() {}\n';
  await assert.rejects(
    attempt({ 'main.go': missing }),
    refused('BUILD_FAILED', /example\.com\/none is in none of the vendored modules/),
  );
  await assert.rejects(
    attempt({ 'main.go': 'package main\n\nfunc main( {}\n' }),
    refused('BUILD_FAILED', /main\.go:3/),
  );
  await assert.rejects(
    attempt({ 'main.go': MAIN, 'go.mod': 'module example.com/hello\n\ngo 1.999\n' }),
    refused('BUILD_TOOLCHAIN', /1\.999/),
  );
  if (plain) return;
  await assert.rejects(attempt({ 'main.go': MAIN }, { prepare: [['sh', '-c', 'echo why >&2; exit 3']] }), (error) => {
    return error instanceof TwinsealError && error.code === 'BUILD_PREPARE_FAILED' && error.details.includes('why');
  });
  await assert.rejects(
    attempt({ 'main.go': MAIN }, { prepare: [['sleep', '60']], timeout: 1 }),
    refused('BUILD_TIMEOUT'),
  );
});

test('a prepare command never runs as a plain process, which could read the keys of the user', async (t) => {
  const open = twinHarness({ kind: 'process', why: 'the test asked for it', tools: best.tools });
  t.after(() => open.remove());
  const folder = open.module({ 'go.mod': GO_MOD, 'main.go': MAIN });
  const planned = await open.plan(folder, { prepare: [['sh', '-c', `touch ${open.root}/mark`]] });
  await assert.rejects(open.side(planned, 'a'), refused('BUILD_SANDBOX', /the test asked for it/));
  assert.ok(!existsSync(join(open.root, 'mark')));
});

test('a hostile source reads no file of the machine into the compiler’s messages, and leaves no mark', async () => {
  const canary = join(twin.root, 'canary');
  writeFileSync(canary, 'CANARY_SECRET_4711\n');
  const folder = twin.module({
    'go.mod': GO_MOD,
    'main.go': 'package main\n\nfunc f()\n\nfunc main() { f() }\n',
    'a.s': `#include "${canary}"\n#include "/etc/hostname"\n`,
    'go.work': 'go 1.21\n\nuse ./elsewhere\n',
    'default.pgo': 'no profile\n',
  });
  const planned = await twin.plan(folder, {
    prepare: plain ? [] : [['sh', '-c', `cat ${canary} /etc/shadow ~/.netrc; touch ${twin.root}/mark; true`]],
  });
  // What a developer's environment may hold must not reach a side either: a toolexec program would be run.
  const before = process.env.GOFLAGS;
  writeFileSync(join(twin.root, 'toolexec'), `#!/bin/sh\ntouch ${twin.root}/toolexec-ran\nexec "$@"\n`, {
    mode: 0o755,
  });
  process.env.GOFLAGS = `-toolexec=${twin.root}/toolexec`;
  const error = await twin.side(planned, 'b', openBuildCaches(warmCaches())).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (before === undefined) delete process.env.GOFLAGS;
  else process.env.GOFLAGS = before;
  assert.ok(!existsSync(join(twin.root, 'toolexec-ran')));
  assert.ok(error instanceof TwinsealError && error.kind.stage === 'build', String(error));
  const contained = !error.details.join('\n').includes('CANARY_SECRET_4711');
  // Where nothing but plain processes is to be had, the isolation says so, and a policy can refuse it.
  assert.ok(contained || best.kind === 'process');
  assert.ok(!existsSync(join(twin.root, 'mark')) || best.kind === 'process');
});
