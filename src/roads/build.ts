import type { Call } from '../ports/call.ts';
import type { BuildChoices } from '../records/build-choices.ts';
import type { Progress } from '../records/progress.ts';
import type { Settings } from '../records/settings.ts';
import type { TwinResult } from '../records/twin-result.ts';
import { binaryPath, type KeptDifference, keepDifferences, type SaveProgram } from './keep-differences.ts';
import { type LockedSource, type LockPorts, lock } from './lock.ts';
import { type TwinBuild, type TwinBuildPorts, twinBuild } from './twin-build.ts';

/** What building twice needs of the world. */
export interface BuildRoadPorts {
  /** A private folder for the imported source. */
  readonly source: string;
  readonly lock: LockPorts;
  readonly build: TwinBuildPorts;
  /** How binaries will become layers: part of what is proved. */
  readonly assembly: TwinResult['assembly'];
  readonly save: SaveProgram;
  /**
   * Looks, before anything is built, whether the binaries can be kept in a folder.
   * @throws TwinsealError `OUTPUT_UNWRITABLE` when the folder could not be made or written
   * @example await ports.checkOutput('out')
   */
  readonly checkOutput: (folder: string) => Promise<void>;
}

/** What to build. */
export interface BuildRequest {
  readonly folder: string;
  readonly settings: Settings;
  /** Make the vendor folder in the private copy. */
  readonly vendor: boolean;
  readonly choices: BuildChoices;
  /** Folder for the binaries, and debug files beside them: `OUT/linux-amd64/app`, or `OUT/a/...` and `OUT/b/...` where they differ. */
  readonly out?: string;
}

/** What both sides gave. */
export interface BuildOutcome {
  readonly twin: TwinBuild;
  /** Empty for an identical twin. */
  readonly differences: readonly KeptDifference[];
  readonly written: readonly string[];
}

/**
 * Builds a module twice and compares; packs and signs nothing. Without `out`, the files of a difference are kept in
 * `./<program>.different`, since whoever sees "different" wants to look at them.
 * @throws TwinsealError of the stages `source` and `build`
 * @example (await build({ folder: './app', settings, vendor: false, choices }, ports, call, progress)).differences.length // 0
 */
export async function build(
  request: BuildRequest,
  ports: BuildRoadPorts,
  call: Call,
  progress: Progress,
): Promise<BuildOutcome> {
  const { out } = request;
  if (out !== undefined) await ports.checkOutput(out);
  const { twin } = await buildAndCompare(request, ports, call, progress);
  if (twin.comparison.outcome === 'different') {
    const folder = out ?? `${twin.comparison.differences[0]?.name ?? 'twin'}.different`;
    const differences = await keepDifferences(twin.comparison.differences, folder, ports.save, call);
    return { twin, differences, written: differences.flatMap(({ kept }) => [kept.a, kept.b]) };
  }
  const written: string[] = [];
  for (const binary of out === undefined ? [] : twin.a.binaries) {
    const path = binaryPath(out ?? '', binary);
    await ports.save(path, binary.content, call);
    written.push(path);
    if (binary.debug === undefined) continue;
    // Under the name that the program says, in its folder, gdb finds it without being told.
    const apart = binaryPath(out ?? '', { ...binary, name: binary.debug.name });
    await ports.save(apart, binary.debug.content, call);
    written.push(apart);
  }
  return { twin, differences: [], written };
}

/**
 * The first half of every seal: lock the source, build both sides, compare.
 * @example const { locked, twin } = await buildAndCompare({ folder: './app', settings, vendor: false, choices }, ports, call, progress);
 */
export async function buildAndCompare(
  request: Pick<BuildRequest, 'folder' | 'settings' | 'vendor' | 'choices'>,
  ports: BuildRoadPorts,
  call: Call,
  progress: Progress,
): Promise<{ readonly locked: LockedSource; readonly twin: TwinBuild }> {
  const { folder, vendor, settings, choices } = request;
  const question = { folder, vendor, choices, claims: settings.metadata };
  const locked = await lock(question, ports.lock, ports.source, call, progress);
  const twin = await twinBuild(locked, settings, ports.assembly, ports.build, call, progress);
  return { locked, twin };
}
