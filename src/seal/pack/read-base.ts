import { FormatError } from '../../formats/format-error.ts';
import type { Descriptor } from '../../formats/oci/descriptor.ts';
import { platformCovers } from '../../formats/oci/go-variant.ts';
import { parseImageConfig } from '../../formats/oci/image-config.ts';
import { parseImageIndex } from '../../formats/oci/image-index.ts';
import { parseImageManifest } from '../../formats/oci/image-manifest.ts';
import {
  isConfigMediaType,
  isIndexMediaType,
  isManifestMediaType,
  MEDIA_TYPES,
} from '../../formats/oci/media-types.ts';
import { isUnknownPlatform, type Platform, platformText, samePlatform } from '../../formats/oci/platform.ts';
import type { Call } from '../../ports/call.ts';
import type { ContentReader } from '../../ports/content.ts';
import type { BaseImage, BasePlatform } from '../../records/base-image.ts';
import { readWhole } from '../../records/blob.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';

const MAX_CONFIG = 4 * 1024 * 1024;
const MAX_CHILDREN = 256;
/** Layer types that may stand in an OCI manifest; Docker's gzip layer is the same bytes under another name. */
const LAYER_TYPES: Readonly<Record<string, string>> = {
  [MEDIA_TYPES.ociLayerTar]: MEDIA_TYPES.ociLayerTar,
  [MEDIA_TYPES.ociLayerGzip]: MEDIA_TYPES.ociLayerGzip,
  [MEDIA_TYPES.ociLayerZstd]: MEDIA_TYPES.ociLayerZstd,
  [MEDIA_TYPES.dockerLayerGzip]: MEDIA_TYPES.ociLayerGzip,
};

/**
 * Reads the base image from a layout: manifests and configs of the platforms that are built, layers as handles.
 *
 * @param reader - the layout
 * @param wanted - platforms to find; for each the same one, or the richest that it can run
 * @throws TwinsealError `BASE_IMAGE_INVALID` when a platform is missing or a document is malformed
 * @example (await readBaseImage(await places.layout('./base.oci', call), targetPlatforms(binaries), call)).platforms.length
 */
export async function readBaseImage(
  reader: ContentReader,
  wanted: readonly Platform[],
  call: Call,
): Promise<BaseImage> {
  const root = await reader.resolve(undefined, call);
  const children = isIndexMediaType(root.mediaType)
    ? parse(
        reader,
        (bytes) => parseImageIndex(bytes, root.mediaType),
        (await reader.manifest(root.digest, call)).bytes,
      ).manifests.filter((child) => isManifestMediaType(child.mediaType) && !isUnknownPlatform(child.platform))
    : [root];
  if (children.length > MAX_CHILDREN) throw invalid(reader, `has more than ${MAX_CHILDREN} platforms`);
  const known = await Promise.all(
    children.map(async (child) => ({
      child,
      platform: child.platform ?? (await readPlatform(reader, child, call)).platform,
    })),
  );
  const platforms = await Promise.all(
    wanted.map(async (platform) => {
      const same = known.find((each) => samePlatform(each.platform, platform));
      const runs = known.filter((each) => platformCovers(platform, each.platform));
      const chosen =
        same ??
        runs.reduce<(typeof runs)[number] | undefined>(
          (best, each) => (best === undefined || platformCovers(each.platform, best.platform) ? each : best),
          undefined,
        );
      if (chosen === undefined) {
        const has = known.map((each) => platformText(each.platform)).join(', ');
        throw invalid(reader, `has no ${platformText(platform)}, only ${has || 'none at all'}`);
      }
      return { ...(await readPlatform(reader, chosen.child, call)), platform };
    }),
  );
  return { name: reader.name, digest: root.digest, platforms };
}

async function readPlatform(reader: ContentReader, child: Descriptor, call: Call): Promise<BasePlatform> {
  const { bytes } = await reader.manifest(child.digest, call);
  const manifest = parse(reader, (document) => parseImageManifest(document, child.mediaType), bytes);
  if (!isConfigMediaType(manifest.config.mediaType))
    throw invalid(reader, `has a manifest ${child.digest} that is no container image`);
  if (manifest.config.size > MAX_CONFIG) throw invalid(reader, 'has a config of more than 4 MiB');
  const config = parse(reader, parseImageConfig, await readWhole(reader.blob(manifest.config, call), call.signal));
  if (config.rootfs.diff_ids.length !== manifest.layers.length)
    throw invalid(reader, `has ${manifest.layers.length} layers but ${config.rootfs.diff_ids.length} diff_ids`);
  const layers = manifest.layers.map((layer) => {
    const mediaType = Object.hasOwn(LAYER_TYPES, layer.mediaType) ? LAYER_TYPES[layer.mediaType] : undefined;
    if (mediaType === undefined)
      throw invalid(
        reader,
        `has a layer of type ${JSON.stringify(layer.mediaType.slice(0, 120))}, which cannot be shipped`,
      );
    const { digest, size } = layer;
    return { descriptor: { mediaType, digest, size }, blob: reader.blob(layer, call) };
  });
  const { os, architecture, variant } = config;
  return {
    platform: { os, architecture, ...(variant === undefined ? {} : { variant }) },
    manifest: child.digest,
    config,
    layers,
  };
}

function parse<T>(reader: ContentReader, read: (bytes: Uint8Array) => T, bytes: Uint8Array): T {
  try {
    return read(bytes);
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    throw invalid(reader, `is malformed: ${error.message}`, error);
  }
}

function invalid(reader: ContentReader, why: string, cause?: unknown): TwinsealError {
  return new TwinsealError('BASE_IMAGE_INVALID', `the base image ${reader.name} ${why}`, { cause });
}
