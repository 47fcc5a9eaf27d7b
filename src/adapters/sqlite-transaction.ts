import type { DatabaseSync } from 'node:sqlite';

/**
 * Work in one transaction, all or nothing.
 * @param begin - `BEGIN` for looks at one moment
 * @throws what the work or SQLite throws; nothing is written then
 * @example inTransaction(database, 'BEGIN IMMEDIATE', () => insert.run(row))
 */
export function inTransaction<T>(database: DatabaseSync, begin: 'BEGIN' | 'BEGIN IMMEDIATE', work: () => T): T {
  database.exec(begin);
  try {
    const result = work();
    database.exec('COMMIT');
    return result;
  } finally {
    // SQLite ends some by itself, such as those for which there was no room.
    if (database.isTransaction) database.exec('ROLLBACK');
  }
}
