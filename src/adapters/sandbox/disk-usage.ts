import { readdirSync, readFileSync, statSync } from 'node:fs';
import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** What a folder takes up. */
export interface DiskUsage {
  readonly bytes: number;
  /** Whether all of it could be seen. */
  readonly whole: boolean;
}

const BLOCK = 512;
const AT_ONCE = 64;

/**
 * Bytes on disk of all that lies below a folder; links are not followed, and a file with several names counts once. Ends
 * early when it finds more than `enough`.
 * @example (await usageOf('/private/side-a-1/box', 16 * 1024 ** 3)).bytes
 */
export async function usageOf(folder: string, enough: number): Promise<DiskUsage> {
  const linked = new Set<number>();
  const waiting = [folder];
  let bytes = 0;
  let whole = true;
  for (let each = waiting.pop(); each !== undefined && bytes <= enough; each = waiting.pop()) {
    const place = each;
    const entries = await readdir(place, { withFileTypes: true }).catch(() => undefined);
    if (entries === undefined) {
      whole = false;
      continue;
    }
    for (let at = 0; at < entries.length && bytes <= enough; at += AT_ONCE) {
      const some = entries.slice(at, at + AT_ONCE);
      const infos = await Promise.all(some.map(({ name }) => lstat(join(place, name)).catch(() => undefined)));
      for (const [index, info] of infos.entries()) {
        // Gone in the meantime.
        if (info === undefined) continue;
        if (info.isDirectory()) waiting.push(join(place, some[index]?.name ?? ''));
        else if (info.nlink > 1) {
          if (linked.has(info.ino)) continue;
          linked.add(info.ino);
        }
        bytes += info.blocks * BLOCK;
      }
    }
  }
  return { bytes, whole };
}

/**
 * Bytes of files on the devices of some folders that the programs below a process hold open after their last name was removed:
 * what no look into folders finds.
 * @param pid - of the process; what it started, and what that started, counts too
 * @example unnamedUsageOf(child.pid, ['/private/side-a-1/box']) // 0
 */
export function unnamedUsageOf(pid: number, folders: readonly string[]): number {
  const devices = folders.map((folder) => statSync(folder).dev);
  const sizes = new Map<string, number>();
  for (const each of descendantsOf(pid)) {
    for (const name of list(`/proc/${each}/fd`)) {
      const info = attempt(() => statSync(`/proc/${each}/fd/${name}`));
      if (info?.isFile() === true && info.nlink === 0 && devices.includes(info.dev))
        sizes.set(`${info.dev}:${info.ino}`, info.blocks * BLOCK);
    }
  }
  return [...sizes.values()].reduce((total, size) => total + size, 0);
}

function descendantsOf(pid: number): readonly number[] {
  const children = new Map<number, number[]>();
  for (const name of list('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const stat = attempt(() => readFileSync(`/proc/${name}/stat`, 'utf8')) ?? '';
    // The name in parentheses may hold anything; the parent is the second field after it.
    const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
    children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
  }
  const found = [pid];
  for (let at = 0; at < found.length; at += 1) found.push(...(children.get(found[at] ?? 0) ?? []));
  return found;
}

function list(folder: string): readonly string[] {
  return attempt(() => readdirSync(folder)) ?? [];
}

function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
