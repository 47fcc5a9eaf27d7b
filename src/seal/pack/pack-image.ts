import type { Annotations } from '../../formats/oci/descriptor.ts';
import { serialiseImageConfig } from '../../formats/oci/image-config.ts';
import { serialiseImageIndex } from '../../formats/oci/image-index.ts';
import { serialiseImageManifest } from '../../formats/oci/image-manifest.ts';
import { MEDIA_TYPES } from '../../formats/oci/media-types.ts';
import { comparePlatforms, type Platform, platformText, samePlatform } from '../../formats/oci/platform.ts';
import { parseUtcSeconds } from '../../formats/rfc3339.ts';
import type { Call } from '../../ports/call.ts';
import type { CompressedLayer, LayerCompressor } from '../../ports/layer-compressor.ts';
import type { BaseImage, BasePlatform } from '../../records/base-image.ts';
import type { ImageMetadata } from '../../records/image-metadata.ts';
import { documentOf, type PackedImage, type PackedPlatform } from '../../records/packed-image.ts';
import type { ImageSettings } from '../../records/settings.ts';
import type { BuiltBinary } from '../../records/side-build.ts';
import type { TwinBinary } from '../../records/twin-result.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import { ASSEMBLY_PROFILE } from './assembly-profile.ts';
import { baseAnnotation, checkedUserTexts, imageAnnotations } from './image-annotations.ts';
import { composeConfig } from './image-config.ts';
import { parseImageUser } from './image-user.ts';
import { checkedBinDir, programLayer, scratchLayer } from './layer-entries.ts';
import { targetPlatform } from './target-platform.ts';

/** What becomes an image. */
export interface PackRequest {
  /** One side's programs, in the order of the main packages for each platform. */
  readonly binaries: readonly BuiltBinary[];
  /** What both sides built alike; nothing else is packed. */
  readonly proven: readonly TwinBinary[];
  readonly settings: ImageSettings;
  readonly metadata: ImageMetadata;
  /** Absent for `scratch`. */
  readonly base?: BaseImage;
}

interface Target {
  readonly platform: Platform;
  readonly programs: readonly { readonly path: string; readonly binary: BuiltBinary }[];
  readonly base: BasePlatform | undefined;
}

/**
 * Makes the image index and all that it refers to. The same request gives the same bytes on any machine.
 *
 * @param request - binaries, settings, metadata, base image
 * @param compressor - turns tars into layers
 * @returns documents with their descriptors and layers as handles; children in the order in which readers should look
 * @throws TwinsealError `SETTINGS_INVALID`, `METADATA_INVALID`, `BASE_IMAGE_INVALID`, `BINARY_WRONG_PLATFORM`, and what
 *   the compressor throws
 * @example const image = await packImage({ binaries, proven: twin.binaries, settings, metadata }, compressor, call);
 * @see image-spec v1.1.1
 */
export async function packImage(request: PackRequest, compressor: LayerCompressor, call: Call): Promise<PackedImage> {
  const { settings, metadata, base } = request;
  const assembly = { profile: ASSEMBLY_PROFILE, compressor: compressor.name };
  const stated = imageAnnotations(metadata, `${assembly.profile}/${assembly.compressor}`);
  const annotations = { ...checkedUserTexts(settings.annotations, 'image.annotations'), ...stated };
  const labels = { ...checkedUserTexts(settings.labels, 'image.labels'), ...stated };
  const user = parseImageUser(settings.user);
  const binDir = checkedBinDir(settings.binDir, base !== undefined);
  const targets = planTargets(request, binDir);
  // Times before 1970 have no form in a tar header.
  const mtime = Math.max(0, parseUtcSeconds(metadata.created.value));

  const accounts =
    base === undefined ? compressor.compress(scratchLayer(user, mtime), call) : Promise.resolve(undefined);
  const platforms = await allOrFirstError(
    targets.map(async (target): Promise<PackedPlatform> => {
      const [first, ...programs] = await allOrFirstError([
        accounts,
        ...target.programs.map(({ path, binary }) =>
          compressor.compress(programLayer(path, binary.content, mtime), call),
        ),
      ]);
      const added = [
        ...(first === undefined ? [] : [{ layer: first, createdBy: 'twinseal pack: accounts and /tmp' }]),
        ...programs.flatMap((layer, index) =>
          layer === undefined ? [] : [{ layer, createdBy: `twinseal pack: ${target.programs[index]?.path}` }],
        ),
      ];
      return assemble(target, added, { settings, binDir, labels, annotations, created: metadata.created.value });
    }),
  );
  const index = documentOf(
    MEDIA_TYPES.ociIndex,
    serialiseImageIndex({
      schemaVersion: 2,
      mediaType: MEDIA_TYPES.ociIndex,
      manifests: platforms.map((each) => each.manifest.descriptor),
      annotations: { ...annotations, ...baseAnnotation(base?.digest) },
    }),
  );
  return { index, platforms, annotations, assembly };
}

