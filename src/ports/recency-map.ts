interface Entry<V> {
  value: V;
  /** Whether it was asked for since it was last looked at. */
  asked: boolean;
}

/**
 * A map that tells what may go when there is no more room: what was not asked for of late. Each entry that was is passed over once (the
 * "second chance", or clock, of paging), which needs a mark where the exact order would need each entry to be deleted and set again
 * whenever it is asked for; why that is dear is said at {@link LinkedList}.
 * @example const names = new RecencyMap<number>(); names.set('a', 1); names.leaving() // ['a', 1]
 * @see F. J. Corbató, "A Paging Experiment with the Multics System" (1968)
 */
export class RecencyMap<V> {
  readonly #entries = new Map<string, Entry<V>>();

  /** How many there are. */
  get size(): number {
    return this.#entries.size;
  }

  /** The value, which counts as asked for. @example names.get('a') */
  get(key: string): V | undefined {
    const entry = this.#entries.get(key);
    if (entry === undefined) return undefined;
    entry.asked = true;
    return entry.value;
  }

  /** The value, without a word. @example names.peek('a') */
  peek(key: string): V | undefined {
    return this.#entries.get(key)?.value;
  }

  /** Sets a value; one that was there counts as asked for. @example names.set('a', 1) */
  set(key: string, value: V): void {
    const entry = this.#entries.get(key);
    if (entry === undefined) this.#entries.set(key, { value, asked: false });
    else Object.assign(entry, { value, asked: true });
  }

  /** Whether there was one. @example names.delete('a') */
  delete(key: string): boolean {
    return this.#entries.delete(key);
  }

  /**
   * The entry that may go first; undefined when there is no other one.
   * @param beside - stays
   * @example const [key] = names.leaving('new') ?? []
   */
  leaving(beside?: string): readonly [string, V] | undefined {
    for (const [key, entry] of this.#entries) {
      if (key === beside) continue;
      if (!entry.asked) return [key, entry.value];
      entry.asked = false;
      this.#entries.delete(key);
      this.#entries.set(key, entry);
    }
    return undefined;
  }
}
