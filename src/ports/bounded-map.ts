/** Weight of one entry beside its value: keys, pointers, time. */
const OVERHEAD = 512;

/**
 * A map in memory with a bound on what it holds; who was not asked for longest goes first. Entries may end by
 * themselves.
 */
export class BoundedMap<V> {
  readonly #entries = new Map<string, { readonly value: V; readonly weight: number; readonly until: number }>();
  readonly #most: number;
  readonly #now: () => number;
  #weight = 0;

  /** @param most - weight of all together, in bytes as far as they can be told; `now` gives milliseconds since 1970 */
  constructor(most: number, now: () => number) {
    this.#most = most;
    this.#now = now;
  }

  /** The value; undefined when there is none (any more). @example map.get(digest) */
  get(key: string): V | undefined {
    const found = this.#entries.get(key);
    if (found === undefined) return undefined;
    // Deleted and set again, a key stands last: the first one is the one that nobody asked for longest.
    this.#entries.delete(key);
    if (found.until <= this.#now()) {
      this.#weight -= found.weight;
      return undefined;
    }
    this.#entries.set(key, found);
    return found.value;
  }

  /**
   * Remembers a value; one that is heavier than a quarter of all is not worth what it would push out.
   * @param weight - bytes of the value
   * @param life - milliseconds; without it, for as long as there is room
   * @example map.set(digest, document, document.bytes.length)
   */
  set(key: string, value: V, weight: number, life = Number.POSITIVE_INFINITY): void {
    this.delete(key);
    const whole = weight + key.length * 2 + OVERHEAD;
    if (whole > this.#most / 4) return;
    this.#weight += whole;
    this.#entries.set(key, { value, weight: whole, until: this.#now() + life });
    for (const oldest of this.#entries.keys()) {
      if (this.#weight <= this.#most) break;
      this.delete(oldest);
    }
  }

  /** Forgets a value. @example map.delete(digest) */
  delete(key: string): void {
    const found = this.#entries.get(key);
    if (found === undefined) return;
    this.#entries.delete(key);
    this.#weight -= found.weight;
  }
}
