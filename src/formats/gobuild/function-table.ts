import { type BoundedView, boundedView } from '../executable/bounded-view.ts';
import type { Executable } from '../executable/executable.ts';
import { FormatError } from '../format-error.ts';

/** One function as the program's own table has it, which stripping does not remove. */
export interface GoFunction {
  /** `example.com/hello/lib.(*T).Method`; Latin-1, to be escaped before it is shown. */
  readonly name: string;
  /** Bytes from the beginning of the program's code. */
  readonly start: number;
  /** Bytes to the next function, with the padding between them. */
  readonly size: number;
  /** Line of its `func`; 0 where it is not recorded (before Go 1.20). */
  readonly startLine: number;
  /** File of its first instruction, as an index into `files`; -1 for none. */
  readonly file: number;
  /** How its lines follow its code, without where the first one is: the same for code that only moved within its file. */
  readonly lines: Uint8Array;
  /** Where the table of its files stands, and those of its package: for {@link FunctionTable.sources}. */
  readonly place: { readonly files: number; readonly unit: number };
}

/** The functions and source files of a Go program. */
export interface FunctionTable {
  /** In the order of their addresses. */
  readonly functions: readonly GoFunction[];
  /** Paths as the compiler wrote them: `example.com/hello/main.go` with -trimpath, else absolute. Those of first instructions. */
  readonly files: readonly string[];
  /**
   * The files whose code a function holds: its own, and those of functions that were inlined into it.
   * @throws FormatError when its table leaves the program's
   * @example table.sources(table.functions[0])
   */
  sources(of: GoFunction): readonly string[];
}

// internal/abi/symtab.go: the first four bytes tell the version. Go before 1.18 has tables of another form.
const GO_118 = 0xfffffff0;
const GO_120 = 0xfffffff1;
const MAX_FUNCTIONS = 4_000_000;
const MAX_NAME = 64 * 1024;
/** How many times the table's own size of names and lines is read: entries may share one, and would make the time quadratic. */
const MAX_SHARED = 4;
const FUNC_118 = 36;
const MAX_INLINED = 1000;
const NAMES: readonly string[] = ['.gopclntab', '__TEXT,__gopclntab', '.data.rel.ro.gopclntab'];
const EMPTY = new Uint8Array(0);

/**
 * Reads the table of functions (pclntab) of a Go program, Go 1.18 and later. It is part of what runs, so that it is there
 * in a stripped program too.
 * @returns undefined when the program has none, or one of an older Go
 * @throws FormatError (`pclntab`) when an entry leaves the table, or it has more than is read
 * @example readFunctionTable(readExecutable(bytes))?.functions.length
 * @see runtime.pcHeader, runtime._func, debug/gosym.LineTable
 */
export function readFunctionTable(program: Executable): FunctionTable | undefined {
  const bytes = tableBytes(program);
  if (bytes === undefined) return undefined;
  const view = boundedView(bytes, 'pclntab', program.littleEndian);
  const magic = view.u32(0);
  const width = view.u8(7);
  if (width !== 4 && width !== 8) throw new FormatError('pclntab', `${width} is no size of a pointer`, '@7');
  const word = (index: number): number => view.word(8 + index * width, width);
  const [count, fileCount] = [word(0), word(1)];
  const [nameTable, unitTable, fileTable, lineTable, table] = [word(3), word(4), word(5), word(6), word(7)];
  if (count > MAX_FUNCTIONS || fileCount > MAX_FUNCTIONS)
    throw new FormatError('pclntab', `the table has more than the ${MAX_FUNCTIONS} entries that are read`);
  // Every entry is two numbers; the table ends with the address behind the last function.
  view.slice(table, count * 8 + 4, 'the table of functions');
  // So the linker lays them out; names and paths are decoded by their ranges.
  if (nameTable > unitTable || unitTable > fileTable || fileTable > lineTable || lineTable > bytes.length)
    throw new FormatError('pclntab', 'its parts are not in their order', '@8');
  const names = latin1(view.slice(nameTable, unitTable - nameTable, 'the table of names'));
  const filePaths = latin1(view.slice(fileTable, lineTable - fileTable, 'the table of files'));
  const reader = tableReader(view, lineTable);
  const files = new Map<number, number>();
  const paths: string[] = [];
  const fileAt = (unit: number, index: number): number => {
    if (index < 0 || unit === 0xffffffff) return -1;
    const offset = view.u32(unitTable + (unit + index) * 4);
    if (offset === 0xffffffff) return -1;
    const known = files.get(offset);
    if (known !== undefined) return known;
    paths.push(reader.text(filePaths, offset));
    files.set(offset, paths.length - 1);
    return paths.length - 1;
  };
  const functions: GoFunction[] = [];
  let before = -1;
  for (let index = 0; index < count; index += 1) {
    const start = view.u32(table + index * 8);
    const end = view.u32(table + index * 8 + 8);
    if (start < before || end < start) throw new FormatError('pclntab', 'the functions are not in order', `@${table}`);
    before = start;
    const at = table + view.u32(table + index * 8 + 4);
    view.slice(at, magic === GO_120 ? FUNC_118 + 4 : FUNC_118, 'a function');
    functions.push({
      name: reader.text(names, view.u32(at + 4)),
      start,
      size: end - start,
      startLine: magic === GO_120 ? view.i32(at + 36) : 0,
      file: fileAt(view.u32(at + 32), reader.firstValue(view.u32(at + 20))),
      lines: reader.lines(view.u32(at + 24)),
      place: { files: view.u32(at + 20), unit: view.u32(at + 32) },
    });
  }
  const known = paths.length;
  return {
    functions,
    files: paths.slice(0, known),
    sources: ({ place }) => [
      ...new Set(reader.values(place.files).flatMap((value) => paths[fileAt(place.unit, value)] ?? [])),
    ],
  };
}

