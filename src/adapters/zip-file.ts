import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { setImmediate as yieldToLoop } from 'node:timers/promises';
import { crc32, inflateRawSync } from 'node:zlib';
import { FormatError } from '../formats/format-error.ts';
import { readCentralDirectory, type ZipEntry, type ZipLimits } from '../formats/zip/central-directory.ts';
import { END_RECORD_SIZE, readZipEnd } from '../formats/zip/end-record.ts';
import { checkEntryTail, checkLocalHeader, LOCAL_HEADER_SIZE, localHeaderLength } from '../formats/zip/local-header.ts';
import type { Call } from '../ports/call.ts';
import { checkCall } from './call-guard.ts';

/** The limits of a module zip, and room for the one that is a toolchain. @see golang.org/x/mod/zip MaxZipFile */
export const ZIP_LIMITS: ZipLimits = { maxEntries: 65_534, maxBytes: 500 * 1024 * 1024 };

// Deflate makes at most 1032 bytes of one.
const MAX_RATIO = 1032;
// Name, extra field and descriptor.
const MAX_SPARE = 2 * 65_535 + 16;
const BREATHE_EVERY = 4 * 1024 * 1024;

/** Takes one file of a zip, unpacked and checked. The bytes are its own. */
export type ZipVisitor = (entry: ZipEntry, bytes: Uint8Array) => void | Promise<void>;

/**
 * Reads a zip file entry by entry, in the order in which they lie, holding one at a time.
 * @param visit - called for each file, after its size and CRC were found right
 * @throws FormatError (`zip`) at the first thing that is wrong; files before it were visited then
 * @throws TwinsealError `ABORTED`, `TIMEOUT`; the system's error when the file can't be read
 * @example await readZipFile('x.zip', ZIP_LIMITS, call, ({ name }) => names.push(name))
 */
export async function readZipFile(path: string, limits: ZipLimits, call: Call, visit: ZipVisitor): Promise<void> {
  const file = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  try {
    const info = fstatSync(file);
    if (!info.isFile()) throw new FormatError('zip', 'the zip is no regular file');
    const read = (from: number, to: number): Uint8Array => readExactly(file, from, to);
    const end = readZipEnd(read(Math.max(0, info.size - END_RECORD_SIZE), info.size), info.size);
    const entries = readCentralDirectory(read(end.offset, end.offset + end.size), end, limits);
    let since = 0;
    for (const [index, entry] of entries.entries()) {
      // Each part of the file is read once: an entry with its header and what stands behind it.
      const until = entries[index + 1]?.offset ?? end.offset;
      const spare = until - entry.offset - LOCAL_HEADER_SIZE - entry.compressedSize;
      if (spare < 0 || spare > MAX_SPARE) throw overlap(entry);
      const part = read(entry.offset, until);
      const start = localHeaderLength(part.subarray(0, LOCAL_HEADER_SIZE), entry);
      const stop = start + entry.compressedSize;
      if (stop > part.length) throw overlap(entry);
      checkLocalHeader(part.subarray(0, start), entry);
      checkEntryTail(part.subarray(stop), entry, entry.offset + stop);
      await visit(entry, unpack(part.subarray(start, stop), entry));
      since += entry.size + part.length;
      if (since > BREATHE_EVERY) {
        since = 0;
        await yieldToLoop();
        checkCall(call, 'reading a zip file');
      }
    }
  } finally {
    closeSync(file);
  }
}

function readExactly(file: number, from: number, to: number): Uint8Array {
  const bytes = new Uint8Array(to - from);
  for (let done = 0; done < bytes.length; ) {
    const read = readSync(file, bytes, done, bytes.length - done, from + done);
    if (read === 0) throw new FormatError('zip', 'the zip file is cut short', `@${from + done}`);
    done += read;
  }
  return bytes;
}

function unpack(bytes: Uint8Array, entry: ZipEntry): Uint8Array {
  const content = entry.method === 'stored' ? bytes : inflate(bytes, entry);
  if (content.length !== entry.size || crc32(content) !== entry.crc32) throw wrong(entry);
  return content;
}

function inflate(bytes: Uint8Array, entry: ZipEntry): Uint8Array {
  // What is said to unpack to more than is possible need not be tried.
  if (entry.size > bytes.length * MAX_RATIO) throw wrong(entry);
  try {
    const options = { maxOutputLength: Math.max(1, entry.size), info: true } as const;
    // With `info` it gives the engine too, which knows how much it read; the types of Node don't tell.
    const { buffer, engine } = inflateRawSync(bytes, options) as unknown as {
      readonly buffer: Uint8Array;
      readonly engine: { readonly bytesWritten: number };
    };
    if (engine.bytesWritten !== bytes.length) throw wrong(entry);
    return buffer;
  } catch (cause) {
    throw cause instanceof FormatError ? cause : wrong(entry, cause);
  }
}

function overlap(entry: ZipEntry): FormatError {
  return new FormatError('zip', 'the zip file has entries that overlap, or a gap between them', `@${entry.offset}`);
}

function wrong(entry: ZipEntry, cause?: unknown): FormatError {
  return new FormatError(
    'zip',
    `the zip file has ${JSON.stringify(entry.name)}, whose bytes are not of the size and checksum that it names`,
    `@${entry.offset}`,
    { cause, rule: 'content' },
  );
}
