import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { access, open, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import type { Call } from '../ports/call.ts';
import type { Blob } from '../records/blob.ts';
import { TwinsealError } from '../records/twinseal-error.ts';
import { checkCall } from './call-guard.ts';
import { diskError, errnoOf } from './disk-error.ts';
import { leftovers, ownerMark } from './leftovers.ts';
import { makeFolder } from './make-folder.ts';

/**
 * Writes a blob to a file that shows only when it is whole, and has the bytes that its digest names.
 *
 * @param path - replaced if it exists; its folders are made
 * @param mode - of the file, `0o755` for a program
 * @throws TwinsealError `OUTPUT_UNWRITABLE`, `DISK_FULL`, `CONTENT_MISMATCH`, `ABORTED`, `TIMEOUT`
 * @example await writeBlob('out/linux-amd64/app', binary.content, 0o755, call)
 */
export async function writeBlob(path: string, blob: Blob, mode: number, call: Call): Promise<void> {
  const prefix = `.${basename(path)}.twinseal-`;
  const temporary = join(dirname(path), `${prefix}${ownerMark()}-tmp`);
  try {
    await makeFolder(dirname(path));
    for (const left of await leftovers(dirname(path), prefix)) await rm(left, { force: true });
    const file = await open(temporary, 'wx', mode);
    try {
      const hash = createHash(blob.digest.slice(0, blob.digest.indexOf(':')));
      for await (const chunk of blob.open(call.signal)) {
        checkCall(call, `writing ${path}`);
        hash.update(chunk);
        await file.writeFile(chunk);
      }
      if (!blob.digest.endsWith(`:${hash.digest('hex')}`))
        throw new TwinsealError('CONTENT_MISMATCH', `the bytes for ${path} changed while they were written`);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => {});
    throw diskError(error, 'write', path);
  }
}

/**
 * Looks whether a folder could be made and written, without making it: long before something is to be written there.
 *
 * @throws TwinsealError `OUTPUT_UNWRITABLE`
 * @example await checkOutputFolder('out')
 */
export async function checkOutputFolder(folder: string): Promise<void> {
  for (let path = resolve(folder); ; path = dirname(path))
    try {
      if (!(await stat(path)).isDirectory()) throw Object.assign(new Error(`${path} is a file`), { code: 'ENOTDIR' });
      await access(path, constants.W_OK);
      return;
    } catch (error) {
      if (errnoOf(error) !== 'ENOENT' || path === dirname(path)) throw diskError(error, 'write', folder);
    }
}
