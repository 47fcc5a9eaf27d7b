import type { Digest } from '../../formats/digest.ts';
import type { Descriptor } from '../../formats/oci/descriptor.ts';
import type { ImageConfig, ImageIndex, ImageManifest } from '../../formats/oci/documents.ts';
import { isIndexMediaType, isManifestMediaType, MEDIA_TYPES } from '../../formats/oci/media-types.ts';
import { isUnknownPlatform, type Platform } from '../../formats/oci/platform.ts';
import type { Call } from '../../ports/call.ts';
import type { LayoutFiles } from '../../ports/layout-files.ts';
import type { Blob } from '../../records/blob.ts';
import type { Finding } from '../../records/finding.ts';
import type { ImageReport } from '../../records/image-report.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import { BlobInspector, type LayerRole } from './blob-inspector.ts';
import { inspectAnnotations, inspectConfig, inspectCounts } from './config-rules.ts';
import { DEFAULT_DECOMPRESS_LIMITS, type DecompressLimits } from './decompress.ts';
import { inspectDescriptor } from './descriptor-rules.ts';
import { inspectDocument } from './document.ts';
import { FindingLog, type Place } from './finding-log.ts';
import { packingOf } from './layer-content.ts';
import { inspectLayoutRoot, inspectRefNames } from './layout-root.ts';
import { inspectAgreement, inspectPlatform, inspectPlatformList } from './platform-rules.ts';

/** One image as its manifest and config have it, for whoever reads its layers. */
export interface InspectedImage {
  readonly descriptor: Descriptor;
  readonly manifest: ImageManifest;
  readonly config: ImageConfig;
  /** In order, lowest first; their bytes have been compared with digest, size and diff_id already. */
  readonly layers: readonly { readonly descriptor: Descriptor; readonly blob: Blob }[];
}

/** What is inspected, and how far. */
export interface InspectOptions {
  /** Blobs may be missing on purpose: then a warning, not an error. */
  readonly sparse: boolean;
  /**
   * Walks the layers of an image whose blobs are good, and tells what its program is; compared with what the image claims.
   * @example const options = { sparse: false, report: async () => undefined, limits: DEFAULT_INSPECT_LIMITS }
   */
  readonly report?: (image: InspectedImage) => Promise<ImageReport | undefined>;
  readonly limits: InspectLimits;
}

/** Bounds of one layout. */
export interface InspectLimits {
  /** Manifests, indexes and configs. */
  readonly maxDocuments: number;
  /** Indexes inside indexes. */
  readonly maxDepth: number;
  readonly layer: DecompressLimits;
}

/** 20,000 documents, 8 levels. */
export const DEFAULT_INSPECT_LIMITS: InspectLimits = {
  maxDocuments: 20_000,
  maxDepth: 8,
  layer: DEFAULT_DECOMPRESS_LIMITS,
};

/**
 * Checks a whole layout: its files, every document that `index.json` leads to, every blob's bytes, and what the
 * documents say of one another. Nothing is unpacked, no link followed, each blob read once for each role that it has.
 *
 * @param files - the layout as it lies there
 * @returns findings in the order of the walk
 * @throws TwinsealError for a fault of the disk, `TIMEOUT`, `ABORTED`; what is wrong with the layout is a finding
 * @example await inspectLayout(files, { sparse: false, limits: DEFAULT_INSPECT_LIMITS }, call)
 * @see image-spec v1.1.1
 */
export async function inspectLayout(
  files: LayoutFiles,
  options: InspectOptions,
  call: Call,
): Promise<readonly Finding[]> {
  const log = new FindingLog();
  const index = await inspectLayoutRoot(files, log, call);
  if (index !== undefined) await new Walk(files, options, log, call).root(index);
  return log.findings;
}

class Walk {
  readonly #options: InspectOptions;
  readonly #log: FindingLog;
  readonly #blobs: BlobInspector;
  readonly #seen = new Set<string>();
  #documents = 0;

  constructor(files: LayoutFiles, options: InspectOptions, log: FindingLog, call: Call) {
    this.#options = options;
    this.#log = log;
    this.#blobs = new BlobInspector(files, { sparse: options.sparse, limits: options.limits.layer }, log, call);
  }

