import { BoundedMap } from './bounded-map.ts';

/** So much, within so many milliseconds. */
export interface Allowance {
  readonly most: number;
  readonly window: number;
}

/** What is left of an allowance. */
export interface Remaining {
  /** Whether this one was granted. */
  readonly granted: boolean;
  /** Whole units that are left. */
  readonly left: number;
  /** Milliseconds until one more is granted; 0 when one is left. */
  readonly wait: number;
  /** Milliseconds until all is there again. */
  readonly whole: number;
}

interface Bucket {
  /** Units times milliseconds of the window, so that all of this is whole numbers. */
  readonly stock: number;
  /** Milliseconds since 1970 at which it was so. */
  readonly at: number;
}

/** Weight of a bucket beside its key. */
const WEIGHT = 64;

/**
 * Allowances by name, as buckets that fill steadily: within any time T at most `most + most * T / window` are granted. The
 * memory that they take is bounded; a name that was pushed out of it begins anew with all of its allowance.
 */
export class Allowances {
  readonly #buckets: BoundedMap<Bucket>;
  readonly #now: () => number;

  /** @param most - bytes for all buckets; `now` gives milliseconds since 1970, and may jump either way */
  constructor(most: number, now: () => number) {
    this.#buckets = new BoundedMap(most, now);
    this.#now = now;
  }

  /** Takes one, when there is one. @example allowances.take('ci', { most: 6000, window: 60_000 }).granted */
  take(name: string, allowance: Allowance): Remaining {
    const now = this.#now();
    const stock = this.#stock(name, allowance, now);
    const granted = stock >= allowance.window;
    const left = granted ? stock - allowance.window : stock;
    // A bucket that is full again says nothing: then it may be forgotten.
    if (granted) this.#buckets.set(name, { stock: left, at: now }, WEIGHT, allowance.window);
    return remaining(left, granted, allowance);
  }

  /** What {@link take} would say, without taking. @example allowances.look('192.0.2.1', { most: 30, window: 60_000 }).wait */
  look(name: string, allowance: Allowance): Remaining {
    const stock = this.#stock(name, allowance, this.#now());
    return remaining(stock, stock >= allowance.window, allowance);
  }

  #stock(name: string, { most, window }: Allowance, now: number): number {
    const bucket = this.#buckets.get(name);
    if (bucket === undefined) return most * window;
    if (now < bucket.at) {
      // The clock was set back: filling begins anew now, and not when it has caught up.
      this.#buckets.set(name, { stock: bucket.stock, at: now }, WEIGHT, window);
      return bucket.stock;
    }
    return Math.min(most * window, bucket.stock + (now - bucket.at) * most);
  }
}

function remaining(stock: number, granted: boolean, { most, window }: Allowance): Remaining {
  return {
    granted,
    left: Math.floor(stock / window),
    wait: Math.max(0, Math.ceil((window - stock) / most)),
    whole: Math.ceil((most * window - stock) / most),
  };
}
