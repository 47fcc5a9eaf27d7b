import type { Digest } from '../../formats/digest.ts';
import type { Descriptor } from '../../formats/oci/descriptor.ts';
import type { ImageIndex } from '../../formats/oci/documents.ts';
import { isIndexMediaType, isManifestMediaType } from '../../formats/oci/media-types.ts';
import { ANNOTATION_KEYS } from '../../formats/oci/metadata.ts';
import { isUnknownPlatform } from '../../formats/oci/platform.ts';
import type { BlobSource } from '../../ports/blob-source.ts';
import type { Call } from '../../ports/call.ts';
import type { Selection } from '../../records/selection.ts';
import { inspectAnnotations } from './annotation-rules.ts';
import { BlobInspector } from './blob-inspector.ts';
import { inspectDescriptor, inspectSubjectKind } from './descriptor-rules.ts';
import { inspectDocument } from './document.ts';
import type { FindingLog, Place } from './finding-log.ts';
import type { Inspected, InspectOptions } from './layout.ts';
import { inspectRefNames } from './layout-root.ts';
import { type KnownManifest, ManifestReading } from './manifest-reading.ts';
import { inspectAgreement, inspectPlatform, inspectPlatformList } from './platform-rules.ts';
import { inspectReferrerLists } from './referrer-lists.ts';
import { inspectSelection } from './runs-on.ts';

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
  readonly #images: ManifestReading;
  readonly #source: BlobSource;
  readonly #call: Call;
  readonly #seen = new Set<string>();
  readonly #met = new Map<Digest, Met>();
  readonly #indexes = new Set<string>();
  readonly #manifests = new Map<string, KnownManifest | undefined>();
  readonly #selections: Selection[] = [];
  #documents = 0;

  /** @param log - receives the findings in the order of the walk */
  constructor(source: BlobSource, options: InspectOptions, log: FindingLog, call: Call) {
    this.#source = source;
    this.#options = options;
    this.#log = log;
    this.#call = call;
    this.#blobs = new BlobInspector(source, { sparse: options.sparse, limits: options.limits.layer }, log, call);
    this.#images = new ManifestReading(source, this.#blobs, options, log, call);
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
  async layoutIndex(index: ImageIndex): Promise<Inspected> {
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
  async image(root: Descriptor): Promise<Inspected> {
    await this.#entry(root, '', {}, { depth: 0, inIndex: false });
    return await this.#end();
  }

  async #end(): Promise<Inspected> {
    for (const [digest, { subject }] of this.#met)
      if (subject !== undefined) await this.#subject(subject, { blob: digest });
    return { selections: this.#selections, programs: this.#images.programs };
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
    // Another entry for another platform leads to the same entries below, which are known.
    const key = documentKey(descriptor);
    if (this.#indexes.has(key)) return;
    const bytes = await this.#blobs.document(descriptor, 'manifest', pointer, place);
    if (bytes === undefined) return;
    this.#indexes.add(key);
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
    // A list may name one image for thousands of platforms: it is read once, and each entry is compared with what was found.
    const key = `${documentKey(descriptor)} ${isUnknownPlatform(descriptor.platform)}`;
    if (!this.#manifests.has(key)) {
      const bytes = await this.#blobs.document(descriptor, 'manifest', pointer, place);
      if (bytes === undefined) return;
      const own = { blob: descriptor.digest };
      const manifest = await inspectDocument('manifest', bytes, this.#log, own, descriptor.mediaType);
      if (manifest !== undefined) this.#meet(descriptor, { subject: manifest.subject });
      this.#manifests.set(key, manifest === undefined ? undefined : await this.#images.read(descriptor, manifest));
    }
    const known = this.#manifests.get(key);
    if (known === undefined) return;
    const { isImage, configDigest, platform, program } = known;
    if (isImage && inIndex && descriptor.platform === undefined) {
      const reason = `${pointer} has no platform, so that readers must guess whether it is theirs`;
      this.#log.add('hint', 'PLATFORM_ABSENT', place, pointer, reason);
    }
    if (platform === undefined) return;
    const { runsOn } = this.#options;
    // Most tools run an image without an index wherever they are, whatever platform is asked for.
    if (runsOn !== undefined && !inIndex) {
      const of = { index: descriptor.digest };
      const entries = [{ ...descriptor, platform }];
      this.#selections.push(inspectSelection(entries, runsOn, of, { blob: descriptor.digest }, this.#log));
    }
    if (isUnknownPlatform(descriptor.platform) || isUnknownPlatform(platform)) return;
    inspectAgreement(descriptor.platform, platform, program, { blob: configDigest }, this.#log);
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

/** What a document is read as: as anything else it is read again. */
function documentKey({ digest, size, mediaType }: Descriptor): string {
  return `${digest} ${size} ${mediaType}`;
}
