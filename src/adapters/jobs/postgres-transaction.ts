import type { ClientBase, Pool } from 'pg';
import type { Call } from '../../ports/call.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';

/**
 * Does work in one transaction: all of it, or nothing.
 * @throws what the work or PostgreSQL throws
 * @example await inTransaction(pool, (client) => client.query('SELECT 1'))
 */
export async function inTransaction<T>(pool: Pool, work: (client: ClientBase) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken = false;
  try {
    await client.query('BEGIN');
    const value = await work(client);
    await client.query('COMMIT');
    return value;
  } catch (error) {
    await client.query('ROLLBACK').catch(() => (broken = true));
    throw error;
  } finally {
    client.release(broken);
  }
}

/**
 * Waits for a database until the call is over; what was sent may still be done.
 * @throws TwinsealError `ABORTED`, `TIMEOUT`; `STORE_FAILED` for what the database throws
 * @example await withinCall(pool.query('SELECT 1'), call)
 */
export async function withinCall<T>(work: () => Promise<T>, call: Call): Promise<T> {
  if (call.signal.aborted) throw new TwinsealError('ABORTED', 'the queue of jobs was asked by a caller who has gone');
  const left = Math.min(Math.max(0, call.deadline - Date.now()), 2 ** 31 - 1);
  return await new Promise<T>((resolve, reject) => {
    const leave = (code: 'ABORTED' | 'TIMEOUT', what: string) =>
      reject(new TwinsealError(code, `the queue of jobs ${what}`));
    const timer = setTimeout(() => leave('TIMEOUT', 'did not answer in time'), left);
    const onAbort = (): void => leave('ABORTED', 'was asked by a caller who has gone');
    call.signal.addEventListener('abort', onAbort, { once: true });
    work()
      .then(resolve, (cause: unknown) => {
        const why = cause instanceof Error ? cause.message : String(cause);
        reject(
          cause instanceof TwinsealError
            ? cause
            : new TwinsealError('STORE_FAILED', `the queue of jobs in PostgreSQL failed: ${why}`, { cause }),
        );
      })
      .finally(() => {
        clearTimeout(timer);
        call.signal.removeEventListener('abort', onAbort);
      });
  });
}
