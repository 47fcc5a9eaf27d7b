import { statfsSync } from 'node:fs';
import { availableMemory } from 'node:process';
import { workspaces } from './workspace.ts';

/** A private folder that lies in memory, for copies of a source that are made for one run. */
export interface MemoryFolder {
  readonly folder: string;
  /**
   * Bytes of files that it has room for now, each rounded up to pages of 4 KiB: a sixteenth of the memory that is free, and a
   * quarter of what the file system still takes, so that the compilers keep theirs.
   * @example memory.room() > tree.byteCount
   */
  room(): number;
  /** Removes it with all that is in it. @example await memory.remove() */
  remove(): Promise<void>;
}

// Where Linux has it: POSIX shared memory, a tmpfs that every user may write.
const SHARED_MEMORY = '/dev/shm';
/** `f_type` of a tmpfs. @see statfs(2) */
const TMPFS = 0x01021994;

/**
 * A private folder (0700) in memory, gone with the process; undefined where the system has none. Thousands of small files are
 * made and removed there in milliseconds, where a disk may take seconds.
 * @param place - other than the system's
 * @example const memory = await memoryFolder();
 */
export async function memoryFolder(place: string = SHARED_MEMORY): Promise<MemoryFolder | undefined> {
  try {
    if (statfsSync(place).type !== TMPFS) return undefined;
    const { folder, remove } = await workspaces(place).create('twin');
    return { folder, remove, room: () => roomOf(place) };
  } catch {
    // No such place, or none that we may use: the disk does too.
    return undefined;
  }
}

function roomOf(place: string): number {
  const { bavail, bsize } = statfsSync(place);
  return Math.floor(Math.min((bavail * bsize) / 4, availableMemory() / 16));
}

/** Bytes that files take in memory, in whole pages. @example pagesOf(tree.files) */
export function pagesOf(files: readonly { readonly size: number }[]): number {
  return files.reduce((total, { size }) => total + Math.ceil((size + 1) / 4096) * 4096, 0);
}
