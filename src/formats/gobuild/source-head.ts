import { FormatError } from '../format-error.ts';

/** What stands in a Go file up to the end of its imports. */
export interface SourceHead {
  /** Bytes from the first (a byte-order mark taken off) to the end of the imports; the whole file after a syntax error. */
  readonly head: Uint8Array;
  /** Name of the package; empty after a syntax error before it. */
  readonly package: string;
  /** Import paths as written, quotes included. */
  readonly imports: readonly string[];
}

const SPACE = new Set([0x20, 0x0c, 0x09, 0x0d, 0x0a, 0x3b]);
const [NEWLINE, QUOTE, BACKQUOTE, BACKSLASH, SLASH, STAR, DOT, OPEN, CLOSE] = [
  0x0a, 0x22, 0x60, 0x5c, 0x2f, 0x2a, 0x2e, 0x28, 0x29,
];

/** Ends the reading where Go's own reader has a syntax error, which is no failure. */
const SYNTAX = Symbol('syntax error');

/**
 * Reads a Go file as far as its imports go, byte for byte as cmd/go does before it knows whether a file counts.
 * @param bytes - the whole file
 * @throws FormatError (`go-source`) for a NUL byte in what is read
 * @example readSourceHead(encodeUtf8('package a\nimport "embed"\n')).imports // ['"embed"']
 * @see go/build/read.go, cmd/go/internal/imports/read.go
 */
export function readSourceHead(bytes: Uint8Array): SourceHead {
  const start = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  const cursor = new Cursor(bytes.subarray(start));
  const imports: string[] = [];
  let name = '';
  try {
    cursor.keyword('package');
    name = cursor.identifier();
    while (cursor.skipSpace() === 0x69) {
      cursor.keyword('import');
      if (cursor.skipSpace() === OPEN) {
        cursor.take();
        while (cursor.skipSpace() !== CLOSE) imports.push(importPath(cursor));
        cursor.take();
      } else imports.push(importPath(cursor));
    }
  } catch (error) {
    if (error !== SYNTAX) throw error;
    cursor.finish();
  }
  return { head: cursor.read(), package: name, imports };
}

function importPath(cursor: Cursor): string {
  const next = cursor.skipSpace();
  if (next === DOT) cursor.take();
  else if (isIdent(next)) cursor.identifier();
  return cursor.string();
}

class Cursor {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  /** What was read. */
  read(): Uint8Array {
    return this.#bytes.subarray(0, this.#at);
  }

  /** Reads to the end. */
  finish(): void {
    if (this.#bytes.indexOf(0, this.#at) >= 0) throw nul();
    this.#at = this.#bytes.length;
  }

  /** The next byte, -1 at the end. */
  peek(): number {
    const byte = this.#bytes[this.#at];
    if (byte === 0) throw nul();
    return byte ?? -1;
  }

  take(): number {
    const byte = this.peek();
    if (byte === -1) throw SYNTAX;
    this.#at += 1;
    return byte;
  }

  /** Goes past space and comments. */
  skipSpace(): number {
    for (;;) {
      const byte = this.peek();
      if (SPACE.has(byte)) this.#at += 1;
      else if (byte === SLASH) this.#comment();
      else return byte;
    }
  }

  #comment(): void {
    this.take();
    const kind = this.take();
    if (kind === SLASH) {
      while (this.peek() !== NEWLINE && this.peek() !== -1) this.take();
    } else if (kind === STAR) {
      let before = 0;
      for (let byte = this.take(); before !== STAR || byte !== SLASH; byte = this.take()) before = byte;
    } else throw SYNTAX;
  }

  keyword(word: string): void {
    this.skipSpace();
    for (let index = 0; index < word.length; index++) if (this.take() !== word.charCodeAt(index)) throw SYNTAX;
    if (isIdent(this.peek())) throw SYNTAX;
  }

  identifier(): string {
    this.skipSpace();
    const from = this.#at;
    while (isIdent(this.peek())) this.take();
    if (from === this.#at) throw SYNTAX;
    return text(this.#bytes.subarray(from, this.#at));
  }

  string(): string {
    this.skipSpace();
    const from = this.#at;
    const quote = this.take();
    if (quote !== QUOTE && quote !== BACKQUOTE) throw SYNTAX;
    for (let byte = this.take(); byte !== quote; byte = this.take()) {
      if (quote === BACKQUOTE) continue;
      if (byte === NEWLINE) throw SYNTAX;
      if (byte === BACKSLASH) this.take();
    }
    return text(this.#bytes.subarray(from, this.#at));
  }
}

function isIdent(byte: number): boolean {
  const letter = (byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a);
  return letter || (byte >= 0x30 && byte <= 0x39) || byte === 0x5f || byte >= 0x80;
}

function text(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}

function nul(): FormatError {
  return new FormatError('go-source', 'a Go file has a NUL byte');
}
