import { FormatError } from '../format-error.ts';
import { decodeUtf8 } from '../utf8.ts';
import type { CborLabel, CborMap, CborValue } from './value.ts';

/** Bounds of one CBOR value; what goes past them is refused before it costs memory. */
export interface CborLimits {
  /** Size in bytes of the whole value. */
  readonly maxBytes: number;
  /** Nesting of arrays, maps and tags. */
  readonly maxDepth: number;
  /** Values of any kind, labels among them. */
  readonly maxItems: number;
}

/** Major types. @see RFC 8949 section 3.1 */
const UNSIGNED = 0;
const NEGATIVE = 1;
const BYTES = 2;
const TEXT = 3;
const ARRAY = 4;
const MAP = 5;
const TAG = 6;

/**
 * Parses one CBOR value with nothing after it, in the one encoding that it has: definite lengths, every number and length
 * in its shortest form, no label of a map twice. Labels are whole numbers or text. Floating point numbers, `undefined`
 * and numbers beyond 2^53 are refused, since no signature needs them and readers differ about them. (The order of labels
 * in a map is left to the writer: COSE doesn't ask for one.)
 *
 * Byte strings are views of the input, so signed parts keep exactly the bytes they had.
 *
 * @throws FormatError with the byte offset in `at`
 * @example parseCbor(new Uint8Array([0x82, 0x01, 0x61, 0x61]), { maxBytes: 64, maxDepth: 4, maxItems: 16 }) // [1, 'a']
 * @see RFC 8949 sections 3 and 4.2.1
 */
export function parseCbor(bytes: Uint8Array, limits: CborLimits): CborValue {
  if (bytes.length > limits.maxBytes)
    throw new FormatError('cbor', `the value has ${bytes.length} bytes, more than the ${limits.maxBytes} allowed`);
  const parser = new CborParser(bytes, limits);
  const value = parser.value(0);
  parser.end();
  return value;
}

class CborParser {
  readonly #bytes: Uint8Array;
  readonly #limits: CborLimits;
  #at = 0;
  #items = 0;

  constructor(bytes: Uint8Array, limits: CborLimits) {
    this.#bytes = bytes;
    this.#limits = limits;
  }

  value(depth: number): CborValue {
    if (depth > this.#limits.maxDepth) this.#fail(`the value is nested deeper than ${this.#limits.maxDepth} levels`);
    if (++this.#items > this.#limits.maxItems) this.#fail(`the value has more than ${this.#limits.maxItems} items`);
    const start = this.#at;
    const first = this.#octet();
    const major = first >> 5;
    if (major === 7) return this.#simple(first, start);
    const argument = this.#argument(first & 0x1f, start);
    switch (major) {
      case UNSIGNED:
        return argument;
      case NEGATIVE:
        return -1 - argument;
      case BYTES:
        return this.#take(argument);
      case TEXT:
        return this.#text(argument, start);
      case ARRAY:
        return this.#array(argument, depth);
      case MAP:
        return this.#map(argument, depth);
      case TAG:
        return { tag: argument, value: this.value(depth + 1) };
    }
    return this.#fail('no value begins so', start);
  }

  end(): void {
    if (this.#at !== this.#bytes.length) this.#fail('there are bytes after the value');
  }

  #array(length: number, depth: number): readonly CborValue[] {
    const values: CborValue[] = [];
    // The length is a claim: each value that is not there ends the walk, long before memory is taken for it.
    for (let i = 0; i < length; i++) values.push(this.value(depth + 1));
    return values;
  }

  #map(length: number, depth: number): CborMap {
    const map = new Map<CborLabel, CborValue>();
    for (let i = 0; i < length; i++) {
      const start = this.#at;
      const label = this.value(depth + 1);
      if (typeof label !== 'number' && typeof label !== 'string')
        return this.#fail('a label of a map is neither a whole number nor text', start);
      if (map.has(label)) this.#fail('a map has a label twice', start);
      map.set(label, this.value(depth + 1));
    }
    return map;
  }

  #text(length: number, start: number): string {
    const bytes = this.#take(length);
    try {
      return decodeUtf8(bytes);
    } catch (cause) {
      throw new FormatError('cbor', 'a text is not valid UTF-8', `@${start}`, { cause });
    }
  }

  /** @see RFC 8949 section 3.3: false, true and null; what else there is has no place in a signature */
  #simple(first: number, start: number): boolean | null {
    switch (first) {
      case 0xf4:
        return false;
      case 0xf5:
        return true;
      case 0xf6:
        return null;
    }
    return this.#fail('a floating point number, undefined or an unknown simple value is not read', start);
  }

  /** @see RFC 8949 section 4.2.1: the shortest form, and no indefinite lengths */
  #argument(info: number, start: number): number {
    if (info < 24) return info;
    if (info === 31) this.#fail('an indefinite length is refused', start);
    if (info > 27) this.#fail('a length is reserved', start);
    const size = 2 ** (info - 24);
    let value = 0;
    for (let i = 0; i < size; i++) value = value * 256 + this.#octet();
    if (value < (size === 1 ? 24 : 256 ** (size / 2)))
      this.#fail('a number or length is not in its shortest form', start);
    // Below 2^53 every step above was exact; -1 - value stays safe too.
    if (value >= Number.MAX_SAFE_INTEGER) this.#fail('a number is beyond 2^53', start);
    return value;
  }

  #take(length: number): Uint8Array {
    const end = this.#at + length;
    if (end > this.#bytes.length) this.#fail('the value ends too early');
    const taken = this.#bytes.subarray(this.#at, end);
    this.#at = end;
    return taken;
  }

  #octet(): number {
    const octet = this.#bytes[this.#at];
    if (octet === undefined) return this.#fail('the value ends too early');
    this.#at++;
    return octet;
  }

  #fail(problem: string, at = this.#at): never {
    throw new FormatError('cbor', problem, `@${at}`);
  }
}
