import { type Figure, median, reached, type Unit } from './claim.ts';

/** Why a claim has no figure. */
export interface Unmeasured {
  readonly claim: string;
  readonly why: string;
}

const HEADINGS = ['claim', 'against', 'ours', 'peer', 'figure', '(lowest to highest)', 'target', 'reached'];

/** The figures as a table for a terminal; what could not be measured follows it, one line each. */
export function table(figures: readonly Figure[], unmeasured: readonly Unmeasured[]): string {
  const rows = figures.map((figure) => [
    figure.claim,
    figure.against,
    amount(median(figure.ours), figure.unit),
    amount(median(figure.peer), figure.unit),
    `${figure.ratio.toFixed(2)} x`,
    `${figure.lowest.toFixed(2)} to ${figure.highest.toFixed(2)}, ${figure.ours.length} rounds`,
    figure.target === undefined ? '' : `<= ${figure.target}`,
    { true: 'yes', false: 'no', undefined: '' }[`${reached(figure)}`],
  ]);
  const lines = [HEADINGS, ...rows];
  const widths = HEADINGS.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  const text = lines.map((line) =>
    line
      .map((cell, column) => (cell ?? '').padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  return [...text, ...unmeasured.map(({ claim, why }) => `${claim}: NOT MEASURED: ${why}`), ''].join('\n');
}

function amount(value: number, unit: Unit | undefined): string {
  if (unit !== undefined) return `${value.toFixed(unit === 'MB' ? 1 : 0)} ${unit}`;
  if (value >= 1000) return `${(value / 1000).toFixed(2)} s`;
  return `${value.toFixed(value < 10 ? 2 : 0)} ms`;
}
