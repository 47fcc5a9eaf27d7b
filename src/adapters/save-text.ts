import { randomUUID } from 'node:crypto';
import { rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { diskError } from './disk-error.ts';

/**
 * Writes a text file, whole or not at all; one that is there already is replaced.
 * @param path - as the user named it
 * @throws TwinsealError `OUTPUT_UNWRITABLE`, `DISK_FULL`
 * @example await saveText('reports/twinseal.sarif', text)
 */
export async function saveText(path: string, text: string): Promise<void> {
  const temporary = join(dirname(path), `.${basename(path)}.twinseal-${randomUUID()}`);
  try {
    await writeFile(temporary, text, { flag: 'wx' });
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw diskError(error, 'write', path);
  }
}
