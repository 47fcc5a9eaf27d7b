import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { BEGIN, END, withTable } from '../../docs/static-matrix.ts';
import { ERROR_CATALOGUE } from '../../src/records/error-catalogue.ts';
import { WAYS } from '../support/static-matrix.ts';

const page = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'static.md'), 'utf8');
const again =
  'run `node docs/static-matrix.ts` where gcc, musl-gcc, apt-get and qemu-user are, and commit what it writes';
const rows = page.slice(page.indexOf(BEGIN), page.indexOf(END)).trim().split('\n').slice(3);

test('docs/static.md has a row for each way to build, and each was tried in every root folder', () => {
  assert.deepEqual(
    rows.map((row) => row.split(' | ').slice(0, 3).join(' | ')),
    WAYS.map(({ arch, cgo, text }) => `| ${arch} | ${cgo} | ${text}`),
    again,
  );
  for (const row of rows) assert.doesNotMatch(row, /not tried/, again);
});

test('what the page says of a seal are codes that there are', () => {
  for (const row of rows) {
    const answer = row.split('|').at(-2)?.trim() ?? '';
    assert.ok(answer === 'accepted' || answer.replaceAll('`', '') in ERROR_CATALOGUE, answer);
  }
});

test('the table is replaced between its marks and nowhere else', () => {
  assert.equal(withTable(`a\n${BEGIN}old${END}\nb`, 'new'), `a\n${BEGIN}new${END}\nb`);
  assert.throws(() => withTable('no marks', 'new'), /marks/);
});
