/** Writes in the width and byte order of an ELF file, over bytes that exist. Offsets are bytes from the file's start. */
export interface ElfWriter {
  readonly bytes: Uint8Array;
  readonly is64: boolean;
  readonly littleEndian: boolean;
  /** A 16-bit value. @example writer.u16(60, sections.length) // e_shnum of a 64-bit file */
  u16(offset: number, value: number): void;
  /** A 32-bit value. @example writer.u32(at, section.type) */
  u32(offset: number, value: number): void;
  /** A 64-bit value, or in a 32-bit file the lower 32 bits of it. @example writer.address(40, BigInt(tableOffset)) */
  address(offset: number, value: bigint): void;
}

/**
 * Wraps bytes in writers; the counterpart of `elfBytes`.
 * @throws RangeError (by its methods) when a value would lie outside of the bytes
 * @example elfWriter(new Uint8Array(64), true, true).u16(18, 62) // e_machine
 * @see System V gABI, "Data Representation"
 */
export function elfWriter(bytes: Uint8Array, is64: boolean, littleEndian: boolean): ElfWriter {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return {
    bytes,
    is64,
    littleEndian,
    u16: (offset, value) => view.setUint16(offset, value, littleEndian),
    u32: (offset, value) => view.setUint32(offset, value, littleEndian),
    address: (offset, value) =>
      is64
        ? view.setBigUint64(offset, value, littleEndian)
        : view.setUint32(offset, Number(value & 0xffffffffn), littleEndian),
  };
}
