import { Deflate } from 'pako';

/** The compressor as the assembly profile records it: another version or level may give other bytes. */
export const GZIP_PROFILE = 'pako-3.0.3-level-1';

/**
 * RFC 1952 section 2.3: magic, deflate, no flags, no time, XFL 4 ("fastest"), OS 255 ("unknown"), so that neither the
 * clock nor the machine shows.
 */
const GZIP_HEADER = new Uint8Array([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 4, 255]);

/** Continues a CRC-32 over more bytes; the first call takes 0. Node's `zlib.crc32` has the same shape and is faster. */
export type Crc32 = (bytes: Uint8Array, value: number) => number;

const TABLE = Uint32Array.from({ length: 256 }, (_, index) => {
  let value = index;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

/** CRC-32 as gzip has it. @see RFC 1952 section 8 @example crc32(encodeUtf8('123456789'), 0) // 0xcbf43926 */
export function crc32(bytes: Uint8Array, value: number): number {
  let crc = ~value;
  for (const byte of bytes) crc = (TABLE[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8);
  return ~crc >>> 0;
}

/**
 * Writes one gzip member whose bytes depend on the content alone: a fixed header and deflate at level 1 in JavaScript
 * that uses whole numbers only. A machine's own zlib may choose other matches by CPU, version or vendor, all of them
 * valid and all of them another digest.
 *
 * How the content is cut into chunks does not matter.
 *
 * @example const out: Uint8Array[] = []; const gzip = new GzipWriter((bytes) => out.push(bytes)); gzip.write(tar); gzip.end();
 * @throws Error (by its methods) when the compressor fails, which no content should bring about
 * @see RFC 1951, RFC 1952
 */
export class GzipWriter {
  readonly #sink: (bytes: Uint8Array) => void;
  readonly #crc32: Crc32;
  readonly #deflate: Deflate;
  #crc = 0;
  #size = 0;
  #started = false;

  /**
   * @param sink - receives the compressed bytes in order; it may keep them
   * @param crc - a faster CRC-32 where the platform has one
   */
  constructor(sink: (bytes: Uint8Array) => void, crc: Crc32 = crc32) {
    this.#sink = sink;
    this.#crc32 = crc;
    // Spelled out because they decide the bytes: zlib's defaults, and the hash of classic zlib, which other programs have.
    this.#deflate = new Deflate({
      raw: true,
      level: 1,
      windowBits: 15,
      memLevel: 8,
      strategy: 0,
      chunkSize: 65536,
      legacyHash: true,
    });
    this.#deflate.onData = (chunk) => this.#sink(chunk);
  }

  /** Compresses further content; the sink may get its bytes later. */
  write(bytes: Uint8Array): void {
    this.#start();
    if (bytes.length === 0) return;
    this.#crc = this.#crc32(bytes, this.#crc);
    this.#size += bytes.length;
    this.#push(bytes, false);
  }

  /** Ends the member; nothing may be written afterwards. */
  end(): void {
    this.#start();
    this.#push(new Uint8Array(0), true);
    const trailer = new DataView(new ArrayBuffer(8));
    trailer.setUint32(0, this.#crc, true);
    trailer.setUint32(4, this.#size % 2 ** 32, true);
    this.#sink(new Uint8Array(trailer.buffer));
  }

  #start(): void {
    if (this.#started) return;
    this.#started = true;
    this.#sink(GZIP_HEADER.slice());
  }

  #push(bytes: Uint8Array, last: boolean): void {
    // pako's types ask for bytes over an ArrayBuffer; it only reads them.
    if (!this.#deflate.push(bytes as Uint8Array<ArrayBuffer>, last) && this.#deflate.err !== 0)
      throw new Error(`deflate failed with ${this.#deflate.err}`);
  }
}
