import { escapeTerminal } from '../../escape/terminal.ts';
import type { Report, ReportLine } from './report.ts';

const WORDS = {
  pass: 'PASS',
  fail: 'FAIL',
  skip: 'SKIP',
  fault: 'CANNOT TELL',
  warning: 'WARNING',
  hint: 'HINT',
} as const;
const COLOURS = { pass: 32, fail: 31, skip: 90, fault: 33, warning: 33, hint: 90 } as const;

/**
 * One line a check, the status word first, and the outcome with its reason in the last line, so that `tail -1` tells
 * enough and `grep ^FAIL` finds the rest.
 *
 * @param options - `quiet` leaves out what holds: nothing at all is printed for an allow
 * @example textReport(report, { colours: false, quiet: false }) // 'PASS  image ...\nallow: ...\n'
 */
export function textReport(report: Report, options: { readonly colours: boolean; readonly quiet: boolean }): string {
  const shown = options.quiet
    ? report.lines.filter(({ status }) => status === 'fail' || status === 'fault')
    : report.lines;
  const widths = {
    word: Math.max(4, ...shown.map(({ status }) => WORDS[status].length)),
    id: Math.min(32, Math.max(0, ...shown.map(({ id }) => id.length))),
    about: Math.min(48, Math.max(0, ...shown.map(({ about }) => about.length))),
  };
  const lines = shown.map((line) => lineText(line, widths, options.colours));
  if (!options.quiet || report.exit !== 0) {
    const colour = report.exit === 0 ? COLOURS.pass : report.exit === 1 ? COLOURS.fail : COLOURS.fault;
    lines.push(`${paint(report.conclusion, colour, options.colours)}: ${escapeTerminal(report.reason)}`);
  }
  return lines.map((line) => `${line}\n`).join('');
}

function lineText(
  line: ReportLine,
  widths: { readonly word: number; readonly id: number; readonly about: number },
  colours: boolean,
): string {
  const word =
    paint(WORDS[line.status], COLOURS[line.status], colours) + ' '.repeat(widths.word - WORDS[line.status].length);
  const columns = [escapeTerminal(line.id).padEnd(widths.id), escapeTerminal(line.about).padEnd(widths.about)];
  const more = (line.details ?? []).map((detail) => `\n${' '.repeat(widths.word)}  ${escapeTerminal(detail)}`);
  return `${[word, ...columns, escapeTerminal(line.reason)].join('  ')}`.trimEnd() + more.join('');
}

function paint(text: string, colour: number, colours: boolean): string {
  return colours ? `\u001b[${colour}m${text}\u001b[0m` : text;
}
