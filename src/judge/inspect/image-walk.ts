import type { Digest } from '../../formats/digest.ts';
import type { Descriptor } from '../../formats/oci/descriptor.ts';
import type { ImageConfig, ImageIndex, ImageManifest } from '../../formats/oci/documents.ts';
import { isIndexMediaType, isManifestMediaType, MEDIA_TYPES } from '../../formats/oci/media-types.ts';
import { ANNOTATION_KEYS } from '../../formats/oci/metadata.ts';
import { isUnknownPlatform } from '../../formats/oci/platform.ts';
import type { BlobSource } from '../../ports/blob-source.ts';
import type { Call } from '../../ports/call.ts';
import type { Selection } from '../../records/selection.ts';
import { inspectAnnotations } from './annotation-rules.ts';
import { BlobInspector, type LayerRole } from './blob-inspector.ts';
import { inspectConfig, inspectCounts } from './config-rules.ts';
import { inspectDescriptor, inspectSubjectKind } from './descriptor-rules.ts';
import { inspectDocument } from './document.ts';
import type { FindingLog, Place } from './finding-log.ts';
import { ImageReading } from './image-reading.ts';
import { mayBeElsewhere, type Packing, packingOf } from './layer-content.ts';
import type { InspectOptions } from './layout.ts';
import { inspectRefNames } from './layout-root.ts';
import { inspectPlatform, inspectPlatformList } from './platform-rules.ts';
import { inspectProgramOf } from './program-rules.ts';
import { inspectReferrerLists } from './referrer-lists.ts';
import { inspectSelection } from './runs-on.ts';
import { hasToc, inspectToc } from './toc-rules.ts';

/** What the walk has learnt of one document, for rules that need them all. */
export interface Met {
  readonly mediaType: string;
  /** Of a manifest or index that hangs on another. */
  readonly subject?: Descriptor;
  /** Of an index. */
  readonly children?: readonly Descriptor[];
}

/** Goes through all documents and blobs that a root leads to, and notes what is wrong with each and with all together. */
export class ImageWalk {
  readonly #options: InspectOptions;
  readonly #log: FindingLog;
  readonly #blobs: BlobInspector;
  readonly #source: BlobSource;
  readonly #call: Call;
  readonly #seen = new Set<string>();
  readonly #met = new Map<Digest, Met>();
  readonly #selections: Selection[] = [];
  #documents = 0;

  /** @param log - receives the findings in the order of the walk */
  constructor(source: BlobSource, options: InspectOptions, log: FindingLog, call: Call) {
    this.#source = source;
    this.#options = options;
    this.#log = log;
    this.#call = call;
    this.#blobs = new BlobInspector(source, { sparse: options.sparse, limits: options.limits.layer }, log, call);
  }

  /** Digests that some descriptor names. */
  get named(): ReadonlySet<Digest> {
    return this.#blobs.named;
  }

