import { BoundedMap } from '../ports/bounded-map.ts';
import type { Call } from '../ports/call.ts';
import type { Clock } from '../ports/clock.ts';
import type { RevocationQuestion, RevocationSource } from '../ports/revocation.ts';
import { SharedCalls } from '../ports/shared-calls.ts';

/** Bytes of all answers together; one may have a quarter of them. */
const MEMORY = 64 * 2 ** 20;
/** Milliseconds for one question that several wait for; the source ends sooner by itself. */
const LONGEST = 10_000;
/** Milliseconds: some lists say that they are the newest for half a year, and are replaced all the same. */
const MOST = 60 * 60 * 1000;

type Answered = Awaited<ReturnType<RevocationSource['ask']>>;

/**
 * A source of which each question is asked once, however many wait for it. What was found to hold is kept in memory until it
 * ends, an hour at most; nothing else is, so that neither junk nor a failure outlives its moment.
 */
export class RememberedRevocation implements RevocationSource {
  readonly #inner: RevocationSource;
  readonly #clock: Clock;
  readonly #kept: BoundedMap<Uint8Array>;
  readonly #asking: SharedCalls<Answered>;

  /** @param inner - asks @param clock - `now` gives milliseconds since 1970 */
  constructor(inner: RevocationSource, clock: Clock) {
    this.#inner = inner;
    this.#clock = clock;
    this.#kept = new BoundedMap(MEMORY, () => clock.now());
    this.#asking = new SharedCalls(LONGEST, () => clock.now());
  }

  /** As {@link RevocationSource.ask}. */
  async ask(question: RevocationQuestion, call: Call): Promise<Answered> {
    const key = keyOf(question);
    const bytes = this.#kept.get(key);
    if (bytes !== undefined) return { bytes };
    return await this.#asking.run(key, (shared) => this.#inner.ask(question, shared), call);
  }

  /**
   * Keeps an answer that was found to hold.
   * @param until - seconds since 1970
   * @example source.keep(question, bytes, answer.valid.until)
   */
  keep(question: RevocationQuestion, bytes: Uint8Array, until: number): void {
    const life = Math.min(MOST, until * 1000 - this.#clock.now());
    const key = keyOf(question);
    if (life > 0 && this.#kept.get(key) !== bytes) this.#kept.set(key, bytes, bytes.length, life);
  }
}

function keyOf(question: RevocationQuestion): string {
  const { kind, address } = question;
  return kind === 'crl' ? `crl ${address}` : `ocsp ${address} ${Buffer.from(question.request).toString('base64')}`;
}
