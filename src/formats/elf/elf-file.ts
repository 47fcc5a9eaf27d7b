import { FormatError } from '../format-error.ts';
import { type ElfBytes, elfBytes, tableString } from './elf-bytes.ts';

/** A program header. Offsets and sizes are bytes of the file. */
export interface ElfSegment {
  readonly type: number;
  readonly flags: number;
  readonly offset: number;
  readonly fileSize: number;
  readonly address: bigint;
  readonly memorySize: bigint;
}

/** A section header. `size` is what it takes in the file: 0 for a section without bytes (SHT_NOBITS). */
export interface ElfSection {
  readonly name: string;
  readonly type: number;
  readonly offset: number;
  readonly size: number;
  readonly address: bigint;
  /** The lower 32 bits of `sh_flags`: {@link SHF_WRITE}, {@link SHF_EXECINSTR}, {@link SHF_COMPRESSED} and others. */
  readonly flags: number;
}

/** An ELF file's headers. `type`: 2 is an executable at a fixed address, 3 a shared object or PIE. */
export interface ElfFile {
  readonly data: ElfBytes;
  readonly is64: boolean;
  readonly littleEndian: boolean;
  readonly osAbi: number;
  readonly type: number;
  readonly machine: number;
  readonly programHeaders: { readonly offset: number; readonly size: number };
  readonly sectionHeaders: { readonly offset: number; readonly size: number };
  readonly segments: readonly ElfSegment[];
  readonly sections: readonly ElfSection[];
}

/** Type of a segment that is loaded. @see System V gABI, "Program Header", p_type */
export const PT_LOAD = 1;
/** Type of the segment with what the dynamic linker needs. */
export const PT_DYNAMIC = 2;
/** Type of the segment with the path of the dynamic linker. */
export const PT_INTERP = 3;
/** Type of a segment of notes. */
export const PT_NOTE = 4;
/** Flag of a section that the program may write. @see System V gABI, "Section Header", sh_flags */
export const SHF_WRITE = 0x1;
/** Flag of a section that holds machine code. */
export const SHF_EXECINSTR = 0x4;
/** Flag of a section whose bytes are compressed. */
export const SHF_COMPRESSED = 0x800;
const SHT_NOBITS = 8;
const SHN_XINDEX = 0xffff;

// Real programs have about ten segments and some forty sections; these bounds leave room and stop a hostile table.
const MAX_SEGMENTS = 512;
const MAX_SECTIONS = 8192;
const MAX_NAME = 4096;

/** Tells whether bytes begin like an ELF file. @example isElf(bytes) // true */
export function isElf(bytes: Uint8Array): boolean {
  return bytes.length >= 4 && bytes[0] === 0x7f && bytes[1] === 0x45 && bytes[2] === 0x4c && bytes[3] === 0x46;
}

/**
 * Reads the headers of an ELF file of either width and byte order. Nothing of it is run or loaded; each table, segment
 * and section must lie inside the file.
 * @param bytes - the whole file
 * @throws FormatError (`elf`) when it is no ELF file, or one that breaks its own bounds
 * @example readElf(await readFile('app')).machine // 62
 * @see System V gABI, "ELF Header", "Program Header", "Section Header"
 */
