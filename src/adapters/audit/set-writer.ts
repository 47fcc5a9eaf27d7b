import { randomUUID } from 'node:crypto';
import { lstat, mkdir, open, rename, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { type FileToWrite, tarArchive } from '../../formats/tar/archive.ts';
import type { Call } from '../../ports/call.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import { checkCall } from '../call-guard.ts';
import { diskError, errnoOf } from '../disk-error.ts';
import { removeTree } from '../remove-tree.ts';

/**
 * Writes a set, whole or not at all: a tar for a path that ends in `.tar`, else a folder. What is there already is never
 * written over.
 *
 * @throws TwinsealError `USAGE` for what is there already, `OUTPUT_UNWRITABLE`, `DISK_FULL`; what giving a file throws
 * @example await writeSet('audit.tar', exportAudit(source, what, call), call)
 */
export async function writeSet(path: string, files: AsyncIterable<FileToWrite>, call: Call): Promise<void> {
  const target = path.replace(/\/+$/, '');
  await refuseExisting(target);
  const temporary = join(dirname(target), `.${basename(target)}.twinseal-${randomUUID()}`);
  try {
    if (target.endsWith('.tar')) await writeTar(temporary, files, call);
    else await writeFolder(temporary, files, call);
    await refuseExisting(target);
    await rename(temporary, target);
  } catch (error) {
    removeTree(temporary);
    throw error instanceof TwinsealError ? error : diskError(error, 'write', path);
  }
}

async function writeTar(path: string, files: AsyncIterable<FileToWrite>, call: Call): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    for await (const chunk of tarArchive(files)) {
      checkCall(call, `writing ${path}`);
      await file.writeFile(chunk);
    }
    await file.sync();
  } finally {
    await file.close();
  }
}

async function writeFolder(folder: string, files: AsyncIterable<FileToWrite>, call: Call): Promise<void> {
  await mkdir(folder, { mode: 0o700 });
  const made = new Set<string>(['.']);
  for await (const { path, bytes } of files) {
    checkCall(call, `writing ${folder}`);
    const parent = dirname(path);
    if (!made.has(parent)) await mkdir(join(folder, parent), { recursive: true, mode: 0o700 });
    made.add(parent);
    await writeFile(join(folder, path), await bytes(), { flag: 'wx', mode: 0o600 });
  }
}

async function refuseExisting(path: string): Promise<void> {
  try {
    await lstat(path);
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return;
    throw diskError(error, 'write', path);
  }
  throw new TwinsealError('USAGE', `${path} is there already and is not written over: name another, or remove it`);
}
