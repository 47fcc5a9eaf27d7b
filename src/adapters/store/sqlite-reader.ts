import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Digest } from '../../formats/digest.ts';
import type { DecisionFilter, KeptDecision } from '../../ports/decision-ledger.ts';
import type { EvidencePlace, FoundEvidence } from '../../ports/evidence-index.ts';
import type { ArchivedDocument } from '../../records/evidence-record.ts';
import { inTransaction } from '../sqlite-transaction.ts';
import { changeQuery, decisionQuery, type Query } from './decision-query.ts';
import { evidenceOfQuery, evidenceWithQuery, foundEvidence, seenQuery } from './evidence-query.ts';
import { preparedStatements } from './prepared-statements.ts';
import { wholeDocument } from './shared-text.ts';
import type { ChangeKind, Page, StoredHead } from './store-backend.ts';

/** What entries have here besides what both databases keep of them. */
const SHARED = ['shared'] as const;

/** What only looks, over one connection. */
export class SqliteReader {
  readonly #database: DatabaseSync;
  readonly #sql: (text: string) => StatementSync;

  constructor(database: DatabaseSync) {
    this.#database = database;
    this.#sql = preparedStatements(database);
  }

  /** The decision of that id. @example reader.decision(id)?.document */
  decision(id: string): KeptDecision | undefined {
    const sql = "SELECT place, document, shared FROM entries WHERE id = ? AND kind = 'decision'";
    return this.#list({ sql, parameters: [id] })[0];
  }

  /** The change of that id. @example reader.change(id)?.document */
  change(id: string): KeptDecision | undefined {
    const sql = "SELECT place, document, shared FROM entries WHERE id = ? AND kind <> 'decision'";
    return this.#list({ sql, parameters: [id] })[0];
  }

  /** Decisions, newest first. @throws FormatError for a time that is none @example reader.decisions({}, page) */
  decisions(filter: DecisionFilter, page: Page): readonly KeptDecision[] {
    // None is moved between the two looks.
    return inTransaction(this.#database, 'BEGIN', () => {
      const recent = this.#list(decisionQuery(filter, page, SHARED, true));
      const limit = page.limit - recent.length;
      return limit <= 0 ? recent : [...recent, ...this.#list(decisionQuery(filter, { ...page, limit }, SHARED))];
    });
  }

  /** Changes, newest first. @example reader.changes('policy', page) */
  changes(kind: ChangeKind | undefined, page: Page): readonly KeptDecision[] {
    return this.#list(changeQuery(kind, page, SHARED));
  }

  /** The newest checkpoint. @example reader.head().checkpoint */
  head(): StoredHead {
    const row = this.#sql('SELECT checkpoint, prunes FROM head').get();
    if (row === undefined) throw new Error('the head of the log is missing');
    return { checkpoint: String(row.checkpoint), prunes: Number(row.prunes) };
  }

  /** The hashes of a tile. @example reader.tile(0, 0)?.length */
  tile(level: number, index: number): Uint8Array | undefined {
    const hashes = this.#sql('SELECT hashes FROM tiles WHERE level = ? AND number = ?').get(level, index)?.hashes;
    return hashes instanceof Uint8Array ? hashes : undefined;
  }

  /** Leaves in the order of the log. @example reader.leaves(0, 256) */
  leaves(from: number, to: number): readonly string[] {
    const sql = 'SELECT leaf FROM entries WHERE place >= ? AND place < ? ORDER BY place';
    return this.#sql(sql)
      .all(from, to)
      .map(({ leaf }) => String(leaf));
  }

  /** Those that are kept. @example reader.has([digest]) */
  has(digests: readonly Digest[]): readonly Digest[] {
    return digests.filter((digest) => this.#sql('SELECT 1 FROM documents WHERE digest = ?').get(digest) !== undefined);
  }

  /** A document as it is stored; nobody has hashed it. @example reader.document(digest)?.bytes */
  document(digest: Digest): ArchivedDocument | undefined {
    const row = this.#sql('SELECT media_type, bytes FROM documents WHERE digest = ?').get(digest);
    const bytes = row?.bytes;
    return bytes instanceof Uint8Array ? { digest, mediaType: String(row?.media_type), bytes } : undefined;
  }

  /** Evidence under an image and its children. @example reader.evidenceOf(image, undefined, 50) */
  evidenceOf(image: Digest, after: EvidencePlace | undefined, limit: number): readonly FoundEvidence[] {
    return this.#found(evidenceOfQuery(image, after, limit));
  }

  /** Evidence that consists of these bytes. @example reader.evidenceWith(bundle) */
  evidenceWith(part: Digest): readonly FoundEvidence[] {
    return this.#found(evidenceWithQuery(part));
  }

  #found({ sql, parameters }: Query): readonly FoundEvidence[] {
    return this.#sql(sql)
      .all(...parameters)
      .flatMap(({ subject, digest }) => {
        const place = { subject: String(subject), digest: String(digest) };
        const seen = seenQuery(place, true);
        return foundEvidence(place, this.#sql(seen.sql).all(...seen.parameters));
      });
  }

  /** The first place from which on decisions may be that young. @example reader.firstSince(1795521600) */
  firstSince(time: number): number {
    const first = this.#sql(
      `SELECT coalesce((SELECT min(place) FROM decisions WHERE time >= ?1),
         (SELECT min(place) FROM recent_decisions WHERE time >= ?1)) AS first`,
    ).get(time)?.first;
    if (typeof first === 'number') return first;
    return Number(this.#sql('SELECT coalesce(max(place) + 1, 0) AS next FROM entries').get()?.next);
  }

  #list({ sql, parameters }: Query): readonly KeptDecision[] {
    return this.#sql(sql)
      .all(...parameters)
      .map(({ place, document, shared }) => ({
        index: Number(place),
        document: wholeDocument(String(document), this.#shared(shared)),
      }));
  }

  #shared(number: unknown): string | undefined {
    if (typeof number !== 'number') return undefined;
    const text = this.#sql('SELECT text FROM shared_texts WHERE number = ?').get(number)?.text;
    return typeof text === 'string' ? text : undefined;
  }
}
