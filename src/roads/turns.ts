import { LinkedList } from '../ports/linked-list.ts';
import { TwinsealError } from '../records/twinseal-error.ts';
import { ServedNames } from './served-names.ts';

/** For how long a turn is held while somebody waits. */
export interface TurnTimes {
  /** Milliseconds; only differences count. @example times.now() */
  now(): number;
  /** Milliseconds after which a turn goes to whoever waits, and its holder goes on beside, while fewer than `beside` do. */
  readonly quantum: number;
  readonly beside: number;
  /** Bytes a second that a holder has to bring meanwhile; one that lags behind is ended after a quantum. */
  readonly pace?: number;
  /** Milliseconds after which its holder is ended, so that somebody else may begin. */
  readonly longest: number;
  /** Is told that somebody was ended. @example times.ended?.() */
  ended?(): void;
}

/** How turns are shared out. */
export interface TurnShares {
  /** Turns at one time. */
  readonly width: number;
  /** Those that one name may have, beside or not; all of them unless given. */
  readonly share?: number;
  /** Without them, a turn is held until it is given back. */
  readonly times?: TurnTimes;
}

/** A turn that has come. */
export interface Turn {
  /** Fires with a `CROWDED` when the turn was held for too long while others waited. */
  readonly signal: AbortSignal;
  /** What was done since the last time. @example turn.progress(chunk.length) */
  progress(bytes: number): void;
  /** From now on the turn is not ended: what remains to be done no longer hangs on somebody else. @example turn.keep() */
  keep(): void;
  /** Gives it back; once counts. @example turn.end() */
  end(): void;
}

/** Whose turn it is: `registry.example.com/team/app` is a name in the group `registry.example.com`. */
interface Waiting {
  readonly name: string;
  enter(): void;
}

interface Holding {
  readonly name: string;
  readonly since: number;
  readonly stop: AbortController;
  beside: boolean;
  kept: boolean;
  /** Bytes since then. */
  bytes: number;
  mark: number;
}

/** Names that may be counted without having a turn. */
const MANY = 1_024;
/** One of so many turns goes to whoever waits longest. */
const OLDEST_EVERY = 8;

/**
 * Lets only so many pieces of work run at one time. Who waits is served in turn: the group (a registry) that has the fewest turns, of
 * those the one that had least time of late, in it the name (a repository) likewise, so that nobody can put others off by asking often. Every
 * eighth turn goes to whoever waits longest, so that nobody can do it with ever new names either.
 * @example const walks = new Turns({ width: 2 }); await walks.run(repository, () => reportImage(image, call), call.signal)
 */
export class Turns {
  readonly #shares: TurnShares;
  readonly #waiting = new LinkedList<Waiting>();
  readonly #holding = new LinkedList<Holding>();
  /** Turns of each name and group that has some, or had some lately. */
  readonly #held = new Map<string, number>();
  #beside = 0;
  /** What groups and names had of late. */
  readonly #served = new ServedNames();
  #granted = 0;
  /** What will have it looked again, and when. */
  #alarm: { readonly at: number } | undefined;

  /** @param shares - how many at one time, and how many for one name */
  constructor(shares: TurnShares) {
    this.#shares = shares;
  }

  /**
   * Runs the work when its turn has come.
   * @param name - who is served in turn; what stands before its first `/` is its group
   * @param work - is given the turn; its signal ends it when it was held for too long while others waited
   * @throws the reason of the signal, when it ends the wait; TwinsealError `CROWDED` when the turn was ended
   * @example await turns.run('registry.example.com/team/app', work, call.signal)
   */
  async run<T>(name: string, work: (turn: Turn) => Promise<T>, signal: AbortSignal): Promise<T> {
    const turn = await this.take(name, signal);
    try {
      return await work(turn);
    } catch (error) {
      turn.signal.throwIfAborted();
      throw error;
    } finally {
      turn.end();
    }
  }

  /**
   * A turn, when it has come.
   * @throws the reason of the signal, when it ends the wait
   * @example const turn = await turns.take('registry.example.com/team/app', call.signal)
   */
  async take(name: string, signal: AbortSignal): Promise<Turn> {
    signal.throwIfAborted();
    return await new Promise<Turn>((resolve, reject) => {
      const leave = (): void => {
        leaveLine();
        signal.removeEventListener('abort', gone);
      };
      const gone = (): void => {
        leave();
        reject(signal.reason);
      };
      const waiting: Waiting = {
        name,
        enter: () => {
          leave();
          resolve(this.#hold(name));
        },
      };
      const leaveLine = this.#waiting.append(waiting);
      signal.addEventListener('abort', gone, { once: true });
      this.#serve();
    });
  }

  /** A turn that is free at once; undefined when there is none for that name. @example turns.takeNow(repository)?.end() */
  takeNow(name: string): Turn | undefined {
    if (this.#isFull() || !this.#mayHave(name)) return undefined;
    return this.#hold(name);
  }

  #hold(name: string): Turn {
    const now = this.#now();
    const holding: Holding = {
      name,
      since: now,
      stop: new AbortController(),
      beside: false,
      kept: false,
      bytes: 0,
      mark: now,
    };
    const leave = this.#holding.append(holding);
    this.#granted++;
    for (const each of [groupOf(name), name]) {
      this.#count(each, 1);
      this.#served.begin(each, this.#granted, now);
    }
    return {
      signal: holding.stop.signal,
      progress: (bytes) => {
        holding.bytes += bytes;
      },
      keep: () => {
        holding.kept = true;
      },
      end: () => {
        if (leave()) this.#end(holding);
      },
    };
  }

  #end(holding: Holding): void {
    const { name, beside, since } = holding;
    const now = this.#now();
    if (beside) this.#beside--;
    for (const each of [groupOf(name), name]) {
      this.#served.end(each, now - since, now);
      this.#count(each, -1);
    }
    this.#serve();
  }

