/**
 * Reads a stream in pieces of a chosen length, holding no more than the chunk at hand, and what {@link ByteReader.isShort} looked ahead.
 *
 * @example const reader = new ByteReader(source); const magic = await reader.exactly(4)
 */
export class ByteReader {
  readonly #source: AsyncIterator<Uint8Array>;
  #held: Uint8Array = new Uint8Array(0);

  /** Takes the chunks of a stream, of any size. @example new ByteReader(blob.open()[Symbol.asyncIterator]()) */
  constructor(source: AsyncIterator<Uint8Array>) {
    this.#source = source;
  }

  /**
   * The next bytes, at least one and at most `max`; `undefined` at the end.
   * @example (await reader.some(4096))?.length
   */
  async some(max: number): Promise<Uint8Array | undefined> {
    while (this.#held.length === 0) {
      const { value, done } = await this.#source.next();
      if (done === true) return undefined;
      this.#held = value;
    }
    const piece = this.#held.subarray(0, max);
    this.#held = this.#held.subarray(piece.length);
    return piece;
  }

  /**
   * Exactly `count` bytes, or fewer when the stream ends before.
   * @example (await reader.exactly(512)).length < 512 // the stream ended
   */
  async exactly(count: number): Promise<Uint8Array> {
    const out = new Uint8Array(count);
    let at = 0;
    while (at < count) {
      const piece = await this.some(count - at);
      if (piece === undefined) return out.subarray(0, at);
      out.set(piece, at);
      at += piece.length;
    }
    return out;
  }

  /**
   * Puts bytes back that {@link some} gave last and that were not used.
   * @example reader.unread(piece.subarray(used))
   */
  unread(bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    const joined = new Uint8Array(bytes.length + this.#held.length);
    joined.set(bytes);
    joined.set(this.#held, bytes.length);
    this.#held = joined;
  }

  /** Whether fewer than `count` bytes are left altogether, of which as many are held then. @example await reader.isShort(4096) */
  async isShort(count: number): Promise<boolean> {
    while (this.#held.length < count) {
      // A chunk may be filled again once the next one is asked for.
      const held = this.#held.slice();
      const { value, done } = await this.#source.next();
      this.#held = held;
      if (done === true) return true;
      this.#held = value;
      this.unread(held);
    }
    return false;
  }

  /** True when nothing is left. @example if (!(await reader.ended())) await readMember(reader) */
  async ended(): Promise<boolean> {
    const piece = await this.some(1);
    if (piece === undefined) return true;
    this.unread(piece);
    return false;
  }
}
