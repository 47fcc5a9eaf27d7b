import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { makeMatrix, ROOTS, type Row } from '../support/static-matrix.ts';

const folder = mkdtempSync(join(tmpdir(), 'twinseal-static-'));
after(() => rmSync(folder, { recursive: true, force: true }));

const page = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'static.md'), 'utf8');

test('each program starts where docs/static.md says, and is refused or accepted as it says', (t) => {
  const tried: Row[] = [];
  for (const row of makeMatrix(folder)) {
    const { arch, cgo, text } = row.way;
    const line = page.split('\n').find((each) => each.startsWith(`| ${arch} | ${cgo} | ${text} |`));
    assert.ok(line !== undefined, `no row for ${arch} ${cgo} ${text}`);
    const [needs = '', ...written] = line
      .split('|')
      .slice(4, -1)
      .map((cell) => cell.trim());
    const found = [...ROOTS.map((root) => row.cells[root]), row.seal];
    for (const [at, cell] of found.entries()) {
      const what = `${arch}, CGO_ENABLED=${cgo}, ${text}, ${ROOTS[at] ?? 'a seal'}`;
      if (cell.startsWith('not tried')) t.diagnostic(`${what}: ${cell}`);
      else assert.equal(cell, written[at], what);
    }
    // Which libraries are named beside the loader depends on the version of the C library.
    if (!row.needs.startsWith('not tried')) assert.equal(row.needs.split(',')[0], needs.split(',')[0], text);
    if (!row.cells.scratch.startsWith('not tried')) tried.push(row);
  }
  assert.ok(
    tried.some(({ way, cells }) => way.cgo === '0' && way.flags.length === 0 && cells.scratch === 'runs'),
    'not even the plain program was tried in an empty root folder',
  );
});
