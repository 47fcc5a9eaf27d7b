// Runs in a worker thread: node:sqlite is synchronous, and an fsync would stop every request under way.

import { DatabaseSync } from 'node:sqlite';
import { parentPort, workerData } from 'node:worker_threads';
import { inTransaction } from '../sqlite-transaction.ts';
import { jobOperations } from './sqlite-job-operations.ts';
import { prepareJobs } from './sqlite-job-schema.ts';

const SQLITE_FULL = 13;
const { path, lease } = workerData as { readonly path: string; readonly lease: number };

let database: DatabaseSync | undefined;
const answer = (n: number, work: () => unknown): void => {
  try {
    parentPort?.postMessage({ n, value: work() });
  } catch (error) {
    const errcode = error instanceof Error && 'errcode' in error ? Number(error.errcode) & 0xff : 0;
    const failed = error instanceof Error ? error.message : String(error);
    parentPort?.postMessage({ n, failed, full: errcode === SQLITE_FULL });
  }
};

answer(0, () => {
  database = new DatabaseSync(path, { timeout: 5_000 });
  prepareJobs(database);
});

parentPort?.on('message', ({ n, name, words }: { n: number; name: string; words: unknown[] }) => {
  answer(n, () => {
    if (database === undefined) throw new Error('the database could not be opened');
    if (name === 'close') return database.close();
    const operations = jobOperations(database, lease);
    const run = operations[name as keyof typeof operations].bind(operations) as (...words: unknown[]) => unknown;
    return inTransaction(database, 'BEGIN IMMEDIATE', () => run(...words));
  });
  if (name === 'close') parentPort?.close();
});
