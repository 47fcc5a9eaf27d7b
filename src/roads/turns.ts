/**
 * Lets only so many pieces of work run at one time; the others wait in the order in which they came.
 * @example const walks = new Turns(2); await walks.run(() => reportImage(image, call), call.signal)
 */
export class Turns {
  #free: number;
  readonly #waiting = new Set<() => void>();

  /** @param width - pieces of work at one time */
  constructor(width: number) {
    this.#free = width;
  }

  /**
   * Runs the work when its turn has come.
   * @throws the reason of the signal, when it ends the wait
   * @example await turns.run(work, call.signal)
   */
  async run<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> {
    await this.#turn(signal);
    try {
      return await work();
    } finally {
      const [next] = this.#waiting;
      if (next === undefined) this.#free++;
      else next();
    }
  }

  async #turn(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    if (this.#free > 0) {
      this.#free--;
      return;
    }
    await new Promise<void>((resolve, reject) => {
      const leave = (): void => {
        this.#waiting.delete(enter);
        signal.removeEventListener('abort', gone);
      };
      const enter = (): void => {
        leave();
        resolve();
      };
      const gone = (): void => {
        leave();
        reject(signal.reason);
      };
      this.#waiting.add(enter);
      signal.addEventListener('abort', gone, { once: true });
    });
  }
}
