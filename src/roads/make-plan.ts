import type { Call } from '../ports/call.ts';
import type { BuildPlan, MainPackage } from '../records/build-plan.ts';
import type { Settings } from '../records/settings.ts';
import { discoverMains } from '../seal/build/discover-mains.ts';
import type { OpenedSide } from '../seal/build/open-side.ts';
import { planBuild } from '../seal/build/plan-build.ts';
import type { LockedSource } from './lock.ts';

/**
 * The plan without its main packages: all that a side is made by.
 * @param processors - that one side may use at once
 * @throws TwinsealError `SETTINGS_INVALID`, `PLATFORM_UNKNOWN`
 * @example draftPlan(locked, settings, 2).sides.a.hostname // 'side-a'
 */
export function draftPlan(locked: LockedSource, settings: Settings, processors: number): BuildPlan {
  const { lock: source, toolchains, modules, choices } = locked;
  const { platforms, build } = settings;
  return planBuild({ source, toolchains, modules, mains: [], platforms, build, processors, choices });
}

/**
 * The programs that both sides build. Only `go list` knows which there are, and it reads hostile files too: it runs inside
 * the first side that is opened anyway, since a side costs a copy of the source.
 * @throws TwinsealError what {@link discoverMains} throws
 * @example { ...draft, mains: await findMains(opened, draft, settings, call) }
 */
export async function findMains(
  { side }: OpenedSide,
  draft: BuildPlan,
  settings: Settings,
  call: Call,
): Promise<readonly MainPackage[]> {
  const goarch = draft.targets[0]?.goarch ?? 'amd64';
  const { module } = draft.source;
  const { tags, experiments } = settings.build;
  return await discoverMains({ side, module, named: settings.main, tags, experiments, goarch }, call);
}
