import zlib from 'node:zlib';
import { FormatError } from '../../formats/format-error.ts';
import { ByteReader } from './byte-reader.ts';

/** Bounds of one compressed layer. */
export interface DecompressLimits {
  /** Uncompressed bytes. */
  readonly maxBytes: number;
  /** Uncompressed to compressed bytes, counted once more than `freeBytes` came out. */
  readonly maxRatio: number;
  readonly freeBytes: number;
  /** gzip members or zstd frames. */
  readonly maxMembers: number;
  /** Members without content, one after another. */
  readonly maxEmptyMembers: number;
}

/** 64 GiB, 250 to 1 beyond 128 MiB, a million members, 16 empty ones. */
export const DEFAULT_DECOMPRESS_LIMITS: DecompressLimits = {
  maxBytes: 64 * 2 ** 30,
  maxRatio: 250,
  freeBytes: 128 * 2 ** 20,
  maxMembers: 1_000_000,
  maxEmptyMembers: 16,
};

/** How a layer is compressed. */
export type Compression = 'gzip' | 'zstd';

// One write can expand a thousandfold, so that its size bounds what is held: 16 KiB in, 16 MiB out. What has shown to expand a lot
// is fed in smaller pieces.
const SLICE = 16 * 1024;
const SMALL = 4 * 1024;
const DENSE = 50;

/**
 * Decompresses a layer as a stream, in constant memory, strictly: every member is checked to its end, and nothing may
 * follow the last one. Several members are legal (eStargz and zstd:chunked are made of them); `counts` tells.
 *
 * @param counts - filled while reading: members seen, compressed bytes taken, bytes that came out
 * @returns the uncompressed bytes, each chunk good until the next one is asked for; nothing may be concluded from them before the end
 * @throws FormatError of format `gzip` or `zstd` with the rule `header`, `data`, `truncated`, `checksum`, `trailing`, `bomb`, `members`
 * @example for await (const chunk of decompress('gzip', source)) hash.update(chunk)
 * @see RFC 1952 sections 2.2 and 2.3; RFC 8878 section 3.1; CVE-2017-14992, CVE-2022-30631
 */
export async function* decompress(
  compression: Compression,
  source: AsyncIterator<Uint8Array>,
  limits: DecompressLimits = DEFAULT_DECOMPRESS_LIMITS,
  counts: { members: number; taken: number; given: number } = { members: 0, taken: 0, given: 0 },
): AsyncGenerator<Uint8Array> {
  const reader = new ByteReader(source);
  const fail = (rule: string, message: string): never => {
    throw new FormatError(compression, message, `@${counts.taken}`, { rule });
  };
  let empty = 0;
  do {
    if (++counts.members > limits.maxMembers) fail('members', `there are more than ${limits.maxMembers} members`);
    const before = counts.given;
    const member = compression === 'gzip' ? gzipMember(reader, counts, fail) : zstdFrame(reader, counts, fail);
    for await (const chunk of member) {
      counts.given += chunk.length;
      if (counts.given > limits.maxBytes) fail('bomb', `the content is larger than ${limits.maxBytes} bytes`);
      if (counts.given > limits.freeBytes && counts.given > counts.taken * limits.maxRatio)
        fail('bomb', `the content is more than ${limits.maxRatio} times larger than its compressed form`);
      yield chunk;
      release(chunk);
    }
    empty = counts.given === before ? empty + 1 : 0;
    if (empty > limits.maxEmptyMembers)
      fail('members', `more than ${limits.maxEmptyMembers} members in a row are empty`);
  } while (!(await reader.ended()));
}

/**
 * Gives memory back at once: what waits for the garbage collector is tens of megabytes, since it does not see how much a chunk holds.
 * Only a whole buffer that ends with the chunk is nobody's any more: zlib fills buffers piece by piece.
 */
function release({ buffer, byteOffset, byteLength }: Uint8Array): void {
  if (
    buffer instanceof ArrayBuffer &&
    byteLength > 0 &&
    byteOffset + byteLength === buffer.byteLength &&
    byteLength >= SMALL
  )
    buffer.transfer(0);
}

