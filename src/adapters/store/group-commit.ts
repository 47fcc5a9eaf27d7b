import { setTimeout as sleep, setImmediate as turnsEnd } from 'node:timers/promises';
import type { Digest } from '../../formats/digest.ts';
import { type Call, uncancelled } from '../../ports/call.ts';
import type { ArchivedDocument } from '../../records/evidence-record.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import { checkCall } from '../call-guard.ts';
import { sentDocument } from './evidence-query.ts';
import { type LedgerRow, lengthOf } from './ledger-row.ts';
import type { AppendAnswer, Appended, NewDocument, StoreBackend } from './store-backend.ts';

/** Entries that may wait for the disk; beyond that, a caller is told to come back. */
const MAX_WAITING = 1024;
/** Entries of one transaction: they share one flush and one checkpoint. */
const MAX_BATCH = 256;
/** Bytes from which on a batch takes no more. */
const MAX_BATCH_BYTES = 16 * 1024 * 1024;
/** Digests of kept documents that are remembered; each weighs some 150 bytes. */
const MAX_KNOWN = 16_384;
/** Milliseconds in which more may come, where many ask: a flush and a message between threads for each few would cost twice as much. */
const GATHERING = 2;
/** Entries that are worth a flush of their own. */
const ENOUGH = 16;

/** How an entry is kept. */
export interface Keeping {
  /** Its documents are never forgotten. */
  readonly pinned?: boolean;
  /** A receipt is made for it. */
  readonly proven?: boolean;
}

interface Waiting {
  readonly row: LedgerRow;
  readonly documents: readonly ArchivedDocument[];
  readonly how: Keeping;
  readonly call: Call;
  readonly resolve: (appended: Appended) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Appends what waits at the same time together. Documents that are known to be kept are not sent again; the database says
 * when some were forgotten in between, by whichever process, and then all are.
 */
export class GroupCommit {
  readonly #backend: Pick<StoreBackend, 'append' | 'name'>;
  readonly #known = new Set<Digest>();
  /** Lists of documents that are all known: those of an image that is asked for over and over are one list. */
  #whole = new WeakSet<readonly ArchivedDocument[]>();
  #prunes: number;
  #waiting: Waiting[] = [];
  #flushing: Promise<void> | undefined;

  /** @param prunes - the count of prunings, as the head has it */
  constructor(backend: Pick<StoreBackend, 'append' | 'name'>, prunes: number) {
    this.#backend = backend;
    this.#prunes = prunes;
  }

  /**
   * Keeps a row with its documents; when its call is over before its turn comes, nothing is kept.
   * @throws TwinsealError `STORE_FAILED`, `DISK_FULL`, `TIMEOUT`, `ABORTED`
   * @example await commits.add(row, documents, { proven: true }, call)
   */
  add(row: LedgerRow, documents: readonly ArchivedDocument[], how: Keeping, call: Call): Promise<Appended> {
    if (this.#waiting.length >= MAX_WAITING)
      return Promise.reject(this.#failure('too many entries wait for the disk; try again later'));
    const kept = new Promise<Appended>((resolve, reject) =>
      this.#waiting.push({ row, documents, how, call, resolve, reject }),
    );
    this.#flushing ??= this.#flush();
    return kept;
  }

  /** Ends once nothing waits any more. @example await commits.done() */
  async done(): Promise<void> {
    await this.#flushing;
  }

  /** One batch at a time; what comes in meanwhile makes the next. */
  async #flush(): Promise<void> {
    // What is asked for in the same turn goes together: the images of a pod share one flush.
    await turnsEnd();
    while (this.#waiting.length > 0) {
      this.#leave();
      const batch = this.#take();
      if (batch.length === 0) continue;
      try {
        const results = await this.#write(batch);
        for (const [at, { row, resolve, reject }] of batch.entries()) {
          const appended = results[at];
          if (appended === undefined) reject(this.#failure(`an entry with the id ${row.id} is there already`));
          else resolve(appended);
        }
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
      // Whoever asks one after another never comes here: nobody came while the disk was busy.
      if (this.#waiting.length > 0 && this.#waiting.length < ENOUGH) await sleep(GATHERING);
    }
    this.#flushing = undefined;
  }

  /** Whoever has gone must not find later that it was kept. */
  #leave(): void {
    this.#waiting = this.#waiting.filter(({ call, reject }) => {
      try {
        checkCall(call, 'waiting for the store');
        return true;
      } catch (error) {
        reject(error);
        return false;
      }
    });
  }

  #take(): readonly Waiting[] {
    let bytes = 0;
    const over = this.#waiting.findIndex(({ row, documents }, at) => {
      bytes += lengthOf(row);
      if (!this.#whole.has(documents))
        for (const one of documents) if (!this.#known.has(one.digest)) bytes += one.bytes.length;
      return at > 0 && bytes > MAX_BATCH_BYTES;
    });
    return this.#waiting.splice(0, Math.min(over < 0 ? MAX_BATCH : over, MAX_BATCH));
  }

  async #write(batch: readonly Waiting[]): Promise<readonly (Appended | undefined)[]> {
    // A batch is not given up because one of its callers has gone.
    const call = uncancelled(Math.max(...batch.map((one) => one.call.deadline)));
    for (let attempt = 0; attempt < 3; attempt++) {
      const documents = this.#unknown(batch);
      const rows = batch.map(({ row }) => row);
      const proven = batch.map(({ how }) => how.proven === true);
      const sent = documents.map(sentDocument);
      const written = { prunes: this.#prunes, rows, proven, documents: sent };
      const answer: AppendAnswer = await this.#backend.append(written, call);
      if (!answer.stale) {
        for (const one of batch) this.#whole.add(one.documents);
        for (const { digest } of documents) this.#remember(digest);
        return answer.results;
      }
      this.#known.clear();
      this.#whole = new WeakSet();
      this.#prunes = answer.prunes;
    }
    throw this.#failure('documents are being forgotten without an end; try again later');
  }

  #unknown(batch: readonly Waiting[]): readonly NewDocument[] {
    const documents = new Map<Digest, NewDocument>();
    for (const one of batch) {
      const { pinned = false } = one.how;
      if (!pinned && this.#whole.has(one.documents)) continue;
      for (const document of one.documents) {
        const { digest } = document;
        if (pinned || !(this.#known.has(digest) || documents.has(digest)))
          documents.set(digest, { ...document, pinned });
      }
    }
    return [...documents.values()];
  }

  #remember(digest: Digest): void {
    this.#known.delete(digest);
    this.#known.add(digest);
    for (const oldest of this.#known) {
      if (this.#known.size <= MAX_KNOWN) break;
      this.#known.delete(oldest);
      this.#whole = new WeakSet();
    }
  }

  #failure(why: string): TwinsealError {
    return new TwinsealError('STORE_FAILED', `the store ${this.#backend.name} failed: ${why}`);
  }
}