  /** Lets in whoever may enter now. */
  #serve(): void {
    for (;;) {
      const next = this.#next();
      if (next === undefined) return;
      if (this.#isFull() && !this.#makeRoom()) return;
      next.enter();
    }
  }

  #isFull(): boolean {
    return this.#holding.size - this.#beside >= this.#shares.width;
  }

  #mayHave(name: string): boolean {
    return this.#has(name) < (this.#shares.share ?? Number.POSITIVE_INFINITY);
  }

  #now(): number {
    return this.#shares.times?.now() ?? 0;
  }

  #has(name: string): number {
    return this.#held.get(name) ?? 0;
  }

  #count(name: string, by: number): void {
    this.#held.set(name, this.#has(name) + by);
    // Whoever asks over and over stays: names that come and go with each request would be dear (see {@link LinkedList}).
    if (this.#held.size <= MANY + 2 * this.#holding.size) return;
    for (const [each, count] of this.#held) if (count === 0) this.#held.delete(each);
  }

  #next(): Waiting | undefined {
    const able = [...this.#waiting].filter(({ name }) => this.#mayHave(name));
    if (this.#granted % OLDEST_EVERY === OLDEST_EVERY - 1) return able[0];
    const now = this.#now();
    const less = (a: string, b: string): number => this.#has(a) - this.#has(b) || this.#served.compare(a, b, now);
    return able.reduce<Waiting | undefined>((best, one) => {
      if (best === undefined) return one;
      return (less(groupOf(one.name), groupOf(best.name)) || less(one.name, best.name)) < 0 ? one : best;
    }, undefined);
  }

  /** Whether a turn has become free by time alone; else somebody is ended, or all is looked at again when it is time. */
  #makeRoom(): boolean {
    const { times } = this.#shares;
    if (times === undefined) return false;
    const now = times.now();
    const { quantum, longest, pace } = times;
    const living = [...this.#holding].filter(({ kept, stop }) => !kept && !stop.signal.aborted);
    for (const one of living) {
      const isLate = now - one.since >= longest;
      if (!isLate && (pace === undefined || now - one.mark < quantum)) continue;
      if (isLate || one.bytes < ((pace ?? 0) * (now - one.mark)) / 1000) {
        // One is ended for each that waits, and no more.
        if (this.#ending() >= this.#waiting.size) return false;
        one.stop.abort(tooLong(isLate ? longest : now - one.mark));
        times.ended?.();
      } else Object.assign(one, { mark: now, bytes: 0 });
    }
    if (this.#ending() >= this.#waiting.size) return false;
    const left = living.filter(({ stop }) => !stop.signal.aborted);
    const running = this.#beside < times.beside ? left.find(({ beside }) => !beside) : undefined;
    if (running !== undefined && now - running.since >= quantum) {
      running.beside = true;
      this.#beside++;
      return true;
    }
    const ends = left.flatMap(({ since, mark }) => [since + longest, ...(pace === undefined ? [] : [mark + quantum])]);
    this.#lookAgain(now, running === undefined ? ends : [...ends, running.since + quantum]);
    return false;
  }

  #ending(): number {
    return [...this.#holding].filter(({ stop }) => stop.signal.aborted).length;
  }

  #lookAgain(now: number, times: readonly number[]): void {
    if (times.length === 0) return;
    const at = Math.max(now + 1, Math.ceil(Math.min(...times)));
    if (this.#alarm !== undefined && this.#alarm.at <= at) return;
    const alarm = { at };
    this.#alarm = alarm;
    const ring = (): void => {
      if (this.#alarm !== alarm) return;
      this.#alarm = undefined;
      this.#serve();
    };
    AbortSignal.timeout(Math.ceil(at - now)).addEventListener('abort', ring, { once: true });
  }
}

function tooLong(milliseconds: number): TwinsealError {
  const seconds = Math.round(milliseconds / 100) / 10;
  return new TwinsealError(
    'CROWDED',
    `the image took ${seconds} seconds while others waited for its turn, or brought too little meanwhile; try again`,
  );
}

function groupOf(name: string): string {
  const [group = ''] = name.split('/', 1);
  return `${group}/`;
}
