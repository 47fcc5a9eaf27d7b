import type { FinalState, Job, JobEvent, JobState } from '../records/job.ts';
import type { Call } from './call.ts';

/** What a lease is good for: `lost` when another worker has the job now or nobody waits for it, `cancelled` when its caller gave up. */
export type LeaseState = 'held' | 'lost' | 'cancelled';

/** How a job ends. */
export type JobEnd = { readonly state: FinalState } & Pick<Job, 'result' | 'failure'>;

/** A job in a worker's hands. What is done with it counts only while the lease is held. */
export interface LeasedJob {
  readonly job: Job;
  /** Milliseconds for which it is held without {@link LeasedJob.renew}. */
  readonly lease: number;
  /**
   * Keeps the job for another while.
   * @throws TwinsealError `STORE_FAILED`
   * @example if ((await leased.renew(call)) !== 'held') stop.abort()
   */
  renew(call: Call): Promise<LeaseState>;
  /**
   * Appends an event; nothing happens when the lease was lost, or beyond the events that a job may have.
   * @throws TwinsealError `STORE_FAILED`
   * @example await leased.tell({ kind: 'step', text: 'pack' }, call)
   */
  tell(event: Pick<JobEvent, 'kind' | 'text'>, call: Call): Promise<void>;
  /**
   * Ends the job, once.
   * @returns false when the lease was lost: then nothing happened
   * @throws TwinsealError `STORE_FAILED`
   * @example await leased.finish({ state: 'succeeded', result: { index: digest } }, call)
   */
  finish(end: JobEnd, call: Call): Promise<boolean>;
  /**
   * Gives the job back, for a worker to begin it anew at once; it counts as an attempt.
   * @throws TwinsealError `STORE_FAILED`
   * @example await leased.giveBack('the worker is stopping', call)
   */
  giveBack(why: string, call: Call): Promise<void>;
}

/** Jobs that survive whoever does them. */
export interface JobQueue {
  /**
   * Keeps a new job and offers it to workers; it is on disk when this returns.
   * @throws TwinsealError `STORE_FAILED`, `DISK_FULL`; also for an id that is there already
   * @example await queue.submit(job, call)
   */
  submit(job: Pick<Job, 'id' | 'request' | 'caller'>, call: Call): Promise<Job>;
  /** The job; undefined when there is none. @throws TwinsealError `STORE_FAILED` @example (await queue.get(id, call))?.state */
  get(id: string, call: Call): Promise<Job | undefined>;
  /**
   * Jobs, newest first.
   * @param caller - name of the caller whose jobs are asked for; undefined: those of everybody
   * @param before - id of a job: only older ones; undefined begins with the newest
   * @param limit - at most so many
   * @throws TwinsealError `STORE_FAILED`
   * @example await queue.list('ci', undefined, 50, call)
   */
  list(caller: string | undefined, before: string | undefined, limit: number, call: Call): Promise<readonly Job[]>;
  /** Jobs of a caller that are under way. @throws TwinsealError `STORE_FAILED` @example await queue.underWay('ci', call) // 3 */
  underWay(caller: string, call: Call): Promise<number>;
  /** How many jobs are in each state. @throws TwinsealError `STORE_FAILED` @example (await queue.counts(call)).running */
  counts(call: Call): Promise<Readonly<Record<JobState, number>>>;
  /**
   * Events after a sequence number, oldest first, at most a thousand.
   * @throws TwinsealError `STORE_FAILED`
   * @example await queue.events(id, 0, call)
   */
  events(id: string, after: number, call: Call): Promise<readonly JobEvent[]>;
  /**
   * Cancels a job that is not final yet: at once when nobody works at it, else as soon as its worker hears of it.
   * @param by - name of who asks; the first one is kept with the job
   * @returns the state it has now; undefined when there is no such job
   * @throws TwinsealError `STORE_FAILED`
   * @example await queue.cancel(id, call, 'ci') // 'cancelled'
   */
  cancel(id: string, call: Call, by?: string): Promise<JobState | undefined>;
  /**
   * Jobs that the queue has ended by itself, a few at a time, the oldest first: cancelled, or given up, while no worker held them who
   * would have noted it. Each is there until {@link JobQueue.noted} says so.
   * @param skip - so many of the oldest are left out
   * @throws TwinsealError `STORE_FAILED`
   * @example for (const { id } of await queue.unnoted(0, call)) await queue.noted(id, call)
   */
  unnoted(skip: number, call: Call): Promise<readonly Job[]>;
  /** What came of the job is noted. @throws TwinsealError `STORE_FAILED` @example await queue.noted(job.id, call) */
  noted(id: string, call: Call): Promise<void>;
  /**
   * The next job, leased to this worker; undefined when there is none for now. A job whose worker died is offered again
   * once its lease has run out, and fails with `JOB_ABANDONED` when that has happened too often.
   * @throws TwinsealError `STORE_FAILED`
   * @example const leased = await queue.lease('worker-1', call)
   */
  lease(worker: string, call: Call): Promise<LeasedJob | undefined>;
  /** Ends the queue's connections; what was acknowledged stays. @example await queue.close() */
  close(): Promise<void>;
}
