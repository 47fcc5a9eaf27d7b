import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { FormatError } from '../../formats/format-error.ts';
import { parseCheckpoint } from '../../formats/merkle/checkpoint.ts';
import { parseSignedNote, serialiseVerifierKey } from '../../formats/signed-note.ts';
import { encodeUtf8 } from '../../formats/utf8.ts';
import type { AuditSource } from '../../ports/audit-source.ts';
import type { Call } from '../../ports/call.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import { checkCall } from '../call-guard.ts';
import { diskError } from '../disk-error.ts';
import { intact } from './intact.ts';
import { readLogKey } from './log-key.ts';
import { SqliteReader } from './sqlite-reader.ts';
import { MIGRATIONS, recognise, SchemaRefusal } from './sqlite-schema.ts';
import { storedTile } from './stored-log.ts';

/** A data folder that is open. */
export interface StoredAudit extends AuditSource {
  /** @example stored.close() */
  close(): void;
}

/**
 * Opens the store of a data folder to be read and nothing else, whatever was done to it: what does not fit is the
 * auditor's to see. A service may be running on it.
 *
 * @param verifierKey - of the log; undefined: that of `log.key` in the folder
 * @throws TwinsealError `STORE_FAILED` for what is no store, or one of another schema; `KEY_UNREADABLE`
 * @example const source = await openStoredAudit('./twinseal-data', undefined, call)
 */
export async function openStoredAudit(
  folder: string,
  verifierKey: string | undefined,
  call: Call,
): Promise<StoredAudit> {
  const path = join(folder, 'decisions.sqlite');
  checkCall(call, `reading ${path}`);
  await stat(path).catch((error: unknown) => {
    throw diskError(error, 'read', path);
  });
  const failed = (error: unknown): TwinsealError =>
    new TwinsealError('STORE_FAILED', `the store ${path} failed: ${error instanceof Error ? error.message : error}`, {
      cause: error,
    });
  let database: DatabaseSync;
  try {
    database = new DatabaseSync(path, { timeout: 5000, readOnly: true });
    database.exec('PRAGMA trusted_schema = OFF; PRAGMA query_only = ON');
    recognise(database);
    requireNewest(database);
  } catch (error) {
    throw failed(error);
  }
  const reader = new SqliteReader(database);
  const ask = <T>(within: Call, work: () => T): T => {
    checkCall(within, 'asking the store');
    try {
      return work();
    } catch (error) {
      throw error instanceof TwinsealError || error instanceof FormatError ? error : failed(error);
    }
  };
  const backend = {
    head: async () => reader.head(),
    tile: async (level: number, index: number) => reader.tile(level, index),
    leaves: async (from: number, to: number) => reader.leaves(from, to),
  };
  try {
    const vkey =
      verifierKey ??
      (await ownKey(
        folder,
        ask(call, () => reader.head().checkpoint),
      ));
    return {
      ledger: {
        list: async (filter, before, limit, within) => ask(within, () => reader.decisions(filter, { before, limit })),
        changes: async (kind, before, limit, within) => ask(within, () => reader.changes(kind, { before, limit })),
      },
      log: {
        verifierKey: vkey,
        checkpoint: async (within) => ask(within, () => encodeUtf8(reader.head().checkpoint)),
        tile: async (name, within) => {
          checkCall(within, 'asking the store');
          return await storedTile(backend, name, within);
        },
      },
      archive: {
        async get(digest, within) {
          const found = ask(within, () => reader.document(digest));
          return intact(found, digest);
        },
      },
      close: () => database.close(),
    };
  } catch (error) {
    database.close();
    throw error;
  }
}

/** Whoever only reads migrates nothing. */
function requireNewest(database: DatabaseSync): void {
  const version = Number(database.prepare('PRAGMA user_version').get()?.user_version ?? 0);
  if (version < MIGRATIONS.length)
    throw new SchemaRefusal(
      `it was written by an older Twinseal (schema ${version}, this one knows ${MIGRATIONS.length}): start the service on it once`,
    );
}

async function ownKey(folder: string, checkpoint: string): Promise<string> {
  try {
    const { origin } = parseCheckpoint(parseSignedNote(encodeUtf8(checkpoint)).text);
    return serialiseVerifierKey((await readLogKey(origin, join(folder, 'log.key'))).verifierKey);
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    throw new TwinsealError('STORE_FAILED', `the log of ${folder} has a checkpoint that is none: ${error.message}`, {
      cause: error,
    });
  }
}
