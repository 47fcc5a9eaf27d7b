import { hash } from 'node:crypto';
import type { Digest } from '../../formats/digest.ts';
import type { Call } from '../../ports/call.ts';
import type { DecisionLedger } from '../../ports/decision-ledger.ts';
import type { JobEnd, JobQueue } from '../../ports/job-queue.ts';
import { isFinal, type Job } from '../../records/job.ts';
import type { ChangeRecord } from '../../records/log-entry.ts';

/** Where it is noted what came of jobs. */
export type JobLedger = Pick<DecisionLedger, 'note' | 'change'>;

/**
 * Notes in the ledger, and so in the log, what came of a job: each end once, however often it is told. A job can have two of them: given
 * up, since its worker was silent, and done by that very worker after all. The log has both then, the second under an id of its own.
 * @throws TwinsealError `STORE_FAILED`, `DISK_FULL`
 * @example await noteJob(ledger, job, end, call)
 */
export async function noteJob(ledger: JobLedger, job: Job, end: JobEnd, call: Call): Promise<void> {
  const first = changeOf(job, end);
  if (await noteOnce(ledger, first, call)) return;
  await noteOnce(ledger, { ...first, id: idOfOther(first), detail: { ...first.detail, job: job.id } }, call);
}

/**
 * Notes the jobs that the queue has ended by itself. One that can't be noted now stays for the next look, and holds up no other.
 * @param failed - told of what went wrong first
 * @returns whether all went well
 * @example if (!(await noteEnded(queue, ledger, call, report))) await pause()
 */
export async function noteEnded(
  queue: Pick<JobQueue, 'unnoted' | 'noted'>,
  ledger: JobLedger,
  call: Call,
  failed: (error: unknown) => void,
): Promise<boolean> {
  const faults: unknown[] = [];
  try {
    // Those that could not be noted are still the first ones of the next look.
    for (let left = await queue.unnoted(0, call); left.length > 0; left = await queue.unnoted(faults.length, call))
      for (const job of left) await noteAlone(queue, ledger, job, call).catch((error: unknown) => faults.push(error));
  } catch (error) {
    faults.push(error);
  }
  if (faults.length > 0) failed(faults[0]);
  return faults.length === 0;
}

async function noteAlone(queue: Pick<JobQueue, 'noted'>, ledger: JobLedger, job: Job, call: Call): Promise<void> {
  const { id, state, failure } = job;
  if (isFinal(state)) await noteJob(ledger, job, { state, ...(failure !== undefined && { failure }) }, call);
  await queue.noted(id, call);
}

function changeOf(
  { id, request, caller, finished, cancelledBy }: Job,
  { state, result, failure }: JobEnd,
): ChangeRecord {
  const pushed = result?.pushed as { readonly digest?: string } | undefined;
  return {
    apiVersion: 'twinseal.dev/change/v1',
    kind: 'job',
    id,
    time: `${new Date().toISOString().slice(0, 19)}Z`,
    name: `${request.kind} ${id}`,
    action: 'added',
    ...(pushed?.digest !== undefined && { after: pushed.digest as Digest }),
    detail: {
      caller: caller.name,
      state,
      source: 'archive' in request.source ? request.source.archive : request.source.git,
      ...(request.push !== undefined && { push: request.push }),
      ...(failure !== undefined && { code: failure.code }),
      ...(state === 'cancelled' && cancelledBy !== undefined && { by: cancelledBy }),
      // Of one that had ended before.
      ...(finished !== undefined && { finished }),
    },
  };
}

/** @returns whether this end is kept under the change's id now; false when it is another one */
async function noteOnce(ledger: JobLedger, change: ChangeRecord, call: Call): Promise<boolean> {
  const kept = async (): Promise<boolean | undefined> => {
    const found = await ledger.change(change.id, call);
    return found && endOf(JSON.parse(found.document) as ChangeRecord) === endOf(change);
  };
  const before = await kept();
  if (before !== undefined) return before;
  try {
    await ledger.note(change, [], call);
    return true;
  } catch (error) {
    // Somebody else may have come first.
    const meanwhile = await kept().catch(() => undefined);
    if (meanwhile === undefined) throw error;
    return meanwhile;
  }
}

function endOf({ after, detail }: ChangeRecord): string {
  return [detail?.state, detail?.code, after].join(' ');
}

/** Of the second end that a job has: a UUID of what it is, so that it is one change however often it is told. @see RFC 9562 section 5.8 */
function idOfOther(change: ChangeRecord): string {
  const hex = hash('sha256', `${change.id} ${endOf(change)}`);
  return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  );
}
