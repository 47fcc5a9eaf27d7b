import type { Call } from '../../ports/call.ts';
import { stoppedBy } from './faults.ts';
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
    await places.take();
    try {
      const stopped = stoppedBy(call, request.url.host);
      if (stopped !== undefined) throw stopped;
      return await this.#inner.send(request, call);
    } finally {
      places.give();
    }
  }
}

class Places {
  #free: number;
  readonly #waiting: (() => void)[] = [];

  constructor(free: number) {
    this.#free = free;
  }

  async take(): Promise<void> {
    if (this.#free > 0) {
      this.#free--;
      return;
    }
    await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  give(): void {
    const next = this.#waiting.shift();
    if (next === undefined) this.#free++;
    else next();
  }
}
