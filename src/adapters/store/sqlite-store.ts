import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { canonicalJson } from '../../formats/json/canonical.ts';
import type { JsonValue } from '../../formats/json/value.ts';
import type { Call } from '../../ports/call.ts';
import type { DecisionStore } from '../../ports/decision-store.ts';
import type { DecisionEntry } from '../../records/decision.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import { checkCall } from '../call-guard.ts';
import { diskError } from '../disk-error.ts';
import { makeFolder } from '../make-folder.ts';
import type { DecisionRow, Numbered, StoreAnswer, StoreRequest } from './sqlite-messages.ts';

/** Characters of one decision; more checks than this holds would be no use to anybody. */
const MAX_DOCUMENT = 4 * 1024 * 1024;
/** Decisions that may wait for the disk; beyond that, a caller is told to come back. */
const MAX_WAITING = 1024;
/** Rows of one transaction: they share one fsync. */
const MAX_BATCH = 256;

interface Waiting {
  readonly row: DecisionRow;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Opens (and makes, 0700) the folder's decision store: SQLite in WAL mode with full synchronisation, in a thread of its
 * own. What `put` acknowledged survives a loss of power; decisions that wait at the same time share one flush.
 *
 * @param folder - the service's data folder
 * @throws TwinsealError `OUTPUT_UNWRITABLE` or `DISK_FULL` for the folder, `STORE_FAILED` for a file that is no store
 * @example const store = await openSqliteStore('./twinseal-data', call)
 * @see https://www.sqlite.org/pragma.html#pragma_synchronous
 */
export async function openSqliteStore(folder: string, call: Call): Promise<DecisionStore> {
  try {
    await makeFolder(folder, 0o700);
  } catch (error) {
    throw diskError(error, 'write', folder);
  }
  const store = new SqliteStore(join(folder, 'decisions.sqlite'));
  try {
    await store.opened(call);
  } catch (error) {
    await store.close();
    throw error;
  }
  return store;
}

class SqliteStore implements DecisionStore {
  readonly #path: string;
  readonly #worker: Worker;
  readonly #asked = new Map<number, { resolve(answer: StoreAnswer): void; reject(error: unknown): void }>();
  readonly #open: Promise<StoreAnswer>;
  #n = 0;
  #waiting: Waiting[] = [];
  #flushing = false;
  #ended: TwinsealError | undefined;

