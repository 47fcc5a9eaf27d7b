import type { ExecutableSection } from '../../../formats/executable/executable.ts';
import type { Comparison, RankedCause } from '../comparison.ts';
import type { Program } from '../program.ts';
import { sides } from '../words.ts';
import { linkerValue } from './linker-flags.ts';

const SUFFIX = '.str';
const MAX_VALUE = 4096;
const MAX_VALUES = 100_000;
const MAX_CAUSES = 8;

/**
 * Variables that the linker set (`-X`), read from the programs themselves: with -trimpath nothing else tells. The linker puts
 * each value into a symbol `pkg.name.str`, with a NUL behind it; in a stripped program the NUL still tells it from a
 * constant, which has none, but not which variable it is.
 * @example linkerValues(comparison)[0]?.reason
 * @see cmd/link/internal/ld.addstrdata
 */
export function linkerValues({ a, b }: Comparison): readonly RankedCause[] {
  if (a.symbols.length > 0 && b.symbols.length > 0) return named(a, b);
  const [left, right] = [variables(a), variables(b)];
  const recorded = new Set(
    [a.info, b.info].flatMap((info) =>
      info === undefined ? [] : [info.goVersion, ...info.settings.map(({ value }) => value)],
    ),
  );
  const causes: RankedCause[] = [];
  for (const [place, value] of left) {
    const other = right.get(place);
    if (other === undefined || other === value || causes.length >= MAX_CAUSES) continue;
    if (recorded.has(value) || recorded.has(other)) continue;
    causes.push(linkerValue(undefined, value, other, [sides(`string variable at ${place}`, value, other)]));
  }
  return causes;
}

function named(a: Program, b: Program): readonly RankedCause[] {
  const [left, right] = [values(a), values(b)];
  const names = [...new Set([...left.keys(), ...right.keys()])].filter((name) => left.get(name) !== right.get(name));
  return names.slice(0, MAX_CAUSES).map((name) => {
    const [x, y] = [left.get(name), right.get(name)];
    return linkerValue(name, x, y, [sides(`symbol ${name}${SUFFIX}`, x, y)]);
  });
}

/** Values by the name of the variable. No Go variable can be named `x.str`, so that the linker's symbols are told by it. */
function values(program: Program): ReadonlyMap<string, string> {
  const names = new Set(program.symbols.map(({ name }) => name));
  const found = new Map<string, string>();
  for (const symbol of program.symbols) {
    if (!symbol.name.endsWith(SUFFIX) || symbol.size === 0 || symbol.size > MAX_VALUE) continue;
    const variable = symbol.name.slice(0, -SUFFIX.length);
    const section = program.headers?.sections[symbol.section];
    // cmd/go itself sets some of the runtime: build info and version, which have families of their own.
    if (variable.startsWith('runtime.') || !names.has(variable) || section === undefined) continue;
    const from = section.offset + (symbol.address - section.address);
    // Formats without sizes count padding in; the value ends at its NUL.
    const bytes = program.bytes.subarray(from, from + symbol.size);
    const end = bytes.indexOf(0);
    if (from >= section.offset && end !== -1) found.set(variable, new TextDecoder().decode(bytes.subarray(0, end)));
  }
  return found;
}

/** Values of string variables that end in NUL, by their place in the section of variables. */
function variables(program: Program): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const sections = program.headers?.sections ?? [];
  const width = program.headers?.is64 === false ? 4 : 8;
  const little = program.headers?.littleEndian ?? true;
  const data = sections.find((each) => each.name === '.data' || each.name === '__DATA,__data');
  const constants = sections.filter((each) => /(?:^\.ro?data$|^\.rdata$|__rodata$)/.test(each.name) && !each.writable);
  if (data === undefined) return found;
  const { bytes } = program;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const word = (at: number): number => {
    if (width === 4) return view.getUint32(at, little);
    const [first, second] = [view.getUint32(at, little), view.getUint32(at + 4, little)];
    return little ? second * 2 ** 32 + first : first * 2 ** 32 + second;
  };
  for (let at = 0; at + 2 * width <= data.size && found.size < MAX_VALUES; at += width) {
    const size = word(data.offset + at + width);
    if (size === 0 || size > MAX_VALUE) continue;
    const text = constantAt(bytes, constants, word(data.offset + at), size);
    if (text !== undefined) found.set(`${data.name}+0x${at.toString(16)}`, text);
  }
  return found;
}

function constantAt(
  bytes: Uint8Array,
  constants: readonly ExecutableSection[],
  address: number,
  size: number,
): string | undefined {
  const section = constants.find((each) => address >= each.address && address + size < each.address + each.size);
  if (section === undefined) return undefined;
  const from = section.offset + (address - section.address);
  if (bytes[from + size] !== 0) return undefined;
  for (let at = from; at < from + size; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte < 0x20 || byte === 0x7f) return undefined;
  }
  return new TextDecoder().decode(bytes.subarray(from, from + size));
}
