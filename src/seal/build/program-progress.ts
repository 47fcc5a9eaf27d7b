import type { Clock } from '../../ports/clock.ts';
import type { BuildTarget, MainPackage, SideName } from '../../records/build-plan.ts';
import type { Progress } from '../../records/progress.ts';

/** How many packages were compiled for each program and platform: what side A took, side B will take too. */
export type PackageCounts = Map<string, number>;

/** What one build of a program tells of itself. */
export interface ProgramProgress {
  /** A package was compiled. @example telling.compiled() */
  compiled(): void;
  /** The build ended, well or not. @example telling.ended(true) */
  ended(well: boolean): void;
}

const STEPS = { a: 'side A', b: 'side B' } as const;

/**
 * Tells of the build of one program: that it began, each package, that it ended.
 * @param counts - asked and kept, so that the second side can say of how many
 * @example const telling = tellProgram('b', main, target, counts, clock, progress);
 */
export function tellProgram(
  side: SideName,
  main: MainPackage,
  target: BuildTarget,
  counts: PackageCounts,
  clock: Clock,
  progress: Progress | undefined,
): ProgramProgress {
  const step = STEPS[side];
  const what = `${main.name} for ${target.platform}`;
  const key = `${target.platform} ${main.importPath}`;
  const expected = counts.get(key);
  const started = clock.now();
  const took = (): number => clock.now() - started;
  let done = 0;
  const packages = (): string =>
    expected !== undefined && expected >= done ? `${done} of ${counted(expected)}` : counted(done);
  progress?.({ step, state: 'busy', text: what, took: 0 });
  return {
    compiled: () => {
      done += 1;
      progress?.({ step, state: 'busy', text: `${what}: ${packages()}`, took: took() });
    },
    ended: (well) => {
      if (well) counts.set(key, done);
      const text = well ? `${what}: ${counted(done)}` : `${what}: stopped after ${packages()}`;
      progress?.({ step, state: 'note', text, took: took() });
    },
  };
}

function counted(packages: number): string {
  return `${packages} ${packages === 1 ? 'package' : 'packages'}`;
}
