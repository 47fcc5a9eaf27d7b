import { open, rm } from 'node:fs/promises';
import type { NewFile } from '../../ports/key-maker.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import { diskError, errnoOf } from '../disk-error.ts';

/**
 * Writes new files, all or none: each is created exclusively, never through a link and never over another file, and
 * flushed; when one fails, those already made are removed.
 *
 * @param exists - what it is called when one of them is there already
 * @throws TwinsealError `exists`; `USAGE` for a folder that is not there; `DISK_FULL` or `OUTPUT_UNWRITABLE`
 * @example await writeNewFiles([{ path: 'cosign.pub', text: pem, secret: false }])
 * @see open(2), O_EXCL ("if pathname is a symbolic link, then open fails")
 */
export async function writeNewFiles(
  files: readonly NewFile[],
  exists: 'KEY_EXISTS' | 'OUTPUT_EXISTS' = 'KEY_EXISTS',
): Promise<void> {
  const made: string[] = [];
  try {
    for (const file of files) await writeNew(file, exists, made);
  } catch (cause) {
    await Promise.all(made.map((path) => rm(path, { force: true })));
    throw cause;
  }
}

async function writeNew(
  { path, text, secret }: NewFile,
  exists: 'KEY_EXISTS' | 'OUTPUT_EXISTS',
  made: string[],
): Promise<void> {
  try {
    const file = await open(path, 'wx', secret ? 0o600 : 0o644);
    made.push(path);
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
  } catch (cause) {
    if (errnoOf(cause) === 'EEXIST')
      throw new TwinsealError(exists, `${path} exists and is not overwritten: move it away or name another file`, {
        cause,
      });
    const told = diskError(cause, 'write', path);
    // The path is as the user gave it, and nothing but another one will do.
    if (['ENOENT', 'ENOTDIR'].includes(errnoOf(cause))) throw new TwinsealError('USAGE', told.message, { cause });
    throw told;
  }
}
