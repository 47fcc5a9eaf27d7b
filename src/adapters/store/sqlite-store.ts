import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Call } from '../../ports/call.ts';
import type { ServiceStore } from '../../ports/service-store.ts';
import { diskError } from '../disk-error.ts';
import { inTime } from '../in-time.ts';
import { makeFolder } from '../make-folder.ts';
import { type LogSettings, makeLogKey, readLogKey } from './log-key.ts';
import { serviceStore } from './service-store.ts';
import { slimBatches } from './slim-batch.ts';
import { SqliteThread } from './sqlite-thread.ts';
import type { StoreBackend } from './store-backend.ts';

/**
 * Opens (and makes, 0700) the folder's store: SQLite in WAL mode with full synchronisation, in threads of its own, one that
 * writes and one that looks, so that no listing makes a decision wait. What was acknowledged survives a loss of power;
 * entries that wait at the same time share one flush and one checkpoint.
 *
 * @param folder - the service's data folder; the log's key is made there (`log.key`, 0600) unless one is named
 * @throws TwinsealError `OUTPUT_UNWRITABLE` or `DISK_FULL` for the folder, `KEY_UNREADABLE` for the log's key,
 *   `STORE_FAILED` for a file that is no store, or one whose log was begun with another key or origin
 * @example const store = await openSqliteServiceStore('./twinseal-data', { log: { origin: 'log.example.com' } }, call)
 * @see https://www.sqlite.org/pragma.html#pragma_synchronous
 */
export async function openSqliteServiceStore(
  folder: string,
  { log }: { readonly log: LogSettings },
  call: Call,
): Promise<ServiceStore> {
  try {
    await makeFolder(folder, 0o700);
  } catch (error) {
    throw diskError(error, 'write', folder);
  }
  const keyFile = log.keyFile ?? join(folder, 'log.key');
  const made = log.keyFile === undefined && (await makeLogKey(keyFile));
  const key = await readLogKey(log.origin, keyFile);
  const path = join(folder, 'decisions.sqlite');
  const data = { path, origin: key.origin, secret: key.secret };
  const writer = new SqliteThread({ ...data, role: 'write' });
  try {
    const head = await inTime(writer.opened, call).then(() => writer.ask('head'));
    const reader = lazily(() => new SqliteThread({ ...data, role: 'read' }));
    return serviceStore(sqliteBackend(path, writer, reader), key, head.prunes);
  } catch (error) {
    await writer.close();
    // A log that was begun with another key is not helped by one that lies in the place of the lost one.
    if (made && error instanceof Error && error.message.includes('not signed by this key'))
      await rm(keyFile, { force: true });
    throw error;
  }
}

/** A thread that looks, begun when it is asked first: a service that only answers needs none. */
interface LazyReader {
  get(): SqliteThread<'read'>;
  close(): Promise<void>;
}

function lazily(begin: () => SqliteThread<'read'>): LazyReader {
  let thread: SqliteThread<'read'> | undefined;
  return {
    get() {
      thread ??= begin();
      return thread;
    },
    async close() {
      await thread?.close();
    },
  };
}

function sqliteBackend(name: string, writer: SqliteThread<'write'>, reader: LazyReader): StoreBackend {
  let closed = false;
  // Once closed, the thread that writes says so for both: none is begun any more.
  const read = async (): Promise<SqliteThread<'read'>> => {
    if (closed) await writer.ask('ping');
    return reader.get();
  };
  return {
    name,
    append: slimBatches((batch) => writer.ask('append', batch)),
    decision: async (id) => (await read()).ask('decision', id),
    decisions: async (filter, page) => (await read()).ask('decisions', filter, page),
    change: async (id) => (await read()).ask('change', id),
    changes: async (kind, page) => (await read()).ask('changes', kind, page),
    head: async () => (await read()).ask('head'),
    tile: async (level, index) => (await read()).ask('tile', level, index),
    leaves: async (from, to) => (await read()).ask('leaves', from, to),
    has: async (digests) => (await read()).ask('has', digests),
    document: async (digest) => (await read()).ask('document', digest),
    evidenceOf: async (image, after, limit) => (await read()).ask('evidenceOf', image, after, limit),
    evidenceWith: async (part) => (await read()).ask('evidenceWith', part),
    firstSince: async (time) => (await read()).ask('firstSince', time),
    prune: (step) => writer.ask('prune', step),
    claim: (claim) => writer.ask('claim', claim),
    settle: (scope, key, id) => writer.ask('settle', scope, key, id),
    ping: () => writer.ask('ping'),
    async close() {
      closed = true;
      await Promise.all([reader.close(), writer.close()]);
    },
  };
}
