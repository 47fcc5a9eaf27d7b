import type { JobResult } from '../records/job.ts';
import type { Call } from './call.ts';

/**
 * What jobs have sealed and not pushed to its end. Signatures of most keys differ each time, so a job that is begun anew must
 * push the very bytes that it may have pushed a part of before.
 */
export interface SealedJobs {
  /** Where the layout of a job lies, or is to be written. @example await sealed.layout(id) */
  layout(id: string): Promise<string>;
  /**
   * What the job has sealed; undefined when that was not finished, and then all that is left of it is removed.
   * @throws TwinsealError `DISK_FAILED`
   * @example await sealed.find(id, call)
   */
  find(id: string, call: Call): Promise<JobResult | undefined>;
  /** Says that the layout is whole. @throws TwinsealError `DISK_FULL`, `OUTPUT_UNWRITABLE` @example await sealed.keep(id, result, call) */
  keep(id: string, result: JobResult, call: Call): Promise<void>;
  /** Removes all that is kept of a job. @example await sealed.remove(id) */
  remove(id: string): Promise<void>;
}
