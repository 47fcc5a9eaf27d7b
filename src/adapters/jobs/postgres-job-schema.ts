import type { ClientBase } from 'pg';
import { TwinsealError } from '../../records/twinseal-error.ts';
import { makeSchema } from '../postgres/make-schema.ts';

/** Schema of our own tables; pg-boss has {@link BOSS_SCHEMA}. */
export const JOBS_SCHEMA = 'twinseal_jobs';
export const BOSS_SCHEMA = 'twinseal_boss';
/** Number of the lock under which one process at a time migrates; any number that no other program takes. */
const LOCK = 0x54774a62;

/** Forward-only: one that has been released is never changed; the next is added at the end. */
const MIGRATIONS: readonly string[] = [
  `CREATE TABLE twinseal_jobs.jobs (
     place bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
     id uuid NOT NULL UNIQUE,
     caller_name text NOT NULL,
     state text NOT NULL,
     attempts integer NOT NULL DEFAULT 0,
     created bigint NOT NULL,
     finished bigint,
     request text NOT NULL,
     caller text NOT NULL,
     result text,
     failure text,
     cancel boolean NOT NULL DEFAULT false,
     token text,
     leased_until bigint
   );
   CREATE INDEX jobs_by_caller ON twinseal_jobs.jobs (caller_name, place);
   CREATE TABLE twinseal_jobs.job_events (
     job uuid NOT NULL REFERENCES twinseal_jobs.jobs (id),
     sequence integer NOT NULL,
     time bigint NOT NULL,
     kind text NOT NULL,
     text text NOT NULL,
     PRIMARY KEY (job, sequence)
   );`,
  // Jobs that the queue itself has ended are to be noted by somebody.
  `ALTER TABLE twinseal_jobs.jobs ADD COLUMN cancelled_by text, ADD COLUMN unnoted boolean NOT NULL DEFAULT false;
   CREATE INDEX jobs_unnoted ON twinseal_jobs.jobs (place) WHERE unnoted;`,
];

/**
 * Waits for the turn to make or change tables of jobs, ours or pg-boss's, until the transaction ends.
 * @throws what PostgreSQL throws
 * @example await pool.transaction(call, async (client) => { await lockJobTables(client); await boss.start(); })
 */
export async function lockJobTables(client: ClientBase): Promise<void> {
  await client.query('SELECT pg_advisory_xact_lock($1)', [LOCK]);
}

/**
 * Brings the tables of jobs to the newest schema, one process at a time.
 * @throws TwinsealError `STORE_FAILED` for tables of a newer Twinseal; what PostgreSQL throws, and then nothing was changed
 * @example await pool.transaction(call, prepareJobTables)
 */
export async function prepareJobTables(client: ClientBase): Promise<void> {
  await lockJobTables(client);
  await makeSchema(client, JOBS_SCHEMA);
  await client.query(`CREATE TABLE IF NOT EXISTS ${JOBS_SCHEMA}.migrations (version integer PRIMARY KEY)`);
  const { rows } = await client.query(`SELECT coalesce(max(version), 0) AS version FROM ${JOBS_SCHEMA}.migrations`);
  const version = Number(rows[0]?.version);
  if (version > MIGRATIONS.length)
    throw new TwinsealError(
      'STORE_FAILED',
      `the tables of jobs were written by a newer Twinseal (schema ${version}, this one knows ${MIGRATIONS.length})`,
    );
  for (const [i, migration] of MIGRATIONS.entries()) {
    if (i < version) continue;
    await client.query(migration);
    await client.query(`INSERT INTO ${JOBS_SCHEMA}.migrations VALUES ($1)`, [i + 1]);
  }
}
