import { FormatError } from '../format-error.ts';
import { decodeUtf8 } from '../utf8.ts';
import { pointer } from './pointer.ts';
import type { JsonValue } from './value.ts';

/** Bounds of one document; what goes past them is refused before it costs memory. */
export interface JsonLimits {
  /** Size in bytes. */
  readonly maxBytes: number;
  /** Nesting of arrays and objects. */
  readonly maxDepth: number;
  /** Values of any kind in the whole document. */
  readonly maxValues: number;
}

/** 4 MiB (the size of manifest that each registry must take), 64 levels, 200,000 values. */
export const DEFAULT_JSON_LIMITS: JsonLimits = { maxBytes: 4 * 1024 * 1024, maxDepth: 64, maxValues: 200_000 };

/**
 * Parses a JSON document strictly, as I-JSON asks, so that no two readers can see different things in the same bytes:
 * UTF-8 without byte-order mark, no duplicate names, no lone surrogates, no NUL, and no number that a double would
 * change (integers beyond 2^53, overflow, negative zero).
 *
 * @param bytes - the whole document
 * @param limits - bounds, {@link DEFAULT_JSON_LIMITS} unless given
 * @returns values whose objects have a null prototype
 * @throws FormatError with a JSON pointer or byte offset in `at`
 * @example parseJson(encodeUtf8('{"a":[1]}'))
 * @see RFC 8259; RFC 7493 (I-JSON) sections 2.1 to 2.3
 */
export function parseJson(bytes: Uint8Array, limits: JsonLimits = DEFAULT_JSON_LIMITS): JsonValue {
  return parseJsonNoting(bytes, limits).value;
}

/**
 * As {@link parseJson}, and tells whether there is a `null` anywhere, so that nobody has to look for one.
 * @throws FormatError
 * @example parseJsonNoting(encodeUtf8('[null]'), limits).nulls // true
 */
export function parseJsonNoting(
  bytes: Uint8Array,
  limits: JsonLimits,
): { readonly value: JsonValue; readonly nulls: boolean } {
  if (bytes.length > limits.maxBytes)
    fail('size', `the document has ${bytes.length} bytes, more than the ${limits.maxBytes} allowed`, '');
  if (bytes.length === 0) fail('empty', 'the document is empty', '');
  const text = decodeUtf8(bytes);
  if (text.charCodeAt(0) === 0xfeff) fail('byte-order-mark', 'the document starts with a byte-order mark', '@0');
  const parser = new Parser(text, limits);
  return { value: parser.document(), nulls: parser.nulls };
}

/** The rules of {@link parseJson}, as `FormatError.rule` names them. */
export type JsonRule =
  | 'size'
  | 'empty'
  | 'utf8'
  | 'byte-order-mark'
  | 'depth'
  | 'values'
  | 'duplicate-name'
  | 'surrogate'
  | 'nul'
  | 'number-range'
  | 'number-precision'
  | 'number-int64'
  | 'negative-zero'
  | 'trailing-text'
  | 'syntax';

function fail(rule: JsonRule, message: string, at: string): never {
  throw new FormatError('json', message, at, { rule });
}

function isInt64(digits: string): boolean {
  const value = BigInt(digits);
  return value === BigInt.asIntN(64, value);
}

// RFC 8259 section 6, anchored at lastIndex.
const NUMBER = /-?(?:0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?/y;
const [QUOTE, BACKSLASH, COMMA, COLON] = [0x22, 0x5c, 0x2c, 0x3a];
const [OPEN_BRACE, CLOSE_BRACE, OPEN_BRACKET, CLOSE_BRACKET] = [0x7b, 0x7d, 0x5b, 0x5d];
const ESCAPES: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
};

class Parser {
  readonly #text: string;
  readonly #limits: JsonLimits;
  readonly #path: (string | number)[] = [];
  #at = 0;
  #values = 0;
  nulls = false;

  constructor(text: string, limits: JsonLimits) {
    this.#text = text;
    this.#limits = limits;
  }

