import type { DatabaseSync } from 'node:sqlite';
import { pragmaNumber } from '../sqlite-pragma.ts';
import { inTransaction } from '../sqlite-transaction.ts';

/** "TwJb": tells a database of jobs from any other file. */
const APPLICATION_ID = 0x54774a62;

/** Forward-only: one that has been released is never changed; the next is added at the end. */
const MIGRATIONS: readonly string[] = [
  `CREATE TABLE jobs (
     place INTEGER PRIMARY KEY AUTOINCREMENT,
     id TEXT NOT NULL UNIQUE,
     caller_name TEXT NOT NULL,
     state TEXT NOT NULL,
     attempts INTEGER NOT NULL DEFAULT 0,
     created INTEGER NOT NULL,
     finished INTEGER,
     request TEXT NOT NULL,
     caller TEXT NOT NULL,
     result TEXT,
     failure TEXT,
     cancel INTEGER NOT NULL DEFAULT 0,
     token TEXT,
     leased_until INTEGER
   ) STRICT;
   CREATE INDEX jobs_under_way ON jobs (state, place) WHERE state IN ('queued', 'running');
   CREATE INDEX jobs_by_caller ON jobs (caller_name, place);
   CREATE TABLE job_events (
     job TEXT NOT NULL REFERENCES jobs (id),
     sequence INTEGER NOT NULL,
     time INTEGER NOT NULL,
     kind TEXT NOT NULL,
     text TEXT NOT NULL,
     PRIMARY KEY (job, sequence)
   ) STRICT, WITHOUT ROWID;`,
  // Jobs that the queue itself has ended are to be noted by somebody.
  `ALTER TABLE jobs ADD COLUMN cancelled_by TEXT;
   ALTER TABLE jobs ADD COLUMN unnoted INTEGER NOT NULL DEFAULT 0;
   CREATE INDEX jobs_unnoted ON jobs (place) WHERE unnoted = 1;`,
];

/**
 * Makes a database ours and brings it to the newest schema; each step is one transaction with its number.
 * @throws Error for a database of another program or of a newer Twinseal; what SQLite throws
 * @example prepareJobs(new DatabaseSync('jobs.sqlite', { timeout: 5000 }))
 */
export function prepareJobs(database: DatabaseSync): void {
  const isNew = pragmaNumber(database, 'schema_version') === 0;
  if (!isNew && pragmaNumber(database, 'application_id') !== APPLICATION_ID)
    throw new Error('it is the database of another program');
  const version = pragmaNumber(database, 'user_version');
  if (version > MIGRATIONS.length)
    throw new Error(`it was written by a newer Twinseal (schema ${version}, this one knows ${MIGRATIONS.length})`);
  // FULL: with WAL alone, the last transactions would be lost when the machine loses power.
  database.exec(
    'PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF;',
  );
  for (const [i, migration] of MIGRATIONS.entries()) {
    if (i < pragmaNumber(database, 'user_version')) continue;
    inTransaction(database, 'BEGIN IMMEDIATE', () => {
      // Another process may have migrated while this one waited for the lock.
      if (pragmaNumber(database, 'user_version') === i)
        database.exec(`${migration}; PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${i + 1};`);
    });
  }
}
