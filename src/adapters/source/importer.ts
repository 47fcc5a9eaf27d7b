import { createHash } from 'node:crypto';
import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readSync,
  type Stats,
  writeSync,
} from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate as yieldToLoop } from 'node:timers/promises';
import { comparePaths, treeDigest } from '../../formats/tree-digest.ts';
import type { Call } from '../../ports/call.ts';
import type { SourceImporter } from '../../ports/source-importer.ts';
import type { ImportedFile } from '../../records/imported-tree.ts';
import type { LeftOut } from '../../records/source-lock.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import { temporaryDiskError } from '../disk-error.ts';
import { entryName, isVcsName } from './entry-name.ts';

/** How much of a source is taken before it is refused. */
export interface ImportLimits {
  readonly files: number;
  readonly fileBytes: number;
  readonly totalBytes: number;
  readonly depth: number;
  readonly leftOut: number;
}

/** Limits that no real module has come near to, and that a disk survives. */
export const IMPORT_LIMITS: ImportLimits = {
  files: 200_000,
  fileBytes: 512 * 1024 ** 2,
  totalBytes: 4 * 1024 ** 3,
  depth: 64,
  leftOut: 10_000,
};

interface Walk {
  readonly limits: ImportLimits;
  readonly target: string;
  readonly files: ImportedFile[];
  readonly leftOut: LeftOut[];
  readonly buffer: Buffer;
  readonly call: Call;
  total: number;
  /** Files with more than one link, by device and inode: how many of their links were met. */
  readonly linked: Map<string, { readonly path: string; readonly links: number; met: number }>;
}

/**
 * Imports a module's folder as regular files only.
 *
 * Every folder and file is opened once, without following links, through the folder's own descriptor, so that a tree which
 * changes while it is read can't lead outside. Links, devices, pipes and sockets are left out and recorded, as are the
 * folders of version control systems: a symlinked .go file would compile code from outside the tree, and `git` run beside a
 * `.git` executes what its config names.
 * @returns it throws TwinsealError `INPUT_UNREADABLE`, `SOURCE_LIMIT`, `SOURCE_NAME`, `SOURCE_LINKED`, `DISK_FULL`, `OUTPUT_UNWRITABLE`
 * @example const tree = await makeSourceImporter().importTree('./app', '/private', call);
 */
export function makeSourceImporter(limits: ImportLimits = IMPORT_LIMITS): SourceImporter {
  return {
    importTree: async (folder, workspace, call) => {
      const target = mkdtempSync(join(workspace, 'source-'));
      const walk: Walk = {
        limits,
        target,
        files: [],
        leftOut: [],
        buffer: Buffer.allocUnsafe(256 * 1024),
        call,
        total: 0,
        linked: new Map(),
      };
      const root = openRoot(folder);
      try {
        await importFolder(walk, root, '', 0);
        refuseOutsideLinks(walk);
      } finally {
        closeSync(root);
      }
      const files = walk.files.sort((a, b) => comparePaths(a.path, b.path));
      const leftOut = walk.leftOut.sort((a, b) => comparePaths(a.path, b.path));
      return { folder: target, files, treeDigest: treeDigest(files), leftOut };
    },
    readFile: async (tree, path, maxBytes) => {
      const file = tree.files.find((each) => each.path === path);
      if (file === undefined) return undefined;
      if (file.size > maxBytes) {
        throw new TwinsealError(
          'SOURCE_LIMIT',
          `${JSON.stringify(path)} has ${file.size} bytes, more than the ${maxBytes} that are read`,
        );
      }
      return new Uint8Array(await readFile(join(tree.folder, path)));
    },
  };
}

function whyNoFolder(cause: unknown): string {
  const why = reason(cause);
  if (why === 'ENOENT') return 'does not exist: name the folder of a Go module';
  return why === 'ENOTDIR' ? 'is a file: name the folder of a Go module' : `can not be opened: ${why}`;
}

function openRoot(folder: string): number {
  try {
    return openSync(folder, constants.O_RDONLY | constants.O_DIRECTORY);
  } catch (cause) {
    throw new TwinsealError('INPUT_UNREADABLE', `the source folder ${folder} ${whyNoFolder(cause)}`, {
      cause,
    });
  }
}

async function importFolder(walk: Walk, folder: number, path: string, depth: number): Promise<void> {
  const { limits } = walk;
  if (depth > limits.depth) throw limit(`folders are nested deeper than ${limits.depth}, at ${JSON.stringify(path)}`);
  const here = `/proc/self/fd/${folder}`;
  for (const bytes of readdirSync(here, { encoding: 'buffer' })) {
    const name = entryName(bytes, path);
    const full = path === '' ? name : `${path}/${name}`;
    const info = lstatOf(`${here}/${name}`, full);
    const kind = isVcsName(name) ? 'vcs' : kindOf(info);
    if (kind === 'folder') {
      const inner = openEntry(`${here}/${name}`, full, constants.O_DIRECTORY);
      try {
        mkdirSync(join(walk.target, full), { mode: 0o700 });
        await importFolder(walk, inner, full, depth + 1);
      } finally {
        closeSync(inner);
      }
    } else if (kind === 'file') {
      importFile(walk, `${here}/${name}`, full);
      if (walk.files.length % 128 === 0) await breathe(walk.call);
    } else {
      walk.leftOut.push({ path: full, kind });
      if (walk.leftOut.length > limits.leftOut) throw limit(`more than ${limits.leftOut} entries are no regular files`);
    }
  }
}

