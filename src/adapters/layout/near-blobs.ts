import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Descriptor } from '../../formats/oci/descriptor.ts';
import { layoutPath } from '../../formats/oci/layout-path.ts';
import type { Call } from '../../ports/call.ts';
import type { Blob } from '../../records/blob.ts';
import { lookBelow, streamRegular } from './regular-file.ts';

/** A file that may hold a blob. Its bytes are as foreign as those of a registry: whoever takes them compares the digest. */
export interface NearBlob {
  readonly blob: Blob;
  /** Removes the file where nobody else needs it: it has been taken over. @example await near.taken() */
  taken(): Promise<void>;
}

/**
 * Blobs that lie beside a layout that is being written: in the older layout that stands at its place, and in what
 * interrupted runs left. With them a second pull brings only what is new, and an interrupted one goes on.
 */
export class NearBlobs {
  readonly #older: string | undefined;
  readonly #left: readonly string[];

  /**
   * @param older - folder of the layout that will be replaced; nothing in it is changed
   * @param left - folders that interrupted runs left
   */
  constructor(older: string | undefined, left: readonly string[]) {
    this.#older = older;
    this.#left = left;
  }

  /**
   * The first file that is named after the blob and as long.
   * @throws TwinsealError when the disk does not answer
   * @example (await near.find(layer, call))?.blob.size
   */
  async find({ digest, size }: Pick<Descriptor, 'digest' | 'size'>, call: Call): Promise<NearBlob | undefined> {
    const path = layoutPath(digest);
    for (const folder of [...(this.#older === undefined ? [] : [this.#older]), ...this.#left]) {
      const entry = await lookBelow(folder, path);
      if (entry.kind !== 'file' || entry.size !== size) continue;
      const taken = async () => {
        if (folder !== this.#older) await rm(join(folder, path), { force: true });
      };
      return { blob: { digest, size, open: () => streamRegular(folder, path, call, size) }, taken };
    }
    return undefined;
  }

  /** Removes what interrupted runs left. @example await near.remove() */
  async remove(): Promise<void> {
    for (const folder of this.#left) await rm(folder, { recursive: true, force: true }).catch(() => {});
  }
}
