import type { Job, JobEvent, JobState } from '../records/job.ts';
import type { Call } from './call.ts';

/** A job in a worker's hands. What is done with it counts only while the lease is held. */
export interface LeasedJob {
  readonly job: Job;
  /**
   * Keeps the job for another while.
   * @returns `lost` when another worker has it now, `cancelled` when its caller gave up
   * @throws TwinsealError `STORE_FAILED`
   * @example if ((await leased.renew(call)) !== 'held') stop.abort()
   */
  renew(call: Call): Promise<'held' | 'lost' | 'cancelled'>;
  /** Appends an event. @throws TwinsealError `STORE_FAILED` @example await leased.tell({ kind: 'step', text: 'pack' }, call) */
  tell(event: Pick<JobEvent, 'kind' | 'text'>, call: Call): Promise<void>;
  /**
   * Ends the job, once; nothing happens when the lease was lost.
   * @throws TwinsealError `STORE_FAILED`
   * @example await leased.finish({ state: 'succeeded', result: { index: digest } }, call)
   */
  finish(end: { readonly state: JobState } & Pick<Job, 'result' | 'failure'>, call: Call): Promise<void>;
}

/** Jobs that survive whoever does them. */
export interface JobQueue {
  /** Keeps a new job and offers it to workers. @throws TwinsealError `STORE_FAILED`, `DISK_FULL` @example await queue.submit(job, call) */
  submit(job: Job, call: Call): Promise<void>;
  /** The job; undefined when there is none. @throws TwinsealError `STORE_FAILED` @example (await queue.get(id, call))?.state */
  get(id: string, call: Call): Promise<Job | undefined>;
  /** Events after a sequence number, oldest first. @throws TwinsealError `STORE_FAILED` @example await queue.events(id, 0, call) */
  events(id: string, after: number, call: Call): Promise<readonly JobEvent[]>;
  /**
   * Cancels a job that is not final yet.
   * @returns the state it has now
   * @throws TwinsealError `STORE_FAILED`
   * @example await queue.cancel(id, call) // 'cancelled'
   */
  cancel(id: string, call: Call): Promise<JobState | undefined>;
  /**
   * The next job, leased to this worker; undefined when there is none for now. A job whose worker died is offered again
   * once its lease has run out, at most three times.
   * @throws TwinsealError `STORE_FAILED`
   * @example const leased = await queue.lease('worker-1', call)
   */
  lease(worker: string, call: Call): Promise<LeasedJob | undefined>;
}
