// Runs in a worker thread: deflate in JavaScript would block the main thread for half a second a layer.
import { createHash, type Hash } from 'node:crypto';
import { closeSync, openSync, writeSync } from 'node:fs';
import { parentPort } from 'node:worker_threads';
import { crc32 } from 'node:zlib';
import { type Digest, parseDigest } from '../../formats/digest.ts';
import { GzipWriter } from '../../formats/gzip.ts';
import type { FromWorker, ToWorker } from './worker-messages.ts';

/** One layer being written. File writes are synchronous: the thread has nothing else to do, and memory stays bounded. */
class Job {
  readonly #file: number;
  readonly #gzip: GzipWriter;
  readonly #compressed = createHash('sha256');
  readonly #tar = createHash('sha256');
  readonly #blobs: { readonly hash: Hash; size: number }[] = [];
  #size = 0;

  constructor(path: string) {
    this.#file = openSync(path, 'wx', 0o600);
    this.#gzip = new GzipWriter((bytes) => this.#write(bytes), crc32);
  }

  data(bytes: Uint8Array, blob: number | undefined): void {
    this.#tar.update(bytes);
    if (blob !== undefined) {
      this.#blobs[blob] ??= { hash: createHash('sha256'), size: 0 };
      const entry = this.#blobs[blob];
      entry.hash.update(bytes);
      entry.size += bytes.length;
    }
    this.#gzip.write(bytes);
  }

  end(): FromWorker {
    this.#gzip.end();
    this.close();
    return {
      kind: 'done',
      result: {
        digest: digestOf(this.#compressed),
        size: this.#size,
        diffId: digestOf(this.#tar),
        blobs: this.#blobs.map(({ hash, size }) => ({ digest: digestOf(hash), size })),
      },
    };
  }

  close(): void {
    closeSync(this.#file);
  }

  #write(bytes: Uint8Array): void {
    this.#compressed.update(bytes);
    this.#size += bytes.length;
    for (let at = 0; at < bytes.length; ) at += writeSync(this.#file, bytes, at);
  }
}

function digestOf(hash: Hash): Digest {
  return parseDigest(`sha256:${hash.digest('hex')}`);
}

let job: Job | undefined;

function handle(message: ToWorker): FromWorker | undefined {
  if (message.kind === 'start') {
    job = new Job(message.path);
    return undefined;
  }
  // After a failure the rest of what was under way is dropped; the sender has been told.
  if (job === undefined) return undefined;
  if (message.kind === 'data') {
    job.data(message.bytes, message.blob);
    return { kind: 'taken' };
  }
  const done = job.end();
  job = undefined;
  return done;
}

parentPort?.on('message', (message: ToWorker) => {
  try {
    const answer = handle(message);
    if (answer !== undefined) parentPort?.postMessage(answer);
  } catch (error) {
    job = undefined;
    const { message: text, code } = error as NodeJS.ErrnoException;
    const failed: FromWorker = { kind: 'failed', message: text, ...(code === undefined ? {} : { code }) };
    parentPort?.postMessage(failed);
  }
});
