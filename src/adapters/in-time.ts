import { type Call, isLate } from '../ports/call.ts';
import { TwinsealError } from '../records/twinseal-error.ts';

/** The longest time that a timer takes. */
const LONGEST = 2 ** 31 - 1;

/**
 * Stops waiting at the deadline or on the signal; what was sent to the database may still be done.
 *
 * @param who - does not answer, for the message
 * @throws TwinsealError `TIMEOUT`, `ABORTED`; what the work throws
 * @example await inTime(backend.head(call), call, 'the store')
 */
export async function inTime<T>(work: Promise<T>, call: Call, who = 'the store'): Promise<T> {
  // An answer that comes after we left must not be an unhandled rejection.
  work.catch(() => undefined);
  const left = Math.min(Math.max(0, call.deadline - Date.now()), LONGEST);
  return await new Promise<T>((resolve, reject) => {
    const late = () => reject(new TwinsealError('TIMEOUT', `${who} did not answer in time`));
    const timer = setTimeout(late, left);
    const onAbort = () => {
      clearTimeout(timer);
      if (isLate(call, Date.now())) return late();
      reject(new TwinsealError('ABORTED', `${who} was asked by a caller who has gone`));
    };
    call.signal.addEventListener('abort', onAbort, { once: true });
    work.then(resolve, reject).finally(() => {
      clearTimeout(timer);
      call.signal.removeEventListener('abort', onAbort);
    });
  });
}
