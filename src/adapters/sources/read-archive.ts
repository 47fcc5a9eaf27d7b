import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { createGunzip, type Gunzip } from 'node:zlib';
import { FormatError } from '../../formats/format-error.ts';
import { type TarEntry, TarReader } from '../../formats/tar/read.ts';
import type { Call } from '../../ports/call.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import { checkCall } from '../call-guard.ts';
import { errnoOf } from '../disk-error.ts';
import { ArchivePaths } from './archive-paths.ts';

/** How much an archive may hold. */
export interface ArchiveLimits {
  /** Bytes as they are sent. */
  readonly size: number;
  readonly entries: number;
  readonly fileBytes: number;
  readonly totalBytes: number;
  /** Unpacked to packed bytes, counted once more than `freeBytes` came out. */
  readonly ratio: number;
  readonly freeBytes: number;
}

/** 512 MiB sent; 200,000 entries, 512 MiB a file and 4 GiB together, as an import takes them; 200 to 1 beyond 64 MiB. */
export const ARCHIVE_LIMITS: ArchiveLimits = {
  size: 512 * 1024 ** 2,
  entries: 200_000,
  fileBytes: 512 * 1024 ** 2,
  totalBytes: 4 * 1024 ** 3,
  ratio: 200,
  freeBytes: 64 * 1024 ** 2,
};

/** What is done with each entry of an archive. */
export interface ArchiveVisitor {
  /** @param parts - of the folder's path @example visitor.folder(['cmd']) */
  folder(parts: readonly string[]): Promise<void> | void;
  /** @param content - must be read to its end @example visitor.file(['main.go'], false, content) */
  file(parts: readonly string[], executable: boolean, content: AsyncIterable<Uint8Array>): Promise<void>;
  /** Told of a link, device or pipe; without it, one is refused. @example visitor.other?.('latest') */
  other?(path: string): void;
}

/**
 * Reads a source archive, tar or tar.gz, to its last byte, and tells each entry once it is known to be allowed.
 * @returns how many regular files it has
 * @throws TwinsealError `SOURCE_ARCHIVE`, `SOURCE_NAME`, `SOURCE_LIMIT`, `ABORTED`, `TIMEOUT`
 * @example await readArchive('/data/sources/x', ARCHIVE_LIMITS, visitor, call)
 */
export async function readArchive(
  path: string,
  limits: ArchiveLimits,
  visitor: ArchiveVisitor,
  call: Call,
): Promise<number> {
  const { size } = await stat(path);
  const isGzip = await startsLikeGzip(path);
  const file = createReadStream(path, { highWaterMark: 256 * 1024 });
  const gunzip = isGzip ? createGunzip({ chunkSize: 256 * 1024 }) : undefined;
  if (gunzip !== undefined) file.on('error', (error) => gunzip.destroy(error)).pipe(gunzip);
  const tar = new TarReader(bounded(gunzip ?? file, size, limits), {
    maxEntries: limits.entries,
    maxHeader: 64 * 1024,
  });
  const paths = new ArchivePaths();
  let [files, total] = [0, 0];
  try {
    for (let entry = await tar.next(); entry !== undefined; entry = await tar.next()) {
      checkCall(call, 'reading a source archive');
      total += entry.size;
      if (entry.size > limits.fileBytes || total > limits.totalBytes) throw tooLarge('its files are too large');
      if (await visit(entry, tar, paths, visitor)) files += 1;
    }
    if (tar.end?.trailing === true) throw refused('bytes follow its end');
    if (gunzip !== undefined && gunzip.bytesWritten !== size) throw refused('bytes follow the end of its gzip stream');
  } catch (error) {
    throw known(error, gunzip);
  } finally {
    file.destroy();
    gunzip?.destroy();
  }
  if (files === 0) throw refused('it has no file');
  return files;
}

async function visit(entry: TarEntry, tar: TarReader, paths: ArchivePaths, visitor: ArchiveVisitor): Promise<boolean> {
  if (entry.type !== 'file' && entry.type !== 'directory' && visitor.other !== undefined) {
    visitor.other(entry.path);
    return false;
  }
  const parts = paths.take(entry);
  if (entry.type === 'directory') await visitor.folder(parts);
  else await visitor.file(parts, (entry.mode & 0o111) !== 0, tar.content());
  return entry.type === 'file';
}

/** Counts what comes out against what went in. */
async function* bounded(stream: AsyncIterable<Uint8Array>, size: number, limits: ArchiveLimits) {
  let given = 0;
  for await (const chunk of stream) {
    given += chunk.length;
    // Headers and padding come on top of the files; an entry has two headers and less than a block of padding.
    if (given > limits.totalBytes + 4 * 512 * limits.entries) throw tooLarge('what it unpacks to is too large');
    if (given > limits.freeBytes && given > size * limits.ratio)
      throw tooLarge(`it unpacks to more than ${limits.ratio} times its size`);
    yield chunk;
  }
}

async function startsLikeGzip(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(2), 0, 2, 0);
    return bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b;
  } finally {
    await file.close();
  }
}

function known(error: unknown, gunzip: Gunzip | undefined): unknown {
  if (error instanceof TwinsealError) return error;
  if (error instanceof FormatError) return refused(`${error.message} (${error.at})`, error);
  if (gunzip !== undefined && errnoOf(error).startsWith('Z_')) return refused('its gzip stream is malformed', error);
  return error;
}

function refused(why: string, cause?: unknown): TwinsealError {
  return new TwinsealError('SOURCE_ARCHIVE', `the source archive is refused: ${why}`, { cause });
}

function tooLarge(why: string): TwinsealError {
  return new TwinsealError('SOURCE_LIMIT', `the source archive is larger than what is taken: ${why}`);
}
