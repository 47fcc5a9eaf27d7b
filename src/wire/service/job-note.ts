import type { Digest } from '../../formats/digest.ts';
import type { Call } from '../../ports/call.ts';
import type { DecisionLedger } from '../../ports/decision-ledger.ts';
import type { JobEnd } from '../../ports/job-queue.ts';
import type { Job } from '../../records/job.ts';
import type { ChangeRecord } from '../../records/log-entry.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';

const RECENT = 200;

/**
 * Notes in the ledger, and so in the log, what came of a job, once: a job that was noted and then begun anew, since its worker
 * died, is not noted again.
 * @throws TwinsealError `STORE_FAILED`, `DISK_FULL`
 * @example await noteJob(ledger, job, end, call)
 */
export async function noteJob(ledger: DecisionLedger, job: Job, end: JobEnd, call: Call): Promise<void> {
  const { id, request, caller } = job;
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
    },
  };
  try {
    await ledger.note(change, [], call);
  } catch (error) {
    if (!(error instanceof TwinsealError) || error.code !== 'STORE_FAILED') throw error;
    const recent = await ledger.changes('job', undefined, RECENT, call);
    if (!recent.some(({ document }) => document.includes(`"id":"${id}"`))) throw error;
  }
}
