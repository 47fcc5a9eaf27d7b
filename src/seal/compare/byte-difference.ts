import { printable } from '../../formats/elf/elf-bytes.ts';
import type { ExecutableSection } from '../../formats/executable/executable.ts';
import { MAX_SECTION_DIFFERENCES, type SectionDifference } from '../../records/difference.ts';
import type { Program } from './program.ts';

/** Where two files differ. Offsets are bytes. */
export interface ByteDifference {
  /** First byte that differs; the shorter length when one is a prefix of the other. */
  readonly firstByte: number;
  /** Over the common length. */
  readonly differingBytes: number;
}

// Equal blocks are told by one native call each; only in others are bytes counted.
const BLOCK = 64 * 1024;
const TEXT_WINDOW = 96;

/**
 * Compares two files byte by byte; undefined when they are equal.
 * @example findDifference(a, b)?.firstByte
 */
export function findDifference(a: Uint8Array, b: Uint8Array): ByteDifference | undefined {
  const length = Math.min(a.length, b.length);
  let first = -1;
  let count = 0;
  for (let from = 0; from < length; from += BLOCK) {
    const to = Math.min(from + BLOCK, length);
    if (Buffer.compare(a.subarray(from, to), b.subarray(from, to)) === 0) continue;
    for (let at = from; at < to; at += 1) {
      if (a[at] === b[at]) continue;
      if (first === -1) first = at;
      count += 1;
    }
  }
  if (first === -1 && a.length === b.length) return undefined;
  return { firstByte: first === -1 ? length : first, differingBytes: count };
}

/**
 * Compares two programs section by section: those of one name, from their beginnings, since one byte more in a section
 * moves all that follow it in the file.
 * @returns those that differ, in the order of A and then those that only B has; at most as many as a record lists
 * @example compareSections(a, b)[0]?.name // '.text'
 */
export function compareSections(a: Program, b: Program): readonly SectionDifference[] {
  const differences: SectionDifference[] = [];
  const others = new Map<string, ExecutableSection>();
  for (const section of b.headers?.sections ?? []) if (!others.has(section.name)) others.set(section.name, section);
  const seen = new Set<string>();
  for (const left of a.headers?.sections ?? []) {
    if (seen.has(left.name)) continue;
    seen.add(left.name);
    const right = others.get(left.name);
    if (right === undefined) {
      if (left.size > 0) differences.push({ name: left.name, a: left.size, differingBytes: 0 });
      continue;
    }
    const found = findDifference(
      a.bytes.subarray(left.offset, left.offset + left.size),
      b.bytes.subarray(right.offset, right.offset + right.size),
    );
    if (found === undefined) continue;
    differences.push({ name: left.name, a: left.size, b: right.size, differingBytes: found.differingBytes });
  }
  for (const right of others.values())
    if (!seen.has(right.name) && right.size > 0)
      differences.push({ name: right.name, b: right.size, differingBytes: 0 });
  return differences.slice(0, MAX_SECTION_DIFFERENCES);
}

/**
 * Names the part of a file in which an offset lies.
 * @returns a section's name, or undefined for headers, padding and files without sections
 * @example placeAt(program, 4096) // '.text'
 */
export function placeAt(program: Program, offset: number): string | undefined {
  const inside = program.headers?.sections.find((each) => offset >= each.offset && offset < each.offset + each.size);
  return inside === undefined || inside.name === '' ? undefined : inside.name;
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
