import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { TileData } from '../../formats/merkle/proven-tiles.ts';
import type { KeyClaim } from '../../ports/answered-requests.ts';
import { inTransaction } from '../sqlite-transaction.ts';
import { listingRows } from './evidence-query.ts';
import { leafOf, secondsOf } from './ledger-row.ts';
import type { LogSequencer } from './log-sequencer.ts';
import { requireTail, tailTiles } from './log-tail.ts';
import { preparedStatements } from './prepared-statements.ts';
import type { RecentDecisions } from './recent-decisions.ts';
import { SharedParts } from './shared-parts.ts';
import type { SlimBatch, SlimRow } from './slim-batch.ts';
import {
  ANSWER_LIFE,
  type AppendAnswer,
  CLAIM_LIFE,
  type Claim,
  PRUNE_STEP,
  type Pruned,
  type PruneStep,
  type StoredHead,
} from './store-backend.ts';

/** Bytes that a decision may need with its documents. */
const ROOM = 256 * 1024;

/** What changes the database, over one connection. */
export class SqliteWriter {
  readonly #database: DatabaseSync;
  readonly #sequencer: LogSequencer;
  readonly #sql: (text: string) => StatementSync;
  readonly #recent: RecentDecisions | undefined;
  readonly #parts: SharedParts;
  /** Whether the last batch could not be written. */
  #failed = false;

  /** @param recent - where decisions go first; undefined while an old database, which has no such place, is brought up to date */
  constructor(database: DatabaseSync, sequencer: LogSequencer, recent?: RecentDecisions) {
    this.#database = database;
    this.#recent = recent;
    this.#sql = preparedStatements(database);
    this.#parts = new SharedParts(this.#sql);
    this.#sequencer = sequencer;
  }

  /** The head, which this key can continue. @throws FormatError when it can't @example writer.head().prunes */
  head(): StoredHead {
    const head = this.#head();
    this.#sequencer.resume(head.checkpoint);
    return head;
  }

