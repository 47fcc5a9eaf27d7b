// What decisions have in common is taken out of their text: put together again, it must be the very bytes that were decided.
import assert from 'node:assert/strict';
import { generateKeyPairSync, hash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { type TestContext, test } from 'node:test';
import { decisionRow, type LedgerRow, leafOf, leafOfWhole } from '../../src/adapters/store/ledger-row.ts';
import { logKey } from '../../src/adapters/store/log-key.ts';
import { LogSequencer } from '../../src/adapters/store/log-sequencer.ts';
import { RecentDecisions } from '../../src/adapters/store/recent-decisions.ts';
import { encodedParts, innerMark, partMark, wholeDocument, wholeHash } from '../../src/adapters/store/shared-text.ts';
import type { SlimRow } from '../../src/adapters/store/slim-batch.ts';
import { SqliteReader } from '../../src/adapters/store/sqlite-reader.ts';
import { migrate } from '../../src/adapters/store/sqlite-schema.ts';
import { SqliteWriter } from '../../src/adapters/store/sqlite-writer.ts';
import { sha256Digest } from '../../src/formats/digest.ts';
import { canonicalJson } from '../../src/formats/json/canonical.ts';
import { recordJson } from '../../src/formats/json/record.ts';
import { encodeUtf8 } from '../../src/formats/utf8.ts';
import type { Decision } from '../../src/records/decision.ts';
import { someDecision, someUndecided } from '../contract/some-decision.ts';

/** What SQLite calls the two: a commit that is flushed, and one that the next flush takes along. */
const [NORMAL, FULL] = [1, 2];

const sha = (what: string) => sha256Digest(encodeUtf8(what));

/** Decided by several policies, two of which came to the same object; the verdict of all is made anew, as it is by whoever combines them. */
function manyPolicies(): Decision {
  const base = someDecision('many');
  const [judgement] = base.judgements;
  assert.ok(judgement);
  const named = (name: string) => ({ ...judgement, policy: { name, digest: sha(name) } });
  const other = { ...named('other'), verdict: { ...judgement.verdict, outcome: 'allow' as const } };
  const shadow = { ...named('shadow'), shadowOf: 'other' };
  return { ...base, verdict: { ...base.verdict }, judgements: [named('one'), other, shadow] };
}

/** Two decisions about one image, as a service makes them. */
function twoAlike(): readonly [Decision, Decision] {
  const base = someDecision('first');
  return [
    base,
    { ...base, id: 'second', caller: { name: 'another', by: 'api-key' }, requested: 'registry.example.com/app:v2' },
  ];
}

const text = (decision: Decision): string => canonicalJson(recordJson(decision));

test('the text of a row with what it shares is the canonical JSON of the decision, and its leaf has the hash of that', () => {
  for (const decision of [someDecision('one'), manyPolicies(), ...twoAlike()]) {
    const row = decisionRow(decision, []);
    const whole = text(decision);
    assert.equal(wholeDocument(row.document, row.shared?.text), whole);
    assert.ok(leafOfWhole(row).includes(`"sha256:${hash('sha256', whole)}"`));
  }
  const undecided = someUndecided('none');
  const row = decisionRow(undecided, []);
  assert.equal(row.shared, undefined);
  assert.equal(row.document, canonicalJson(recordJson(undecided)));
  assert.equal(leafOfWhole(row), leafOf(row));
});

test('decisions about one image share one text, and what is left of each is what is its own', () => {
  const [first, second] = twoAlike().map((decision) => decisionRow(decision, []));
  assert.equal(first?.shared, second?.shared);
  assert.ok(first?.shared);
  for (const part of ['"checks"', '"evidence"', '"facts"']) {
    assert.ok(!first.document.includes(part), part);
    assert.ok(first.shared.text.includes(part), part);
  }
  // Other inputs are another text, though the verdict is the same object.
  const [base] = twoAlike();
  const moved = { ...base, inputs: { ...base.inputs, evidence: sha('other evidence') } };
  const row = decisionRow(moved, []);
  assert.notEqual(row.shared?.key, first.shared.key);
  assert.equal(wholeDocument(row.document, row.shared?.text), text(moved));
});

test('a part may stand in another; a mark of a part that is not there stays, for whoever looks', () => {
  const shared = { key: '', text: ['{"a":1}', `[${innerMark(0)},${innerMark(7)}]`].join('\u001a') };
  const document = `{"x":${partMark(1)},"y":${partMark(0)},"z":${partMark(9)}}`;
  const whole = `{"x":[{"a":1},${innerMark(7)}],"y":{"a":1},"z":${partMark(9)}}`;
  assert.equal(wholeDocument(document, shared.text), whole);
  assert.equal(wholeHash(document, encodedParts(shared)), hash('sha256', whole));
});

/** A database, in memory unless it has a path, and one who writes to it; each of them has seen nothing of what others wrote. */
function ledger(path = ':memory:', settings = '') {
  const database = new DatabaseSync(path);
  database.exec(settings);
  const key = logKey('log.test', generateKeyPairSync('ed25519').privateKey);
  migrate(database, new LogSequencer(key));
  const open = () => new SqliteWriter(database, new LogSequencer(key), new RecentDecisions(database));
  const { prunes } = open().head();
  return {
    database,
    open,
    batch: (rows: readonly SlimRow[]) => ({ prunes, rows, proven: [], documents: [] }),
    textOf: (id: string) => new SqliteReader(database).decision(id)?.document,
  };
}

/** A row whose shared parts are named alone, as those of all rows after the first. */
function named(row: LedgerRow, id: string): SlimRow {
  assert.ok(row.shared && row.columns);
  return {
    ...row,
    id,
    shared: { key: row.shared.key },
    columns: { ...row.columns, group: { key: row.columns.group.key } },
  };
}

test('a batch that came to nothing leaves no number behind: what it shared is written with the next', () => {
  const { database, open, batch, textOf } = ledger();
  const writer = open();
  const [first, second] = twoAlike();
  const rows = [first, second].map((decision) => decisionRow(decision, []));
  const [row] = rows;
  assert.ok(row?.columns);
  const broken = { ...row, id: 'broken', columns: { ...row.columns, group: { key: 'of nothing' } } };
  assert.throws(() => writer.append(batch([broken])), /of nothing/);
  assert.equal(database.prepare('SELECT count(*) AS n FROM shared_texts').get()?.n, 0);
  const answer = writer.append(batch(rows));
  assert.ok(!answer.stale && answer.results.every((one) => one !== undefined));
  assert.equal(database.prepare('SELECT count(*) AS n FROM shared_texts').get()?.n, 1);
  for (const decision of [first, second]) assert.equal(textOf(decision.id), text(decision));
  database.close();
});

test('of shared text that was altered or removed in the file no leaf is made, and nothing is written', () => {
  for (const [sql, refused] of [
    [
      "UPDATE shared_texts SET text = replace(text, 'deny', 'allow')",
      /was altered: look at it with twinseal audit verify/,
    ],
    ['PRAGMA foreign_keys = OFF; DELETE FROM shared_texts', /is missing/],
  ] as const) {
    const { database, open, batch } = ledger();
    const row = decisionRow(someDecision('first'), []);
    open().append(batch([row]));
    database.exec(sql);
    const later = open();
    for (let n = 0; n < 2; n++) assert.throws(() => later.append(batch([named(row, 'later')])), refused);
    assert.equal(database.prepare('SELECT count(*) AS n FROM entries').get()?.n, 1);
    // Whoever brings the text is not harmed: the leaf is of what was decided.
    const own = { ...row, id: 'own' };
    later.append(batch([own]));
    const { leaf } = database.prepare("SELECT leaf FROM entries WHERE id = 'own'").get() ?? {};
    assert.equal(leaf, leafOfWhole(own));
    database.close();
  }
});

test('of more shared text than is remembered, each row still has its own', () => {
  const { database, open, batch, textOf } = ledger();
  const writer = open();
  const large = Array.from({ length: 5 }, (_, n) => {
    const base = someDecision(`large-${n}`);
    return { ...base, inputs: { ...base.inputs, tool: `${n}${'x'.repeat(2 ** 20)}` } };
  });
  const rows = large.map((decision) => decisionRow(decision, []));
  for (const row of rows) writer.append(batch([row]));
  for (const [n, row] of rows.entries()) {
    const id = `again-${n}`;
    writer.append(batch([named({ ...row, document: row.document.replace(`large-${n}`, id) }, id)]));
    const [decision] = large.slice(n);
    assert.ok(decision);
    const whole = text({ ...decision, id });
    assert.equal(textOf(id), whole);
    const { leaf } = database.prepare('SELECT leaf FROM entries WHERE id = ?').get(id) ?? {};
    assert.ok(String(leaf).includes(`"sha256:${hash('sha256', whole)}"`));
  }
  database.close();
});

/** As a service has it: in a file, with a write-ahead log, and flushed with each commit. `found` is what a batch and a move find set. */
function flushedLedger(t: TestContext, journal: 'WAL' | 'DELETE' = 'WAL') {
  const folder = mkdtempSync(join(tmpdir(), 'twinseal-flush-'));
  const made = ledger(join(folder, 'decisions.sqlite'), `PRAGMA journal_mode = ${journal}; PRAGMA synchronous = FULL`);
  const { database } = made;
  t.after(() => {
    if (database.isOpen) database.close();
    rmSync(folder, { recursive: true });
  });
  const found = { batch: new Set<number>(), move: new Set<number>() };
  const flush = () => Number(database.prepare('PRAGMA synchronous').get()?.synchronous);
  database.function('seen', (by) => Number(found[by === 'move' ? 'move' : 'batch'].add(flush()).size));
  database.exec(`CREATE TRIGGER in_batch BEFORE INSERT ON recent_decisions BEGIN SELECT seen('batch'); END;
    CREATE TRIGGER in_move BEFORE INSERT ON decisions BEGIN SELECT seen('move'); END`);
  const row = decisionRow(someDecision('moved'), []);
  const rows = (from: number) => made.batch(Array.from({ length: 128 }, (_, at) => ({ ...row, id: `d-${from + at}` })));
  const recent = () => Number(database.prepare('SELECT count(*) AS n FROM recent_decisions').get()?.n);
  return { ...made, found, flush, rows, recent };
}

test('a move is made without a flush, and each batch has its own, also after a move that failed', (t) => {
  const { database, open, rows, recent, found, flush } = flushedLedger(t);
  const writer = open();
  writer.append(rows(0));
  writer.tidy();
  assert.deepEqual([[...found.batch], [...found.move], recent(), flush()], [[FULL], [NORMAL], 0, FULL]);
  database.exec("CREATE TRIGGER full BEFORE INSERT ON decisions BEGIN SELECT RAISE(ABORT, 'no room'); END");
  writer.append(rows(128));
  assert.throws(() => writer.tidy(), /no room/);
  assert.deepEqual([recent(), flush()], [128, FULL]);
  writer.append(rows(256));
  assert.deepEqual([...found.batch], [FULL]);
});

test('a store that can not flush again writes nothing any more', (t) => {
  const { database, open, rows, recent } = flushedLedger(t);
  const writer = open();
  writer.append(rows(0));
  const exec = database.exec.bind(database);
  database.exec = (sql) => {
    if (sql === 'PRAGMA synchronous = FULL') throw new Error('no schema');
    exec(sql);
  };
  const closed = /finalized|not open/;
  for (const work of [() => writer.tidy(), () => writer.append(rows(128)), () => writer.ping(), recent])
    assert.throws(work, closed);
});

test('without a write-ahead log a move is flushed', (t) => {
  const { open, rows, recent, found } = flushedLedger(t, 'DELETE');
  const writer = open();
  writer.append(rows(0));
  writer.tidy();
  assert.deepEqual([[...found.move], recent()], [[FULL], 0]);
});
