// docs/interop.md has a cell for each pair that is tested, and those that are made quickly are made here; the rest is in matrix.heavy.test.ts.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { interopTables, statedCell, withTables } from '../../docs/interop.ts';
import { cellOf, keyTypesOf, rowName } from './matrix/cells.ts';
import { MATRIX_ROWS } from './matrix/rows.ts';
import { KEY_TYPES, openWorkbench } from './matrix/workbench.ts';
import { withoutPeers } from './peer.ts';

const skip = withoutPeers('registry-ggcr', 'registry-distribution', 'cosign', 'notation', 'crane');
const page = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'interop.md'), 'utf8');

test('the page has each row once and nothing else between its marks', () => {
  const names = MATRIX_ROWS.map(rowName);
  assert.deepEqual([...new Set(names)], names);
  const stated = interopTables((row, type) => statedCell(page, row, type) ?? assert.fail(`no row: ${rowName(row)}`));
  assert.equal(page, withTables(page, stated));
  for (const row of MATRIX_ROWS)
    for (const type of KEY_TYPES) {
      const allowed = keyTypesOf(row).includes(type) ? ['index, child', 'index', 'child', 'no'] : ['-'];
      assert.ok(allowed.includes(statedCell(page, row, type) ?? ''), `${rowName(row)}, ${type}`);
    }
});

test('what is signed here is taken there, by the index and by a child', { skip }, async () => {
  const bench = await openWorkbench();
  after(bench.stop);
  const quick = MATRIX_ROWS.filter(
    ({ signs, verifies, what, envelope, storage }) =>
      signs === 'Twinseal' &&
      verifies !== 'cosign 2.6' &&
      what === 'signature' &&
      !['layout', 'cosign’s tag'].includes(storage) &&
      !envelope.includes('stamped'),
  );
  assert.ok(quick.length >= 6);
  for (const row of quick)
    assert.equal(await cellOf(row, 'P-256', bench), statedCell(page, row, 'P-256'), rowName(row));
});
