import type { JobQueue } from '../../ports/job-queue.ts';
import type { Telemetry } from '../../ports/telemetry.ts';
import { JOB_STATES } from '../../records/job.ts';

/** Milliseconds between two counts. */
const COUNTING = 10_000;

/**
 * Keeps the gauge of jobs: how many are in each state. A queue that can't be asked leaves it as it was.
 * @returns what ends it
 * @example const end = watchJobs(queue, telemetry)
 */
export function watchJobs(queue: Pick<JobQueue, 'counts'>, telemetry: Pick<Telemetry, 'gauge'>): () => void {
  const count = async (): Promise<void> => {
    const within = { signal: AbortSignal.timeout(COUNTING), deadline: Date.now() + COUNTING };
    const counts = await queue.counts(within).catch(() => undefined);
    if (counts !== undefined) for (const state of JOB_STATES) telemetry.gauge('jobs', { state }, counts[state]);
  };
  void count();
  const counting = setInterval(() => void count(), COUNTING).unref();
  return () => clearInterval(counting);
}
