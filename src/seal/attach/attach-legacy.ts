import { FormatError } from '../../formats/format-error.ts';
import { canonicalJsonBytes } from '../../formats/json/canonical.ts';
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../formats/json/value.ts';
import type { Descriptor } from '../../formats/oci/descriptor.ts';
import type { ImageManifest } from '../../formats/oci/documents.ts';
import { serialiseImageManifest } from '../../formats/oci/image-manifest.ts';
import { MEDIA_TYPES } from '../../formats/oci/media-types.ts';
import { documentOf, type PackedDocument } from '../../records/packed-image.ts';

/** What stands under a tag now. */
export interface LegacyManifest {
  readonly manifest: ImageManifest;
  /** Its config, parsed. */
  readonly config: JsonObject;
}

/** cosign reads no more. @see cosign pkg/oci/remote (maxLayers) */
const MAX_LAYERS = 1000;
const CREATED = '0001-01-01T00:00:00Z';

/**
 * The manifest that cosign before version 3 keeps under a tag, with further layers: an ordinary image whose config lists every layer.
 * Layers of others stay as they are.
 *
 * @param current - undefined: there is none yet
 * @throws FormatError of format `cosign-tag` when it holds as many layers as are read, or is no such image
 * @example legacyManifest(undefined, [layer.descriptor]).manifest.descriptor.digest
 * @see cosign specs/SIGNATURE_SPEC.md, "Storage"; pkg/oci/mutate (AppendSignatures)
 */
export function legacyManifest(
  current: LegacyManifest | undefined,
  added: readonly Descriptor[],
): { readonly config: PackedDocument; readonly manifest: PackedDocument } {
  const layers = [...(current?.manifest.layers ?? []), ...added];
  if (layers.length > MAX_LAYERS)
    throw new FormatError(
      'cosign-tag',
      `there are ${layers.length} signatures, and cosign reads ${MAX_LAYERS} of them`,
    );
  const config = documentOf(MEDIA_TYPES.ociConfig, canonicalJsonBytes(configOf(current?.config, added)));
  const manifest: ImageManifest = {
    schemaVersion: 2,
    mediaType: MEDIA_TYPES.ociManifest,
    config: config.descriptor,
    layers,
    ...(current?.manifest.annotations !== undefined && { annotations: current.manifest.annotations }),
  };
  return { config, manifest: documentOf(MEDIA_TYPES.ociManifest, serialiseImageManifest(manifest)) };
}

function configOf(current: JsonObject | undefined, added: readonly Descriptor[]): JsonObject {
  const base: JsonObject = current ?? { architecture: '', os: '', created: CREATED, config: {} };
  const rootfs: JsonObject = isJsonObject(base.rootfs) ? base.rootfs : { type: 'layers' };
  return {
    ...base,
    history: [...listOf(base.history), ...added.map(() => ({ created: CREATED }))],
    rootfs: { ...rootfs, diff_ids: [...listOf(rootfs.diff_ids), ...added.map(({ digest }) => digest)] },
  };
}

function listOf(value: JsonValue | undefined): readonly JsonValue[] {
  return isJsonArray(value) ? value : [];
}
