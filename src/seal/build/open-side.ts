import type { BuildCaches, TakenCache } from '../../ports/build-caches.ts';
import type { Call } from '../../ports/call.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Sandbox, Side } from '../../ports/sandbox.ts';
import type { BuildPlan, SideName } from '../../records/build-plan.ts';
import type { ObservedConditions } from '../../records/conditions.ts';
import type { ImportedTree } from '../../records/imported-tree.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import { cacheKey } from './cache-key.ts';
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
  /** Remarks for the user, such as why no kept cache is used. */
  readonly notes: readonly string[];
  /** Ends the side and lets its cache go, once, however often it is asked to. @example await opened.close() */
  close(): Promise<void>;
}

/** What opening a side needs of the world. */
export interface OpenSidePorts {
  readonly sandbox: Sandbox;
  readonly clock: Clock;
  /** Build caches that are kept; absent: every side begins with an empty one. */
  readonly caches?: BuildCaches;
}

/**
 * Makes a side with its own copy of the source and asks it, before anything else runs there, what it sees of its conditions.
 * @param plan - its main packages need not be known yet
 * @throws TwinsealError `BUILD_SANDBOX`, `CACHE_UNUSABLE`, `DISK_FULL`, `OUTPUT_UNWRITABLE`
 * @example const opened = await openSide('a', plan, tree, ports, call); try { ... } finally { await opened.close(); }
 */
export async function openSide(
  name: SideName,
  plan: BuildPlan,
  tree: ImportedTree,
  ports: OpenSidePorts,
  call: Call,
): Promise<OpenedSide> {
  const startedOn = new Date(ports.clock.now()).toISOString();
  const { cache, notes } = await takeCache(name, plan, ports.caches, call);
  let side: Side | undefined;
  let closing: Promise<void> | undefined;
  const end = async (): Promise<void> => {
    try {
      await side?.close();
    } finally {
      await cache?.release();
    }
  };
  const close = (): Promise<void> => {
    closing ??= end();
    return closing;
  };
  try {
    const request = { name, tree, toolchain: plan.toolchains[name], conditions: plan.sides[name], limits: plan.limits };
    // Only prepare commands write into the source; the compiler does not.
    const readsSource = plan.build.prepare.length === 0;
    side = await ports.sandbox.open({ ...request, readsSource, ...(cache !== undefined && { cache }) }, call);
    return { side, startedOn, notes, close, ...(await probe(side, plan, call)) };
  } catch (error) {
    await close();
    throw error;
  }
}

async function probe(side: Side, plan: BuildPlan, call: Call): Promise<Pick<OpenedSide, 'observed' | 'cold'>> {
  const environment = sideEnvironment(side, plan, plan.sides[side.name]);
  const script = `mkdir -p "$HOME" 2>/dev/null\n${CONDITION_PROBE}`;
  const run = await side.run(['/bin/sh', '-c', script], environment, call);
  if (run.status !== 0)
    throw new TwinsealError('BUILD_SANDBOX', `side ${side.name} could not tell its conditions`, {
      details: outputLines(run),
    });
  const { observed, cacheEntries } = readProbe(run.stdout);
  return { observed, cold: cacheEntries === 0 };
}

interface CacheAnswer {
  readonly cache?: TakenCache;
  readonly notes: readonly string[];
}

async function takeCache(
  name: SideName,
  plan: BuildPlan,
  caches: BuildCaches | undefined,
  call: Call,
): Promise<CacheAnswer> {
  if (caches === undefined) return { notes: [] };
  // The compiler runs no code of the source; a prepare command is such code, and could leave the next build of something else
  // the same false entry on both sides, where comparing finds nothing.
  if (plan.build.prepare.length > 0)
    return { notes: ['no build cache was kept or used, since prepare commands could write what they like into it'] };
  const cache = await caches.take(name, cacheKey(name, plan), call);
  if (cache !== undefined) return { cache, notes: [] };
  const side = name.toUpperCase();
  return {
    notes: [`another run uses the build cache of side ${side} in ${caches.name}, so this one began with an empty one`],
  };
}
