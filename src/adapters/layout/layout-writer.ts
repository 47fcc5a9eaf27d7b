import { constants } from 'node:fs';
import { chmod, type FileHandle, lstat, mkdir, mkdtemp, open, readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { type Digest, digestAlgorithm, digestEncoded } from '../../formats/digest.ts';
import { isEvidenceName } from '../../formats/oci/cosign-tag.ts';
import type { Descriptor } from '../../formats/oci/descriptor.ts';
import { parseImageIndex, serialiseImageIndex } from '../../formats/oci/image-index.ts';
import { LAYOUT_VERSION, serialiseLayoutHeader } from '../../formats/oci/layout-header.ts';
import { layoutPath } from '../../formats/oci/layout-path.ts';
import { isIndexMediaType, MEDIA_TYPES } from '../../formats/oci/media-types.ts';
import { ANNOTATION_KEYS } from '../../formats/oci/metadata.ts';
import type { Call } from '../../ports/call.ts';
import type { LayoutTransaction, ManifestPushed } from '../../ports/content.ts';
import type { Blob } from '../../records/blob.ts';
import type { PackedDocument } from '../../records/packed-image.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import { checkCall } from '../call-guard.ts';
import { diskError, errnoOf } from '../disk-error.ts';
import { leftovers, ownerMark } from '../leftovers.ts';
import { makeFolder } from '../make-folder.ts';
import { openLayout } from './layout-reader.ts';
import { manifestHead } from './manifest-head.ts';
import { NearBlobs } from './near-blobs.ts';
import { verified } from './verified-stream.ts';
import { once, syncFolder, writeAll } from './written-files.ts';

const NEW_FILE = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | constants.O_NOFOLLOW;
/** Errors by which a file proves not to be the blob that it is named after. */
const NOT_IT: ReadonlySet<string> = new Set([
  'CONTENT_MISMATCH',
  'CONTENT_NOT_FOUND',
  'CONTENT_TOO_LARGE',
  'LAYOUT_INVALID',
]);
/** Bytes: less is fetched again faster than anybody looks for it. */
const WORTH_KEEPING = 2 ** 20;
/** End of the name of a layout that is being replaced. */
const REPLACED = '-old';

/**
 * Starts a layout that will stand at `folder`. Until `commit` everything lies in a hidden folder beside the target, so
 * that a run that is killed leaves nothing there that looks whole. What such a run left beside the target is used, blob by
 * blob, and removed at the end.
 *
 * @param folder - must not exist, be an empty folder, or be a layout (which `commit` replaces)
 * @throws TwinsealError `LAYOUT_EXISTS` when something else stands there; `OUTPUT_UNWRITABLE`, `DISK_FULL`
 * @example const layout = await newLayout('./app.oci', call); await layout.putManifest(index, call, 'v1'); await layout.commit(call)
 * @see image-spec v1.1.1, image-layout.md
 */
export async function newLayout(folder: string, call: Call): Promise<LayoutTransaction> {
  const target = resolve(folder);
  const prefix = `.${basename(target)}.twinseal-`;
  const left = await leftLayouts(target, prefix);
  const older = (await targetState(target, folder, call)) === 'layout' ? target : undefined;
  try {
    await makeFolder(dirname(target));
    const temporary = await mkdtemp(join(dirname(target), `${prefix}${ownerMark()}-`));
    return new LayoutWriter(folder, target, temporary, new NearBlobs(older, left));
  } catch (error) {
    throw diskError(error, 'write', folder);
  }
}

/** A run that was killed between its two renames had moved the older layout away: that one is put back first. */
async function leftLayouts(target: string, prefix: string): Promise<readonly string[]> {
  const all = await leftovers(dirname(target), prefix);
  for (const left of all)
    if (left.endsWith(REPLACED) && (await lstat(target).catch(errnoOf)) === 'ENOENT')
      await rename(left, target).catch(() => {});
  return all;
}

/** What stands at the target; throws when it must not be replaced. */
async function targetState(target: string, shown: string, call: Call): Promise<'absent' | 'empty' | 'layout'> {
  let stat: Awaited<ReturnType<typeof lstat>>;
  try {
    stat = await lstat(target);
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return 'absent';
    throw diskError(error, 'write', shown);
  }
  const refuse = (what: string, cause?: unknown) =>
    new TwinsealError('LAYOUT_EXISTS', `${shown} ${what} and is not overwritten: choose another path`, { cause });
  if (!stat.isDirectory()) throw refuse(stat.isSymbolicLink() ? 'is a symbolic link' : 'is a file');
  try {
    if ((await readdir(target)).length === 0) return 'empty';
    await openLayout(target, call);
    return 'layout';
  } catch (error) {
    if (error instanceof TwinsealError && error.code === 'LAYOUT_INVALID')
      throw refuse('is a folder that is no OCI layout', error);
    throw diskError(error, 'write', shown);
  }
}

interface PutManifest {
  readonly descriptor: Descriptor;
  readonly artifactType?: string;
  readonly subject?: Digest;
  readonly children: readonly Digest[];
}

class LayoutWriter implements LayoutTransaction {
  readonly name: string;
  readonly #target: string;
  readonly #temporary: string;
  readonly #near: NearBlobs;
  readonly #sizes = new Map<Digest, number>();
  readonly #manifests = new Map<Digest, PutManifest>();
  readonly #tags = new Map<string, Digest>();
  readonly #folders = new Set<string>();
  #parts = 0;
  #state: 'open' | 'committed' | 'aborted' = 'open';

  constructor(name: string, target: string, temporary: string, near: NearBlobs) {
    this.name = name;
    this.#target = target;
    this.#temporary = temporary;
    this.#near = near;
  }

  async has({ digest, size }: Pick<Descriptor, 'digest' | 'size' | 'mediaType'>): Promise<boolean> {
    return this.#sizes.get(digest) === size;
  }

  // From wherever it is said to lie: what lies here already is nearer.
  async mount(descriptor: Pick<Descriptor, 'digest' | 'size'>, _from: string, call: Call): Promise<boolean> {
    this.#mustBeOpen();
    const near = await this.#near.find(descriptor, call);
    if (near === undefined) return false;
    try {
      await this.putBlob(near.blob, call);
    } catch (error) {
      if (error instanceof TwinsealError && NOT_IT.has(error.code)) return false;
      throw error;
    }
    await near.taken();
    return true;
  }

  async putBlob(blob: Blob, call: Call): Promise<void> {
    this.#mustBeOpen();
    if (this.#sizes.get(blob.digest) === blob.size) return;
    checkCall(call, `writing ${this.name}`);
    const folder = await this.#blobFolder(blob.digest);
    const part = join(folder, `.part-${this.#parts++}`);
    let file: FileHandle | undefined;
    try {
      file = await open(part, NEW_FILE, 0o644);
      for await (const chunk of verified(blob.open(call.signal), blob, this.name)) {
        checkCall(call, `writing ${this.name}`);
        await writeAll(file, chunk);
      }
      await file.sync();
      await file.close();
      file = undefined;
      await rename(part, join(folder, digestEncoded(blob.digest)));
      this.#sizes.set(blob.digest, blob.size);
    } catch (error) {
      await file?.close().catch(() => {});
      await rm(part, { force: true }).catch(() => {});
      throw diskError(error, 'write', this.name);
    }
  }

  async putManifest(manifest: PackedDocument, call: Call, tag?: string): Promise<ManifestPushed> {
    const { descriptor, bytes } = manifest;
    await this.putBlob({ digest: descriptor.digest, size: descriptor.size, open: () => once(bytes) }, call);
    const head = manifestHead(bytes);
    const children = isIndexMediaType(descriptor.mediaType)
      ? parseImageIndex(bytes, descriptor.mediaType).manifests.map(({ digest }) => digest)
      : [];
    this.#manifests.set(descriptor.digest, {
      descriptor,
      children,
      ...(head?.subject !== undefined && { subject: head.subject }),
      ...(head?.artifactType !== undefined && { artifactType: head.artifactType }),
    });
    if (tag !== undefined) this.#tags.set(tag, descriptor.digest);
    return { digest: descriptor.digest, referrer: head?.subject === undefined ? 'none' : 'layout', notes: [] };
  }

  async commit(call: Call): Promise<void> {
    this.#mustBeOpen();
    checkCall(call, `writing ${this.name}`);
    let replaced: string | undefined;
    try {
      await this.#writeFile('oci-layout', serialiseLayoutHeader({ imageLayoutVersion: LAYOUT_VERSION }));
      await this.#writeFile('index.json', this.#indexJson());
      await mkdir(join(this.#temporary, 'blobs'), { recursive: true });
      for (const folder of [...this.#folders, join(this.#temporary, 'blobs'), this.#temporary])
        await syncFolder(folder);
      // mkdtemp makes a private folder; a layout has the mode that any new folder of this user has.
      await chmod(this.#temporary, 0o777 & ~process.umask());
      // Looked at again: something may have been put there since `newLayout`.
      if ((await targetState(this.#target, this.name, call)) === 'layout') {
        replaced = `${this.#temporary}${REPLACED}`;
        await rename(this.#target, replaced);
      }
      await rename(this.#temporary, this.#target);
      this.#state = 'committed';
      await syncFolder(dirname(this.#target));
    } catch (error) {
      if (replaced !== undefined && this.#state !== 'committed') await rename(replaced, this.#target).catch(() => {});
      throw diskError(error, 'write', this.name);
    }
    if (replaced !== undefined) await rm(replaced, { recursive: true, force: true });
    await this.#near.remove();
  }

  async abort(): Promise<void> {
    if (this.#state !== 'open') return;
    this.#state = 'aborted';
    await rm(this.#temporary, { recursive: true, force: true });
    await this.#near.remove();
  }

  async suspend(): Promise<number> {
    if (this.#state !== 'open') return 0;
    const bytes = [...this.#sizes.values()].reduce((sum, size) => sum + size, 0);
    if (bytes < WORTH_KEEPING) await this.abort();
    else this.#state = 'aborted';
    return bytes < WORTH_KEEPING ? 0 : bytes;
  }

  // What has a name comes first, then images that nothing else leads to, then what is attached to them.
  #indexJson(): Uint8Array {
    const entry = ({ descriptor, artifactType, subject }: PutManifest, tag?: string): Descriptor => {
      const { mediaType, digest, size, platform } = descriptor;
      return {
        mediaType,
        digest,
        size,
        ...(tag !== undefined && { annotations: { [ANNOTATION_KEYS.refName]: tag } }),
        ...(subject !== undefined && artifactType !== undefined && { artifactType }),
        ...(platform !== undefined && { platform }),
      };
    };
    const put = [...this.#manifests.values()];
    const names = [...this.#tags].toSorted(([a], [b]) => Number(isEvidenceName(a)) - Number(isEvidenceName(b)));
    const tagged = names.flatMap(([tag, digest]) => {
      const manifest = this.#manifests.get(digest);
      return manifest === undefined ? [] : [entry(manifest, tag)];
    });
    const led = new Set([...put.flatMap(({ children }) => children), ...this.#tags.values()]);
    const roots = put.filter(({ descriptor, subject }) => subject === undefined && !led.has(descriptor.digest));
    const attached = put.filter(({ descriptor, subject }) => subject !== undefined && !led.has(descriptor.digest));
    return serialiseImageIndex({
      schemaVersion: 2,
      mediaType: MEDIA_TYPES.ociIndex,
      manifests: [...tagged, ...[...roots, ...attached].map((manifest) => entry(manifest))],
    });
  }

  async #writeFile(path: string, bytes: Uint8Array): Promise<void> {
    const file = await open(join(this.#temporary, path), NEW_FILE, 0o644);
    try {
      await writeAll(file, bytes);
      await file.sync();
    } finally {
      await file.close();
    }
  }

  async #blobFolder(digest: Digest): Promise<string> {
    const folder = dirname(join(this.#temporary, layoutPath(digest)));
    if (!this.#folders.has(folder)) {
      try {
        await mkdir(folder, { recursive: true });
      } catch (error) {
        throw diskError(error, 'write', `${this.name} (${digestAlgorithm(digest)})`);
      }
      this.#folders.add(folder);
    }
    return folder;
  }

  #mustBeOpen(): void {
    if (this.#state !== 'open')
      throw new TwinsealError('INTERNAL', `the layout transaction for ${this.name} is ${this.#state} already`);
  }
}
