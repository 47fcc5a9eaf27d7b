import { type ElfSymbol, MAX_NAME, MAX_SHARED, MAX_SYMBOLS, readSymbols } from '../elf/symbols.ts';
import { FormatError } from '../format-error.ts';
import { boundedView } from './bounded-view.ts';
import type { Executable } from './executable.ts';

/** A named range of a program's memory; `section` is an index into the sections of the program. */
export type ProgramSymbol = ElfSymbol;

// mach-o/nlist.h: debugger entries, the type, and "defined in a section".
const N_STAB = 0xe0;
const N_TYPE = 0x0e;
const N_SECT = 0x0e;
const PE_SYMBOL = 18;

/**
 * The symbols that a program defines: of `.symtab` in ELF, of LC_SYMTAB in Mach-O, of the COFF table in PE. The latter two
 * have no sizes; a symbol then reaches to the next one of its section.
 * @returns none in a stripped program
 * @throws FormatError when a table or its names leave the file
 * @example programSymbols(readExecutable(bytes)).find((symbol) => symbol.name === 'main.main')?.address
 * @see mach-o/nlist.h, nlist_64; PE/COFF specification, "COFF Symbol Table"
 */
export function programSymbols(program: Executable): readonly ProgramSymbol[] {
  if (program.elf !== undefined) return readSymbols(program.elf);
  if (program.symbolTable === undefined) return [];
  const { offset, count, strings, stringsSize } = program.symbolTable;
  if (count > MAX_SYMBOLS)
    throw new FormatError(program.format, `${count} symbols are more than the ${MAX_SYMBOLS} that are read`);
  const view = boundedView(program.bytes, program.format, program.littleEndian);
  const bytes = view.slice(strings, Math.min(stringsSize, program.bytes.length - strings), 'the table of names');
  const names = new TextDecoder('latin1').decode(bytes);
  let left = MAX_SHARED * program.bytes.length;
  const nameAt = (at: number): string => {
    const end = names.indexOf('\0', at);
    if (at >= names.length || end === -1 || end - at > MAX_NAME)
      throw new FormatError(program.format, `the symbol name at ${at} does not end within ${MAX_NAME} bytes`);
    left -= end - at;
    if (left < 0) throw new FormatError(program.format, 'the symbols share their names too often');
    return names.substring(at, end);
  };
  const starts: { readonly name: string; readonly address: number; readonly section: number }[] = [];
  const add = (name: string, section: number, address: (start: number) => number): void => {
    const start = program.sections[section]?.address;
    if (start !== undefined) starts.push({ name, section, address: address(start) });
  };
  if (program.format === 'mach-o') {
    const width = program.is64 ? 16 : 12;
    view.slice(offset, count * width, 'the symbol table');
    for (let index = 0; index < count; index += 1) {
      const at = offset + index * width;
      const type = view.u8(at + 4);
      if ((type & N_STAB) !== 0 || (type & N_TYPE) !== N_SECT) continue;
      // Names of C and of Go have an underscore before them there.
      const name = nameAt(view.u32(at)).replace(/^_/, '');
      const address = view.word(at + 8, program.is64 ? 8 : 4);
      add(name, view.u8(at + 5) - 1, () => address);
    }
  } else {
    view.slice(offset, count * PE_SYMBOL, 'the symbol table');
    for (let index = 0; index < count; index += 1 + view.u8(offset + index * PE_SYMBOL + 17)) {
      const at = offset + index * PE_SYMBOL;
      const section = view.u16(at + 12);
      if (section === 0 || section >= 0xfffe) continue;
      const value = view.u32(at + 8);
      add(
        view.u32(at) === 0 ? nameAt(view.u32(at + 4)) : shortName(view.slice(at, 8, 'a name')),
        section - 1,
        (start) => start + value,
      );
    }
  }
  return measured(program, starts);
}

function shortName(field: Uint8Array): string {
  return new TextDecoder('latin1').decode(field).replace(/\0.*$/s, '');
}

/** Each symbol with its size: up to the next one behind it in its section. */
function measured(
  program: Executable,
  starts: readonly { readonly name: string; readonly address: number; readonly section: number }[],
): readonly ProgramSymbol[] {
  const ordered = starts.toSorted((x, y) => x.section - y.section || x.address - y.address);
  let end = 0;
  const sizes = new Float64Array(ordered.length);
  for (let index = ordered.length - 1; index >= 0; index -= 1) {
    const own = ordered[index];
    const next = ordered[index + 1];
    const section = own === undefined ? undefined : program.sections[own.section];
    if (own === undefined || section === undefined) continue;
    if (next === undefined || next.section !== own.section) end = section.address + section.size;
    else if (next.address > own.address) end = next.address;
    sizes[index] = Math.max(0, end - own.address);
  }
  return ordered.map((symbol, index) => ({ ...symbol, size: sizes[index] ?? 0 }));
}
