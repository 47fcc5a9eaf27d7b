import { lstat, opendir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Caches } from '../ports/caches.ts';
import type { Call } from '../ports/call.ts';
import type { CacheEntry, CacheKind } from '../records/cache-report.ts';
import { TwinsealError } from '../records/twinseal-error.ts';
import { useBuildCache } from './build-cache.ts';
import { checkCall } from './call-guard.ts';
import { diskError, errnoOf } from './disk-error.ts';

/** Files of all caches together; whoever has more removes the folder. */
const MAX_FILES = 2_000_000;
const SIDE_KEY = /^(a|b)\/([0-9a-f]{16,64})\/gocache\/./;

/** Which folders there are. */
export interface CachePlaces {
  /** Twinseal's own folder: `~/.cache/twinseal`. */
  readonly own?: string | undefined;
  /** Folder of `--cache`. */
  readonly builds?: string | undefined;
}

/**
 * The caches of this user. What remembers the checksum database stays: its newest tree is how a rolled-back one is noticed.
 * Links are neither followed nor counted.
 *
 * @example await makeCaches({ own: defaultCacheFolder(process.env) }).list(call)
 */
export function makeCaches(places: CachePlaces): Caches {
  const folders: readonly (readonly [CacheKind, string])[] = [
    ...(places.own === undefined
      ? []
      : (['layers', 'modules', 'node'] as const).map((kind) => [kind, join(places.own ?? '', kind)] as const)),
    ...(places.builds === undefined ? [] : [['builds', places.builds] as const]),
  ];
  const folderOf = new Map(folders);

  const removeFiles = async (kind: CacheKind, ids: readonly string[], call: Call): Promise<Set<string>> => {
    const gone = new Set<string>();
    const folder = folderOf.get(kind);
    if (folder === undefined) return gone;
    for (const id of ids) {
      checkCall(call, `removing from ${folder}`);
      try {
        for (const path of filesOf(kind, join(folder, id))) await rm(path, { force: true });
        gone.add(id);
      } catch (error) {
        if (errnoOf(error) !== 'EBUSY') throw diskError(error, 'write', folder);
      }
    }
    return gone;
  };

  return {
    async list(call) {
      const entries: CacheEntry[] = [];
      for (const [kind, folder] of folders)
        for await (const file of filesBelow(folder, call)) {
          if (entries.length >= MAX_FILES)
            throw new TwinsealError('CACHE_UNUSABLE', `${folder} has more than ${MAX_FILES} files: remove it`);
          const isEntry =
            kind === 'builds' ? SIDE_KEY.test(file.id) : !(kind === 'layers' && file.id.endsWith('.json'));
          if (isEntry) entries.push({ kind, ...file });
        }
      return entries;
    },
    async remove(entries, call) {
      const gone: CacheEntry[] = [];
      for (const [kind, folder] of folders) {
        const own = entries.filter((entry) => entry.kind === kind);
        // A build cache is one run's alone, so that it is locked as a whole; everything else may vanish at any time.
        const groups = Map.groupBy(own, ({ id }) => (kind === 'builds' ? id.split('/').slice(0, 2).join('/') : ''));
        for (const [group, members] of groups) {
          const ids = members.map(({ id }) => id);
          const removed =
            kind === 'builds'
              ? await useBuildCache(join(folder, group), () => removeFiles(kind, ids, call))
              : await removeFiles(kind, ids, call);
          gone.push(...members.filter(({ id }) => removed?.has(id) === true));
        }
      }
      return gone;
    },
  };
}

/** The record beside a layer goes with it, and first: what is half removed is as if it were not there. */
function filesOf(kind: CacheKind, path: string): readonly string[] {
  return kind === 'layers' && path.endsWith('.gz') ? [`${path.slice(0, -'.gz'.length)}.json`, path] : [path];
}

async function* filesBelow(folder: string, call: Call): AsyncGenerator<Omit<CacheEntry, 'kind'>> {
  const waiting = [''];
  for (let below = waiting.pop(); below !== undefined; below = waiting.pop()) {
    checkCall(call, `reading ${folder}`);
    const path = join(folder, below);
    try {
      for await (const entry of await opendir(path)) {
        const id = below === '' ? entry.name : `${below}/${entry.name}`;
        if (entry.isDirectory()) waiting.push(id);
        if (!entry.isFile()) continue;
        const info = await lstat(join(folder, id)).catch(() => undefined);
        if (info !== undefined) yield { id, size: info.size, used: info.mtimeMs };
      }
    } catch (error) {
      if (errnoOf(error) === 'ENOENT') continue;
      throw diskError(error, 'read', path);
    }
  }
}

/**
 * Whether a folder is there.
 * @throws TwinsealError `INPUT_UNREADABLE`, `DISK_FAILED`
 * @example await isCacheFolder('.twinseal-cache') // false
 */
export async function isCacheFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(errnoOf(error))) return false;
    throw diskError(error, 'read', path);
  }
}
