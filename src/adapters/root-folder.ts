import { createHash } from 'node:crypto';
import type { Stats } from 'node:fs';
import { lstat, readdir, readlink, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { parseDigest } from '../formats/digest.ts';
import { FormatError } from '../formats/format-error.ts';
import { decodeUtf8 } from '../formats/utf8.ts';
import type { Call } from '../ports/call.ts';
import type { RootEntry, RootFolders, RootListing } from '../ports/root-folder.ts';
import { TwinsealError } from '../records/twinseal-error.ts';
import { checkCall } from './call-guard.ts';
import { diskError } from './disk-error.ts';
import { streamRegular } from './layout/regular-file.ts';

const MAX_ENTRIES = 500_000;
const MAX_DEPTH = 128;
/** Bytes of all files together. */
const MAX_BYTES = 64 * 1024 ** 3;

/**
 * Folders of this machine as roots of images. What a tar cannot carry to every machine alike is refused: devices, sockets, FIFOs, names
 * that are no UTF-8. Owners and times are left behind.
 * @example await rootFolders().list('./root', call)
 * @see image-spec v1.1.1, layer.md, "File Types"
 */
export function rootFolders(): RootFolders {
  return { list: (folder, call) => list(folder, call) };
}

async function list(root: string, call: Call): Promise<RootListing> {
  const entries: RootEntry[] = [];
  let bytes = 0;
  let privileged = 0;
  const visit = async (folder: string, depth: number): Promise<void> => {
    if (depth > MAX_DEPTH) throw refuse(folder, `is deeper than ${MAX_DEPTH} folders`);
    for (const name of await namesIn(join(root, folder))) {
      checkCall(call, `reading ${root}`);
      const path = folder === '' ? name : `${folder}/${name}`;
      if (entries.length >= MAX_ENTRIES) throw refuse(root, `has more than ${MAX_ENTRIES} entries`);
      const info = await look(join(root, path));
      if ((info.mode & 0o6000) !== 0) privileged += 1;
      const mode = info.mode & 0o1777;
      if (info.isSymbolicLink()) {
        entries.push({ path, type: 'symlink', mode: 0o777, target: textOf(await linkOf(join(root, path)), path) });
      } else if (info.isDirectory()) {
        entries.push({ path, type: 'directory', mode });
        await visit(path, depth + 1);
      } else if (info.isFile()) {
        bytes += info.size;
        if (bytes > MAX_BYTES) throw refuse(root, 'has more than 64 GiB of files');
        entries.push({ path, type: 'file', mode, content: await contentOf(root, path, call) });
      } else
        throw refuse(join(root, path), 'is a device, a socket or a FIFO, which no image carries to other machines');
    }
  };
  // A link to a folder is followed here, and nowhere below.
  if (!(await look(root, stat)).isDirectory()) throw refuse(root, 'is no folder');
  await visit('', 0);
  const note = `setuid and setgid bits of ${privileged} files and folders are left behind`;
  return { entries, notes: privileged === 0 ? [] : [note] };
}

/** Sorted by bytes, so that no locale and no file system decides. */
async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    const names = await readdir(folder, { encoding: 'buffer' });
    return names.toSorted(Buffer.compare).map((name) => textOf(name, folder));
  } catch (error) {
    throw diskError(error, 'read', folder);
  }
}

function textOf(bytes: Uint8Array, where: string): string {
  try {
    return decodeUtf8(bytes);
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    throw refuse(where, 'holds a name that is no UTF-8');
  }
}

async function look(path: string, of: (path: string) => Promise<Stats> = lstat): Promise<Stats> {
  try {
    return await of(path);
  } catch (error) {
    throw diskError(error, 'read', path);
  }
}

async function linkOf(path: string): Promise<Uint8Array> {
  try {
    return await readlink(path, { encoding: 'buffer' });
  } catch (error) {
    throw diskError(error, 'read', path);
  }
}

/** A file that changes after it was hashed is noticed by whoever reads it again. */
async function contentOf(root: string, path: string, call: Call) {
  const hash = createHash('sha256');
  let size = 0;
  for await (const chunk of streamRegular(root, path, call)) {
    hash.update(chunk);
    size += chunk.length;
  }
  return {
    digest: parseDigest(`sha256:${hash.digest('hex')}`),
    size,
    open: () => streamRegular(root, path, call),
  };
}

function refuse(path: string, why: string): TwinsealError {
  return new TwinsealError('ROOT_INVALID', `${path} ${why}`);
}
