import { FormatError } from '../../formats/format-error.ts';
import type { Tree } from '../../formats/merkle/consistency-proof.ts';
import { sameHash } from '../../formats/merkle/hash.ts';
import type { VerifierKey, VerifyEd25519 } from '../../formats/signed-note.ts';
import { parseTreeStep, serialiseTreeStep, type TreeStep } from '../../formats/sumdb/proven-record.ts';
import { openTreeHead, type VerifiedTreeHead } from '../../formats/sumdb/tree-head.ts';
import type { CacheFolder } from '../cache-folder.ts';
import { diskError } from '../disk-error.ts';
import { SumdbFault } from './sumdb-fault.ts';

const MAX_STEPS = 4096;
const MAX_BYTES = 128 * 1024;

/**
 * Tree heads on disk, each a file named after its size, so that processes that write at the same time never replace one
 * another's; and the steps that prove that one begins with another. What is read is proved again.
 * @example await new HeadStore(cache, key, verify).list() // [72097574]
 */
export class HeadStore {
  readonly #cache: CacheFolder;
  readonly #key: VerifierKey;
  readonly #verify: VerifyEd25519;

  constructor(cache: CacheFolder, key: VerifierKey, verify: VerifyEd25519) {
    this.#cache = cache;
    this.#key = key;
    this.#verify = verify;
  }

  /** Sizes of the heads that are kept, rising; the last is the newest. @throws SumdbFault `unreachable` @example await store.list() */
  async list(): Promise<readonly number[]> {
    const names = await this.#cache.list('heads').catch((error: unknown) => {
      throw new SumdbFault('unreachable', diskError(error, 'read', this.#cache.path).message, error);
    });
    return names.filter((name) => /^\d{16}$/.test(name)).map(Number);
  }

  /**
   * A head that is kept, its signature checked; undefined when it was dropped since.
   * @throws SumdbFault `unreachable` when it is damaged: going on without it would lose what it guards
   * @example await store.read(72097574)
   */
  async read(size: number): Promise<VerifiedTreeHead | undefined> {
    const name = fileOf(size);
    try {
      const note = await this.#cache.read(name, MAX_BYTES);
      if (note === undefined && !(await this.list()).includes(size)) return undefined;
      const head = openTreeHead(note ?? new Uint8Array(), this.#key, this.#verify);
      if (head.size !== size) throw new FormatError('checkpoint', 'it has the name of another tree');
      return head;
    } catch (error) {
      if (error instanceof SumdbFault) throw error;
      const why = error instanceof FormatError ? error.message : 'it can not be read';
      throw new SumdbFault(
        'unreachable',
        `the tree head ${this.#cache.path}/${name} is damaged (${why}): remove it if you know how that came, and try again`,
        error,
      );
    }
  }

  /** Keeps a head, on disk when this returns, unless one of its size is kept. @returns whether it was kept now @throws SumdbFault `unreachable` @example await store.add(head) */
  async add(head: VerifiedTreeHead): Promise<boolean> {
    try {
      return await this.#cache.create(fileOf(head.size), head.note);
    } catch (error) {
      // Without it the next answer could be of an older history: no answer is given then.
      throw new SumdbFault('unreachable', diskError(error, 'write', this.#cache.path).message, error);
    }
  }

  /** Drops a head that a newer one has outgrown. @example await store.remove(72097574) */
  async remove(size: number): Promise<void> {
    await this.#cache.remove(fileOf(size)).catch(() => undefined);
  }

  /** The tree that a kept step proves to begin with this one; undefined when there is none. @example await store.stepFrom(tree) */
  async stepFrom(tree: Tree): Promise<Tree | undefined> {
    try {
      const bytes = await this.#cache.read(stepOf(tree.size), MAX_BYTES);
      if (bytes === undefined) return undefined;
      const { older, newer } = parseTreeStep(bytes);
      return older.size === tree.size && newer.size > older.size && sameHash(older.root, tree.root) ? newer : undefined;
    } catch {
      // Without it, the same is proved from tiles.
      return undefined;
    }
  }

  /** Keeps a step. One that can't be kept costs a later run some questions. @example await store.keepStep({ older, newer, proof }) */
  async keepStep(step: TreeStep): Promise<void> {
    try {
      await this.#cache.write(stepOf(step.older.size), serialiseTreeStep(step));
      await this.#cache.prune('steps', MAX_STEPS);
    } catch {
      // See above.
    }
  }
}

function fileOf(size: number): string {
  return `heads/${String(size).padStart(16, '0')}`;
}

function stepOf(size: number): string {
  return `steps/${String(size).padStart(16, '0')}`;
}
