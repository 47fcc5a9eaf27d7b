// What docs/variations.md says of each condition: what is taken into a program differs between the sides, by that alone.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { trialContainment } from '../../src/adapters/sandbox/sandbox.ts';
import { readWhole } from '../../src/records/blob.ts';
import { DEFAULT_CHOICES } from '../../src/records/build-choices.ts';
import type { BuildPlan } from '../../src/records/build-plan.ts';
import type { SideBuild } from '../../src/records/side-build.ts';
import { planBuild } from '../../src/seal/build/plan-build.ts';
import { compareConditions } from '../../src/seal/compare/compare-conditions.ts';
import { testCall, twinHarness } from './twin-harness.ts';

const twin = twinHarness();
// Generators do not run as plain processes.
const skip = (await trialContainment(join(twin.root, 'trial'), testCall())).kind === 'process';
after(() => twin.remove());

/** How a generator that nobody looked at closely takes a condition into the code. */
const TAKEN_IN = {
  path: 'pwd -P',
  home: 'echo "$HOME"',
  hostname: 'uname -n',
  timezone: 'echo "$TZ $(date -d @0 +%H%M)"',
  locale: 'echo "$LC_ALL $LANG $LANGUAGE"',
  umask: 'umask',
  environment: 'echo "$BUILD_NUMBER $CI"',
  parallelism: 'echo "$GOMAXPROCS"',
  'file-times': 'stat -c %Y go.mod',
  user: 'id -u',
  kernel: 'uname -r',
  // An address that is the same each time, or not.
  aslr: 'one=$(grep -F "[stack]" /proc/self/maps); [ "$one" = "$(grep -F "[stack]" /proc/self/maps)" ] && echo same',
  cpus: 'nproc',
  'file-order': 'find . | cksum',
  'exec-path': 'echo "$PATH" | cut -d: -f2-',
  domain: 'cat /proc/sys/kernel/domainname',
  toolchain: 'go env GOROOT',
  // Varied by nobody, and yet never the same.
  clock: 'date +%s.%N',
  // Nothing of the side: equal on both.
  nothing: 'echo constant',
} as const;
const names = Object.keys(TAKEN_IN) as readonly (keyof typeof TAKEN_IN)[];

const GENERATE = [
  'taken=',
  ...names.map((name) => `taken="$taken<${name}=$(${TAKEN_IN[name]} || :)>"`),
  `printf 'package main\\n\\nconst taken = "%s"\\n' "$taken" > cmd/taken/generated.go`,
].join('\n');
const TAKEN = 'package main\n\nfunc main() { println(taken) }\n';
const CLEAN = 'package main\n\nfunc main() { println("clean") }\n';

/** What a side's program `taken` has of each condition. */
async function takenBy(side: SideBuild): Promise<ReadonlyMap<string, string>> {
  const binary = side.binaries.find(({ name }) => name === 'taken');
  assert.ok(binary !== undefined);
  const text = Buffer.from(await readWhole(binary.content)).toString('latin1');
  return new Map([...text.matchAll(/<([a-z-]+)=([^<>]*)>/g)].map(([, name = '', value = '']) => [name, value]));
}

const digestOf = (side: SideBuild, program: string): string | undefined =>
  side.binaries.find(({ name }) => name === program)?.content.digest;

test('what is varied, and nothing else, differs in a program that takes it in; a tampered Go makes even a clean one differ', {
  skip,
}, async () => {
  const folder = twin.module({
    'go.mod': 'module example.com/taken\n\ngo 1.21\n',
    'cmd/taken/main.go': TAKEN,
    'cmd/clean/main.go': CLEAN,
  });
  const prepare = [['sh', '-ec', GENERATE]];
  const planned = await twin.plan(folder, { prepare, vary: ['cpus'] }, ['./cmd/taken', './cmd/clean']);
  const { source, mains, build, toolchains } = planned.plan;
  const choices = { limits: DEFAULT_CHOICES.limits, ownToolchains: true };
  const input = { source, mains, build, platforms: ['linux/amd64'], processors: 2, choices };
  const plan: BuildPlan = planBuild({ ...input, toolchains });
  const { comparison, a, b } = await twin.twins({ ...planned, plan });

  assert.ok(comparison.outcome === 'different');
  assert.deepEqual(
    comparison.differences.map(({ name }) => name),
    ['taken'],
  );
  assert.equal(
    digestOf(a, 'clean'),
    digestOf(b, 'clean'),
    'plain go build reads none of it, so a clean program is equal',
  );
  const conditions = compareConditions(plan, a.observed, b.observed);
  const varied = new Set(conditions.filter((each) => each.varied).map(({ name }) => name as string));
  const [inA, inB] = [await takenBy(a), await takenBy(b)];
  assert.deepEqual([...inA.keys()].sort(), [...names].sort());
  const differing = [...inA.keys()].filter((name) => inA.get(name) !== inB.get(name));
  assert.deepEqual(differing.sort(), [...inA.keys()].filter((name) => varied.has(name) || name === 'clock').sort());
  // Where namespaces are to be had, only these may be what this machine does not let us choose.
  const maybe = ['nothing', 'clock', 'user', 'file-order', 'aslr', 'kernel', 'cpus'];
  for (const name of names) assert.ok(varied.has(name) || maybe.includes(name), name);

  // Somebody changed the Go of one side: what every program brings along is then another.
  const goroot = join(twin.root, 'tampered');
  execFileSync('cp', ['-RLp', '--reflink=auto', toolchains.b.goroot, goroot]);
  const victim = join(goroot, 'src/runtime/print.go');
  const text = readFileSync(victim, 'utf8');
  assert.ok(text.includes('printstring("\\n")'));
  writeFileSync(victim, text.replace('printstring("\\n")', 'printstring(" tampered\\n")'));
  const clean = mains.filter(({ name }) => name === 'clean');
  const tampered = planBuild({
    ...input,
    mains: clean,
    build: { ...build, prepare: [], vary: [] },
    choices: DEFAULT_CHOICES,
    toolchains: { ...toolchains, b: { ...toolchains.b, goroot } },
  });
  const other = await twin.side({ ...planned, plan: tampered }, 'b');
  assert.notEqual(digestOf(other, 'clean'), digestOf(a, 'clean'));
});
