import { createReadStream } from 'node:fs';
import { open, readdir, stat } from 'node:fs/promises';
import { relative, sep } from 'node:path';
import { FormatError } from '../../formats/format-error.ts';
import { TarReader } from '../../formats/tar/read.ts';
import type { Call } from '../../ports/call.ts';
import type { SetFiles } from '../../ports/set-files.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import { diskError } from '../disk-error.ts';
import { readRegular } from '../layout/regular-file.ts';

/** Bytes of a tar that is held in memory. */
const MAX_TAR = 2 ** 30;

/**
 * Opens a set: a folder, whose files are read when they are asked for and through no link, or a tar, which is read once.
 *
 * @throws TwinsealError `CONTENT_NOT_FOUND`, `INPUT_UNREADABLE`, `INPUT_MALFORMED` for a tar that is none, `INPUT_TOO_LARGE` for one of more than 1 GiB
 * @example (await openSet('audit.tar', call)).read('manifest.json', 2 ** 20, call)
 */
export async function openSet(path: string, call: Call): Promise<SetFiles> {
  const entry = await stat(path).catch((error: unknown) => {
    throw diskError(error, 'read', path);
  });
  return entry.isDirectory() ? folderFiles(path) : await tarFiles(path, entry.size, call);
}

function folderFiles(folder: string): SetFiles {
  return {
    name: folder,
    async read(path, maxBytes, call) {
      try {
        return await readRegular(folder, path, maxBytes, call);
      } catch (error) {
        if (error instanceof TwinsealError && error.code === 'CONTENT_NOT_FOUND') return undefined;
        throw error;
      }
    },
    async list() {
      try {
        const entries = await readdir(folder, { recursive: true, withFileTypes: true });
        const files = entries.filter((entry) => !entry.isDirectory());
        return files.map(({ parentPath, name }) => relative(folder, `${parentPath}/${name}`).split(sep).join('/'));
      } catch (error) {
        throw diskError(error, 'read', folder);
      }
    },
  };
}

async function isGzip(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const head = new Uint8Array(2);
    await file.read(head, 0, 2, 0);
    return head[0] === 0x1f && head[1] === 0x8b;
  } finally {
    await file.close();
  }
}

async function tarFiles(path: string, size: number, call: Call): Promise<SetFiles> {
  if (size > MAX_TAR)
    throw new TwinsealError('INPUT_TOO_LARGE', `${path} has more than ${MAX_TAR} bytes: unpack it and name the folder`);
  if (await isGzip(path))
    throw new TwinsealError('INPUT_MALFORMED', `${path} is compressed with gzip: unpack it (gunzip) and name the tar`);
  const cutShort = (cause?: unknown): TwinsealError =>
    new TwinsealError('INPUT_MALFORMED', `${path} is a tar that is cut short: fetch or export it anew`, { cause });
  const files = new Map<string, Uint8Array>();
  try {
    const tar = new TarReader(createReadStream(path, { signal: call.signal }), {
      maxEntries: 1_000_000,
      maxHeader: 4096,
    });
    for (let entry = await tar.next(); entry !== undefined; entry = await tar.next()) {
      if (entry.type === 'directory') continue;
      const name = entry.path.replace(/^\.\//, '');
      if (entry.type !== 'file' || files.has(name))
        throw new FormatError('tar', `${name.slice(0, 200)} is a ${entry.type}, or is there twice`);
      const parts: Uint8Array[] = [];
      for await (const part of tar.content()) parts.push(new Uint8Array(part));
      files.set(name, new Uint8Array(Buffer.concat(parts)));
    }
    // POSIX pax, "ustar Interchange Format": two blocks of zeros mark the end.
    if (tar.end?.marked !== true && files.size > 0) throw cutShort();
  } catch (error) {
    if (error instanceof TwinsealError) throw error;
    if (error instanceof FormatError && error.rule === 'truncated' && files.size > 0) throw cutShort(error);
    if (error instanceof FormatError)
      throw new TwinsealError('INPUT_MALFORMED', `${path} is no folder and no tar of a set: ${error.message}`, {
        cause: error,
      });
    throw diskError(error, 'read', path);
  }
  return {
    name: path,
    async read(name, maxBytes) {
      const bytes = files.get(name);
      if (bytes !== undefined && bytes.length > maxBytes)
        throw new TwinsealError('CONTENT_TOO_LARGE', `${path}: ${name} is larger than the ${maxBytes} bytes allowed`);
      return bytes;
    },
    list: async () => [...files.keys()],
  };
}
