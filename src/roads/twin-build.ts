import type { Call } from '../ports/call.ts';
import type { BuildPlan } from '../records/build-plan.ts';
import type { ConditionComparison } from '../records/conditions.ts';
import type { Progress } from '../records/progress.ts';
import type { Settings } from '../records/settings.ts';
import type { SideBuild } from '../records/side-build.ts';
import type { TwinResult } from '../records/twin-result.ts';
import { type BuildPorts, buildSide } from '../seal/build/build-side.ts';
import { compareConditions } from '../seal/compare/compare-conditions.ts';
import { compareTwins, type TwinComparison } from '../seal/compare/compare-twins.ts';
import type { LockedSource } from './lock.ts';
import { makePlan } from './make-plan.ts';

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