/**
 * The platforms that {@link packImage} will make of these binaries; a base image is read for them.
 * @throws TwinsealError `BINARY_WRONG_PLATFORM`
 * @example targetPlatforms(side.binaries).map(platformText) // ['linux/amd64', 'linux/arm64']
 */
export function targetPlatforms(binaries: readonly BuiltBinary[]): readonly Platform[] {
  const platforms: Platform[] = [];
  for (const binary of binaries) {
    const platform = targetPlatform(binary);
    if (!platforms.some((each) => samePlatform(each, platform))) platforms.push(platform);
  }
  return platforms.sort(comparePlatforms);
}

/**
 * The programs that stand in one platform of a packed image.
 *
 * @throws TwinsealError `BINARY_WRONG_PLATFORM`
 * @example image.platforms.map((platform) => binariesIn(platform, side.binaries).length)
 */
export function binariesIn(platform: PackedPlatform, binaries: readonly BuiltBinary[]): readonly BuiltBinary[] {
  return binaries.filter((binary) => platformText(targetPlatform(binary)) === platform.platform);
}

function planTargets(request: PackRequest, binDir: string): readonly Target[] {
  const { binaries, proven, base } = request;
  if (binaries.length === 0) throw new TwinsealError('INTERNAL', 'there is no binary to pack');
  for (const { platform, name, content } of binaries) {
    // The stage before has compared; this makes sure that nothing else was handed on.
    const twin = proven.find((each) => each.platform === platform && each.name === name);
    if (twin?.digest !== content.digest || twin.size !== content.size)
      throw new TwinsealError('INTERNAL', `${name} for ${platform} is not the binary that both sides built`);
    if (!/^[A-Za-z0-9_][A-Za-z0-9._+-]{0,99}$/.test(name))
      throw new TwinsealError('SETTINGS_INVALID', `the program name ${JSON.stringify(name)} is no plain file name`);
  }
  const targets = targetPlatforms(binaries).map((platform): Target => {
    const own = binaries.filter((binary) => samePlatform(targetPlatform(binary), platform));
    if (new Set(own.map((binary) => binary.name)).size !== own.length)
      throw new TwinsealError(
        'SETTINGS_INVALID',
        `two programs of one name are for ${platformText(platform)}: name each platform once`,
      );
    const found = base?.platforms.find((each) => samePlatform(each.platform, platform));
    if (base !== undefined && found === undefined)
      throw new TwinsealError('BASE_IMAGE_INVALID', `the base image ${base.name} has no ${platformText(platform)}`);
    return {
      // The base's own object, so that what is looked up by it is found again.
      platform: found?.platform ?? platform,
      programs: own.map((binary) => ({ path: `${binDir}/${binary.name}`, binary })),
      base: found,
    };
  });
  return targets;
}

function assemble(
  target: Target,
  added: readonly { readonly layer: CompressedLayer; readonly createdBy: string }[],
  common: {
    readonly settings: ImageSettings;
    readonly binDir: string;
    readonly labels: Annotations;
    readonly annotations: Annotations;
    readonly created: string;
  },
): PackedPlatform {
  const { platform, base } = target;
  const layers = [
    ...(base?.layers ?? []),
    ...added.map(({ layer: { blob } }) => ({
      descriptor: { mediaType: MEDIA_TYPES.ociLayerGzip, digest: blob.digest, size: blob.size },
      blob,
    })),
  ];
  const config = documentOf(
    MEDIA_TYPES.ociConfig,
    serialiseImageConfig(
      composeConfig({
        ...common,
        platform,
        base,
        programs: target.programs.map((program) => program.path),
        added: added.map(({ layer, createdBy }) => ({ diffId: layer.diffId, createdBy })),
      }),
    ),
  );
  const manifest = documentOf(
    MEDIA_TYPES.ociManifest,
    serialiseImageManifest({
      schemaVersion: 2,
      mediaType: MEDIA_TYPES.ociManifest,
      config: config.descriptor,
      layers: layers.map((layer) => layer.descriptor),
      annotations: { ...common.annotations, ...baseAnnotation(base?.manifest) },
    }),
    platform,
  );
  return { platform: platformText(platform), manifest, config, layers };
}

// Waits for all, so that nothing still writes when the caller hears of the first failure.
async function allOrFirstError<T>(promises: readonly Promise<T>[]): Promise<T[]> {
  const settled = await Promise.allSettled(promises);
  return settled.map((each) => {
    if (each.status === 'rejected') throw each.reason;
    return each.value;
  });
}
