// A ledger that tests edit by hand, as whoever has the folder can.
import assert from 'node:assert/strict';
import { createPrivateKey } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { logKey } from '../../src/adapters/store/log-key.ts';
import { LogSequencer } from '../../src/adapters/store/log-sequencer.ts';
import { wholeDocument } from '../../src/adapters/store/shared-text.ts';
import { openSqliteServiceStore } from '../../src/adapters/store/sqlite-store.ts';
import { sha256Digest } from '../../src/formats/digest.ts';
import { canonicalJson } from '../../src/formats/json/canonical.ts';
import { encodeUtf8 } from '../../src/formats/utf8.ts';
import { TwinsealError } from '../../src/records/twinseal-error.ts';
import { someChange, someDecision, someDocuments } from '../contract/some-decision.ts';
import { auditCall, exportFolder, heldSet, keyOfFolder, type MemorySet } from './audit-sets.ts';
import { ORIGIN } from './auditor-service.ts';

const root = mkdtempSync(join(tmpdir(), 'twinseal-tampered-'));
process.once('exit', () => rmSync(root, { recursive: true, force: true }));
const log = { origin: ORIGIN };
export const SIZE = 300;
export const idOf = (n: number) => `decision-${n}`;

/** A ledger of 300 entries, every tenth a change, and the sets that an auditor took on the way. */
export const whole = join(root, 'whole');
export const held: MemorySet[] = [];
{
  const store = await openSqliteServiceStore(whole, { log }, auditCall());
  for (let n = 0; n < SIZE; n++) {
    if (n % 10 === 9) await store.ledger.note(someChange(`change-${n}`), [], auditCall());
    else {
      const documents = someDocuments(idOf(n));
      const [evidence] = documents;
      assert.ok(evidence);
      const base = someDecision(idOf(n));
      const inputs = { ...base.inputs, evidence: evidence.digest, reports: evidence.digest, policies: [] };
      await store.ledger.append({ ...base, inputs }, documents, auditCall());
    }
    if (n === 99 || n === 269) held.push(await exportFolder(whole));
  }
  await store.close();
}
export const key = keyOfFolder(whole);
const [heldEarly, heldLate] = held.map((set, at) => heldSet(set, `held-${at}`));
assert.ok(heldEarly && heldLate);
/** What the auditor took after 100 and after 270 entries. */
export const [early, late] = [heldEarly, heldLate];

/** A copy of the folder with its database edited by SQL, and the set that an export of it gives. */
export async function edited(
  ...statements: readonly string[]
): Promise<{ readonly folder: string; readonly set: MemorySet }> {
  const folder = mkdtempSync(join(root, 'edited-'));
  cpSync(whole, folder, { recursive: true });
  const database = new DatabaseSync(join(folder, 'decisions.sqlite'));
  database.exec('PRAGMA foreign_keys = OFF');
  for (const sql of statements) database.exec(sql);
  database.close();
  return { folder, set: await exportFolder(folder) };
}

/** Opens the folder's store as the service does at start. */
export const opens = async (folder: string): Promise<void> => {
  const store = await openSqliteServiceStore(folder, { log }, auditCall());
  await store.close();
};
/** Says why the service does not start. */
export const refusesToStart = async (folder: string, why: RegExp): Promise<void> => {
  await assert.rejects(
    opens(folder),
    (error: unknown) => error instanceof TwinsealError && error.code === 'STORE_FAILED' && why.test(error.message),
  );
};

/** The whole log again over other rows, signed with the real key: what a thief of the folder does. */
export function rewrite(folder: string, bend: (place: number, document: string) => string | undefined): void {
  const database = new DatabaseSync(join(folder, 'decisions.sqlite'));
  const secret = createPrivateKey(readFileSync(join(folder, 'log.key'), 'utf8'));
  const sequencer = new LogSequencer(logKey(ORIGIN, secret));
  const rows = database
    .prepare(
      'SELECT place, kind, id, document, text, leaf FROM entries LEFT JOIN shared_texts ON number = shared ORDER BY place',
    )
    .all();
  database.exec('PRAGMA foreign_keys = OFF; DELETE FROM entries; DELETE FROM tiles');
  const kept = rows.flatMap((row) => {
    const document = bend(
      Number(row.place),
      wholeDocument(String(row.document), row.text === null ? undefined : String(row.text)),
    );
    if (document === undefined) {
      database.prepare('DELETE FROM decisions WHERE place = ?').run(Number(row.place));
      return [];
    }
    const leaf = JSON.parse(String(row.leaf)) as { document: string };
    leaf.document = sha256Digest(encodeUtf8(document));
    return [{ ...row, document, leaf: canonicalJson(leaf) }];
  });
  for (const [place, row] of kept.entries()) {
    const { kind, id, document, leaf } = row as unknown as Record<string, string>;
    const was = Number((row as { readonly place?: unknown }).place);
    database
      .prepare('INSERT INTO entries (place, kind, id, document, leaf) VALUES (?, ?, ?, ?, ?)')
      .run(place, kind ?? '', id ?? '', document ?? '', leaf ?? '');
    if (was !== place) database.prepare('UPDATE decisions SET place = ? WHERE place = ?').run(place, was);
  }
  const { checkpoint, tiles } = sequencer.append(
    sequencer.begin(),
    [],
    kept.map(({ leaf }) => ({ leaf, proven: false })),
  );
  for (const { tile, bytes } of tiles)
    database.prepare('INSERT INTO tiles (level, number, hashes) VALUES (?, ?, ?)').run(tile.level, tile.index, bytes);
  database.prepare('UPDATE head SET checkpoint = ?').run(checkpoint);
  database.close();
}
