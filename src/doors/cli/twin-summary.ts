import type { Digest } from '../../formats/digest.ts';
import type { ConditionComparison, Isolation } from '../../records/conditions.ts';
import { escapeTerminal } from '../escape/terminal.ts';
import { type AuthenticitySummary, authenticityLines } from './authenticity-lines.ts';

/** One program for one platform with what each side built. */
export interface TwinLine {
  readonly platform: string;
  readonly name: string;
  readonly a: Digest;
  readonly b: Digest;
  /** Bytes of the program that ships, as side A built it. */
  readonly size: number;
  /** Bytes of the program without `--strip`. */
  readonly unstripped?: number;
  /** What was split off it: with the size of the program before. */
  readonly debug?: DebugLine;
}

/** A debug file with what each side split off. Sizes are bytes. */
export interface DebugLine {
  readonly buildId: string;
  readonly name: string;
  readonly a: Digest;
  readonly b: Digest;
  readonly size: number;
  /** Of the program before the split. */
  readonly wholeSize: number;
}

/** Both sides, side by side, whatever came of it. */
export interface TwinSummary {
  readonly binaries: readonly TwinLine[];
  readonly conditions: readonly ConditionComparison[];
  readonly isolation: { readonly a: Isolation; readonly b: Isolation };
  /** The Go of each side, and the modules, as Go's checksum database knows them or not. */
  readonly authenticity: AuthenticitySummary;
}

/**
 * Shows both digests of each program, its size, what became of its debug information, and what the sides did and did not differ in.
 * @example twinText(summary) // 'linux/amd64  app  A sha256:...\n                 B sha256:...  identical\n...'
 */
export function twinText(summary: TwinSummary): string {
  const width = Math.max(0, ...summary.binaries.map(({ platform, name }) => platform.length + name.length + 2));
  const lines = summary.binaries.flatMap(({ platform, name, a, b, ...sizes }) => [
    `${`${platform}  ${escapeTerminal(name)}`.padEnd(width)}  A ${a}`,
    `${' '.repeat(width)}  B ${b}  ${a === b ? 'identical' : 'DIFFERENT'}`,
    ...sizeLines(sizes).map((line) => `${' '.repeat(width)}  ${line}`),
  ]);
  const varied = summary.conditions.filter((condition) => condition.varied).map(({ name }) => name);
  lines.push(`varied: ${varied.join(', ') || 'nothing'}`);
  for (const { name, varied: was, why } of summary.conditions)
    if (!was) lines.push(`not varied: ${name} (${escapeTerminal(why ?? 'no reason is recorded')})`);
  for (const side of ['a', 'b'] as const) {
    const { kind, networkless, missing } = summary.isolation[side];
    lines.push(
      `side ${side.toUpperCase()}: isolated by ${kind}, ${networkless ? 'no network' : 'network NOT cut off'}`,
    );
    // Reasons are mostly one and the same.
    const reasons = [...new Set(missing.map(({ why }) => why))];
    for (const reason of reasons) {
      const names = missing.filter(({ why }) => why === reason).map(({ name }) => name);
      lines.push(`side ${side.toUpperCase()}: not in force: ${names.join(', ')} (${escapeTerminal(reason)})`);
    }
  }
  lines.push(...authenticityLines(summary.authenticity));
  return lines.map((line) => `${line}\n`).join('');
}

function sizeLines({ size, unstripped, debug }: Pick<TwinLine, 'size' | 'unstripped' | 'debug'>): readonly string[] {
  if (debug === undefined) return [`${size} bytes${unstripped === undefined ? '' : `, ${unstripped} before --strip`}`];
  const { name, a, b, wholeSize } = debug;
  return [
    `${size} bytes, ${wholeSize} before its debug information was split off`,
    `debug file ${name}, ${debug.size} bytes${a === b ? '' : ', DIFFERENT'}`,
  ];
}
