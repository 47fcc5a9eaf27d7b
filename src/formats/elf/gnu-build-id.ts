import { FormatError } from '../format-error.ts';
import type { ElfFile } from './elf-file.ts';
import { readNotes } from './notes.ts';

const GNU_BUILD_ID = 3;
// One byte names the folder, and Go takes at most 32.
const MIN_BYTES = 2;
const MAX_BYTES = 64;

/**
 * The GNU build ID of a program or of its debug file in lower-case hex, or undefined when it has none. Go's linker writes
 * one since 1.24, and since 1.22 when it is told to (`-B gobuildid`).
 * @throws FormatError when a note is malformed, there are two different ones, or it is shorter than 2 or longer than 64 bytes
 * @example gnuBuildId(readElf(bytes)) // '14d85221b308214bd7b2c3576a211540b6988dab'
 * @see cmd/link, -B; GDB manual, "Debugging Information in Separate Files"
 */
export function gnuBuildId(file: ElfFile): string | undefined {
  const notes = readNotes(file).filter(({ owner, type }) => owner === 'GNU' && type === GNU_BUILD_ID);
  const ids = new Set(notes.map(({ bytes }) => hex(bytes)));
  if (ids.size > 1) throw new FormatError('elf', 'the file has two different GNU build IDs');
  const [id] = ids;
  if (id !== undefined && (id.length < 2 * MIN_BYTES || id.length > 2 * MAX_BYTES))
    throw new FormatError('elf', `a GNU build ID of ${id.length / 2} bytes: ${MIN_BYTES} to ${MAX_BYTES} are expected`);
  return id;
}

/**
 * Where debuggers look for the debug file of a build ID below their folder for debug files.
 * @param id - lower-case hex
 * @example debugPath('14d85221') // '.build-id/14/d85221.debug'
 * @see GDB manual, "Debugging Information in Separate Files"
 */
export function debugPath(id: string): string {
  return `.build-id/${id.slice(0, 2)}/${id.slice(2)}.debug`;
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes.subarray(0, MAX_BYTES + 1), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
