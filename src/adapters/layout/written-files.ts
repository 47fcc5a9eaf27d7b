import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';

/** Writes all bytes, however few a single write takes. @example await writeAll(handle, bytes) @see write(2) */
export async function writeAll(file: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let at = 0; at < bytes.length; ) at += (await file.write(bytes, at, bytes.length - at)).bytesWritten;
}

/**
 * Flushes a folder: a rename survives a power cut only when the folder that holds the name is flushed too.
 * @throws the system's error
 * @example await syncFolder(dirname(path))
 * @see fsync(2)
 */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, constants.O_RDONLY | constants.O_DIRECTORY);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Bytes as a stream of one piece. @example await writer.put(digest, once(bytes)) */
export async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
