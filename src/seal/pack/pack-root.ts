import { FormatError } from '../../formats/format-error.ts';
import type { RunConfig } from '../../formats/oci/documents.ts';
import { serialiseImageConfig } from '../../formats/oci/image-config.ts';
import { serialiseImageIndex } from '../../formats/oci/image-index.ts';
import { serialiseImageManifest } from '../../formats/oci/image-manifest.ts';
import { MEDIA_TYPES } from '../../formats/oci/media-types.ts';
import { comparePlatforms, type Platform, platformText } from '../../formats/oci/platform.ts';
import { parseUtcSeconds } from '../../formats/rfc3339.ts';
import { TAR_END, tarHeader, tarPadding } from '../../formats/tar/write.ts';
import type { Call } from '../../ports/call.ts';
import type { LayerCompressor, LayerPart } from '../../ports/layer-compressor.ts';
import type { RootEntry } from '../../ports/root-folder.ts';
import type { ImageMetadata } from '../../records/image-metadata.ts';
import { documentOf, type PackedImage, type PackedPlatform } from '../../records/packed-image.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import { ASSEMBLY_PROFILE } from './assembly-profile.ts';
import { checkedUserTexts, imageAnnotations } from './image-annotations.ts';

/** Prepared folders that become an image. */
export interface PackRootRequest {
  readonly roots: readonly { readonly platform: Platform; readonly entries: readonly RootEntry[] }[];
  /** How it runs, the same on each platform; labels are apart. */
  readonly run: Omit<RunConfig, 'Labels'>;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  readonly metadata: ImageMetadata;
}

/**
 * Makes an image of prepared folders: one layer for each platform. The same entries, in the same order, give the same bytes on any
 * machine: owners are root, and the only time is that of the metadata.
 *
 * @throws TwinsealError `ROOT_INVALID` for an entry that a tar can't hold, `SETTINGS_INVALID`, `METADATA_INVALID`; what the compressor throws
 * @example (await packRoots({ roots, run: { Entrypoint: ['/app'] }, labels: {}, annotations: {}, metadata }, compressor, call)).index
 * @see image-spec v1.1.1, layer.md and config.md
 */
export async function packRoots(
  request: PackRootRequest,
  compressor: LayerCompressor,
  call: Call,
): Promise<PackedImage> {
  const { metadata, run } = request;
  const assembly = { profile: ASSEMBLY_PROFILE, compressor: compressor.name };
  const stated = imageAnnotations(metadata, `${assembly.profile}/${assembly.compressor}`);
  const annotations = { ...checkedUserTexts(request.annotations, '--annotation'), ...stated };
  const labels = { ...checkedUserTexts(request.labels, '--label'), ...stated };
  const created = metadata.created.value;
  const mtime = Math.max(0, parseUtcSeconds(created));
  const platforms: PackedPlatform[] = [];
  for (const { platform, entries } of request.roots.toSorted((a, b) => comparePlatforms(a.platform, b.platform))) {
    const { blob, diffId } = await compressor.compress(layerParts(entries, mtime), call);
    const layer = { mediaType: MEDIA_TYPES.ociLayerGzip, digest: blob.digest, size: blob.size };
    const config = documentOf(
      MEDIA_TYPES.ociConfig,
      serialiseImageConfig({
        ...platform,
        created,
        config: { ...run, Labels: labels },
        rootfs: { type: 'layers', diff_ids: [diffId] },
        history: [{ created, created_by: 'twinseal pack --root', comment: 'twinseal' }],
      }),
    );
    const manifest = documentOf(
      MEDIA_TYPES.ociManifest,
      serialiseImageManifest({
        schemaVersion: 2,
        mediaType: MEDIA_TYPES.ociManifest,
        config: config.descriptor,
        layers: [layer],
        annotations,
      }),
      platform,
    );
    platforms.push({ platform: platformText(platform), manifest, config, layers: [{ descriptor: layer, blob }] });
  }
  const index = documentOf(
    MEDIA_TYPES.ociIndex,
    serialiseImageIndex({
      schemaVersion: 2,
      mediaType: MEDIA_TYPES.ociIndex,
      manifests: platforms.map(({ manifest }) => manifest.descriptor),
      annotations,
    }),
  );
  return { index, platforms, annotations, assembly };
}

function layerParts(entries: readonly RootEntry[], mtime: number): readonly LayerPart[] {
  const parts = entries.flatMap(({ path, type, mode, content, target }): readonly LayerPart[] => {
    const header = { path, type, mode, size: content?.size ?? 0, mtime, ...(target !== undefined && { target }) };
    try {
      const bytes = tarHeader(header);
      if (content === undefined) return [{ bytes }];
      return [{ bytes }, { blob: content }, { bytes: tarPadding(content.size) }];
    } catch (error) {
      if (!(error instanceof FormatError)) throw error;
      throw new TwinsealError('ROOT_INVALID', `an entry of the root folder ${error.message}`, { cause: error });
    }
  });
  return [...parts, { bytes: TAR_END }];
}