/** Decoded once as a whole: a call for each name would take longer than all the rest. */
function latin1(bytes: Uint8Array): string {
  return new TextDecoder('latin1').decode(bytes);
}

/** The table's bytes: of its own section, else found by its magic among the data that isn't written (PE). */
function tableBytes(program: Executable): Uint8Array | undefined {
  const own = program.sections.find((section) => NAMES.includes(section.name));
  const fits = (bytes: Uint8Array, at: number): boolean => {
    const [first, last] = program.littleEndian ? [bytes[at], bytes[at + 3]] : [bytes[at + 3], bytes[at]];
    const magic = (first === (GO_118 & 0xff) || first === (GO_120 & 0xff)) && last === 0xff;
    const quantum = bytes[at + 6];
    return (
      magic &&
      bytes[at + 1] === 0xff &&
      bytes[at + 2] === 0xff &&
      bytes[at + 4] === 0 &&
      bytes[at + 5] === 0 &&
      (quantum === 1 || quantum === 2 || quantum === 4) &&
      bytes[at + 7] === (program.is64 ? 8 : 4)
    );
  };
  const sections = own === undefined ? program.sections.filter((each) => !each.code && !each.compressed) : [own];
  for (const { offset, size } of sections) {
    const bytes = program.bytes.subarray(offset, offset + size);
    for (let at = 0; at + 72 <= (own === undefined ? bytes.length : 73); at += 8)
      if (fits(bytes, at)) return bytes.subarray(at);
  }
  return undefined;
}

interface TableReader {
  text(texts: string, offset: number): string;
  /** First value of a table of deltas; -1 for no table. */
  firstValue(offset: number): number;
  /** All values of a table of deltas, each once; at most {@link MAX_INLINED}. */
  values(offset: number): readonly number[];
  lines(offset: number): Uint8Array;
}

function tableReader(view: BoundedView, lineTable: number): TableReader {
  const { bytes } = view;
  let budget = MAX_SHARED * bytes.length;
  const spend = (size: number): void => {
    budget -= size;
    if (budget < 0)
      throw new FormatError('pclntab', `its entries take more than ${MAX_SHARED} times the bytes of the table`);
  };
  const endOfNumber = (from: number): number => {
    let at = from;
    while ((bytes[at] ?? 0) >= 0x80 && at - from < 5) at += 1;
    if (at >= bytes.length || at - from > 4)
      throw new FormatError('pclntab', `the number at ${from} is malformed`, `@${from}`);
    return at + 1;
  };
  // Zigzag: the lowest bit is the sign.
  const delta = (from: number): { readonly value: number; readonly end: number } => {
    const end = endOfNumber(from);
    let value = 0;
    for (let at = end - 1; at >= from; at -= 1) value = value * 128 + ((bytes[at] ?? 0) & 0x7f);
    return { value: value % 2 === 0 ? value / 2 : -(value + 1) / 2, end };
  };
  return {
    text(texts, offset) {
      const end = texts.indexOf('\0', offset);
      if (offset >= texts.length || end === -1 || end - offset > MAX_NAME)
        throw new FormatError('pclntab', `the name at ${offset} does not end within ${MAX_NAME} bytes`, `@${offset}`);
      spend(end - offset);
      return texts.substring(offset, end);
    },
    firstValue: (offset) => (offset === 0 ? -1 : delta(lineTable + offset).value - 1),
    values(offset) {
      const found = new Set<number>();
      let value = -1;
      for (let at = lineTable + offset; offset !== 0 && found.size < MAX_INLINED; ) {
        // A table ends with a value that does not change; the first one may.
        if (bytes[at] === 0 && found.size > 0) break;
        const step = delta(at);
        value += step.value;
        found.add(value);
        at = endOfNumber(step.end);
        spend(at - step.end);
      }
      return [...found];
    },
    lines(offset) {
      if (offset === 0) return EMPTY;
      const from = endOfNumber(lineTable + offset);
      let at = endOfNumber(from);
      // Pairs of deltas, value and address; a value that does not change ends the table.
      while (bytes[at] !== 0) {
        at = endOfNumber(at);
        at = endOfNumber(at);
      }
      spend(at - from);
      return bytes.subarray(from, at);
    },
  };
}
