import type { ClientBase } from 'pg';
import type { JobEnd, LeaseState } from '../../ports/job-queue.ts';
import { type Job, type JobEvent, type JobState, MAX_ATTEMPTS } from '../../records/job.ts';
import {
  abandoned,
  countsOf,
  EVENTS_AT_ONCE,
  eventOf,
  JOB_COLUMNS,
  type JobRow,
  jobOf,
  MAX_EVENT_TEXT,
  MAX_EVENTS,
  UNNOTED_AT_ONCE,
} from './job-row.ts';
import { JOBS_SCHEMA } from './postgres-job-schema.ts';
import type { Offers } from './postgres-jobs.ts';

const JOBS = `${JOBS_SCHEMA}.jobs`;
const EVENTS = `${JOBS_SCHEMA}.job_events`;
/** Milliseconds by the database's clock, which all processes share. */
const NOW = '(extract(epoch FROM clock_timestamp()) * 1000)::bigint';
/** Milliseconds after a lease's end at which it is looked at. */
const AFTER = 20;

type LockedRow = JobRow & { readonly cancel: boolean; readonly leased: boolean };

/**
 * What can be done with the tables of jobs, inside of one transaction. Each locks the job's row before it decides.
 * @param lease - milliseconds
 * @example await postgresJobOperations(client, offers, 30_000).get(id)
 */