  /** Looks at the end of the log. @throws FormatError when it is not what the head signs @example writer.checkTail() */
  checkTail(): void {
    this.#transaction(() => {
      const { checkpoint } = this.#head();
      const { size } = this.#sequencer.resume(checkpoint);
      const rows = this.#sql('SELECT place, leaf FROM entries WHERE place >= ? ORDER BY place LIMIT 2').all(size - 1);
      requireTail({
        checkpoint,
        tiles: tailTiles(size).map(({ level, index }) => this.#tile({ level, index, width: 0 }).bytes),
        leaves: rows.filter(({ place }) => place === size - 1).map(({ leaf }) => String(leaf)),
        behind: rows.some(({ place }) => Number(place) >= size),
      });
    });
  }

  /** Writes a batch, all or nothing. @throws what SQLite throws @example writer.append(batch) */
  append(batch: SlimBatch): AppendAnswer {
    this.#failed = true;
    try {
      const answer = this.#transaction(() => this.write(batch));
      this.#failed = false;
      return answer;
    } finally {
      if (this.#failed) this.#parts.forget();
    }
  }

  /** As {@link append}, in the caller's transaction. @example writer.write(batch) */
  write({ prunes, rows, proven, documents }: SlimBatch): AppendAnswer {
    const head = this.#head();
    if (head.prunes !== prunes) return { stale: true, prunes: head.prunes };
    for (const { digest, mediaType, pinned, bytes, listing } of documents) {
      this.#sql(
        `INSERT INTO documents (digest, media_type, pinned, bytes) VALUES (?, ?, ?, ?)
         ON CONFLICT DO UPDATE SET pinned = 1 WHERE excluded.pinned = 1`,
      ).run(digest, mediaType, pinned ? 1 : 0, bytes);
      for (const { sql, parameters } of listing === undefined ? [] : listingRows(digest, listing))
        this.#sql(sql).run(...parameters);
    }
    const { size, edge } = this.#sequencer.resume(head.checkpoint);
    const leaves: { readonly leaf: string; readonly proven: boolean }[] = [];
    const places = rows.map((row, at) => {
      const leaf = leafOf(row, row.shared && this.#parts.encoded(row.shared));
      const place = size + leaves.length;
      if (!this.#entry(place, row, leaf)) return undefined;
      leaves.push({ leaf, proven: proven[at] === true });
      return place;
    });
    if (leaves.length === 0) return { stale: false, results: places.map(() => undefined) };
    const { checkpoint, tiles, appended } = this.#sequencer.append(
      head.checkpoint,
      edge.map((tile) => this.#tile(tile)),
      leaves,
    );
    for (const { tile, bytes } of tiles)
      this.#sql(
        'INSERT INTO tiles (level, number, hashes) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET hashes = excluded.hashes',
      ).run(tile.level, tile.index, bytes);
    this.#sql('UPDATE head SET checkpoint = ?').run(checkpoint);
    return { stale: false, results: places.map((place) => (place === undefined ? undefined : appended[place - size])) };
  }

  /** What can be done later, and is done while nobody waits. @throws what SQLite throws @example writer.tidy() */
  tidy(): void {
    this.#recent?.tidy();
  }

  /** Leaves nothing to be done later. @throws what SQLite throws @example writer.tidyAll() */
  tidyAll(): void {
    this.#transaction(() => this.#recent?.moveAll());
  }

  /** One step of forgetting documents. @example writer.prune({ young: 1000, after: '' }) */
  prune({ young, after }: PruneStep): Pruned {
    return this.#transaction(() => {
      this.#recent?.moveAll();
      const looked = this.#sql(
        `SELECT digest, pinned = 0 AND NOT EXISTS (
           SELECT 1 FROM digest_members m JOIN decisions d ON d.digests = m.digests
           WHERE m.digest = documents.digest AND m.kept = 1 AND d.place >= ?) AS old
         FROM documents WHERE digest > ? ORDER BY digest LIMIT ?`,
      ).all(young, after, PRUNE_STEP);
      const old = looked.filter((row) => row.old === 1);
      for (const { digest } of old) this.#sql('DELETE FROM documents WHERE digest = ?').run(String(digest));
      if (old.length > 0) this.#sql('UPDATE head SET prunes = prunes + 1').run();
      return { removed: old.length, next: looked.length < PRUNE_STEP ? undefined : String(looked.at(-1)?.digest) };
    });
  }

  /** Claims an `Idempotency-Key`. @example writer.claim({ scope, key, payload, now }) */
  claim({ scope, key, payload, now }: Claim): KeyClaim {
    return this.#transaction(() => {
      this.#sql('DELETE FROM answered WHERE at < ?').run(now - ANSWER_LIFE);
      this.#sql('DELETE FROM answered WHERE scope = ? AND key = ? AND id IS NULL AND at < ?').run(
        scope,
        key,
        now - CLAIM_LIFE,
      );
      const found = this.#sql('SELECT payload, id FROM answered WHERE scope = ? AND key = ?').get(scope, key);
      if (found === undefined) {
        this.#sql('INSERT INTO answered (scope, key, payload, at) VALUES (?, ?, ?, ?)').run(scope, key, payload, now);
        return { state: 'new' };
      }
      if (found.payload !== payload) return { state: 'mismatch' };
      return found.id === null ? { state: 'in-flight' } : { state: 'answered', id: String(found.id) };
    });
  }

  /** Ends a claim. @example writer.settle(scope, key, entry.id) */
  settle(scope: string, key: string, id: string | undefined): void {
    if (id === undefined) this.#sql('DELETE FROM answered WHERE scope = ? AND key = ? AND id IS NULL').run(scope, key);
    else this.#sql('UPDATE answered SET id = ? WHERE scope = ? AND key = ?').run(id, scope, key);
  }

  /**
   * A write, since a full disk or a read-only file system lets reads pass. Since the last batch failed, as much as a decision
   * with its documents: where those find no room, a single page may.
   * @example writer.ping()
   */
  ping(): void {
    this.#sql('UPDATE probe SET count = (count + 1) % 1000000').run();
    if (!this.#failed) return;
    const [scope, key] = ['', 'probe'];
    this.#sql('INSERT OR REPLACE INTO answered (scope, key, payload, at) VALUES (?, ?, ?, 0)').run(
      ...[scope, key, 'x'.repeat(ROOM)],
    );
    // In a transaction of its own: pages that are free again at its end would not be written at all.
    this.settle(scope, key, undefined);
    this.#failed = false;
  }

  #head(): StoredHead {
    const row = this.#sql('SELECT checkpoint, prunes FROM head').get();
    if (row === undefined) throw new Error('the head of the log is missing');
    return { checkpoint: String(row.checkpoint), prunes: Number(row.prunes) };
  }

  /** Whether the entry was new. */
  #entry(place: number, { kind, id, time, document, shared, columns }: SlimRow, leaf: string): boolean {
    // While an old database is brought up to date, entries have no such column yet, and nothing is shared.
    const [column, mark, part] = shared === undefined ? ['', '', []] : [', shared', ', ?', [this.#parts.text(shared)]];
    const insert = this.#sql(
      `INSERT INTO entries (place, kind, id, document, leaf${column}) VALUES (?, ?, ?, ?, ?${mark}) ON CONFLICT (id) DO NOTHING`,
    );
    if (insert.run(place, kind, id, document, leaf, ...part).changes === 0) return false;
    if (columns !== undefined) this.#decision(place, secondsOf({ time }), columns);
    return true;
  }

  #decision(place: number, time: number, columns: NonNullable<SlimRow['columns']>): void {
    const { outcome, caller, repository, release, shadowDiffers, policies } = columns;
    const digests = this.#parts.group(columns.group);
    if (this.#recent !== undefined) {
      this.#recent.add(place, time, columns, digests);
      return;
    }
    this.#sql(
      `INSERT INTO decisions (place, time, outcome, caller, repository, release, shadow_differs, digests)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    ).run(place, time, outcome, caller, repository, release, shadowDiffers ? 1 : 0, digests);
    for (const policy of policies)
      this.#sql('INSERT INTO decision_policies (policy, place) VALUES (?, ?)').run(policy, place);
  }

  #tile(tile: TileData['tile']): TileData {
    const row = this.#sql('SELECT hashes FROM tiles WHERE level = ? AND number = ?').get(tile.level, tile.index);
    const bytes = row?.hashes;
    return { tile, bytes: bytes instanceof Uint8Array ? bytes : new Uint8Array() };
  }

  #transaction<T>(work: () => T): T {
    return inTransaction(this.#database, 'BEGIN IMMEDIATE', work);
  }
}
