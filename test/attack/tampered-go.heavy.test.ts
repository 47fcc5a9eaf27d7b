// Real compilers that were tampered with, through the program: on one side it shows as a difference, on both as a Go that is not
// the one that was published.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { removeTree } from '../../src/adapters/remove-tree.ts';
import type { AuthenticitySummary } from '../../src/doors/cli/authenticity-lines.ts';
import { type AuthenticGo, authenticGo, linkedGo } from '../support/authentic-go.ts';
import type { HostileRegistry } from '../support/hostile-registry.ts';
import { newLogKey, recordOf, SumdbLog, serveSumdb } from '../support/sumdb-log.ts';
import { twinseal } from '../support/twinseal-program.ts';

const root = mkdtempSync(join(tmpdir(), 'twinseal-tampered-'));
const [cache, module] = [join(root, 'cache'), join(root, 'module')];
let go: AuthenticGo;
let server: HostileRegistry;
let env: NodeJS.ProcessEnv;

before(async () => {
  for (const each of [cache, module]) mkdirSync(each);
  writeFileSync(join(module, 'go.mod'), 'module example.com/app\n\ngo 1.24\n');
  writeFileSync(
    join(module, 'main.go'),
    'package main\n\nfunc add(a, b int) int { return a + b }\n\nfunc main() { println(add(1, 2)) }\n',
  );
  go = await authenticGo(join(cache, 'twinseal'));
  const log = new SumdbLog(newLogKey(), 10);
  const { path, version } = go.manifest.module;
  log.add(path, version, recordOf(path, version, { h1: go.manifest.h1, goModH1: go.manifest.h1 }));
  server = await serveSumdb({ current: log });
  env = { PATH: process.env.PATH, HOME: root, XDG_CACHE_HOME: cache, GOPROXY: server.url, GOSUMDB: log.gosumdb };
});
after(async () => {
  await server.stop();
  removeTree(root);
});

/** A copy of Go whose compiler leaves a mark of its own in every program. */
function tamperedGo(name: string): string {
  const goroot = linkedGo(go.goroot, join(root, name));
  const tools = join(goroot, 'pkg/tool', readdirSync(join(goroot, 'pkg/tool'))[0] ?? '');
  mkdirSync(join(tools, 'real'));
  renameSync(join(tools, 'compile'), join(tools, 'real/compile'));
  const script =
    '#!/bin/sh\nreal="$(dirname "$0")/real/compile"\ncase "$1" in -V*) exec "$real" "$@" ;; esac\nexec "$real" -l "$@"\n';
  writeFileSync(join(tools, 'compile'), script, { mode: 0o755 });
  return goroot;
}

async function build(toolchains: readonly string[]) {
  const words = ['build', module, '--platform', 'linux/amd64', '--toolchain', toolchains.join(), '-o', 'json'];
  const { status, stdout, stderr } = await twinseal([...words, '--out', join(root, 'out')], { cwd: root, env });
  const report = JSON.parse(stdout) as {
    readonly outcome: string;
    readonly twin: { readonly authenticity: AuthenticitySummary };
  };
  return { status, stderr, outcome: report.outcome, go: report.twin.authenticity.go };
}

test('a compiler that was tampered with on one side shows as a difference, and that side is named', async () => {
  const { status, outcome, go: found, stderr } = await build([go.goroot, tamperedGo('one')]);
  assert.equal(status, 1, stderr);
  assert.equal(outcome, 'different');
  assert.equal(found.a.outcome, 'authenticated');
  assert.equal(found.b.outcome, 'contradicted');
  assert.deepEqual(
    found.b.differences?.map((each) => each.replace(/\w+_\w+\//, '')),
    ['changed pkg/tool/compile', 'added pkg/tool/real/compile'],
  );
});

test('a compiler that was tampered with on both sides builds twins, and neither side is authentic', async () => {
  const both = tamperedGo('both');
  const { status, outcome, go: found, stderr } = await build([both]);
  assert.equal(status, 0, stderr);
  assert.equal(outcome, 'identical');
  for (const side of ['a', 'b'] as const) assert.equal(found[side].outcome, 'contradicted');
});

test('a package of the library that was tampered with on one side shows as a difference', async () => {
  const goroot = linkedGo(go.goroot, join(root, 'library'));
  const file = join(goroot, 'src/runtime/print.go');
  const text = readFileSync(file, 'utf8').replace('func printnl() {\n', 'func printnl() {\n\tprintstring("evil")\n');
  rmSync(file);
  writeFileSync(file, text);
  const { status, outcome, go: found } = await build([go.goroot, goroot]);
  assert.equal(status, 1);
  assert.equal(outcome, 'different');
  assert.deepEqual(found.b.differences, ['changed src/runtime/print.go']);
});
