/**
 * Makes the matrix of docs/static.md and writes it between its marks. It takes minutes: it compiles the standard library several
 * times. Wants gcc, musl-gcc, apt-get and qemu-user; what is not there is written as not tried.
 *
 *     node docs/static-matrix.ts
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeMatrix, matrixTable } from '../test/support/static-matrix.ts';

export const BEGIN = '<!-- Written by docs/static-matrix.ts; do not edit. -->\n';
export const END = '\n<!-- End of what is written. -->';

/** The page with another table between its marks. */
export function withTable(page: string, table: string): string {
  const [begin, end] = [page.indexOf(BEGIN), page.indexOf(END)];
  if (begin < 0 || end < begin) throw new Error('docs/static.md has lost the marks of its table');
  return page.slice(0, begin + BEGIN.length) + table + page.slice(end);
}

if (import.meta.main) {
  const path = join(import.meta.dirname, 'static.md');
  const folder = mkdtempSync(join(tmpdir(), 'twinseal-static-'));
  try {
    writeFileSync(path, withTable(readFileSync(path, 'utf8'), matrixTable(makeMatrix(folder))));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
