import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { type ConditionName, KEEPABLE_CONDITIONS } from '../../src/records/conditions.ts';
import { planBuild } from '../../src/seal/build/plan-build.ts';
import { compareConditions } from '../../src/seal/compare/compare-conditions.ts';
import { DEFAULT_BUILD, type Planned, twinHarness } from './twin-harness.ts';

const twin = twinHarness();
after(() => twin.remove());

const GO_MOD = 'module example.com/hello\n\ngo 1.21\n';
const MAIN = 'package main\n\nvar version string\n\nfunc main() { println("hello", version) }\n';

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
