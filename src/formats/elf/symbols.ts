import { FormatError } from '../format-error.ts';
import type { ElfFile } from './elf-file.ts';
import { findSection, sectionBytes } from './locate.ts';

/** A named range of a program's memory. */
export interface ElfSymbol {
  /** Latin-1, as it stands in the file: escape it before it is shown. */
  readonly name: string;
  readonly address: number;
  /** Bytes. */
  readonly size: number;
  /** Index of its section. */
  readonly section: number;
}

// A 50 MB program has some 100,000 symbols. Names of generic functions run to several thousand bytes.
/** Most symbols of a program that are read. */
export const MAX_SYMBOLS = 4_000_000;
/** Most bytes of a symbol's name. */
export const MAX_NAME = 64 * 1024;
/** How many times the size of the table of names is read: symbols may share one long name, and would make the time quadratic. */
export const MAX_SHARED = 8;
const STT_SECTION = 3;
const STT_FILE = 4;
const SHN_UNDEF = 0;
const SHN_LORESERVE = 0xff00;

/**
 * Reads `.symtab`: what is defined in the file, without files and sections. Sizes are those that the linker wrote; Go writes
 * them for functions and variables.
 * @returns none when the table was left out (`-s`)
 * @throws FormatError (`elf`) when the table or its names leave their sections
 * @example readSymbols(file).find((symbol) => symbol.name === 'main.main')?.size
 * @see System V gABI, "Symbol Table"
 */
export function readSymbols(file: ElfFile): readonly ElfSymbol[] {
  const table = findSection(file, '.symtab');
  const strings = findSection(file, '.strtab');
  if (table === undefined || strings === undefined || table.size === 0) return [];
  const bytes = sectionBytes(file, table);
  const entry = file.is64 ? 24 : 16;
  const count = Math.floor(bytes.length / entry);
  if (count > MAX_SYMBOLS)
    throw new FormatError('elf', `${count} symbols are more than the ${MAX_SYMBOLS} that are read`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const little = file.littleEndian;
  const u64 = (at: number): number => {
    const [first, second] = [view.getUint32(at, little), view.getUint32(at + 4, little)];
    return little ? second * 2 ** 32 + first : first * 2 ** 32 + second;
  };
  const names = latin1(sectionBytes(file, strings));
  const symbols: ElfSymbol[] = [];
  let left = MAX_SHARED * names.length;
  for (let index = 1; index < count; index += 1) {
    const at = index * entry;
    const type = view.getUint8(at + (file.is64 ? 4 : 12)) & 0xf;
    const section = view.getUint16(at + (file.is64 ? 6 : 14), little);
    if (type === STT_FILE || type === STT_SECTION || section === SHN_UNDEF || section >= SHN_LORESERVE) continue;
    const name = nameAt(names, view.getUint32(at, little));
    left -= name.length;
    if (left < 0) throw new FormatError('elf', `the symbols have more than ${MAX_SHARED} times the bytes of names`);
    symbols.push({
      name,
      address: file.is64 ? u64(at + 8) : view.getUint32(at + 4, little),
      size: file.is64 ? u64(at + 16) : view.getUint32(at + 8, little),
      section,
    });
  }
  return symbols;
}

/** Decoded once as a whole: a call for each name would take longer than all the rest. */
function latin1(bytes: Uint8Array): string {
  return new TextDecoder('latin1').decode(bytes);
}

function nameAt(names: string, offset: number): string {
  const end = names.indexOf('\0', offset);
  if (offset >= names.length || end === -1 || end - offset > MAX_NAME)
    throw new FormatError('elf', `the symbol name at ${offset} does not end within ${MAX_NAME} bytes`);
  return names.substring(offset, end);
}
