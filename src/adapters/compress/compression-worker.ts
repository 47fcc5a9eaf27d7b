import { Worker } from 'node:worker_threads';
import type { Digest } from '../../formats/digest.ts';
import type { Call } from '../../ports/call.ts';
import type { LayerPart } from '../../ports/layer-compressor.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import { checkCall } from '../call-guard.ts';
import { diskError, errnoOf } from '../disk-error.ts';
import type { FromWorker, JobResult, ToWorker } from './worker-messages.ts';

// Chunks that may wait in the worker: enough to keep it busy, little enough to bound memory (8 x 256 KiB).
const MAX_UNDER_WAY = 8;
const CHUNK = 256 * 1024;

/**
 * One worker thread and the job it has. A worker whose job failed or was cancelled must not be used again.
 * @example const worker = new CompressionWorker(); try { await worker.run(parts, path, call); } finally { await worker.close(); }
 */
export class CompressionWorker {
  readonly #worker: Worker;
  #failure: Error | undefined;
  #result: JobResult | undefined;
  #underWay = 0;
  #wake: (() => void) | undefined;

  /** Starts the thread, with nothing of this process's environment. */
  constructor() {
    // Sources run as they are in development; the package has compiled files only.
    const file = import.meta.url.endsWith('.ts') ? './layer-worker.ts' : './layer-worker.js';
    this.#worker = new Worker(new URL(file, import.meta.url), {
      name: 'twinseal-compress',
      // Neither flags meant for the main program nor its environment (passwords) belong in here.
      execArgv: [],
      env: {},
    });
    this.#worker.on('message', (message: FromWorker) => this.#receive(message));
    this.#worker.on('error', (error) => this.#fail(error));
    this.#worker.on('exit', () => this.#fail(new Error('the compression worker ended')));
    // An idle worker must not keep the process alive.
    this.#worker.unref();
  }

  /**
   * Compresses one tar into a new file.
   * @param path - of the new file, whose folder exists
   * @throws TwinsealError `CONTENT_MISMATCH` when a blob is not what its digest and size say, `ABORTED`, `TIMEOUT`,
   *   `DISK_FULL`, `OUTPUT_UNWRITABLE`
   * @example (await worker.run(parts, '/private/layer.gz', call)).diffId
   */
  async run(parts: readonly LayerPart[], path: string, call: Call): Promise<JobResult> {
    this.#worker.ref();
    this.#result = undefined;
    const wake = () => this.#wake?.();
    call.signal.addEventListener('abort', wake);
    const timer = setTimeout(wake, Math.min(Math.max(call.deadline - Date.now() + 1, 0), 2 ** 31 - 1));
    try {
      this.#send({ kind: 'start', path });
      const claimed: { readonly digest: Digest; readonly size: number }[] = [];
      for (const part of parts) {
        if ('bytes' in part) {
          await this.#data(part.bytes, undefined, call);
          continue;
        }
        const number = claimed.push(part.blob) - 1;
        // A blob without bytes is hashed too.
        await this.#data(new Uint8Array(0), number, call);
        for await (const bytes of part.blob.open(call.signal)) await this.#data(bytes, number, call);
      }
      this.#send({ kind: 'end' });
      let result = this.#result as JobResult | undefined;
      while (result === undefined) {
        await this.#wait(call);
        result = this.#result;
      }
      claimed.forEach((blob, index) => {
        const read = result.blobs[index];
        if (read?.digest !== blob.digest || read.size !== blob.size)
          throw new TwinsealError(
            'CONTENT_MISMATCH',
            `a file to be packed has ${read?.size} bytes with ${read?.digest}, not ${blob.size} with ${blob.digest}: it changed after it was built, so build again`,
          );
      });
      return result;
    } finally {
      clearTimeout(timer);
      call.signal.removeEventListener('abort', wake);
      this.#worker.unref();
    }
  }

  /** Ends the thread, whatever it is at. @example await worker.close() */
  async close(): Promise<void> {
    await this.#worker.terminate();
  }

  async #data(bytes: Uint8Array, blob: number | undefined, call: Call): Promise<void> {
    let at = 0;
    do {
      checkCall(call, 'compressing a layer');
      while (this.#underWay >= MAX_UNDER_WAY) await this.#wait(call);
      if (this.#failure !== undefined) throw workerError(this.#failure);
      // A copy of its own: the bytes may be a view of a pool that is written again, and a whole buffer can be moved.
      // (`slice` of a Buffer would be a view.)
      const copy = new Uint8Array(bytes.subarray(at, at + CHUNK));
      this.#underWay += 1;
      this.#send({ kind: 'data', bytes: copy, ...(blob === undefined ? {} : { blob }) }, [copy.buffer]);
      at += CHUNK;
    } while (at < bytes.length);
  }

  #send(message: ToWorker, move: readonly ArrayBuffer[] = []): void {
    this.#worker.postMessage(message, [...move]);
  }

  async #wait(call: Call): Promise<void> {
    checkCall(call, 'compressing a layer');
    if (this.#failure !== undefined) throw workerError(this.#failure);
    await new Promise<void>((resolve) => {
      this.#wake = resolve;
    });
    this.#wake = undefined;
    checkCall(call, 'compressing a layer');
    if (this.#failure !== undefined) throw workerError(this.#failure);
  }

  #receive(message: FromWorker): void {
    if (message.kind === 'taken') this.#underWay -= 1;
    else if (message.kind === 'done') this.#result = message.result;
    else this.#failure ??= Object.assign(new Error(message.message), { code: message.code });
    this.#wake?.();
  }

  #fail(error: Error): void {
    this.#failure ??= error;
    this.#wake?.();
  }
}

function workerError(error: Error): TwinsealError {
  if (/^E(?!RR_)/.test(errnoOf(error))) return diskError(error, 'write', 'a compressed layer');
  return new TwinsealError('INTERNAL', `the compression worker failed: ${error.message}`, { cause: error });
}
