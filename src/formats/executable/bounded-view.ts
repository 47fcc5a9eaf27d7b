import { FormatError } from '../format-error.ts';

/** Numbers of one byte order, read out of bytes that they can't leave. Offsets are bytes from the start. */
export interface BoundedView {
  readonly bytes: Uint8Array;
  readonly littleEndian: boolean;
  u8(offset: number): number;
  u16(offset: number): number;
  u32(offset: number): number;
  i32(offset: number): number;
  /** A 64-bit number; refused above 2^53, which no address or size of a program reaches. */
  u64(offset: number): number;
  /** {@link u64} or {@link u32}, by the width of a pointer. */
  word(offset: number, width: 4 | 8): number;
  /** The bytes from..from+size, a view and no copy. */
  slice(from: number, size: number, what: string): Uint8Array;
}

/**
 * Wraps bytes in readers of one byte order.
 * @param format - named by the errors: `mach-o`, `pe`, `pclntab`
 * @throws FormatError (by its methods) naming the offset that lies outside
 * @example boundedView(bytes, 'pe', true).u32(60) // e_lfanew
 */
export function boundedView(bytes: Uint8Array, format: string, littleEndian: boolean): BoundedView {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const need = (offset: number, size: number): void => {
    if (!(offset >= 0 && offset + size <= bytes.length))
      throw new FormatError(format, `the bytes end before the ${size} that should stand at ${offset}`, `@${offset}`);
  };
  const u32 = (offset: number): number => {
    need(offset, 4);
    return view.getUint32(offset, littleEndian);
  };
  const u64 = (offset: number): number => {
    need(offset, 8);
    const first = view.getUint32(offset, littleEndian);
    const second = view.getUint32(offset + 4, littleEndian);
    const high = littleEndian ? second : first;
    if (high > 0x1f_ffff)
      throw new FormatError(format, `the number at ${offset} is larger than any file or program`, `@${offset}`);
    return high * 2 ** 32 + (littleEndian ? first : second);
  };
  return {
    bytes,
    littleEndian,
    u8: (offset) => {
      need(offset, 1);
      return view.getUint8(offset);
    },
    u16: (offset) => {
      need(offset, 2);
      return view.getUint16(offset, littleEndian);
    },
    u32,
    i32: (offset) => {
      need(offset, 4);
      return view.getInt32(offset, littleEndian);
    },
    u64,
    word: (offset, width) => (width === 8 ? u64(offset) : u32(offset)),
    slice: (from, size, what) => {
      if (!(Number.isSafeInteger(from) && from >= 0 && size >= 0 && from + size <= bytes.length))
        throw new FormatError(format, `${what} lies outside of the file`, `@${from}`);
      return bytes.subarray(from, from + size);
    },
  };
}
