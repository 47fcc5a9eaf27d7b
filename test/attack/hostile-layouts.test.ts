// The table of broken and hostile layouts: each is made from a good one, differs from an accepted twin in one place only, and is
// given exactly the code that is meant for it. Every code has its row.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FINDING_CODES } from '../../src/records/finding-codes.ts';
import { ARCHIVE_ATTACKS } from '../support/layout-attacks/archives.ts';
import { DOCUMENT_ATTACKS } from '../support/layout-attacks/documents.ts';
import { LAYER_ATTACKS } from '../support/layout-attacks/layers.ts';
import { LAYOUT_ATTACKS } from '../support/layout-attacks/layouts.ts';
import { PLATFORM_ATTACKS } from '../support/layout-attacks/platforms.ts';
import { type Attacks, draft, validateDraft } from '../support/layout-draft.ts';

const TABLES: readonly Attacks[] = [DOCUMENT_ATTACKS, LAYOUT_ATTACKS, ARCHIVE_ATTACKS, PLATFORM_ATTACKS, LAYER_ATTACKS];
const ROWS = TABLES.flatMap((table) => Object.entries(table));

test('every code has one row, and no row has two', () => {
  const rows = ROWS.map(([code]) => code);
  assert.deepEqual([...rows].sort(), Object.keys(FINDING_CODES).sort());
  assert.ok(rows.length >= 80);
  assert.equal(new Set(ROWS.map(([, [title]]) => title)).size, rows.length);
});

test('the layout that every row starts from has no finding at all', async () => {
  assert.deepEqual((await validateDraft(draft())).findings, []);
});

for (const [code, [title, attack, { twin, options = {} } = {}]] of ROWS)
  test(`${title}: ${code}`, { timeout: 60_000 }, async () => {
    const parts = draft();
    attack(parts);
    const { findings } = await validateDraft(parts, options);
    assert.deepEqual(
      [...new Set(findings.map((finding) => finding.code))],
      [code],
      JSON.stringify(findings.slice(0, 5), null, 1),
    );
    for (const { reason, source, remedy } of findings) {
      assert.ok(reason.length > 10 && source.length > 5 && remedy.length > 5, reason);
      assert.match(reason, /^[^\n]*$/);
    }
    if (twin === undefined) return;
    const accepted = draft();
    twin(accepted);
    const report = await validateDraft(accepted, options);
    assert.deepEqual(
      report.findings.filter((finding) => finding.severity === 'error' || finding.code === code),
      [],
    );
  });
