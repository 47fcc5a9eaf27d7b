import { FormatError } from '../format-error.ts';

/** Bounds of one DER value; what goes past them is refused before it costs memory. */
export interface DerLimits {
  /** Size in bytes of the whole value. */
  readonly maxBytes: number;
  /** Nesting of constructed elements. */
  readonly maxDepth: number;
  /** Elements of any kind. */
  readonly maxElements: number;
}

/** 64 KiB, 32 levels, 4096 elements: far above any certificate or key, far below what could hurt. */
const DEFAULT_DER_LIMITS: DerLimits = { maxBytes: 64 * 1024, maxDepth: 32, maxElements: 4096 };

/** One element of DER. All bytes are views of the input, so signed parts keep exactly the bytes they had. */
export interface DerElement {
  /** The identifier octet: class, constructed bit and a tag number below 31. */
  readonly tag: number;
  /** Identifier, length and content. */
  readonly bytes: Uint8Array;
  readonly content: Uint8Array;
  /** The elements inside a constructed one; empty for a primitive one. */
  readonly children: readonly DerElement[];
  /** Where the element starts in the whole value, in bytes, and where it ends. */
  readonly offset: number;
  readonly end: number;
}

const CONSTRUCTED = 0x20;
const SEQUENCE = 0x30;
const SET = 0x31;

/**
 * Parses one DER value with nothing after it. Only what DER allows is read: definite lengths in their shortest form,
 * low tag numbers, and no constructed form of a universal type other than SEQUENCE and SET, so that one value has one
 * encoding. (The order inside a SET OF is the one rule that is left to the reader of the set.)
 *
 * @param bytes - the whole value
 * @param limits - bounds, {@link DEFAULT_DER_LIMITS} unless given
 * @throws FormatError with the byte offset in `at`
 * @example parseDer(new Uint8Array([0x30, 0x03, 0x02, 0x01, 0x05])).children.length // 1
 * @see X.690 (2021) sections 8.1, 10.1 and 10.2
 */
export function parseDer(bytes: Uint8Array, limits: DerLimits = DEFAULT_DER_LIMITS): DerElement {
  if (bytes.length > limits.maxBytes)
    throw new FormatError('der', `the value has ${bytes.length} bytes, more than the ${limits.maxBytes} allowed`);
  const parser = new DerParser(bytes, limits);
  const element = parser.element(0, bytes.length, 0);
  const end = element.offset + element.bytes.length;
  if (end !== bytes.length) throw new FormatError('der', 'there are bytes after the value', `@${end}`);
  return element;
}

/**
 * The elements that stand side by side in the content of a constructed one, each without its children: for lists that are
 * too long to be held as a tree. What an element holds is not looked into.
 *
 * @param content - the content octets, of any length
 * @throws FormatError with the byte offset in `at`
 * @example for (const { bytes } of derElements(list.content)) parseDer(bytes);
 */
export function* derElements(content: Uint8Array): Generator<DerElement, void> {
  const parser = new DerParser(content, { maxBytes: content.length, maxDepth: 0, maxElements: content.length });
  for (let next = 0; next < content.length; ) {
    const element = parser.shallow(next);
    yield element;
    next = element.offset + element.bytes.length;
  }
}

const CHILDLESS: readonly ParsedElement[] = Object.freeze([]);

/** A view of bytes takes longer to make than an element to read, and most are never looked at. */
class ParsedElement implements DerElement {
  readonly tag: number;
  readonly children: readonly DerElement[];
  readonly offset: number;
  readonly end: number;
  readonly #all: Uint8Array;
  readonly #at: number;
  #bytes: Uint8Array | undefined;
  #content: Uint8Array | undefined;

  constructor(all: Uint8Array, tag: number, start: number, at: number, end: number, children: readonly DerElement[]) {
    this.tag = tag;
    this.children = children;
    this.offset = start;
    this.end = end;
    this.#all = all;
    this.#at = at;
  }

  get bytes(): Uint8Array {
    this.#bytes ??= this.#all.subarray(this.offset, this.end);
    return this.#bytes;
  }

