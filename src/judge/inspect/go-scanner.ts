import { isElf, readElf } from '../../formats/elf/elf-file.ts';
import { FormatError } from '../../formats/format-error.ts';
import { BUILD_INFO_MAGIC, readBuildInfo } from '../../formats/gobuild/binary-build-info.ts';
import type { BuildInfo } from '../../formats/gobuild/build-info.ts';
import type { GoBuildFacts, GoProgram } from '../../records/go-programs.ts';

/** What a file says of its build; `undefined` for what Go did not build. */
export type GoScan = Pick<GoProgram, 'go' | 'why'> | undefined;

/** A part of the file that is kept while it passes. */
interface Kept {
  readonly from: number;
  readonly bytes: Uint8Array;
}

const MAGIC = Buffer.from(BUILD_INFO_MAGIC);
const HEAD = 64 * 1024;
// The section headers of the largest file that is read: 8192 of 64 bytes.
const MAX_HEADERS = 512 * 1024;
// Build info has a line for each module and setting; that of Kubernetes has 30 KB.
const MAX_INFO = 256 * 1024;
// A program that reads build info itself has the magic among its constants.
const MAX_PLACES = 16;
const MAX_SIZE = 2 ** 31;
const MAX_SETTINGS = 8 * 1024;
const PF_W = 2;
const PT_LOAD = 1;

/**
 * Finds the build info of a Go program while its bytes pass, in one reading and some megabytes at most, however large it is: what
 * follows each place that begins like build info is kept, with the headers, which tell at the end whether a section begins there.
 * Made once, and used for one file after another.
 *
 * @example
 * const scanner = new GoScanner();
 * scanner.begin(entry.size);
 * for await (const chunk of tar.content()) if (!scanner.add(chunk)) break;
 * scanner.end()?.go?.goVersion // 'go1.26.8'
 * @see debug/buildinfo; cmd/link/internal/ld.Link.buildinfo; System V gABI, "Section Header"
 */
export class GoScanner {
  readonly #head = new Uint8Array(HEAD);
  /** Memory for places, filled again for each file. */
  readonly #rooms: Uint8Array[] = [];
  #size = 0;
  #at = 0;
  #headers: Kept | undefined;
  #places: Kept[] = [];
  #tooMany = false;
  #isElf = true;
  /** The last bytes before the next chunk, in which the magic may begin. */
  #carry = new Uint8Array();

  /** A new file of so many bytes. @example scanner.begin(entry.size) */
  begin(size: number): void {
    this.#size = size;
    this.#at = 0;
    this.#headers = undefined;
    this.#places = [];
    this.#tooMany = false;
    this.#isElf = true;
    this.#carry = new Uint8Array();
  }

