interface Entry<V> {
  value: V;
  /** Whether it was asked for since it was last looked at. */
  asked: boolean;
}

/**
 * A map that tells what may go when there is no more room: what was not asked for of late. Each entry that was is passed over once (the
 * "second chance", or clock, of paging), which needs a mark where the exact order would need each entry to be deleted and set again
 * whenever it is asked for; why that is dear is said at {@link LinkedList}.
 * @example const names = new RecencyMap<number>(); names.set('a', 1); const [[key]] = names.leaving() // 'a'
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
   * What may go, one after another; whoever is given an entry deletes it, or stops. Room is made before something is set: it then stands
   * behind all that was passed over. One walk serves however many entries have to go: each new one would begin with what is gone already.
   * @param beside - stays
   * @example for (const [key] of names.leaving('new')) if (names.size < most) break; else names.delete(key);
   */
  *leaving(beside?: string): Generator<readonly [string, V], void> {
    for (const [key, entry] of this.#entries) {
      if (key === beside) continue;
      if (!entry.asked) {
        yield [key, entry.value];
        continue;
      }
      entry.asked = false;
      this.#entries.delete(key);
      this.#entries.set(key, entry);
    }
  }
}
