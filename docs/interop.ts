/**
 * The tables of docs/interop.md. `test/interop/matrix.heavy.test.ts` makes every cell with the real programs and fails where the page says
 * something else; with UPDATE_DOCS=1 it writes the page anew.
 */
import { type Cell, keyTypesOf } from '../test/interop/matrix/cells.ts';
import { MATRIX_ROWS, type MatrixRow } from '../test/interop/matrix/rows.ts';
import { KEY_TYPES, type KeyType } from '../test/interop/matrix/workbench.ts';

const BEGIN = '<!-- Written by test/interop/matrix.heavy.test.ts; do not edit. -->\n';
const END = '\n<!-- End of what is written. -->';

/** Says what a cell holds. */
export type CellOf = (row: MatrixRow, type: KeyType) => Cell;

/** Both tables, there to here first. @example interopTables((row, type) => seen.get(`${rowName(row)} ${type}`) ?? '-') */
export function interopTables(cellOf: CellOf): string {
  const fromThere = MATRIX_ROWS.filter(({ verifies }) => verifies === 'Twinseal');
  const fromHere = MATRIX_ROWS.filter(({ signs }) => signs === 'Twinseal');
  return [
    `## Signed there, verified here\n\n${table('signed by', fromThere, ({ signs }) => signs, cellOf)}`,
    `## Signed here, verified there\n\n${table('verified by', fromHere, ({ verifies }) => verifies, cellOf)}`,
  ].join('\n\n');
}

function table(by: string, rows: readonly MatrixRow[], who: (row: MatrixRow) => string, cellOf: CellOf): string {
  return [
    `| ${[by, 'what', 'envelope', 'kept in', ...KEY_TYPES].join(' | ')} |`,
    `|${'---|'.repeat(4 + KEY_TYPES.length)}`,
    ...rows.map((row) => {
      const cells = KEY_TYPES.map((type) => (keyTypesOf(row).includes(type) ? cellOf(row, type) : '-'));
      return `| ${[who(row), row.what, row.envelope, row.storage, ...cells].join(' | ')} |`;
    }),
  ].join('\n');
}

/** The page with other tables between its marks. @throws Error when it has lost them */
export function withTables(page: string, tables: string): string {
  const [begin, end] = [page.indexOf(BEGIN), page.indexOf(END)];
  if (begin < 0 || end < begin) throw new Error('docs/interop.md has lost the marks of its tables');
  return page.slice(0, begin + BEGIN.length) + tables + page.slice(end);
}

/** What the page says of a cell; undefined when it has no such row. @example statedCell(page, row, 'P-256') // 'index, child' */
export function statedCell(page: string, row: MatrixRow, type: KeyType): Cell | undefined {
  const here = row.verifies === 'Twinseal';
  const [first = '', second = ''] = page.split('## Signed here, verified there');
  const head = [here ? row.signs : row.verifies, row.what, row.envelope, row.storage].join(' | ');
  const line = (here ? first : second).split('\n').find((one) => one.startsWith(`| ${head} |`));
  return line?.split(' | ')[4 + KEY_TYPES.indexOf(type)]?.replace(/ \|$/, '') as Cell | undefined;
}
