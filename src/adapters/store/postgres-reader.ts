import type { ClientBase } from 'pg';
import type { Digest } from '../../formats/digest.ts';
import { FormatError } from '../../formats/format-error.ts';
import type { DecisionFilter, KeptDecision } from '../../ports/decision-ledger.ts';
import type { EvidencePlace, FoundEvidence } from '../../ports/evidence-index.ts';
import type { ArchivedDocument } from '../../records/evidence-record.ts';
import { changeQuery, decisionQuery, type Query } from './decision-query.ts';
import { evidenceOfQuery, evidenceWithQuery, foundEvidence, seenQuery } from './evidence-query.ts';
import type { ChangeKind, Page, StoredHead } from './store-backend.ts';

/** What a statement is asked with. */
export type Parameter = string | number | null | Uint8Array | readonly (string | number | null | Uint8Array)[];

/**
 * Asks one statement. PostgreSQL keeps no NUL in a text: in what is searched by, it is another character, written and read alike.
 * Documents and leaves hold none, since JSON escapes it.
 *
 * @throws what PostgreSQL throws
 * @example await rowsOf(client, 'SELECT place FROM entries WHERE id = $1', [id])
 */
export async function rowsOf(
  client: ClientBase,
  sql: string,
  parameters: readonly Parameter[],
): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const plain = <T>(value: T): T | string => (typeof value === 'string' ? value.replaceAll('\0', '\ufffd') : value);
  const { rows } = await client.query(
    sql,
    parameters.map((value) => (Array.isArray(value) ? value.map(plain) : plain(value))),
  );
  return rows;
}

/** What only looks, inside of one transaction. */
export class PostgresReader {
  readonly #client: ClientBase;

  constructor(client: ClientBase) {
    this.#client = client;
  }

  /** The decision of that id. @example (await reader.decision(id))?.document */
  async decision(id: string): Promise<KeptDecision | undefined> {
    const sql = "SELECT place, document FROM entries WHERE id = ? AND kind = 'decision'";
    return (await this.#list({ sql, parameters: [id] }))[0];
  }

  /** The change of that id. @example (await reader.change(id))?.document */
  async change(id: string): Promise<KeptDecision | undefined> {
    const sql = "SELECT place, document FROM entries WHERE id = ? AND kind <> 'decision'";
    return (await this.#list({ sql, parameters: [id] }))[0];
  }

  /** Decisions, newest first. @throws FormatError for a time that is none @example await reader.decisions({}, page) */
  decisions(filter: DecisionFilter, page: Page): Promise<readonly KeptDecision[]> {
    return this.#list(decisionQuery(filter, page));
  }

  /** Changes, newest first. @example await reader.changes('policy', page) */
  changes(kind: ChangeKind | undefined, page: Page): Promise<readonly KeptDecision[]> {
    return this.#list(changeQuery(kind, page));
  }

  /** The newest checkpoint. @example (await reader.head()).checkpoint */
  async head(): Promise<StoredHead> {
    return headOf(await this.#ask('SELECT checkpoint, prunes FROM head', []));
  }

  /** The hashes of a tile. @example (await reader.tile(0, 0))?.length */
  async tile(level: number, index: number): Promise<Uint8Array | undefined> {
    const [row] = await this.#ask('SELECT hashes FROM tiles WHERE level = $1 AND number = $2', [level, index]);
    return row?.hashes instanceof Uint8Array ? row.hashes : undefined;
  }

  /** Leaves in the order of the log. @example await reader.leaves(0, 256) */
  async leaves(from: number, to: number): Promise<readonly string[]> {
    const sql = 'SELECT leaf FROM entries WHERE place >= $1 AND place < $2 ORDER BY place';
    return (await this.#ask(sql, [from, to])).map(({ leaf }) => String(leaf));
  }

  /** Those that are kept. @example await reader.has([digest]) */
  async has(digests: readonly Digest[]): Promise<readonly Digest[]> {
    const rows = await this.#ask('SELECT digest FROM documents WHERE digest = ANY($1)', [digests]);
    const kept = new Set(rows.map(({ digest }) => digest));
    return digests.filter((digest) => kept.has(digest));
  }

  /** A document as it is stored; nobody has hashed it. @example (await reader.document(digest))?.bytes */
  async document(digest: Digest): Promise<ArchivedDocument | undefined> {
    const [row] = await this.#ask('SELECT media_type, bytes FROM documents WHERE digest = $1', [digest]);
    const bytes = row?.bytes;
    return bytes instanceof Uint8Array ? { digest, mediaType: String(row?.media_type), bytes } : undefined;
  }

  /** Evidence under an image and its children. @example await reader.evidenceOf(image, undefined, 50) */
  evidenceOf(image: Digest, after: EvidencePlace | undefined, limit: number): Promise<readonly FoundEvidence[]> {
    return this.#found(evidenceOfQuery(image, after, limit));
  }

  /** Evidence that consists of these bytes. @example await reader.evidenceWith(bundle) */
  evidenceWith(part: Digest): Promise<readonly FoundEvidence[]> {
    return this.#found(evidenceWithQuery(part));
  }

  /** The first place from which on decisions may be that young. @example await reader.firstSince(1795521600) */
  async firstSince(time: number): Promise<number> {
    const sql = `SELECT coalesce((SELECT min(place) FROM decisions WHERE time >= $1),
                                 (SELECT max(place) + 1 FROM entries), 0) AS first`;
    return Number((await this.#ask(sql, [time]))[0]?.first);
  }

  async #found(places: Query): Promise<readonly FoundEvidence[]> {
    const found: FoundEvidence[] = [];
    for (const { subject, digest } of await this.#shared(places)) {
      const place = { subject: String(subject), digest: String(digest) };
      found.push(...foundEvidence(place, await this.#shared(seenQuery(place))));
    }
    return found;
  }

  async #list(query: Query): Promise<readonly KeptDecision[]> {
    const rows = await this.#shared(query);
    return rows.map(({ place, document }) => ({ index: Number(place), document: String(document) }));
  }

  /** A query in the SQL that both databases read. */
  #shared({ sql, parameters }: Query) {
    let n = 0;
    const numbered = sql.replaceAll('?', () => `$${++n}`);
    return this.#ask(numbered, parameters);
  }

  #ask(sql: string, parameters: readonly Parameter[]) {
    return rowsOf(this.#client, sql, parameters);
  }
}

/** The head out of its row. @throws FormatError when there is none @example headOf(rows).prunes */
export function headOf([row]: readonly Readonly<Record<string, unknown>>[]): StoredHead {
  if (row === undefined) throw new FormatError('checkpoint', 'the head of the log is missing');
  return { checkpoint: String(row.checkpoint), prunes: Number(row.prunes) };
}
