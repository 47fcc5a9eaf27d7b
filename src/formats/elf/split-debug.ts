import { FormatError } from '../format-error.ts';
import { debugFileOf } from './debug-file.ts';
import { DEBUG_LINK, debugFileCrc, debugLinkBytes } from './debug-link.ts';
import { splitSections } from './debug-sections.ts';
import { readElf } from './elf-file.ts';
import { gnuBuildId } from './gnu-build-id.ts';
import { findSection } from './locate.ts';
import { shippedFileOf } from './shipped-file.ts';

/** A program in two files that find each other by the build ID, and by name and CRC. */
export interface SplitProgram {
  /** Runs as the whole did, without debug information and symbol table. */
  readonly shipped: Uint8Array;
  readonly debug: Uint8Array;
  /** GNU build ID, lower-case hex, the same in both. */
  readonly buildId: string;
  /** File name of the debug file in the program's link: `<build ID>.debug`. */
  readonly name: string;
}

/**
 * Splits the debug information off a program. Both files depend on the program's bytes alone: nothing of time, place or
 * tool is in them. DWARF is moved as the linker wrote it, compressed or not.
 * @param bytes - the whole ELF file, of either width and byte order
 * @throws FormatError (`elf`) when the file is malformed, has no debug information or no GNU build ID, was split before, or is
 *   laid out so that it can not be split
 * @example const { shipped, debug, name } = splitDebug(bytes)
 * @see GDB manual, "Debugging Information in Separate Files"; GNU objcopy, --only-keep-debug, --add-gnu-debuglink
 */
export function splitDebug(bytes: Uint8Array): SplitProgram {
  const file = readElf(bytes);
  const sections = splitSections(file);
  if (findSection(file, DEBUG_LINK) !== undefined)
    throw new FormatError('elf', `the file has a ${DEBUG_LINK} already: its debug information was split off before`);
  if (!sections.some(({ name, debug }) => debug && /^\.z?debug_info$/.test(name)))
    throw new FormatError('elf', 'the file has no debug information (.debug_info) that could be split off');
  const buildId = gnuBuildId(file);
  if (buildId === undefined)
    throw new FormatError(
      'elf',
      'the file has no GNU build ID (.note.gnu.build-id), by which its debug file would be found',
    );
  const debug = debugFileOf(file, sections);
  const name = `${buildId}.debug`;
  const link = debugLinkBytes({ name, crc: debugFileCrc(debug) }, file.littleEndian);
  return { shipped: shippedFileOf(file, sections, link), debug, buildId, name };
}
