import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Call } from '../../ports/call.ts';
import type { JobQueue, LeasedJob } from '../../ports/job-queue.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import { checkCall } from '../call-guard.ts';
import { diskError } from '../disk-error.ts';
import { inTime } from '../in-time.ts';
import { makeFolder } from '../make-folder.ts';
import { LEASE_MILLIS } from './job-row.ts';
import type { JobOperations, TakenJob } from './sqlite-job-operations.ts';

const WHO = 'the queue of jobs';

/**
 * Opens (and makes) the queue of a data folder: `jobs.sqlite`, in WAL mode with full synchronisation, in a thread of its
 * own. `serve` and workers open it each for themselves.
 *
 * @param folder - the service's data folder
 * @param lease - milliseconds for which a worker holds a job without renewing
 * @throws TwinsealError `OUTPUT_UNWRITABLE` or `DISK_FULL` for the folder, `STORE_FAILED` for a file that is no queue
 * @example const queue = await openSqliteJobs('./twinseal-data', call)
 * @see https://www.sqlite.org/pragma.html#pragma_synchronous
 */
export async function openSqliteJobs(folder: string, call: Call, lease: number = LEASE_MILLIS): Promise<JobQueue> {
  try {
    await makeFolder(folder, 0o700);
  } catch (error) {
    throw diskError(error, 'write', folder);
  }
  const thread = new JobsThread(join(folder, 'jobs.sqlite'), lease);
  try {
    await thread.opened(call);
  } catch (error) {
    await thread.close();
    throw error;
  }
  return {
    submit: (job, call) => thread.ask('submit', [job], call),
    get: (id, call) => thread.ask('get', [id], call),
    list: (caller, before, limit, call) => thread.ask('list', [caller, before, limit], call),
    underWay: (caller, call) => thread.ask('underWay', [caller], call),
    counts: (call) => thread.ask('counts', [], call),
    events: (id, after, call) => thread.ask('events', [id, after], call),
    cancel: (id, call, by) => thread.ask('cancel', [id, by], call),
    unnoted: (skip, call) => thread.ask('unnoted', [skip], call),
    noted: (id, call) => thread.ask('noted', [id], call),
    async lease(worker, call) {
      const taken = await thread.ask('lease', [`${worker} ${randomUUID()}`], call);
      return taken === undefined ? undefined : leasedJob(thread, taken, lease);
    },
    close: () => thread.close(),
  };
}

function leasedJob(thread: JobsThread, { job, token }: TakenJob, lease: number): LeasedJob {
  return {
    job,
    lease,
    renew: (call) => thread.ask('renew', [job.id, token], call),
    tell: ({ kind, text }, call) => thread.ask('tell', [job.id, token, kind, text], call),
    finish: (end, call) => thread.ask('finish', [job.id, token, end], call),
    giveBack: (why, call) => thread.ask('giveBack', [job.id, token, why], call),
  };
}

interface Answer {
  readonly n: number;
  readonly value?: unknown;
  readonly failed?: string;
  readonly full?: boolean;
}

class JobsThread {
  readonly #path: string;
  readonly #worker: Worker;
  readonly #asked = new Map<number, { resolve(value: unknown): void; reject(error: unknown): void }>();
  readonly #open: Promise<unknown>;
  #n = 0;
  #ended: TwinsealError | undefined;

  constructor(path: string, lease: number) {
    this.#path = path;
    // The compiler rewrites imports, not URLs, so the extension is that of this very file.
    const file = import.meta.url.endsWith('.ts') ? './sqlite-jobs-worker.ts' : './sqlite-jobs-worker.js';
    this.#worker = new Worker(new URL(file, import.meta.url), { workerData: { path, lease } });
    this.#open = this.#expect(0);
    this.#worker.on('message', ({ n, value, failed, full }: Answer) => {
      const asked = this.#asked.get(n);
      this.#asked.delete(n);
      if (failed === undefined) asked?.resolve(value);
      else asked?.reject(full === true ? this.#full() : this.#failure(failed));
    });
    this.#worker.on('error', (error) => this.#end(error instanceof Error ? error.message : String(error)));
    this.#worker.on('exit', () => this.#end('it is closed'));
  }

  async opened(call: Call): Promise<void> {
    await inTime(this.#open, call, WHO);
  }

  async ask<Name extends keyof JobOperations>(
    name: Name,
    words: Parameters<JobOperations[Name]>,
    call: Call,
  ): Promise<ReturnType<JobOperations[Name]>> {
    checkCall(call, 'asking the queue of jobs');
    return (await inTime(this.#send(name, words), call, WHO)) as ReturnType<JobOperations[Name]>;
  }

  async close(): Promise<void> {
    if (this.#ended === undefined) await this.#send('close', []).catch(() => undefined);
    await this.#worker.terminate();
  }

  #send(name: string, words: readonly unknown[]): Promise<unknown> {
    if (this.#ended !== undefined) return Promise.reject(this.#ended);
    this.#n += 1;
    const answer = this.#expect(this.#n);
    this.#worker.postMessage({ n: this.#n, name, words });
    return answer;
  }

  #expect(n: number): Promise<unknown> {
    const answer = new Promise<unknown>((resolve, reject) => this.#asked.set(n, { resolve, reject }));
    // An answer that comes after its asker left must not be an unhandled rejection.
    answer.catch(() => undefined);
    return answer;
  }

  #full(): TwinsealError {
    return new TwinsealError('DISK_FULL', `the disk with ${this.#path} is full: make room, or choose another folder`);
  }

  #failure(why: string): TwinsealError {
    return new TwinsealError('STORE_FAILED', `the queue of jobs ${this.#path} failed: ${why}`);
  }

  #end(why: string): void {
    this.#ended ??= this.#failure(why);
    for (const { reject } of this.#asked.values()) reject(this.#ended);
    this.#asked.clear();
  }
}
