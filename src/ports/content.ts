import type { Digest } from '../formats/digest.ts';
import type { CosignTag } from '../formats/oci/cosign-tag.ts';
import type { Descriptor } from '../formats/oci/descriptor.ts';
import type { Blob } from '../records/blob.ts';
import type { StorageForm } from '../records/discovery.ts';
import type { PackedDocument } from '../records/packed-image.ts';
import type { TwinsealError } from '../records/twinseal-error.ts';
import type { Call } from './call.ts';

/** The referrers of one subject, from one storage form. */
export interface ReferrerListing {
  readonly form: StorageForm;
  readonly descriptors: readonly Descriptor[];
  /** More were there than the limits allow to list. */
  readonly overflow: boolean;
  /** Why some of the places where referrers may be could not be asked: the descriptors are some of them, not all. */
  readonly unseen?: TwinsealError;
}

/**
 * One repository of a registry, or one layout, as a reader sees it.
 *
 * Errors are `TwinsealError`s: `CONTENT_NOT_FOUND` is a definitive absence, `CONTENT_MISMATCH` and `CONTENT_TOO_LARGE`
 * are definitive too; every other code is a fault ("could not tell").
 */
export interface ContentReader {
  /** For messages: `registry.example.com/app`, `./app.oci`. */
  readonly name: string;
  /** Repository for policies: `registry.example.com/app`, or `layout`. */
  readonly repository: string;
  /**
   * Names those who may be told what this reader has read, where these are not all who may ask for the repository: what is remembered of it
   * is kept apart under that name.
   */
  readonly access?: string;
  /**
   * Resolves a tag or digest once; `undefined` asks for a layout's only image.
   * @throws TwinsealError `CONTENT_NOT_FOUND`, or a fault
   * @example (await reader.resolve('v1.2.3', call)).digest
   */
  resolve(target: string | undefined, call: Call): Promise<Descriptor>;
  /**
   * A manifest or index, at most 4 MiB, its bytes compared with the digest.
   * @throws TwinsealError `CONTENT_NOT_FOUND`, `CONTENT_MISMATCH`, `CONTENT_TOO_LARGE`, or a fault
   * @example (await reader.manifest(descriptor.digest, call)).bytes
   */
  manifest(digest: Digest, call: Call): Promise<PackedDocument>;
  /**
   * A blob as a stream that fails with `CONTENT_MISMATCH` at its end (or before more than `size` bytes were given)
   * when digest or size differ. Nothing is requested before the first read.
   * @example for await (const chunk of reader.blob(layer, call).open()) hash.update(chunk);
   */
  blob(descriptor: Pick<Descriptor, 'digest' | 'size'>, call: Call): Blob;
  /**
   * All referrers, by the API or the fallback tag; an empty list when there are none.
   * @throws TwinsealError a fault; never for an absence
   * @example (await reader.referrers(index.digest, call)).descriptors.length
   */
  referrers(subject: Digest, call: Call): Promise<ReferrerListing>;
  /**
   * The manifest that cosign before version 3 keeps under a tag made of the subject's digest; in a layout, under such a name.
   * @returns undefined when there is no such tag
   * @throws TwinsealError a fault; never for an absence
   * @example (await reader.cosignTag?.(index.digest, 'sig', call))?.digest
   */
  cosignTag?(subject: Digest, kind: CosignTag, call: Call): Promise<Descriptor | undefined>;
}

/** What a push of one manifest did. */
export interface ManifestPushed {
  readonly digest: Digest;
  /** How the subject was made findable: not needed, by the API, by the fallback tag, or by a layout's index.json. */
  readonly referrer: 'none' | StorageForm;
  /** What remains to be told: a race on the fallback tag, a warning of the registry. */
  readonly notes: readonly string[];
}

