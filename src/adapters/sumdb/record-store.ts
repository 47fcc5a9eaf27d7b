import { createHash } from 'node:crypto';
import { type ProvenRecord, parseProvenRecord, serialiseProvenRecord } from '../../formats/sumdb/proven-record.ts';
import type { CacheFolder } from '../cache-folder.ts';

const MAX_BYTES = 128 * 1024;
/** In each of 256 folders: 65,536 records in all, some 150 MB. */
const MAX_FILES = 256;

/**
 * Records with their proofs, by module and version. What is read is proved again, so that no change to a file goes unseen.
 * @example await new RecordStore(cache).read('golang.org/x/mod@v0.30.0')
 */
export class RecordStore {
  readonly #cache: CacheFolder;

  constructor(cache: CacheFolder) {
    this.#cache = cache;
  }

  /**
   * The record, proved to be in the tree that it names; undefined when there is none or its proof does not hold.
   * @param name - escaped `module@version`
   * @example (await records.read(name))?.tree.size
   */
  async read(name: string): Promise<ProvenRecord | undefined> {
    try {
      const bytes = await this.#cache.read(fileOf(name), MAX_BYTES);
      return bytes === undefined ? undefined : parseProvenRecord(bytes);
    } catch {
      // Damaged or unreadable is the same as not there: it is asked for anew.
      return undefined;
    }
  }

  /** Keeps a record. One that can't be kept is asked for again the next time. @example await records.keep(name, record) */
  async keep(name: string, record: ProvenRecord): Promise<void> {
    const file = fileOf(name);
    try {
      await this.#cache.write(file, serialiseProvenRecord(record));
      await this.#cache.prune(file.slice(0, file.lastIndexOf('/')), MAX_FILES);
    } catch {
      // See above.
    }
  }
}

// A module path may be longer than a file name, and holds slashes.
function fileOf(name: string): string {
  const hash = createHash('sha256').update(name).digest('hex');
  return `records/${hash.slice(0, 2)}/${hash.slice(2)}`;
}
