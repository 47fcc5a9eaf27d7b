import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Digest, isDigest, sha256Digest } from '../../formats/digest.ts';
import { canonicalJsonBytes } from '../../formats/json/canonical.ts';
import { parseJson } from '../../formats/json/parse.ts';
import { isJsonObject } from '../../formats/json/value.ts';
import type { LayerPart } from '../../ports/layer-compressor.ts';
import { makeFolder } from '../make-folder.ts';

/** A layer as the cache has it. */
export interface CachedLayer {
  readonly path: string;
  readonly digest: Digest;
  readonly size: number;
  readonly diffId: Digest;
}

const MAX_BYTES = 2 * 1024 ** 3;
// A run that goes on must find what it was given.
const KEEP_MILLIS = 60 * 60 * 1000;

/**
 * Compressed layers by content, in a folder of the user: `<key>.gz` with `<key>.json` beside it. The key covers every
 * byte of the tar and the compressor, so an entry never gets stale; it can only rot, and is hashed again on each
 * reading. The folder is as trusted as the user's other caches: whoever can write there can also replace Twinseal.
 * @example await new LayerCache('/home/user/.cache/twinseal').get(key, call.signal)
 */
export class LayerCache {
  readonly #folder: string;

  /** @param folder - made when needed, 0700 @example new LayerCache('/home/user/.cache/twinseal') */
  constructor(folder: string) {
    this.#folder = join(folder, 'layers');
  }

  /**
   * The key of a tar under a compressor.
   * @returns 64 hexadecimal digits, over the digests of the parts and the compressor's name
   * @example cache.key(parts, 'pako-3.0.3-level-1')
   */
  key(parts: readonly LayerPart[], compressor: string): string {
    const list = parts.map((part) =>
      'bytes' in part ? { bytes: sha256Digest(part.bytes) } : { blob: part.blob.digest, size: part.blob.size },
    );
    return sha256Digest(canonicalJsonBytes({ version: 1, compressor, parts: list })).slice('sha256:'.length);
  }

  /**
   * The entry, its file hashed from the first byte to the last; one that differs is dropped.
   * @returns undefined when there is none
   * @throws the reason of the signal
   * @example (await cache.get(key, call.signal))?.digest
   */
  async get(key: string, signal: AbortSignal): Promise<CachedLayer | undefined> {
    const path = join(this.#folder, `${key}.gz`);
    try {
      const entry = parseEntry(await readFile(join(this.#folder, `${key}.json`)), key);
      if (entry !== undefined && (await stat(path)).size === entry.size) {
        const hash = createHash('sha256');
        for await (const bytes of createReadStream(path, { highWaterMark: 1 << 20, signal })) hash.update(bytes);
        if (`sha256:${hash.digest('hex')}` === entry.digest) {
          const now = new Date();
          await utimes(path, now, now);
          return { ...entry, path };
        }
      }
    } catch (error) {
      signal.throwIfAborted();
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      // Unreadable or malformed is the same as not there: a cache may be lost at any time.
    }
    await this.drop(key);
    return undefined;
  }

  /**
   * A path in the cache's file system for a layer that is being written; undefined when the folder can't be used.
   * @example const path = await cache.temporary();
   */
  async temporary(): Promise<string | undefined> {
    try {
      await makeFolder(this.#folder, 0o700);
      const path = join(this.#folder, `.${randomUUID()}.tmp`);
      await writeFile(path, '', { flag: 'wx', mode: 0o600 });
      await rm(path);
      return path;
    } catch {
      return undefined;
    }
  }

  /**
   * Moves a finished file into the cache. Nothing is flushed: an entry that a power cut tears is dropped on reading. A
   * cache that can't be written costs the next run time and this one nothing.
   * @returns the layer where its file is now
   * @example await cache.put(cache.key(parts, name), { path, digest, size, diffId })
   */
  async put(key: string, layer: CachedLayer): Promise<CachedLayer> {
    const target = join(this.#folder, `${key}.gz`);
    const temporary = join(this.#folder, `.${randomUUID()}.tmp`);
    const fields = { digest: layer.digest, diffId: layer.diffId, key, size: layer.size };
    const record = canonicalJsonBytes({ ...fields, check: sha256Digest(canonicalJsonBytes(fields)) });
    let path = layer.path;
    try {
      await rename(path, target);
      path = target;
      await writeFile(temporary, record, { flag: 'wx', mode: 0o600 });
      await rename(temporary, join(this.#folder, `${key}.json`));
      await this.#prune();
    } catch {
      await rm(temporary, { force: true }).catch(() => undefined);
    }
    return { ...layer, path };
  }

  /** Removes an entry; one that can't be removed is left. @example await cache.drop(key) */
  async drop(key: string): Promise<void> {
    for (const end of ['json', 'gz'])
      await rm(join(this.#folder, `${key}.${end}`), { force: true }).catch(() => undefined);
  }

  // Oldest use first, until the rest is within bounds. Also what a killed run left half written.
  async #prune(): Promise<void> {
    const files: { name: string; size: number; used: number }[] = [];
    for (const name of await readdir(this.#folder)) {
      const info = await stat(join(this.#folder, name)).catch(() => undefined);
      if (info !== undefined && !name.endsWith('.json')) files.push({ name, size: info.size, used: info.mtimeMs });
    }
    let total = files.reduce((sum, file) => sum + file.size, 0);
    for (const { name, size, used } of files.sort((a, b) => a.used - b.used)) {
      if (used > Date.now() - KEEP_MILLIS) break;
      if (total <= MAX_BYTES && !name.endsWith('.tmp')) continue;
      if (name.endsWith('.tmp')) await rm(join(this.#folder, name), { force: true });
      else await this.drop(name.slice(0, -'.gz'.length));
      total -= size;
    }
  }
}

function parseEntry(bytes: Uint8Array, key: string): Omit<CachedLayer, 'path'> | undefined {
  const value = parseJson(bytes, { maxBytes: 4096, maxDepth: 2, maxValues: 16 });
  if (!isJsonObject(value)) return undefined;
  const { check, digest, diffId, size } = value;
  if (!isDigest(digest) || !isDigest(diffId) || typeof size !== 'number') return undefined;
  const fields = { digest, diffId, key, size };
  return check === sha256Digest(canonicalJsonBytes(fields)) ? { digest, diffId, size } : undefined;
}
