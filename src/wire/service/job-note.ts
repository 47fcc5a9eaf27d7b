import type { Digest } from '../../formats/digest.ts';
import type { Call } from '../../ports/call.ts';
import type { DecisionLedger } from '../../ports/decision-ledger.ts';
import type { JobEnd, JobQueue } from '../../ports/job-queue.ts';
import { isFinal, type Job } from '../../records/job.ts';
import type { ChangeRecord } from '../../records/log-entry.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';

/** Changes that are looked through for a note, a page at a time. */
const PAGE = 200;
const PAGES = 25;

/** Where it is noted what came of jobs. */
export type JobLedger = Pick<DecisionLedger, 'note' | 'changes'>;

/**
 * Notes in the ledger, and so in the log, what came of a job, once: a job that was noted and then begun anew, since its worker
 * died, is not noted again.
 * @throws TwinsealError `STORE_FAILED`, `DISK_FULL`
 * @example await noteJob(ledger, job, end, call)
 */
export async function noteJob(ledger: JobLedger, job: Job, end: JobEnd, call: Call): Promise<void> {
  const { id, request, caller, cancelledBy } = job;
  const pushed = end.result?.pushed as { readonly digest?: string } | undefined;
  const change: ChangeRecord = {
    apiVersion: 'twinseal.dev/change/v1',
    kind: 'job',
    id,
    time: `${new Date().toISOString().slice(0, 19)}Z`,
    name: `${request.kind} ${id}`,
    action: 'added',
    ...(pushed?.digest !== undefined && { after: pushed.digest as Digest }),
    detail: {
      caller: caller.name,
      state: end.state,
      source: 'archive' in request.source ? request.source.archive : request.source.git,
      ...(request.push !== undefined && { push: request.push }),
      ...(end.failure !== undefined && { code: end.failure.code }),
      ...(end.state === 'cancelled' && cancelledBy !== undefined && { by: cancelledBy }),
    },
  };
  try {
    await ledger.note(change, [], call);
  } catch (error) {
    if (!(error instanceof TwinsealError) || error.code !== 'STORE_FAILED') throw error;
    if (!(await isNoted(ledger, id, call))) throw error;
  }
}

/**
 * Notes the jobs that the queue has ended by itself. One that could not be noted stays for the next who comes; two who come at once
 * note each only once.
 * @throws TwinsealError `STORE_FAILED`, `DISK_FULL`
 * @example await noteEnded(queue, ledger, call)
 */
export async function noteEnded(
  queue: Pick<JobQueue, 'unnoted' | 'noted'>,
  ledger: JobLedger,
  call: Call,
): Promise<void> {
  for (const job of await queue.unnoted(call)) {
    const { id, state, failure } = job;
    if (isFinal(state)) await noteJob(ledger, job, { state, ...(failure !== undefined && { failure }) }, call);
    await queue.noted(id, call);
  }
}

async function isNoted(ledger: Pick<DecisionLedger, 'changes'>, id: string, call: Call): Promise<boolean> {
  let before: number | undefined;
  for (let page = 0; page < PAGES; page++) {
    const changes = await ledger.changes('job', before, PAGE, call);
    if (changes.some(({ document }) => document.includes(`"id":"${id}"`))) return true;
    before = changes.at(-1)?.index;
    if (before === undefined) return false;
  }
  return false;
}
