import type { Call } from '../ports/call.ts';
import type { Workspaces } from '../ports/workspace.ts';
import type { Progress } from '../records/progress.ts';
import type { Settings } from '../records/settings.ts';
import { TwinsealError } from '../records/twinseal-error.ts';
import { ASSEMBLY_PROFILE } from '../seal/pack/assembly-profile.ts';
import { type KeptDifference, keepDifferences } from './keep-differences.ts';
import { type LockPorts, lock } from './lock.ts';
import { type SealedImage, type SealImagePorts, type SealKeys, sealImage } from './seal-image.ts';
import { type TwinBuild, type TwinBuildPorts, twinBuild } from './twin-build.ts';

/** What the whole road needs of the world. */
export interface SealPorts extends LockPorts, SealImagePorts, Omit<TwinBuildPorts, 'progress' | 'sandbox'> {
  readonly workspaces: Workspaces;
  /** A sandbox whose sides live in a private folder. */
  sandboxIn(folder: string): TwinBuildPorts['sandbox'];
}

/** What to seal. */
export interface SealRequest {
  readonly folder: string;
  readonly settings: Settings;
  readonly vendor: boolean;
  readonly layout: string;
  readonly name?: string;
  readonly keys: SealKeys;
}

/** What came of it: sealed, or two sides that differ (then nothing was signed and no layout written). */
export type SealOutcome =
  | {
      readonly outcome: 'sealed';
      readonly twin: TwinBuild;
      readonly sealed: SealedImage;
      readonly notes: readonly string[];
    }
  | { readonly outcome: 'different'; readonly twin: TwinBuild; readonly differences: readonly KeptDifference[] };

/**
 * The whole road: lock the source, build it twice, compare, and seal what is identical. All or nothing.
 *
 * Keys are opened after the builds have ended, so no code of the source tree ever runs while one is readable. Both files
 * of a difference are kept beside the layout that was asked for, in `<layout>.different`.
 * @throws TwinsealError of each stage
 * @example const outcome = await seal({ folder: './app', settings, vendor: false, layout: 'app.oci', keys }, ports, call, progress)
 */
export async function seal(
  request: SealRequest,
  ports: SealPorts,
  call: Call,
  progress: Progress,
): Promise<SealOutcome> {
  const { settings, layout } = request;
  const workspace = await ports.workspaces.create('seal');
  try {
    const claims = settings.metadata;
    const locked = await lock(
      { folder: request.folder, vendor: request.vendor, claims },
      ports,
      workspace.folder,
      call,
      progress,
    );
    const assembly = { profile: ASSEMBLY_PROFILE, compressor: ports.compressor.name };
    const building = { ...ports, sandbox: ports.sandboxIn(`${workspace.folder}/sides`), progress };
    const twin = await twinBuild(locked, settings, assembly, building, call, progress);
    const { comparison, a, b } = twin;
    if (comparison.outcome === 'different') {
      const kept = await keepDifferences(comparison.differences, `${layout}.different`, ports.workspaces, call);
      return { outcome: 'different', twin, differences: kept };
    }
    const sealed = await sealImage(
      { ...request, locked, plan: twin.plan, twin: comparison.result, a, b },
      ports,
      call,
      progress,
    );
    return { outcome: 'sealed', twin, sealed, notes: notesOf(request.keys) };
  } finally {
    await workspace.remove();
  }
}

function notesOf(keys: SealKeys): readonly string[] {
  if (keys.cosignKey === undefined && keys.notation === undefined)
    throw new TwinsealError('USAGE', 'no key was named: nothing would be signed');
  return keys.cosignKey === undefined
    ? [
        'provenance, twin proof and SBOM statements are signed as Sigstore bundles: without --cosign-key none is attached',
      ]
    : [];
}
