import { setTimeout as sleep } from 'node:timers/promises';
import { escapeTerminal } from '../../doors/escape/terminal.ts';
import { type Call, isTimeout, uncancelled } from '../../ports/call.ts';
import type { JobEnd, LeasedJob, LeaseState } from '../../ports/job-queue.ts';
import { MAX_ATTEMPTS } from '../../records/job.ts';
import type { Progress } from '../../records/progress.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';

/** Seconds of one job. */
const JOB_SECONDS = 3 * 3600;
/** Milliseconds for one question to the queue. */
const ASKING = 10_000;
/** Milliseconds, times the attempt, before a job that failed at a registry is offered again. */
const PAUSE = 1_000;
const AGAIN = /^(?:REGISTRY_(?:UNREACHABLE|THROTTLED|FAILED|PROTOCOL)|SIGNER_FAILED)$/;

/** How an attempt came out: `given-back` is begun again, `lost` is somebody else's now. */
export type AttemptOutcome = JobEnd['state'] | 'given-back' | 'lost';

/** Writes down for good how a job ended, before the queue is told. */
export type Note = (end: JobEnd) => Promise<void>;

/** Does the work of a job. */
export type Work = (held: (call: Call) => Promise<void>, call: Call, progress: Progress) => Promise<JobEnd>;

/**
 * One attempt at a leased job: renews the lease while the work goes on, stops the work when the lease is lost, the caller
 * cancels, or the worker stops, and tells the queue how it ended.
 * @param stopping - aborts when the worker is to stop: the job is given back then
 * @param note - called for each end; one that can't be noted leaves the job to whoever leases it next
 * @param hidden - folders of this machine that no caller is told of
 * @throws TwinsealError `STORE_FAILED`
 * @example await attempt(leased, (held, call, progress) => workAt(leased.job, work, held, call, progress), signal, note)
 */
export async function attempt(
  leased: LeasedJob,
  work: Work,
  stopping: AbortSignal,
  note: Note,
  hidden: readonly string[] = [],
): Promise<AttemptOutcome> {
  const stop = new AbortController();
  const asking = (): Call => uncancelled(Date.now() + ASKING);
  let lease: LeaseState = 'held';
  let until = Date.now() + leased.lease;
  const renew = async (): Promise<void> => {
    const asked = Date.now();
    lease = await leased.renew(asking());
    if (lease === 'held') until = asked + leased.lease;
    else stop.abort();
  };
  const beat = setInterval(() => {
    renew().catch(() => {
      // A queue that can't be asked is no reason to stop, as long as nobody else can have the job.
      if (Date.now() < until) return;
      lease = 'lost';
      stop.abort();
    });
  }, leased.lease / 3);
  // Text from outside is told to callers as plain text, and they learn nothing of where things lie here.
  const plain = (text: string): string =>
    escapeTerminal(hidden.reduce((left, folder) => withoutFolder(left, folder), text));
  const { progress, told } = teller(leased, plain, asking);
  const call = {
    signal: AbortSignal.any([stopping, stop.signal, AbortSignal.timeout(JOB_SECONDS * 1000)]),
    deadline: Date.now() + JOB_SECONDS * 1000,
  };
  const held = async (): Promise<void> => {
    await told();
    await renew();
    if (lease !== 'held' || stopping.aborted) throw new TwinsealError('ABORTED', `the job is ${lease}`);
  };
  const finish = async (end: JobEnd): Promise<AttemptOutcome> => {
    // A failure is noted by whoever holds the job; what was pushed was pushed, whoever holds it now.
    if (end.state === 'failed' && (await leased.renew(asking())) === 'lost') return 'lost';
    await note(end);
    return (await leased.finish(end, asking())) ? end.state : 'lost';
  };
  const failed = async (error: unknown): Promise<JobEnd | 'given-back' | 'lost'> => {
    const state = lease as LeaseState;
    if (state === 'lost') return 'lost';
    if (state === 'cancelled') return { state: 'cancelled' };
    const known = knownError(error);
    if (stopping.aborted) {
      await leased.giveBack('its worker is stopping', asking());
      return 'given-back';
    }
    if (AGAIN.test(known.code) && leased.job.attempts < MAX_ATTEMPTS) {
      await sleep(PAUSE * leased.job.attempts);
      await leased.giveBack(`${known.code}: ${plain(known.message)}`, asking());
      return 'given-back';
    }
    const { code, message, details, kind } = known;
    const failure = {
      code,
      reason: plain(message).slice(0, 2_000),
      retryable: kind.retryable,
      ...(details.length > 0 && { details: details.slice(0, 40).map((line) => plain(line).slice(0, 500)) }),
    };
    return { state: 'failed', failure };
  };
  try {
    const end = await work(held, call, progress).finally(told).catch(failed);
    // What goes wrong from here on is no failure of the work: the lease runs out, and whoever has it next finds what was done.
    return typeof end === 'string' ? end : await finish(end);
  } finally {
    clearInterval(beat);
  }
}

/** Tells what roads say, one after another and never in their way. */
function teller(leased: LeasedJob, plain: (text: string) => string, asking: () => Call) {
  let last: Promise<void> = Promise.resolve();
  const progress: Progress = ({ step, state, text }) => {
    if (state === 'busy') return;
    const event = {
      kind: state === 'note' || state === 'warning' ? ('note' as const) : ('step' as const),
      text: plain(`${step}: ${state === 'done' ? 'done: ' : ''}${text}`),
    };
    last = last.then(() => leased.tell(event, asking())).catch(() => undefined);
  };
  return { progress, told: () => last };
}

/** Cuts a folder off the paths below it, with the part that is made up for each job. */
function withoutFolder(text: string, folder: string): string {
  return text
    .split(`${folder}/`)
    .map((part, i) => (i === 0 ? part : part.replace(/^(?:job-[A-Za-z0-9]{6}|[0-9a-f-]{36})\/?/, '')))
    .join('');
}

function knownError(error: unknown): TwinsealError {
  // At the deadline the signal fires; what runs then tells of a cancelled call.
  const stopped = error instanceof TwinsealError && error.code === 'ABORTED' ? error.cause : error;
  if (isTimeout(stopped)) return new TwinsealError('TIMEOUT', 'the job ran out of time', { cause: error });
  if (error instanceof TwinsealError) return error;
  return new TwinsealError('INTERNAL', 'a defect stopped this job; the log of the worker has more', { cause: error });
}
