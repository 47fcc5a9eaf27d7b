import { randomUUID } from 'node:crypto';
import { readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type ModuleManifest,
  parseModuleManifest,
  serialiseModuleManifest,
} from '../../formats/gobuild/module-manifest.ts';
import { makeFolder } from '../make-folder.ts';

const MAX_BYTES = 1024 ** 3;
const MAX_FILE = 256 * 1024 ** 2;
// A run that goes on must find what it was given.
const KEEP_MILLIS = 60 * 60 * 1000;

/**
 * Manifests of module zips by their h1, in a folder of the user (0700). An entry proves itself: its own lines must have the h1
 * that was asked for, so neither age nor rot can give a wrong digest; what fails that is as if it were not there.
 * @example await new ManifestCache('/home/user/.cache/twinseal').get('h1:...')
 */
export class ManifestCache {
  readonly #folder: string | undefined;

  /** @param folder - made when needed; undefined for a cache that keeps nothing @example new ManifestCache(undefined) */
  constructor(folder: string | undefined) {
    this.#folder = folder === undefined ? undefined : join(folder, 'modules');
  }

  /** The manifest with this h1; undefined when there is none. @example (await cache.get(h1))?.files.length */
  async get(h1: string): Promise<ModuleManifest | undefined> {
    const path = this.#pathOf(h1);
    if (path === undefined) return undefined;
    try {
      if ((await stat(path)).size > MAX_FILE) return undefined;
      const manifest = parseModuleManifest(await readFile(path, 'utf8'));
      if (manifest.h1 !== h1) return undefined;
      const now = new Date();
      await utimes(path, now, now);
      return manifest;
    } catch {
      // Unreadable or malformed is the same as not there: a cache may be lost at any time.
      return undefined;
    }
  }

  /** Keeps manifests. One that can't be written costs the next run time and this one nothing. @example await cache.put([manifest]) */
  async put(manifests: readonly ModuleManifest[]): Promise<void> {
    if (this.#folder === undefined || manifests.length === 0) return;
    try {
      await makeFolder(this.#folder, 0o700);
      for (const manifest of manifests) {
        const temporary = join(this.#folder, `.${randomUUID()}.tmp`);
        await writeFile(temporary, serialiseModuleManifest(manifest), { flag: 'wx', mode: 0o600 });
        await rename(temporary, this.#pathOf(manifest.h1) ?? temporary);
      }
      await prune(this.#folder);
    } catch {
      // See above.
    }
  }

  // Base64 has slashes, and file systems may ignore case; so may not two h1 that differ by case alone.
  #pathOf(h1: string): string | undefined {
    if (this.#folder === undefined) return undefined;
    return join(this.#folder, `${Buffer.from(h1.slice(3), 'base64').toString('hex')}.manifest`);
  }
}

// Oldest use first, until the rest is within bounds. Also what a killed run left half written.
async function prune(folder: string): Promise<void> {
  const files: { path: string; size: number; used: number }[] = [];
  for (const name of await readdir(folder)) {
    const path = join(folder, name);
    const info = await stat(path).catch(() => undefined);
    if (info !== undefined) files.push({ path, size: info.size, used: info.mtimeMs });
  }
  let total = files.reduce((sum, file) => sum + file.size, 0);
  for (const { path, size, used } of files.sort((a, b) => a.used - b.used)) {
    if (used > Date.now() - KEEP_MILLIS) break;
    if (total <= MAX_BYTES && !path.endsWith('.tmp')) continue;
    await rm(path, { force: true });
    total -= size;
  }
}
