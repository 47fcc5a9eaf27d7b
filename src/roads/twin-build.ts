import type { Call } from '../ports/call.ts';
import type { BuildPlan } from '../records/build-plan.ts';
import type { ConditionComparison } from '../records/conditions.ts';
import type { Progress } from '../records/progress.ts';
import type { Settings } from '../records/settings.ts';
import type { SideBuild } from '../records/side-build.ts';
import type { TwinResult } from '../records/twin-result.ts';
import { type BuildPorts, buildInSide, buildSide } from '../seal/build/build-side.ts';
import { openSide } from '../seal/build/open-side.ts';
import { compareConditions } from '../seal/compare/compare-conditions.ts';
import { compareTwins, type TwinComparison } from '../seal/compare/compare-twins.ts';
import type { LockedSource } from './lock.ts';
import { draftPlan, findMains } from './make-plan.ts';

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
  const draft = draftPlan(locked, settings, ports.processors);
  const { plan, side: a } = await firstSide(draft, locked, settings, ports, call, progress);
  const b = await timed('b', plan, ports, progress, () => buildSide('b', plan, locked.tree, ports, call));
  const comparison = await compareTwins({ plan, a, b, assembly });
  progress({ step: 'compare', state: 'done', text: outcomeText(comparison, a.binaries.length) });
  return { plan, a, b, conditions: compareConditions(plan, a.observed, b.observed), comparison };
}

/** Side A, in which the plan is completed before it is built there. */
async function firstSide(
  draft: BuildPlan,
  locked: LockedSource,
  settings: Settings,
  ports: TwinBuildPorts,
  call: Call,
  progress: Progress,
): Promise<{ readonly plan: BuildPlan; readonly side: SideBuild }> {
  const opened = await openSide('a', draft, locked.tree, ports, call);
  try {
    const plan = { ...draft, mains: await findMains(opened, draft, settings, call) };
    return { plan, side: await timed('a', plan, ports, progress, () => buildInSide(opened, plan, ports, call)) };
  } finally {
    await opened.side.close();
  }
}

async function timed(
  name: 'a' | 'b',
  plan: BuildPlan,
  ports: TwinBuildPorts,
  progress: Progress,
  build: () => Promise<SideBuild>,
): Promise<SideBuild> {
  const step = name === 'a' ? 'side A' : 'side B';
  const started = ports.clock.now();
  const platforms = plan.targets.map((target) => target.platform).join(', ');
  progress({ step, state: 'start', text: `building for ${platforms}` });
  const side = await build();
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
