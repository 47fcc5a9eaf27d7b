import { TwinsealError } from '../records/twinseal-error.ts';
import type { Call } from './call.ts';

/** One piece of work under way, and how many wait for it. */
interface Flight<T> {
  readonly result: Promise<T>;
  readonly stop: AbortController;
  waiting: number;
}

/** Why work is stopped; made once, since it mostly has ended by then and nobody reads it. */
const OVER = new DOMException('nobody waits for it any more', 'AbortError');

/**
 * Lets callers who ask for the same at the same time share one piece of work. It has a deadline of its own, so that it
 * neither dies with the caller who came first nor inherits the little time that one had left; it ends when nobody waits.
 * Nothing is remembered: who comes after it ended begins anew.
 */
export class SharedCalls<T> {
  readonly #flights = new Map<string, Flight<T>>();
  readonly #limit: number;
  readonly #now: () => number;

  /** @param limit - milliseconds for one piece of work; `now` gives milliseconds since 1970 */
  constructor(limit: number, now: () => number) {
    this.#limit = limit;
    this.#now = now;
  }

  /**
   * Does the work, or waits for whoever does it already.
   *
   * @param key - names the work
   * @param taken - is told the result before the caller counts as gone, so that what belongs to the result can be held in time
   * @throws TwinsealError `TIMEOUT` when the work ran out of its own time; what the work throws; the reason of the
   *   caller's own signal
   * @example await shared.run(digest, (call) => reader.manifest(digest, call), call)
   */
  async run(
    key: string,
    work: (call: Call) => Promise<T>,
    call: Call,
    taken: (result: T) => void = () => {},
  ): Promise<T> {
    call.signal.throwIfAborted();
    const flight = this.#flights.get(key) ?? this.#begin(key, work);
    flight.waiting++;
    try {
      const result = await unlessAborted(flight.result, call.signal);
      taken(result);
      return result;
    } finally {
      flight.waiting--;
      if (flight.waiting === 0) this.#leave(key, flight);
    }
  }

  #begin(key: string, work: (call: Call) => Promise<T>): Flight<T> {
    const stop = new AbortController();
    const late = AbortSignal.timeout(this.#limit);
    const signal = AbortSignal.any([stop.signal, late]);
    const result = work({ signal, deadline: this.#now() + this.#limit }).catch((error: unknown) => {
      if (!late.aborted || error instanceof TwinsealError) throw error;
      throw new TwinsealError('TIMEOUT', 'time ran out before there was an answer; try again', { cause: error });
    });
    const flight = { result, stop, waiting: 0 };
    const end = (): void => this.#forget(key, flight);
    result.then(end, end);
    this.#flights.set(key, flight);
    return flight;
  }

  #leave(key: string, flight: Flight<T>): void {
    this.#forget(key, flight);
    // Whoever set something aside for all who wait gives it back by this signal.
    flight.stop.abort(OVER);
  }

  #forget(key: string, flight: Flight<T>): void {
    if (this.#flights.get(key) === flight) this.#flights.delete(key);
  }
}

function unlessAborted<T>(result: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const gone = (): void => reject(signal.reason);
    signal.addEventListener('abort', gone, { once: true });
    result.then(resolve, reject).finally(() => signal.removeEventListener('abort', gone));
  });
}
