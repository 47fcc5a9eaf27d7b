// Every cell of docs/interop.md, made by the real programs. UPDATE_DOCS=1 writes what was seen into the page.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { interopTables, statedCell, withTables } from '../../docs/interop.ts';
import { type Cell, cellOf, rowName } from './matrix/cells.ts';
import { MATRIX_ROWS } from './matrix/rows.ts';
import { KEY_TYPES, openWorkbench } from './matrix/workbench.ts';
import { withoutPeers } from './peer.ts';

const skip = withoutPeers(
  'registry-ggcr',
  'registry-distribution',
  'cosign',
  'cosign2',
  'notation',
  'crane',
  'timestamp-server',
);
const file = join(import.meta.dirname, '..', '..', 'docs', 'interop.md');
const page = readFileSync(file, 'utf8');
const update = process.env.UPDATE_DOCS === '1';
const bench = skip === false ? await openWorkbench() : undefined;
after(() => bench?.stop());
// Here and not in the first test that asks for it, with whose end it would end.
await bench?.stamps();
const seen = new Map<string, Cell>();

for (const type of KEY_TYPES)
  test(`each pair with a key of the type ${type} does what the page says`, { skip }, async () => {
    if (bench === undefined) return;
    for (const row of MATRIX_ROWS) {
      const cell = await cellOf(row, type, bench);
      seen.set(`${rowName(row)} ${type}`, cell);
      if (!update) assert.equal(cell, statedCell(page, row, type), `${rowName(row)}, ${type}`);
    }
  });

test('the page is what was seen', { skip }, () => {
  const tables = interopTables((row, type) => seen.get(`${rowName(row)} ${type}`) ?? assert.fail(rowName(row)));
  if (update) writeFileSync(file, withTables(page, tables));
  else assert.equal(page, withTables(page, tables), 'UPDATE_DOCS=1 writes the page');
});
