import type { ElfFile } from './elf-file.ts';
import type { ElfWriter } from './elf-writer.ts';

/** A section header with all of its fields, as it stands in the file. */
export interface SectionHeader {
  /** Offset of the name in the string table of section names. */
  readonly nameAt: number;
  readonly type: number;
  readonly flags: bigint;
  readonly address: bigint;
  /** Bytes from the file's start. */
  readonly offset: number;
  /** Bytes: in the file, or in memory for a section without bytes (SHT_NOBITS). */
  readonly size: bigint;
  readonly link: number;
  readonly info: number;
  readonly align: bigint;
  readonly entrySize: bigint;
}

/** Size of one section header in bytes. @example sectionHeaderSize(true) // 64 */
export function sectionHeaderSize(is64: boolean): number {
  return is64 ? 64 : 40;
}

/**
 * Every section header of a file that was read, in order; entry 0 is the null section.
 * @throws FormatError when an offset is larger than any file
 * @example readSectionTable(file)[file.sections.indexOf(section)]?.link
 * @see System V gABI, "Section Header"
 */
export function readSectionTable({ data, is64, sectionHeaders, sections }: ElfFile): readonly SectionHeader[] {
  const word = is64 ? 8 : 4;
  return sections.map((_, index) => {
    const at = sectionHeaders.offset + index * sectionHeaderSize(is64);
    return {
      nameAt: data.u32(at),
      type: data.u32(at + 4),
      flags: data.address(at + 8),
      address: data.address(at + 8 + word),
      offset: data.length(at + 8 + 2 * word),
      size: data.address(at + 8 + 3 * word),
      link: data.u32(at + 8 + 4 * word),
      info: data.u32(at + 12 + 4 * word),
      align: data.address(at + 16 + 4 * word),
      entrySize: data.address(at + 16 + 5 * word),
    };
  });
}

/**
 * Writes section headers one after another.
 * @param at - bytes from the file's start
 * @example writeSectionTable(writer, headers, tableOffset)
 * @see System V gABI, "Section Header"
 */
export function writeSectionTable(writer: ElfWriter, headers: readonly SectionHeader[], at: number): void {
  const word = writer.is64 ? 8 : 4;
  for (const [index, header] of headers.entries()) {
    const start = at + index * sectionHeaderSize(writer.is64);
    writer.u32(start, header.nameAt);
    writer.u32(start + 4, header.type);
    writer.address(start + 8, header.flags);
    writer.address(start + 8 + word, header.address);
    writer.address(start + 8 + 2 * word, BigInt(header.offset));
    writer.address(start + 8 + 3 * word, header.size);
    writer.u32(start + 8 + 4 * word, header.link);
    writer.u32(start + 12 + 4 * word, header.info);
    writer.address(start + 16 + 4 * word, header.align);
    writer.address(start + 16 + 5 * word, header.entrySize);
  }
}
