import type { CallerRecord } from './caller.ts';
import type { ErrorCode } from './error-catalogue.ts';

/** `queued` and `running` are under way; the others are final. */
export const JOB_STATES = ['queued', 'running', 'succeeded', 'failed', 'cancelled'] as const;

/** A state of {@link JOB_STATES}. */
export type JobState = (typeof JOB_STATES)[number];

/** A state in which nothing will happen to a job any more. */
export type FinalState = Exclude<JobState, 'queued' | 'running'>;

/** How often a job is begun before it counts as failed: a job that takes its workers down would do so for ever. */
export const MAX_ATTEMPTS = 3;

/** Where a job's source comes from. */
export type JobSource =
  /** An archive that was uploaded to `POST /sources`, by its digest. */
  | { readonly archive: string }
  /** A git folder that the service's settings allow, at a commit, tag or branch; without one, what HEAD stands for. */
  | { readonly git: string; readonly revision?: string };

/** What was asked for. */
export interface JobRequest {
  readonly kind: 'build' | 'seal';
  readonly source: JobSource;
  /** Module folder inside the source. */
  readonly directory?: string;
  readonly platforms?: readonly string[];
  readonly main?: readonly string[];
  readonly vendor?: boolean;
  /** Of a seal: where to push, `registry.example.com/team/app:v1.2.3`. */
  readonly push?: string;
}

/** One thing that happened; `sequence` counts from 1 and never has a hole. */
export interface JobEvent {
  readonly sequence: number;
  /** RFC 3339 UTC with milliseconds. */
  readonly time: string;
  /** `state`: the text is a state of {@link JOB_STATES}. */
  readonly kind: 'state' | 'step' | 'note';
  readonly text: string;
}

/** What came of a job: the twin result's summary; of a seal, what was pushed under which digest. */
export type JobResult = Readonly<Record<string, unknown>>;

/** Why a job has no result. */
export interface JobFailure {
  readonly code: ErrorCode;
  readonly reason: string;
  readonly retryable: boolean;
  /** Further lines, such as a compiler's output; bounded. */
  readonly details?: readonly string[];
}

/** One job, as the service tells it. */
export interface Job {
  readonly apiVersion: 'twinseal.dev/job/v1';
  readonly id: string;
  readonly request: JobRequest;
  readonly caller: CallerRecord;
  readonly state: JobState;
  /** RFC 3339 UTC with milliseconds, as is `finished`. */
  readonly created: string;
  readonly finished?: string;
  /** How often a worker began it. */
  readonly attempts: number;
  /** Of a job that succeeded; of one that failed because its sides differ, how they do. */
  readonly result?: JobResult;
  /** Of a job that failed. */
  readonly failure?: JobFailure;
  /** Name of the caller who first asked for its end, whatever came of it then. */
  readonly cancelledBy?: string;
}

/**
 * Whether nothing will happen to a job any more.
 * @example isFinal('cancelled') // true
 */
export function isFinal(state: JobState): state is FinalState {
  return state !== 'queued' && state !== 'running';
}
