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
import { sidesAtOnce } from '../seal/build/schedule.ts';
import { compareConditions } from '../seal/compare/compare-conditions.ts';
import { compareTwins, type TwinComparison } from '../seal/compare/compare-twins.ts';
import type { LockedSource } from './lock.ts';
import { draftPlan, findMains } from './make-plan.ts';

/** What a twin build needs of the world. */
export interface TwinBuildPorts extends BuildPorts {
  /** Processors that may be used at once. */
  readonly processors: number;
  /** Bytes of memory that are free; absent: the sides build one after the other. */
  readonly memory?: number;
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
  const input = { tree: locked.tree, ports: { ...ports, packages: new Map<string, number>() }, call, progress };
  const { plan, a, b } = await buildBoth(draft, settings, input);
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

interface BothSides {
  readonly plan: BuildPlan;
  readonly a: SideBuild;
  readonly b: SideBuild;
}

async function buildBoth(draft: BuildPlan, settings: Settings, input: BuildInput): Promise<BothSides> {
  const { tree, ports, call } = input;
  const first = await openSide('a', draft, tree, ports, call);
  let second: OpenedSide | undefined;
  try {
    const opening = openSide('b', draft, tree, ports, call).then((opened) => {
      second = opened;
      return opened;
    });
    // Side B gets its copy of the source while Go lists the packages in side A.
    const [other, mains] = await together([opening, findMains(first, draft, settings, call)]);
    const plan = { ...draft, mains, notes: [...new Set([...draft.notes, ...first.notes, ...other.notes])] };
    const warm = !first.cold && !other.cold;
    if (sidesAtOnce({ processors: ports.processors, memory: ports.memory, warm }) === 1) {
      const a = await buildOpened(first, plan, input);
      // Its cache and files make room for those of side B.
      await first.close();
      return { plan, a, b: await buildOpened(other, plan, input) };
    }
    const stop = new AbortController();
    const one = { ...input, call: { ...call, signal: AbortSignal.any([call.signal, stop.signal]) } };
    const sides = [buildOpened(first, plan, one), buildOpened(other, plan, one)] as const;
    for (const side of sides) side.catch(() => stop.abort());
    const [a, b] = await together(sides);
    return { plan, a, b };
  } finally {
    await first.close();
    await second?.close();
  }
}

/** All results; a failure is told when all have ended, and the first one is. */
async function together<One, Two>(both: readonly [Promise<One>, Promise<Two>]): Promise<readonly [One, Two]> {
  try {
    return await Promise.all(both);
  } catch (error) {
    await Promise.allSettled(both);
    throw error;
  }
}

/**
 * Makes a side, completes its plan by the main packages, and builds them there.
 * @throws TwinsealError of the stage `build`, or `SOURCE_VENDOR_STALE`
 * @example await buildOne('b', draft, (opened) => findMains(opened, draft, settings, call), { tree, ports, call, progress })
 */
export async function buildOne(
  name: SideName,
  draft: BuildPlan,
  mains: (opened: OpenedSide) => Promise<readonly MainPackage[]>,
  input: BuildInput,
): Promise<{ readonly plan: BuildPlan; readonly side: SideBuild; readonly notes: readonly string[] }> {
  const opened = await openSide(name, draft, input.tree, input.ports, input.call);
  try {
    const plan = { ...draft, mains: await mains(opened) };
    return { plan, side: await buildOpened(opened, plan, input), notes: opened.notes };
  } finally {
    await opened.close();
  }
}

async function buildOpened(
  opened: OpenedSide,
  plan: BuildPlan,
  { ports, call, progress }: BuildInput,
): Promise<SideBuild> {
  const step = opened.side.name === 'a' ? 'side A' : 'side B';
  const started = ports.clock.now();
  progress({ step, state: 'start', text: `building for ${plan.targets.map(({ platform }) => platform).join(', ')}` });
  const side = await buildInSide(opened, plan, ports, call);
  const size = side.binaries.reduce((total, { content }) => total + content.size, 0);
  const took = ports.clock.now() - started;
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
