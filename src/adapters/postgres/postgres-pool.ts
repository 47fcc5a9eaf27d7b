import pg, { type ClientBase, type Pool, type PoolClient } from 'pg';
import { type Call, uncancelled } from '../../ports/call.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import { checkCall } from '../call-guard.ts';
import { inTime } from '../in-time.ts';
import { postgresFault, survives } from './postgres-fault.ts';

/** Milliseconds for a connection, a free one or a new one. */
const CONNECTING = 4_000;
/** The longest time for one transaction, whatever the caller's patience. */
const LONGEST = 60_000;
/** Milliseconds after which the server ends a transaction that we left alone: a replica that hangs must not hold a lock. */
const LEFT_ALONE = 5_000;
const ROLLING_BACK = 1_000;
const CLOSING = 2_000;

/** How a pool is made. */
export interface PoolOptions {
  /** For messages: `the store in PostgreSQL`. */
  readonly who: string;
  /** At most so many connections. */
  readonly connections: number;
  /** Schema in which names are looked up first. */
  readonly schema: string;
}

/** A row as the driver gives it. */
export type Row = Readonly<Record<string, unknown>>;

/** What is done in a transaction. */
export type Work<T> = (client: ClientBase, first: readonly Row[]) => Promise<T>;

/** What kind of transaction it is. */
export interface TransactionKind {
  /** It sees one state and changes nothing. */
  readonly reads?: boolean;
  /** A statement without parameters that goes with those that begin the transaction: one journey less. */
  readonly first?: string;
}

/**
 * Connections to one database. Every use is one transaction, bounded by its call on both sides: the server cancels statements
 * at the deadline, and a connection that does not answer by then is given up. A lost connection is replaced at the next use.
 * Nothing is set for a whole session, so that a pooler in transaction mode may stand in between.
 */
export class PostgresPool {
  readonly #who: string;
  readonly #schema: string;
  readonly #pool: Pool;
  readonly #clients = new Set<ClientBase>();
  #closed: Promise<void> | undefined;

