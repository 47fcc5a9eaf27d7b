import { FormatError } from '../format-error.ts';
import { SHF_ALLOC, SHT_NOBITS, SHT_NOTE, type SplitSection } from './debug-sections.ts';
import { type ElfFile, type ElfSegment, PT_LOAD, PT_NOTE } from './elf-file.ts';
import { alignUp, elfHeaderSize, nameSection, pointToSections } from './elf-headers.ts';
import { elfWriter } from './elf-writer.ts';
import { type SectionHeader, sectionHeaderSize, writeSectionTable } from './section-table.ts';

const PT_PHDR = 6;
const SHT_NULL = 0;

/**
 * The file with the debug information of a program: every section header under its old number, so that symbols find
 * theirs, but of what is loaded only the notes have bytes. The program headers tell addresses, and that nothing of them is
 * in this file. GNU's `objcopy --only-keep-debug` gives the same sections.
 * @throws FormatError when the sections overlap so that copies of them would be larger than the file
 * @example debugFileOf(file, splitSections(file))
 * @see GNU objcopy, --only-keep-debug; GDB manual, "Debugging Information in Separate Files"
 */
export function debugFileOf(file: ElfFile, sections: readonly SplitSection[]): Uint8Array {
  const { is64, littleEndian, data, segments, programHeaders } = file;
  const start = elfHeaderSize(is64) + programHeaders.size;
  let end = start;
  let copied = 0;
  const headers: SectionHeader[] = [];
  const copies: { readonly at: number; readonly bytes: Uint8Array }[] = [];
  const moved = new Map<number, number>();
  for (const { header, bytes, align } of sections) {
    if (header.type === SHT_NULL) {
      headers.push(header);
      continue;
    }
    const loaded = (header.flags & SHF_ALLOC) !== 0n;
    if (header.type === SHT_NOBITS || (loaded && header.type !== SHT_NOTE)) {
      headers.push({ ...header, type: SHT_NOBITS, offset: end });
      continue;
    }
    end = alignUp(end, align);
    copied += bytes.length;
    if (copied > data.bytes.length)
      throw new FormatError('elf', 'the sections overlap: together they are larger than the file');
    if (loaded) moved.set(header.offset, end);
    copies.push({ at: end, bytes });
    headers.push({ ...header, offset: end });
    end += bytes.length;
  }
  const table = alignUp(end, is64 ? 8 : 4);
  const writer = elfWriter(new Uint8Array(table + headers.length * sectionHeaderSize(is64)), is64, littleEndian);
  writer.bytes.set(data.slice(0, elfHeaderSize(is64), 'the ELF header'));
  writer.bytes.set(data.slice(programHeaders.offset, programHeaders.size, 'the program headers'), elfHeaderSize(is64));
  writer.address(is64 ? 32 : 28, programHeaders.size === 0 ? 0n : BigInt(elfHeaderSize(is64)));
  for (const [index, segment] of segments.entries()) {
    const { at, size } = placeOfSegment(segment, programHeaders.offset === elfHeaderSize(is64) ? start : 0, moved, {
      at: elfHeaderSize(is64),
      size: programHeaders.size,
    });
    if (at + size > end) throw new FormatError('elf', `segment ${index} is larger than the section that it holds`);
    const header = elfHeaderSize(is64) + index * (is64 ? 56 : 32);
    writer.address(header + (is64 ? 8 : 4), BigInt(at));
    writer.address(header + (is64 ? 32 : 16), BigInt(size));
  }
  for (const { at, bytes } of copies) writer.bytes.set(bytes, at);
  writeSectionTable(writer, headers, table);
  pointToSections(writer, { offset: table, count: headers.length, names: nameSection(file) });
  return writer.bytes;
}

/** What the debug file has of a segment: the headers at the start of the file, notes, else nothing. */
function placeOfSegment(
  { type, offset, fileSize }: ElfSegment,
  headers: number,
  moved: ReadonlyMap<number, number>,
  programHeaders: { readonly at: number; readonly size: number },
): { readonly at: number; readonly size: number } {
  if (type === PT_PHDR) return programHeaders;
  if (type === PT_LOAD && offset === 0) return { at: 0, size: Math.min(fileSize, headers) };
  const note = type === PT_NOTE ? moved.get(offset) : undefined;
  return note === undefined ? { at: 0, size: 0 } : { at: note, size: fileSize };
}
