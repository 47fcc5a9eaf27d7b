import { setTimeout as sleep } from 'node:timers/promises';
import { FormatError } from '../../formats/format-error.ts';
import { serialiseVerifierKey } from '../../formats/signed-note.ts';
import { encodeUtf8 } from '../../formats/utf8.ts';
import type { Call } from '../../ports/call.ts';
import type { ServiceStore } from '../../ports/service-store.ts';
import type { ArchivedDocument } from '../../records/evidence-record.ts';
import type { Receipt } from '../../records/log-entry.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import { checkCall } from '../call-guard.ts';
import { inTime } from '../in-time.ts';
import { GroupCommit, type Keeping } from './group-commit.ts';
import { intact } from './intact.ts';
import { changeRow, decisionRow, type LedgerRow, lengthOf } from './ledger-row.ts';
import type { LogKey } from './log-key.ts';
import type { Appended, Pruned, PruneStep, StoreBackend } from './store-backend.ts';
import { storedReceipt, storedTile } from './stored-log.ts';

/** Characters of one entry; more checks than this holds would be no use to anybody. */
const MAX_DOCUMENT = 4 * 1024 * 1024;
/** Most that one listing gives. */
const MAX_PAGE = 1000;
/** Milliseconds between two steps of forgetting. */
const PRUNE_PAUSE = 10;
/** Documents of one entry. */
const MAX_DOCUMENTS = 4096;

/**
 * All that a service keeps, over one database: what the two databases have in common.
 * @param prunes - the count of prunings, as the head has it at opening
 * @example serviceStore(backend, key, (await backend.head(call)).prunes)
 */
export function serviceStore(backend: StoreBackend, key: LogKey, prunes: number): ServiceStore {
  const commits = new GroupCommit(backend, prunes);
  const vkey = serialiseVerifierKey(key.verifierKey);

  /** Bounded by the call; what the formats refuse is a fault of the store, since it wrote all that it reads. */
  async function ask<T>(call: Call, work: () => Promise<T>): Promise<T> {
    checkCall(call, 'asking the store');
    try {
      return await inTime(work(), call);
    } catch (error) {
      if (error instanceof FormatError) throw failure(error.message, error);
      throw error;
    }
  }

  function failure(why: string, cause?: unknown): TwinsealError {
    return new TwinsealError('STORE_FAILED', `the store ${backend.name} failed: ${why}`, { cause });
  }

  async function append(
    row: LedgerRow,
    documents: readonly ArchivedDocument[],
    how: Keeping,
    call: Call,
  ): Promise<Appended> {
    if (lengthOf(row) > MAX_DOCUMENT || documents.length > MAX_DOCUMENTS)
      throw failure('an entry is larger than the limits allow');
    return await commits.add(row, documents, how, call);
  }

  async function prove(
    row: LedgerRow,
    documents: readonly ArchivedDocument[],
    how: Keeping,
    call: Call,
  ): Promise<Receipt> {
    const { index, text } = await append(row, documents, { ...how, proven: true }, call);
    if (text === undefined) throw failure('an entry has no receipt');
    return { index, text };
  }

  return {
    ledger: {
      append: (decision, documents, call) =>
        ask(call, () => prove(decisionRow(decision, documents), documents, {}, call)),
      keep: (decision, documents, call) =>
        ask(call, async () => (await append(decisionRow(decision, documents), documents, {}, call)).index),
      note: (change, documents, call) => ask(call, () => prove(changeRow(change), documents, { pinned: true }, call)),
      get: (id, call) => ask(call, () => backend.decision(id, call)),
      list: (filter, before, limit, call) =>
        ask(call, () => backend.decisions(filter, { before, limit: Math.min(limit, MAX_PAGE) }, call)),
      change: (id, call) => ask(call, () => backend.change(id, call)),
      changes: (kind, before, limit, call) =>
        ask(call, () => backend.changes(kind, { before, limit: Math.min(limit, MAX_PAGE) }, call)),
    },
    log: {
      verifierKey: vkey,
      checkpoint: (call) => ask(call, async () => encodeUtf8((await backend.head(call)).checkpoint)),
      tile: (path, call) => ask(call, () => storedTile(backend, path, call)),
      receipt: (index, call) => ask(call, () => storedReceipt(backend, index, call)),
    },
    archive: {
      has: (digests, call) => ask(call, async () => new Set(await backend.has(digests, call))),
      async get(digest, call) {
        return intact(await ask(call, () => backend.document(digest, call)), digest);
      },
      async prune(before, call) {
        const young = await ask(call, () => backend.firstSince(before, call));
        let removed = 0;
        for (let after: string | undefined = ''; after !== undefined; ) {
          const step: PruneStep = { young, after };
          const done: Pruned = await ask(call, () => backend.prune(step, call));
          removed += done.removed;
          after = done.next;
          // Decisions that wait are written in between.
          if (after !== undefined) await sleep(PRUNE_PAUSE);
        }
        return removed;
      },
    },
    evidence: {
      list: (image, after, limit, call) =>
        ask(call, () => backend.evidenceOf(image, after, Math.min(limit, MAX_PAGE), call)),
      find: (part, call) => ask(call, () => backend.evidenceWith(part, call)),
    },
    answered: {
      claim: (scope, name, payload, call) =>
        ask(call, () => backend.claim({ scope, key: name, payload, now: Date.now() }, call)),
      settle: (scope, name, id, call) => ask(call, () => backend.settle(scope, name, id, call)),
    },
    ping: (call) => ask(call, () => backend.ping(call)),
    async close() {
      await commits.done();
      await backend.close();
    },
  };
}
