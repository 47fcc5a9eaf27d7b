// Runs in a worker thread: node:sqlite is synchronous, and an fsync would stop every request under way.
import { DatabaseSync } from 'node:sqlite';
import { parentPort, workerData } from 'node:worker_threads';
import type { DecisionRow, Numbered, StoreAnswer, StoreRequest } from './sqlite-messages.ts';
import { migrate, recognise } from './sqlite-schema.ts';

const SQLITE_FULL = 13;

function openDatabase(path: string): DatabaseSync {
  const database = new DatabaseSync(path, { timeout: 5000 });
  recognise(database);
  // FULL: with WAL alone, the last transactions would be lost when the machine loses power.
  database.exec(
    'PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF;',
  );
  migrate(database);
  return database;
}

function putRows(database: DatabaseSync, rows: readonly DecisionRow[]): readonly string[] {
  const insert = database.prepare(
    'INSERT INTO decisions (id, time, outcome, image, policy, document) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING',
  );
  const refused: string[] = [];
  database.exec('BEGIN IMMEDIATE');
  try {
    for (const { id, time, outcome, image, policy, document } of rows)
      if (insert.run(id, time, outcome, image, policy, document).changes === 0) refused.push(id);
    database.exec('COMMIT');
  } catch (error) {
    if (database.isTransaction) database.exec('ROLLBACK');
    throw error;
  }
  return refused;
}

function answer(database: DatabaseSync, request: StoreRequest): StoreAnswer {
  switch (request.kind) {
    case 'put':
      return { kind: 'put', refused: putRows(database, request.rows) };
    case 'get': {
      const row = database.prepare('SELECT document FROM decisions WHERE id = ?').get(request.id);
      return { kind: 'get', document: row === undefined ? undefined : String(row.document) };
    }
    case 'ping':
      // A write, since a full disk or a read-only file system lets reads pass.
      database.exec('UPDATE probe SET count = (count + 1) % 1000000');
      return { kind: 'done' };
    case 'close':
      database.close();
      return { kind: 'done' };
  }
}

function failed(error: unknown): StoreAnswer {
  const errcode = error instanceof Error && 'errcode' in error ? Number(error.errcode) & 0xff : 0;
  const message = error instanceof Error ? error.message : String(error);
  return { kind: 'failed', full: errcode === SQLITE_FULL, message };
}

function attempt(n: number, work: () => StoreAnswer): void {
  let body: StoreAnswer;
  try {
    body = work();
  } catch (error) {
    body = failed(error);
  }
  parentPort?.postMessage({ n, body } satisfies Numbered<StoreAnswer>);
}

let database: DatabaseSync | undefined;
attempt(0, () => {
  database = openDatabase(String(workerData));
  return { kind: 'done' };
});

parentPort?.on('message', ({ n, body }: Numbered<StoreRequest>) => {
  attempt(n, () => {
    if (database === undefined) throw new Error('the database could not be opened');
    return answer(database, body);
  });
  if (body.kind === 'close') parentPort?.close();
});
