import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { inTransaction } from '../sqlite-transaction.ts';
import type { DecisionColumns, Keyed } from './ledger-row.ts';
import { preparedStatements } from './prepared-statements.ts';

/** Decisions from which on they are moved: the more, the less often a page of an index is written. */
const MANY = 128;
/** Those that are moved at one time; more than a batch brings, so that they never become more and more. */
const STEP = 512;

/** Batches after which a checkpoint is made: a small one, which is done by the time that the next batch comes. */
const BATCHES = 16;
/**
 * Pages of the write-ahead log at which SQLite makes one by itself, whoever waits: far more than those batches write. 62 MiB in a new
 * database, half of that in one of before.
 */
export const CHECKPOINT = 8_000;

/** The schema whose rules a row follows: those of earlier ones are refused. */
const SCHEMA = 7;

/** The columns that both tables have. */
const COLUMNS = 'place, time, outcome, caller, repository, release, shadow_differs, digests';

/**
 * The newest decisions, in a table without an index. What decisions are searched by has eight indexes, in which each image of a pod
 * changes pages of its own; a decision is on disk sooner when those are written later, for many together. Whoever searches looks
 * into both tables: all that is here is newer than all that was moved.
 */
export class RecentDecisions {
  readonly #database: DatabaseSync;
  readonly #sql: (text: string) => StatementSync;
  /** As far as this process knows: another one may write and move, too. */
  #count: number;
  /** Only there is a commit that is not flushed undone as a whole by a loss of power. */
  readonly #isWriteAhead: boolean;
  /** Batches since the last checkpoint. */
  #batches = 0;

  constructor(database: DatabaseSync) {
    this.#database = database;
    this.#sql = preparedStatements(database);
    this.#count = Number(this.#sql('SELECT count(*) AS n FROM recent_decisions').get()?.n);
    this.#isWriteAhead = database.prepare('PRAGMA journal_mode').get()?.journal_mode === 'wal';
  }

  /** Adds one, in the caller's transaction. @example recent.add(41, 1795521600, columns, 7) */
  add(place: number, time: number, columns: DecisionColumns<Keyed>, digests: number | bigint): void {
    const { outcome, caller, repository, release, shadowDiffers, policies } = columns;
    const parameters = [place, time, outcome, caller, repository, release, shadowDiffers ? 1 : 0, digests];
    this.#sql(
      `INSERT INTO recent_decisions (${COLUMNS}, policies, schema) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ${SCHEMA})`,
    ).run(...parameters, JSON.stringify(policies));
    this.#count++;
  }

  /**
   * What there is to do after a batch, while nobody waits for it: a checkpoint, or some are moved when there are many.
   * @throws what SQLite throws; nothing is moved then
   * @example recent.tidy()
   */
  tidy(): void {
    this.#batches++;
    if (this.#batches >= BATCHES) {
      this.#batches = 0;
      this.#database.exec('PRAGMA wal_checkpoint(PASSIVE)');
      return;
    }
    if (this.#count < MANY) return;
    this.#lazily(() => inTransaction(this.#database, 'BEGIN IMMEDIATE', () => this.#move()));
    this.#count = Number(this.#sql('SELECT count(*) AS n FROM recent_decisions').get()?.n);
  }

  /** Moves all, in the caller's transaction. @example recent.moveAll() */
  moveAll(): void {
    while (this.#move() === STEP);
  }

  /**
   * Without a flush of its own: a move that a loss of power undoes is made again, and the next batch flushes all that was written before it.
   * @see https://www.sqlite.org/pragma.html#pragma_synchronous (NORMAL in WAL mode)
   */
  #lazily(work: () => void): void {
    if (this.#isWriteAhead) this.#database.exec('PRAGMA synchronous = NORMAL');
    try {
      work();
    } finally {
      this.#flushAgain();
    }
  }

  /** What is acknowledged is flushed. Where that can't be had again, the store fails from now on, and all who ask are told. */
  #flushAgain(): void {
    try {
      this.#database.exec('PRAGMA synchronous = FULL');
    } catch {
      this.#database.close();
    }
  }

  #move(): number {
    const first = `SELECT place FROM recent_decisions ORDER BY place LIMIT ${STEP}`;
    const moved = this.#sql(
      `INSERT INTO decisions (${COLUMNS}) SELECT ${COLUMNS} FROM recent_decisions WHERE place IN (${first}) ORDER BY place`,
    ).run().changes;
    this.#sql(
      `INSERT INTO decision_policies (policy, place) SELECT p.value, r.place FROM recent_decisions r, json_each(r.policies) p
       WHERE r.place IN (${first})`,
    ).run();
    this.#sql(`DELETE FROM recent_decisions WHERE place IN (${first})`).run();
    return Number(moved);
  }
}
