import type { ElfFile, ElfSection } from './elf-file.ts';

/**
 * The section of this name, or undefined. Where a name occurs twice the first counts.
 * @example findSection(file, '.go.buildinfo')?.size
 */
export function findSection(file: ElfFile, name: string): ElfSection | undefined {
  return file.sections.find((section) => section.name === name);
}

/**
 * The bytes of a section, a view.
 * @throws FormatError when they don't lie inside the file
 * @example sectionBytes(file, section)
 */
export function sectionBytes(file: ElfFile, section: ElfSection): Uint8Array {
  return file.data.slice(section.offset, section.size, `section ${section.name}`);
}

/**
 * Names the part of the file in which an offset lies: a section, or one of the tables around them.
 * @param offset - bytes from the file's start
 * @example placeOf(file, 4096) // '.text'
 */
export function placeOf(file: ElfFile, offset: number): string {
  const section = sectionAt(file, offset);
  if (section !== undefined) return section.name === '' ? 'an unnamed section' : section.name;
  const inside = (range: { readonly offset: number; readonly size: number }): boolean =>
    offset >= range.offset && offset < range.offset + range.size;
  if (offset < (file.is64 ? 64 : 52)) return 'the ELF header';
  if (inside(file.programHeaders)) return 'the program headers';
  if (inside(file.sectionHeaders)) return 'the section headers';
  return 'the padding between sections';
}

/** The section whose bytes include this offset, or undefined. @example sectionAt(file, 4096)?.name // '.text' */
function sectionAt(file: ElfFile, offset: number): ElfSection | undefined {
  return file.sections.find((section) => offset >= section.offset && offset < section.offset + section.size);
}
