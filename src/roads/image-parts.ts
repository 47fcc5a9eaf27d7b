import type { BuildPlan } from '../records/build-plan.ts';
import type { ImageMetadata } from '../records/image-metadata.ts';
import type { ImageSettings, Settings } from '../records/settings.ts';
import type { BuiltBinary, SideBuild } from '../records/side-build.ts';

/** One image of a seal: some of the programs that were built, and how they are packed. */
export interface ImagePart {
  /** `org.opencontainers.image.ref.name` in the layout. */
  readonly name: string;
  readonly settings: ImageSettings;
  readonly metadata: ImageMetadata;
  /** Side A's programs that ship in it. */
  readonly binaries: readonly BuiltBinary[];
}

/**
 * The images that one twin build becomes: one with all programs, or those that the settings name. All share one build, one
 * provenance for each side and one twin proof, which name every program; each has its own index, SBOMs and signatures.
 *
 * @param name - of the only image; where it is absent, its version, else `latest`
 * @example imageParts({ plan, settings, a, metadata, name: '1.2.3' }).length // 1
 */
export function imageParts(input: {
  readonly plan: BuildPlan;
  readonly settings: Settings;
  readonly a: SideBuild;
  readonly metadata: ImageMetadata;
  readonly name: string | undefined;
}): readonly ImagePart[] {
  const { plan, settings, a, metadata, name } = input;
  const { images = [], main } = settings;
  if (images.length === 0) {
    const plain = name ?? metadata.version?.value.replaceAll('+', '_') ?? 'latest';
    return [{ name: plain, settings: settings.image, metadata, binaries: a.binaries }];
  }
  return images.map((image) => {
    // The plan has the main packages in the order in which the settings name them.
    const own = image.main.map((each) => plan.mains[main.indexOf(each)]?.importPath);
    const binaries = a.binaries.filter(({ importPath }) => own.includes(importPath));
    return { name: image.name, settings: image.image, metadata: { ...metadata, title: image.name }, binaries };
  });
}
