import { decodeUtf8 } from '../utf8.ts';
import type { ZipEntry } from './central-directory.ts';
import { zipError, zipView } from './zip-bytes.ts';

/** Bytes of a local header before its name and extra fields. */
export const LOCAL_HEADER_SIZE = 30;

const SIGNATURE = 0x04034b50;
const DESCRIPTOR = 0x0008;
const DESCRIPTOR_SIGNATURE = 0x08074b50;

/**
 * How many bytes stand between the beginning of the local header and the content.
 * @param fixed - the first {@link LOCAL_HEADER_SIZE} bytes
 * @throws FormatError (`zip`)
 * @example localHeaderLength(bytes.subarray(0, LOCAL_HEADER_SIZE), entry)
 */
export function localHeaderLength(fixed: Uint8Array, entry: ZipEntry): number {
  const view = zipView(fixed, entry.offset);
  if (view.u32(0) !== SIGNATURE)
    throw zipError(`has no local header for ${JSON.stringify(entry.name)}`, entry.offset, 'local');
  return LOCAL_HEADER_SIZE + view.u16(26) + view.u16(28);
}

/**
 * Compares a local header with the central directory: readers that stream see this one, so both must say the same.
 * @param header - the whole header, with name and extra fields
 * @throws FormatError (`zip`)
 * @example checkLocalHeader(header, entry)
 * @see APPNOTE.TXT 6.3.10, 4.3.7
 */
export function checkLocalHeader(header: Uint8Array, entry: ZipEntry): void {
  const view = zipView(header, entry.offset);
  const name = decodeUtf8(header.subarray(LOCAL_HEADER_SIZE, LOCAL_HEADER_SIZE + view.u16(26)));
  const sums = [view.u32(14), view.u32(18), view.u32(22)];
  const wanted = [entry.crc32, entry.compressedSize, entry.size];
  // With a descriptor the header was written before the sizes were known: zeros, or already right.
  const agrees =
    sums.every((sum, index) => sum === wanted[index]) || (entry.descriptor && sums.every((sum) => sum === 0));
  const method = view.u16(8) === 0 ? 'stored' : 'deflated';
  const same = ((view.u16(6) & DESCRIPTOR) !== 0) === entry.descriptor && name === entry.name;
  if (!agrees || !same || method !== entry.method || view.u16(8) > 8)
    throw zipError(`says other things of ${JSON.stringify(entry.name)} in its two headers`, entry.offset, 'local');
}

/**
 * Checks that entries and their descriptors fill the file from its first byte to the central directory, one after another:
 * no gap in which something hides, no overlap by which few bytes become many.
 * @param starts - of each entry, in the order of offsets, where its content begins
 * @param readTail - bytes behind the content of an entry, up to the next one
 * @throws FormatError (`zip`)
 * @example checkTiling(entries, starts, end.offset, (from, to) => bytes.subarray(from, to))
 * @see Fifield, "A better zip bomb" (overlapping entries); APPNOTE.TXT 6.3.10, 4.3.9
 */
export function checkTiling(
  entries: readonly ZipEntry[],
  starts: readonly number[],
  directory: number,
  readTail: (from: number, to: number) => Uint8Array,
): void {
  if ((entries[0]?.offset ?? directory) !== 0) throw zipError('does not begin with its first entry', 0, 'gap');
  entries.forEach((entry, index) => {
    const from = (starts[index] ?? 0) + entry.compressedSize;
    const to = entries[index + 1]?.offset ?? directory;
    const length = to - from;
    if (length === 0 && !entry.descriptor) return;
    const at = entry.descriptor && (length === 12 || length === 16) ? length - 12 : -1;
    if (at < 0) throw zipError(`has entries that overlap, or a gap behind ${JSON.stringify(entry.name)}`, from, 'gap');
    const view = zipView(readTail(from, to), from);
    const sums = [view.u32(at), view.u32(at + 4), view.u32(at + 8)];
    const right = sums[0] === entry.crc32 && sums[1] === entry.compressedSize && sums[2] === entry.size;
    if (!right || (at === 4 && view.u32(0) !== DESCRIPTOR_SIGNATURE))
      throw zipError(`has a wrong descriptor behind ${JSON.stringify(entry.name)}`, from, 'local');
  });
}
