import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ClientBase, Pool } from 'pg';
import { type ConstructorOptions, PgBoss } from 'pg-boss';
import type { Call } from '../../ports/call.ts';
import type { JobQueue, LeasedJob } from '../../ports/job-queue.ts';
import { inTime } from '../in-time.ts';
import { postgresFault } from '../postgres/postgres-fault.ts';
import { PostgresPool } from '../postgres/postgres-pool.ts';
import { LEASE_MILLIS } from './job-row.ts';
import { postgresJobOperations } from './postgres-job-operations.ts';
import { BOSS_SCHEMA, JOBS_SCHEMA, lockJobTables, prepareJobTables } from './postgres-job-schema.ts';

type BossDatabase = NonNullable<ConstructorOptions['db']>;

const OFFERS = 'offers';
const CONNECTIONS = 4;
const ITS_CONNECTIONS = 2;
const STOPPING = 2_000;
/** Seconds for which an offer waits for a worker; pg-boss would forget it after two weeks. */
const KEPT = 10 * 365 * 86_400;
const WHO = 'the queue of jobs in PostgreSQL';

/**
 * Opens the queue in a PostgreSQL database. Our tables say what is true of a job; pg-boss carries the offers to workers: one
 * when a job is taken, and one for the moment when a lease would run out, all in the transaction that they belong to.
 *
 * @param url - `postgres://user:password@host/database`, never shown
 * @param lease - milliseconds for which a worker holds a job without renewing
 * @throws TwinsealError `SETTINGS_INVALID`, `STORE_FAILED`, `TIMEOUT`, `ABORTED`
 * @example const queue = await openPostgresJobs(url, call)
 */
export async function openPostgresJobs(url: string, call: Call, lease: number = LEASE_MILLIS): Promise<JobQueue> {
  const pool = new PostgresPool(url, { who: WHO, connections: CONNECTIONS, schema: JOBS_SCHEMA });
  // Apart: what pg-boss asks by itself has no deadline of ours.
  const own = new PostgresPool(url, { who: WHO, connections: ITS_CONNECTIONS, schema: BOSS_SCHEMA });
  const boss = new PgBoss({ db: asDatabase(own.raw), schema: BOSS_SCHEMA, schedule: false });
  boss.on('error', () => undefined);
  let closed = false;
  const close = async (): Promise<void> => {
    if (closed) return;
    closed = true;
    // It waits for the database to answer, which one that is stopped does not.
    await Promise.race([
      boss.stop({ graceful: false }).catch(() => undefined),
      sleep(STOPPING, undefined, { ref: false }),
    ]);
    await Promise.all([pool.close(), own.close()]);
  };
  try {
    await pool.transaction(call, prepareJobTables);
    // pg-boss locks too, but two that make its schema at the same time still fail.
    await pool.transaction(call, async (client) => {
      await client.query('SET LOCAL idle_in_transaction_session_timeout = 0');
      await lockJobTables(client);
      await boss.start();
      await boss.createQueue(OFFERS);
    });
  } catch (error) {
    await close();
    throw postgresFault(error, WHO);
  }
  const run = <T>(
    work: (operations: ReturnType<typeof postgresJobOperations>) => Promise<T>,
    within: Call,
  ): Promise<T> =>
    inTime(
      pool.transaction(within, (client) => work(postgresJobOperations(client, offersIn(boss, client), lease))),
      within,
      WHO,
    );
  return {
    submit: (job, within) => run((operations) => operations.submit(job), within),
    get: (id, within) => run((operations) => operations.get(id), within),
    list: (caller, before, limit, within) => run((operations) => operations.list(caller, before, limit), within),
    underWay: (caller, within) => run((operations) => operations.underWay(caller), within),
    counts: (within) => run((operations) => operations.counts(), within),
    events: (id, after, within) => run((operations) => operations.events(id, after), within),
    cancel: (id, within, by) => run((operations) => operations.cancel(id, by), within),
    unnoted: (skip, within) => run((operations) => operations.unnoted(skip), within),
    noted: (id, within) => run((operations) => operations.noted(id), within),
    async lease(worker, within) {
      const token = `${worker} ${randomUUID()}`;
      const job = await run((operations) => operations.lease(token), within);
      if (job === undefined) return undefined;
      const { id } = job;
      return {
        job,
        lease,
        renew: (call) => run((operations) => operations.renew(id, token), call),
        tell: ({ kind, text }, call) => run((operations) => operations.tell(id, token, kind, text), call),
        finish: (end, call) => run((operations) => operations.finish(id, token, end), call),
        giveBack: (why, call) => run((operations) => operations.giveBack(id, token, why), call),
      } satisfies LeasedJob;
    },
    close,
  };
}

/** Offers of jobs to workers, inside of one transaction. */
export interface Offers {
  /** @param delay - milliseconds before it can be taken @example await offers.send(id, 0) */
  send(id: string, delay: number): Promise<void>;
  /** The id of the next job that is offered; the offer is gone with the transaction. @example await offers.take() */
  take(): Promise<string | undefined>;
}

function offersIn(boss: PgBoss, client: ClientBase): Offers {
  const db = asDatabase(client);
  return {
    async send(id, delay) {
      // Seconds by the database's clock, as all that is said of leases: ours may be another.
      const after = delay === 0 ? {} : { startAfter: delay / 1000 };
      await boss.send(OFFERS, { id }, { ...after, retryLimit: 100, retentionSeconds: KEPT, db });
    },
    async take() {
      const [offer] = await boss.fetch<{ readonly id: string }>(OFFERS, { batchSize: 1, db });
      if (offer === undefined) return undefined;
      await boss.complete(OFFERS, offer.id, null, { db });
      return offer.data.id;
    },
  };
}

function asDatabase(queryable: Pick<Pool, 'query'> | ClientBase): BossDatabase {
  return { executeSql: async (text, values) => await queryable.query(text, values === undefined ? [] : [...values]) };
}
