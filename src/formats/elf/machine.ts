// e_machine values: gABI "Machine" table and the psABI supplements; GOARCH names: `go tool dist list`.
const NAMES: Readonly<Record<number, string>> = {
  3: 'EM_386',
  8: 'EM_MIPS',
  20: 'EM_PPC',
  21: 'EM_PPC64',
  22: 'EM_S390',
  40: 'EM_ARM',
  62: 'EM_X86_64',
  183: 'EM_AARCH64',
  243: 'EM_RISCV',
  258: 'EM_LOONGARCH',
};

/**
 * The name of an `e_machine` value, for people; `machine 999` for one that isn't known here.
 * @example machineName(62) // 'EM_X86_64'
 */
export function machineName(machine: number): string {
  return NAMES[machine] ?? `machine ${machine}`;
}

/**
 * The GOARCH that a machine, width and byte order stand for, or undefined where Go has none.
 * @example goArchOf({ machine: 62, is64: true, littleEndian: true }) // 'amd64'
 * @see gABI, "ELF Header", e_machine; `go tool dist list`
 */
export function goArchOf(file: {
  readonly machine: number;
  readonly is64: boolean;
  readonly littleEndian: boolean;
}): string | undefined {
  const { machine, is64, littleEndian } = file;
  switch (machine) {
    case 3:
      return !is64 && littleEndian ? '386' : undefined;
    case 8:
      return `${is64 ? 'mips64' : 'mips'}${littleEndian ? 'le' : ''}`;
    case 21:
      return is64 ? (littleEndian ? 'ppc64le' : 'ppc64') : undefined;
    case 22:
      return is64 && !littleEndian ? 's390x' : undefined;
    case 40:
      return !is64 && littleEndian ? 'arm' : undefined;
    case 62:
      return is64 && littleEndian ? 'amd64' : undefined;
    case 183:
      return is64 && littleEndian ? 'arm64' : undefined;
    case 243:
      return is64 && littleEndian ? 'riscv64' : undefined;
    case 258:
      return is64 && littleEndian ? 'loong64' : undefined;
    default:
      return undefined;
  }
}
