import { constants } from 'node:fs';
import { type FileHandle, lstat, open, opendir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Call } from '../../ports/call.ts';
import type { LayoutEntry } from '../../ports/layout-files.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import { checkCall } from '../call-guard.ts';
import { diskError, errnoOf } from '../disk-error.ts';

const CHUNK = 256 * 1024;
// Never a link in the last step, and a FIFO or device must not make `open` wait.
const FLAGS = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;

/**
 * What stands at a path below a root, following no link on the way.
 *
 * @param root - the folder that the user named; it may itself be a link
 * @param path - relative, with slashes
 * @throws TwinsealError when the disk does not answer
 * @example (await lookBelow('./app.oci', 'blobs/sha256')).kind // 'directory'
 */
export async function lookBelow(root: string, path: string): Promise<LayoutEntry> {
  // Only the root itself may be a link: the user chose it.
  if (path === '.') return lookAt(root, stat);
  const steps = path.split('/');
  for (let i = 1; i <= steps.length; i++) {
    const entry = await lookAt(join(root, ...steps.slice(0, i)));
    if (i === steps.length || entry.kind !== 'directory')
      return i < steps.length && entry.kind === 'file' ? { kind: 'missing', size: 0, links: 0 } : entry;
  }
  return { kind: 'missing', size: 0, links: 0 };
}

/**
 * Names in a folder below a root, sorted; no link is followed on the way.
 * @param max - so many at most
 * @returns none where there is no such folder
 * @throws TwinsealError when the disk does not answer
 * @example await listBelow('./app.oci', 'blobs/sha256', 1000)
 */
export async function listBelow(root: string, path: string, max: number): Promise<readonly string[]> {
  if ((await lookBelow(root, path)).kind !== 'directory') return [];
  const names: string[] = [];
  try {
    for await (const { name } of await opendir(join(root, path))) {
      names.push(name);
      if (names.length >= max) break;
    }
  } catch (error) {
    throw diskError(error, 'read', join(root, path));
  }
  return names.sort();
}

async function lookAt(path: string, statOf = lstat): Promise<LayoutEntry> {
  try {
    const stat = await statOf(path);
    if (stat.isFile()) return { kind: 'file', size: stat.size, links: stat.nlink };
    const kind = stat.isDirectory()
      ? 'directory'
      : stat.isSymbolicLink()
        ? 'symlink'
        : stat.isFIFO()
          ? 'fifo'
          : stat.isSocket()
            ? 'socket'
            : 'device';
    return { kind, size: 0, links: stat.nlink };
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(errnoOf(error))) return { kind: 'missing', size: 0, links: 0 };
    throw diskError(error, 'read', path);
  }
}

/**
 * Opens a regular file below a root, refusing links, FIFOs and devices on the way and at its end. Hard links are taken:
 * a reader compares the content with its digest, and a writer of ours never writes into a file that exists.
 *
 * @throws TwinsealError `CONTENT_NOT_FOUND`, `LAYOUT_INVALID`, `INPUT_UNREADABLE`
 * @see go-containerregistry #2306
 */
async function openRegular(root: string, path: string): Promise<{ handle: FileHandle; size: number }> {
  const shown = join(root, path);
  const folder = dirname(path);
  if (folder !== '.') {
    const parent = await lookBelow(root, folder);
    if (parent.kind === 'missing') throw new TwinsealError('CONTENT_NOT_FOUND', `${shown} does not exist`);
    if (parent.kind !== 'directory')
      throw new TwinsealError('LAYOUT_INVALID', `${join(root, folder)} must be a folder, and is a ${parent.kind}`);
  }
  let handle: FileHandle;
  try {
    handle = await open(shown, FLAGS);
  } catch (error) {
    throw diskError(error, 'read', shown);
  }
  try {
    const stat = await handle.stat();
    if (!stat.isFile()) throw new TwinsealError('LAYOUT_INVALID', `${shown} must be a regular file`);
    return { handle, size: stat.size };
  } catch (error) {
    await handle.close();
    throw diskError(error, 'read', shown);
  }
}

/**
 * A whole small file.
 * @param path - below `root`, with slashes
 * @throws TwinsealError as {@link openRegular}, and `CONTENT_TOO_LARGE` past `maxBytes`
 * @example await readRegular('./app.oci', 'index.json', 4 * 2 ** 20, call)
 */
export async function readRegular(root: string, path: string, maxBytes: number, call: Call): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of streamRegular(root, path, call, maxBytes)) {
    parts.push(chunk);
    size += chunk.length;
  }
  const whole = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/**
 * A file as chunks of at most 256 KiB; opened at the first read and closed however the reading ends.
 * @param maxBytes - refused beyond, before reading when the size tells
 * @param reuse - each chunk is good until the next one is asked for only, so that a large file makes no garbage
 * @throws TwinsealError as {@link openRegular}, `CONTENT_TOO_LARGE`, `ABORTED`, `TIMEOUT`
 * @example for await (const chunk of streamRegular('./app.oci', 'index.json', call)) hash.update(chunk);
 */
export async function* streamRegular(
  root: string,
  path: string,
  call: Call,
  maxBytes = Number.POSITIVE_INFINITY,
  reuse = false,
): AsyncGenerator<Uint8Array> {
  checkCall(call, `reading ${join(root, path)}`);
  let held: Uint8Array<ArrayBuffer> | undefined;
  const { handle, size } = await openRegular(root, path);
  try {
    const tooLarge = () =>
      new TwinsealError('CONTENT_TOO_LARGE', `${join(root, path)} is larger than the ${maxBytes} bytes allowed`);
    if (size > maxBytes) throw tooLarge();
    for (let total = 0; ; ) {
      checkCall(call, `reading ${join(root, path)}`);
      // The size is a guess only: the file may grow or shrink while it is read.
      const room = total < size ? Math.min(CHUNK, size - total + 1) : CHUNK;
      held = reuse && held !== undefined && held.length >= room ? held : new Uint8Array(room);
      const { bytesRead, buffer } = await handle.read(held, 0, room);
      if (bytesRead === 0) return;
      total += bytesRead;
      if (total > maxBytes) throw tooLarge();
      yield buffer.subarray(0, bytesRead);
    }
  } catch (error) {
    throw diskError(error, 'read', join(root, path));
  } finally {
    await handle.close();
  }
}
