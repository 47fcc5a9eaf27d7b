import type { DatabaseSync } from 'node:sqlite';
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

/** A lease as it crosses the thread: the job, and the word that shows who has it. */
export interface TakenJob {
  readonly job: Job;
  readonly token: string;
}

/**
 * What can be done with the tables of jobs, each in one transaction. Several processes do so at once: whoever writes takes
 * SQLite's lock first, so no job is leased twice.
 * @param lease - milliseconds
 * @example jobOperations(database, 30_000).get(id)
 */
export function jobOperations(database: DatabaseSync, lease: number) {
  const find = (id: string): (JobRow & { cancel: number; leased_until: number | null }) | undefined =>
    database.prepare(`SELECT ${JOB_COLUMNS}, cancel, leased_until FROM jobs WHERE id = ?`).get(id) as never;
  const append = (id: string, kind: JobEvent['kind'], text: string): void => {
    database
      .prepare(`INSERT INTO job_events SELECT ?, coalesce(max(sequence), 0) + 1, ?, ?, ? FROM job_events WHERE job = ?`)
      .run(id, Date.now(), kind, text.slice(0, MAX_EVENT_TEXT), id);
  };
  const end = (
    id: string,
    { state, result, failure }: { state: JobState; result?: string; failure?: string },
  ): void => {
    database
      .prepare('UPDATE jobs SET state = ?, finished = ?, result = ?, failure = ?, token = NULL WHERE id = ?')
      .run(state, Date.now(), result ?? null, failure ?? null, id);
    append(id, 'state', state);
  };
  /** Nobody works at it who would note what came of it. */
  const endAlone = (id: string, how: { state: JobState; failure?: string }): void => {
    end(id, how);
    database.prepare('UPDATE jobs SET unnoted = 1 WHERE id = ?').run(id);
  };
  const holds = (id: string, token: string): boolean =>
    database.prepare("SELECT 1 FROM jobs WHERE id = ? AND token = ? AND state = 'running'").get(id, token) !==
    undefined;
  /** The oldest job that nobody holds, after those that can't be begun any more have been ended. */
  const offer = (): JobRow | undefined => {
    for (;;) {
      const row = database
        .prepare(
          `SELECT ${JOB_COLUMNS}, cancel FROM jobs
           WHERE state = 'queued' OR (state = 'running' AND leased_until < ?) ORDER BY place LIMIT 1`,
        )
        .get(Date.now()) as (JobRow & { cancel: number }) | undefined;
      if (row === undefined) return undefined;
      if (row.cancel === 1) endAlone(row.id, { state: 'cancelled' });
      else if (row.attempts >= MAX_ATTEMPTS) endAlone(row.id, { state: 'failed', failure: abandoned(row.attempts) });
      else return row;
    }
  };
  return {
    submit({ id, request, caller }: Pick<Job, 'id' | 'request' | 'caller'>): Job {
      database
        .prepare("INSERT INTO jobs (id, caller_name, state, created, request, caller) VALUES (?, ?, 'queued', ?, ?, ?)")
        .run(id, caller.name, Date.now(), JSON.stringify(request), JSON.stringify(caller));
      append(id, 'state', 'queued');
      return this.get(id) as Job;
    },
    get(id: string): Job | undefined {
      const row = find(id);
      return row === undefined ? undefined : jobOf(row);
    },
    list(caller: string | undefined, before: string | undefined, limit: number): readonly Job[] {
      const rows = database
        .prepare(
          `SELECT ${JOB_COLUMNS} FROM jobs
           WHERE (?1 IS NULL OR caller_name = ?1)
             AND (?2 IS NULL OR place < (SELECT place FROM jobs WHERE id = ?2)) ORDER BY place DESC LIMIT ?3`,
        )
        .all(caller ?? null, before ?? null, limit);
      return rows.map((row) => jobOf(row as never));
    },
    underWay(caller: string): number {
      const row = database
        .prepare("SELECT count(*) AS n FROM jobs WHERE caller_name = ? AND state IN ('queued', 'running')")
        .get(caller);
      return Number(row?.n ?? 0);
    },
    counts(): Readonly<Record<JobState, number>> {
      return countsOf(database.prepare('SELECT state, count(*) AS n FROM jobs GROUP BY state').all());
    },
    events(id: string, after: number): readonly JobEvent[] {
      const rows = database
        .prepare('SELECT * FROM job_events WHERE job = ? AND sequence > ? ORDER BY sequence LIMIT ?')
        .all(id, after, EVENTS_AT_ONCE);
      return rows.map((row) => eventOf(row as never));
    },
    cancel(id: string, by: string | undefined): JobState | undefined {
      const row = find(id);
      if (row === undefined) return undefined;
      if (row.state !== 'queued' && row.state !== 'running') return row.state as JobState;
      database
        .prepare('UPDATE jobs SET cancel = 1, cancelled_by = coalesce(cancelled_by, ?) WHERE id = ?')
        .run(by ?? null, id);
      const isHeld = row.state === 'running' && (row.leased_until ?? 0) >= Date.now();
      if (!isHeld) endAlone(id, { state: 'cancelled' });
      return this.get(id)?.state;
    },
    unnoted(skip: number): readonly Job[] {
      const rows = database
        .prepare(`SELECT ${JOB_COLUMNS} FROM jobs WHERE unnoted = 1 ORDER BY place LIMIT ? OFFSET ?`)
        .all(UNNOTED_AT_ONCE, skip);
      return rows.map((row) => jobOf(row as never));
    },
    noted(id: string): void {
      database.prepare('UPDATE jobs SET unnoted = 0 WHERE id = ?').run(id);
    },
    lease(token: string): TakenJob | undefined {
      const row = offer();
      if (row === undefined) return undefined;
      database
        .prepare("UPDATE jobs SET state = 'running', attempts = attempts + 1, token = ?, leased_until = ? WHERE id = ?")
        .run(token, Date.now() + lease, row.id);
      append(row.id, 'state', 'running');
      return { job: this.get(row.id) as Job, token };
    },
    renew(id: string, token: string): LeaseState {
      if (!holds(id, token)) return 'lost';
      if (find(id)?.cancel === 1) return 'cancelled';
      database.prepare('UPDATE jobs SET leased_until = ? WHERE id = ?').run(Date.now() + lease, id);
      return 'held';
    },
    tell(id: string, token: string, kind: JobEvent['kind'], text: string): void {
      const count = database.prepare('SELECT max(sequence) AS n FROM job_events WHERE job = ?').get(id);
      if (holds(id, token) && Number(count?.n ?? 0) < MAX_EVENTS) append(id, kind, text);
    },
    finish(id: string, token: string, { state, result, failure }: JobEnd): boolean {
      if (!holds(id, token)) return false;
      end(id, {
        state,
        ...(result !== undefined && { result: JSON.stringify(result) }),
        ...(failure !== undefined && { failure: JSON.stringify(failure) }),
      });
      return true;
    },
    giveBack(id: string, token: string, why: string): void {
      if (!holds(id, token)) return;
      append(id, 'note', why);
      database.prepare("UPDATE jobs SET state = 'queued', token = NULL WHERE id = ?").run(id);
      append(id, 'state', 'queued');
    },
  };
}

/** The operations by name, as the thread is asked for them. */
export type JobOperations = ReturnType<typeof jobOperations>;
