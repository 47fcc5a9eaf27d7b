import type { Call } from '../../ports/call.ts';
import { NetworkFault } from './faults.ts';
import type { RegistryLimits } from './limits.ts';
import type { RegistryRequest, RegistryResponse, Transport } from './transport.ts';

const AGAIN = new Set([429, 500, 502, 503, 504]);
const LONGEST = 30_000;

/**
 * Repeats requests that may be repeated: after a cut connection, a 429 or a 5xx, each time later, never past the
 * deadline, and when the registry says so. The last answer or fault is what the caller gets; such a fault is not transient
 * any more, so that repeats around these do not multiply them.
 * @example new RetryingTransport(inner, { retries: 3, backoff: 500 })
 * @see RFC 9110 section 10.2.3 (Retry-After); RFC 6585 section 4 (429)
 */
export class RetryingTransport implements Transport {
  readonly #inner: Transport;
  readonly #limits: Pick<RegistryLimits, 'retries' | 'backoff'>;

  /** @param limits - further attempts, and milliseconds before the first of them */
  constructor(inner: Transport, limits: Pick<RegistryLimits, 'retries' | 'backoff'>) {
    this.#inner = inner;
    this.#limits = limits;
  }

  /** As {@link Transport.send}, again where that may help. @throws TwinsealError the fault of the last attempt */
  async send(request: RegistryRequest, call: Call): Promise<RegistryResponse> {
    if (!request.repeatable) return this.#inner.send(request, call);
    for (let attempt = 0; ; attempt++) {
      const result = await this.#attempt(request, call);
      const wait = this.#waitAfter(result, attempt);
      if (wait === undefined || Date.now() + wait >= call.deadline || call.signal.aborted) {
        if (result instanceof NetworkFault) throw new NetworkFault(result.message, false, result.cause);
        return result;
      }
      if (!(result instanceof NetworkFault)) result.discard();
      await sleep(wait, call.signal);
    }
  }

  async #attempt(request: RegistryRequest, call: Call): Promise<RegistryResponse | NetworkFault> {
    try {
      return await this.#inner.send(request, call);
    } catch (error) {
      if (error instanceof NetworkFault && error.transient) return error;
      throw error;
    }
  }

  // Milliseconds until the next attempt; undefined when there is none.
  #waitAfter(result: RegistryResponse | NetworkFault, attempt: number): number | undefined {
    if (attempt >= this.#limits.retries) return undefined;
    const backoff = this.#limits.backoff * 2 ** attempt * (0.75 + Math.random() / 2);
    if (result instanceof NetworkFault) return Math.min(backoff, LONGEST);
    if (!AGAIN.has(result.status)) return undefined;
    const asked = retryAfter(result.headers['retry-after'], Date.now());
    return asked === undefined ? Math.min(backoff, LONGEST) : Math.max(asked, backoff);
  }
}

/**
 * Milliseconds that a `Retry-After` asks to wait; undefined when it is absent or malformed.
 * @see RFC 9110 section 10.2.3
 * @example retryAfter('2', Date.now()) // 2000
 */
export function retryAfter(value: string | undefined, now: number): number | undefined {
  if (value === undefined) return undefined;
  if (/^[0-9]{1,9}$/.test(value)) return Number(value) * 1000;
  const date = /GMT$/.test(value) ? Date.parse(value) : Number.NaN;
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

/** Waits, at most until the signal aborts. @example await sleep(500, call.signal) */
export async function sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  await new Promise<void>((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    signal.addEventListener('abort', done, { once: true });
  });
}
