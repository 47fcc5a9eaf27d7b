import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { link, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { errnoOf } from './disk-error.ts';
import { makeFolder } from './make-folder.ts';

/** Longer than any file is written: what is older was left by a process that was killed. */
const LEFT_MILLIS = 60 * 60 * 1000;

/**
 * Small files below a folder of the user (0700), each written whole or not at all. Names are given by this program alone.
 * @example await new CacheFolder('/home/user/.cache/twinseal/sumdb').read('tiles/1/7', 8192)
 */
export class CacheFolder {
  readonly path: string;
  #cleaned = false;

  /** @param path - made when something is written */
  constructor(path: string) {
    this.path = path;
  }

  /**
   * The bytes of a file; undefined when it is absent, larger than allowed, or no regular file.
   * @throws the system's error for a disk that can't be read
   * @example await cache.read('tiles/1/7', 8192)
   */
  async read(name: string, maxBytes: number): Promise<Uint8Array | undefined> {
    try {
      const file = await open(join(this.path, name), constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
      try {
        const info = await file.stat();
        if (!info.isFile() || info.size > maxBytes) return undefined;
        const buffer = new Uint8Array(info.size);
        const { bytesRead } = await file.read(buffer, 0, buffer.length, 0);
        return bytesRead === buffer.length ? buffer : undefined;
      } finally {
        await file.close();
      }
    } catch (error) {
      if (['ENOENT', 'ENOTDIR', 'ELOOP', 'ENXIO'].includes(errnoOf(error))) return undefined;
      throw error;
    }
  }

  /** Writes a file, in place of what was there. @throws the system's error @example await cache.write('tiles/1/7', bytes) */
  async write(name: string, bytes: Uint8Array): Promise<void> {
    const temporary = await this.#temporary(name, bytes, false);
    await rename(temporary, join(this.path, name));
  }

  /**
   * Writes a file that is on disk when this returns, unless one of its name is there.
   * @returns whether it was written
   * @throws the system's error
   * @example await cache.create('heads/0000000000000007', note)
   */
  async create(name: string, bytes: Uint8Array): Promise<boolean> {
    const temporary = await this.#temporary(name, bytes, true);
    const target = join(this.path, name);
    try {
      // Unlike rename, a link never takes the place of another process's file.
      await link(temporary, target);
      const folder = await open(dirname(target), constants.O_RDONLY);
      await folder.sync().finally(() => folder.close());
      return true;
    } catch (error) {
      if (errnoOf(error) === 'EEXIST') return false;
      throw error;
    } finally {
      await rm(temporary, { force: true });
    }
  }

  /** The names of the files in a folder, sorted; none when there is no such folder. @example await cache.list('heads') */
  async list(folder: string): Promise<readonly string[]> {
    try {
      return (await readdir(join(this.path, folder))).sort();
    } catch (error) {
      if (errnoOf(error) === 'ENOENT') return [];
      throw error;
    }
  }

  /** Removes a file if it is there. @example await cache.remove('heads/0000000000000007') */
  async remove(name: string): Promise<void> {
    await rm(join(this.path, name), { force: true });
  }

  /** Keeps the newest files of a folder, of those above `most` three quarters. @example await cache.prune('records/a7', 256) */
  async prune(folder: string, most: number): Promise<void> {
    const names = await this.list(folder);
    if (names.length <= most) return;
    const ages = await Promise.all(
      names.map(async (name) => ({
        name,
        time: (await stat(join(this.path, folder, name)).catch(() => undefined))?.mtimeMs ?? 0,
      })),
    );
    ages.sort((a, b) => b.time - a.time);
    for (const { name } of ages.slice(Math.floor((most * 3) / 4))) await this.remove(join(folder, name));
  }

  async #temporary(name: string, bytes: Uint8Array, durable: boolean): Promise<string> {
    const folder = join(this.path, 'new');
    await makeFolder(folder, 0o700);
    await makeFolder(dirname(join(this.path, name)), 0o700);
    await this.#clean(folder);
    const temporary = join(folder, randomUUID());
    try {
      const file = await open(temporary, 'wx', 0o600);
      try {
        await file.writeFile(bytes);
        if (durable) await file.sync();
      } finally {
        await file.close();
      }
    } catch (error) {
      await rm(temporary, { force: true });
      throw error;
    }
    return temporary;
  }

  async #clean(folder: string): Promise<void> {
    if (this.#cleaned) return;
    this.#cleaned = true;
    for (const name of await readdir(folder)) {
      const path = join(folder, name);
      const info = await stat(path).catch(() => undefined);
      if (info !== undefined && info.mtimeMs < Date.now() - LEFT_MILLIS) await rm(path, { force: true });
    }
  }
}
