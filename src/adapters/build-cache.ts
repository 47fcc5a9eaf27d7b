import { randomBytes, randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { lstat, open, readdir, readFile, realpath, rm, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { getuid } from 'node:process';
import { FormatError } from '../formats/format-error.ts';
import { Members } from '../formats/json/members.ts';
import { parseJson } from '../formats/json/parse.ts';
import type { BuildCaches, TakenCache } from '../ports/build-caches.ts';
import type { SideName } from '../records/build-plan.ts';
import { TwinsealError } from '../records/twinseal-error.ts';
import { checkCall } from './call-guard.ts';
import { diskError, errnoOf } from './disk-error.ts';
import { leftovers, ownerMark } from './leftovers.ts';
import { makeFolder } from './make-folder.ts';
import { removeTree } from './remove-tree.ts';

/** What Go does not trim any more: the caches of toolchains and conditions that nobody uses. */
const FORGET_MILLIS = 14 * 24 * 60 * 60 * 1000;
const API_VERSION = 'twinseal.dev/build-cache/v1';
const MAX_MARK = 4096;
const LOCK = 'lock-';

/**
 * Build caches below a folder of the user: `<folder>/a/<key>/gocache` and `<folder>/b/<key>/gocache`.
 *
 * Beside each cache, out of its side's reach, lie a mark that says whose it is and the lock of whoever uses it. Go removes
 * entries that no build used for five days by itself; a whole cache that no run took for fourteen days goes here.
 * @param folder - made when needed, 0700; one that others may write is refused, since a build believes what it finds there
 * @returns its `take` throws TwinsealError `CACHE_UNUSABLE`, `OUTPUT_UNWRITABLE`, `DISK_FULL`
 * @example await openBuildCaches('/home/user/.cache/twinseal/builds').take('a', key, call)
 * @see cmd/go/internal/cache, trimLimit
 */
export function openBuildCaches(folder: string): BuildCaches {
  return {
    name: folder,
    async take(side, key, call) {
      checkCall(call, `opening the build cache in ${folder}`);
      if (!/^[0-9a-f]{16,64}$/.test(key))
        throw new TwinsealError('INTERNAL', 'the key of a build cache is no hex text');
      try {
        for (const each of ['', side]) await privateFolder(join(folder, each), folder);
        const home = join(await realpath(join(folder, side)), key);
        await forgetOthers(join(folder, side), key);
        await privateFolder(home, folder);
        const release = await lock(home);
        if (release === undefined) return undefined;
        try {
          return await marked(side, key, home, folder, release);
        } catch (error) {
          await release();
          throw error;
        }
      } catch (error) {
        throw diskError(error, 'write', folder);
      }
    },
  };
}

/**
 * Does something to a build cache while no run uses it.
 * @param home - `<folder>/<side>/<key>`
 * @returns undefined when a run has it
 * @throws what `work` throws
 * @example await useBuildCache('/home/user/.cache/twinseal/builds/a/c0ffee00c0ffee00', () => removeOld())
 */
export async function useBuildCache<T>(home: string, work: () => Promise<T>): Promise<T | undefined> {
  const release = await lock(home);
  if (release === undefined) return undefined;
  try {
    return await work();
  } finally {
    await release();
  }
}

async function marked(
  side: SideName,
  key: string,
  home: string,
  named: string,
  release: () => Promise<void>,
): Promise<TakenCache> {
  const path = join(home, 'mark.json');
  const cache = join(home, 'gocache');
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    if (errnoOf(error) === 'ENOENT') return undefined;
    throw error;
  });
  if (text === undefined) {
    // The mark is written first: a cache without one is nobody's, and nothing says which side made it.
    if ((await lstat(cache).catch(() => undefined)) !== undefined)
      throw unusable(named, `${cache} has no mark beside it`);
    const seed = randomBytes(32).toString('hex');
    const mark = { apiVersion: API_VERSION, side, key, seed };
    await writeFile(path, `${JSON.stringify(mark)}\n`, { mode: 0o600, flag: 'wx' });
    await makeFolder(cache, 0o700);
    return { folder: cache, seed, release };
  }
  const mark = readMark(text, path, named);
  if (mark.side !== side || mark.key !== key)
    throw unusable(
      named,
      `${home} was made for side ${mark.side.toUpperCase()} under the key ${mark.key}, and caches never cross`,
    );
  await makeFolder(cache, 0o700);
  if (!(await lstat(cache)).isDirectory()) throw unusable(named, `${cache} is a link, not a folder`);
  const now = new Date();
  await utimes(path, now, now);
  return { folder: cache, seed: mark.seed, release };
}

function readMark(text: string, path: string, named: string): { side: string; key: string; seed: string } {
  try {
    if (text.length > MAX_MARK) throw new FormatError('build-cache', 'is too long', '');
    const mark: Members = new Members('build-cache', parseJson(new TextEncoder().encode(text)));
    if (mark.text('apiVersion') !== API_VERSION) mark.fail('apiVersion', 'is of a version that is not read');
    const seed = mark.text('seed');
    if (!/^[0-9a-f]{64}$/.test(seed)) mark.fail('seed', 'is no secret of 32 bytes');
    return { side: mark.text('side'), key: mark.text('key'), seed };
  } catch (cause) {
    if (cause instanceof FormatError) throw unusable(named, `${path} is no mark: ${cause.message}`, cause);
    throw cause;
  }
}

/** A folder that this user alone can write, and no link to one. */
async function privateFolder(path: string, named: string): Promise<void> {
  await makeFolder(path, 0o700);
  const info = await lstat(path);
  if (!info.isDirectory()) throw unusable(named, `${path} is a link, not a folder`);
  if (info.uid !== getuid?.()) throw unusable(named, `${path} belongs to another user`);
  if ((info.mode & 0o022) !== 0) throw unusable(named, `others may write ${path} (chmod go-w would forbid it)`);
}

/**
 * Whoever uses a cache has a file in its folder that names his process. Two that come at once see one another and both do
 * without: never are two in one cache, and a lock whose process has gone is removed by the next.
 */
async function lock(home: string): Promise<(() => Promise<void>) | undefined> {
  const own = `${LOCK}${ownerMark()}-${randomUUID()}`;
  const file = await open(join(home, own), constants.O_CREAT | constants.O_EXCL | constants.O_WRONLY, 0o600);
  await file.close();
  const release = async (): Promise<void> => await rm(join(home, own), { force: true });
  for (const left of await leftovers(home, LOCK)) await rm(left, { force: true });
  const others = (await readdir(home)).filter((name) => name.startsWith(LOCK) && name !== own);
  if (others.length === 0) return release;
  await release();
  return undefined;
}

/** Removes the caches of other keys that nobody used for long; one that is in use stays. */
async function forgetOthers(side: string, key: string): Promise<void> {
  for (const name of await readdir(side)) {
    if (name === key || !/^[0-9a-f]{16,64}$/.test(name)) continue;
    const home = join(side, name);
    const used = await lstat(join(home, 'mark.json')).catch(() => undefined);
    if (used === undefined || Date.now() - used.mtimeMs < FORGET_MILLIS) continue;
    const release = await lock(home).catch(() => undefined);
    // The mark goes last: what is left of a removal that was stopped is a cache with fewer entries.
    if (release !== undefined) for (const part of ['gocache', '.']) removeTree(join(home, part));
  }
}

function unusable(named: string, why: string, cause?: unknown): TwinsealError {
  return new TwinsealError(
    'CACHE_UNUSABLE',
    `the build cache in ${named} is not used, since ${why}: name another folder, or remove this one`,
    { cause },
  );
}
