import type { Executable, ExecutableSection } from '../executable/executable.ts';
import { decodeUtf8 } from '../utf8.ts';

/** A file of an `embed.FS`. */
export interface EmbeddedFile {
  /** Path as `//go:embed` took it, from the package's folder: `static/index.html`. */
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Counts the `embed.FS` of the program, in the order of their addresses: two packages may embed files of one name. */
  readonly table: number;
  /** Address of that table, by which a symbol (`main.files.files`) names its variable. */
  readonly tableAddress: number;
}

const HASH = 16;
const MAX_FILES = 1_000_000;
const MAX_NAME = 4096;
const MAX_SHARED = 4;

/**
 * Finds the files of every `embed.FS` in a program. The compiler writes each as a slice header that points right behind
 * itself, followed by one record a file: name, data and the first 16 bytes of a hash; nothing else looks like that, so that
 * it is found without symbols. A folder (a name that ends in `/`) has no data and is left out. A file that was embedded as a
 * string or bytes stands in no such table: the program does not know its name.
 *
 * @returns in the order of their addresses; none where a linker other than Go's left pointers to be filled in at loading
 * @example findEmbeddedFiles(readExecutable(bytes)).map((file) => file.name) // ['static/index.html']
 * @see cmd/compile/internal/staticdata.WriteEmbed; embed.FS
 */
export function findEmbeddedFiles(program: Executable): readonly EmbeddedFile[] {
  const width = program.is64 ? 8 : 4;
  const record = 4 * width + HASH;
  const { bytes, littleEndian } = program;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const loaded = program.sections
    .filter((section) => section.size > 0 && section.address > 0 && !section.compressed)
    .toSorted((a, b) => a.address - b.address);
  const low = (at: number): number => view.getUint32(at, littleEndian);
  const word = (at: number): number => {
    if (width === 4) return low(at);
    const [first, second] = [low(at), low(at + 4)];
    return littleEndian ? second * 2 ** 32 + first : first * 2 ** 32 + second;
  };
  const found: EmbeddedFile[] = [];
  let tables = 0;
  // Records that were looked at, in all: headers that lie on purpose would make the time quadratic.
  let looked = 0;
  // Equal files share their bytes; more than this in all is made to be compared for ever.
  let left = MAX_SHARED * bytes.length;
  for (const section of loaded.filter((each) => !each.code && !each.name.includes('pclntab'))) {
    const words = alignedWords(bytes, section, littleEndian);
    const last = section.offset + section.size - 3 * width;
    const aligned = section.offset + ((width - (section.address % width)) % width);
    for (let at = aligned; at <= last && looked < MAX_FILES; at += width) {
      const self = section.address + (at - section.offset) + 3 * width;
      const first =
        words === undefined ? low(littleEndian || width === 4 ? at : at + 4) : words[(at - section.offset) >> 2];
      if (first !== self >>> 0 || word(at) !== self) continue;
      const count = word(at + width);
      if (count === 0 || word(at + 2 * width) !== count) continue;
      if (count > MAX_FILES || at + 3 * width + count * record > section.offset + section.size) continue;
      const files: EmbeddedFile[] = [];
      for (let index = 0; index < count; index += 1) {
        const from = at + 3 * width + index * record;
        looked += 1;
        const name = nameAt(loaded, bytes, word(from), word(from + width));
        if (name === undefined) break;
        const [address, size] = [word(from + 2 * width), word(from + 3 * width)];
        const data = size === 0 ? bytes.subarray(0, 0) : rangeAt(loaded, bytes, address, size);
        left -= size;
        if (data === undefined || left < 0) break;
        files.push({ name, bytes: data, table: tables, tableAddress: self - 3 * width });
      }
      if (files.length < count) continue;
      tables += 1;
      for (const file of files) if (!file.name.endsWith('/')) found.push(file);
      at += 2 * width + count * record;
    }
  }
  return found;
}

/** A section as 32-bit numbers, where this machine and the place in memory allow it: reading by them is several times as fast. */
function alignedWords(
  bytes: Uint8Array,
  { offset, size }: ExecutableSection,
  littleEndian: boolean,
): Uint32Array | undefined {
  const own = new Uint8Array(new Uint32Array([1]).buffer)[0] === 1;
  if (own !== littleEndian || !littleEndian || (bytes.byteOffset + offset) % 4 !== 0) return undefined;
  return new Uint32Array(bytes.buffer, bytes.byteOffset + offset, size >> 2);
}

function nameAt(
  loaded: readonly ExecutableSection[],
  bytes: Uint8Array,
  address: number,
  size: number,
): string | undefined {
  if (size === 0 || size > MAX_NAME) return undefined;
  const name = rangeAt(loaded, bytes, address, size);
  if (name === undefined || name.includes(0)) return undefined;
  try {
    return decodeUtf8(name);
  } catch {
    return undefined;
  }
}

/** The file's bytes behind a range of memory that lies inside one section. */
function rangeAt(
  loaded: readonly ExecutableSection[],
  bytes: Uint8Array,
  address: number,
  size: number,
): Uint8Array | undefined {
  let [from, to] = [0, loaded.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((loaded[middle]?.address ?? 0) <= address) from = middle + 1;
    else to = middle;
  }
  const section = loaded[from - 1];
  if (section === undefined || address + size > section.address + section.size) return undefined;
  const offset = section.offset + (address - section.address);
  return bytes.subarray(offset, offset + size);
}
