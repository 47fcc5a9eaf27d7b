import { createHash, createHmac } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  closeSync,
  constants,
  copyFileSync,
  fstatSync,
  lstatSync,
  mkdirSync,
  openSync,
  readSync,
  rmSync,
  statfsSync,
  utimesSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import type { Digest } from '../../formats/digest.ts';
import type { Blob } from '../../records/blob.ts';
import type { ImportedTree } from '../../records/imported-tree.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import { temporaryDiskError } from '../disk-error.ts';
import { fileBlob } from '../file-blob.ts';

/** How a side's copy is to look. */
export interface CopyLook {
  /** Octal. */
  readonly umask: string;
  /** In which order files are made: a folder may list them in that order. */
  readonly fileOrder: 'sorted' | 'reversed';
  /** Seconds since 1970; with a seed, the earliest. */
  readonly fileTime: number;
  /** Hex; gives each file a time of its content. */
  readonly seed?: string;
  /** Owner of everything, where we are root. */
  readonly owner: number | undefined;
}

/** Folders of a side below its box. */
export const BOX_FOLDERS = ['source', 'home', 'cache', 'tmp', 'out'] as const;

const MAX_OUTPUT_FILE = 4 * 1024 ** 3;

/**
 * Makes a side's box with its own copy of the source. Every file gets the mode that the side's umask would have given it,
 * and the side's time.
 * @param source - where the copy goes; below the box, empty there, when it is to be mounted over
 * @throws TwinsealError `DISK_FULL`, `OUTPUT_UNWRITABLE`
 * @example makeBox('/private/a/box', tree, { umask: '022', fileTime: 0, fileOrder: 'sorted', owner: undefined })
 */
export function makeBox(box: string, tree: ImportedTree, look: CopyLook, source = join(box, 'source')): void {
  const mask = Number.parseInt(look.umask, 8);
  const folders = new Set<string>();
  const own = (path: string): void => {
    if (look.owner !== undefined) chownSync(path, look.owner, look.owner);
  };
  const folder = (path: string): void => {
    if (folders.has(path)) return;
    if (path !== box && path !== source) folder(dirname(path));
    mkdirSync(path, { recursive: true });
    chmodSync(path, 0o777 & ~mask);
    own(path);
    folders.add(path);
  };
  try {
    for (const name of BOX_FOLDERS) folder(join(box, name));
    folder(source);
    for (const file of look.fileOrder === 'sorted' ? tree.files : tree.files.toReversed()) {
      const target = join(source, file.path);
      folder(dirname(target));
      copyFileSync(join(tree.folder, file.path), target, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE);
      chmodSync(target, (file.executable ? 0o777 : 0o666) & ~mask);
      own(target);
      const time = look.fileTime + (look.seed === undefined ? 0 : timeOfContent(file.sha256, look.seed));
      utimesSync(target, time, time);
    }
    for (const path of folders) utimesSync(path, look.fileTime, look.fileTime);
  } catch (cause) {
    throw temporaryDiskError(cause, 'a side could not be given its copy of the source');
  }
}

/**
 * Seconds between 0 and 2^27 (four years), to a microsecond, that follow from a file's content. A cache that is
 * kept needs them: Go's index of the packages of a module goes by name, size and modification time, so an edit that keeps
 * size and time would be built with the imports, constraints and embeds of before. With a secret, nobody can look for a file
 * that gets the time of another.
 * @see cmd/go/internal/modindex, dirHash
 */
function timeOfContent(sha256: string, seed: string): number {
  const mac = createHmac('sha256', Buffer.from(seed, 'hex')).update(sha256).digest();
  return (mac.readUInt32BE(0) >>> 5) + (mac.readUInt32BE(4) % 1_000_000) / 1e6;
}

/**
 * Copies a file that a side wrote to a place that the side can't reach, hashing it on the way. The copy is what ships: a
 * file that is still open in the side, or linked from elsewhere in it, can't be changed afterwards.
 * @param name - a plain file name in the side's `out`
 * @throws TwinsealError `BUILD_FAILED` when it is missing or no regular file, `BUILD_LIMIT` when it is larger than 4 GiB
 * @example collectFile('/private/a/box/out', 'app', '/private/kept/a-app')
 */
export function collectFile(out: string, name: string, kept: string): Blob {
  if (name === '' || name === '.' || name === '..' || /[/\0]/.test(name)) {
    throw new TwinsealError('INTERNAL', `${JSON.stringify(name)} is no plain file name`);
  }
  // The folder belongs to the side too, which may have put a link to somewhere outside in its place.
  const isFolder = lstatSync(out, { throwIfNoEntry: false })?.isDirectory() === true;
  if (!isFolder) throw new TwinsealError('BUILD_FAILED', `the build left no folder that ${name} could be in`);
  let from: number;
  try {
    from = openSync(join(out, name), constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  } catch (cause) {
    throw new TwinsealError('BUILD_FAILED', `the build left no file ${name}`, { cause });
  }
  try {
    const info = fstatSync(from);
    if (!info.isFile()) throw new TwinsealError('BUILD_FAILED', `what the build left as ${name} is no regular file`);
    mkdirSync(dirname(kept), { recursive: true, mode: 0o700 });
    const to = openSync(kept, 'wx', 0o600);
    const hash = createHash('sha256');
    let size = 0;
    try {
      const chunk = Buffer.allocUnsafe(1024 * 1024);
      for (let read = readSync(from, chunk); read > 0; read = readSync(from, chunk)) {
        size += read;
        if (size > MAX_OUTPUT_FILE)
          throw new TwinsealError('BUILD_LIMIT', `${name} is larger than ${MAX_OUTPUT_FILE} bytes`);
        hash.update(chunk.subarray(0, read));
        for (let done = 0; done < read; ) done += writeSync(to, chunk, done, read - done);
      }
    } catch (cause) {
      throw temporaryDiskError(cause, `${name} could not be kept`);
    } finally {
      closeSync(to);
    }
    return fileBlob(kept, `sha256:${hash.digest('hex')}` as Digest, size);
  } finally {
    closeSync(from);
  }
}

/**
 * Removes a side's folders; a folder that a build made read-only does not stop it.
 * @example removeBox('/private/side-a-1')
 */
export function removeBox(folder: string): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
}

/**
 * Whether the disk under a folder has less than 1 MiB, or no inode, left.
 * @example isDiskFull('/private/side-a-1/box') // false
 */
export function isDiskFull(folder: string): boolean {
  const { bavail, bsize, files, ffree } = statfsSync(folder);
  return bavail * bsize < 1024 * 1024 || (files > 0 && ffree === 0);
}