/** One repository or layout as a writer sees it. */
export interface ContentWriter {
  readonly name: string;
  /**
   * Whether the content is there already; the media type tells a manifest from a blob.
   * @throws TwinsealError a fault, never read as "no"
   * @example if (!(await writer.has(layer.descriptor, call))) await writer.putBlob(layer.blob, call);
   */
  has(descriptor: Pick<Descriptor, 'digest' | 'size' | 'mediaType'>, call: Call): Promise<boolean>;
  /**
   * Takes a blob over from `from`, a repository's name, or from what lies nearer, where the place can do that; false: upload it.
   * @example await writer.mount?.(layer.descriptor, 'registry.example.com/base', call)
   */
  mount?(descriptor: Pick<Descriptor, 'digest' | 'size'>, from: string, call: Call): Promise<boolean>;
  /**
   * What a tag names now, where the place can have had it before; undefined when there is no such tag.
   * @throws TwinsealError a fault; never for an absence
   * @example await writer.tagged?.('v1.2.3', call)
   */
  tagged?(tag: string, call: Call): Promise<Digest | undefined>;
  /**
   * Stores a blob; its bytes are compared with digest and size on the way.
   * @throws TwinsealError `CONTENT_MISMATCH`, `REGISTRY_REFUSED`, `DISK_FULL`, or a fault
   * @example await writer.putBlob(memoryBlob(digest, bytes), call)
   */
  putBlob(blob: Blob, call: Call): Promise<void>;
  /**
   * Pushes by digest, and by `tag` too when given; keeps the referrers index of its subject.
   * @throws TwinsealError `CONTENT_MISMATCH`, `REGISTRY_REFUSED`, `DISK_FULL`, or a fault
   * @example (await writer.putManifest(image.index, call, 'v1.2.3')).referrer // 'none'
   */
  putManifest(manifest: PackedDocument, call: Call, tag?: string): Promise<ManifestPushed>;
  /**
   * Called once when all is put: sees to it that other writers have not pushed out of shared lists what was put there.
   * @returns what remains to be told
   * @throws TwinsealError a fault
   * @example const notes = (await writer.settle?.(call)) ?? []
   */
  settle?(call: Call): Promise<readonly string[]>;
}

/** A layout being written; nothing is visible at the target before `commit`. */
export interface LayoutTransaction extends ContentWriter {
  /**
   * Flushes and renames into place.
   * @throws TwinsealError `LAYOUT_EXISTS`, `OUTPUT_UNWRITABLE`, `DISK_FULL`
   * @example await layout.commit(call)
   */
  commit(call: Call): Promise<void>;
  /** Removes all traces; safe to call after `commit` or twice. @example await layout.abort() */
  abort(): Promise<void>;
  /**
   * Ends without a commit, and leaves the blobs that are whole for the next run that writes to the same place, where that can be done.
   * @returns bytes that are kept; 0 when there are none worth it
   * @example const kept = await layout.suspend?.()
   */
  suspend?(): Promise<number>;
}

/** Opens layouts and repositories. */
export interface ContentPlaces {
  /**
   * Reads the layout in a folder.
   * @throws TwinsealError `INPUT_UNREADABLE`, `LAYOUT_INVALID`
   * @example await places.layout('./app.oci', call)
   */
  layout(folder: string, call: Call): Promise<ContentReader>;
  /**
   * Starts a new layout that will replace whatever layout stands at `folder`.
   * @throws TwinsealError `LAYOUT_EXISTS` for what is no layout, `OUTPUT_UNWRITABLE`, `DISK_FULL`
   * @example const layout = await places.newLayout('./app.oci', call);
   */
  newLayout(folder: string, call: Call): Promise<LayoutTransaction>;
  /**
   * Starts an addition to the layout that stands at `folder`; what is there stays.
   * @throws TwinsealError `INPUT_UNREADABLE`, `LAYOUT_INVALID`, `OUTPUT_UNWRITABLE`, `DISK_FULL`
   * @example const layout = await places.growLayout('./app.oci', call);
   */
  growLayout(folder: string, call: Call): Promise<LayoutTransaction>;
  /**
   * `registry.example.com/app` -> reader and writer.
   * @throws TwinsealError `REFERENCE_INVALID`
   * @example places.repository('registry.example.com/app').name
   */
  repository(name: string): ContentReader & ContentWriter;
  /**
   * Whether the argument exists on disk (then it is a path, else a reference).
   * @example await places.isPath('./app.oci')
   */
  isPath(argument: string): Promise<boolean>;
  /**
   * Whether two paths lead to one folder, through whatever links.
   * @example await places.isSameFolder('./app.oci', './link-to-it')
   */
  isSameFolder(one: string, other: string): Promise<boolean>;
}
