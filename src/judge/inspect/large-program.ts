import { isElf, PT_DYNAMIC, PT_INTERP, PT_NOTE, readElf } from '../../formats/elf/elf-file.ts';
import { FormatError } from '../../formats/format-error.ts';
import { type ProgramFacts, readProgram } from './program.ts';

/** A part of a file: from, and how many bytes. */
export interface FilePart {
  readonly from: number;
  readonly length: number;
}

const MAX_SIZE = 2 ** 31;
const MAX_PART = 2 ** 20;
const MAX_KEPT = 16 * 2 ** 20;

/**
 * Reads what a program says of itself without holding it: only the parts that its headers lead to are filled in, and memory that
 * nothing was written to takes none. For a Go program that is one more reading of its layer, for others two.
 *
 * @param size - bytes of the file
 * @param head - its first bytes, where the headers are
 * @param read - gives parts of the file, each with its place, in one reading
 * @returns undefined for what is no ELF file, or larger than 2 GiB
 * @throws what `read` throws
 * @example await readLargeProgram(size, head, (parts, put) => readLayerAgain(parts, put))
 */
export async function readLargeProgram(
  size: number,
  head: Uint8Array,
  read: (parts: readonly FilePart[], put: (from: number, bytes: Uint8Array) => void) => Promise<void>,
): Promise<ProgramFacts | undefined> {
  if (!isElf(head) || size > MAX_SIZE) return undefined;
  const bytes = new Uint8Array(size);
  bytes.set(head);
  const known: FilePart[] = [{ from: 0, length: head.length }];
  const fill = async (parts: readonly FilePart[]): Promise<void> => {
    const missing = parts.filter(({ from, length }) => length > 0 && !known.some((part) => holds(part, from, length)));
    if (missing.length === 0) return;
    await read(missing, (from, part) => bytes.set(part, from));
    known.push(...missing);
  };
  try {
    const { sectionHeaders, segments } = readElf(bytes);
    const needed = segments.filter(({ type }) => [PT_DYNAMIC, PT_INTERP, PT_NOTE].includes(type));
    await fill([
      { from: sectionHeaders.offset, length: sectionHeaders.size },
      ...small(needed.map(({ offset, fileSize }) => ({ from: offset, length: fileSize }))),
    ]);
    await fill(small(readElf(bytes).sections.map(({ offset, size: length }) => ({ from: offset, length }))));
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    return { script: false, malformed: true, why: `the program is malformed: ${error.message}` };
  }
  const facts = readProgram(bytes);
  // A table of names that is too large to fetch reads as empty ones.
  return facts.needed?.includes('') === true ? { ...facts, needed: [] } : facts;
}

/** The smallest parts, as many as are kept: code and debug information are of no use here. */
function small(parts: readonly FilePart[]): readonly FilePart[] {
  let left = MAX_KEPT;
  return parts
    .filter(({ length }) => length <= MAX_PART)
    .toSorted((a, b) => a.length - b.length)
    .filter(({ length }) => {
      left -= length;
      return left >= 0;
    });
}

function holds(part: FilePart, from: number, length: number): boolean {
  return part.from <= from && from + length <= part.from + part.length;
}
