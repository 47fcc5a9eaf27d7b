import type { ClientBase } from 'pg';
import { makeSchema } from '../postgres/make-schema.ts';
import type { LogSequencer } from './log-sequencer.ts';
import { nameUndecidedIn } from './undecided-names.ts';

/** Schema of the service's store; jobs have schemas of their own. */
export const STORE_SCHEMA = 'twinseal';
/** Number of the lock under which one process at a time migrates; any number that no other program takes. */
const LOCK = 0x5477536c;

/** One step of the schema: what is made, and then what only our code can write. */
interface Migration {
  readonly sql: string;
  readonly carryOver?: (client: ClientBase, sequencer: LogSequencer) => Promise<void>;
}

/**
 * Forward-only: a migration that has been released is never changed; the next one is added at the end. It only adds, since
 * replicas of the release before may still run. The tables are those of SQLite (sqlite-schema.ts), so that both read one SQL;
 * texts are compared by their bytes, whatever the database's language. No foreign keys: one transaction writes it all, under the lock
 * of the head, and each key would lock and rewrite the row that it names.
 */
export const MIGRATIONS: readonly Migration[] = [
  {
    sql: `CREATE TABLE head (
     one boolean PRIMARY KEY DEFAULT true CHECK (one),
     checkpoint text NOT NULL,
     prunes bigint NOT NULL
   ) WITH (fillfactor = 50);
   CREATE TABLE probe (
     one boolean PRIMARY KEY DEFAULT true CHECK (one),
     count integer NOT NULL,
     room bytea
   ) WITH (fillfactor = 50);
   ALTER TABLE probe ALTER room SET STORAGE EXTERNAL;
   INSERT INTO probe (count) VALUES (0);
   CREATE TABLE entries (
     place bigint PRIMARY KEY,
     kind text COLLATE "C" NOT NULL,
     id text COLLATE "C" NOT NULL UNIQUE,
     document text NOT NULL,
     leaf text NOT NULL
   );
   CREATE INDEX changes_by_kind ON entries (kind, place) WHERE kind <> 'decision';
   CREATE TABLE tiles (
     level integer NOT NULL,
     number bigint NOT NULL,
     hashes bytea NOT NULL,
     PRIMARY KEY (level, number)
   );
   ALTER TABLE tiles ALTER hashes SET STORAGE EXTERNAL;
   CREATE TABLE digest_groups (
     number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
     key text COLLATE "C" NOT NULL UNIQUE
   );
   CREATE TABLE digest_members (
     digest text COLLATE "C" NOT NULL,
     digests bigint NOT NULL,
     searched integer NOT NULL,
     kept integer NOT NULL,
     PRIMARY KEY (digest, digests)
   );
   CREATE TABLE decisions (
     place bigint PRIMARY KEY,
     time bigint NOT NULL,
     outcome text COLLATE "C" NOT NULL,
     caller text COLLATE "C" NOT NULL,
     repository text COLLATE "C",
     release text COLLATE "C",
     shadow_differs integer NOT NULL,
     digests bigint NOT NULL
   );
   CREATE INDEX decisions_by_time ON decisions (time, place);
   CREATE INDEX decisions_by_outcome ON decisions (outcome, place);
   CREATE INDEX decisions_by_caller ON decisions (caller, place);
   CREATE INDEX decisions_by_repository ON decisions (repository, place) WHERE repository IS NOT NULL;
   CREATE INDEX decisions_by_release ON decisions (release, place) WHERE release IS NOT NULL;
   CREATE INDEX decisions_by_shadow ON decisions (place) WHERE shadow_differs = 1;
   CREATE INDEX decisions_by_digests ON decisions (digests, place);
   CREATE TABLE decision_policies (
     policy text COLLATE "C" NOT NULL,
     place bigint NOT NULL,
     PRIMARY KEY (policy, place)
   );
   CREATE TABLE documents (
     digest text COLLATE "C" NOT NULL PRIMARY KEY,
     media_type text NOT NULL,
     pinned integer NOT NULL,
     bytes bytea NOT NULL
   );
   CREATE TABLE answered (
     scope text COLLATE "C" NOT NULL,
     key text COLLATE "C" NOT NULL,
     payload text NOT NULL,
     id text,
     at bigint NOT NULL,
     PRIMARY KEY (scope, key)
   );
   CREATE INDEX answered_by_time ON answered (at);`,
    async carryOver(client, sequencer) {
      await client.query('INSERT INTO head (checkpoint, prunes) VALUES ($1, 0)', [sequencer.begin()]);
    },
  },
  {
    sql: `CREATE INDEX changes_by_place ON entries (place) WHERE kind <> 'decision';
   CREATE TABLE image_subjects (
     image text COLLATE "C" NOT NULL,
     subject text COLLATE "C" NOT NULL,
     PRIMARY KEY (image, subject)
   );
   CREATE TABLE attestations (
     subject text COLLATE "C" NOT NULL,
     digest text COLLATE "C" NOT NULL,
     listing text COLLATE "C" NOT NULL,
     detail text NOT NULL,
     PRIMARY KEY (subject, digest, listing)
   );
   CREATE INDEX attestations_by_digest ON attestations (digest, subject);
   CREATE TABLE attestation_parts (
     part text COLLATE "C" NOT NULL,
     digest text COLLATE "C" NOT NULL,
     PRIMARY KEY (part, digest)
   );`,
  },
  // Answers without a verdict are found by what their requests name (sqlite-schema.ts).
  { sql: '', carryOver: (client) => nameUndecidedIn(client) },
];

/**
 * Brings the store's tables to the newest schema, one process at a time, in the caller's transaction.
 *
 * @param newest - how far to go; all the way unless a test wants an old database
 * @returns why this database can't be the store: it would not keep what it promises, or is of a newer Twinseal
 * @throws what PostgreSQL throws; nothing was changed then
 * @example await pool.transaction(call, (client) => prepareStoreTables(client, sequencer))
 */
export async function prepareStoreTables(
  client: ClientBase,
  sequencer: LogSequencer,
  newest: number = MIGRATIONS.length,
): Promise<string | undefined> {
  await client.query('SELECT pg_advisory_xact_lock($1)', [LOCK]);
  const { rows } = await client.query(
    `SELECT current_setting('server_encoding') AS encoding, current_setting('fsync') AS fsync`,
  );
  const { encoding, fsync } = rows[0] as { readonly encoding: string; readonly fsync: string };
  if (encoding !== 'UTF8') return `its encoding is ${encoding}, not UTF8: create a database with ENCODING 'UTF8'`;
  if (fsync !== 'on')
    return 'the server runs with fsync off and would lose what it has acknowledged: turn it on (postgresql.conf)';
  await makeSchema(client, STORE_SCHEMA);
  await client.query('CREATE TABLE IF NOT EXISTS migrations (version integer PRIMARY KEY)');
  const { rows: ran } = await client.query('SELECT coalesce(max(version), 0) AS version FROM migrations');
  const version = Number((ran[0] as { version: number }).version);
  if (version > MIGRATIONS.length)
    return `its tables were written by a newer Twinseal (schema ${version}, this one knows ${MIGRATIONS.length})`;
  for (const [i, { sql, carryOver }] of MIGRATIONS.slice(0, newest).entries()) {
    if (i < version) continue;
    await client.query(sql);
    await carryOver?.(client, sequencer);
    await client.query('INSERT INTO migrations VALUES ($1)', [i + 1]);
  }
  return undefined;
}