  document(): JsonValue {
    this.#space();
    const value = this.#value(0);
    this.#space();
    if (this.#at !== this.#text.length) fail('trailing-text', 'there is more text after the document', `@${this.#at}`);
    return value;
  }

  #value(depth: number): JsonValue {
    if (depth > this.#limits.maxDepth)
      this.#fail(`the document is nested deeper than ${this.#limits.maxDepth} levels`, 'depth');
    if (++this.#values > this.#limits.maxValues)
      this.#fail(`the document has more than ${this.#limits.maxValues} values`, 'values');
    const code = this.#text.charCodeAt(this.#at);
    if (code === QUOTE) return this.#string();
    if (code === OPEN_BRACE) return this.#object(depth);
    if (code === OPEN_BRACKET) return this.#array(depth);
    switch (this.#text[this.#at]) {
      case 't':
        return this.#word('true', true);
      case 'f':
        return this.#word('false', false);
      case 'n':
        this.nulls = true;
        return this.#word('null', null);
      default:
        return this.#number();
    }
  }

  #object(depth: number): JsonValue {
    const object: Record<string, JsonValue> = Object.create(null);
    this.#at++;
    this.#space();
    if (this.#take(CLOSE_BRACE)) return object;
    for (;;) {
      if (this.#text.charCodeAt(this.#at) !== QUOTE) this.#fail('expected a member name');
      const name = this.#string();
      if (Object.hasOwn(object, name))
        this.#fail(`the member name ${JSON.stringify(name)} occurs twice`, 'duplicate-name');
      this.#space();
      if (!this.#take(COLON)) this.#fail('expected a colon');
      this.#space();
      this.#path.push(name);
      object[name] = this.#value(depth + 1);
      this.#path.pop();
      this.#space();
      if (this.#take(CLOSE_BRACE)) return object;
      if (!this.#take(COMMA)) this.#fail('expected a comma or a closing brace');
      this.#space();
    }
  }

  #array(depth: number): JsonValue {
    const array: JsonValue[] = [];
    this.#at++;
    this.#space();
    if (this.#take(CLOSE_BRACKET)) return array;
    for (;;) {
      this.#path.push(array.length);
      array.push(this.#value(depth + 1));
      this.#path.pop();
      this.#space();
      if (this.#take(CLOSE_BRACKET)) return array;
      if (!this.#take(COMMA)) this.#fail('expected a comma or a closing bracket');
      this.#space();
    }
  }

  #string(): string {
    this.#at++;
    const plain = this.#plain();
    // Without an escape there is neither NUL, which is a control character, nor a lone surrogate, which is not UTF-8.
    if (this.#take(QUOTE)) return plain;
    const parts: string[] = [plain];
    for (;;) {
      const next = this.#text[this.#at];
      if (next === '"') break;
      if (next !== '\\')
        this.#fail(next === undefined ? 'the document ends inside a string' : 'a string has a bare control character');
      parts.push(this.#escape(), this.#plain());
    }
    this.#at++;
    const value = parts.join('');
    if (!value.isWellFormed()) this.#fail('a string has a lone surrogate', 'surrogate');
    if (value.includes('\0')) this.#fail('a string has a NUL character', 'nul');
    return value;
  }

  #plain(): string {
    const start = this.#at;
    const text = this.#text;
    let at = start;
    // Behind the end there is no number, which no comparison holds for.
    for (let code = text.charCodeAt(at); code >= 0x20 && code !== QUOTE && code !== BACKSLASH; )
      code = text.charCodeAt(++at);
    this.#at = at;
    return text.slice(start, at);
  }

  #escape(): string {
    const letter = this.#text[this.#at + 1] ?? '';
    if (letter === 'u') {
      const hex = this.#text.slice(this.#at + 2, this.#at + 6);
      if (!/^[0-9a-fA-F]{4}$/.test(hex)) this.#fail('a string has a broken \\u escape');
      this.#at += 6;
      return String.fromCharCode(Number.parseInt(hex, 16));
    }
    const plain = Object.hasOwn(ESCAPES, letter) ? ESCAPES[letter] : undefined;
    if (plain === undefined) this.#fail('a string has an unknown escape');
    this.#at += 2;
    return plain;
  }

  #number(): number {
    NUMBER.lastIndex = this.#at;
    const match = NUMBER.exec(this.#text);
    if (match === null) this.#fail(this.#at >= this.#text.length ? 'the document ends too early' : 'expected a value');
    const value = Number(match[0]);
    const integral = match[1] === undefined && match[2] === undefined;
    // Below 1e21 ECMAScript writes an integer digit by digit, so `9007199254740993.0` must be refused like its plain form.
    const plainInteger = integral || (Number.isInteger(value) && Math.abs(value) < 1e21);
    // A number that underflows to zero is as lost as one that overflows.
    if (!Number.isFinite(value) || (value === 0 && /^[^eE]*[1-9]/.test(match[0])))
      this.#fail(`the number ${match[0].slice(0, 40)} is out of range`, 'number-range');
    // A reader that has 64 bits for a number keeps its digits up to here; beyond, some wrap around.
    if (plainInteger && !Number.isSafeInteger(value)) {
      if (integral ? !isInt64(match[0]) : Math.abs(value) >= 2 ** 63)
        this.#fail(`the integer ${match[0].slice(0, 40)} is beyond what 64 bits hold`, 'number-int64');
      this.#fail(`the integer ${match[0].slice(0, 40)} is beyond 2^53 and would lose digits`, 'number-precision');
    }
    if (Object.is(value, -0)) this.#fail('negative zero is not a number that survives re-serialising', 'negative-zero');
    this.#at += match[0].length;
    return value;
  }

  #word<T>(word: string, value: T): T {
    if (!this.#text.startsWith(word, this.#at)) this.#fail('expected a value');
    this.#at += word.length;
    return value;
  }

  #take(code: number): boolean {
    if (this.#text.charCodeAt(this.#at) !== code) return false;
    this.#at++;
    return true;
  }

  #space(): void {
    for (;;) {
      const code = this.#text.charCodeAt(this.#at);
      if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return;
      this.#at++;
    }
  }

  #fail(message: string, rule: JsonRule = 'syntax'): never {
    const at = this.#path.reduce<string>((above, step) => pointer(above, step), '');
    fail(rule, `${message} (character ${this.#at})`, at);
  }
}
