import { concatBytes } from '../concat-bytes.ts';
import { FormatError } from '../format-error.ts';
import { encodeUtf8 } from '../utf8.ts';
import { DEBUG_LINK } from './debug-link.ts';
import { pointsByInfo, SHT_NOBITS, type SplitSection } from './debug-sections.ts';
import type { ElfFile } from './elf-file.ts';
import { alignUp, elfHeaderSize, nameSection, pointToSections } from './elf-headers.ts';
import { elfWriter } from './elf-writer.ts';
import { type SectionHeader, sectionHeaderSize, writeSectionTable } from './section-table.ts';

const SHT_PROGBITS = 1;
const SHT_STRTAB = 3;

/** A section that stands behind what is loaded. */
interface Appended {
  readonly at: number;
  readonly bytes: Uint8Array;
}

/**
 * A program without its debug information. All that is loaded stays where it is, byte for byte, but for the ELF header and
 * the old section headers: Go's linker puts those among what is loaded, and there they become zeros. Behind it come the
 * remaining sections, the link to the debug file, the names, and the new section headers.
 * @param link - content of `.gnu_debuglink`
 * @throws FormatError when debug information lies among what is loaded, or a remaining section needs one that goes
 * @example shippedFileOf(file, splitSections(file), debugLinkBytes({ name, crc }, true))
 * @see System V gABI, "Program Loading"; GDB manual, "Debugging Information in Separate Files"
 */
export function shippedFileOf(file: ElfFile, sections: readonly SplitSection[], link: Uint8Array): Uint8Array {
  const { data, is64, littleEndian, segments } = file;
  const loaded = segments.reduce((end, { offset, fileSize }) => Math.max(end, offset + fileSize), loadedHeaders(file));
  const names = nameSection(file);
  const numbers = numberOf(sections, names);
  const kept = [...numbers.keys()].flatMap((index) => sections[index] ?? []);
  for (const [index, { bytes, header, name }] of sections.entries()) {
    if (!numbers.has(index) && bytes.length > 0 && header.offset < loaded)
      throw new FormatError(
        'elf',
        `${name} lies among what is loaded, so that it can not be split off`,
        `@${header.offset}`,
      );
  }
  const strings = namesOf(file, [...numbers.keys()], names);
  const appended: Appended[] = [];
  let end = loaded;
  let copied = 0;
  const append = (bytes: Uint8Array, align: number): number => {
    const at = alignUp(end, align);
    appended.push({ at, bytes });
    end = at + bytes.length;
    return at;
  };
  const headers: SectionHeader[] = kept.map(({ header, bytes, align, name }, number) => {
    const relinked = {
      ...header,
      nameAt: strings.offsets[number] ?? 0,
      link: renumber(numbers, header.link, name),
      ...(pointsByInfo(header) && { info: renumber(numbers, header.info, name) }),
    };
    if (bytes.length === 0)
      return header.type === SHT_NOBITS ? relinked : { ...relinked, offset: Math.min(header.offset, loaded) };
    if (header.offset + bytes.length <= loaded) return relinked;
    if (header.offset < loaded)
      throw new FormatError('elf', `${name} lies partly among what is loaded`, `@${header.offset}`);
    copied += bytes.length;
    if (copied > data.bytes.length)
      throw new FormatError('elf', 'the sections overlap: together they are larger than the file');
    return { ...relinked, offset: append(bytes, align) };
  });
  const added = { flags: 0n, address: 0n, link: 0, info: 0, entrySize: 0n };
  const [linkName = 0, namesName = 0] = strings.offsets.slice(kept.length);
  const linkAt = append(link, 4);
  const namesAt = append(strings.bytes, 1);
  headers.push(
    { ...added, nameAt: linkName, type: SHT_PROGBITS, offset: linkAt, size: BigInt(link.length), align: 4n },
    { ...added, nameAt: namesName, type: SHT_STRTAB, offset: namesAt, size: BigInt(strings.bytes.length), align: 1n },
  );
  const table = alignUp(end, is64 ? 8 : 4);
  const writer = elfWriter(new Uint8Array(table + headers.length * sectionHeaderSize(is64)), is64, littleEndian);
  writer.bytes.set(data.slice(0, loaded, 'what is loaded'));
  clearSectionTable(file, kept, writer.bytes, loaded);
  for (const { at, bytes } of appended) writer.bytes.set(bytes, at);
  writeSectionTable(writer, headers, table);
  pointToSections(writer, { offset: table, count: headers.length, names: headers.length - 1 });
  return writer.bytes;
}

function loadedHeaders({ is64, programHeaders }: ElfFile): number {
  return Math.max(elfHeaderSize(is64), programHeaders.size === 0 ? 0 : programHeaders.offset + programHeaders.size);
}

/** The new number of each section that stays, by its old one, in order. The names are written anew. */
function numberOf(sections: readonly SplitSection[], names: number): ReadonlyMap<number, number> {
  const staying = sections.flatMap(({ debug }, index) => (debug || index === names ? [] : [index]));
  return new Map(staying.map((index, number) => [index, number]));
}

function renumber(numbers: ReadonlyMap<number, number>, old: number, name: string): number {
  const number = numbers.get(old);
  if (number === undefined)
    throw new FormatError('elf', `${name} needs section ${old}, which is no part of the program`);
  return number;
}

/** The names of the sections that stay, as their bytes stand in the file, then those of the two that are added. */
function namesOf(
  file: ElfFile,
  staying: readonly number[],
  names: number,
): { readonly bytes: Uint8Array; readonly offsets: readonly number[] } {
  const { data, sections, sectionHeaders, is64 } = file;
  const section = sections[names];
  const table =
    section === undefined ? new Uint8Array() : data.slice(section.offset, section.size, 'the table of section names');
  const parts: Uint8Array[] = [new Uint8Array(1)];
  const offsets: number[] = [];
  let at = 1;
  const add = (name: Uint8Array): void => {
    offsets.push(name.length === 0 ? 0 : at);
    if (name.length === 0) return;
    parts.push(name, new Uint8Array(1));
    at += name.length + 1;
  };
  for (const index of staying) {
    const from = data.u32(sectionHeaders.offset + index * sectionHeaderSize(is64));
    add(index === 0 || from >= table.length ? new Uint8Array() : table.subarray(from, table.indexOf(0, from)));
  }
  add(encodeUtf8(DEBUG_LINK));
  add(encodeUtf8('.shstrtab'));
  return { bytes: concatBytes(parts), offsets };
}

/** Old section headers among what is loaded would tell of sections that are no longer there. */
function clearSectionTable(file: ElfFile, kept: readonly SplitSection[], out: Uint8Array, loaded: number): void {
  const { offset, size } = file.sectionHeaders;
  if (offset >= loaded || size === 0) return;
  const end = offset + size;
  const others = [
    { offset: 0, size: loadedHeaders(file) },
    ...kept.map(({ header, bytes }) => ({ offset: header.offset, size: bytes.length })),
  ];
  if (
    end > loaded ||
    others.some((other) => other.size > 0 && other.offset < end && offset < other.offset + other.size)
  )
    throw new FormatError('elf', 'the section headers overlap something else', `@${offset}`);
  out.fill(0, offset, end);
}
