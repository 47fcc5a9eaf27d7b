// Pages that were written are carried into the database beside the commits, and nothing is lost or held up by it.
import assert from 'node:assert/strict';
import { copyFileSync, mkdirSync, mkdtempSync, renameSync, rmdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { after, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { SqliteCheckpointer } from '../../src/adapters/store/sqlite-checkpointer.ts';
import { openSqliteServiceStore } from '../../src/adapters/store/sqlite-store.ts';
import { checkWholeLog } from './service-store-contract.ts';
import { someDecision } from './some-decision.ts';

const root = mkdtempSync(join(tmpdir(), 'twinseal-checkpoints-'));
after(() => rmSync(root, { recursive: true, force: true }));
const call = () => ({ signal: new AbortController().signal, deadline: Date.now() + 60_000 });

/** Entries in the database file alone, as if there were no write-ahead log. */
function carriedOver(path: string): number {
  const alone = join(mkdtempSync(join(root, 'alone-')), 'alone.sqlite');
  copyFileSync(path, alone);
  const database = new DatabaseSync(alone);
  try {
    // A file of which nothing was carried over yet has no tables.
    const tables = database.prepare("SELECT count(*) AS n FROM sqlite_schema WHERE name = 'entries'").get();
    return tables?.n === 1 ? Number(database.prepare('SELECT count(*) AS n FROM entries').get()?.n) : 0;
  } catch (error) {
    // Copied in the middle of it.
    if (error instanceof Error && error.message.includes('malformed')) return 0;
    throw error;
  } finally {
    database.close();
  }
}

/** A store with its file, which keeps decisions by their numbers, and waits until so many were carried over. */
async function openStore() {
  const folder = mkdtempSync(join(root, 'data-'));
  const store = await openSqliteServiceStore(folder, { log: { origin: 'log.test' } }, call());
  const path = join(folder, 'decisions.sqlite');
  return {
    store,
    path,
    keep: (from: number, to: number) =>
      Promise.all(
        Array.from({ length: to - from }, (_, at) => store.ledger.append(someDecision(`d${from + at}`), [], call())),
      ),
    async carried(atLeast: number): Promise<void> {
      for (let look = 0; look < 100 && carriedOver(path) < atLeast; look++) await sleep(50);
      assert.ok(carriedOver(path) >= atLeast, `${carriedOver(path)} were carried over`);
    },
  };
}

test('a store that is written to has its pages carried over while it stays open', async () => {
  const { store, path, keep, carried } = await openStore();
  try {
    await keep(0, 1_000);
    assert.equal(carriedOver(path), 0);
    await keep(1_000, 1_100);
    await carried(1_024);
    // All of them were, so the write-ahead log begins anew, and does not grow.
    const length = statSync(`${path}-wal`).size;
    await keep(1_100, 1_120);
    assert.equal(statSync(`${path}-wal`).size, length);
    await checkWholeLog(store);
  } finally {
    await store.close();
  }
});

test('where a thread for it could not be begun, another one is tried later, and nobody who writes is told', async () => {
  const { store, path, keep, carried } = await openStore();
  try {
    renameSync(path, `${path}.away`);
    mkdirSync(path);
    await keep(0, 600);
    await keep(600, 1_100);
    await sleep(500);
    rmdirSync(path);
    renameSync(`${path}.away`, path);
    assert.equal(carriedOver(path), 0);
    await keep(1_100, 1_700);
    await keep(1_700, 2_200);
    await carried(2_124);
    await checkWholeLog(store);
  } finally {
    await store.close();
  }
});

test('what a reader still needs is left, and whoever writes goes on', () => {
  const path = join(mkdtempSync(join(root, 'data-')), 'some.sqlite');
  const [writer, reader, tender] = [new DatabaseSync(path), new DatabaseSync(path), new DatabaseSync(path)];
  try {
    writer.exec('PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 0; CREATE TABLE t (x TEXT)');
    const add = (): void => writer.exec(`INSERT INTO t VALUES ('${'x'.repeat(20_000)}')`);
    add();
    reader.exec('BEGIN');
    assert.equal(reader.prepare('SELECT count(*) AS n FROM t').get()?.n, 1);
    add();
    const checkpointer = new SqliteCheckpointer(tender);
    assert.ok(checkpointer.carryOver() > 0);
    writer.exec('BEGIN IMMEDIATE');
    add();
    // Within the writer's transaction, too: what it has not committed is not there yet.
    assert.ok(checkpointer.carryOver() > 0);
    writer.exec('COMMIT');
    assert.equal(reader.prepare('SELECT count(*) AS n FROM t').get()?.n, 1);
    reader.exec('COMMIT');
    assert.equal(checkpointer.carryOver(), 0);
    assert.equal(reader.prepare('SELECT count(*) AS n FROM t').get()?.n, 3);
  } finally {
    for (const each of [reader, writer, tender]) each.close();
  }
});
