import type { Difference } from '../../records/difference.ts';
import { escapeTerminal } from '../escape/terminal.ts';

/** A difference without its handles, for JSON. */
export type DifferenceSummary = Omit<Difference, 'a' | 'b'> & {
  readonly a: { readonly digest: string; readonly size: number; readonly kept?: string };
  readonly b: { readonly digest: string; readonly size: number; readonly kept?: string };
};

/**
 * Where two binaries part, and what most likely makes them: the best cause first, each with its fix.
 * @example differenceText([difference]) // 'linux/amd64  app  first differing byte 0x1a2b in .rodata ...'
 */
export function differenceText(differences: readonly DifferenceSummary[]): string {
  const lines = differences.flatMap((difference) => {
    const { platform, name, a, b, firstByte, section, differingBytes, causes } = difference;
    const where = section === undefined ? 'outside all sections' : `in section ${escapeTerminal(section)}`;
    return [
      `${escapeTerminal(platform)}  ${escapeTerminal(name)}  DIFFERENT`,
      ...[a, b].map(
        (side, i) =>
          `  ${i === 0 ? 'A' : 'B'} ${side.digest} ${side.size} bytes${side.kept === undefined ? '' : `, kept as ${escapeTerminal(side.kept)}`}`,
      ),
      `  first differing byte at offset 0x${firstByte.toString(16)}, ${where}; ${differingBytes} bytes differ`,
      ...causes.flatMap((cause) => [
        `  cause: ${escapeTerminal(cause.reason)} (${escapeTerminal(cause.name)})`,
        `  fix:   ${escapeTerminal(cause.fix)}`,
      ]),
    ];
  });
  return lines.map((line) => `${line}\n`).join('');
}
