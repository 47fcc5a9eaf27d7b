import type { Executable } from '../../../formats/executable/executable.ts';
import type { SectionDifference } from '../../../records/difference.ts';
import { type Comparison, cause, type RankedCause, STRENGTH } from '../comparison.ts';
import { valuesOf } from './build-settings.ts';

const DEBUG = /^(?:\.z?debug_|__DWARF,|\.gnu_debug|\.symtab$|\.strtab$|\.shstrtab$)/;
const MAX_SECTIONS = 4;
const DWARF = /^(?:\.z?debug_|__DWARF,)/;

/**
 * Symbols or debug information that one side lacks, or that alone differ.
 * @example debugInfoCauses(comparison)[0]?.reason // 'A has no symbol table and no DWARF, B has both'
 */
export function debugInfoCauses(comparison: Comparison): readonly RankedCause[] {
  const { a, b, sections } = comparison;
  if (a.headers === undefined || b.headers === undefined || a.headers.format !== b.headers.format) return [];
  const [x, y] = [has(a.headers), has(b.headers)];
  // Left out by the linker makes another link command and so another build ID; strip leaves the ID as it is.
  const sameId = a.id !== undefined && b.id !== undefined && a.id.linkAction === b.id.linkAction;
  const evidence = [
    `A has ${described(x)}, B has ${described(y)}`,
    ...alone(sections, 'a'),
    ...alone(sections, 'b'),
    ...sections
      .filter(({ name, a: own, b: other }) => DEBUG.test(name) && own !== undefined && other !== undefined)
      .slice(0, MAX_SECTIONS)
      .map(
        ({ name, a: own, b: other, differingBytes }) =>
          `section ${name}: ${own} bytes on A, ${other} on B, ${differingBytes} differ`,
      ),
  ];
  if (x.symbols !== y.symbols || x.dwarf !== y.dwarf) {
    const missing = lacks(x, y) === lacks(y, x) ? 'one side' : lacks(x, y) ? 'A' : 'B';
    return [
      cause('debug-info', STRENGTH.debug + 14, false, {
        reason: `A has ${described(x)}, B has ${described(y)}: ${
          sameId
            ? `${missing} was stripped after it was linked, since the build ID is the same`
            : 'the linker was told so on one side only (-s or -w)'
        }`,
        fix: sameId
          ? 'strip neither or both; what strips in the link itself (-ldflags "-s -w") is the same on every machine'
          : 'give both builds the same -ldflags (-s -w)',
        evidence,
      }),
    ];
  }
  const others = sections.filter(({ name }) => !DEBUG.test(name) && !isId(name));
  if (others.length > 0 || !sections.some(({ name }) => DWARF.test(name))) return [];
  if (x.compressed !== y.compressed)
    return [
      cause('debug-info', STRENGTH.debug + 1, false, {
        reason: `the debug information is compressed on ${x.compressed ? 'A' : 'B'} only`,
        fix: 'give both builds the same -compressdwarf, or leave debug information out (-ldflags -w)',
        evidence,
      }),
    ];
  const host = x.compressed && [a, b].some(({ info }) => info !== undefined && newEncoder(info.goVersion));
  return [
    cause('debug-info', STRENGTH.debug, false, {
      reason: 'only the debug information differs: what runs is the same',
      fix: host
        ? 'build with -ldflags -w or -compressdwarf=false: since Go 1.27 compressed debug information depends on the machine that builds'
        : 'compare the paths and flags of both builds, or leave debug information out (-ldflags -w)',
      evidence: [
        ...evidence,
        ...(a.info === undefined ? [] : [`-trimpath: ${valuesOf(a.info).get('-trimpath') ?? 'absent'} on both`]),
      ],
    }),
  ];
}

/** A section that holds nothing but the build ID. @example isId('.note.go.buildid') // true */
export function isId(name: string): boolean {
  return name === '.note.go.buildid' || name === '.note.gnu.build-id';
}

function alone(sections: readonly SectionDifference[], side: 'a' | 'b'): readonly string[] {
  const other = side === 'a' ? 'b' : 'a';
  const own = sections.filter((each) => each[side] !== undefined && each[other] === undefined && DEBUG.test(each.name));
  if (own.length === 0) return [];
  const bytes = own.reduce((sum, each) => sum + (each[side] ?? 0), 0);
  const names = own.slice(0, MAX_SECTIONS).map(({ name }) => name);
  return [
    `in ${side.toUpperCase()} only, ${bytes} bytes: ${names.join(', ')}${own.length > names.length ? ' ...' : ''}`,
  ];
}

interface Held {
  readonly symbols: boolean;
  readonly dwarf: boolean;
  readonly compressed: boolean;
}

function has({ hasSymbols, sections }: Executable): Held {
  const dwarf = sections.filter(({ name, size }) => DWARF.test(name) && size > 0);
  return { symbols: hasSymbols, dwarf: dwarf.length > 0, compressed: dwarf.some(({ compressed }) => compressed) };
}

/** Whether one has not what the other has. */
function lacks(one: Held, other: Held): boolean {
  return (other.symbols && !one.symbols) || (other.dwarf && !one.dwarf);
}

function described({ symbols, dwarf, compressed }: Held): string {
  const debug = dwarf ? `${compressed ? 'compressed ' : ''}DWARF` : 'no DWARF';
  return `${symbols ? 'a symbol table' : 'no symbol table'} and ${debug}`;
}

/** @see golang.org/issue/81589 */
function newEncoder(version: string): boolean {
  const minor = /^go1\.(\d+)/.exec(version)?.[1];
  return minor !== undefined && Number(minor) >= 27;
}
