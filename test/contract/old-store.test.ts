// A store that the first release wrote opens for ever: its decisions stay as they were written, and enter the log.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { after, test } from 'node:test';
import { openSqliteServiceStore } from '../../src/adapters/store/sqlite-store.ts';
import { parseCheckpoint } from '../../src/formats/merkle/checkpoint.ts';
import { parseSignedNote } from '../../src/formats/signed-note.ts';
import { replayAudit } from '../../src/roads/replay-audit.ts';
import { exportFolder, filesOf, problemsOf } from '../support/audit-sets.ts';
import { evidenceIndexContract } from './evidence-index-contract.ts';
import { someDecision } from './some-decision.ts';

const folder = mkdtempSync(join(tmpdir(), 'twinseal-old-store-'));
after(() => rmSync(folder, { recursive: true, force: true }));
const call = { signal: new AbortController().signal, deadline: Date.now() + 60_000 };

/** As the first release made it: schema 1, "TwSl". */
const SCHEMA_1 = `CREATE TABLE decisions (
     sequence INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, time TEXT NOT NULL, outcome TEXT NOT NULL, image TEXT,
     policy TEXT NOT NULL, document TEXT NOT NULL
   ) STRICT;
   CREATE INDEX decisions_by_image ON decisions (image, sequence);
   CREATE TABLE probe (one INTEGER PRIMARY KEY CHECK (one = 1), count INTEGER NOT NULL) STRICT;
   INSERT INTO probe VALUES (1, 0);
   PRAGMA application_id = ${0x5477536c}; PRAGMA user_version = 1;`;

function firstDecision(id: string): string {
  const { inputs, verdict, time, requested } = someDecision(id);
  const old = { apiVersion: 'twinseal.dev/decision/v1', caller: 'loopback', id };
  const rest = { inputs: { facts: inputs.reports, image: inputs.image, policy: inputs.image }, mode: 'enforce' };
  return JSON.stringify({ ...old, ...rest, requested, time, verdict });
}

test('the decisions of a store of the first release stay as they were written, and get their place in the log', async () => {
  const database = new DatabaseSync(join(folder, 'decisions.sqlite'));
  database.exec(SCHEMA_1);
  const insert = database.prepare(
    'INSERT INTO decisions (id, time, outcome, image, policy, document) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const ids = Array.from({ length: 600 }, (_, i) => `old-${i}`);
  const { inputs, time } = someDecision('x');
  for (const id of ids) insert.run(id, time, 'deny', inputs.image, inputs.image, firstDecision(id));
  database.close();
  await assert.rejects(exportFolder(folder, {}, 'x'), {
    code: 'STORE_FAILED',
    message: /older Twinseal.*start the service/,
  });
  for (let opening = 0; opening < 2; opening++) {
    const store = await openSqliteServiceStore(folder, { log: { origin: 'example.com/log' } }, call);
    for (const id of ['old-0', 'old-255', 'old-256', 'old-599']) {
      const kept = await store.ledger.get(id, call);
      assert.equal(kept?.document, firstDecision(id));
      assert.equal(kept?.index, Number(id.slice(4)));
      assert.ok(((await store.log.receipt(kept?.index ?? -1, call))?.text.length ?? 0) > 100);
    }
    await store.ledger.append(someDecision(`new-${opening}`), [], call);
    const note = parseSignedNote(await store.log.checkpoint(call));
    assert.equal(parseCheckpoint(note.text).size, 601 + opening);
    await store.close();
  }
  // Old decisions are proved like all others; there is nothing to compute them from.
  const set = await exportFolder(folder);
  assert.deepEqual(await problemsOf(set), []);
  const { results } = await replayAudit(filesOf(set), call);
  assert.equal(results.filter(({ state }) => state === 'old').length, 600);
});

/** As schema 3 and those before it had entries: each with its whole text. */
const WITHOUT_SHARED =
  'PRAGMA foreign_keys = OFF; DROP TRIGGER decisions_are_moved; DROP TRIGGER documents_are_named; ALTER TABLE entries DROP COLUMN shared; DROP TABLE shared_texts; DROP TABLE recent_decisions';

test('a store of schema 3, whose entries are whole, keeps them so, and shares the text of new ones', async () => {
  const place = mkdtempSync(join(folder, 'schema-3-'));
  const open = () => openSqliteServiceStore(place, { log: { origin: 'example.com/log' } }, call);
  const first = await open();
  for (let n = 0; n < 3; n++) await first.ledger.append(someDecision(`whole-${n}`), [], call);
  const texts = [0, 1, 2].map((n) => first.ledger.get(`whole-${n}`, call));
  const written = (await Promise.all(texts)).map((one) => one?.document ?? '');
  await first.close();
  const path = join(place, 'decisions.sqlite');
  const before = new DatabaseSync(path);
  for (const [n, document] of written.entries())
    before.prepare('UPDATE entries SET document = ? WHERE id = ?').run(document, `whole-${n}`);
  before.exec(`${WITHOUT_SHARED}; PRAGMA user_version = 3`);
  before.close();
  const store = await open();
  for (let n = 0; n < 3; n++) {
    await store.ledger.append(someDecision(`shared-${n}`), [], call);
    assert.equal((await store.ledger.get(`whole-${n}`, call))?.document, written[n]);
    assert.equal(
      (await store.ledger.get(`shared-${n}`, call))?.document,
      written[n]?.replaceAll(`whole-${n}`, `shared-${n}`),
    );
  }
  await store.close();
  assert.deepEqual(await problemsOf(await exportFolder(place)), []);
  const after = new DatabaseSync(path, { readOnly: true });
  const rows = after
    .prepare('SELECT shared IS NULL AS whole, length(document) AS size FROM entries ORDER BY place')
    .all();
  assert.deepEqual(
    rows.map(({ whole }) => whole),
    [1, 1, 1, 0, 0, 0],
  );
  assert.ok(Number(rows[5]?.size) < Number(rows[0]?.size));
  assert.equal(after.prepare('SELECT count(*) AS n FROM shared_texts').get()?.n, 1);
  after.close();
});

/** A store of schema 2, which had no index of evidence. */
async function withoutIndex() {
  const place = mkdtempSync(join(folder, 'schema-2-'));
  const open = () => openSqliteServiceStore(place, { log: { origin: 'example.com/log' } }, call);
  await (await open()).close();
  const database = new DatabaseSync(join(place, 'decisions.sqlite'));
  database.exec(
    `${WITHOUT_SHARED}; DROP INDEX changes_by_place; DROP TABLE image_subjects; DROP TABLE attestations; DROP TABLE attestation_parts;
     PRAGMA user_version = 2`,
  );
  database.close();
  return await open();
}

evidenceIndexContract('a store of schema 2', withoutIndex);
