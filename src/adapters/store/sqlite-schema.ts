import type { DatabaseSync } from 'node:sqlite';

/** "TwSl": tells a database of ours from any other file. */
const APPLICATION_ID = 0x5477536c;

/**
 * Forward-only: a migration that has been released is never changed; the next one is added at the end. The number of
 * those that ran is the database's `user_version`.
 */
export const MIGRATIONS: readonly string[] = [
  `CREATE TABLE decisions (
     sequence INTEGER PRIMARY KEY,
     id TEXT NOT NULL UNIQUE,
     time TEXT NOT NULL,
     outcome TEXT NOT NULL,
     image TEXT,
     policy TEXT NOT NULL,
     document TEXT NOT NULL
   ) STRICT;
   CREATE INDEX decisions_by_image ON decisions (image, sequence);
   CREATE TABLE probe (one INTEGER PRIMARY KEY CHECK (one = 1), count INTEGER NOT NULL) STRICT;
   INSERT INTO probe VALUES (1, 0);`,
];

/**
 * What stands between a file and being our store, as a sentence.
 * @example throw new SchemaRefusal('it is the database of another program')
 */
export class SchemaRefusal extends Error {}

/**
 * Looks whether a database is ours, or new, before anything is written to it.
 *
 * @throws SchemaRefusal for a database of another program or of a newer Twinseal
 * @example recognise(new DatabaseSync('decisions.sqlite'))
 */
export function recognise(database: DatabaseSync): void {
  const version = numberOf(database, 'user_version');
  // A file without any table is new; its schema version counts changes from 0.
  const isNew = numberOf(database, 'schema_version') === 0;
  if (!isNew && numberOf(database, 'application_id') !== APPLICATION_ID)
    throw new SchemaRefusal('it is the database of another program');
  if (version > MIGRATIONS.length)
    throw new SchemaRefusal(
      `it was written by a newer Twinseal (schema ${version}, this one knows ${MIGRATIONS.length})`,
    );
}

/**
 * Brings a database to the newest schema; each step is one transaction with its number.
 * @throws what SQLite throws; the step is undone then
 * @example migrate(database)
 */
export function migrate(database: DatabaseSync): void {
  for (const [i, migration] of MIGRATIONS.entries()) {
    if (i < numberOf(database, 'user_version')) continue;
    database.exec('BEGIN IMMEDIATE');
    try {
      // Another process may have migrated while this one waited for the lock.
      if (numberOf(database, 'user_version') === i)
        database.exec(`${migration}; PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${i + 1};`);
      database.exec('COMMIT');
    } catch (error) {
      if (database.isTransaction) database.exec('ROLLBACK');
      throw error;
    }
  }
}

function numberOf(database: DatabaseSync, pragma: string): number {
  return Number(database.prepare(`PRAGMA ${pragma}`).get()?.[pragma] ?? 0);
}
