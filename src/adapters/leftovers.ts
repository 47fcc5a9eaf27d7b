import { createHash } from 'node:crypto';
import { lstatSync, readFileSync, readlinkSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { getuid } from 'node:process';

/** Longer than any run may take (`--timeout` has six digits): then a mark of another machine or container counts as left. */
const FOREIGN_MILLIS = 14 * 24 * 60 * 60 * 1000;
const UNKNOWN = '0';
const MARK = /^([0-9a-f]{8})-([1-9]\d{0,9})-(\d{1,20})-/;

/**
 * Who makes a temporary file or folder, as a part of its name: machine (and container), process and when that started. A
 * run that is killed leaves such names behind; by the mark the next run tells them from those of a run that is under way.
 * @example await mkdtemp(join(folder, `.app.oci.twinseal-${ownerMark()}-`))
 */
export function ownerMark(): string {
  return `${place()}-${process.pid}-${startOf(process.pid) ?? UNKNOWN}`;
}

/**
 * Entries of `folder` named `prefix` + {@link ownerMark} + `-...` whose process is gone. Only what this user owns counts,
 * so nobody can have another's files removed by giving his own such a name.
 *
 * @returns paths, sorted; none when the folder cannot be read
 * @example for (const path of await leftovers(tmpdir(), 'twinseal-seal-')) removeTree(path);
 */
export async function leftovers(folder: string, prefix: string): Promise<readonly string[]> {
  const names = await readdir(folder).catch(() => []);
  return names
    .filter((name) => name.startsWith(prefix) && isLeft(join(folder, name), name.slice(prefix.length)))
    .sort()
    .map((name) => join(folder, name));
}

function isLeft(path: string, rest: string): boolean {
  const [, where, pid = '', start] = MARK.exec(rest) ?? [];
  if (where === undefined) return false;
  const info = lstatSync(path, { throwIfNoEntry: false });
  if (info === undefined || info.uid !== getuid?.()) return false;
  // Where the system does not tell when a process started, nothing is known of those of today.
  if (where !== place() || start === UNKNOWN) return Date.now() - Math.max(info.mtimeMs, info.ctimeMs) > FOREIGN_MILLIS;
  return startOf(Number(pid)) !== start;
}

let known: string | undefined;

/** This boot of this machine and this container: only here a process number means the same process. */
function place(): string {
  known ??= createHash('sha256')
    .update(attempt(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8')))
    .update(attempt(() => readlinkSync('/proc/self/ns/pid')))
    .digest('hex')
    .slice(0, 8);
  return known;
}

/** Clock ticks from boot to the start of a process, which no later process of that number shares. @see proc_pid_stat(5) */
function startOf(pid: number): string | undefined {
  const text = attempt(() => readFileSync(`/proc/${pid}/stat`, 'utf8'));
  // The name in parentheses may hold anything; `starttime` is the 22nd field, the 20th after it.
  return text
    .slice(text.lastIndexOf(')') + 2)
    .split(' ')
    .at(19);
}

function attempt(read: () => string): string {
  try {
    return read();
  } catch {
    return '';
  }
}
