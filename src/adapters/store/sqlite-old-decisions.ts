import type { DatabaseSync } from 'node:sqlite';
import type { LogSequencer } from './log-sequencer.ts';
import { oldDecisionRow } from './old-decision.ts';
import { SqliteWriter } from './sqlite-writer.ts';

/** Decisions that are carried over at a time: what is held in memory. */
const CHUNK = 1024;

/**
 * Appends the decisions of the first release to the log, oldest first, each with the text that it was written with.
 * The caller holds the transaction.
 * @example appendOldDecisions(database, sequencer)
 */
export function appendOldDecisions(database: DatabaseSync, sequencer: LogSequencer): void {
  const select = database.prepare(
    'SELECT sequence, document FROM old_decisions WHERE sequence > ? ORDER BY sequence LIMIT ?',
  );
  const writer = new SqliteWriter(database, sequencer);
  for (let after = Number.MIN_SAFE_INTEGER; ; ) {
    const chunk = select.all(after, CHUNK);
    const last = chunk.at(-1);
    if (last === undefined) return;
    const rows = chunk.map(({ document }) => oldDecisionRow(String(document)));
    writer.write({ prunes: 0, rows, proven: [], documents: [] });
    after = Number(last.sequence);
  }
}
