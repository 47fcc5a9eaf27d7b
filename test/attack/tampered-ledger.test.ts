// Whoever has the database edits it by hand: each edit is noticed by an auditor, with the row, and some by the service itself.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { someDocuments } from '../contract/some-decision.ts';
import { exportFolder, problemsOf } from '../support/audit-sets.ts';
import {
  early,
  edited,
  held,
  idOf,
  key,
  late,
  opens,
  refusesToStart,
  SIZE,
  whole,
} from '../support/tampered-folder.ts';

test('the ledger as it was written is intact, and starts', async () => {
  const { folder, set } = await edited();
  assert.deepEqual(await problemsOf(set, key, [early, late]), []);
  await opens(folder);
});

test('a removed row is missed, at its place', async () => {
  for (const sql of [
    'DELETE FROM decisions WHERE place = 41',
    'DELETE FROM entries WHERE place = 41; DELETE FROM decisions WHERE place = 41',
    'DELETE FROM entries WHERE place = 41',
  ])
    assert.deepEqual(await problemsOf((await edited(sql)).set, key), ['ROW_MISSING entry 41']);
  assert.deepEqual(await problemsOf((await edited('DELETE FROM entries WHERE place IN (39, 40)')).set, key), [
    'ROW_MISSING entry 39',
    'ROW_MISSING entry 40',
  ]);
});

test('an altered row is named, whatever was altered in it', async () => {
  const replaced = `UPDATE entries SET document = replace(document, '"refuse"', '"admit"')`;
  for (const sql of [
    `${replaced} WHERE place = 41`,
    `${replaced}, leaf = replace(leaf, '0', '1') WHERE place = 41`,
    "UPDATE entries SET document = replace(document, '2026', '2025') WHERE place = 41",
    "UPDATE entries SET document = document || ' ' WHERE place = 41",
  ])
    assert.deepEqual(
      await problemsOf((await edited(sql)).set, key),
      [`ROW_ALTERED entry 41 (decision ${idOf(41)})`],
      sql,
    );
  for (const sql of [
    "UPDATE entries SET document = '{' WHERE place = 41",
    'UPDATE entries SET shared = NULL WHERE place = 41',
    'UPDATE entries SET shared = 9999 WHERE place = 41',
    `UPDATE entries SET document = replace(document, char(26) || '0', char(26) || '7') WHERE place = 41`,
  ])
    assert.deepEqual(await problemsOf((await edited(sql)).set, key), ['ROW_ALTERED entry 41 (decision )'], sql);
  assert.deepEqual(
    await problemsOf(
      (await edited("UPDATE entries SET document = replace(document, 'changed', 'added') WHERE place = 49")).set,
      key,
    ),
    ['ROW_ALTERED entry 49 (policy change-49)'],
  );
});

test('text that decisions have in common is theirs: altered or removed, each of them is named', async () => {
  const decisions = [...Array(SIZE).keys()].filter((n) => n % 10 !== 9);
  for (const [sql, named] of [
    [`UPDATE shared_texts SET text = replace(text, '"deny"', '"allow"')`, idOf],
    ['DELETE FROM shared_texts', () => ''],
  ] as const)
    assert.deepEqual(
      await problemsOf((await edited(sql)).set, key),
      decisions.map((n) => `ROW_ALTERED entry ${n} (decision ${named(n)})`),
      sql,
    );
});

test('rows that changed places are named, with the places that they had', async () => {
  const { set } = await edited(
    `UPDATE entries SET place = -1 WHERE place = 41; UPDATE entries SET place = 41 WHERE place = 42;
     UPDATE entries SET place = 42 WHERE place = -1`,
  );
  assert.deepEqual(await problemsOf(set, key), [
    `ROW_MOVED entry 41 (decision ${idOf(42)})`,
    `ROW_MOVED entry 42 (decision ${idOf(41)})`,
  ]);
});

test('kept bytes that were altered or removed are named by the decision that rests on them', async () => {
  const [document] = someDocuments(idOf(41));
  assert.ok(document);
  const file = `documents/${document.digest.replace(':', '/')}`;
  const altered = await edited(`UPDATE documents SET bytes = x'00' WHERE digest = '${document.digest}'`);
  assert.deepEqual(await problemsOf(altered.set, key), [`DOCUMENT_ALTERED ${file}`]);
  const set = await exportFolder(whole);
  set.delete(file);
  assert.deepEqual(await problemsOf(set, key), [`DOCUMENT_MISSING ${file}`]);
});

test('hashes of the log that were altered are named by their tile, and the rows stay told apart', async () => {
  const tiles = await edited('UPDATE tiles SET hashes = zeroblob(8192) WHERE level = 0 AND number = 0');
  const found = await problemsOf(tiles.set, key);
  assert.equal(found[0], 'LOG_HASHES_WRONG log/tile/0/000');
  const edge = await edited(`UPDATE tiles SET hashes = x'${'00'.repeat(32)}' WHERE level = 1`);
  assert.ok((await problemsOf(edge.set, key)).some((line) => line.startsWith('LOG_HASHES_WRONG')));
  await refusesToStart(edge.folder, /root/);
});

test('rows cut off the end are missed, and the service does not start', async () => {
  const { folder, set } = await edited(
    'DELETE FROM decisions WHERE place >= 298; DELETE FROM entries WHERE place >= 298',
  );
  assert.deepEqual(await problemsOf(set, key), ['ROW_MISSING entry 298', 'ROW_MISSING entry 299']);
  await refusesToStart(folder, /300 entries, and the last of them, 299, is missing/);
});

test('an old head with rows behind it is noticed by both', async () => {
  const old = Buffer.from(held[1]?.get('log/checkpoint') ?? []).toString();
  const { folder, set } = await edited(`UPDATE head SET checkpoint = '${old}'`);
  const found = await problemsOf(set, key);
  assert.equal(found.length, SIZE - 270);
  assert.equal(found[0], `ROW_BEHIND_END entry 270 (decision ${idOf(270)})`);
  await refusesToStart(folder, /270/);
});
