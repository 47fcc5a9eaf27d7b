import { FormatError } from '../format-error.ts';
import { crc32 } from '../gzip.ts';
import { encodeUtf8 } from '../utf8.ts';
import { tableString } from './elf-bytes.ts';
import type { ElfFile } from './elf-file.ts';
import { findSection, sectionBytes } from './locate.ts';

/** Name of the section in which a program names the file with its debug information. */
export const DEBUG_LINK = '.gnu_debuglink';

/** What a program says of its debug file: a plain file name, and the CRC-32 of the whole file. */
export interface DebugLink {
  readonly name: string;
  readonly crc: number;
}

// Longer than any name that a file system takes.
const MAX_NAME = 255;
const NAME = /^[A-Za-z0-9][A-Za-z0-9._+-]*$/;

/**
 * The content of `.gnu_debuglink`: the name with its NUL, zeros up to a multiple of four, the CRC in the file's byte order.
 * @throws FormatError when the name is no plain file name
 * @example debugLinkBytes({ name: 'ab12.debug', crc: debugFileCrc(bytes) }, true)
 * @see GDB manual, "Debugging Information in Separate Files"
 */
export function debugLinkBytes({ name, crc }: DebugLink, littleEndian: boolean): Uint8Array {
  requireName(name);
  const text = encodeUtf8(name);
  const at = Math.ceil((text.length + 1) / 4) * 4;
  const bytes = new Uint8Array(at + 4);
  bytes.set(text);
  new DataView(bytes.buffer).setUint32(at, crc, littleEndian);
  return bytes;
}

/**
 * What a program says of its debug file, or undefined when it names none.
 * @throws FormatError when the section has another form, or its name could lead out of a folder
 * @example readDebugLink(readElf(bytes))?.name // '14d8...8dab.debug'
 * @see GDB manual, "Debugging Information in Separate Files"
 */
export function readDebugLink(file: ElfFile): DebugLink | undefined {
  const section = findSection(file, DEBUG_LINK);
  if (section === undefined) return undefined;
  const bytes = sectionBytes(file, section);
  if (bytes.length > MAX_NAME + 9)
    throw new FormatError('elf', `${DEBUG_LINK} has ${bytes.length} bytes, more than a name takes`);
  const name = tableString(bytes, 0, MAX_NAME);
  requireName(name);
  const at = Math.ceil((name.length + 1) / 4) * 4;
  if (bytes.length !== at + 4 || bytes.subarray(name.length, at).some((byte) => byte !== 0))
    throw new FormatError('elf', `${DEBUG_LINK} is not a name, zeros and four bytes of CRC`);
  return { name, crc: file.data.u32(section.offset + at) };
}

/** The CRC-32 that a debug link holds, of a whole debug file. @example debugFileCrc(bytes) // 0x1b2c3d4e */
export function debugFileCrc(bytes: Uint8Array): number {
  return crc32(bytes, 0);
}

function requireName(name: string): void {
  if (name.length > MAX_NAME || !NAME.test(name))
    throw new FormatError(
      'elf',
      `${DEBUG_LINK} names ${JSON.stringify(name.slice(0, 80))}, which is no plain file name`,
    );
}
