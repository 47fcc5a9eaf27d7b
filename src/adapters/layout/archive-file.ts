import { constants } from 'node:fs';
import { type FileHandle, mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Call } from '../../ports/call.ts';
import type { RandomAccessFile } from '../../ports/random-access-file.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import { checkCall } from '../call-guard.ts';
import { diskError, temporaryDiskError } from '../disk-error.ts';
import { writeAll } from './written-files.ts';

const CHUNK = 256 * 1024;

/** An archive that is open. */
export interface OpenArchive {
  readonly file: RandomAccessFile;
  /** @example await archive.close() */
  close(): Promise<void>;
}

/**
 * Opens an archive that the user named, to be read where it lies. A link is followed, since the user chose the path.
 *
 * @throws TwinsealError `CONTENT_NOT_FOUND`, `LAYOUT_INVALID` for what is no regular file, `INPUT_UNREADABLE`, `DISK_FAILED`
 * @example const { file, close } = await openArchiveFile('app.tar')
 */
export async function openArchiveFile(path: string): Promise<OpenArchive> {
  let handle: FileHandle | undefined;
  try {
    // A FIFO must not make `open` wait.
    handle = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
    const stat = await handle.stat();
    if (!stat.isFile()) throw new TwinsealError('LAYOUT_INVALID', `${path} is neither a folder nor a regular file`);
    return opened(handle, path, stat.size);
  } catch (error) {
    await handle?.close();
    throw diskError(error, 'read', path);
  }
}

/**
 * Takes an archive that comes as a stream, since its files may stand in any order: its bytes go as they are into a temporary file
 * without a name, which the system removes with the process, however that ends.
 *
 * @param name - for messages
 * @param maxBytes - the most that is taken
 * @param tooLarge - what to throw beyond
 * @throws TwinsealError `DISK_FULL`, `OUTPUT_UNWRITABLE`, `ABORTED`, `TIMEOUT`; what the stream throws
 * @example const { file, close } = await keepArchive(process.stdin, 'stdin', 2 ** 34, tooLarge, call)
 */
export async function keepArchive(
  stream: AsyncIterable<Uint8Array>,
  name: string,
  maxBytes: number,
  tooLarge: () => TwinsealError,
  call: Call,
): Promise<OpenArchive> {
  const handle = await namelessFile();
  let size = 0;
  try {
    for await (const chunk of stream) {
      checkCall(call, `reading ${name}`);
      size += chunk.length;
      if (size > maxBytes) throw tooLarge();
      await writeAll(handle, chunk).catch((error: unknown) => {
        throw temporaryDiskError(error, `${name} could not be kept`);
      });
    }
    checkCall(call, `reading ${name}`);
    return opened(handle, name, size);
  } catch (error) {
    await handle.close();
    throw error;
  }
}

/** A file that only its handle leads to: nothing is left of it, not even after SIGKILL. */
async function namelessFile(): Promise<FileHandle> {
  try {
    const folder = await mkdtemp(join(tmpdir(), 'twinseal-archive-'));
    try {
      return await open(join(folder, 'archive'), constants.O_RDWR | constants.O_CREAT | constants.O_EXCL, 0o600);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  } catch (error) {
    throw temporaryDiskError(error, 'the archive could not be kept');
  }
}

function opened(handle: FileHandle, name: string, size: number): OpenArchive {
  return {
    file: {
      name,
      size,
      async *read(from, length, call) {
        const held = new Uint8Array(Math.min(CHUNK, length));
        for (let at = from; at < from + length; ) {
          checkCall(call, `reading ${name}`);
          const room = Math.min(CHUNK, from + length - at);
          const { bytesRead, buffer } = await handle.read(held, 0, room, at).catch((error: unknown) => {
            throw diskError(error, 'read', name);
          });
          if (bytesRead === 0) return;
          at += bytesRead;
          yield buffer.subarray(0, bytesRead);
        }
      },
    },
    close: () => handle.close(),
  };
}
