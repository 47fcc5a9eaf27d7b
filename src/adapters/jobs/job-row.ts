import type { CallerRecord } from '../../records/caller.ts';
import type { Job, JobEvent, JobFailure, JobRequest, JobResult, JobState } from '../../records/job.ts';

/** One job as both stores keep it; documents are JSON text of the records. */
export interface JobRow {
  readonly id: string;
  readonly state: string;
  readonly attempts: number;
  /** Milliseconds since 1970. */
  readonly created: number;
  readonly finished: number | null;
  readonly request: string;
  readonly caller: string;
  readonly result: string | null;
  readonly failure: string | null;
  readonly cancelled_by: string | null;
}

/** The columns of a {@link JobRow}, in a SELECT. */
export const JOB_COLUMNS = 'id, state, attempts, created, finished, request, caller, result, failure, cancelled_by';

/** Events that a job may have; what is told beyond them is dropped, but for its last. */
export const MAX_EVENTS = 5_000;
/** Jobs of one answer that are to be noted. */
export const UNNOTED_AT_ONCE = 20;
/** Events of one answer. */
export const EVENTS_AT_ONCE = 1_000;
/** Characters of one event. */
export const MAX_EVENT_TEXT = 2_000;
/** Milliseconds for which a lease is good. */
export const LEASE_MILLIS = 30_000;

/**
 * The record of a row. Documents were written by the same store as JSON of these very types.
 * @example jobOf(row).state // 'queued'
 */
export function jobOf(row: JobRow): Job {
  return {
    apiVersion: 'twinseal.dev/job/v1',
    id: row.id,
    request: JSON.parse(row.request) as JobRequest,
    caller: JSON.parse(row.caller) as CallerRecord,
    state: row.state as JobState,
    created: timeText(row.created),
    ...(row.finished !== null && { finished: timeText(row.finished) }),
    attempts: Number(row.attempts),
    ...(row.result !== null && { result: JSON.parse(row.result) as JobResult }),
    ...(row.failure !== null && { failure: JSON.parse(row.failure) as JobFailure }),
    ...(row.cancelled_by !== null && { cancelledBy: row.cancelled_by }),
  };
}

/** The record of an event's row. @example eventOf({ sequence: 1, time: 0, kind: 'state', text: 'queued' }).time */
export function eventOf(row: { readonly sequence: number; time: number; kind: string; text: string }): JobEvent {
  return {
    sequence: Number(row.sequence),
    time: timeText(row.time),
    kind: row.kind as JobEvent['kind'],
    text: row.text,
  };
}

/** Why a job that was begun too often has failed, as JSON text. @example abandoned(3) */
export function abandoned(attempts: number): string {
  const failure: JobFailure = {
    code: 'JOB_ABANDONED',
    reason: `${attempts} workers began this job and ended before it did, so it is not begun again: see the workers' logs`,
    retryable: true,
  };
  return JSON.stringify(failure);
}

/** RFC 3339 UTC with milliseconds. */
function timeText(millis: number): string {
  return new Date(Number(millis)).toISOString();
}

/** How many jobs are in each state, of rows that say so for the states that there are. @example countsOf([{ state: 'queued', n: 3 }]).running // 0 */
export function countsOf(rows: readonly Readonly<Record<string, unknown>>[]): Readonly<Record<JobState, number>> {
  const counts = new Map(rows.map(({ state, n }) => [state, Number(n)]));
  const of = (state: JobState): number => counts.get(state) ?? 0;
  return {
    queued: of('queued'),
    running: of('running'),
    succeeded: of('succeeded'),
    failed: of('failed'),
    cancelled: of('cancelled'),
  };
}