  /**
   * @param url - never shown
   * @throws TwinsealError `SETTINGS_INVALID` for a URL that is none of PostgreSQL
   */
  constructor(url: string, { who, connections, schema }: PoolOptions) {
    this.#who = who;
    this.#schema = schema;
    const settings = {
      connectionString: requirePostgresUrl(url),
      application_name: 'twinseal',
      connectionTimeoutMillis: CONNECTING,
      // For what a library asks by itself; transactions have bounds of their own.
      query_timeout: LONGEST,
      keepAlive: true,
    };
    this.#pool = new pg.Pool({ ...settings, max: connections });
    // A connection that breaks is replaced by the pool; whoever uses it is told by what he asked.
    this.#pool.on('error', () => undefined);
    this.#pool.on('connect', (client) => {
      this.#clients.add(client);
      client.on('error', () => undefined);
      client.once('end', () => this.#clients.delete(client));
    });
  }

  /** The pool itself, for a library that brings its own statements. @example asDatabase(pool.raw) */
  get raw(): Pick<Pool, 'query'> {
    return this.#pool;
  }

  /**
   * Does work in one transaction: all of it, or nothing. After an error nobody knows whether a commit under way came to be.
   * @param work - is given the rows of `first`, too
   * @throws TwinsealError `STORE_FAILED`, `DISK_FULL`, `TIMEOUT`, `ABORTED`
   * @example await pool.transaction(call, (client) => client.query('SELECT 1'))
   */
  async transaction<T>(call: Call, work: Work<T>, kind: TransactionKind = {}): Promise<T> {
    if (this.#closed !== undefined) throw this.#failure('it is closed');
    checkCall(call, `asking ${this.#who}`);
    const bounds = uncancelled(Math.min(call.deadline, Date.now() + LONGEST));
    const client = await this.#connect(bounds);
    let broken = true;
    try {
      const value = await inTime(this.#run(client, bounds.deadline, work, kind), bounds, this.#who);
      broken = false;
      return value;
    } catch (error) {
      if (survives(error) || (error instanceof TwinsealError && error.code !== 'TIMEOUT'))
        broken = !(await rolledBack(client));
      throw postgresFault(error, this.#who);
    } finally {
      client.release(broken);
    }
  }

  /** Ends all connections, those in use too; what was acknowledged stays. @example await pool.close() */
  close(): Promise<void> {
    this.#closed ??= this.#close();
    return this.#closed;
  }

  async #close(): Promise<void> {
    const ended = this.#pool.end();
    const late = setTimeout(() => {
      for (const client of this.#clients) if (client instanceof pg.Client) client.connection.stream.destroy();
    }, CLOSING);
    // A database that is stopped does not say goodbye.
    await inTime(ended, uncancelled(Date.now() + CLOSING + 500)).catch(() => undefined);
    clearTimeout(late);
  }

  async #connect(bounds: Call): Promise<PoolClient> {
    const connecting = this.#pool.connect();
    try {
      return await inTime(connecting, bounds, this.#who);
    } catch (error) {
      void connecting.then(
        (client) => client.release(),
        () => undefined,
      );
      throw postgresFault(error, this.#who);
    }
  }

  async #run<T>(
    client: ClientBase,
    deadline: number,
    work: Work<T>,
    { reads = false, first }: TransactionKind,
  ): Promise<T> {
    // REPEATABLE READ sees one state; what writes waits for locks, and must see what others did meanwhile.
    const begun = client.query<Row>(
      `BEGIN ISOLATION LEVEL ${reads ? 'REPEATABLE READ READ ONLY' : 'READ COMMITTED READ WRITE'};
       SET LOCAL search_path = ${this.#schema}, pg_catalog, pg_temp;
       SET LOCAL statement_timeout = ${Math.max(1, Math.ceil(deadline - Date.now()))};
       SET LOCAL idle_in_transaction_session_timeout = ${LEFT_ALONE};${reads ? '' : `${ON_DISK};`}${first ?? ''}`,
    );
    const { rows } = await last(begun);
    const value = await work(client, first === undefined ? [] : rows);
    // A commit is not given up halfway: the server would say that it is done although its standbys do not have it.
    const { command } = await last(client.query('SET LOCAL statement_timeout = 0; COMMIT'));
    if (command !== 'COMMIT') throw this.#failure('the transaction was not committed');
    return value;
  }

  #failure(why: string): TwinsealError {
    return new TwinsealError('STORE_FAILED', `${this.#who} failed: ${why}`);
  }
}

/**
 * What was acknowledged is on disk, even where the database or the role has `synchronous_commit = off`; a stronger setting stays.
 * @see https://www.postgresql.org/docs/current/runtime-config-wal.html#GUC-SYNCHRONOUS-COMMIT
 */
const ON_DISK = `SELECT set_config('synchronous_commit', 'on', true) WHERE current_setting('synchronous_commit') = 'off'`;

/** Several statements in one text have several results, of which the types know nothing. */
async function last<T>(results: Promise<T>): Promise<T> {
  const given: T | readonly T[] = await results;
  const [only = given as T] = Array.isArray(given) ? given.slice(-1) : [];
  return only;
}

async function rolledBack(client: ClientBase): Promise<boolean> {
  const bounds = uncancelled(Date.now() + ROLLING_BACK);
  return await inTime(client.query('ROLLBACK'), bounds).then(
    () => true,
    () => false,
  );
}

/** A URL that the driver can read, or a word that does not repeat it. */
function requirePostgresUrl(url: string): string {
  const refused = (why: string) =>
    new TwinsealError('SETTINGS_INVALID', `the URL of PostgreSQL (store.urlFile or store.urlVariable) ${why}`);
  if (!/^postgres(?:ql)?:\/\/\S+$/.test(url))
    throw refused('is not of the form postgres://USER:PASSWORD@HOST/DATABASE');
  try {
    new pg.Client({ connectionString: url });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
    throw refused(`cannot be used${code}: is every special character percent-encoded, and is sslrootcert a file?`);
  }
  return url;
}
