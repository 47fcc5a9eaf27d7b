import type { Call } from '../ports/call.ts';
import type { Sandbox } from '../ports/sandbox.ts';
import type { BuildPlan } from '../records/build-plan.ts';
import type { Settings } from '../records/settings.ts';
import { discoverMains } from '../seal/build/discover-mains.ts';
import { planBuild } from '../seal/build/plan-build.ts';
import type { LockedSource } from './lock.ts';

/**
 * What is built on both sides. Which programs there are only `go list` knows, and it reads hostile files too: it runs in a
 * side of its own.
 * @throws TwinsealError `SETTINGS_INVALID`, `PLATFORM_UNKNOWN`, and what {@link discoverMains} throws
 * @example (await makePlan(locked, settings, ports, call)).mains[0]?.name
 */
export async function makePlan(
  locked: LockedSource,
  settings: Settings,
  ports: { readonly sandbox: Sandbox; readonly processors: number },
  call: Call,
): Promise<BuildPlan> {
  const { lock, tree, toolchains } = locked;
  const draft = planBuild({
    source: lock,
    toolchains,
    mains: [],
    platforms: settings.platforms,
    build: settings.build,
    processors: ports.processors,
  });
  const side = await ports.sandbox.open({ name: 'a', tree, toolchain: toolchains.a, conditions: draft.sides.a }, call);
  try {
    const mains = await discoverMains(
      {
        side,
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
