import { printable } from '../elf/elf-bytes.ts';
import { type BoundedView, boundedView } from '../executable/bounded-view.ts';
import type { Executable, ExecutableSection } from '../executable/executable.ts';
import { FormatError } from '../format-error.ts';

const MAGIC_32 = 0xfeedface;
const MAGIC_64 = 0xfeedfacf;
const LC_SEGMENT = 0x1;
const LC_SYMTAB = 0x2;
const LC_SEGMENT_64 = 0x19;
const VM_PROT_WRITE = 0x2;
// S_ZEROFILL, S_GB_ZEROFILL, S_THREAD_LOCAL_ZEROFILL: sections without bytes in the file.
const WITHOUT_BYTES: readonly number[] = [0x1, 0xc, 0x12];
const S_ATTR_INSTRUCTIONS = 0x80000400;
const MAX_COMMANDS = 4096;
const MAX_SECTIONS = 4096;

// mach/machine.h; GOARCH names: `go tool dist list`.
const MACHINES: Readonly<Record<number, readonly [name: string, goarch: string | undefined]>> = {
  7: ['CPU_TYPE_X86', '386'],
  12: ['CPU_TYPE_ARM', 'arm'],
  16777223: ['CPU_TYPE_X86_64', 'amd64'],
  16777228: ['CPU_TYPE_ARM64', 'arm64'],
};

/** Tells whether bytes begin like a Mach-O file of one architecture. @example isMachO(bytes) // false */
export function isMachO(bytes: Uint8Array): boolean {
  const first = bytes.length < 4 ? 0 : boundedView(bytes, 'mach-o', true).u32(0);
  return first === MAGIC_32 || first === MAGIC_64;
}

/**
 * Reads the load commands of a Mach-O file (little-endian, as every system that Go builds for): machine, segments and
 * their sections, named `__TEXT,__text`. Each section must lie inside the file.
 * @throws FormatError (`mach-o`)
 * @example readMachO(bytes).goarch // 'arm64'
 * @see mach-o/loader.h: mach_header_64, segment_command_64, section_64
 */
export function readMachO(bytes: Uint8Array): Executable {
  const view = boundedView(bytes, 'mach-o', true);
  if (!isMachO(bytes)) throw new FormatError('mach-o', 'the file does not begin with the Mach-O magic', '@0');
  const is64 = view.u32(0) === MAGIC_64;
  const [machine, goarch] = MACHINES[view.u32(4)] ?? [`CPU type ${view.u32(4)}`, undefined];
  const count = view.u32(16);
  if (count > MAX_COMMANDS)
    throw new FormatError('mach-o', `${count} load commands are more than the ${MAX_COMMANDS} that are read`, '@16');
  const sections: ExecutableSection[] = [];
  let symbolTable: Executable['symbolTable'];
  let at = is64 ? 32 : 28;
  for (let index = 0; index < count; index += 1) {
    const command = view.u32(at);
    const size = view.u32(at + 4);
    if (size < 8) throw new FormatError('mach-o', `load command ${index} is shorter than its own header`, `@${at}`);
    view.slice(at, size, `load command ${index}`);
    if (command === (is64 ? LC_SEGMENT_64 : LC_SEGMENT)) readSegment(view, at, size, is64, sections);
    if (command === LC_SYMTAB)
      symbolTable = {
        offset: view.u32(at + 8),
        count: view.u32(at + 12),
        strings: view.u32(at + 16),
        stringsSize: view.u32(at + 20),
      };
    at += size;
  }
  return {
    format: 'mach-o',
    bytes,
    machine,
    ...(goarch === undefined ? {} : { goarch }),
    is64,
    littleEndian: true,
    sections,
    hasSymbols: symbolTable !== undefined && symbolTable.count > 0,
    ...(symbolTable === undefined ? {} : { symbolTable }),
  };
}

function readSegment(view: BoundedView, at: number, size: number, is64: boolean, sections: ExecutableSection[]): void {
  const [header, width] = is64 ? [72, 80] : [56, 68];
  const protection = view.u32(at + (is64 ? 60 : 44));
  const count = view.u32(at + (is64 ? 64 : 48));
  if (sections.length + count > MAX_SECTIONS)
    throw new FormatError('mach-o', `there are more than the ${MAX_SECTIONS} sections that are read`, `@${at}`);
  if (header + count * width > size)
    throw new FormatError('mach-o', 'the sections of a segment leave its load command', `@${at}`);
  for (let index = 0; index < count; index += 1) {
    const from = at + header + index * width;
    const flags = view.u32(from + (is64 ? 64 : 56));
    const name = `${fixedName(view, from + 16)},${fixedName(view, from)}`;
    const bytes = WITHOUT_BYTES.includes(flags & 0xff) ? 0 : view.word(from + (is64 ? 40 : 36), is64 ? 8 : 4);
    const offset = view.u32(from + (is64 ? 48 : 40));
    if (bytes > 0) view.slice(offset, bytes, `section ${name}`);
    sections.push({
      name,
      offset,
      size: bytes,
      address: view.word(from + 32, is64 ? 8 : 4),
      code: (flags & S_ATTR_INSTRUCTIONS) !== 0,
      writable: (protection & VM_PROT_WRITE) !== 0,
      // Go's linker marks compressed DWARF by the name, as GNU tools once did.
      compressed: name.includes(',__zdebug'),
    });
  }
}

/** A name in a field of 16 bytes, padded with NUL. */
function fixedName(view: BoundedView, at: number): string {
  const field = view.slice(at, 16, 'a name');
  const end = field.indexOf(0);
  return printable(end === -1 ? field : field.subarray(0, end));
}
