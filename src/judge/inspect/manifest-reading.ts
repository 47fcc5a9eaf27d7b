import type { Digest } from '../../formats/digest.ts';
import type { Descriptor } from '../../formats/oci/descriptor.ts';
import type { ImageConfig, ImageManifest } from '../../formats/oci/documents.ts';
import { isConfigMediaType } from '../../formats/oci/media-types.ts';
import { isUnknownPlatform, normalisePlatform, type Platform, platformText } from '../../formats/oci/platform.ts';
import type { BlobSource } from '../../ports/blob-source.ts';
import type { Call } from '../../ports/call.ts';
import type { GoPrograms, ImagePrograms } from '../../records/go-programs.ts';
import type { EntrypointReport } from '../../records/image-report.ts';
import { inspectAnnotations } from './annotation-rules.ts';
import type { BlobInspector, LayerRole } from './blob-inspector.ts';
import { inspectConfig, inspectCounts } from './config-rules.ts';
import { inspectDescriptor } from './descriptor-rules.ts';
import { inspectDocument } from './document.ts';
import type { FindingLog, Place } from './finding-log.ts';
import { ImageReading } from './image-reading.ts';
import { mayBeElsewhere, type Packing, packingOf } from './layer-content.ts';
import type { InspectOptions } from './layout.ts';
import type { ProgramClaims } from './platform-rules.ts';
import { inspectProgramOf } from './program-rules.ts';
import { hasToc, inspectToc } from './toc-rules.ts';

/** What a manifest turned out to be, for every entry that names it: small, since there may be thousands. */
export interface KnownManifest {
  readonly isImage: boolean;
  readonly configDigest: Digest;
  /** As its config has it, when that could be read. */
  readonly platform?: Platform;
  /** What its program says, when its layers were read as those of an image. */
  readonly program?: ProgramClaims;
}

/** Reads what manifests name: config, layers, and the program that an image runs. */
export class ManifestReading {
  readonly #source: BlobSource;
  readonly #blobs: BlobInspector;
  readonly #options: InspectOptions;
  readonly #log: FindingLog;
  readonly #call: Call;
  readonly #found: ImagePrograms[] = [];
  #left: number;

  /** @param log - receives the findings in the order of the walk */
  constructor(source: BlobSource, blobs: BlobInspector, options: InspectOptions, log: FindingLog, call: Call) {
    this.#source = source;
    this.#blobs = blobs;
    this.#options = options;
    this.#left = options.limits.maxGoPrograms;
    this.#log = log;
    this.#call = call;
  }

  /** The Go programs of each image that was read. @example manifests.programs[0]?.platform */
  get programs(): readonly ImagePrograms[] {
    return this.#found;
  }