export function readElf(bytes: Uint8Array): ElfFile {
  if (!isElf(bytes)) throw new FormatError('elf', 'the file does not begin with the ELF magic', '@0');
  if (bytes.length < 52) throw new FormatError('elf', 'the file ends inside of its ELF header', `@${bytes.length}`);
  const width = bytes[4];
  const order = bytes[5];
  if (width !== 1 && width !== 2) throw new FormatError('elf', `${width} is no ELF class: 1 or 2 is expected`, '@4');
  if (order !== 1 && order !== 2)
    throw new FormatError('elf', `${order} is no ELF byte order: 1 or 2 is expected`, '@5');
  if (bytes[6] !== 1) throw new FormatError('elf', `${bytes[6]} is no ELF version: 1 is expected`, '@6');
  const is64 = width === 2;
  const data = elfBytes(bytes, is64, order === 1);
  const programOffset = data.length(is64 ? 32 : 28);
  const sectionOffset = data.length(is64 ? 40 : 32);
  const tail = is64 ? 54 : 42;
  const segmentCount = data.u16(tail + 2);
  const sectionCount = data.u16(tail + 6);
  const nameIndex = data.u16(tail + 8);
  requireEntrySize('program header', segmentCount, data.u16(tail), is64 ? 56 : 32);
  requireEntrySize('section header', sectionCount, data.u16(tail + 4), is64 ? 64 : 40);
  if (segmentCount > MAX_SEGMENTS) {
    throw new FormatError('elf', `${segmentCount} program headers are more than the ${MAX_SEGMENTS} that are read`);
  }
  // Extended numbering (gABI, e_shnum 0 with a table) serves objects of more than 65279 sections; no program has them.
  if (sectionCount > MAX_SECTIONS || nameIndex === SHN_XINDEX || (sectionCount === 0 && sectionOffset !== 0)) {
    throw new FormatError('elf', `the section table has more entries than the ${MAX_SECTIONS} that are read`);
  }
  return {
    data,
    is64,
    littleEndian: order === 1,
    osAbi: data.u8(7),
    type: data.u16(16),
    machine: data.u16(18),
    programHeaders: { offset: programOffset, size: segmentCount * (is64 ? 56 : 32) },
    sectionHeaders: { offset: sectionOffset, size: sectionCount * (is64 ? 64 : 40) },
    segments: readSegments(data, programOffset, segmentCount),
    sections: readSections(data, sectionOffset, sectionCount, nameIndex),
  };
}

function requireEntrySize(what: string, count: number, size: number, expected: number): void {
  if (count > 0 && size !== expected) {
    throw new FormatError('elf', `a ${what} of ${size} bytes: ${expected} are expected`);
  }
}

function readSegments(data: ElfBytes, table: number, count: number): readonly ElfSegment[] {
  const size = data.is64 ? 56 : 32;
  return Array.from({ length: count }, (_, index) => {
    const at = table + index * size;
    const segment: ElfSegment = data.is64
      ? {
          type: data.u32(at),
          flags: data.u32(at + 4),
          offset: data.length(at + 8),
          address: data.address(at + 16),
          fileSize: data.length(at + 32),
          memorySize: data.address(at + 40),
        }
      : {
          type: data.u32(at),
          offset: data.length(at + 4),
          address: data.address(at + 8),
          fileSize: data.length(at + 16),
          memorySize: data.address(at + 20),
          flags: data.u32(at + 24),
        };
    data.slice(segment.offset, segment.fileSize, `segment ${index}`);
    return segment;
  });
}

function readSections(data: ElfBytes, table: number, count: number, nameIndex: number): readonly ElfSection[] {
  const size = data.is64 ? 64 : 40;
  const raw = Array.from({ length: count }, (_, index) => {
    const at = table + index * size;
    const type = data.u32(at + 4);
    const offset = data.length(at + (data.is64 ? 24 : 16));
    const fileSize = type === SHT_NOBITS || type === 0 ? 0 : data.length(at + (data.is64 ? 32 : 20));
    if (fileSize > 0) data.slice(offset, fileSize, `section ${index}`);
    const flags = Number(data.address(at + 8) & 0xffffffffn);
    return {
      name: data.u32(at),
      type,
      flags,
      offset,
      size: fileSize,
      address: data.address(at + (data.is64 ? 16 : 12)),
    };
  });
  if (count === 0) return [];
  const table_ = raw[nameIndex];
  if (table_ === undefined) throw new FormatError('elf', `section ${nameIndex}, which holds the names, does not exist`);
  const names = data.slice(table_.offset, table_.size, 'the table of section names');
  return raw.map((section, index) => ({
    ...section,
    name: index === 0 || names.length === 0 ? '' : tableString(names, section.name, MAX_NAME),
  }));
}
