import { randomUUID } from 'node:crypto';
import { rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { TwinsealError } from '../records/twinseal-error.ts';
import { diskError } from './disk-error.ts';

/**
 * Writes a text file, whole or not at all; one that is there already is replaced.
 * @param path - as the user named it
 * @throws TwinsealError `OUTPUT_UNWRITABLE`, `DISK_FULL`; `USAGE` for a folder
 * @example await saveText('reports/twinseal.sarif', text)
 */
export async function saveText(path: string, text: string): Promise<void> {
  await mayWrite(path);
  const temporary = join(dirname(path), `.${basename(path)}.twinseal-${randomUUID()}`);
  try {
    await writeFile(temporary, text, { flag: 'wx' });
    await rename(temporary, path);
  } catch (error) {
    // Where it could not be written, it may not be removable either (ENOTDIR): what went wrong first is told.
    await rm(temporary, { force: true }).catch(() => undefined);
    throw diskError(error, 'write', path);
  }
}

/**
 * Refuses a path that can't become a file, before the work whose result would go there. What else stands in the way shows when
 * it is written.
 * @throws TwinsealError `USAGE` for a folder
 * @example await mayWrite('reports/twinseal.sarif')
 */
export async function mayWrite(path: string): Promise<void> {
  const there = await stat(path).catch(() => undefined);
  if (there?.isDirectory()) throw new TwinsealError('USAGE', `${path} is a folder: name a file in it`);
}
