import { printable } from '../../formats/elf/elf-bytes.ts';
import { type ElfFile, isElf, readElf } from '../../formats/elf/elf-file.ts';
import { placeOf } from '../../formats/elf/locate.ts';
import { FormatError } from '../../formats/format-error.ts';

/** Where two files differ. Offsets are bytes. */
export interface ByteDifference {
  /** First byte that differs; the shorter length when one is a prefix of the other. */
  readonly firstByte: number;
  readonly differingBytes: number;
  /** First byte that differs outside of the build ID notes, which follow from everything else. */
  readonly firstContentByte?: number;
  /** Differing bytes by part of file A, most first. */
  readonly places: readonly { readonly place: string; readonly bytes: number }[];
}

/** Sections that hold nothing but hashes of the rest. */
const BUILD_ID_SECTIONS: readonly string[] = ['.note.go.buildid', '.note.gnu.build-id'];

const TEXT_WINDOW = 96;

/**
 * The file's ELF headers, or undefined when it has none that can be read.
 * @example tryReadElf(new Uint8Array(4)) // undefined
 */
export function tryReadElf(bytes: Uint8Array): ElfFile | undefined {
  if (!isElf(bytes)) return undefined;
  try {
    return readElf(bytes);
  } catch (error) {
    if (error instanceof FormatError) return undefined;
    throw error;
  }
}

/**
 * Compares two files byte by byte; undefined when they are equal.
 * @param file - headers of A, for the places
 * @example findDifference(a, b, tryReadElf(a))?.firstByte
 */
export function findDifference(a: Uint8Array, b: Uint8Array, file: ElfFile | undefined): ByteDifference | undefined {
  const length = Math.min(a.length, b.length);
  const ids = (file?.sections ?? []).filter((section) => BUILD_ID_SECTIONS.includes(section.name));
  const counts = new Map<string, number>();
  let first = -1;
  let firstContent = -1;
  let count = 0;
  // The place of an offset is looked up once for a run of 256 bytes: exact enough to rank by, and quick in large files.
  let block = -1;
  let place = '';
  for (let at = 0; at < length; at += 1) {
    if (a[at] === b[at]) continue;
    count += 1;
    if (first === -1) first = at;
    if (firstContent === -1 && !ids.some((each) => at >= each.offset && at < each.offset + each.size))
      firstContent = at;
    if (at >> 8 !== block) {
      block = at >> 8;
      place = file === undefined ? 'the file' : placeOf(file, at);
    }
    counts.set(place, (counts.get(place) ?? 0) + 1);
  }
  if (first === -1 && a.length === b.length) return undefined;
  if (firstContent === -1 && a.length !== b.length) firstContent = length;
  return {
    firstByte: first === -1 ? length : first,
    differingBytes: count,
    ...(firstContent === -1 ? {} : { firstContentByte: firstContent }),
    places: [...counts].map(([name, bytes]) => ({ place: name, bytes })).sort((x, y) => y.bytes - x.bytes),
  };
}

/**
 * The printable text around an offset, at most some hundred characters; empty where there is none.
 * @example textAround(bytes, 4096) // 'built at 2026-11-24'
 */
export function textAround(bytes: Uint8Array, offset: number): string {
  const shown = (byte: number | undefined): boolean => byte !== undefined && byte >= 0x20 && byte < 0x7f;
  if (!shown(bytes[offset])) return '';
  let from = offset;
  let to = offset;
  while (from > 0 && offset - from < TEXT_WINDOW / 3 && shown(bytes[from - 1])) from -= 1;
  while (to < bytes.length && to - offset < TEXT_WINDOW && shown(bytes[to])) to += 1;
  return printable(bytes.subarray(from, to));
}

/** Tells whether a file has a text in it. @example holdsText(bytes, '/home/me') */
export function holdsText(bytes: Uint8Array, text: string): boolean {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(text);
}
