import type { Call } from '../ports/call.ts';
import type { BuildChoices } from '../records/build-choices.ts';
import type { Progress } from '../records/progress.ts';
import type { SealKeys } from '../records/seal-keys.ts';
import type { Settings } from '../records/settings.ts';
import { TwinsealError } from '../records/twinseal-error.ts';
import { type BuildRoadPorts, buildAndCompare } from './build.ts';
import { type KeptDifference, keepDifferences } from './keep-differences.ts';
import { type SealedImage, type SealImagePorts, sealImages } from './seal-image.ts';
import type { TwinBuild } from './twin-build.ts';

/** What the whole road needs of the world. */
export interface SealPorts extends BuildRoadPorts {
  readonly image: SealImagePorts;
}

/** What to seal. */
export interface SealRequest {
  readonly folder: string;
  readonly settings: Settings;
  /** Make the vendor folder in the private copy. */
  readonly vendor: boolean;
  readonly choices: BuildChoices;
  /** Folder of the layout to write. */
  readonly layout: string;
  /** `org.opencontainers.image.ref.name` in the layout's index.json. */
  readonly name?: string;
  readonly keys: SealKeys;
}

/** What came of it: sealed, or two sides that differ (then nothing was signed and no layout written). */
export type SealOutcome =
  | {
      readonly outcome: 'sealed';
      readonly twin: TwinBuild;
      /** In the order of the settings; one, unless they name several. */
      readonly images: readonly SealedImage[];
      readonly notes: readonly string[];
    }
  | { readonly outcome: 'different'; readonly twin: TwinBuild; readonly differences: readonly KeptDifference[] };

/**
 * The whole road: lock the source, build it twice, compare, and seal what is identical. All or nothing.
 *
 * Keys are opened after the builds have ended, so no code of the source tree ever runs while one is readable; before they begin, keys
 * are opened once to be let go of, so that a wrong one or a wrong password is told at once. Both files
 * of a difference are kept beside the layout that was asked for, in `<layout>.different`.
 * @throws TwinsealError of each stage
 * @example const outcome = await seal({ folder: './app', settings, vendor: false, choices, layout: 'app.oci', keys }, ports, call, progress)
 */
export async function seal(
  request: SealRequest,
  ports: SealPorts,
  call: Call,
  progress: Progress,
): Promise<SealOutcome> {
  const { keys, layout, settings } = request;
  if (keys.cosignKey === undefined && keys.keyless === undefined && keys.notation === undefined)
    throw new TwinsealError('USAGE', 'no key was named, so nothing would be signed: name a cosign or a notation key');
  if (request.name !== undefined && settings.images !== undefined)
    throw new TwinsealError('USAGE', 'the settings name their images themselves: leave --name out');
  // A target that can't be written and keys that don't open are told before minutes of building.
  await (await ports.image.places.newLayout(layout, call)).abort();
  await ports.image.keys.prove(keys, call);
  const { locked, twin } = await buildAndCompare(request, ports, call, progress);
  const { comparison, plan, a, b } = twin;
  if (comparison.outcome === 'different') {
    const differences = await keepDifferences(comparison.differences, `${layout}.different`, ports.save, call);
    return { outcome: 'different', twin, differences };
  }
  const identical = { ...request, locked, plan, twin: comparison.result, a, b };
  const images = await sealImages(identical, ports.image, call, progress);
  return { outcome: 'sealed', twin, images, notes: [...plan.notes, ...notesOf(keys)] };
}

function notesOf(keys: SealKeys): readonly string[] {
  return keys.cosignKey === undefined && keys.keyless === undefined
    ? [
        'provenance, twin proof and SBOM statements are Sigstore bundles: without --cosign-key none is signed or attached',
      ]
    : [];
}
