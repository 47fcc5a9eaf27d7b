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
 * up, since its worker was silent, and done by that very worker after all. The log has both then, under two ids.
 * @throws TwinsealError `STORE_FAILED`, `DISK_FULL`
 * @example await noteJob(ledger, job, end, call)
 */
export async function noteJob(ledger: JobLedger, job: Job, end: JobEnd, call: Call): Promise<void> {
  const first = changeOf(job, end);
  if (await noteOnce(ledger, first, call)) return;
  await noteOnce(ledger, { ...first, id: idOfOther(first) }, call);
}

/**
 * Notes the jobs that the queue has ended by itself. One that can't be noted now stays for the next look, and holds up no other.
 * @param failed - told of what went wrong
 * @returns whether all went well
 * @example if (!(await noteEnded(queue, ledger, call, report))) await pause()
 */
export async function noteEnded(
  queue: Pick<JobQueue, 'unnoted' | 'noted'>,
  ledger: JobLedger,
  call: Call,
  failed: (error: unknown) => void,
): Promise<boolean> {
  let whole = true;
  const attempt = async (work: () => Promise<void>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      whole = false;
      failed(error);
    }
  };
  await attempt(async () => {
    for (let left = await queue.unnoted(call); left.length > 0 && whole; left = await queue.unnoted(call))
      for (const job of left)
        await attempt(async () => {
          const { id, state, failure } = job;
          if (isFinal(state)) await noteJob(ledger, job, { state, ...(failure !== undefined && { failure }) }, call);
          await queue.noted(id, call);
        });
  });
  return whole;
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
    const meanwhile = await kept();
    if (meanwhile === undefined) throw error;
    return meanwhile;
  }
}

function endOf({ after, detail }: ChangeRecord): string {
  return [detail?.state, after].join(' ');
}

/** Of the second end that a job has: a UUID of what it is, so that it is one change however often it is told. @see RFC 9562 section 5.8 */
function idOfOther(change: ChangeRecord): string {
  const hex = hash('sha256', `${change.id} ${endOf(change)}`);
  return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  );
}
