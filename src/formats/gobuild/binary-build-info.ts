import type { ElfFile } from '../elf/elf-file.ts';
import { findSection, sectionBytes } from '../elf/locate.ts';
import { FormatError } from '../format-error.ts';
import { decodeUtf8 } from '../utf8.ts';
import { type BuildInfo, parseBuildInfo } from './build-info.ts';

// "\xff Go buildinf:", in a 32-byte header; the strings follow when bit 1 of byte 15 is set (Go 1.18 and later).
/** What build info begins with, on a 16-byte boundary. */
export const BUILD_INFO_MAGIC: readonly number[] = [
  0xff, 0x20, 0x47, 0x6f, 0x20, 0x62, 0x75, 0x69, 0x6c, 0x64, 0x69, 0x6e, 0x66, 0x3a,
];
const HEADER = 32;
const INLINE_STRINGS = 2;
// cmd/go/internal/modload frames the text by 16 random bytes on either side, so that a file's text can't pass as one.
const FRAME = 16;
const MAX_STRING = 16 * 1024 * 1024;

/**
 * Reads the build info of a Go program from its section `.go.buildinfo`.
 * @returns undefined when there is none: not Go, or stripped of it
 * @throws FormatError when there is one that is malformed, or in the pointer form of Go before 1.18
 * @example binaryBuildInfo(readElf(bytes))?.goVersion // 'go1.26.8'
 * @see debug/buildinfo; cmd/link/internal/ld.Link.buildinfo
 */
export function binaryBuildInfo(file: ElfFile): BuildInfo | undefined {
  const section = findSection(file, '.go.buildinfo');
  if (section === undefined) return undefined;
  return readBuildInfo(sectionBytes(file, section));
}

/**
 * Reads build info from the bytes that begin with it; more may follow.
 * @returns undefined when they don't begin with its magic
 * @throws FormatError when it is malformed, or in the pointer form of Go before 1.18
 * @example readBuildInfo(sectionBytes(file, section))?.goVersion
 */
export function readBuildInfo(bytes: Uint8Array): BuildInfo | undefined {
  if (bytes.length < HEADER || BUILD_INFO_MAGIC.some((byte, index) => bytes[index] !== byte)) return undefined;
  if (((bytes[15] ?? 0) & INLINE_STRINGS) === 0) {
    throw new FormatError(
      'go-build-info',
      'the program was built by a Go older than 1.18, whose build info is not read',
    );
  }
  const version = readString(bytes, HEADER);
  const module = readString(bytes, version.end);
  if (version.bytes.length === 0) throw new FormatError('go-build-info', 'build info names no Go version');
  const goVersion = decodeUtf8(version.bytes);
  if (module.bytes.length === 0) return parseBuildInfo(goVersion, '');
  if (module.bytes.length < 2 * FRAME + 1 || module.bytes[module.bytes.length - FRAME - 1] !== 0x0a) {
    throw new FormatError('go-build-info', 'the module text of build info has not its frame');
  }
  return parseBuildInfo(goVersion, decodeUtf8(module.bytes.subarray(FRAME, -FRAME)));
}

function readString(bytes: Uint8Array, offset: number): { readonly bytes: Uint8Array; readonly end: number } {
  let length = 0;
  let at = offset;
  for (let shift = 0; ; shift += 7) {
    const byte = bytes[at];
    at += 1;
    // Five groups of seven bits are far above the bound; more would be a number made to overflow.
    if (byte === undefined || shift > 28)
      throw new FormatError('go-build-info', 'a string length is malformed', `@${at}`);
    length += (byte & 0x7f) * 2 ** shift;
    if (byte < 0x80) break;
  }
  if (length > MAX_STRING || at + length > bytes.length) {
    throw new FormatError('go-build-info', 'a string of build info leaves its section', `@${at}`);
  }
  return { bytes: bytes.subarray(at, at + length), end: at + length };
}
