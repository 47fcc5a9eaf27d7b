import type { ClientBase } from 'pg';
import type { TileData } from '../../formats/merkle/proven-tiles.ts';
import type { Tile } from '../../formats/merkle/tile.ts';
import type { KeyClaim } from '../../ports/answered-requests.ts';
import type { Query } from './decision-query.ts';
import { listingRows } from './evidence-query.ts';
import { type DecisionColumns, type LedgerRow, secondsOf } from './ledger-row.ts';
import type { LogSequencer, Sequenced } from './log-sequencer.ts';
import { type Parameter, rowsOf } from './postgres-reader.ts';
import { wholeDocument } from './shared-text.ts';
import {
  ANSWER_LIFE,
  type AppendAnswer,
  type AppendBatch,
  CLAIM_LIFE,
  type Claim,
  PRUNE_STEP,
  type Pruned,
  type PruneStep,
  type SentDocument,
  type StoredHead,
} from './store-backend.ts';

/** Milliseconds by the database's clock, which all replicas share. */
const NOW = '(extract(epoch FROM clock_timestamp()) * 1000)::bigint';

/** Rows of one statement; PostgreSQL takes 65,535 parameters. */
const ROWS = 4_096;

/** Begins what appends or forgets. */
export const LOCK_HEAD = 'SELECT checkpoint, prunes FROM head FOR UPDATE';
/** Bytes that a decision may need with its documents. */
const ROOM = 256 * 1024;

/** A row with its place in the log. */
interface Placed {
  readonly place: number;
  readonly row: LedgerRow;
  readonly leaf: string;
}

/** A decision with its place and the number of its digests. */
interface PlacedDecision extends Placed {
  readonly columns: DecisionColumns;
}

/**
 * What changes the database, inside of one transaction. The row of the head is the lock of the log: whoever appends or forgets
 * holds it ({@link LOCK_HEAD}) until the commit, in whichever replica, and reads under it what the one before has written.
 */
export class PostgresWriter {
  readonly #client: ClientBase;
  readonly #sequencer: LogSequencer;

  constructor(client: ClientBase, sequencer: LogSequencer) {
    this.#client = client;
    this.#sequencer = sequencer;
  }

  /**
   * Writes a batch, in as many statements whatever its size: each is a journey to the server, and the lock is held for all.
   * @param leaves - of the rows, made before the lock is held
   * @param head - as {@link LOCK_HEAD} gave it
   * @throws FormatError when this key can't continue the log
   * @example await writer.append(batch, batch.rows.map(leafOfWhole), head)
   */
  async append(
    { prunes, rows, proven, documents }: AppendBatch,
    leaves: readonly string[],
    head: StoredHead,
  ): Promise<AppendAnswer> {
    if (head.prunes !== prunes) return { stale: true, prunes: head.prunes };
    const { size, edge } = this.#sequencer.resume(head.checkpoint);
    const { taken, groups } = await this.#known(rows);
    let next = size;
    const places = rows.map(({ id }) => {
      if (taken.has(id)) return undefined;
      taken.add(id);
      return next++;
    });
    const placed = rows.flatMap((row, at): (Placed & { readonly proven: boolean })[] => {
      const [place, leaf] = [places[at], leaves[at]];
      if (leaf === undefined) throw new Error('an entry has no leaf');
      return place === undefined ? [] : [{ place, row, leaf, proven: proven[at] === true }];
    });
    await this.#documents(documents);
    if (placed.length === 0) return { stale: false, results: places.map(() => undefined) };
    const sequenced = this.#sequencer.append(head.checkpoint, await this.#tiles(edge), placed);
    await this.#write(placed, groups, sequenced);
    const { appended } = sequenced;
    return { stale: false, results: places.map((place) => (place === undefined ? undefined : appended[place - size])) };
  }