  async root(index: ImageIndex): Promise<void> {
    const place = { file: 'index.json' };
    inspectRefNames(index.manifests, this.#log);
    inspectAnnotations(index.annotations ?? {}, '/annotations', place, this.#log);
    for (const [i, entry] of index.manifests.entries()) await this.#entry(entry, `/manifests/${i}`, place, 0, false);
  }

  async #entry(entry: Descriptor, pointer: string, place: Place, depth: number, ofIndex: boolean): Promise<void> {
    inspectDescriptor(entry, 'entry', pointer, place, this.#log);
    inspectAnnotations(entry.annotations ?? {}, `${pointer}/annotations`, place, this.#log);
    if (entry.platform !== undefined) inspectPlatform(entry.platform, `${pointer}/platform`, place, this.#log);
    if (!this.#enter(entry, pointer, place)) return;
    if (isIndexMediaType(entry.mediaType)) return this.#index(entry, pointer, place, depth + 1);
    if (isManifestMediaType(entry.mediaType)) return this.#manifest(entry, pointer, place, ofIndex);
    await this.#blobs.check(entry, pointer, place);
  }

  async #index(descriptor: Descriptor, pointer: string, place: Place, depth: number): Promise<void> {
    if (depth > this.#options.limits.maxDepth) {
      const reason = `indexes are nested deeper than ${this.#options.limits.maxDepth} levels`;
      this.#log.add('error', 'LAYOUT_TOO_DEEP', place, pointer, reason, 'image-spec v1.1.1, image-index.md');
      return;
    }
    const own = { blob: descriptor.digest };
    const bytes = await this.#blobs.document(descriptor, pointer, place);
    if (bytes === undefined) return;
    const index = await inspectDocument('index', bytes, this.#log, own, descriptor.mediaType);
    if (index === undefined) return;
    if (index.subject !== undefined) inspectDescriptor(index.subject, 'subject', '/subject', own, this.#log);
    inspectAnnotations(index.annotations ?? {}, '/annotations', own, this.#log);
    inspectPlatformList(index.manifests, own, this.#log);
    for (const [i, entry] of index.manifests.entries()) await this.#entry(entry, `/manifests/${i}`, own, depth, true);
  }

  async #manifest(descriptor: Descriptor, pointer: string, place: Place, ofIndex: boolean): Promise<void> {
    const own = { blob: descriptor.digest };
    const bytes = await this.#blobs.document(descriptor, pointer, place);
    if (bytes === undefined) return;
    const manifest = await inspectDocument('manifest', bytes, this.#log, own, descriptor.mediaType);
    if (manifest === undefined) return;
    inspectDescriptor(manifest.config, 'config', '/config', own, this.#log);
    for (const [i, layer] of manifest.layers.entries())
      inspectDescriptor(layer, 'layer', `/layers/${i}`, own, this.#log);
    if (manifest.subject !== undefined) inspectDescriptor(manifest.subject, 'subject', '/subject', own, this.#log);
    inspectAnnotations(manifest.annotations ?? {}, '/annotations', own, this.#log);
    const isImage = [MEDIA_TYPES.ociConfig, MEDIA_TYPES.dockerConfig].some(
      (type) => type === manifest.config.mediaType,
    );
    if (isImage && ofIndex && descriptor.platform === undefined)
      this.#log.add(
        'hint',
        'PLATFORM_ABSENT',
        place,
        pointer,
        `${pointer} has no platform, so that readers must guess whether it is theirs`,
        'image-spec v1.1.1, image-index.md, "platform"',
      );
    const config = isImage ? await this.#config(manifest, own) : undefined;
    if (!isImage) await this.#blobs.check(manifest.config, '/config', own);
    const evidence = isUnknownPlatform(descriptor.platform) || isUnknownPlatform(config);
    let whole = true;
    for (const [i, layer] of manifest.layers.entries()) {
      const role = isImage && !evidence ? roleOf(layer, i, manifest, config) : undefined;
      whole = (await this.#blobs.check(layer, `/layers/${i}`, own, role)) && whole;
    }
    if (config === undefined || evidence) return;
    const layers = manifest.layers.map((layer) => ({ descriptor: layer, blob: this.#blobs.handle(layer) }));
    await this.#agreement({ descriptor, manifest, config, layers }, whole);
  }

  async #config(manifest: ImageManifest, place: Place): Promise<ImageConfig | undefined> {
    const own = { blob: manifest.config.digest };
    const bytes = await this.#blobs.document(manifest.config, '/config', place);
    if (bytes === undefined) return undefined;
    const config = await inspectDocument('config', bytes, this.#log, own);
    if (config === undefined) return undefined;
    inspectConfig(config, own, this.#log);
    inspectCounts(config, manifest.layers.length, own, this.#log);
    return config;
  }

  async #agreement(image: InspectedImage, whole: boolean): Promise<void> {
    // Only layers that are what the image says are worth walking; the others have their finding already.
    const report = whole ? await this.#options.report?.(image) : undefined;
    if (report !== undefined) this.#log.addAll(report.findings);
    for (const { code, reason, digest, retryable } of report?.faults ?? []) {
      if (retryable || code !== 'EVIDENCE_LIMIT') throw new TwinsealError('DISK_FAILED', reason);
      const place = { blob: digest ?? image.descriptor.digest };
      this.#log.add('error', 'LAYER_TAR_LIMIT', place, undefined, reason, 'limits of this validator');
    }
    const declared: Platform | undefined = image.descriptor.platform;
    inspectAgreement(declared, image.config, report, { blob: image.manifest.config.digest }, this.#log);
  }

  // A document may be reached by many ways, and is read again only when it is announced as something else.
  #enter(entry: Descriptor, pointer: string, place: Place): boolean {
    const key = JSON.stringify([entry.digest, entry.size, entry.mediaType, entry.platform]);
    if (this.#seen.has(key)) return false;
    this.#seen.add(key);
    if (++this.#documents <= this.#options.limits.maxDocuments) return true;
    const reason = `the layout leads to more than ${this.#options.limits.maxDocuments} documents`;
    this.#log.add('error', 'LAYOUT_TOO_MANY', place, pointer, reason, 'limits of this validator');
    return false;
  }
}

function roleOf(layer: Descriptor, i: number, manifest: ImageManifest, config: ImageConfig | undefined): LayerRole {
  const diffId: Digest | undefined = config?.rootfs.diff_ids[i];
  return {
    packing: packingOf(layer.mediaType),
    diffId,
    diffIdAt: `/rootfs/diff_ids/${i}`,
    config: manifest.config.digest,
  };
}
