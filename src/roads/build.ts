import type { Call } from '../ports/call.ts';
import type { Workspaces } from '../ports/workspace.ts';
import type { Progress } from '../records/progress.ts';
import type { Settings } from '../records/settings.ts';
import { ASSEMBLY_PROFILE } from '../seal/pack/assembly-profile.ts';
import { binaryPath, type KeptDifference, keepDifferences } from './keep-differences.ts';
import { type LockPorts, lock } from './lock.ts';
import { type TwinBuild, type TwinBuildPorts, twinBuild } from './twin-build.ts';

/** What `build` needs of the world. */
export interface BuildRoadPorts extends LockPorts, Omit<TwinBuildPorts, 'progress' | 'sandbox'> {
  readonly workspaces: Workspaces;
  /** Name of the compressor, for the result. */
  readonly compressorName: string;
  sandboxIn(folder: string): TwinBuildPorts['sandbox'];
}

/** What to build. */
export interface BuildRequest {
  readonly folder: string;
  readonly settings: Settings;
  readonly vendor: boolean;
  /** Folder for the binaries; both sides' where they differ. */
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
 * @example (await build({ folder: './app', settings, vendor: false }, ports, call, progress)).differences.length // 0
 */
export async function build(
  request: BuildRequest,
  ports: BuildRoadPorts,
  call: Call,
  progress: Progress,
): Promise<BuildOutcome> {
  const { folder, settings, out } = request;
  const workspace = await ports.workspaces.create('build');
  try {
    const claims = settings.metadata;
    const locked = await lock({ folder, vendor: request.vendor, claims }, ports, workspace.folder, call, progress);
    const assembly = { profile: ASSEMBLY_PROFILE, compressor: ports.compressorName };
    const building = { ...ports, sandbox: ports.sandboxIn(`${workspace.folder}/sides`), progress };
    const twin = await twinBuild(locked, settings, assembly, building, call, progress);
    if (twin.comparison.outcome === 'different') {
      const target = out ?? `${twin.comparison.differences[0]?.name ?? 'twin'}.different`;
      const differences = await keepDifferences(twin.comparison.differences, target, ports.workspaces, call);
      return { twin, differences, written: differences.flatMap(({ kept }) => [kept.a, kept.b]) };
    }
    const written: string[] = [];
    for (const binary of out === undefined ? [] : twin.a.binaries) {
      const path = binaryPath(out ?? '', binary);
      await ports.workspaces.saveProgram(binary.content, path, call);
      written.push(path);
    }
    return { twin, differences: [], written };
  } finally {
    await workspace.remove();
  }
}
