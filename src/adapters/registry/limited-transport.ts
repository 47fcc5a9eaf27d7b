import type { Call } from '../../ports/call.ts';
import { stoppedBy, withinCall } from './faults.ts';
import type { RegistryRequest, RegistryResponse, Transport } from './transport.ts';

/**
 * Lets only so many requests wait for an answer at once. Requests with a body have places of their own: one may be fed
 * by the answer to a request without, and must not wait for a place that it holds itself.
 * @example new LimitedTransport(new HttpTransport(30_000), 6)
 */
export class LimitedTransport implements Transport {
  readonly #inner: Transport;
  readonly #reads: Places;
  readonly #writes: Places;

  /** @param parallel - requests that wait for an answer at once, of each kind */
  constructor(inner: Transport, parallel: number) {
    this.#inner = inner;
    this.#reads = new Places(parallel);
    this.#writes = new Places(parallel);
  }

  /**
   * As {@link Transport.send}, once there is a place.
   * @throws TwinsealError `ABORTED` or `TIMEOUT` when the wait took too long
   */
  async send(request: RegistryRequest, call: Call): Promise<RegistryResponse> {
    const places = request.body === undefined ? this.#reads : this.#writes;
    const { host } = request.url;
    await places.take(call, host);
    try {
      const stopped = stoppedBy(call, host);
      if (stopped !== undefined) throw stopped;
      return await this.#inner.send(request, call);
    } finally {
      places.give();
    }
  }
}

class Places {
  #free: number;
  // In the order in which they came.
  readonly #waiting = new Set<() => void>();

  constructor(free: number) {
    this.#free = free;
  }

  async take(call: Call, host: string): Promise<void> {
    if (this.#free > 0) {
      this.#free--;
      return;
    }
    const place = Promise.withResolvers<void>();
    this.#waiting.add(place.resolve);
    try {
      await withinCall(place.promise, call, host);
    } catch (error) {
      // Not waiting any more: the place was given at the moment the call ended, and goes on to the next.
      if (!this.#waiting.delete(place.resolve)) this.give();
      throw error;
    }
  }

  give(): void {
    const [next] = this.#waiting;
    if (next === undefined) {
      this.#free++;
      return;
    }
    this.#waiting.delete(next);
    next();
  }
}
