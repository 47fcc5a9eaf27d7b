import type { Cause, ExplainedDifference } from '../../records/difference.ts';
import { type ByteDifference, compareSections, findDifference, placeAt } from './byte-difference.ts';
import { buildSettings, toolchainCauses } from './causes/build-settings.ts';
import { codeCauses, unknownCause } from './causes/code.ts';
import { debugInfoCauses } from './causes/debug-info.ts';
import { embeddedFileCauses } from './causes/embedded-files.ts';
import { foreignLinking } from './causes/foreign-linking.ts';
import { leakedConditions, leakedPaths } from './causes/leaks.ts';
import { linkCommand } from './causes/link-command.ts';
import { recordedLinkerFlags } from './causes/linker-flags.ts';
import { linkerValues } from './causes/linker-values.ts';
import { orderCauses } from './causes/order.ts';
import { platformCauses } from './causes/platform.ts';
import { sourceCauses } from './causes/sources.ts';
import { toldFlags } from './causes/told-flags.ts';
import type { Comparison, RankedCause, Recipe, Suspect } from './comparison.ts';
import { compareFunctions, packageDifferences } from './function-difference.ts';
import { bytesOf, identityOf, type Program, readProgram, sectionNamed } from './program.ts';
import { type TextDifference, textDifferences } from './text-difference.ts';

const MAX_CAUSES = 12;
const CONSTANTS: readonly string[] = [
  '.rodata',
  '.data.rel.ro',
  '__TEXT,__rodata',
  '.rdata',
  '.noptrdata',
  '__DATA,__noptrdata',
];

// Each reads evidence of its own. What was told or recorded does not need the others; code that differs is a cause only where
// nothing is known that changes code everywhere.
const RECORDED = [
  toldFlags,
  platformCauses,
  toolchainCauses,
  buildSettings,
  sourceCauses,
  recordedLinkerFlags,
  leakedPaths,
  leakedConditions,
];
const CONTENT = [embeddedFileCauses, debugInfoCauses, linkCommand];
const DEDUCED = [orderCauses, codeCauses];

/**
 * Why two programs differ: where, and the likely causes, best first, each with its evidence and its fix. It reads the files
 * and what is known of their builds, and states only what those show; the last resort is `unknown`.
 *
 * Any bytes can be given: what is damaged or hostile is read as far as it goes, in time that grows with its size.
 * @param a - one program, with what is known of its build
 * @param b - the other
 * @param recipe - what both were told; empty lists for files of which nothing is known
 * @returns undefined when they have the same bytes
 * @example explainDifference(a, b, { ldflags: [], prepare: [] })?.causes[0]?.name // 'linker-value'
 */
export function explainDifference(a: Suspect, b: Suspect, recipe: Recipe): ExplainedDifference | undefined {
  const difference = findDifference(a.bytes, b.bytes);
  if (difference === undefined) return undefined;
  const comparison = compare({ a, b }, recipe, difference);
  const place = placeAt(comparison.a, difference.firstByte);
  return {
    firstByte: difference.firstByte,
    ...(place === undefined ? {} : { section: place }),
    differingBytes: difference.differingBytes,
    identity: { a: identityOf(comparison.a), b: identityOf(comparison.b) },
    sections: comparison.sections,
    packages: packageDifferences(comparison.functions?.changes ?? []),
    causes: rankCauses(comparison),
  };
}

function compare(suspects: Comparison['suspects'], recipe: Recipe, difference: ByteDifference): Comparison {
  const [a, b] = [readProgram(suspects.a.bytes), readProgram(suspects.b.bytes)];
  const functions = compareFunctions(a, b);
  let texts: readonly TextDifference[] | undefined;
  return {
    a,
    b,
    suspects,
    recipe,
    difference,
    sections: compareSections(a, b),
    ...(functions === undefined ? {} : { functions }),
    texts: () => {
      texts ??= constantTexts(a, b);
      return texts;
    },
  };
}

function rankCauses(comparison: Comparison): readonly Cause[] {
  const found: RankedCause[] = RECORDED.flatMap((family) => family(comparison));
  const elsewhere = found.some(({ name }) => name === 'platform');
  // Programs for two systems share nothing that could be compared further.
  if (!elsewhere) {
    const told = found.some(({ name }) => name === 'ldflags-template' || name === 'linker-value');
    if (!told) found.push(...linkerValues(comparison));
    // Another buildmode or cgo setting, which is recorded, links in another way by itself.
    if (!found.some(({ changesCode }) => changesCode)) found.push(...foreignLinking(comparison));
    found.push(...CONTENT.flatMap((family) => family(comparison)));
    const explained = found.some(({ changesCode }) => changesCode) || found.some(({ name }) => name === 'link-command');
    if (!explained) for (const family of DEDUCED) found.push(...deduced(family(comparison), found));
  }
  if (found.length === 0) found.push(unknownCause(comparison));
  return found
    .toSorted((x, y) => y.strength - x.strength)
    .slice(0, MAX_CAUSES)
    .map(({ name, reason, fix, evidence }) => ({ name, reason, fix, evidence }));
}

/** Constant texts are no cause of their own where a file, a value or a path that differs put them there. */
function deduced(causes: readonly RankedCause[], found: readonly RankedCause[]): readonly RankedCause[] {
  const explainsTexts = found.length > 0;
  return causes.filter((each) => !explainsTexts || !each.evidence.every((line) => line.startsWith('a constant text')));
}

/** Texts among the constants of both: of the strings alone where symbols say where they lie. */
function constantTexts(a: Program, b: Program): readonly TextDifference[] {
  const [x, y] = [stringRange(a), stringRange(b)];
  if (x !== undefined && y !== undefined) {
    const found = textDifferences(x, y);
    if (found.length > 0) return found;
  }
  return CONSTANTS.flatMap((name) => {
    const [left, right] = [sectionNamed(a, name), sectionNamed(b, name)];
    return left === undefined || right === undefined ? [] : textDifferences(bytesOf(a, left), bytesOf(b, right));
  });
}

/** Where the linker put all string constants together. */
function stringRange(program: Program): Uint8Array | undefined {
  const first = program.symbols.find(({ name }) => name === 'go:string.*');
  const section = first === undefined ? undefined : program.headers?.sections[first.section];
  if (first === undefined || section === undefined || first.address < section.address) return undefined;
  const end = section.address + section.size;
  let next = end;
  for (const { address } of program.symbols) if (address > first.address && address < next) next = address;
  const from = section.offset + (first.address - section.address);
  return program.bytes.subarray(from, from + (next - first.address));
}