  get content(): Uint8Array {
    this.#content ??= this.#all.subarray(this.#at, this.end);
    return this.#content;
  }
}

class DerParser {
  readonly #bytes: Uint8Array;
  readonly #limits: DerLimits;
  #elements = 0;
  // Of the header that was read last: its tag, where its content starts and ends. Fields, since there are hundreds of headers
  // in a certificate, and each would be an object that lives for one line.
  #tag = 0;
  #at = 0;
  #end = 0;

  constructor(bytes: Uint8Array, limits: DerLimits) {
    this.#bytes = bytes;
    this.#limits = limits;
  }

  /** An element without its children. */
  shallow(start: number): DerElement {
    this.#header(start, this.#bytes.length);
    return new ParsedElement(this.#bytes, this.#tag, start, this.#at, this.#end, CHILDLESS);
  }

  element(start: number, limit: number, depth: number): ParsedElement {
    if (depth > this.#limits.maxDepth)
      throw new FormatError('der', `the value is nested deeper than ${this.#limits.maxDepth} levels`, `@${start}`);
    if (++this.#elements > this.#limits.maxElements)
      throw new FormatError('der', `the value has more than ${this.#limits.maxElements} elements`, `@${start}`);
    this.#header(start, limit);
    const tag = this.#tag;
    const at = this.#at;
    const end = this.#end;
    const children = (tag & CONSTRUCTED) === 0 || at === end ? CHILDLESS : this.#elementsOf(at, end, depth + 1);
    return new ParsedElement(this.#bytes, tag, start, at, end, children);
  }

  #elementsOf(start: number, end: number, depth: number): readonly ParsedElement[] {
    const first = this.element(start, end, depth);
    const children = [first];
    for (let next = first.end; next < end; ) {
      const child = this.element(next, end, depth);
      children.push(child);
      next = child.end;
    }
    return children;
  }

  #header(start: number, limit: number): void {
    const tag = this.#octet(start, limit);
    if ((tag & 0x1f) === 0x1f) throw new FormatError('der', 'a tag number above 30 is not read', `@${start}`);
    const universal = (tag & 0xc0) === 0;
    const constructed = (tag & CONSTRUCTED) !== 0;
    // X.690 section 10.2: strings are primitive in DER; sections 8.9 to 8.12: sequences and sets are constructed.
    const mustBeConstructed = tag === (SEQUENCE & ~CONSTRUCTED) || tag === (SET & ~CONSTRUCTED);
    if (universal && (constructed ? tag !== SEQUENCE && tag !== SET : mustBeConstructed))
      throw new FormatError('der', `the tag 0x${tag.toString(16)} has no such form in DER`, `@${start}`);
    if (tag === 0) throw new FormatError('der', 'end-of-contents octets do not occur in DER', `@${start}`);
    this.#tag = tag;
    const first = this.#octet(start + 1, limit);
    if (first < 0x80) {
      this.#at = start + 2;
      this.#end = start + 2 + first;
    } else this.#longLength(first, start + 1, limit);
    if (this.#end > limit) throw new FormatError('der', 'an element is longer than what surrounds it', `@${start}`);
  }

  #longLength(first: number, start: number, limit: number): void {
    if (first === 0x80) throw new FormatError('der', 'an indefinite length is not DER', `@${start}`);
    const count = first & 0x7f;
    if (count > 4) throw new FormatError('der', 'a length takes more than four bytes', `@${start}`);
    let length = 0;
    for (let i = 1; i <= count; i++) length = length * 256 + this.#octet(start + i, limit);
    if (length < 0x80 || length < 256 ** (count - 1))
      throw new FormatError('der', 'a length is not in its shortest form', `@${start}`);
    this.#at = start + 1 + count;
    this.#end = this.#at + length;
  }

  #octet(at: number, limit: number): number {
    const octet = at < limit ? this.#bytes[at] : undefined;
    if (octet === undefined) throw new FormatError('der', 'the value ends too early', `@${at}`);
    return octet;
  }
}
