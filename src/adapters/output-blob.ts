import { createHash } from 'node:crypto';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Call } from '../ports/call.ts';
import type { Blob } from '../records/blob.ts';
import { TwinsealError } from '../records/twinseal-error.ts';
import { checkCall } from './call-guard.ts';
import { diskError } from './disk-error.ts';

/**
 * Writes a blob to a file that shows only when it is whole, and has the bytes that its digest names.
 *
 * @param path - replaced if it exists; its folders are made
 * @param mode - of the file, `0o755` for a program
 * @throws TwinsealError `OUTPUT_UNWRITABLE`, `DISK_FULL`, `CONTENT_MISMATCH`, `ABORTED`, `TIMEOUT`
 * @example await writeBlob('out/linux-amd64/app', binary.content, 0o755, call)
 */
export async function writeBlob(path: string, blob: Blob, mode: number, call: Call): Promise<void> {
  const temporary = `${path}.${process.pid}.tmp`;
  try {
    await mkdir(dirname(path), { recursive: true });
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
    await rm(temporary, { force: true });
    throw diskError(error, 'write', path);
  }
}
