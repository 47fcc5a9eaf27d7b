import { statfsSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import type { SideRun } from '../../ports/sandbox.ts';
import type { SideLimits } from '../../records/build-choices.ts';
import type { SideName } from '../../records/build-plan.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import type { ControlGroup } from './control-group.ts';
import { unnamedUsageOf, usageOf } from './disk-usage.ts';

/** What is looked after. */
export interface Guarded {
  readonly name: SideName;
  /** Folders that it can write in for good: its box, and a cache that is kept. */
  readonly folders: readonly string[];
  readonly limits: SideLimits;
  readonly group: ControlGroup | undefined;
}

/** Holds a side to its limits while its programs run. */
export interface SideGuard {
  /** For the request of a program. @example runProcess({ ...request, watch: guard.watch }, call) */
  watch(pid: number, end: (reason: Error) => void): () => void;
  /**
   * After a program ended, which may have been quicker than we look.
   * @throws TwinsealError `BUILD_LIMIT`
   * @example await guard.check(run)
   */
  check(run: SideRun): Promise<void>;
}

const PERIOD = 500;
// Looking at every file costs: a part in three hundred of the time at most, unless the disk shrank by more than the side may
// write. That alone would not do, since others may free at the same time what a side fills.
const LOOK_AGAIN = 1_000;
const LOOK_ANYWAY = 5_000;
const SHARE = 300;

/**
 * Looks after the disk by the room that is left on it, and, when that shrank by more than the side may write, by what the
 * side really wrote; after memory and the count of programs by what the kernel counted in the control group.
 * @example const guard = guardSide({ name: 'a', folders: [box], limits, group });
 */
export function guardSide({ name, folders, limits, group }: Guarded): SideGuard {
  const before = folders.map((folder) => roomOf(statfsSync(folder)));
  let looked = performance.now();
  let cost = 0;
  const counted = (): TwinsealError | undefined => {
    const { memoryKills, refusedStarts } = group?.events() ?? { memoryKills: 0, refusedStarts: 0 };
    if (memoryKills > 0) return tooMuchMemory(name, limits, 'all its programs together');
    return refusedStarts > 0 ? tooManyPrograms(name, limits) : undefined;
  };
  const written = async (pid: number | undefined, anyway: boolean): Promise<TwinsealError | undefined> => {
    const now = await Promise.all(folders.map(async (folder) => roomOf(await statfs(folder))));
    const shrunk = now.some((room, at) => (before[at] ?? room) - room >= limits.disk);
    const since = performance.now() - looked;
    const due = since >= (shrunk ? LOOK_AGAIN : Math.max(LOOK_ANYWAY, cost * SHARE));
    if (!anyway && !due && (!shrunk || pid !== undefined)) return undefined;
    const started = performance.now();
    let bytes = 0;
    let whole = true;
    for (const folder of folders) {
      const usage = await usageOf(folder, limits.disk);
      bytes += usage.bytes;
      whole &&= usage.whole;
    }
    if (pid !== undefined && bytes < limits.disk) bytes += unnamedUsageOf(pid, folders);
    looked = performance.now();
    cost = looked - started;
    // What the side hides from us counts against it.
    return bytes >= limits.disk || (shrunk && !whole) ? tooMuchDisk(name, limits) : undefined;
  };
  return {
    watch: (pid, end) => {
      let busy = false;
      const timer = setInterval(() => {
        const reason = counted();
        if (reason !== undefined) end(reason);
        if (busy) return;
        busy = true;
        written(pid, false)
          .then((found) => found !== undefined && end(found))
          // The folders may be gone when the side is closed in the meantime.
          .catch(() => undefined)
          .finally(() => {
            busy = false;
          });
      }, PERIOD);
      return () => clearInterval(timer);
    },
    check: async (run) => {
      const failed = run.status !== 0;
      const alone = group?.bounds.includes('memory') !== true;
      // Without a group nobody counts, and only what the programs say can tell.
      const starved = failed && alone && /out of memory|memory exhausted|cannot allocate memory/i.test(run.stderr);
      const unbounded = group?.bounds.includes('pids') !== true;
      const crowded = failed && unbounded && /cannot fork|resource temporarily unavailable/i.test(run.stderr);
      const reason =
        counted() ??
        (await written(undefined, failed)) ??
        (starved ? tooMuchMemory(name, limits, 'one of its programs') : undefined) ??
        (crowded ? tooManyPrograms(name, limits) : undefined);
      if (reason !== undefined) throw reason;
    },
  };
}

function roomOf({ bavail, bsize }: { readonly bavail: number; readonly bsize: number }): number {
  return bavail * bsize;
}

function tooMuchMemory(name: SideName, { memory }: SideLimits, who: string): TwinsealError {
  return new TwinsealError(
    'BUILD_LIMIT',
    `side ${name} wanted more memory than ${sizeText(memory)} for ${who}: raise --memory, or let it do less at once`,
  );
}

function tooManyPrograms(name: SideName, { processes }: SideLimits): TwinsealError {
  return new TwinsealError(
    'BUILD_LIMIT',
    `side ${name} wanted to run more than ${processes} programs and threads at once: see what starts others without end`,
  );
}

function tooMuchDisk(name: SideName, { disk }: SideLimits): TwinsealError {
  return new TwinsealError(
    'BUILD_LIMIT',
    `side ${name} filled the ${sizeText(disk)} of disk that it may: raise --disk, or let it write less`,
  );
}

/** As the flags take it. */
function sizeText(bytes: number): string {
  const unit = [['GiB', 1024 ** 3] as const, ['MiB', 1024 ** 2] as const].find(([, factor]) => bytes % factor === 0);
  return unit === undefined ? `${bytes} bytes` : `${bytes / unit[1]}${unit[0]}`;
}
