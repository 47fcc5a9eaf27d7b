import { decodeUtf8 } from '../utf8.ts';
import type { ZipEntry } from './central-directory.ts';
import { zipError, zipView } from './zip-bytes.ts';

/** Bytes of a local header before its name and extra fields, each of which has at most 65535 bytes. */
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
 * Checks what stands between the content of an entry and the next entry (or the central directory): its descriptor where it
 * has one, else nothing. So entries fill the file one after another: there is no gap in which something hides, and no
 * overlap by which few bytes become many.
 * @param tail - the bytes between
 * @param at - their offset, for messages
 * @throws FormatError (`zip`)
 * @example checkEntryTail(bytes.subarray(contentEnd, next.offset), entry, contentEnd)
 * @see Fifield, "A better zip bomb" (overlapping entries); APPNOTE.TXT 6.3.10, 4.3.9
 */
export function checkEntryTail(tail: Uint8Array, entry: ZipEntry, at: number): void {
  if (tail.length === 0 && !entry.descriptor) return;
  // The signature in front is optional.
  const start = entry.descriptor && (tail.length === 12 || tail.length === 16) ? tail.length - 12 : -1;
  if (start < 0) throw zipError(`has something behind ${JSON.stringify(entry.name)} that is no entry`, at, 'gap');
  const view = zipView(tail, at);
  const sums = [view.u32(start), view.u32(start + 4), view.u32(start + 8)];
  const right = sums[0] === entry.crc32 && sums[1] === entry.compressedSize && sums[2] === entry.size;
  if (!right || (start === 4 && view.u32(0) !== DESCRIPTOR_SIGNATURE))
    throw zipError(`has a wrong descriptor behind ${JSON.stringify(entry.name)}`, at, 'local');
}
