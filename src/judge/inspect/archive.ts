import { archivePacking } from '../../formats/archive-packing.ts';
import { FormatError } from '../../formats/format-error.ts';
import type { SkippingSource } from '../../formats/tar/byte-source.ts';
import { type TarEntry, TarReader } from '../../formats/tar/read.ts';
import type { Call } from '../../ports/call.ts';
import type { LayoutEntry, LayoutFiles } from '../../ports/layout-files.ts';
import type { RandomAccessFile } from '../../ports/random-access-file.ts';
import type { FindingCode } from '../../records/finding-codes.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import type { FindingLog } from './finding-log.ts';

const LIMITS = { maxEntries: 100_000, maxHeader: 64 * 1024 };
/** No header of a tar begins so but by the name of its first file. */
const JSON_BEGINS = /^\s*[{[]\s*(?:["{[}\]]|$)/;
const MISSING: LayoutEntry = { kind: 'missing', size: 0, links: 0 };
const FOLDER: LayoutEntry = { kind: 'directory', size: 0, links: 1 };
const REFUSED: LayoutEntry = { kind: 'refused', size: 0, links: 0 };

/** Where the content of a file stands in the archive; undefined for what is refused. */
type Stored = { readonly at: number; readonly size: number } | undefined;

/**
 * Opens a layout inside of a tar archive without unpacking it: only the headers are read, in whatever order files stand, and contents
 * are read where they lie. What no two readers agree on is noted and passed over: links, devices, names that climb out, a name twice.
 *
 * @param log - receives what is wrong with the archive
 * @returns its files; undefined when it is no tar, so that nothing can be told of what is inside
 * @throws TwinsealError for a fault of the disk, `TIMEOUT`, `ABORTED`
 * @example const files = await openArchive(file, log, call)
 * @see image-spec v1.1.1, image-layout.md; POSIX.1-2017 pax; CVE-2021-21272, CVE-2026-42574
 */
export async function openArchive(
  file: RandomAccessFile,
  log: FindingLog,
  call: Call,
): Promise<LayoutFiles | undefined> {
  const stored = new Map<string, Stored>();
  const folders = new Set<string>(['.']);
  const tell = (code: FindingCode, reason: string, path?: string): void =>
    log.add(
      code === 'ARCHIVE_UNMARKED' ? 'warning' : 'error',
      code,
      path === undefined ? {} : { file: path.slice(0, 512).toWellFormed() },
      undefined,
      reason,
    );
  const head = await headOf(file, call);
  const packing = archivePacking(head);
  if (packing !== undefined) {
    tell('ARCHIVE_COMPRESSED', `${file.name} is compressed with ${packing}, and a layout is read from a plain tar`);
    return undefined;
  }
  if (JSON_BEGINS.test(Buffer.from(head).toString('latin1'))) {
    tell('ARCHIVE_DOCUMENT', `${file.name} is a JSON document, and no archive of a layout`);
    return undefined;
  }
  const tar = new TarReader(headersOf(file, call), LIMITS);
  try {
    for (let entry = await tar.next(); entry !== undefined; entry = await tar.next())
      take(entry, tar.contentAt, stored, folders, tell);
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    tell(CODES[error.rule] ?? 'ARCHIVE_TAR', `${file.name}: ${error.message} (${error.at.replace('@', 'byte ')})`);
    return undefined;
  }
  if (tar.end?.trailing === true) tell('ARCHIVE_TRAILING', `something follows the end mark of ${file.name}`);
  if (tar.end?.marked === false) tell('ARCHIVE_UNMARKED', `${file.name} has no end mark`);
  if (stored.has('manifest.json') && !stored.has('oci-layout') && !stored.has('index.json')) {
    tell('ARCHIVE_DOCKER', `${file.name} is a docker archive, not an OCI layout`);
    return undefined;
  }
  return filesOf(file, stored, folders);
}

const CODES: Readonly<Record<string, FindingCode>> = {
  truncated: 'ARCHIVE_TRUNCATED',
  limit: 'ARCHIVE_LIMIT',
  'pax-limit': 'ARCHIVE_LIMIT',
};

function take(
  entry: TarEntry,
  at: number,
  stored: Map<string, Stored>,
  folders: Set<string>,
  tell: (code: FindingCode, reason: string, path: string) => void,
): void {
  const path = entry.path.replace(/^(?:\.\/)+/, '').replace(/\/+$/, '');
  const shown = JSON.stringify(entry.path.slice(0, 100));
  const parts = path.split('/');
  if (entry.path.startsWith('/') || parts.includes('..') || path.includes('\\')) {
    tell('ARCHIVE_PATH', `the entry ${shown} does not stay inside of the layout for every reader`, path);
  } else if (path !== '' && path !== '.' && entry.type === 'directory') {
    folders.add(path);
  } else if (stored.has(path)) {
    tell('ARCHIVE_DUPLICATE', `the archive has two entries ${shown}`, path);
  } else if (path !== '' && path !== '.') {
    for (let i = 1; i < parts.length; i++) folders.add(parts.slice(0, i).join('/'));
    stored.set(path, entry.type === 'file' ? { at, size: entry.size } : undefined);
    if (entry.type === 'file') return;
    const isLink = entry.type === 'symlink' || entry.type === 'hardlink';
    tell(isLink ? 'ARCHIVE_LINK' : 'ARCHIVE_SPECIAL_FILE', `the entry ${shown} is a ${entry.type}`, path);
  }
}

function filesOf(
  file: RandomAccessFile,
  stored: ReadonlyMap<string, Stored>,
  folders: ReadonlySet<string>,
): LayoutFiles {
  async function* open(path: string, call: Call): AsyncGenerator<Uint8Array> {
    const place = stored.get(path);
    if (place === undefined) throw new TwinsealError('CONTENT_NOT_FOUND', `${file.name} has no ${path}`);
    yield* file.read(place.at, place.size, call);
  }
  return {
    name: file.name,
    async look(path) {
      if (stored.has(path)) {
        const place = stored.get(path);
        return place === undefined ? REFUSED : { kind: 'file', size: place.size, links: 1 };
      }
      return folders.has(path) ? FOLDER : MISSING;
    },
    async read(path, maxBytes, call) {
      if ((stored.get(path)?.size ?? 0) > maxBytes)
        throw new TwinsealError('CONTENT_TOO_LARGE', `${path} of ${file.name} is larger than ${maxBytes} bytes`);
      const parts: Uint8Array[] = [];
      for await (const part of open(path, call)) parts.push(new Uint8Array(part));
      return Buffer.concat(parts);
    },
    open,
    async list(path, max) {
      const names = new Set<string>();
      for (const known of [...stored.keys(), ...folders]) {
        if (!known.startsWith(`${path}/`)) continue;
        names.add(known.slice(path.length + 1).split('/')[0] ?? '');
        if (names.size >= max) break;
      }
      return [...names].sort();
    },
  };
}

/** The archive as a stream that passes over contents without reading them. */
function headersOf(file: RandomAccessFile, call: Call): SkippingSource {
  const WINDOW = 64 * 1024;
  let at = 0;
  return {
    async *[Symbol.asyncIterator]() {
      while (at < file.size) {
        for await (const chunk of file.read(at, WINDOW, call)) {
          at += chunk.length;
          yield chunk;
          // After a skip the rest of this window is elsewhere.
          break;
        }
      }
    },
    skip(length) {
      const passed = Math.min(length, file.size - at);
      at += passed;
      return passed;
    },
  };
}

async function headOf(file: RandomAccessFile, call: Call): Promise<Uint8Array> {
  for await (const head of file.read(0, Math.min(8, file.size), call)) return new Uint8Array(head);
  return new Uint8Array();
}
