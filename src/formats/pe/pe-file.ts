import { printable } from '../elf/elf-bytes.ts';
import { type BoundedView, boundedView } from '../executable/bounded-view.ts';
import type { Executable } from '../executable/executable.ts';
import { FormatError } from '../format-error.ts';

const SIGNATURE = 0x00004550;
const PE32_PLUS = 0x20b;
const PE32 = 0x10b;
const SYMBOL = 18;
const MAX_SECTIONS = 4096;
const MAX_NAME = 256;
const IMAGE_SCN_MEM_EXECUTE = 0x20000000;
const IMAGE_SCN_MEM_WRITE = 0x80000000;

// PE/COFF specification, "Machine Types"; GOARCH names: `go tool dist list`.
const MACHINES: Readonly<Record<number, readonly [name: string, goarch: string | undefined]>> = {
  332: ['IMAGE_FILE_MACHINE_I386', '386'],
  452: ['IMAGE_FILE_MACHINE_ARMNT', 'arm'],
  34404: ['IMAGE_FILE_MACHINE_AMD64', 'amd64'],
  43620: ['IMAGE_FILE_MACHINE_ARM64', 'arm64'],
};

/** Tells whether bytes begin like a PE file. @example isPe(bytes) // false */
export function isPe(bytes: Uint8Array): boolean {
  return bytes.length >= 64 && bytes[0] === 0x4d && bytes[1] === 0x5a;
}

/**
 * Reads the headers of a PE file: machine and sections, with their long names of the COFF string table. The bytes of each
 * section must lie inside the file.
 * @throws FormatError (`pe`)
 * @example readPe(bytes).machine // 'IMAGE_FILE_MACHINE_AMD64'
 * @see PE/COFF specification, "COFF File Header", "Optional Header", "Section Table", "COFF String Table"
 */
export function readPe(bytes: Uint8Array): Executable {
  const view = boundedView(bytes, 'pe', true);
  if (!isPe(bytes)) throw new FormatError('pe', 'the file does not begin with the MZ magic', '@0');
  const header = view.u32(60);
  if (view.u32(header) !== SIGNATURE) throw new FormatError('pe', 'the PE signature is not there', `@${header}`);
  const [machine, goarch] = MACHINES[view.u16(header + 4)] ?? [`machine ${view.u16(header + 4)}`, undefined];
  const count = view.u16(header + 6);
  if (count > MAX_SECTIONS)
    throw new FormatError('pe', `${count} sections are more than the ${MAX_SECTIONS} that are read`, `@${header + 6}`);
  const symbols = view.u32(header + 12);
  const symbolCount = view.u32(header + 16);
  const optional = header + 24;
  const kind = view.u16(optional);
  if (kind !== PE32 && kind !== PE32_PLUS)
    throw new FormatError('pe', `${kind} is no kind of optional header: 267 or 523 is expected`, `@${optional}`);
  const is64 = kind === PE32_PLUS;
  const base = is64 ? view.u64(optional + 24) : view.u32(optional + 28);
  const table = optional + view.u16(header + 20);
  const strings = symbols === 0 ? undefined : symbols + symbolCount * SYMBOL;
  return {
    format: 'pe',
    bytes,
    machine,
    ...(goarch === undefined ? {} : { goarch }),
    is64,
    littleEndian: true,
    sections: Array.from({ length: count }, (_, index) => {
      const at = table + index * 40;
      const name = sectionName(view, at, strings);
      const characteristics = view.u32(at + 36);
      const raw = view.u32(at + 16);
      const offset = view.u32(at + 20);
      // Raw sizes are rounded up to the file's alignment; what lies behind the virtual size is padding.
      const size = Math.min(raw, view.u32(at + 8) || raw);
      if (size > 0) view.slice(offset, size, `section ${name}`);
      return {
        name,
        offset,
        size,
        address: base + view.u32(at + 12),
        code: (characteristics & IMAGE_SCN_MEM_EXECUTE) !== 0,
        writable: (characteristics & IMAGE_SCN_MEM_WRITE) !== 0,
        compressed: name.startsWith('.zdebug'),
      };
    }),
    hasSymbols: symbolCount > 0,
    ...(strings === undefined || symbolCount === 0
      ? {}
      : { symbolTable: { offset: symbols, count: symbolCount, strings, stringsSize: bytes.length } }),
  };
}

function sectionName(view: BoundedView, at: number, strings: number | undefined): string {
  const field = view.slice(at, 8, 'a section name');
  const end = field.indexOf(0);
  const short = printable(end === -1 ? field : field.subarray(0, end));
  if (!/^\/\d{1,7}$/.test(short) || strings === undefined) return short;
  const from = strings + Number(short.slice(1));
  const text = view.slice(from, Math.min(MAX_NAME, view.bytes.length - from), 'a long section name');
  const stop = text.indexOf(0);
  if (stop === -1) throw new FormatError('pe', `the section name at ${from} does not end`, `@${from}`);
  return printable(text.subarray(0, stop));
}