function importFile(walk: Walk, path: string, full: string): void {
  const { limits, buffer } = walk;
  if (walk.files.length >= limits.files) throw limit(`it has more than ${limits.files} files`);
  // O_NONBLOCK: a pipe that took the file's place since lstat must not make us wait.
  const from = openEntry(path, full, constants.O_NONBLOCK);
  try {
    const info = fstatSync(from);
    if (!info.isFile())
      throw new TwinsealError('INPUT_UNREADABLE', `${JSON.stringify(full)} changed while it was read: try again`);
    if (info.size > limits.fileBytes) throw limit(`${JSON.stringify(full)} is larger than ${limits.fileBytes} bytes`);
    if (info.nlink > 1) meetLink(walk, info, full);
    const to = openSync(join(walk.target, full), 'wx', 0o600);
    const hash = createHash('sha256');
    let size = 0;
    try {
      for (let read = readSync(from, buffer); read > 0; read = readSync(from, buffer)) {
        size += read;
        walk.total += read;
        if (size > limits.fileBytes) throw limit(`${JSON.stringify(full)} is larger than ${limits.fileBytes} bytes`);
        if (walk.total > limits.totalBytes)
          throw limit(`its files are larger than ${limits.totalBytes} bytes together`);
        hash.update(buffer.subarray(0, read));
        for (let done = 0; done < read; ) done += writeSync(to, buffer, done, read - done);
      }
    } catch (cause) {
      throw cause instanceof TwinsealError ? cause : copyError(full, cause);
    } finally {
      closeSync(to);
    }
    walk.files.push({ path: full, size, sha256: hash.digest('hex'), executable: (info.mode & 0o111) !== 0 });
  } finally {
    closeSync(from);
  }
}

function meetLink({ linked }: Walk, { dev, ino, nlink }: Stats, path: string): void {
  const key = `${dev}:${ino}`;
  const before = linked.get(key);
  if (before === undefined) linked.set(key, { path, links: nlink, met: 1 });
  else before.met += 1;
}

/**
 * A hard link makes a file from elsewhere look like one of the tree, and Go's embed follows it although it refuses symbolic
 * links: what the user can read would end up in a program that is published. Links among the tree's own files lead nowhere.
 */
function refuseOutsideLinks({ linked }: Walk): void {
  for (const { path, links, met } of linked.values()) {
    if (met >= links) continue;
    throw new TwinsealError(
      'SOURCE_LINKED',
      `${JSON.stringify(path)} in the source has ${links} hard links, of which only ${met} ${met === 1 ? 'lies' : 'lie'} in the source: copy the folder (cp -r) and name the copy`,
    );
  }
}

async function breathe(call: Call): Promise<void> {
  await yieldToLoop();
  if (call.signal.aborted)
    throw new TwinsealError('ABORTED', 'the import of the source was cancelled', { cause: call.signal.reason });
  if (Date.now() > call.deadline) throw new TwinsealError('TIMEOUT', 'the import of the source ran out of time');
}

function kindOf(info: Stats): 'file' | 'folder' | LeftOut['kind'] {
  if (info.isFile()) return 'file';
  if (info.isDirectory()) return 'folder';
  if (info.isSymbolicLink()) return 'symlink';
  if (info.isFIFO()) return 'fifo';
  if (info.isSocket()) return 'socket';
  if (info.isBlockDevice() || info.isCharacterDevice()) return 'device';
  return 'other';
}

function lstatOf(path: string, full: string): Stats {
  try {
    return lstatSync(path);
  } catch (cause) {
    throw unreadable(full, cause);
  }
}

function openEntry(path: string, full: string, flags: number): number {
  try {
    return openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | flags);
  } catch (cause) {
    throw unreadable(full, cause);
  }
}

function unreadable(full: string, cause: unknown): TwinsealError {
  return new TwinsealError(
    'INPUT_UNREADABLE',
    `${JSON.stringify(full)} in the source can not be read: ${reason(cause)}`,
    { cause },
  );
}

function copyError(full: string, cause: unknown): TwinsealError {
  return temporaryDiskError(cause, `${JSON.stringify(full)} could not be copied`);
}

function limit(what: string): TwinsealError {
  return new TwinsealError('SOURCE_LIMIT', `the source is larger than what is imported: ${what}`);
}

function reason(cause: unknown): string {
  return cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause);
}