export function postgresJobOperations(client: ClientBase, offers: Offers, lease: number) {
  const query = async (text: string, values: readonly unknown[]): Promise<readonly Record<string, unknown>[]> =>
    (await client.query(text, [...values])).rows;
  const locked = async (id: string): Promise<LockedRow | undefined> => {
    const [row] = await query(
      `SELECT ${JOB_COLUMNS}, cancel, state = 'running' AND leased_until >= ${NOW} AS leased FROM ${JOBS} WHERE id = $1 FOR UPDATE`,
      [id],
    );
    return row as LockedRow | undefined;
  };
  const append = async (id: string, kind: JobEvent['kind'], text: string): Promise<void> => {
    await query(
      `INSERT INTO ${EVENTS} SELECT $1, coalesce(max(sequence), 0) + 1, ${NOW}, $2, $3 FROM ${EVENTS} WHERE job = $1`,
      // PostgreSQL keeps no NUL in a text.
      [id, kind, text.slice(0, MAX_EVENT_TEXT).replaceAll('\0', '\ufffd')],
    );
  };
  const end = async (id: string, state: JobState, { result, failure }: { result?: string; failure?: string }) => {
    await query(
      `UPDATE ${JOBS} SET state = $2, finished = ${NOW}, result = $3, failure = $4, token = NULL WHERE id = $1`,
      [id, state, result ?? null, failure ?? null],
    );
    await append(id, 'state', state);
  };
  /** Nobody works at it who would note what came of it. */
  const endAlone = async (id: string, state: JobState, failure: { failure?: string } = {}): Promise<void> => {
    await end(id, state, failure);
    await query(`UPDATE ${JOBS} SET unnoted = true WHERE id = $1`, [id]);
  };
  const holds = async (id: string, token: string): Promise<boolean> => {
    const held = `SELECT 1 FROM ${JOBS} WHERE id = $1 AND token = $2 AND state = 'running' FOR UPDATE`;
    return (await query(held, [id, token])).length > 0;
  };
  const get = async (id: string): Promise<Job | undefined> => {
    const [row] = await query(`SELECT ${JOB_COLUMNS} FROM ${JOBS} WHERE id = $1`, [id]);
    return row === undefined ? undefined : jobOf(row as unknown as JobRow);
  };
  const begin = async (id: string, token: string): Promise<Job | undefined> => {
    await query(
      `UPDATE ${JOBS} SET state = 'running', attempts = attempts + 1, token = $2, leased_until = ${NOW} + $3 WHERE id = $1`,
      [id, token, lease],
    );
    await append(id, 'state', 'running');
    // Whoever holds the job may die: this offer comes when the lease would have run out.
    await offers.send(id, lease + AFTER);
    return await get(id);
  };
  return {
    async submit({ id, request, caller }: Pick<Job, 'id' | 'request' | 'caller'>): Promise<Job> {
      await query(
        `INSERT INTO ${JOBS} (id, caller_name, state, created, request, caller) VALUES ($1, $2, 'queued', ${NOW}, $3, $4)`,
        [id, caller.name, JSON.stringify(request), JSON.stringify(caller)],
      );
      await append(id, 'state', 'queued');
      await offers.send(id, 0);
      return (await get(id)) as Job;
    },
    get,
    async list(caller: string | undefined, before: string | undefined, limit: number): Promise<readonly Job[]> {
      const rows = await query(
        `SELECT ${JOB_COLUMNS} FROM ${JOBS}
         WHERE ($1::text IS NULL OR caller_name = $1)
           AND ($2::uuid IS NULL OR place < (SELECT place FROM ${JOBS} WHERE id = $2)) ORDER BY place DESC LIMIT $3`,
        [caller ?? null, before ?? null, limit],
      );
      return rows.map((row) => jobOf(row as unknown as JobRow));
    },
    async underWay(caller: string): Promise<number> {
      const text = `SELECT count(*) AS n FROM ${JOBS} WHERE caller_name = $1 AND state IN ('queued', 'running')`;
      return Number((await query(text, [caller]))[0]?.n);
    },
    async counts(): Promise<Readonly<Record<JobState, number>>> {
      return countsOf(await query(`SELECT state, count(*) AS n FROM ${JOBS} GROUP BY state`, []));
    },
    async events(id: string, after: number): Promise<readonly JobEvent[]> {
      const text = `SELECT * FROM ${EVENTS} WHERE job = $1 AND sequence > $2 ORDER BY sequence LIMIT $3`;
      return (await query(text, [id, after, EVENTS_AT_ONCE])).map((row) => eventOf(row as never));
    },
    async cancel(id: string, by: string | undefined): Promise<JobState | undefined> {
      const row = await locked(id);
      if (row === undefined) return undefined;
      if (row.state !== 'queued' && row.state !== 'running') return row.state as JobState;
      const asked = `UPDATE ${JOBS} SET cancel = true, cancelled_by = coalesce(cancelled_by, $2) WHERE id = $1`;
      await query(asked, [id, by ?? null]);
      if (!row.leased) await endAlone(id, 'cancelled');
      return (await get(id))?.state;
    },
    async unnoted(skip: number): Promise<readonly Job[]> {
      const text = `SELECT ${JOB_COLUMNS} FROM ${JOBS} WHERE unnoted ORDER BY place LIMIT $1 OFFSET $2`;
      return (await query(text, [UNNOTED_AT_ONCE, skip])).map((row) => jobOf(row as unknown as JobRow));
    },
    async noted(id: string): Promise<void> {
      await query(`UPDATE ${JOBS} SET unnoted = false WHERE id = $1`, [id]);
    },
    async lease(token: string): Promise<Job | undefined> {
      for (let id = await offers.take(); id !== undefined; id = await offers.take()) {
        const row = await locked(id);
        if (row === undefined || (row.state !== 'queued' && row.state !== 'running')) continue;
        if (row.leased) await offers.send(id, lease / 2);
        else if (row.cancel) await endAlone(id, 'cancelled');
        else if (row.attempts >= MAX_ATTEMPTS) await endAlone(id, 'failed', { failure: abandoned(row.attempts) });
        else return await begin(id, token);
      }
      return undefined;
    },
    async renew(id: string, token: string): Promise<LeaseState> {
      if (!(await holds(id, token))) return 'lost';
      if ((await locked(id))?.cancel === true) return 'cancelled';
      await query(`UPDATE ${JOBS} SET leased_until = ${NOW} + $2 WHERE id = $1`, [id, lease]);
      return 'held';
    },
    async tell(id: string, token: string, kind: JobEvent['kind'], text: string): Promise<void> {
      if (!(await holds(id, token))) return;
      const [row] = await query(`SELECT max(sequence) AS n FROM ${EVENTS} WHERE job = $1`, [id]);
      if (Number(row?.n ?? 0) < MAX_EVENTS) await append(id, kind, text);
    },
    async finish(id: string, token: string, { state, result, failure }: JobEnd): Promise<boolean> {
      if (!(await holds(id, token))) return false;
      await end(id, state, {
        ...(result !== undefined && { result: JSON.stringify(result) }),
        ...(failure !== undefined && { failure: JSON.stringify(failure) }),
      });
      return true;
    },
    async giveBack(id: string, token: string, why: string): Promise<void> {
      if (!(await holds(id, token))) return;
      await append(id, 'note', why);
      await query(`UPDATE ${JOBS} SET state = 'queued', token = NULL WHERE id = $1`, [id]);
      await append(id, 'state', 'queued');
      await offers.send(id, 0);
    },
  };
}
