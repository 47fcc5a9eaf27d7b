import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import type { Call } from '../ports/call.ts';
import { TwinsealError } from '../records/twinseal-error.ts';
import { checkCall } from './call-guard.ts';
import { errnoOf } from './disk-error.ts';

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  ENOTDIR: 'a part of the path is a file, not a folder',
  EISDIR: 'it is a folder, not a file',
  EACCES: 'permission is denied',
  ENXIO: 'it is no regular file',
};

/**
 * Reads a file that the user named. Links are followed, since the user chose the path; a pipe or device is refused, and
 * the file may not grow past the limit while it is read.
 *
 * @param maxBytes - the most that is read
 * @throws TwinsealError `INPUT_UNREADABLE`, `INPUT_TOO_LARGE`, `ABORTED`, `TIMEOUT`
 * @example await readInputFile('policies/release.yaml', 256 * 1024, call)
 */
export async function readInputFile(path: string, maxBytes: number, call: Call): Promise<Uint8Array> {
  checkCall(call, `reading ${path}`);
  try {
    // Without O_NONBLOCK a named pipe would hang the process.
    const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
    try {
      const stat = await file.stat();
      if (stat.isDirectory()) throw new TwinsealError('INPUT_UNREADABLE', `${path} is a folder, not a file`);
      if (!stat.isFile()) throw new TwinsealError('INPUT_UNREADABLE', `${path} is no regular file`);
      const buffer = new Uint8Array(Math.min(stat.size, maxBytes) + 1);
      let size = 0;
      for (;;) {
        const { bytesRead } = await file.read(buffer, size, buffer.length - size, size);
        size += bytesRead;
        if (bytesRead === 0) return buffer.subarray(0, size);
        if (size > maxBytes)
          throw new TwinsealError(
            'INPUT_TOO_LARGE',
            `${path} is larger than the ${maxBytes} bytes that are read of such a file: name the right one`,
          );
        if (size === buffer.length)
          throw new TwinsealError('INPUT_UNREADABLE', `${path} grew while it was read; try again`);
      }
    } finally {
      await file.close();
    }
  } catch (error) {
    if (error instanceof TwinsealError) throw error;
    const errno = errnoOf(error);
    const why = Object.hasOwn(REASONS, errno) ? REASONS[errno] : `the system answers ${errno || String(error)}`;
    throw new TwinsealError('INPUT_UNREADABLE', `cannot read ${path}: ${why}`, { cause: error });
  }
}
