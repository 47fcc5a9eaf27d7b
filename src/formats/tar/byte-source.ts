/** A stream that can pass over bytes without reading them, as a file can. */
export interface SkippingSource extends AsyncIterable<Uint8Array> {
  /** Passes over the next bytes that {@link SkippingSource} would give, and tells how many there were. @example await source.skip?.(512) */
  skip?(length: number): number;
}

/**
 * Reads a stream of chunks by length, without copying more than it must. What the stream throws passes through.
 * @example const source = new ByteSource(blob.open()); const header = await source.take(512);
 */
export class ByteSource {
  readonly #chunks: AsyncIterator<Uint8Array>;
  readonly #source: SkippingSource;
  #chunk: Uint8Array = new Uint8Array();
  #at = 0;
  /** Bytes handed out so far. */
  offset = 0;

  constructor(source: SkippingSource) {
    this.#source = source;
    this.#chunks = source[Symbol.asyncIterator]();
  }

  /** The next bytes, at least one and at most `max`; undefined at the end of the stream. The array is a view. */
  async some(max: number): Promise<Uint8Array | undefined> {
    while (this.#at >= this.#chunk.length) {
      const { done, value } = await this.#chunks.next();
      if (done === true) return undefined;
      this.#chunk = value;
      this.#at = 0;
    }
    const part = this.#chunk.subarray(this.#at, Math.min(this.#chunk.length, this.#at + max));
    this.#at += part.length;
    this.offset += part.length;
    return part;
  }

  /** The next `length` bytes, or fewer at the end of the stream. */
  async take(length: number): Promise<Uint8Array> {
    const first = await this.some(length);
    if (first === undefined || first.length === length) return first ?? new Uint8Array();
    const out = new Uint8Array(length);
    out.set(first);
    let filled = first.length;
    while (filled < length) {
      const part = await this.some(length - filled);
      if (part === undefined) return out.subarray(0, filled);
      out.set(part, filled);
      filled += part.length;
    }
    return out;
  }

  /** Passes over the next `length` bytes; tells how many there were. */
  async skip(length: number): Promise<number> {
    const held = Math.min(length, this.#chunk.length - this.#at);
    this.#at += held;
    this.offset += held;
    let left = length - held;
    if (left > 0 && this.#source.skip !== undefined) {
      const passed = this.#source.skip(left);
      this.offset += passed;
      return held + passed;
    }
    while (left > 0) {
      const part = await this.some(left);
      if (part === undefined) break;
      left -= part.length;
    }
    return length - left;
  }

  /** Tells the stream that no more will be read. */
  async close(): Promise<void> {
    await this.#chunks.return?.();
  }
}
