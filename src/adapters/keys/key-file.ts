import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { decodeUtf8 } from '../../formats/utf8.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';

const MAX_BYTES = 1024 * 1024;

/**
 * Reads a key or certificate file: a regular file of at most 1 MiB of text.
 * @throws TwinsealError `KEY_UNREADABLE`
 */
export async function readKeyFile(path: string): Promise<string> {
  try {
    // Without O_NONBLOCK a named pipe in the place of the key would hang the process.
    const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
    try {
      const { size } = await file.stat().then((stat) => (stat.isFile() ? stat : { size: Number.NaN }));
      if (!(size <= MAX_BYTES)) throw new Error('not a regular file of at most 1 MiB');
      const buffer = new Uint8Array(size);
      const { bytesRead } = await file.read(buffer, 0, size, 0);
      return decodeUtf8(buffer.subarray(0, bytesRead));
    } finally {
      await file.close();
    }
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message.replace(/^E[A-Z]+: /, '') : String(cause);
    throw new TwinsealError('KEY_UNREADABLE', `the key or certificate file ${path} cannot be read: ${reason}`, {
      cause,
    });
  }
}
