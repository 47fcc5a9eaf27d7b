import { decodeUtf8 } from '../utf8.ts';
import type { ZipEnd } from './end-record.ts';
import { zipError, zipView } from './zip-bytes.ts';
import { checkZipName } from './zip-name.ts';

/** How the bytes of an entry are kept. */
export type ZipMethod = 'stored' | 'deflated';

/** A file in a zip, as the central directory has it. */
export interface ZipEntry {
  /** With slashes, checked: relative, no `.` or `..`, nothing empty. */
  readonly name: string;
  readonly method: ZipMethod;
  /** Of the bytes as they are when unpacked. */
  readonly crc32: number;
  /** Bytes in the file. */
  readonly compressedSize: number;
  /** Bytes unpacked. */
  readonly size: number;
  /** Offset of the local header. */
  readonly offset: number;
  /** Sizes and checksum stand behind the bytes and not in the local header. */
  readonly descriptor: boolean;
}

/** Bounds of a zip. */
export interface ZipLimits {
  readonly maxEntries: number;
  /** Bytes of all entries together, unpacked. */
  readonly maxBytes: number;
}

const SIGNATURE = 0x02014b50;
const FIXED = 46;
const MAX_NAME = 4096;
// Bit 3: a data descriptor follows. Bits 1 and 2: how hard the deflater tried. Bit 11: the name is UTF-8.
const DESCRIPTOR = 0x0008;
const KNOWN_FLAGS = 0x080e;
const NONE_32 = 0xffffffff;
// The first part of a name that is not ASCII has to say that it is UTF-8, or two readers see two names.
const UTF8_NAME = 0x0800;
const ZIP64_EXTRA = 0x0001;
const UNICODE_PATH_EXTRA = 0x7075;

/**
 * Reads the central directory: regular files only, each name once (also when case is ignored), no encryption, no zip64.
 * The entries are given in the order of their offsets, whatever order they are listed in.
 * @param bytes - exactly the central directory
 * @throws FormatError (`zip`) at the first thing that two readers could read in two ways, or beyond `limits`
 * @example readCentralDirectory(bytes, end, { maxEntries: 100_000, maxBytes: 500 << 20 })[0]?.name
 * @see APPNOTE.TXT 6.3.10, 4.3.12; golang.org/x/mod/zip, "File names and limits"
 */
export function readCentralDirectory(bytes: Uint8Array, end: ZipEnd, limits: ZipLimits): readonly ZipEntry[] {
  if (end.entries > limits.maxEntries) throw zipError(`has more than ${limits.maxEntries} entries`, 0, 'entries');
  if (bytes.length !== end.size) throw zipError('is cut short', end.offset);
  const entries: ZipEntry[] = [];
  const names = new Set<string>();
  let at = 0;
  let total = 0;
  for (let count = 0; count < end.entries; count++) {
    const { entry, next } = readEntry(bytes, at, end.offset);
    const folded = entry.name.toLowerCase();
    if (names.has(folded)) throw zipError(`has ${JSON.stringify(entry.name)} twice`, end.offset + at, 'duplicate');
    names.add(folded);
    total += entry.size;
    if (total > limits.maxBytes)
      throw zipError(`unpacks to more than ${limits.maxBytes} bytes`, end.offset + at, 'bytes');
    entries.push(entry);
    at = next;
  }
  if (at !== bytes.length) throw zipError('has something behind its last entry', end.offset + at, 'trailing');
  checkFolders(entries, names);
  entries.sort((a, b) => a.offset - b.offset);
  // Bytes before the first entry would be a second file in front of the zip.
  if ((entries[0]?.offset ?? end.offset) !== 0) throw zipError('does not begin with its first entry', 0, 'gap');
  return entries;
}

function readEntry(bytes: Uint8Array, at: number, base: number): { readonly entry: ZipEntry; readonly next: number } {
  const view = zipView(bytes.subarray(at), base + at);
  const fail = (what: string, rule: string) => zipError(what, base + at, rule);
  if (view.u32(0) !== SIGNATURE) throw fail('has something else where an entry is due', 'signature');
  const [flags, method, crc32] = [view.u16(8), view.u16(10), view.u32(16)];
  const [compressedSize, size] = [view.u32(20), view.u32(24)];
  const [nameLength, extraLength, commentLength] = [view.u16(28), view.u16(30), view.u16(32)];
  const [disk, attributes, offset] = [view.u16(34), view.u32(38), view.u32(42)];
  if ((flags & ~KNOWN_FLAGS) !== 0) throw fail('has an entry that is encrypted or of an unknown kind', 'flags');
  if (method !== 0 && method !== 8) throw fail('has an entry that is neither stored nor deflated', 'method');
  if (method === 0 && compressedSize !== size) throw fail('has a stored entry of two sizes', 'sizes');
  if (compressedSize === NONE_32 || size === NONE_32 || offset === NONE_32)
    throw fail('hands over to zip64, which is not read', 'zip64');
  if (disk !== 0) throw fail('is spread over several disks', 'disks');
  if (nameLength > MAX_NAME) throw fail('has a name that is too long', 'name');
  const next = at + FIXED + nameLength + extraLength + commentLength;
  if (next > bytes.length) throw fail('is cut short', 'short');
  const raw = bytes.subarray(at + FIXED, at + FIXED + nameLength);
  if ((flags & UTF8_NAME) === 0 && raw.some((byte) => byte > 0x7f))
    throw fail('has a name that is not ASCII and does not say that it is UTF-8', 'name');
  checkExtra(bytes.subarray(at + FIXED + nameLength, next - commentLength), base + at);
  const name = decodeUtf8(raw);
  checkZipName(name, base + at);
  // In the upper half stand Unix modes. A link would unpack as one.
  const kind = (attributes >>> 28) & 0xf;
  if (kind !== 0 && kind !== 8) throw fail(`has ${JSON.stringify(name)}, which is no regular file`, 'kind');
  const descriptor = (flags & DESCRIPTOR) !== 0;
  const entry: ZipEntry = {
    name,
    method: method === 0 ? 'stored' : 'deflated',
    crc32,
    compressedSize,
    size,
    offset,
    descriptor,
  };
  return { entry, next };
}

// Extra fields are skipped, but for those that give another size or another name.
function checkExtra(extra: Uint8Array, at: number): void {
  const view = zipView(extra, at);
  for (let here = 0; here < extra.length; ) {
    const [id, length] = [view.u16(here), view.u16(here + 2)];
    if (id === ZIP64_EXTRA) throw zipError('hands over to zip64, which is not read', at, 'zip64');
    if (id === UNICODE_PATH_EXTRA) throw zipError('has an entry with a second name', at, 'name');
    here += 4 + length;
    if (here > extra.length) throw zipError('has an extra field that is cut short', at, 'extra');
  }
}

// A file that is also the folder of another can't be unpacked.
function checkFolders(entries: readonly ZipEntry[], names: ReadonlySet<string>): void {
  const checked = new Set<string>();
  for (const { name, offset } of entries) {
    const folded = name.toLowerCase();
    for (let slash = folded.lastIndexOf('/'); slash > 0; slash = folded.lastIndexOf('/', slash - 1)) {
      const folder = folded.slice(0, slash);
      if (checked.has(folder)) break;
      if (names.has(folder))
        throw zipError(`has ${JSON.stringify(folder)} as a file and as a folder`, offset, 'folder');
      checked.add(folder);
    }
  }
}
