// What a build can be asked for besides its source, each read back from the binary that came of it.
import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { thisMachine } from '../../src/adapters/machine.ts';
import { sha256Digest } from '../../src/formats/digest.ts';
import { TwinsealError } from '../../src/records/twinseal-error.ts';
import { examine } from '../../src/roads/doctor.ts';
import { checkBinary } from '../../src/seal/build/static-check.ts';
import { cpuProfile } from '../support/cpu-profile.ts';
import { blobBytes } from '../support/memory-blob.ts';
import { testCall, twinHarness } from './twin-harness.ts';

const twin = twinHarness();
after(() => twin.remove());

const MODULE = {
  'go.mod': 'module example.com/inputs\n\ngo 1.24\n',
  'cmd/a/main.go': 'package main\n\nfunc main() { println("a", word) }\n',
  'cmd/a/plain.go': '//go:build !goexperiment.fieldtrack\n\npackage main\n\nconst word = "plain"\n',
  'cmd/a/field.go': '//go:build goexperiment.fieldtrack\n\npackage main\n\nconst word = "tracked"\n',
  'cmd/b/main.go': '//go:build goexperiment.fieldtrack && more\n\npackage main\n\nfunc main() { println("b") }\n',
};
const A = ['./cmd/a'];

test('experiments, tags, compiler flags and a profile are read back from the binary, and the profile is known by its digest', async () => {
  const folder = twin.module(MODULE);
  const profile = cpuProfile('main.main', 'runtime.printstring');
  writeFileSync(join(folder, 'cmd', 'a', 'default.pgo'), profile);
  const build = { experiments: ['fieldtrack'], tags: ['more'], gcflags: ['-N'] };
  const planned = await twin.plan(folder, build, ['./cmd/a', './cmd/b']);
  const side = await twin.side(planned, 'a');
  const [a, b] = side.binaries;
  assert.ok(a !== undefined && b !== undefined);
  const said = new Map(a.facts.buildSettings);
  assert.equal(said.get('GOEXPERIMENT'), 'fieldtrack');
  assert.equal(said.get('-tags'), 'more');
  assert.equal(said.get('-gcflags'), '-N');
  assert.equal(said.get('-pgo'), 'default.pgo');
  assert.equal(new Map(b.facts.buildSettings).get('-pgo'), undefined);
  assert.ok(Buffer.from(await blobBytes(a.content)).includes('tracked'));
  const digest = sha256Digest(profile);
  assert.deepEqual(side.profiles, [{ package: './cmd/a', path: 'cmd/a/default.pgo', digest }]);
  assert.deepEqual(side.flags.pgo, [`./cmd/a cmd/a/default.pgo ${digest}`]);
  assert.deepEqual(side.flags.experiments, ['fieldtrack']);
  const [target] = planned.plan.targets;
  assert.ok(target !== undefined);
  const bytes = await blobBytes(a.content);
  for (const [asked, pattern] of [
    [{ GOEXPERIMENT: undefined }, /has GOEXPERIMENT="fieldtrack", and no GOEXPERIMENT was asked for/],
    [{ '-pgo': 'other.pgo' }, /-pgo="default\.pgo", and -pgo="other\.pgo"/],
    [{ '-race': 'true' }, /has no -race/],
  ] as const)
    assert.throws(
      () => checkBinary(bytes, planned.mains[0] ?? assert.fail(), target, asked),
      (error) => error instanceof TwinsealError && error.code === 'BINARY_NOT_AS_ASKED' && pattern.test(error.message),
    );
});

test('what Go or the source does not have is refused by name', async () => {
  const folder = twin.module(MODULE);
  const refuses = async (build: Parameters<typeof twin.plan>[1], pattern: RegExp): Promise<void> =>
    await assert.rejects(
      async () => await twin.side(await twin.plan(folder, build, A), 'a'),
      (error) => error instanceof TwinsealError && error.code === 'SETTINGS_INVALID' && pattern.test(error.message),
    );
  await refuses({ pgo: './profiles/app.pgo' }, /profiles\/app\.pgo, which the source does not have/);
  await refuses({ experiments: ['nosuch'] }, /no experiment such/);
});

test('machines beyond amd64 and arm64 are built for, with what was asked in their build info', async () => {
  const planned = await twin.plan(twin.module(MODULE), { levels: { GOARM64: 'lse' } }, A, [
    'linux/riscv64',
    'linux/arm64',
  ]);
  const { binaries } = await twin.side(planned, 'a');
  const level = (platform: string, name: string) =>
    new Map(binaries.find((each) => each.platform === platform)?.facts.buildSettings).get(name);
  assert.equal(level('linux/riscv64', 'GORISCV64'), 'rva20u64');
  assert.equal(level('linux/arm64', 'GOARM64'), 'v8.0,lse');
});

test('doctor says which levels this processor runs', async () => {
  const cpu = (await examine(thisMachine(process.env), testCall())).find(({ name }) => name === 'cpu');
  assert.equal(cpu?.state, 'found');
  const known = ['x64', 'arm64'].includes(process.arch) && existsSync('/proc/cpuinfo');
  assert.match(cpu.text, known ? /^(amd64 v[1-4] \(runs v1|arm64 v[89]\.\d \(runs v8\.0)/ : /./);
  if (/^flags.*\bavx2\b/m.test(readFileSync('/proc/cpuinfo', 'utf8'))) assert.match(cpu.text, /v3/);
});
