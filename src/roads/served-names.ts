import { RecencyMap } from '../ports/recency-map.ts';

/** What somebody had of late. */
interface Served {
  /** Number of the last turn. */
  readonly turn: number;
  /** Milliseconds of turns at a moment; half of them are forgotten every minute. */
  readonly used: number;
  readonly at: number;
}

const FORGOTTEN = 60_000;
/** Names that are remembered. */
const MOST = 4_096;

/**
 * Who had how much of late, by name and in bounded memory: who is forgotten counts as if he had had nothing.
 * @example const served = new ServedNames(); served.begin('registry.example.com', 1, now)
 */
export class ServedNames {
  readonly #served = new RecencyMap<Served>();

  /** A turn began. @param turn - larger than those before @example served.begin(name, 7, now) */
  begin(name: string, turn: number, now: number): void {
    this.#set(name, { turn, used: this.#used(name, now), at: now });
  }

  /** A turn ended that took so many milliseconds. @example served.end(name, 250, now) */
  end(name: string, milliseconds: number, now: number): void {
    const turn = this.#served.peek(name)?.turn ?? 0;
    this.#set(name, { turn, used: this.#used(name, now) + Math.max(0, milliseconds), at: now });
  }

  /** Below 0 where the first had less time of late, or as much and his last turn before the other's. @example served.compare(a, b, now) */
  compare(a: string, b: string, now: number): number {
    return (
      this.#used(a, now) - this.#used(b, now) || (this.#served.peek(a)?.turn ?? 0) - (this.#served.peek(b)?.turn ?? 0)
    );
  }

  #set(name: string, served: Served): void {
    if (this.#served.size >= MOST && this.#served.peek(name) === undefined) {
      const [oldest] = this.#served.leaving();
      if (oldest !== undefined) this.#served.delete(oldest[0]);
    }
    this.#served.set(name, served);
  }

  #used(name: string, now: number): number {
    const served = this.#served.peek(name);
    return served === undefined ? 0 : served.used * 2 ** (Math.min(0, served.at - now) / FORGOTTEN);
  }
}