  constructor(path: string) {
    this.#path = path;
    // The compiler rewrites imports, not URLs, so the extension is that of this very file.
    const file = import.meta.url.endsWith('.ts') ? './sqlite-worker.ts' : './sqlite-worker.js';
    this.#worker = new Worker(new URL(file, import.meta.url), { workerData: path });
    this.#open = new Promise((resolve, reject) => this.#asked.set(0, { resolve, reject }));
    this.#worker.on('message', ({ n, body }: Numbered<StoreAnswer>) => {
      this.#asked.get(n)?.resolve(body);
      this.#asked.delete(n);
    });
    this.#worker.on('error', (error) => this.#end(error));
    this.#worker.on('exit', () => this.#end(undefined));
  }

  async opened(call: Call): Promise<void> {
    this.#check(await this.#within(this.#open, call));
  }

  async put(decision: DecisionEntry, call: Call): Promise<void> {
    checkCall(call, 'storing a decision');
    if (this.#ended !== undefined) throw this.#ended;
    const row = rowOf(decision);
    if (row.document.length > MAX_DOCUMENT) throw this.#failure('a decision is larger than the limits allow');
    if (this.#waiting.length >= MAX_WAITING)
      throw this.#failure('too many decisions wait for the disk; try again later');
    const stored = new Promise<void>((resolve, reject) => this.#waiting.push({ row, resolve, reject }));
    if (!this.#flushing) void this.#flush();
    await this.#within(stored, call);
  }

  async get(id: string, call: Call): Promise<DecisionEntry | undefined> {
    const answer = this.#check(await this.#ask({ kind: 'get', id }, call));
    if (answer.kind !== 'get' || answer.document === undefined) return undefined;
    // Written by `put` alone, as canonical JSON of this very type.
    return JSON.parse(answer.document) as DecisionEntry;
  }

  async ping(call: Call): Promise<void> {
    this.#check(await this.#ask({ kind: 'ping' }, call));
  }

  async close(): Promise<void> {
    if (this.#ended !== undefined) return;
    const closing = this.#send({ kind: 'close' });
    await closing.catch(() => undefined);
    await this.#worker.terminate();
  }

  /** One batch at a time; what comes in meanwhile makes the next. */
  async #flush(): Promise<void> {
    this.#flushing = true;
    while (this.#waiting.length > 0) {
      const batch = this.#waiting.splice(0, MAX_BATCH);
      try {
        const answer = this.#check(await this.#send({ kind: 'put', rows: batch.map(({ row }) => row) }));
        const refused = new Set(answer.kind === 'put' ? answer.refused : []);
        for (const { row, resolve, reject } of batch)
          if (refused.has(row.id)) reject(this.#failure(`a decision with the id ${row.id} is there already`));
          else resolve();
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
    this.#flushing = false;
  }

  async #ask(request: StoreRequest, call: Call): Promise<StoreAnswer> {
    checkCall(call, 'asking the decision store');
    return await this.#within(this.#send(request), call);
  }

  #send(request: StoreRequest): Promise<StoreAnswer> {
    if (this.#ended !== undefined) return Promise.reject(this.#ended);
    const n = ++this.#n;
    const answer = new Promise<StoreAnswer>((resolve, reject) => this.#asked.set(n, { resolve, reject }));
    this.#worker.postMessage({ n, body: request } satisfies Numbered<StoreRequest>);
    return answer;
  }

  /** Stops waiting at the deadline or on the signal; what was sent may still be done. */
  async #within<T>(work: Promise<T>, call: Call): Promise<T> {
    // An answer that comes after we left must not be an unhandled rejection.
    work.catch(() => undefined);
    const left = Math.min(Math.max(0, call.deadline - Date.now()), 2 ** 31 - 1);
    return await new Promise<T>((resolve, reject) => {
      const leave = (code: 'TIMEOUT' | 'ABORTED', what: string) =>
        reject(new TwinsealError(code, `the decision store ${what}`));
      const timer = setTimeout(() => leave('TIMEOUT', 'did not answer in time'), left);
      const onAbort = () => leave('ABORTED', 'was asked by a caller who has gone');
      call.signal.addEventListener('abort', onAbort, { once: true });
      work.then(resolve, reject).finally(() => {
        clearTimeout(timer);
        call.signal.removeEventListener('abort', onAbort);
      });
    });
  }

  #check(answer: StoreAnswer): StoreAnswer {
    if (answer.kind !== 'failed') return answer;
    if (answer.full)
      throw new TwinsealError(
        'DISK_FULL',
        `the disk with ${this.#path} is full: make room, or choose another --data folder`,
      );
    throw this.#failure(answer.message);
  }

  #failure(why: string): TwinsealError {
    return new TwinsealError('STORE_FAILED', `the decision store ${this.#path} failed: ${why}`);
  }

  #end(cause: unknown): void {
    this.#ended ??= this.#failure(cause instanceof Error ? cause.message : 'it is closed');
    for (const { reject } of this.#asked.values()) reject(this.#ended);
    this.#asked.clear();
  }
}

function rowOf(decision: DecisionEntry): DecisionRow {
  const decided = 'verdict' in decision;
  return {
    id: decision.id,
    time: decision.time,
    outcome: decided ? decision.verdict.outcome : 'indeterminate',
    image: decided ? decision.inputs.image : null,
    policy: decided ? decision.verdict.policy.digest : (decision.policies[0]?.digest ?? ''),
    document: canonicalJson(asJson(decision)),
  };
}

/** Records are JSON by construction: readonly data without methods. */
function asJson(decision: DecisionEntry): JsonValue {
  return decision as unknown as JsonValue;
}
