import type { Call } from '../ports/call.ts';
import type { BuildPlan, MainPackage, SideName } from '../records/build-plan.ts';
import type { ConditionComparison } from '../records/conditions.ts';
import type { ImportedTree } from '../records/imported-tree.ts';
import type { Progress } from '../records/progress.ts';
import type { Settings } from '../records/settings.ts';
import type { SideBuild } from '../records/side-build.ts';
import type { TwinResult } from '../records/twin-result.ts';
import { type BuildPorts, buildInSide } from '../seal/build/build-side.ts';
import { type OpenedSide, openSide } from '../seal/build/open-side.ts';
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
  const build = { tree: locked.tree, ports: { ...ports, packages: new Map<string, number>() }, call, progress };
  const first = await buildOne('a', draft, (opened) => findMains(opened, draft, settings, call), build);
  const second = await buildOne('b', draft, async () => first.plan.mains, build);
  const [a, b] = [first.side, second.side];
  const plan = { ...first.plan, notes: [...new Set([...draft.notes, ...first.notes, ...second.notes])] };
  const comparison = await compareTwins({ plan, a, b, assembly });
  progress({ step: 'compare', state: 'done', text: outcomeText(comparison, a.binaries.length) });
  return { plan, a, b, conditions: compareConditions(plan, a.observed, b.observed), comparison };
}

/** What building one side needs besides its plan. */
export interface BuildInput {
  readonly tree: ImportedTree;
  readonly ports: TwinBuildPorts;
  readonly call: Call;
  readonly progress: Progress;
}

/**
 * Makes a side, completes its plan by the main packages, and builds them there.
 * @throws TwinsealError of the stage `build`, or `SOURCE_VENDOR_STALE`
 * @example await buildOne('b', draft, async () => first.plan.mains, { tree, ports, call, progress })
 */
export async function buildOne(
  name: SideName,
  draft: BuildPlan,
  mains: (opened: OpenedSide) => Promise<readonly MainPackage[]>,
  { tree, ports, call, progress }: BuildInput,
): Promise<{ readonly plan: BuildPlan; readonly side: SideBuild; readonly notes: readonly string[] }> {
  const step = name === 'a' ? 'side A' : 'side B';
  const started = ports.clock.now();
  progress({ step, state: 'start', text: `building for ${draft.targets.map(({ platform }) => platform).join(', ')}` });
  const opened = await openSide(name, draft, tree, ports, call);
  try {
    const plan = { ...draft, mains: await mains(opened) };
    const side = await buildInSide(opened, plan, ports, call);
    const size = side.binaries.reduce((total, { content }) => total + content.size, 0);
    const took = ports.clock.now() - started;
    progress({ step, state: 'done', text: `${count(side.binaries.length, 'program')}, ${size} bytes`, took });
    return { plan, side, notes: opened.notes };
  } finally {
    await opened.close();
  }
}

function outcomeText(comparison: TwinComparison, programs: number): string {
  return comparison.outcome === 'identical'
    ? `${count(programs, 'program')}, the same bytes on both sides`
    : `${comparison.differences.length} of ${count(programs, 'program')} DIFFERENT`;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