type Fail = (rule: string, message: string) => never;
type Counts = { taken: number };

async function* gzipMember(reader: ByteReader, counts: Counts & { members: number }, fail: Fail) {
  await gzipHeader(reader, counts, fail);
  const engine = new Engine(zlib.createInflateRaw({ chunkSize: await roomFor(reader) }));
  let crc = 0;
  let size = 0;
  const measured = (chunks: readonly Uint8Array[]) => {
    for (const chunk of chunks) {
      crc = zlib.crc32(chunk, crc);
      size = (size + chunk.length) % 2 ** 32;
    }
    return chunks;
  };
  try {
    for (let fed = 0; !engine.ended; ) {
      const piece = await reader.some(size > fed * DENSE ? SMALL : SLICE);
      if (piece === undefined) return fail('truncated', 'the stream ends inside the compressed data');
      const outputs = await engine
        .write(piece)
        .catch((cause) => fail('data', `the compressed data is malformed (${cause.message})`));
      fed += piece.length;
      const unused = engine.ended ? fed - engine.taken : 0;
      counts.taken += piece.length - unused;
      reader.unread(piece.subarray(piece.length - unused));
      yield* measured(outputs);
    }
  } finally {
    engine.close();
  }
  const trailer = await reader.exactly(8);
  counts.taken += trailer.length;
  if (trailer.length < 8) fail('truncated', 'the stream ends inside the checksum');
  const view = new DataView(trailer.buffer, trailer.byteOffset, 8);
  if (view.getUint32(0, true) !== crc || view.getUint32(4, true) !== size)
    fail('checksum', 'the content does not have the checksum and length of its trailer');
}

async function gzipHeader(reader: ByteReader, counts: Counts & { members: number }, fail: Fail): Promise<void> {
  const take = async (count: number): Promise<Uint8Array> => {
    const bytes = await reader.exactly(count);
    counts.taken += bytes.length;
    if (bytes.length < count)
      fail(counts.members > 1 ? 'trailing' : 'truncated', 'the stream ends inside a gzip header');
    return bytes;
  };
  const magic = await take(counts.members > 1 ? 2 : 10);
  if (magic[0] !== 0x1f || magic[1] !== 0x8b)
    fail(counts.members > 1 ? 'trailing' : 'header', counts.members > 1 ? 'bytes follow the end' : 'this is not gzip');
  const fixed = counts.members > 1 ? await take(8) : magic.subarray(2);
  const flags = fixed[1] ?? 0;
  if (fixed[0] !== 8 || (flags & 0xe0) !== 0) fail('header', 'the gzip header has an unknown method or flag');
  if ((flags & 4) !== 0) {
    const length = await take(2);
    await take((length[0] ?? 0) | ((length[1] ?? 0) << 8));
  }
  for (const flag of [8, 16]) {
    if ((flags & flag) === 0) continue;
    // Name and comment end with a zero byte and have no length of their own, so they get a bound.
    for (let i = 0; (await take(1))[0] !== 0; i++) if (i > 4096) fail('header', 'a name in the gzip header has no end');
  }
  if ((flags & 2) !== 0) await take(2);
}

