import type { Call } from '../../ports/call.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Sandbox, Side } from '../../ports/sandbox.ts';
import type { BuildPlan, SideName } from '../../records/build-plan.ts';
import type { ObservedConditions } from '../../records/conditions.ts';
import type { ImportedTree } from '../../records/imported-tree.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import { outputLines } from './compiler-failure.ts';
import { CONDITION_PROBE, readProbe } from './probe.ts';
import { sideEnvironment } from './side-environment.ts';

/** A side that stands and has told its conditions; nothing was built in it yet. */
export interface OpenedSide {
  readonly side: Side;
  /** RFC 3339 UTC, of the moment before it was made. */
  readonly startedOn: string;
  readonly observed: ObservedConditions;
  /** Whether its build cache was empty, read back from inside. */
  readonly cold: boolean;
}

/** What opening a side needs of the world. */
export interface OpenSidePorts {
  readonly sandbox: Sandbox;
  readonly clock: Clock;
  /** Folders that keep each side's build cache; absent: both begin with an empty one. */
  readonly caches?: Readonly<Partial<Record<SideName, string>>>;
}

/**
 * Makes a side with its own copy of the source and asks it, before anything else runs there, what it sees of its conditions.
 * Whoever opened it closes it.
 * @param plan - its main packages need not be known yet
 * @throws TwinsealError `BUILD_SANDBOX`, `DISK_FULL`, `OUTPUT_UNWRITABLE`
 * @example const opened = await openSide('a', plan, tree, ports, call); try { ... } finally { await opened.side.close(); }
 */
export async function openSide(
  name: SideName,
  plan: BuildPlan,
  tree: ImportedTree,
  ports: OpenSidePorts,
  call: Call,
): Promise<OpenedSide> {
  const cache = ports.caches?.[name];
  const startedOn = new Date(ports.clock.now()).toISOString();
  const request = { name, tree, toolchain: plan.toolchains[name], conditions: plan.sides[name] };
  const side = await ports.sandbox.open({ ...request, ...(cache !== undefined && { cache }) }, call);
  try {
    const environment = sideEnvironment(side, plan, plan.sides[name]);
    const script = `mkdir -p "$HOME" 2>/dev/null\n${CONDITION_PROBE}`;
    const probe = await side.run(['/bin/sh', '-c', script], environment, call);
    if (probe.status !== 0)
      throw new TwinsealError('BUILD_SANDBOX', `side ${name} could not tell its conditions`, {
        details: outputLines(probe),
      });
    const { observed, cacheEntries } = readProbe(probe.stdout);
    return { side, startedOn, observed, cold: cacheEntries === 0 };
  } catch (error) {
    await side.close();
    throw error;
  }
}
