import type { Call } from '../ports/call.ts';
import type { BuildPlan } from '../records/build-plan.ts';
import type { ConditionComparison } from '../records/conditions.ts';
import type { Progress } from '../records/progress.ts';
import type { Settings } from '../records/settings.ts';
import type { SideBuild } from '../records/side-build.ts';
import type { TwinResult } from '../records/twin-result.ts';
import { type BuildPorts, buildSide } from '../seal/build/build-side.ts';
import { discoverMains } from '../seal/build/discover-mains.ts';
import { planBuild } from '../seal/build/plan-build.ts';
import { compareConditions } from '../seal/compare/compare-conditions.ts';
import { compareTwins, type TwinComparison } from '../seal/compare/compare-twins.ts';
import type { LockedSource } from './lock.ts';

/** What a twin build needs of the world. */
export interface TwinBuildPorts extends BuildPorts {
  /** Processors that may be used at once. */
  readonly processors: number;
}

/** Both sides, compared. */
export interface TwinBuild {
  readonly plan: BuildPlan;
  readonly a: SideBuild;
  readonly b: SideBuild;
  readonly conditions: readonly ConditionComparison[];
  readonly comparison: TwinComparison;
}

/**
 * Locked source to twins: plan, build side A, build side B, compare. A difference is a result, not an error.
 * @throws TwinsealError of the stages `source` and `build`
 * @example (await twinBuild(locked, settings, assembly, ports, call, progress)).comparison.outcome // 'identical'
 */
export async function twinBuild(
  locked: LockedSource,
  settings: Settings,
  assembly: TwinResult['assembly'],
  ports: TwinBuildPorts,
  call: Call,
  progress: Progress,
): Promise<TwinBuild> {
  const plan = await makePlan(locked, settings, ports, call);
  const a = await timed('a', plan, locked, ports, call, progress);
  const b = await timed('b', plan, locked, ports, call, progress);
  const comparison = await compareTwins({ plan, a, b, assembly });
  progress({ step: 'compare', state: 'done', text: outcomeText(comparison, a.binaries.length) });
  return { plan, a, b, conditions: compareConditions(plan, a.observed, b.observed), comparison };
}

// Which programs there are only `go list` knows, and it reads hostile files too: it runs in a side of its own.
async function makePlan(
  locked: LockedSource,
  settings: Settings,
  ports: TwinBuildPorts,
  call: Call,
): Promise<BuildPlan> {
  const { lock, tree, toolchain } = locked;
  const draft = planBuild({
    source: lock,
    toolchain,
    mains: [],
    platforms: settings.platforms,
    build: settings.build,
    processors: ports.processors,
  });
  const side = await ports.sandbox.open('a', tree, toolchain, draft.sides.a, call);
  try {
    const mains = await discoverMains(
      {
        side,
        go: `${toolchain.goroot}/bin/go`,
        module: lock.module,
        named: settings.main,
        tags: settings.build.tags,
        goarch: draft.targets[0]?.goarch ?? 'amd64',
      },
      call,
    );
    return { ...draft, mains };
  } finally {
    await side.close();
  }
}

async function timed(
  name: 'a' | 'b',
  plan: BuildPlan,
  locked: LockedSource,
  ports: TwinBuildPorts,
  call: Call,
  progress: Progress,
): Promise<SideBuild> {
  const step = name === 'a' ? 'side A' : 'side B';
  const started = ports.clock.now();
  const platforms = plan.targets.map((target) => target.platform).join(', ');
  progress({ step, state: 'start', text: `building for ${platforms}` });
  const side = await buildSide(name, plan, locked.tree, ports, call);
  const took = ports.clock.now() - started;
  const size = side.binaries.reduce((total, { content }) => total + content.size, 0);
  progress({ step, state: 'done', text: `${count(side.binaries.length, 'program')}, ${size} bytes`, took });
  return side;
}

function outcomeText(comparison: TwinComparison, programs: number): string {
  return comparison.outcome === 'identical'
    ? `${count(programs, 'program')}, the same bytes on both sides`
    : `${comparison.differences.length} of ${count(programs, 'program')} DIFFERENT`;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
