import { printable } from '../elf/elf-bytes.ts';
import type { Executable } from '../executable/executable.ts';
import { BUILD_INFO_MAGIC, readBuildInfo } from './binary-build-info.ts';
import { type GoBuildId, goBuildId, parseGoBuildId } from './build-id.ts';
import type { BuildInfo } from './build-info.ts';

// Where the linker has no note or section of its own, it puts the build ID first into the code, framed by these.
const ID_START = [0xff, ...new TextEncoder().encode(' Go build ID: "')];
const ID_WINDOW = 32 * 1024;
const ID_LONGEST = 1024;
// debug/buildinfo looks through the first megabyte of the data segment, at every 16th byte.
const INFO_WINDOW = 1024 * 1024;
const INFO_ALIGNMENT = 16;
const INFO_SECTIONS: readonly string[] = ['.go.buildinfo', '__DATA,__go_buildinfo', '__DATA_CONST,__go_buildinfo'];

/**
 * The build info of a program of any format: of its own section in ELF and Mach-O, of the data section in PE.
 * @returns undefined when there is none
 * @throws FormatError when there is one that is malformed
 * @example programBuildInfo(readExecutable(bytes))?.goVersion // 'go1.26.8'
 * @see debug/buildinfo.readRawBuildInfo
 */
export function programBuildInfo(program: Executable): BuildInfo | undefined {
  const own = program.sections.find((section) => INFO_SECTIONS.includes(section.name));
  if (own !== undefined) return readBuildInfo(program.bytes.subarray(own.offset, own.offset + own.size));
  const data = program.sections.find((section) => section.name === '.data');
  if (program.format !== 'pe' || data === undefined) return undefined;
  const bytes = program.bytes.subarray(data.offset, data.offset + data.size);
  for (let at = 0; at < Math.min(INFO_WINDOW, bytes.length); at += INFO_ALIGNMENT)
    if (BUILD_INFO_MAGIC.every((byte, index) => bytes[at + index] === byte)) return readBuildInfo(bytes.subarray(at));
  return undefined;
}

/**
 * The Go build ID of a program of any format: of its note in ELF, of the beginning of its code elsewhere.
 * @throws FormatError when a note leaves its segment
 * @example programBuildId(readExecutable(bytes))?.linkAction
 * @see cmd/internal/buildid.ReadFile
 */
export function programBuildId(program: Executable): GoBuildId | undefined {
  if (program.elf !== undefined) return goBuildId(program.elf);
  const code = program.sections.find((section) => section.code);
  if (code === undefined) return undefined;
  const bytes = program.bytes.subarray(code.offset, code.offset + Math.min(code.size, ID_WINDOW));
  for (let at = bytes.indexOf(0xff); at !== -1; at = bytes.indexOf(0xff, at + 1)) {
    if (!ID_START.every((byte, index) => bytes[at + index] === byte)) continue;
    const from = bytes.indexOf(0x22, at) + 1;
    const end = bytes.indexOf(0x22, from);
    if (end === -1 || end - from > ID_LONGEST) return undefined;
    return parseGoBuildId(printable(bytes.subarray(from, end)));
  }
  return undefined;
}
