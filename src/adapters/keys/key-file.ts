import { constants, type Stats } from 'node:fs';
import { access, open, stat } from 'node:fs/promises';
import { decodeUtf8 } from '../../formats/utf8.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import { errnoOf } from '../disk-error.ts';

const MAX_BYTES = 1024 * 1024;

/**
 * Reads a key or certificate file: a regular file of at most 1 MiB of text.
 * @throws TwinsealError `KEY_UNREADABLE`
 * @example await readKeyFile('cosign.key') // '-----BEGIN ENCRYPTED SIGSTORE PRIVATE KEY-----...'
 */
export async function readKeyFile(path: string): Promise<string> {
  try {
    // Without O_NONBLOCK a named pipe in the place of the key would hang the process.
    const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
    try {
      const size = sizeOf(path, await file.stat());
      const buffer = new Uint8Array(size);
      const { bytesRead } = await file.read(buffer, 0, size, 0);
      return decodeUtf8(buffer.subarray(0, bytesRead));
    } finally {
      await file.close();
    }
  } catch (cause) {
    throw unreadable(path, cause);
  }
}

/**
 * Looks whether {@link readKeyFile} would be able to read the file, without opening it.
 * @throws TwinsealError `KEY_UNREADABLE`
 * @example await lookAtKeyFile('cosign.key')
 */
export async function lookAtKeyFile(path: string): Promise<void> {
  try {
    sizeOf(path, await stat(path));
    await access(path, constants.R_OK);
  } catch (cause) {
    throw unreadable(path, cause);
  }
}

function sizeOf(path: string, info: Stats): number {
  const refuse = (why: string) =>
    new TwinsealError('KEY_UNREADABLE', `the key or certificate file ${path} ${why}: name the file itself`);
  if (info.isDirectory()) throw refuse('is a folder');
  if (!info.isFile()) throw refuse('is no regular file');
  if (info.size > MAX_BYTES) throw refuse('is larger than 1 MiB');
  return info.size;
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'does not exist: check the path, or make a key with `twinseal keys generate`',
  ENOTDIR: 'does not exist, a part of its path is a file: check the path',
  EACCES: 'cannot be read, permission is denied: run as the user who owns it',
  ENXIO: 'is no regular file: name the file itself',
};

function unreadable(path: string, cause: unknown): TwinsealError {
  if (cause instanceof TwinsealError) return cause;
  const errno = errnoOf(cause);
  const known = Object.hasOwn(REASONS, errno) ? REASONS[errno] : undefined;
  const reason = errno === '' && cause instanceof Error ? cause.message : `the system answers ${errno}`;
  return new TwinsealError(
    'KEY_UNREADABLE',
    `the key or certificate file ${path} ${known ?? `cannot be read: ${reason}`}`,
    { cause },
  );
}