// Node's zstd decoder stops after one frame and does not say where, so frames are cut here by their block headers.
async function* zstdFrame(reader: ByteReader, counts: Counts & { members: number }, fail: Fail) {
  const take = async (count: number, rule = 'truncated'): Promise<Uint8Array> => {
    const bytes = await reader.exactly(count);
    counts.taken += bytes.length;
    if (bytes.length < count) fail(rule, 'the stream ends inside a zstd frame');
    return bytes;
  };
  const first = counts.members === 1;
  const magic = await take(4, first ? 'truncated' : 'trailing');
  const number = littleEndian(magic);
  if (number >>> 4 === 0x184d2a5) {
    let left = littleEndian(await take(4));
    for (; left > 0; left -= SLICE) await take(Math.min(left, SLICE));
    return;
  }
  if (number !== 0xfd2fb528) fail(first ? 'header' : 'trailing', first ? 'this is not zstd' : 'bytes follow the end');
  const descriptor = await take(1);
  const bits = descriptor[0] ?? 0;
  const single = (bits & 0x20) !== 0;
  const contentSize = [single ? 1 : 0, 2, 4, 8][bits >> 6] ?? 0;
  const rest = await take((single ? 0 : 1) + ([0, 1, 2, 4][bits & 3] ?? 0) + contentSize);
  const engine = new Engine(zlib.createZstdDecompress({ chunkSize: await roomFor(reader) }));
  const feed = (bytes: Uint8Array) =>
    engine.write(bytes).catch((cause) => fail('data', `the compressed data is malformed (${cause.message})`));
  try {
    for (const part of [magic, descriptor, rest]) if (part.length > 0) yield* await feed(part);
    for (let last = false; !last; ) {
      const header = await take(3);
      const block = littleEndian(header);
      last = (block & 1) !== 0;
      const type = (block >> 1) & 3;
      if (type === 3) fail('data', 'a block has the reserved type');
      yield* await feed(header);
      for (let left = type === 1 ? 1 : block >> 3; left > 0; ) {
        const piece = await take(Math.min(left, SLICE));
        left -= piece.length;
        yield* await feed(piece);
      }
    }
    if ((bits & 4) !== 0) yield* await feed(await take(4));
    yield* await engine.finish().catch((cause) => fail('data', `the frame is malformed (${cause.message})`));
  } finally {
    engine.close();
  }
}

/**
 * Bytes of the buffer that is filled at one time. A large one is dear to make and to collect: an image whose layers hold next to nothing
 * is checked a sixth sooner without. Still smaller ones would be parts of Node's pool, which is never given back.
 */
async function roomFor(reader: ByteReader): Promise<number> {
  return (await reader.isShort(SMALL)) ? 64 * 1024 : 256 * 1024;
}

function littleEndian(bytes: Uint8Array): number {
  return bytes.reduceRight((number, byte) => number * 256 + byte, 0);
}

/** A zlib stream driven write by write, so that what is held stays bounded and the end is known to the byte. */
class Engine {
  readonly #stream: zlib.InflateRaw | zlib.ZstdDecompress;
  #outputs: Uint8Array[] = [];
  #settle: (error?: Error) => void = () => {};
  ended = false;

  constructor(stream: zlib.InflateRaw | zlib.ZstdDecompress) {
    this.#stream = stream;
    stream.on('data', (chunk: Uint8Array) => this.#outputs.push(chunk));
    stream.on('end', () => {
      this.ended = true;
      this.#settle();
    });
    stream.on('error', (error) => this.#settle(error));
  }

  /** Compressed bytes that were used. */
  get taken(): number {
    return this.#stream.bytesWritten;
  }

  /** What was given before must not be used any more: its memory is filled again. */
  write(bytes: Uint8Array): Promise<readonly Uint8Array[]> {
    if (this.ended) return Promise.reject(new Error('data follows the end of the stream'));
    return this.#step((done) => this.#stream.write(bytes, done));
  }

  finish(): Promise<readonly Uint8Array[]> {
    return this.ended ? Promise.resolve([]) : this.#step(() => this.#stream.end());
  }

  close(): void {
    this.#stream.destroy();
  }

  /**
   * Lets zlib fill its buffer from the start again. Otherwise it takes a new one for each 256 KiB, and a large layer costs
   * tens of megabytes that the system's allocator can't give back (measured: 130 MB against 80). Node has no public way; without the
   * field everything works as before.
   */
  #rewind(): void {
    const stream: { _outOffset?: unknown } = this.#stream as object;
    if (typeof stream._outOffset === 'number') stream._outOffset = 0;
  }

  #step(start: (done: (error?: Error | null) => void) => void): Promise<readonly Uint8Array[]> {
    return new Promise((resolve, reject) => {
      this.#settle = (error) => {
        if (error !== undefined) return reject(error);
        const outputs = this.#outputs;
        this.#outputs = [];
        resolve(outputs);
      };
      this.#rewind();
      start((error) => this.#settle(error ?? undefined));
    });
  }
}
