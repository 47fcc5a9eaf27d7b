// What decisions have in common is taken out of their text: put together again, it must be the very bytes that were decided.
import assert from 'node:assert/strict';
import { generateKeyPairSync, hash } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';
import { test } from 'node:test';
import { decisionRow, leafOf, leafOfWhole } from '../../src/adapters/store/ledger-row.ts';
import { logKey } from '../../src/adapters/store/log-key.ts';
import { LogSequencer } from '../../src/adapters/store/log-sequencer.ts';
import { RecentDecisions } from '../../src/adapters/store/recent-decisions.ts';
import { encodedParts, innerMark, partMark, wholeDocument, wholeHash } from '../../src/adapters/store/shared-text.ts';
import { SqliteReader } from '../../src/adapters/store/sqlite-reader.ts';
import { migrate } from '../../src/adapters/store/sqlite-schema.ts';
import { SqliteWriter } from '../../src/adapters/store/sqlite-writer.ts';
import { sha256Digest } from '../../src/formats/digest.ts';
import { canonicalJson } from '../../src/formats/json/canonical.ts';
import { recordJson } from '../../src/formats/json/record.ts';
import { encodeUtf8 } from '../../src/formats/utf8.ts';
import type { Decision } from '../../src/records/decision.ts';
import { someDecision, someUndecided } from '../contract/some-decision.ts';

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

test('a batch that came to nothing leaves no number behind: what it shared is written with the next', () => {
  const database = new DatabaseSync(':memory:');
  const sequencer = new LogSequencer(logKey('log.test', generateKeyPairSync('ed25519').privateKey));
  migrate(database, sequencer);
  const writer = new SqliteWriter(database, sequencer, new RecentDecisions(database));
  const { prunes } = writer.head();
  const [first, second] = twoAlike();
  const rows = [first, second].map((decision) => decisionRow(decision, []));
  const [row] = rows;
  assert.ok(row?.columns);
  const broken = { ...row, id: 'broken', columns: { ...row.columns, group: { key: 'of nothing' } } };
  const batch = (sent: typeof rows | readonly [typeof broken]) => ({ prunes, rows: sent, proven: [], documents: [] });
  assert.throws(() => writer.append(batch([broken])), /of nothing/);
  assert.equal(database.prepare('SELECT count(*) AS n FROM shared_texts').get()?.n, 0);
  const answer = writer.append(batch(rows));
  assert.ok(!answer.stale && answer.results.every((one) => one !== undefined));
  assert.equal(database.prepare('SELECT count(*) AS n FROM shared_texts').get()?.n, 1);
  const reader = new SqliteReader(database);
  for (const decision of [first, second]) assert.equal(reader.decision(decision.id)?.document, text(decision));
  database.close();
});
