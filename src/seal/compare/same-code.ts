import type { Executable } from '../../formats/executable/executable.ts';

/** The code of a program, and where its data lies in memory. */
export interface CodeView {
  readonly bytes: Uint8Array;
  /** Address of the first byte. */
  readonly address: number;
  readonly goarch: string | undefined;
  /** Whether an address is one of data, not of code. */
  readonly isData: (address: number) => boolean;
}

/**
 * The code of a program; undefined when it has no section for it.
 * @example codeView(program)?.bytes.length
 */
export function codeView(program: Executable): CodeView | undefined {
  const code = program.sections.find(({ name }) => name === '.text' || name === '__TEXT,__text');
  if (code === undefined) return undefined;
  const data = program.sections.filter((each) => !each.code && each.address > 0 && !/debug/.test(each.name));
  const low = data.reduce((least, { address }) => Math.min(least, address), Number.POSITIVE_INFINITY);
  // Memory without bytes in the file (.bss) lies behind the last section that has some; what is far off is no address.
  const high = data.reduce((most, { address, size }) => Math.max(most, address + size), 0) + 64 * 1024 * 1024;
  const end = code.address + code.size;
  return {
    bytes: program.bytes.subarray(code.offset, code.offset + code.size),
    address: code.address,
    goarch: program.goarch,
    isData: (address) => address >= low && address < high && (address < code.address || address >= end),
  };
}

/**
 * Tells whether a function has the same code on both sides but for the addresses of data in it, which move whenever data
 * before them grows. It lies at the same place on both sides. Only amd64 and arm64 are looked into; on other machines any
 * byte counts.
 * @param from - bytes from the beginning of the code
 * @param size - bytes of the function
 * @example sameCode(a, b, fn.start, fn.size)
 */
export function sameCode(a: CodeView, b: CodeView, from: number, size: number): boolean {
  const [x, y] = [a.bytes.subarray(from, from + size), b.bytes.subarray(from, from + size)];
  if (Buffer.compare(x, y) === 0) return true;
  if (a.goarch === 'amd64') return sameAmd64(a, b, x, y, from);
  if (a.goarch === 'arm64') return sameArm64(x, y);
  return false;
}

/** Operands are 32-bit distances from the next instruction; up to four bytes of constant may stand between. */
function sameAmd64(a: CodeView, b: CodeView, x: Uint8Array, y: Uint8Array, from: number): boolean {
  const [own, other] = [viewOf(x), viewOf(y)];
  for (let at = 0; at < x.length; at += 1) {
    if (x[at] === y[at]) continue;
    let field = -1;
    // The first byte that differs is one of the four of the operand.
    for (let start = at; start > at - 4 && field === -1; start -= 1) {
      if (start < 1 || start + 4 > x.length || x[start - 1] !== y[start - 1]) continue;
      // ModRM of an operand in memory that is relative to the instruction: mod 00, r/m 101 (Intel SDM, volume 2, 2.1.5).
      if (((x[start - 1] ?? 0) & 0xc7) !== 0x05) continue;
      const next = from + start + 4;
      if (
        a.isData(a.address + next + own.getInt32(start, true)) &&
        b.isData(b.address + next + other.getInt32(start, true))
      )
        field = start;
    }
    if (field === -1) return false;
    at = field + 3;
  }
  return true;
}

/** A page (ADRP) and the offset in it, in the instruction that follows (ADD, or a load or store with an offset). */
function sameArm64(x: Uint8Array, y: Uint8Array): boolean {
  const [own, other] = [viewOf(x), viewOf(y)];
  const isPage = (word: number): boolean => (word & 0x9f000000) >>> 0 === 0x90000000;
  const isOffset = (word: number): boolean => (word & 0x7f800000) === 0x11000000 || (word & 0x3b000000) === 0x39000000;
  for (let at = 0; at + 4 <= x.length; at += 4) {
    const [left, right] = [own.getUint32(at, true), other.getUint32(at, true)];
    if (left === right) continue;
    if (isPage(left) && isPage(right) && (left & 0x1f) === (right & 0x1f)) continue;
    const before = at >= 4 && isPage(own.getUint32(at - 4, true)) && isPage(other.getUint32(at - 4, true));
    const operand = 0xfff << 10;
    if (!before || !isOffset(left) || !isOffset(right) || (left & ~operand) !== (right & ~operand)) return false;
  }
  return true;
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