  /**
   * The next bytes of the file.
   * @returns false when it is no ELF file, so that the rest is of no use
   * @example if (!scanner.add(chunk)) break;
   */
  add(chunk: Uint8Array): boolean {
    const from = this.#at;
    if (from < HEAD) this.#head.set(chunk.subarray(0, HEAD - from), from);
    this.#at += chunk.length;
    if (this.#at < 4) return true;
    if (from < 4) this.#isElf = isElf(this.#head);
    if (!this.#isElf) return false;
    // The place of the section headers is in the first 64 bytes.
    if (this.#at >= 64) this.#headers ??= this.#expectHeaders();
    if (this.#headers !== undefined) fill(this.#headers, from, chunk);
    for (const place of this.#places) fill(place, from, chunk);
    this.#search(from, chunk);
    return true;
  }

  /** What the file was. @example scanner.end()?.why */
  end(): GoScan {
    if (this.#places.length === 0 || this.#at < this.#size) return undefined;
    try {
      if (this.#size > MAX_SIZE) return { why: 'it is larger than 2 GiB' };
      const info = this.#locate();
      return info === undefined ? undefined : factsOf(info);
    } catch (error) {
      if (!(error instanceof FormatError)) throw error;
      return { why: error.message };
    }
  }

  /** Build info is what a section begins with; without sections, what stands in the data segment, where Go looks then. */
  #locate(): BuildInfo | undefined {
    // Only what is written to takes memory.
    const bytes = new Uint8Array(this.#size);
    try {
      bytes.set(this.#head.subarray(0, Math.min(HEAD, this.#size)));
      if (this.#headers !== undefined) bytes.set(this.#headers.bytes, this.#headers.from);
      const { sections, segments } = readElf(bytes);
      const sizeAt = (offset: number): number => {
        if (sections.length > 0)
          return Math.max(0, ...sections.filter((one) => one.offset === offset).map(({ size }) => size));
        const data = segments.find(
          (one) => one.type === PT_LOAD && (one.flags & PF_W) !== 0 && holds(one.offset, one.fileSize, offset),
        );
        return data === undefined || offset % 16 !== 0 ? 0 : data.offset + data.fileSize - offset;
      };
      for (const place of this.#places) {
        const size = sizeAt(place.from);
        const info =
          size === 0 ? undefined : readBuildInfo(place.bytes.subarray(0, Math.min(size, place.bytes.length)));
        if (info !== undefined) return info;
      }
      if (this.#tooMany)
        throw new FormatError('go-build-info', `more than ${MAX_PLACES} places of it begin like build info`);
      return undefined;
    } finally {
      // What waits for the garbage collector would be the size of each program.
      bytes.buffer.transfer(0);
    }
  }

  #expectHeaders(): Kept {
    const view = new DataView(this.#head.buffer);
    const [is64, little] = [this.#head[4] === 2, this.#head[5] === 1];
    const offset = is64 ? Number(view.getBigUint64(40, little)) : view.getUint32(32, little);
    const length = view.getUint16(is64 ? 58 : 46, little) * view.getUint16(is64 ? 60 : 48, little);
    const inside = offset + length <= this.#size && length <= MAX_HEADERS;
    const kept = { from: inside ? offset : 0, bytes: new Uint8Array(inside ? length : 0) };
    fill(kept, 0, this.#head.subarray(0, Math.min(this.#at, HEAD)));
    return kept;
  }

  #search(from: number, chunk: Uint8Array): void {
    const carry = this.#carry;
    if (carry.length > 0) {
      const seam = Buffer.concat([carry, chunk.subarray(0, MAGIC.length - 1)]);
      for (let at = seam.indexOf(MAGIC); at >= 0; at = seam.indexOf(MAGIC, at + 1))
        this.#keep(from - carry.length + at, from - carry.length, seam, chunk, from);
    }
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length);
    for (let at = bytes.indexOf(MAGIC); at >= 0; at = bytes.indexOf(MAGIC, at + 1))
      this.#keep(from + at, from, chunk, chunk, from);
    const last = chunk.length >= MAGIC.length - 1 ? chunk : Buffer.concat([carry, chunk]);
    this.#carry = new Uint8Array(last.subarray(Math.max(0, last.length - MAGIC.length + 1)));
  }

  #keep(place: number, seamFrom: number, seam: Uint8Array, chunk: Uint8Array, from: number): void {
    if (this.#places.length >= MAX_PLACES) {
      this.#tooMany = true;
      return;
    }
    const number = this.#places.length;
    const room = this.#rooms[number] ?? new Uint8Array(MAX_INFO);
    this.#rooms[number] = room;
    const kept = { from: place, bytes: room.subarray(0, Math.min(MAX_INFO, this.#size - place)) };
    fill(kept, seamFrom, seam);
    fill(kept, from, chunk);
    this.#places.push(kept);
  }
}

/** Copies what a chunk has of a part. */
function fill({ from, bytes }: Kept, at: number, chunk: Uint8Array): void {
  const [begin, end] = [Math.max(from, at), Math.min(from + bytes.length, at + chunk.length)];
  if (begin < end) bytes.set(chunk.subarray(begin - at, end - at), begin - from);
}

function holds(from: number, length: number, offset: number): boolean {
  return from <= offset && offset < from + length;
}

function factsOf({ goVersion, main, settings }: BuildInfo): GoScan {
  const mainModule = { path: main?.path ?? '', version: main?.version ?? '' };
  const texts = [goVersion, mainModule.path, mainModule.version, ...settings.flatMap(({ key, value }) => [key, value])];
  if (texts.reduce((sum, { length }) => sum + length, 0) > MAX_SETTINGS)
    return { why: `its build info has settings of more than ${MAX_SETTINGS} characters` };
  const go: GoBuildFacts = { goVersion, mainModule, buildSettings: settings.map(({ key, value }) => [key, value]) };
  // Parts of a text keep all of it in memory: these are copies.
  return { go: JSON.parse(JSON.stringify(go)) };
}