  /**
   * Reads what a manifest names, once for all entries of lists that name it.
   * @param descriptor - of the manifest, as the first such entry has it: one for an unknown platform is evidence
   * @throws TwinsealError when the disk or the registry does not answer, or the call ends
   * @example (await manifests.read(descriptor, manifest)).program?.machine
   */
  async read(descriptor: Descriptor, manifest: ImageManifest): Promise<KnownManifest> {
    const own = { blob: descriptor.digest };
    inspectDescriptor(manifest.config, 'config', '/config', own, this.#log);
    inspectAnnotations(manifest.config.annotations ?? {}, '/config/annotations', own, this.#log);
    for (const [i, layer] of manifest.layers.entries()) {
      inspectDescriptor(layer, 'layer', `/layers/${i}`, own, this.#log);
      inspectAnnotations(layer.annotations ?? {}, `/layers/${i}/annotations`, own, this.#log);
    }
    inspectAnnotations(manifest.annotations ?? {}, '/annotations', own, this.#log);
    const isImage = isConfigMediaType(manifest.config.mediaType);
    const config = isImage ? await this.#config(manifest, own) : undefined;
    if (!isImage) await this.#blobs.check(manifest.config, 'blob', '/config', own);
    const known = { isImage, configDigest: manifest.config.digest };
    const evidence = isUnknownPlatform(descriptor.platform) || isUnknownPlatform(config);
    if (!isImage || evidence) {
      for (const [i, layer] of manifest.layers.entries()) await this.#blobs.check(layer, 'blob', `/layers/${i}`, own);
      return { ...known, ...(config !== undefined && { platform: platformIn(config) }) };
    }
    const program = await this.#layers(descriptor.digest, manifest, config);
    return {
      ...known,
      ...(config !== undefined && { platform: platformIn(config) }),
      ...(program !== undefined && { program: claimsOf(program) }),
    };
  }

  /** Reads the layers of an image; gives what its program says, when all of them are whole. */
  async #layers(
    digest: Digest,
    manifest: ImageManifest,
    config: ImageConfig | undefined,
  ): Promise<EntrypointReport | undefined> {
    const own = { blob: digest };
    const reading =
      config === undefined
        ? undefined
        : new ImageReading(config.config ?? {}, this.#options.limits.reading, this.#log, true);
    let left = this.#options.limits.reading.maxEntries;
    let whole = true;
    for (const [i, layer] of manifest.layers.entries()) {
      if (layer.digest === manifest.config.digest) {
        const reason = `/layers/${i} and /config are one blob, which can't be both`;
        this.#log.add('error', 'BLOB_TWO_ROLES', own, `/layers/${i}`, reason);
        whole = false;
        continue;
      }
      if (mayBeElsewhere(layer.mediaType))
        this.#log.add('hint', 'LAYER_NONDISTRIBUTABLE', own, `/layers/${i}`, `${layer.mediaType} is deprecated`);
      const role: LayerRole = {
        packing: packingOf(layer.mediaType),
        diffId: config?.rootfs.diff_ids[i],
        diffIdAt: `/rootfs/diff_ids/${i}`,
        config: manifest.config.digest,
        maxEntries: left,
        // Only layers over good ones are worth looking into: what lies below decides where things go.
        ...(whole && reading !== undefined && { visit: reading.layer(i, layer.digest) }),
      };
      const checked = await this.#blobs.check(layer, 'blob', `/layers/${i}`, own, role);
      if (checked.whole && hasToc(layer) && role.packing !== undefined) await this.#toc(layer, role.packing);
      whole = checked.whole && whole;
      left -= checked.entries;
    }
    if (config === undefined || reading === undefined || !whole) return undefined;
    this.#tell(digest, config, reading.goPrograms());
    const layers = manifest.layers.map((layer) => ({ descriptor: layer, blob: this.#blobs.handle(layer) }));
    const limits = { ...this.#options.limits.layer, maxEntries: this.#options.limits.reading.maxEntries };
    const image = { configDigest: manifest.config.digest, config, layers };
    return await inspectProgramOf(image, reading, limits, this.#log, this.#call);
  }

  #tell(image: Digest, config: ImageConfig, found: GoPrograms | undefined): void {
    if (found === undefined) return;
    const programs = found.programs.slice(0, this.#left);
    this.#left -= programs.length;
    const more = found.more === true || programs.length < found.programs.length;
    if (more) {
      const reason = `the image has more Go programs than the ${programs.length} that are told of`;
      this.#log.add('hint', 'PROGRAM_GO_LIMIT', { blob: image }, undefined, reason);
    }
    if (programs.length > 0)
      this.#found.push({ image, platform: platformText(normalisePlatform(config)), programs, ...(more && { more }) });
  }

  async #toc(layer: Descriptor, packing: Packing): Promise<void> {
    const { limits } = this.#options;
    await inspectToc(
      layer,
      packing,
      () => this.#source.open(layer, 'blob', this.#call),
      { ...limits.layer, maxEntries: limits.reading.maxEntries },
      (code, path, reason) => this.#log.add('error', code, { blob: layer.digest }, path, reason),
    );
  }

  async #config(manifest: ImageManifest, place: Place): Promise<ImageConfig | undefined> {
    const own = { blob: manifest.config.digest };
    const bytes = await this.#blobs.document(manifest.config, 'blob', '/config', place);
    if (bytes === undefined) return undefined;
    const config = await inspectDocument('config', bytes, this.#log, own);
    if (config === undefined) return undefined;
    inspectConfig(config, own, this.#log);
    inspectCounts(config, manifest.layers.length, own, this.#log);
    return config;
  }
}

function platformIn({ os, architecture, variant }: ImageConfig): Platform {
  return { os, architecture, ...(variant !== undefined && { variant }) };
}

/** What the platform of an image is compared with, without the rest of what the program says. */
function claimsOf({ machine, path, go }: EntrypointReport): ProgramClaims {
  const buildSettings = go?.buildSettings.filter(([name, value]) => /^GO[A-Z0-9]+$/.test(name) && value.length < 256);
  return {
    ...(machine !== undefined && { machine }),
    ...(path !== undefined && { path }),
    ...(buildSettings !== undefined && { go: { buildSettings } }),
  };
}
