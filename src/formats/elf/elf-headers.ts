import type { ElfFile } from './elf-file.ts';
import type { ElfWriter } from './elf-writer.ts';
import { sectionHeaderSize } from './section-table.ts';

/** Size of the ELF header in bytes. @example elfHeaderSize(true) // 64 */
export function elfHeaderSize(is64: boolean): number {
  return is64 ? 64 : 52;
}

/**
 * Says in the ELF header where the section headers are.
 * @param table - `offset` in bytes from the file's start, `count` with the null section, `names` the number of the section
 *   that holds the names
 * @example pointToSections(writer, { offset: 4096, count: 17, names: 16 })
 * @see System V gABI, "ELF Header", e_shoff, e_shentsize, e_shnum, e_shstrndx
 */
export function pointToSections(
  writer: ElfWriter,
  table: { readonly offset: number; readonly count: number; readonly names: number },
): void {
  const tail = writer.is64 ? 58 : 46;
  writer.address(writer.is64 ? 40 : 32, BigInt(table.offset));
  writer.u16(tail, sectionHeaderSize(writer.is64));
  writer.u16(tail + 2, table.count);
  writer.u16(tail + 4, table.names);
}

/** The number of the section that holds the names of all sections. @example nameSection(file) // 25 */
export function nameSection({ data, is64 }: ElfFile): number {
  return data.u16(is64 ? 62 : 50);
}

/** The next multiple of a power of two. @example alignUp(5, 4) // 8 */
export function alignUp(offset: number, align: number): number {
  return Math.ceil(offset / align) * align;
}
