import { randomUUID } from 'node:crypto';
import pg, { type ClientBase, type Pool } from 'pg';
import { type ConstructorOptions, PgBoss } from 'pg-boss';
import type { Call } from '../../ports/call.ts';
import type { JobQueue, LeasedJob } from '../../ports/job-queue.ts';
import { LEASE_MILLIS } from './job-row.ts';
import { postgresJobOperations } from './postgres-job-operations.ts';
import { BOSS_SCHEMA, prepareJobTables } from './postgres-job-schema.ts';
import { inTransaction, withinCall } from './postgres-transaction.ts';

type BossDatabase = NonNullable<ConstructorOptions['db']>;

const OFFERS = 'offers';
const CONNECTIONS = 4;

/**
 * Opens the queue in a PostgreSQL database. Our tables say what is true of a job; pg-boss carries the offers to workers: one
 * when a job is taken, and one for the moment when a lease would run out, all in the transaction that they belong to.
 *
 * @param url - `postgres://user:password@host/database`, never shown
 * @param lease - milliseconds for which a worker holds a job without renewing
 * @throws TwinsealError `STORE_FAILED`, `TIMEOUT`, `ABORTED`
 * @example const queue = await openPostgresJobs(url, call)
 */
export async function openPostgresJobs(url: string, call: Call, lease: number = LEASE_MILLIS): Promise<JobQueue> {
  const pool = new pg.Pool({ connectionString: url, max: CONNECTIONS, application_name: 'twinseal jobs' });
  // A connection that breaks while it is idle is replaced by the pool; whoever needs one is told then.
  pool.on('error', () => undefined);
  const boss = new PgBoss({ db: asDatabase(pool), schema: BOSS_SCHEMA, schedule: false });
  boss.on('error', () => undefined);
  let closed = false;
  const close = async (): Promise<void> => {
    if (closed) return;
    closed = true;
    await boss.stop({ graceful: false }).catch(() => undefined);
    await pool.end();
  };
  try {
    await withinCall(async () => {
      await inTransaction(pool, prepareJobTables);
      await boss.start();
      await boss.createQueue(OFFERS);
    }, call);
  } catch (error) {
    await close();
    throw error;
  }
  const run = <T>(
    work: (operations: ReturnType<typeof postgresJobOperations>) => Promise<T>,
    within: Call,
  ): Promise<T> =>
    withinCall(
      () => inTransaction(pool, (client) => work(postgresJobOperations(client, offersIn(boss, client), lease))),
      within,
    );
  return {
    submit: (job, within) => run((operations) => operations.submit(job), within),
    get: (id, within) => run((operations) => operations.get(id), within),
    list: (caller, before, limit, within) => run((operations) => operations.list(caller, before, limit), within),
    underWay: (caller, within) => run((operations) => operations.underWay(caller), within),
    events: (id, after, within) => run((operations) => operations.events(id, after), within),
    cancel: (id, within) => run((operations) => operations.cancel(id), within),
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
      const after = delay === 0 ? {} : { startAfter: new Date(Date.now() + delay) };
      await boss.send(OFFERS, { id }, { ...after, retryLimit: 100, db });
    },
    async take() {
      const [offer] = await boss.fetch<{ readonly id: string }>(OFFERS, { batchSize: 1, db });
      if (offer === undefined) return undefined;
      await boss.complete(OFFERS, offer.id, null, { db });
      return offer.data.id;
    },
  };
}

function asDatabase(queryable: Pool | ClientBase): BossDatabase {
  return { executeSql: async (text, values) => await queryable.query(text, values === undefined ? [] : [...values]) };
}