  /** One step of forgetting documents. @example await writer.prune({ young: 1000, after: '' }) */
  async prune({ young, after }: PruneStep): Promise<Pruned> {
    const looked = await this.#ask(
      `SELECT digest, pinned = 0 AND NOT EXISTS (
         SELECT 1 FROM digest_members m JOIN decisions d ON d.digests = m.digests
         WHERE m.digest = documents.digest AND m.kept = 1 AND d.place >= $1) AS old
       FROM documents WHERE digest > $2 ORDER BY digest LIMIT $3`,
      [young, after, PRUNE_STEP],
    );
    const old = looked.filter((row) => row.old === true).map(({ digest }) => String(digest));
    if (old.length > 0)
      await this.#ask(
        `WITH gone AS (DELETE FROM documents WHERE digest = ANY($1)) UPDATE head SET prunes = prunes + 1`,
        [old],
      );
    return { removed: old.length, next: looked.length < PRUNE_STEP ? undefined : String(looked.at(-1)?.digest) };
  }

  /** Claims an `Idempotency-Key`, by the database's clock. @example await writer.claim({ scope, key, payload, now }) */
  async claim({ scope, key, payload }: Claim): Promise<KeyClaim> {
    // Rows that another replica is just removing are left to it: two that wait for one another would be a deadlock.
    await this.#ask(
      `DELETE FROM answered WHERE (scope, key) IN (
         SELECT scope, key FROM answered WHERE at < ${NOW} - $1 LIMIT 100 FOR UPDATE SKIP LOCKED)`,
      [ANSWER_LIFE],
    );
    const made = await this.#ask(
      `INSERT INTO answered AS a (scope, key, payload, at) VALUES ($1, $2, $3, ${NOW})
       ON CONFLICT (scope, key) DO UPDATE SET payload = excluded.payload, at = excluded.at, id = NULL
         WHERE a.at < excluded.at - $5 OR (a.id IS NULL AND a.at < excluded.at - $4)
       RETURNING scope`,
      [scope, key, payload, CLAIM_LIFE, ANSWER_LIFE],
    );
    if (made.length > 0) return { state: 'new' };
    const [found] = await this.#ask('SELECT payload, id FROM answered WHERE scope = $1 AND key = $2', [scope, key]);
    // Freed between the two looks.
    if (found === undefined) return { state: 'in-flight' };
    if (found.payload !== payload) return { state: 'mismatch' };
    return found.id === null ? { state: 'in-flight' } : { state: 'answered', id: String(found.id) };
  }

  /** Ends a claim. @example await writer.settle(scope, key, entry.id) */
  async settle(scope: string, key: string, id: string | undefined): Promise<void> {
    if (id === undefined)
      await this.#ask('DELETE FROM answered WHERE scope = $1 AND key = $2 AND id IS NULL', [scope, key]);
    else await this.#ask('UPDATE answered SET id = $3 WHERE scope = $1 AND key = $2', [scope, key, id]);
  }

  /**
   * A write, since a full disk or a standby lets reads pass.
   * @param much - as much as a decision with its documents: where those find no room, a few bytes may
   * @example await writer.ping(false)
   */
  async ping(much: boolean): Promise<void> {
    await this.#ask('UPDATE probe SET count = (count + 1) % 1000000, room = $1', [much ? new Uint8Array(ROOM) : null]);
  }

  /** The ids that are taken, and the numbers of the groups of digests, by key; groups that are new are written. */
  async #known(rows: readonly LedgerRow[]) {
    const groups = new Map(rows.flatMap(({ columns }) => (columns ? [[columns.group.key, columns.group]] : [])));
    const found = await this.#ask(
      `WITH made AS (
         INSERT INTO digest_groups (key) SELECT * FROM unnest($1::text[]) ON CONFLICT (key) DO NOTHING RETURNING number, key)
       SELECT NULL AS id, number, key, true AS new FROM made
       UNION ALL SELECT NULL, number, key, false FROM digest_groups WHERE key = ANY($1)
       UNION ALL SELECT id, NULL, NULL, false FROM entries WHERE id = ANY($2)`,
      [[...groups.keys()], rows.map(({ id }) => id)],
    );
    const taken = new Set(found.flatMap(({ id }) => (id === null ? [] : [String(id)])));
    const numbered = found.filter(({ id }) => id === null);
    const members = numbered.flatMap(({ number, key, new: isNew }) =>
      isNew === true ? (groups.get(String(key))?.members ?? []).map((one) => ({ ...one, number: Number(number) })) : [],
    );
    if (members.length > 0)
      await this.#ask(
        `INSERT INTO digest_members (digest, digests, searched, kept)
         SELECT * FROM unnest($1::text[], $2::bigint[], $3::integer[], $4::integer[])`,
        [
          members.map(({ digest }) => digest),
          members.map(({ number }) => number),
          members.map(({ searched }) => (searched ? 1 : 0)),
          members.map(({ kept }) => (kept ? 1 : 0)),
        ],
      );
    return { taken, groups: new Map(numbered.map(({ number, key }) => [String(key), Number(number)])) };
  }

  async #documents(documents: readonly SentDocument[]): Promise<void> {
    if (documents.length === 0) return;
    await this.#ask(
      `INSERT INTO documents (digest, media_type, pinned, bytes)
         SELECT * FROM unnest($1::text[], $2::text[], $3::integer[], $4::bytea[])
       ON CONFLICT (digest) DO UPDATE SET pinned = 1 WHERE excluded.pinned = 1`,
      [
        documents.map(({ digest }) => digest),
        documents.map(({ mediaType }) => mediaType),
        documents.map(({ pinned }) => (pinned ? 1 : 0)),
        documents.map(({ bytes }) => bytes),
      ],
    );
    const listed = documents.flatMap(({ digest, listing }) => (listing ? listingRows(digest, listing) : []));
    for (const [sql, rows] of Map.groupBy(listed, (one) => one.sql))
      for (let from = 0; from < rows.length; from += ROWS) await this.#insert(sql, rows.slice(from, from + ROWS));
  }

  /** Rows of one statement `INSERT ... VALUES (?, ?) ...` in one go: each by itself would be a journey to the server. */
  async #insert(sql: string, rows: readonly Query[]): Promise<void> {
    let n = 0;
    const values = rows.map(({ parameters }) => `(${parameters.map(() => `$${++n}`).join(', ')})`);
    await this.#ask(
      sql.replace(/\([?, ]+\)/, values.join(', ')),
      rows.flatMap(({ parameters }) => parameters),
    );
  }

  async #tiles(edge: readonly Tile[]): Promise<readonly TileData[]> {
    if (edge.length === 0) return [];
    const rows = await this.#ask(
      `SELECT level, number, hashes FROM tiles JOIN unnest($1::integer[], $2::bigint[]) AS asked (level, number)
       USING (level, number)`,
      [edge.map(({ level }) => level), edge.map(({ index }) => index)],
    );
    return edge.map((tile) => {
      const row = rows.find(({ level, number }) => Number(level) === tile.level && Number(number) === tile.index);
      return { tile, bytes: row?.hashes instanceof Uint8Array ? row.hashes : new Uint8Array() };
    });
  }

  /** Entries, what they are searched by, the log's tiles and its head, in one statement. */
  async #write(
    placed: readonly Placed[],
    groups: ReadonlyMap<string, number>,
    { tiles, checkpoint }: Sequenced,
  ): Promise<void> {
    const decisions = placed.flatMap((one): PlacedDecision[] =>
      one.row.columns === undefined ? [] : [{ ...one, columns: one.row.columns }],
    );
    const policies = decisions.flatMap(({ place, columns }) => columns.policies.map((policy) => ({ place, policy })));
    await this.#ask(
      `WITH written AS (
         INSERT INTO entries (place, kind, id, document, leaf)
         SELECT * FROM unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::text[])),
       searched AS (
         INSERT INTO decisions (place, time, outcome, caller, repository, release, shadow_differs, digests)
         SELECT * FROM unnest($6::bigint[], $7::bigint[], $8::text[], $9::text[], $10::text[], $11::text[], $12::integer[], $13::bigint[])),
       ran AS (
         INSERT INTO decision_policies (place, policy) SELECT * FROM unnest($14::bigint[], $15::text[])),
       hashed AS (
         INSERT INTO tiles (level, number, hashes) SELECT * FROM unnest($16::integer[], $17::bigint[], $18::bytea[])
         ON CONFLICT (level, number) DO UPDATE SET hashes = excluded.hashes)
       UPDATE head SET checkpoint = $19`,
      [
        placed.map(({ place }) => place),
        placed.map(({ row }) => row.kind),
        placed.map(({ row }) => row.id),
        // Whole: replicas of a release that knows no shared texts may read them.
        placed.map(({ row }) => wholeDocument(row.document, row.shared?.text)),
        placed.map(({ leaf }) => leaf),
        decisions.map(({ place }) => place),
        decisions.map(({ row }) => secondsOf(row)),
        decisions.map(({ columns }) => columns.outcome),
        decisions.map(({ columns }) => columns.caller),
        decisions.map(({ columns }) => columns.repository),
        decisions.map(({ columns }) => columns.release),
        decisions.map(({ columns }) => (columns.shadowDiffers ? 1 : 0)),
        decisions.map(({ columns }) => groups.get(columns.group.key) ?? null),
        policies.map(({ place }) => place),
        policies.map(({ policy }) => policy),
        tiles.map(({ tile }) => tile.level),
        tiles.map(({ tile }) => tile.index),
        tiles.map(({ bytes }) => bytes),
        checkpoint,
      ],
    );
  }

  #ask(sql: string, parameters: readonly Parameter[]) {
    return rowsOf(this.#client, sql, parameters);
  }
}
