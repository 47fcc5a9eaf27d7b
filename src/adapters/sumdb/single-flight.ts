import type { Call } from '../../ports/call.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import { checkCall } from '../call-guard.ts';

/**
 * Lets work that several callers want at the same time run once. Who waits for another's work gives up at his own time, and
 * does it himself when only the other one gave up.
 * @example await flights.run('tile/8/1/007', () => fetchTile(call), call)
 */
export class SingleFlight<T> {
  readonly #under = new Map<string, Promise<T>>();

  /**
   * The result of the work, this caller's or another's that is under way for the same key.
   * @throws what the work throws; TwinsealError `ABORTED`, `TIMEOUT` for this caller's own call
   */
  async run(key: string, work: () => Promise<T>, call: Call): Promise<T> {
    for (;;) {
      const other = this.#under.get(key);
      if (other === undefined) {
        const own = work().finally(() => this.#under.delete(key));
        this.#under.set(key, own);
        return await own;
      }
      try {
        return await untilStopped(other, call);
      } catch (error) {
        checkCall(call, 'waiting for the checksum database');
        if (!(error instanceof TwinsealError && (error.code === 'ABORTED' || error.code === 'TIMEOUT'))) throw error;
      }
    }
  }
}

async function untilStopped<T>(work: Promise<T>, call: Call): Promise<T> {
  let stop = (): void => undefined;
  const stopped = new Promise<never>((_, reject) => {
    const give = (): void => reject(new TwinsealError('ABORTED', 'waiting for the checksum database was cancelled'));
    const timer = setTimeout(give, Math.min(Math.max(1, call.deadline - Date.now() + 1), 2 ** 31 - 1));
    call.signal.addEventListener('abort', give, { once: true });
    stop = () => {
      clearTimeout(timer);
      call.signal.removeEventListener('abort', give);
    };
  });
  try {
    return await Promise.race([work, stopped]);
  } finally {
    stop();
  }
}
