import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';

/**
 * A small regular file as Latin-1 text, without following a link and without waiting for a pipe.
 * @returns undefined when it is missing, no regular file, or larger than `max` bytes
 * @example readSmallFile('/repo/.git/HEAD', 4096) // 'ref: refs/heads/main\n'
 */
export function readSmallFile(path: string, max: number): string | undefined {
  let file: number;
  try {
    file = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  } catch {
    return undefined;
  }
  try {
    const info = fstatSync(file);
    if (!info.isFile() || info.size > max) return undefined;
    const bytes = Buffer.alloc(max + 1);
    let size = 0;
    for (let read = -1; read !== 0 && size <= max; size += read)
      read = readSync(file, bytes, size, max + 1 - size, null);
    return size > max ? undefined : bytes.toString('latin1', 0, size);
  } finally {
    closeSync(file);
  }
}
