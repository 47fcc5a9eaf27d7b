import { constants } from 'node:fs';
import { type FileHandle, mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type Digest, digestEncoded } from '../../formats/digest.ts';
import type { Descriptor } from '../../formats/oci/descriptor.ts';
import { parseImageIndex, serialiseImageIndex } from '../../formats/oci/image-index.ts';
import { layoutPath } from '../../formats/oci/layout-path.ts';
import { ANNOTATION_KEYS } from '../../formats/oci/metadata.ts';
import type { Call } from '../../ports/call.ts';
import type { LayoutTransaction, ManifestPushed } from '../../ports/content.ts';
import type { Blob } from '../../records/blob.ts';
import type { PackedDocument } from '../../records/packed-image.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import { checkCall } from '../call-guard.ts';
import { diskError, errnoOf } from '../disk-error.ts';
import { openLayout } from './layout-reader.ts';
import { layoutTurn } from './layout-turn.ts';
import { manifestHead } from './manifest-head.ts';
import { lookBelow, readRegular } from './regular-file.ts';
import { verified } from './verified-stream.ts';
import { once, syncFolder, writeAll } from './written-files.ts';

const NEW_FILE = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | constants.O_NOFOLLOW;
const MAX_INDEX = 4 * 1024 * 1024;
const INDEX = 'index.json';

/**
 * Starts an addition to a layout. Blobs come first, under their digests, where nothing leads to them; `commit` writes them to disk
 * and then replaces index.json at once, so that a run which is killed leaves the layout as it was, with at most unused blobs.
 *
 * @param folder - a layout; nothing that it holds is changed or removed
 * @throws TwinsealError `INPUT_UNREADABLE`, `LAYOUT_INVALID`; `OUTPUT_UNWRITABLE`, `DISK_FULL`
 * @example const layout = await growLayout('./app.oci', call); await layout.putManifest(referrer, call); await layout.commit(call)
 * @see image-spec v1.1.1, image-layout.md
 */
export async function growLayout(folder: string, call: Call): Promise<LayoutTransaction> {
  await openLayout(folder, call);
  return new LayoutGrower(folder);
}

class LayoutGrower implements LayoutTransaction {
  readonly name: string;
  readonly #put = new Map<Digest, Descriptor>();
  readonly #folders = new Set<string>();
  readonly #parts = new Set<string>();
  #state: 'open' | 'ended' = 'open';

  constructor(folder: string) {
    this.name = folder;
  }

  async has({ digest, size }: Pick<Descriptor, 'digest' | 'size' | 'mediaType'>): Promise<boolean> {
    const entry = await lookBelow(this.name, layoutPath(digest));
    return entry.kind === 'file' && entry.size === size;
  }

  async putBlob(blob: Blob, call: Call): Promise<void> {
    this.#mustBeOpen();
    checkCall(call, `writing ${this.name}`);
    const folder = dirname(join(this.name, layoutPath(blob.digest)));
    const part = join(folder, `.twinseal-${process.pid}-${this.#parts.size}`);
    let file: FileHandle | undefined;
    try {
      await mkdir(folder, { recursive: true });
      this.#folders.add(folder);
      file = await open(part, NEW_FILE, 0o644);
      this.#parts.add(part);
      for await (const chunk of verified(blob.open(call.signal), blob, this.name)) await writeAll(file, chunk);
      await file.sync();
      await file.close();
      file = undefined;
      await rename(part, join(folder, digestEncoded(blob.digest)));
    } catch (error) {
      await file?.close().catch(() => {});
      await rm(part, { force: true }).catch(() => {});
      throw diskError(error, 'write', this.name);
    }
  }

  async putManifest(manifest: PackedDocument, call: Call, tag?: string): Promise<ManifestPushed> {
    const { descriptor, bytes } = manifest;
    const { digest, size, mediaType } = descriptor;
    await this.putBlob({ digest, size, open: () => once(bytes) }, call);
    const head = manifestHead(bytes);
    this.#put.set(digest, {
      mediaType,
      digest,
      size,
      ...(tag !== undefined && { annotations: { [ANNOTATION_KEYS.refName]: tag } }),
      ...(head?.subject !== undefined && head.artifactType !== undefined && { artifactType: head.artifactType }),
    });
    return { digest, referrer: head?.subject === undefined ? 'none' : 'layout', notes: [] };
  }

  async commit(call: Call): Promise<void> {
    this.#mustBeOpen();
    checkCall(call, `writing ${this.name}`);
    const part = join(this.name, `.${INDEX}.twinseal-${process.pid}`);
    let turn: (() => Promise<void>) | undefined;
    try {
      for (const folder of this.#folders) await syncFolder(folder);
      // Two that read the same index and then replaced it would lose what the first has added.
      turn = await layoutTurn(this.name, call);
      // Read now and not at the start: somebody else may have added to the layout since.
      const index = parseImageIndex(await readRegular(this.name, INDEX, MAX_INDEX, call));
      const known = new Set(index.manifests.map(({ digest }) => digest));
      const added = [...this.#put.values()].filter(({ digest }) => !known.has(digest));
      const bytes = serialiseImageIndex({ ...index, manifests: [...index.manifests, ...added] });
      await rm(part, { force: true });
      const file = await open(part, NEW_FILE, 0o644);
      try {
        await writeAll(file, bytes);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(part, join(this.name, INDEX));
      await syncFolder(this.name);
      this.#state = 'ended';
    } catch (error) {
      await rm(part, { force: true }).catch(() => {});
      throw diskError(error, 'write', this.name);
    } finally {
      await turn?.();
    }
  }

  async abort(): Promise<void> {
    this.#state = 'ended';
    for (const part of this.#parts)
      await rm(part, { force: true }).catch((error: unknown) => {
        if (errnoOf(error) !== 'ENOENT') throw error;
      });
  }

  #mustBeOpen(): void {
    if (this.#state !== 'open')
      throw new TwinsealError('INTERNAL', `the addition to the layout ${this.name} has ended already`);
  }
}
