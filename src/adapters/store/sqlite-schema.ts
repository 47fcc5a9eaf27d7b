import type { DatabaseSync } from 'node:sqlite';
import { pragmaNumber } from '../sqlite-pragma.ts';
import { inTransaction } from '../sqlite-transaction.ts';
import type { LogSequencer } from './log-sequencer.ts';
import { appendOldDecisions } from './sqlite-old-decisions.ts';
import { nameUndecided } from './undecided-names.ts';

/** "TwSl": tells a database of ours from any other file. */
const APPLICATION_ID = 0x5477536c;

/** One step of the schema: what is made, and then what is carried over. */
interface Migration {
  readonly sql: string;
  readonly carryOver?: (database: DatabaseSync, sequencer: LogSequencer) => void;
}

/**
 * Forward-only: a migration that has been released is never changed; the next one is added at the end. The number of
 * those that ran is the database's `user_version`.
 */
export const MIGRATIONS: readonly Migration[] = [
  {
    sql: `CREATE TABLE decisions (
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
  },
  {
    // The log: an entry's place is its index there, and its leaf what is hashed. Entries are never changed or removed.
    sql: `ALTER TABLE decisions RENAME TO old_decisions;
   CREATE TABLE head (
     one INTEGER PRIMARY KEY CHECK (one = 1),
     checkpoint TEXT NOT NULL,
     prunes INTEGER NOT NULL
   ) STRICT;
   CREATE TABLE entries (
     place INTEGER PRIMARY KEY,
     kind TEXT NOT NULL,
     id TEXT NOT NULL UNIQUE,
     document TEXT NOT NULL,
     leaf TEXT NOT NULL
   ) STRICT;
   CREATE INDEX changes_by_kind ON entries (kind, place) WHERE kind <> 'decision';
   CREATE TABLE tiles (
     level INTEGER NOT NULL,
     number INTEGER NOT NULL,
     hashes BLOB NOT NULL,
     PRIMARY KEY (level, number)
   ) STRICT;
   CREATE TABLE digest_groups (number INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE) STRICT;
   CREATE TABLE digest_members (
     digest TEXT NOT NULL,
     digests INTEGER NOT NULL REFERENCES digest_groups (number),
     searched INTEGER NOT NULL,
     kept INTEGER NOT NULL,
     PRIMARY KEY (digest, digests)
   ) STRICT, WITHOUT ROWID;
   CREATE TABLE decisions (
     place INTEGER PRIMARY KEY REFERENCES entries (place),
     time INTEGER NOT NULL,
     outcome TEXT NOT NULL,
     caller TEXT NOT NULL,
     repository TEXT,
     release TEXT,
     shadow_differs INTEGER NOT NULL,
     digests INTEGER NOT NULL REFERENCES digest_groups (number)
   ) STRICT;
   CREATE INDEX decisions_by_time ON decisions (time);
   CREATE INDEX decisions_by_outcome ON decisions (outcome);
   CREATE INDEX decisions_by_caller ON decisions (caller);
   CREATE INDEX decisions_by_repository ON decisions (repository) WHERE repository IS NOT NULL;
   CREATE INDEX decisions_by_release ON decisions (release) WHERE release IS NOT NULL;
   CREATE INDEX decisions_by_shadow ON decisions (place) WHERE shadow_differs = 1;
   CREATE INDEX decisions_by_digests ON decisions (digests);
   CREATE TABLE decision_policies (
     policy TEXT NOT NULL,
     place INTEGER NOT NULL REFERENCES decisions (place),
     PRIMARY KEY (policy, place)
   ) STRICT, WITHOUT ROWID;
   CREATE TABLE documents (
     digest TEXT NOT NULL PRIMARY KEY,
     media_type TEXT NOT NULL,
     pinned INTEGER NOT NULL,
     bytes BLOB NOT NULL
   ) STRICT;
   CREATE TABLE answered (
     scope TEXT NOT NULL,
     key TEXT NOT NULL,
     payload TEXT NOT NULL,
     id TEXT,
     at INTEGER NOT NULL,
     PRIMARY KEY (scope, key)
   ) STRICT, WITHOUT ROWID;
   CREATE INDEX answered_by_time ON answered (at);`,
    carryOver(database, sequencer) {
      database.prepare('INSERT INTO head VALUES (1, ?, 0)').run(sequencer.begin());
      appendOldDecisions(database, sequencer);
      database.exec('DROP TABLE old_decisions');
    },
  },
  {
    // What evidence is found by; a row stays when the bytes are forgotten. Who saw it is told by the decisions that name
    // the listing.
    sql: `CREATE INDEX changes_by_place ON entries (place) WHERE kind <> 'decision';
   CREATE TABLE image_subjects (
     image TEXT NOT NULL,
     subject TEXT NOT NULL,
     PRIMARY KEY (image, subject)
   ) STRICT, WITHOUT ROWID;
   CREATE TABLE attestations (
     subject TEXT NOT NULL,
     digest TEXT NOT NULL,
     listing TEXT NOT NULL,
     detail TEXT NOT NULL,
     PRIMARY KEY (subject, digest, listing)
   ) STRICT, WITHOUT ROWID;
   CREATE INDEX attestations_by_digest ON attestations (digest, subject);
   CREATE TABLE attestation_parts (
     part TEXT NOT NULL,
     digest TEXT NOT NULL,
     PRIMARY KEY (part, digest)
   ) STRICT, WITHOUT ROWID;`,
  },
  {
    // What many documents have in common is kept once (shared-text.ts). Entries from before are whole.
    sql: `CREATE TABLE shared_texts (number INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, text TEXT NOT NULL) STRICT;
   ALTER TABLE entries ADD COLUMN shared INTEGER REFERENCES shared_texts (number);`,
  },
  {
    // Answers without a verdict are found by what their requests name; those from before were found by neither name nor digest.
    sql: '',
    carryOver: (database) => nameUndecided(database),
  },
  {
    // What was decided last (recent-decisions.ts); `policies` is a JSON array of names. A process of an earlier version that has the file
    // open knows nothing of it: it is refused what would come out of order, and to forget what only recent decisions name.
    sql: `CREATE TABLE recent_decisions (
     place INTEGER PRIMARY KEY,
     time INTEGER NOT NULL,
     outcome TEXT NOT NULL,
     caller TEXT NOT NULL,
     repository TEXT,
     release TEXT,
     shadow_differs INTEGER NOT NULL,
     digests INTEGER NOT NULL,
     policies TEXT NOT NULL
   ) STRICT;
   CREATE TRIGGER decisions_are_moved BEFORE INSERT ON decisions
     WHEN NOT EXISTS (SELECT 1 FROM recent_decisions WHERE place = NEW.place)
     BEGIN SELECT RAISE(ABORT, 'a newer Twinseal has opened this store: stop this one'); END;
   CREATE TRIGGER documents_are_named BEFORE DELETE ON documents
     WHEN EXISTS (SELECT 1 FROM recent_decisions)
     BEGIN SELECT RAISE(ABORT, 'a newer Twinseal has opened this store: stop this one'); END;`,
  },
  {
    // Parts that documents share may have marks of their own (shared-text.ts), which earlier versions take for spoilt text: one that has the
    // file open is refused what it would write, as it would read from now on what it does not know.
    sql: `ALTER TABLE recent_decisions ADD COLUMN schema INTEGER NOT NULL DEFAULT 6;
   CREATE TRIGGER recent_decisions_are_new BEFORE INSERT ON recent_decisions WHEN NEW.schema < 7
     BEGIN SELECT RAISE(ABORT, 'a newer Twinseal has opened this store: stop this one'); END;`,
  },
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
  const version = pragmaNumber(database, 'user_version');
  // A file without any table is new; its schema version counts changes from 0.
  const isNew = pragmaNumber(database, 'schema_version') === 0;
  if (!isNew && pragmaNumber(database, 'application_id') !== APPLICATION_ID)
    throw new SchemaRefusal('it is the database of another program');
  if (version > MIGRATIONS.length)
    throw new SchemaRefusal(
      `it was written by a newer Twinseal (schema ${version}, this one knows ${MIGRATIONS.length})`,
    );
}

/**
 * Brings a database to the newest schema; each step is one transaction with its number.
 * @throws what SQLite throws; the step is undone then
 * @example migrate(database, sequencer)
 */
export function migrate(database: DatabaseSync, sequencer: LogSequencer): void {
  for (const [i, { sql, carryOver }] of MIGRATIONS.entries()) {
    if (i < pragmaNumber(database, 'user_version')) continue;
    inTransaction(database, 'BEGIN IMMEDIATE', () => {
      // Another process may have migrated while this one waited for the lock.
      if (pragmaNumber(database, 'user_version') !== i) return;
      database.exec(`${sql}; PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${i + 1};`);
      carryOver?.(database, sequencer);
    });
  }
}
