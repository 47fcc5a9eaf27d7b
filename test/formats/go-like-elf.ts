/** One section of a sample. Sections are laid out in order; those that are loaded come first, as Go's linker has it. */
export interface SampleSection {
  readonly name: string;
  /** 1 PROGBITS, 2 SYMTAB, 3 STRTAB, 7 NOTE, 8 NOBITS. */
  readonly type?: number;
  readonly loaded?: boolean;
  readonly bytes: Uint8Array;
  /** Name of the section of `sh_link`. */
  readonly link?: string;
  readonly align?: number;
  readonly flags?: bigint;
}

export interface GoLikeElf {
  readonly is64?: boolean;
  readonly littleEndian?: boolean;
  readonly machine?: number;
  readonly sections: readonly SampleSection[];
}

/** A GNU build ID note. @example buildIdNote(new Uint8Array(20), true) */
export function buildIdNote(id: Uint8Array, littleEndian: boolean): Uint8Array {
  const bytes = new Uint8Array(16 + id.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, 4, littleEndian);
  view.setUint32(4, id.length, littleEndian);
  view.setUint32(8, 3, littleEndian);
  bytes.set(new TextEncoder().encode('GNU'), 12);
  bytes.set(id, 16);
  return bytes;
}

/** The sections of a small program as Go's linker writes them. */
export function goLikeSections(littleEndian: boolean): readonly SampleSection[] {
  const filled = (length: number, value: number): Uint8Array => new Uint8Array(length).fill(value);
  return [
    {
      name: '.note.gnu.build-id',
      type: 7,
      loaded: true,
      bytes: buildIdNote(filled(20, 0xab), littleEndian),
      align: 4,
    },
    { name: '.text', loaded: true, bytes: filled(100, 0x11), align: 64 },
    { name: '.gopclntab', loaded: true, bytes: filled(61, 0x22), align: 32 },
    { name: '.go.buildinfo', loaded: true, bytes: filled(48, 0x33), align: 16 },
    { name: '.bss', type: 8, loaded: true, bytes: new Uint8Array(0), align: 32 },
    { name: '.debug_abbrev', bytes: filled(13, 0x44) },
    { name: '.debug_info', bytes: filled(77, 0x55) },
    { name: '.debug_line', bytes: filled(31, 0x66), flags: 0x800n },
    { name: '.symtab', type: 2, bytes: filled(48, 0x77), link: '.strtab', align: 8 },
    { name: '.strtab', type: 3, bytes: filled(9, 0x78) },
  ];
}

const START = 0x1000;

/**
 * An ELF file in the shape that Go's linker gives it: headers, program headers and section headers in the first page, which is
 * loaded; what is loaded from there on; then what is not. `.shstrtab` is added at the end.
 */
export function goLikeElf({ is64 = true, littleEndian = true, machine = 62, sections }: GoLikeElf): Uint8Array {
  const [headerSize, programSize, sectionSize] = is64 ? [64, 56, 64] : [52, 32, 40];
  const all = [...sections, { name: '.shstrtab', type: 3, bytes: new Uint8Array(0) } as SampleSection];
  const names = new TextEncoder().encode(`\0${all.map(({ name }) => `${name}\0`).join('')}`);
  let end = START;
  let loadedEnd = START;
  const placed = all.map((section) => {
    const bytes = section.name === '.shstrtab' ? names : section.bytes;
    const align = section.align ?? 1;
    const offset = Math.ceil(end / align) * align;
    end = offset + bytes.length;
    if (section.loaded === true) loadedEnd = end;
    return { ...section, bytes, align, offset };
  });
  const out = new Uint8Array(end);
  const view = new DataView(out.buffer);
  const u16 = (at: number, value: number): void => view.setUint16(at, value, littleEndian);
  const u32 = (at: number, value: number): void => view.setUint32(at, value, littleEndian);
  const word = (at: number, value: bigint): void =>
    is64 ? view.setBigUint64(at, value, littleEndian) : u32(at, Number(value));
  const note = placed.find(({ type }) => type === 7);
  const segments = [
    { type: 6, offset: headerSize, size: programSize * (note === undefined ? 2 : 3) },
    ...(note === undefined ? [] : [{ type: 4, offset: note.offset, size: note.bytes.length }]),
    { type: 1, offset: 0, size: loadedEnd },
  ];
  const table = headerSize + segments.length * programSize;
  out.set([0x7f, 0x45, 0x4c, 0x46, is64 ? 2 : 1, littleEndian ? 1 : 2, 1]);
  u16(16, 2);
  u16(18, machine);
  u32(20, 1);
  word(is64 ? 32 : 28, BigInt(headerSize));
  word(is64 ? 40 : 32, BigInt(table));
  [headerSize, programSize, segments.length, sectionSize, all.length + 1, all.length].forEach((value, index) => {
    u16((is64 ? 52 : 40) + 2 * index, value);
  });
  segments.forEach(({ type, offset, size }, index) => {
    const at = headerSize + index * programSize;
    const fields = [offset, 0x400000 + offset, 0x400000 + offset, size, size].map(BigInt);
    u32(at, type);
    fields.forEach((value, field) => {
      word(at + (is64 ? 8 : 4) + field * (is64 ? 8 : 4), value);
    });
  });
  let nameAt = 1;
  placed.forEach((section, index) => {
    const at = table + (index + 1) * sectionSize;
    const unit = is64 ? 8 : 4;
    u32(at, nameAt);
    nameAt += section.name.length + 1;
    u32(at + 4, section.type ?? 1);
    word(at + 8, (section.flags ?? 0n) | (section.loaded === true ? 2n : 0n));
    word(at + 8 + unit, section.loaded === true ? BigInt(0x400000 + section.offset) : 0n);
    word(at + 8 + 2 * unit, BigInt(section.offset));
    word(at + 8 + 3 * unit, section.type === 8 ? 4096n : BigInt(section.bytes.length));
    u32(at + 8 + 4 * unit, 1 + all.findIndex(({ name }) => name === section.link));
    word(at + 16 + 4 * unit, BigInt(section.align));
  });
  for (const { bytes, offset } of placed) out.set(bytes, offset);
  return out;
}
