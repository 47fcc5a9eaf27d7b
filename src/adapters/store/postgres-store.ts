import { FormatError } from '../../formats/format-error.ts';
import { parseCheckpoint } from '../../formats/merkle/checkpoint.ts';
import { parseSignedNote } from '../../formats/signed-note.ts';
import { encodeUtf8 } from '../../formats/utf8.ts';
import type { Call } from '../../ports/call.ts';
import type { ServiceStore } from '../../ports/service-store.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import { PostgresPool } from '../postgres/postgres-pool.ts';
import { leafOfWhole } from './ledger-row.ts';
import { type LogSettings, readLogKey } from './log-key.ts';
import { LogSequencer } from './log-sequencer.ts';
import { requireTail, tailTiles } from './log-tail.ts';
import { headOf, PostgresReader } from './postgres-reader.ts';
import { prepareStoreTables, STORE_SCHEMA } from './postgres-schema.ts';
import { LOCK_HEAD, PostgresWriter } from './postgres-writer.ts';
import { serviceStore } from './service-store.ts';
import type { StoreBackend, StoredHead } from './store-backend.ts';

const WHO = 'the store in PostgreSQL';
/** One batch of decisions is written at a time; the rest is for keys of requests and probes. */
const WRITING = 4;
/** Apart, so that no listing makes a decision wait. */
const READING = 4;

/**
 * Opens (and makes) the store in a PostgreSQL database that any number of replicas share: what one has acknowledged, all read.
 * Decisions that wait at the same time in one replica share one transaction and one checkpoint; replicas take turns by the lock
 * of the log's head, which every one of them continues with the same key. A database that is stopped or lost is a fault of each
 * call until it is back; nothing has to be started again.
 *
 * @param url - `postgres://user:password@host/database`, never shown
 * @param log - `keyFile` must be given: a key that a replica made for itself would be another's
 * @throws TwinsealError `SETTINGS_INVALID`, `KEY_UNREADABLE`; `STORE_FAILED` for a database that can't be reached or used, or whose
 *   log was begun with another key or origin
 * @example const store = await openPostgresServiceStore(url, { log: { origin: 'log.example.com', keyFile: 'log.key' } }, call)
 */
export async function openPostgresServiceStore(
  url: string,
  { log }: { readonly log: LogSettings },
  call: Call,
): Promise<ServiceStore> {
  if (log.keyFile === undefined)
    throw new TwinsealError(
      'SETTINGS_INVALID',
      'with PostgreSQL, log.keyFile must name the key that all replicas share',
    );
  const key = await readLogKey(log.origin, log.keyFile);
  const sequencer = new LogSequencer(key);
  const writes = new PostgresPool(url, { who: WHO, connections: WRITING, schema: STORE_SCHEMA });
  const reads = new PostgresPool(url, { who: WHO, connections: READING, schema: STORE_SCHEMA });
  try {
    const head = await writes.transaction(call, async (client) => {
      const refusal = await prepareStoreTables(client, sequencer);
      if (refusal !== undefined) throw new TwinsealError('STORE_FAILED', `${WHO} cannot be used: ${refusal}`);
      const found = await new PostgresReader(client).head();
      resume(found.checkpoint, sequencer, log.keyFile);
      return found;
    });
    await reads.transaction(call, (client) => checkTail(new PostgresReader(client)), { reads: true });
    return serviceStore(backendOf(writes, reads, sequencer), key, head.prunes);
  } catch (error) {
    await Promise.all([writes.close(), reads.close()]);
    throw error;
  }
}

/** The end of the log must be what its head signs; one state is looked at, whatever other replicas append meanwhile. */
async function checkTail(reader: PostgresReader): Promise<void> {
  const { checkpoint } = await reader.head();
  const { size } = parseCheckpoint(parseSignedNote(encodeUtf8(checkpoint)).text);
  const tiles: (Uint8Array | undefined)[] = [];
  for (const { level, index } of tailTiles(size)) tiles.push(await reader.tile(level, index));
  const leaves = size === 0 ? [] : await reader.leaves(size - 1, size);
  const behind = (await reader.leaves(size, size + 1)).length > 0;
  try {
    requireTail({ checkpoint, tiles, leaves, behind });
  } catch (cause) {
    if (!(cause instanceof FormatError)) throw cause;
    throw new TwinsealError('STORE_FAILED', `${WHO} cannot be used: ${cause.message}`, { cause });
  }
}

/** A replica that would begin a log of its own, or go on with another's, is stopped before it answers anything. */
function resume(checkpoint: string, sequencer: LogSequencer, keyFile: string | undefined): void {
  try {
    sequencer.resume(checkpoint);
  } catch (cause) {
    if (!(cause instanceof FormatError)) throw cause;
    throw new TwinsealError(
      'STORE_FAILED',
      `${WHO} cannot be used with the key ${keyFile}: ${cause.message}; all replicas have one log, so give each the same log.keyFile and log.origin`,
      { cause },
    );
  }
}

function backendOf(writes: PostgresPool, reads: PostgresPool, sequencer: LogSequencer): StoreBackend {
  const write = <T>(call: Call, work: (writer: PostgresWriter) => Promise<T>): Promise<T> =>
    writes.transaction(call, (client) => work(new PostgresWriter(client, sequencer)));
  const withHead = <T>(call: Call, work: (writer: PostgresWriter, head: StoredHead) => Promise<T>): Promise<T> =>
    writes.transaction(call, (client, rows) => work(new PostgresWriter(client, sequencer), headOf(rows)), {
      first: LOCK_HEAD,
    });
  const read = <T>(call: Call, work: (reader: PostgresReader) => Promise<T>): Promise<T> =>
    reads.transaction(call, (client) => work(new PostgresReader(client)), { reads: true });
  // Whether the last batch could not be written.
  let failed = false;
  return {
    name: 'in PostgreSQL',
    async append(batch, call) {
      failed = true;
      const leaves = batch.rows.map(leafOfWhole);
      const answer = await withHead(call, (writer, head) => writer.append(batch, leaves, head));
      failed = false;
      return answer;
    },
    prune: (step, call) => withHead(call, (writer) => writer.prune(step)),
    claim: (claim, call) => write(call, (writer) => writer.claim(claim)),
    settle: (scope, key, id, call) => write(call, (writer) => writer.settle(scope, key, id)),
    async ping(call) {
      await write(call, (writer) => writer.ping(failed));
      failed = false;
    },
    decision: (id, call) => read(call, (reader) => reader.decision(id)),
    change: (id, call) => read(call, (reader) => reader.change(id)),
    decisions: (filter, page, call) => read(call, (reader) => reader.decisions(filter, page)),
    changes: (kind, page, call) => read(call, (reader) => reader.changes(kind, page)),
    head: (call) => read(call, (reader) => reader.head()),
    tile: (level, index, call) => read(call, (reader) => reader.tile(level, index)),
    leaves: (from, to, call) => read(call, (reader) => reader.leaves(from, to)),
    has: (digests, call) => read(call, (reader) => reader.has(digests)),
    document: (digest, call) => read(call, (reader) => reader.document(digest)),
    evidenceOf: (image, after, limit, call) => read(call, (reader) => reader.evidenceOf(image, after, limit)),
    evidenceWith: (part, call) => read(call, (reader) => reader.evidenceWith(part)),
    firstSince: (time, call) => read(call, (reader) => reader.firstSince(time)),
    async close() {
      await Promise.all([writes.close(), reads.close()]);
    },
  };
}
