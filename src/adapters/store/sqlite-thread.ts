import { Worker } from 'node:worker_threads';
import { TwinsealError } from '../../records/twinseal-error.ts';
import type { Roles, ThreadAnswer, ThreadData } from './sqlite-messages.ts';

type Method<R extends keyof Roles, M extends keyof Roles[R]> = Roles[R][M] extends (...given: infer P) => infer T
  ? (...given: P) => T
  : never;

/** Megabytes. A batch is a few hundred kilobytes and soon garbage: more room for it would be filled, and never given back. */
const LIMITS = { maxYoungGenerationSizeMb: 12 };

/** Somebody who waits for an answer. */
interface Asked {
  readonly n: number;
  resolve(value: unknown): void;
  reject(error: unknown): void;
}

/** A thread with a connection of its own. */
export class SqliteThread<R extends keyof Roles> {
  readonly #path: string;
  readonly #worker: Worker;
  /** In the order in which the thread will answer. */
  readonly #asked: Asked[] = [];
  /** Fulfilled once the database is open. */
  readonly opened: Promise<unknown>;
  #n = 0;
  #ended: TwinsealError | undefined;

  constructor(data: ThreadData & { readonly role: R }) {
    this.#path = data.path;
    // The compiler rewrites imports, not URLs, so the extension is that of this very file.
    const file = import.meta.url.endsWith('.ts') ? './sqlite-worker.ts' : './sqlite-worker.js';
    this.#worker = new Worker(new URL(file, import.meta.url), { workerData: data, resourceLimits: LIMITS });
    this.opened = new Promise((resolve, reject) => this.#asked.push({ n: 0, resolve, reject }));
    this.opened.catch(() => undefined);
    this.#worker.on('message', (answer: ThreadAnswer) => {
      const [asked] = this.#asked.splice(
        this.#asked.findIndex(({ n }) => n === answer.n),
        1,
      );
      if ('failed' in answer) asked?.reject(this.#failure(answer.failed));
      else asked?.resolve(answer.value);
    });
    this.#worker.on('error', (error) => this.#end(error.message));
    this.#worker.on('exit', () => this.#end('it is closed'));
  }

  /**
   * Calls a method in the thread.
   * @throws TwinsealError `STORE_FAILED`, `DISK_FULL`
   * @example await thread.ask('ping')
   */
  ask<M extends keyof Roles[R] & string>(
    method: M,
    ...parameters: Parameters<Method<R, M>>
  ): Promise<ReturnType<Method<R, M>>> {
    return this.#send(method, parameters) as Promise<ReturnType<Method<R, M>>>;
  }

  /** Ends the thread once it did what it was asked. @example await thread.close() */
  async close(): Promise<void> {
    if (this.#ended === undefined) await this.#send('close', []).catch(() => undefined);
    await this.#worker.terminate();
  }

  #send(method: string, parameters: readonly unknown[]): Promise<unknown> {
    if (this.#ended !== undefined) return Promise.reject(this.#ended);
    const n = ++this.#n;
    const answer = new Promise((resolve, reject) => this.#asked.push({ n, resolve, reject }));
    this.#worker.postMessage({ n, method, parameters });
    return answer;
  }

  #failure({ full, message }: { readonly full: boolean; readonly message: string }): TwinsealError {
    return full
      ? new TwinsealError(
          'DISK_FULL',
          `the disk with ${this.#path} is full: make room, or choose another --data folder`,
        )
      : new TwinsealError('STORE_FAILED', `the store ${this.#path} failed: ${message}`);
  }

  #end(why: string): void {
    this.#ended ??= this.#failure({ full: false, message: why });
    for (const { reject } of this.#asked.splice(0)) reject(this.#ended);
  }
}
