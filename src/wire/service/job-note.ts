import type { Digest } from '../../formats/digest.ts';
import type { Call } from '../../ports/call.ts';
import type { DecisionLedger } from '../../ports/decision-ledger.ts';
import type { JobEnd } from '../../ports/job-queue.ts';
import type { Job } from '../../records/job.ts';
import type { ChangeRecord } from '../../records/log-entry.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';

/** Changes that are looked through for a note, a page at a time. */
const PAGE = 200;
const PAGES = 25;

/**
 * Notes in the ledger, and so in the log, what came of a job, once: a job that was noted and then begun anew, since its worker
 * died, is not noted again.
 * @param by - name of who ended it, where somebody did
 * @throws TwinsealError `STORE_FAILED`, `DISK_FULL`
 * @example await noteJob(ledger, job, end, call)
 */
export async function noteJob(
  ledger: Pick<DecisionLedger, 'note' | 'changes'>,
  job: Job,
  end: JobEnd,
  call: Call,
  by?: string,
): Promise<void> {
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
      ...(by !== undefined && { by }),
    },
  };
  try {
    await ledger.note(change, [], call);
  } catch (error) {
    if (!(error instanceof TwinsealError) || error.code !== 'STORE_FAILED') throw error;
    if (!(await isNoted(ledger, id, call))) throw error;
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
