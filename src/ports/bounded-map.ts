import { RecencyMap } from './recency-map.ts';

/**
 * Share of its life after which a value that is still asked for should be renewed: between these two, for each value its own. What was
 * first asked for together, such as the images of a pod, would else be renewed together for ever.
 */
const AGING = { from: 0.5, to: 0.7 } as const;

const GOLDEN = (Math.sqrt(5) - 1) / 2;

/** Weight of one entry beside its value: keys, pointers, time. */
const OVERHEAD = 512;

interface Entry<V> {
  readonly value: V;
  readonly weight: number;
  /** Milliseconds since 1970 at which it was set, and those that it lives. */
  readonly since: number;
  readonly life: number;
  /** Milliseconds of age from which on it should be renewed. */
  readonly fresh: number;
}

/**
 * A map in memory with a bound on what it holds; what was not asked for of late goes first. Entries may end by themselves.
 */
export class BoundedMap<V> {
  readonly #entries = new RecencyMap<Entry<V>>();
  readonly #most: number;
  readonly #now: () => number;
  #weight = 0;
  #spread = 0;

  /** @param most - weight of all together, in bytes as far as they can be told; `now` gives milliseconds since 1970 */
  constructor(most: number, now: () => number) {
    this.#most = most;
    this.#now = now;
  }

  /** The value; undefined when there is none (any more). @example map.get(digest) */
  get(key: string): V | undefined {
    const found = this.#entries.get(key);
    if (found === undefined) return undefined;
    // Where the clock was set back, nobody can tell how old it is: what was to live for seconds must not live for hours.
    const age = this.#now() - found.since;
    if (age < found.life && (age >= 0 || found.life === Number.POSITIVE_INFINITY)) return found.value;
    this.delete(key);
    return undefined;
  }

  /**
   * Whether most of the life of a value is over: whoever renews it now, while it still holds, lets nobody wait for that.
   * @example if (map.isAging(key)) void renew(key)
   */
  isAging(key: string): boolean {
    const found = this.#entries.peek(key);
    return found !== undefined && this.#now() - found.since >= found.fresh;
  }

  /**
   * Remembers a value; one that is heavier than a quarter of all is not worth what it would push out.
   * @param weight - bytes of the value
   * @param life - milliseconds; without it, for as long as there is room
   * @example map.set(digest, document, document.bytes.length)
   */
  set(key: string, value: V, weight: number, life = Number.POSITIVE_INFINITY): void {
    const whole = weight + key.length * 2 + OVERHEAD;
    if (whole > this.#most / 4) {
      this.delete(key);
      return;
    }
    this.#weight += whole - (this.#entries.peek(key)?.weight ?? 0);
    if (this.#weight > this.#most) this.#makeRoom(key);
    // The next of a sequence that leaves no two near each other, and needs no chance: multiples of the golden ratio.
    this.#spread = (this.#spread + GOLDEN) % 1;
    const fresh = life * (AGING.from + (AGING.to - AGING.from) * this.#spread);
    this.#entries.set(key, { value, weight: whole, since: this.#now(), life, fresh });
  }

  #makeRoom(beside: string): void {
    for (const [key] of this.#entries.leaving(beside)) {
      this.delete(key);
      if (this.#weight <= this.#most) break;
    }
  }

  /** Forgets a value. @example map.delete(digest) */
  delete(key: string): void {
    const found = this.#entries.peek(key);
    if (found === undefined) return;
    this.#entries.delete(key);
    this.#weight -= found.weight;
  }
}
