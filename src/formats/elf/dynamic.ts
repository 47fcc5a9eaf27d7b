import { FormatError } from '../format-error.ts';
import { tableString } from './elf-bytes.ts';
import { type ElfFile, PT_DYNAMIC, PT_INTERP, PT_LOAD } from './elf-file.ts';

const DT_NULL = 0n;
const DT_NEEDED = 1n;
const DT_STRTAB = 5n;
const DT_STRSZ = 10n;
const MAX_ENTRIES = 4096;
const MAX_STRING = 4096;

/** What an ELF file asks of a dynamic loader. Both empty: nothing, the file is static. */
export interface DynamicNeeds {
  /** The interpreter of PT_INTERP, such as `/lib64/ld-linux-x86-64.so.2`. */
  readonly interpreter?: string;
  /** The libraries of DT_NEEDED, in order. */
  readonly needed: readonly string[];
}

/**
 * Reads which loader and libraries a program wants. `CGO_ENABLED=0` alone proves nothing: `//go:cgo_import_dynamic` and
 * `-buildmode=pie` make both without cgo, so the file itself is asked.
 * @throws FormatError when the tables are malformed
 * @example dynamicNeeds(readElf(bytes)) // { needed: [] }
 * @see System V gABI, "Program Interpreter", "Dynamic Section"
 */
export function dynamicNeeds(file: ElfFile): DynamicNeeds {
  const interpreters = file.segments.filter((segment) => segment.type === PT_INTERP);
  const dynamics = file.segments.filter((segment) => segment.type === PT_DYNAMIC);
  // gABI: at most one of each in a file. A loader takes the first, a reader might take the last.
  if (interpreters.length > 1 || dynamics.length > 1) {
    throw new FormatError('elf', 'the file has more than one interpreter or dynamic segment');
  }
  const [interpreter] = interpreters;
  const [dynamic] = dynamics;
  const needed = dynamic === undefined ? [] : readNeeded(file, dynamic.offset, dynamic.fileSize);
  if (interpreter === undefined) return { needed };
  const bytes = file.data.slice(interpreter.offset, interpreter.fileSize, 'the interpreter');
  return { interpreter: tableString(bytes, 0, MAX_STRING), needed };
}

function readNeeded(file: ElfFile, offset: number, size: number): readonly string[] {
  const width = file.is64 ? 16 : 8;
  const count = Math.floor(size / width);
  if (count > MAX_ENTRIES) {
    throw new FormatError('elf', `${count} dynamic entries are more than the ${MAX_ENTRIES} that are read`);
  }
  const names: bigint[] = [];
  let table: bigint | undefined;
  let tableSize: bigint | undefined;
  for (let index = 0; index < count; index += 1) {
    const at = offset + index * width;
    const tag = file.data.address(at);
    const value = file.data.address(at + width / 2);
    if (tag === DT_NULL) break;
    if (tag === DT_NEEDED) names.push(value);
    if (tag === DT_STRTAB) table = value;
    if (tag === DT_STRSZ) tableSize = value;
  }
  if (names.length === 0) return [];
  if (table === undefined || tableSize === undefined) {
    throw new FormatError('elf', 'the dynamic section names libraries but has no string table');
  }
  const bytes = bytesAt(file, table, tableSize);
  return names.map((name) => tableString(bytes, Number(name), MAX_STRING));
}

/** The file's bytes behind a range of memory, which must lie inside one loadable segment. */
function bytesAt(file: ElfFile, address: bigint, size: bigint): Uint8Array {
  const segment = file.segments.find(
    (each) =>
      each.type === PT_LOAD && address >= each.address && address + size <= each.address + BigInt(each.fileSize),
  );
  if (segment === undefined) {
    throw new FormatError('elf', 'the dynamic string table lies in no loadable segment');
  }
  return file.data.slice(segment.offset + Number(address - segment.address), Number(size), 'the dynamic string table');
}