  /**
   * Everything that the `index.json` of a layout leads to.
   * @throws TwinsealError a fault of the disk, `TIMEOUT`, `ABORTED`
   * @example await walk.layoutIndex(index)
   */
  async layoutIndex(index: ImageIndex): Promise<readonly Selection[]> {
    const place = { file: 'index.json' };
    inspectRefNames(index.manifests, this.#log);
    inspectAnnotations(index.annotations ?? {}, '/annotations', place, this.#log);
    for (const [i, entry] of index.manifests.entries()) {
      const name = entry.annotations?.[ANNOTATION_KEYS.refName];
      await this.#entry(entry, `/manifests/${i}`, place, {
        depth: 0,
        inIndex: false,
        ...(name !== undefined && { name }),
      });
    }
    inspectReferrerLists(index.manifests, this.#met, this.#log);
    return await this.#end();
  }

  /**
   * Everything that one descriptor leads to.
   * @throws TwinsealError a fault of network or registry, `TIMEOUT`, `ABORTED`
   * @example await walk.image(await reader.resolve('v1', call))
   */
  async image(root: Descriptor): Promise<readonly Selection[]> {
    await this.#entry(root, '', {}, { depth: 0, inIndex: false });
    return await this.#end();
  }

  async #end(): Promise<readonly Selection[]> {
    for (const [digest, { subject }] of this.#met)
      if (subject !== undefined) await this.#subject(subject, { blob: digest });
    return this.#selections;
  }

  async #entry(
    entry: Descriptor,
    pointer: string,
    place: Place,
    from: { readonly depth: number; readonly inIndex: boolean; readonly name?: string },
  ): Promise<void> {
    inspectDescriptor(entry, 'entry', pointer, place, this.#log);
    // A name on an entry of index.json is where names belong; on a nested one it means nothing.
    inspectAnnotations(
      entry.annotations ?? {},
      `${pointer}/annotations`,
      place,
      this.#log,
      from.inIndex ? 'misplaced' : 'counting',
    );
    if (entry.platform !== undefined) inspectPlatform(entry.platform, `${pointer}/platform`, place, this.#log);
    if (!this.#enter(entry, pointer, place)) return;
    if (isIndexMediaType(entry.mediaType)) return this.#index(entry, pointer, place, from.depth + 1, from.name);
    if (isManifestMediaType(entry.mediaType)) return this.#manifest(entry, pointer, place, from.inIndex);
    if (/^application\/vnd\.docker\.distribution\.manifest\.v1\+/.test(entry.mediaType))
      this.#log.add(
        'warning',
        'MANIFEST_SCHEMA_1',
        place,
        pointer,
        `${pointer || 'the image'} is a manifest of schema 1`,
      );
    await this.#blobs.check(entry, 'manifest', pointer, place);
  }

  async #index(
    descriptor: Descriptor,
    pointer: string,
    place: Place,
    depth: number,
    name: string | undefined,
  ): Promise<void> {
    if (depth > this.#options.limits.maxDepth) {
      const reason = `indexes are nested deeper than ${this.#options.limits.maxDepth} levels`;
      this.#log.add('error', 'LAYOUT_TOO_DEEP', place, pointer, reason);
      return;
    }
    const own = { blob: descriptor.digest };
    const bytes = await this.#blobs.document(descriptor, 'manifest', pointer, place);
    if (bytes === undefined) return;
    const index = await inspectDocument('index', bytes, this.#log, own, descriptor.mediaType);
    if (index === undefined) return;
    const { manifests, subject } = index;
    this.#meet(descriptor, { subject, children: manifests });
    inspectAnnotations(index.annotations ?? {}, '/annotations', own, this.#log);
    if (manifests.length === 0)
      this.#log.add(
        'hint',
        'INDEX_NO_MANIFESTS',
        own,
        '/manifests',
        'the index lists nothing: whoever pulls it gets nothing',
      );
    inspectPlatformList(manifests, own, this.#log);
    const { runsOn } = this.#options;
    if (runsOn !== undefined && manifests.some(({ platform }) => platform !== undefined))
      this.#selections.push(inspectSelection(manifests, runsOn, { index: descriptor.digest, name }, own, this.#log));
    for (const [i, entry] of manifests.entries())
      await this.#entry(entry, `/manifests/${i}`, own, { depth, inIndex: true });
  }

  async #manifest(descriptor: Descriptor, pointer: string, place: Place, inIndex: boolean): Promise<void> {
    const own = { blob: descriptor.digest };
    const bytes = await this.#blobs.document(descriptor, 'manifest', pointer, place);
    if (bytes === undefined) return;
    const manifest = await inspectDocument('manifest', bytes, this.#log, own, descriptor.mediaType);
    if (manifest === undefined) return;
    this.#meet(descriptor, { subject: manifest.subject });
    inspectDescriptor(manifest.config, 'config', '/config', own, this.#log);
    inspectAnnotations(manifest.config.annotations ?? {}, '/config/annotations', own, this.#log);
    for (const [i, layer] of manifest.layers.entries()) {
      inspectDescriptor(layer, 'layer', `/layers/${i}`, own, this.#log);
      inspectAnnotations(layer.annotations ?? {}, `/layers/${i}/annotations`, own, this.#log);
    }
    inspectAnnotations(manifest.annotations ?? {}, '/annotations', own, this.#log);
    const isImage = [MEDIA_TYPES.ociConfig, MEDIA_TYPES.dockerConfig].some(
      (type) => type === manifest.config.mediaType,
    );
    if (isImage && inIndex && descriptor.platform === undefined) {
      const reason = `${pointer} has no platform, so that readers must guess whether it is theirs`;
      this.#log.add('hint', 'PLATFORM_ABSENT', place, pointer, reason);
    }
    const config = isImage ? await this.#config(manifest, own) : undefined;
    const { runsOn } = this.#options;
    // Most tools run an image without an index wherever they are, whatever platform is asked for.
    if (config !== undefined && runsOn !== undefined && !inIndex)
      this.#selections.push(
        inspectSelection([{ ...descriptor, platform: config }], runsOn, { index: descriptor.digest }, own, this.#log),
      );
    if (!isImage) await this.#blobs.check(manifest.config, 'blob', '/config', own);
    const evidence = isUnknownPlatform(descriptor.platform) || isUnknownPlatform(config);
    if (isImage && !evidence) await this.#layers(descriptor, manifest, config);
    else
      for (const [i, layer] of manifest.layers.entries()) await this.#blobs.check(layer, 'blob', `/layers/${i}`, own);
  }

  async #layers(descriptor: Descriptor, manifest: ImageManifest, config: ImageConfig | undefined): Promise<void> {
    const own = { blob: descriptor.digest };
    const reading =
      config === undefined ? undefined : new ImageReading(config.config ?? {}, this.#options.limits.reading, this.#log);
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
    if (config === undefined || reading === undefined) return;
    const layers = manifest.layers.map((layer) => ({ descriptor: layer, blob: this.#blobs.handle(layer) }));
    const limits = { ...this.#options.limits.layer, maxEntries: this.#options.limits.reading.maxEntries };
    const image = { declared: descriptor.platform, configDigest: manifest.config.digest, config, layers };
    await inspectProgramOf(image, whole ? reading : undefined, limits, this.#log, this.#call);
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

  /** What a subject is can be told where it is; it may lie elsewhere. */
  async #subject(subject: Descriptor, place: Place): Promise<void> {
    inspectDescriptor(subject, 'subject', '/subject', place, this.#log);
    inspectSubjectKind(subject, place, this.#log);
    const known = this.#met.get(subject.digest)?.mediaType;
    const there = await this.#source.look(subject, this.#call);
    const size = there?.kind === 'file' ? there.size : subject.size;
    if (size === subject.size && (known === undefined || known === subject.mediaType)) return;
    const reason = `/subject says ${subject.mediaType} with ${subject.size} bytes, and ${subject.digest} is ${known ?? 'there'} with ${size}`;
    this.#log.add('error', 'SUBJECT_MISMATCH', place, '/subject', reason);
  }

  #meet({ digest, mediaType }: Descriptor, met: { subject: Descriptor | undefined; children?: readonly Descriptor[] }) {
    const { subject, children } = met;
    this.#met.set(digest, {
      mediaType,
      ...(subject !== undefined && { subject }),
      ...(children !== undefined && { children }),
    });
  }

  // A document may be reached by many ways, and is read again only when it is announced as something else.
  #enter(entry: Descriptor, pointer: string, place: Place): boolean {
    const key = JSON.stringify([entry.digest, entry.size, entry.mediaType, entry.platform]);
    if (this.#seen.has(key)) return false;
    this.#seen.add(key);
    if (++this.#documents <= this.#options.limits.maxDocuments) return true;
    const reason = `the layout leads to more than ${this.#options.limits.maxDocuments} documents`;
    this.#log.add('error', 'LAYOUT_TOO_MANY', place, pointer, reason);
    return false;
  }
}
