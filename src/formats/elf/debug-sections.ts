import { FormatError } from '../format-error.ts';
import type { ElfFile } from './elf-file.ts';
import { readSectionTable, type SectionHeader } from './section-table.ts';

/** Flag of a section that is loaded into memory. @see System V gABI, "Section Header", sh_flags */
export const SHF_ALLOC = 0x2n;
const SHF_INFO_LINK = 0x40n;
/** Type of a section of notes. @see System V gABI, "Section Header", sh_type */
export const SHT_NOTE = 7;
/** Type of a section without bytes in the file. */
export const SHT_NOBITS = 8;
const SHT_NULL = 0;
const SHT_SYMTAB = 2;
const SHT_STRTAB = 3;
const SHT_RELA = 4;
const SHT_REL = 9;
const SHT_SYMTAB_SHNDX = 18;

// .debug_info, .zdebug_info of older linkers, and the index that a linker may add for gdb.
const DEBUG_NAME = /^\.(?:z?debug_|gdb_index$)/;
// No section of debug information asks for more than a word; a page is room enough and stops a hostile gap.
const MAX_ALIGN = 4096n;

/** A section as a split sees it. */
export interface SplitSection {
  readonly header: SectionHeader;
  /** With what is not printable escaped: to recognise a section and to tell of it, not to be written again. */
  readonly name: string;
  /** What is in the file; empty for SHT_NOBITS. A view. */
  readonly bytes: Uint8Array;
  /** Goes to the debug file alone: DWARF, the symbol table, its strings. */
  readonly debug: boolean;
  /** Bytes that a copy of it is aligned to: at least 1. */
  readonly align: number;
}

/**
 * Sorts the sections of a program into those that are debug information and those that are not. What is loaded into memory is
 * never debug information, whatever its name.
 * @throws FormatError when an alignment is no power of two, or larger than a page in a section that has to be moved
 * @example splitSections(readElf(bytes)).filter(({ debug }) => debug).map(({ name }) => name) // ['.debug_abbrev', ...]
 * @see System V gABI, "Special Sections"; DWARF 5, 7.3 "Split DWARF and DWARF sections"
 */
export function splitSections(file: ElfFile): readonly SplitSection[] {
  const headers = readSectionTable(file);
  const symbols = headers.filter(({ type, flags }) => type === SHT_SYMTAB && (flags & SHF_ALLOC) === 0n);
  const strings = new Set(symbols.map(({ link }) => link));
  return headers.map((header, index) => {
    const section = file.sections[index];
    if (section === undefined) throw new FormatError('elf', `section ${index} does not exist`);
    const loaded = (header.flags & SHF_ALLOC) !== 0n;
    const table =
      header.type === SHT_SYMTAB ||
      header.type === SHT_SYMTAB_SHNDX ||
      (header.type === SHT_STRTAB && strings.has(index));
    return {
      header,
      name: section.name,
      bytes: file.data.slice(section.size === 0 ? 0 : section.offset, section.size, `section ${section.name}`),
      debug: header.type !== SHT_NULL && !loaded && (table || DEBUG_NAME.test(section.name)),
      align: alignOf(header, section.name),
    };
  });
}

/** Whether `sh_info` of a section is the number of another one. @example pointsByInfo(header) // true for .rela.text */
export function pointsByInfo({ type, flags }: SectionHeader): boolean {
  return type === SHT_RELA || type === SHT_REL || (flags & SHF_INFO_LINK) !== 0n;
}

function alignOf({ align, flags }: SectionHeader, name: string): number {
  if (align === 0n) return 1;
  if ((align & (align - 1n)) !== 0n)
    throw new FormatError('elf', `section ${name} is aligned to ${align}, which is no power of two`);
  // What is loaded stays where it is, so its alignment moves nothing.
  if (align > MAX_ALIGN) {
    if ((flags & SHF_ALLOC) !== 0n) return Number(MAX_ALIGN);
    throw new FormatError('elf', `section ${name} is aligned to ${align}: at most ${MAX_ALIGN} is taken`);
  }
  return Number(align);
}
