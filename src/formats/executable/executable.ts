import { type ElfFile, isElf, readElf, SHF_COMPRESSED, SHF_EXECINSTR, SHF_WRITE } from '../elf/elf-file.ts';
import { goArchOf, machineName } from '../elf/machine.ts';
import { FormatError } from '../format-error.ts';
import { isMachO, readMachO } from '../macho/macho-file.ts';
import { isPe, readPe } from '../pe/pe-file.ts';

// Sections of a real program lie side by side; a few linkers let small ones share bytes.
const MAX_OVERLAP = 2;

/** A part of a program with a name. `size` is what it takes in the file. */
export interface ExecutableSection {
  /** As the format writes it: `.text`, `__TEXT,__text`. */
  readonly name: string;
  /** Bytes from the file's start. */
  readonly offset: number;
  readonly size: number;
  /** Where it is loaded; 0 for a section that isn't. */
  readonly address: number;
  readonly code: boolean;
  readonly writable: boolean;
  readonly compressed: boolean;
}

/** The headers of a program, whichever format it has. */
export interface Executable {
  readonly format: 'elf' | 'mach-o' | 'pe';
  readonly bytes: Uint8Array;
  /** The machine of the header, for people: `EM_X86_64`, `CPU_TYPE_ARM64`, `IMAGE_FILE_MACHINE_AMD64`. */
  readonly machine: string;
  /** The GOARCH for it, where Go has one. */
  readonly goarch?: string;
  readonly is64: boolean;
  readonly littleEndian: boolean;
  readonly sections: readonly ExecutableSection[];
  /** Whether it has a symbol table (`-s` leaves it out). */
  readonly hasSymbols: boolean;
  /** Where it stands in Mach-O and PE; offsets and sizes are bytes of the file. */
  readonly symbolTable?: {
    readonly offset: number;
    readonly count: number;
    readonly strings: number;
    readonly stringsSize: number;
  };
  /** The ELF file itself, for what only ELF has. */
  readonly elf?: ElfFile;
}

/**
 * Reads the headers of a program: ELF, Mach-O (one architecture) or PE. Nothing is run or loaded.
 * @param bytes - the whole file
 * @throws FormatError when it is none of them, or breaks its own bounds
 * @example readExecutable(await readFile('app.exe')).format // 'pe'
 */
export function readExecutable(bytes: Uint8Array): Executable {
  if (isElf(bytes)) return apart(fromElf(readElf(bytes)));
  if (isMachO(bytes)) return apart(readMachO(bytes));
  if (isPe(bytes)) return apart(readPe(bytes));
  throw new FormatError('executable', 'the file is no ELF, Mach-O or PE program', '@0');
}

/** Sections that all lie over one another would make whoever reads each of them read the file thousands of times. */
function apart(program: Executable): Executable {
  const sum = program.sections.reduce((total, { size }) => total + size, 0);
  if (sum > MAX_OVERLAP * program.bytes.length)
    throw new FormatError(program.format, `the sections have ${sum} bytes, many times as many as the file`);
  return program;
}

/**
 * An ELF file as a program among others.
 * @throws FormatError when an address is one that no program has (2^53 and above)
 * @example fromElf(readElf(bytes)).machine // 'EM_X86_64'
 */
export function fromElf(file: ElfFile): Executable {
  const goarch = goArchOf(file);
  return {
    format: 'elf',
    bytes: file.data.bytes,
    machine: machineName(file.machine),
    ...(goarch === undefined ? {} : { goarch }),
    is64: file.is64,
    littleEndian: file.littleEndian,
    sections: file.sections.map((section) => {
      if (section.address > BigInt(Number.MAX_SAFE_INTEGER))
        throw new FormatError('elf', `section ${section.name} is loaded where no program is`);
      return {
        name: section.name,
        offset: section.offset,
        size: section.size,
        address: Number(section.address),
        code: (section.flags & SHF_EXECINSTR) !== 0,
        writable: (section.flags & SHF_WRITE) !== 0,
        compressed: (section.flags & SHF_COMPRESSED) !== 0,
      };
    }),
    hasSymbols: file.sections.some((section) => section.name === '.symtab' && section.size > 0),
    elf: file,
  };
}
