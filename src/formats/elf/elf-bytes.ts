import { FormatError } from '../format-error.ts';

/** Width and byte order of an ELF file, and bounds-checked reads in them. Offsets are bytes from the file's start. */
export interface ElfBytes {
  readonly bytes: Uint8Array;
  readonly is64: boolean;
  readonly littleEndian: boolean;
  u8(offset: number): number;
  u16(offset: number): number;
  u32(offset: number): number;
  /** A 64-bit value, or in a 32-bit file the 32-bit one at this offset: an address, which may exceed 2^53. */
  address(offset: number): bigint;
  /** The same, where the value is a file offset or a size: refused when it can't be one. */
  length(offset: number): number;
  /** The bytes from..from+size, a view and no copy. */
  slice(from: number, size: number, what: string): Uint8Array;
}

/**
 * Wraps the bytes of an ELF file in readers that can't leave them.
 * @throws FormatError (by its methods) naming the offset that lies outside
 * @example elfBytes(file, true, true).u16(18) // e_machine
 */
export function elfBytes(bytes: Uint8Array, is64: boolean, littleEndian: boolean): ElfBytes {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const need = (offset: number, size: number): void => {
    if (!Number.isSafeInteger(offset) || offset < 0 || offset + size > bytes.length) {
      throw new FormatError(
        'elf',
        `the file ends before the ${size} bytes that should stand at ${offset}`,
        `@${offset}`,
      );
    }
  };
  const read = <T>(offset: number, size: number, get: (at: number, little: boolean) => T): T => {
    need(offset, size);
    return get(offset, littleEndian);
  };
  const u32 = (offset: number): number => read(offset, 4, (at, little) => view.getUint32(at, little));
  const address = (offset: number): bigint =>
    is64 ? read(offset, 8, (at, little) => view.getBigUint64(at, little)) : BigInt(u32(offset));
  return {
    bytes,
    is64,
    littleEndian,
    u8: (offset) => read(offset, 1, (at) => view.getUint8(at)),
    u16: (offset) => read(offset, 2, (at, little) => view.getUint16(at, little)),
    u32,
    address,
    length: (offset) => {
      const value = address(offset);
      if (value > BigInt(Number.MAX_SAFE_INTEGER)) {
        throw new FormatError('elf', `the length or offset at ${offset} is larger than any file`, `@${offset}`);
      }
      return Number(value);
    },
    slice: (from, size, what) => {
      if (
        !Number.isSafeInteger(from) ||
        !Number.isSafeInteger(size) ||
        from < 0 ||
        size < 0 ||
        from + size > bytes.length
      ) {
        throw new FormatError('elf', `${what} lies outside of the file`, `@${from}`);
      }
      return bytes.subarray(from, from + size);
    },
  };
}

/**
 * The NUL-terminated string at an offset of a string table, as Latin-1 with what isn't printable ASCII escaped, so that
 * a hostile name can't act on a terminal.
 * @param max - longest string taken, in bytes
 * @throws FormatError when it doesn't end within the table or within `max`
 * @example tableString(strtab, 1, 4096) // 'libc.so.6'
 */
export function tableString(table: Uint8Array, offset: number, max: number): string {
  if (offset < 0 || offset >= table.length) {
    throw new FormatError('elf', `a name at ${offset} lies outside of its string table`, `@${offset}`);
  }
  const end = table.indexOf(0, offset);
  if (end === -1 || end - offset > max) {
    throw new FormatError(
      'elf',
      `the name at ${offset} of its string table does not end within ${max} bytes`,
      `@${offset}`,
    );
  }
  return printable(table.subarray(offset, end));
}

/** Bytes as text in which everything but printable ASCII is written `\xNN`. @example printable(bytes) // '.text' */
export function printable(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) {
    const plain = byte >= 0x20 && byte < 0x7f && byte !== 0x5c;
    text += plain ? String.fromCharCode(byte) : `\\x${byte.toString(16).padStart(2, '0')}`;
  }
  return text;
}
