import { zipError, zipView } from './zip-bytes.ts';

/** Where the central directory lies, by the record at the end of the file. */
export interface ZipEnd {
  readonly entries: number;
  /** Bytes of the central directory. */
  readonly size: number;
  /** From the beginning of the file. */
  readonly offset: number;
}

/** Bytes of an end record without a comment, which is the only kind that is read. */
export const END_RECORD_SIZE = 22;

const SIGNATURE = 0x06054b50;
const NONE_16 = 0xffff;
const NONE_32 = 0xffffffff;

/**
 * Reads the end record, the last 22 bytes of the file. A reader that searches backwards for it can be led to another one
 * inside a comment, so no comment is allowed; nor are further disks, nor the markers that hand over to zip64.
 * @param bytes - the last {@link END_RECORD_SIZE} bytes
 * @param fileSize - bytes of the whole file
 * @throws FormatError (`zip`)
 * @example readZipEnd(file.subarray(-END_RECORD_SIZE), file.length).entries // 2
 * @see APPNOTE.TXT 6.3.10, 4.3.16
 */
export function readZipEnd(bytes: Uint8Array, fileSize: number): ZipEnd {
  const at = fileSize - END_RECORD_SIZE;
  if (at < 0 || bytes.length !== END_RECORD_SIZE) throw zipError('is too short to be one', 0, 'short');
  const view = zipView(bytes, at);
  if (view.u32(0) !== SIGNATURE || view.u16(20) !== 0)
    throw zipError('does not end with an end record without a comment', at, 'end-record');
  const [disk, first, here, entries] = [view.u16(4), view.u16(6), view.u16(8), view.u16(10)];
  const [size, offset] = [view.u32(12), view.u32(16)];
  if (entries === NONE_16 || size === NONE_32 || offset === NONE_32)
    throw zipError('hands over to zip64, which is not read', at, 'zip64');
  if (disk !== 0 || first !== 0 || here !== entries) throw zipError('is spread over several disks', at, 'disks');
  if (offset + size !== at)
    throw zipError('has bytes between its central directory and its end record, or too few', at, 'gap');
  return { entries, size, offset };
}
