// Runs in a worker thread: node:sqlite is synchronous, and an fsync would stop every request under way.
import { DatabaseSync } from 'node:sqlite';
import { parentPort, workerData } from 'node:worker_threads';
import { logKey } from './log-key.ts';
import { LogSequencer } from './log-sequencer.ts';
import { CHECKPOINT, RecentDecisions } from './recent-decisions.ts';
import type { ThreadAnswer, ThreadData, ThreadRequest } from './sqlite-messages.ts';
import { SqliteReader } from './sqlite-reader.ts';
import { migrate, recognise } from './sqlite-schema.ts';
import { SqliteWriter } from './sqlite-writer.ts';

const SQLITE_FULL = 13;

function openToWrite({ path, origin, secret }: ThreadData): SqliteWriter {
  const database = new DatabaseSync(path, { timeout: 5000 });
  recognise(database);
  // FULL: with WAL alone, the last transactions would be lost when the machine loses power. Pages of a new database are twice as large as
  // SQLite's own, since half as many are written for a batch; one that is there keeps those that it has.
  database.exec(
    `PRAGMA page_size = 8192; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = ${CHECKPOINT}; PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF;`,
  );
  const sequencer = new LogSequencer(logKey(origin, secret));
  migrate(database, sequencer);
  // What a move of decisions is undone by would be a file each time. Not before a migration, whose new indexes may be large.
  database.exec('PRAGMA temp_store = MEMORY');
  const writer = new SqliteWriter(database, sequencer, new RecentDecisions(database));
  writer.checkTail();
  closers.push(() => {
    tidy(() => writer.tidyAll());
    database.close();
  });
  return writer;
}

function openToRead({ path }: ThreadData): SqliteReader {
  const database = new DatabaseSync(path, { timeout: 5000, readOnly: true });
  database.exec('PRAGMA trusted_schema = OFF; PRAGMA query_only = ON');
  closers.push(() => database.close());
  return new SqliteReader(database);
}

function failed(error: unknown): { readonly full: boolean; readonly message: string } {
  const errcode = error instanceof Error && 'errcode' in error ? Number(error.errcode) & 0xff : 0;
  return { full: errcode === SQLITE_FULL, message: error instanceof Error ? error.message : String(error) };
}

function attempt(n: number, work: () => unknown): void {
  let answer: ThreadAnswer;
  try {
    answer = { n, value: work() };
  } catch (error) {
    answer = { n, failed: failed(error) };
  }
  parentPort?.postMessage(answer);
}

/** What fails now, as on a full disk, is done another time. */
function tidy(work: () => void): void {
  try {
    work();
  } catch {}
}

const closers: (() => void)[] = [];
function closeAll(): void {
  for (const close of closers) close();
}

let opened: SqliteWriter | SqliteReader | undefined;
attempt(0, () => {
  const data = workerData as ThreadData;
  opened = data.role === 'write' ? openToWrite(data) : openToRead(data);
});

parentPort?.on('message', ({ n, method, parameters }: ThreadRequest) => {
  attempt(n, () => {
    if (method === 'close') return closeAll();
    const call = (opened as Readonly<Record<string, unknown>> | undefined)?.[method];
    if (typeof call !== 'function') throw new Error('the database could not be opened');
    return call.apply(opened, parameters);
  });
  const writer = opened;
  if (method === 'close') parentPort?.close();
  // Whoever waited has the answer.
  else if (method === 'append' && writer instanceof SqliteWriter) tidy(() => writer.tidy());
});
