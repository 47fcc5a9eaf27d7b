import { FormatError } from '../format-error.ts';
import { ByteSource, type SkippingSource } from './byte-source.ts';
import { nameText, parseTarHeader, type TarHeaderBlock } from './header.ts';
import { type PaxRecords, parsePaxRecords } from './pax.ts';

/** What an entry is. */
export type TarEntryType = 'file' | 'hardlink' | 'symlink' | 'directory' | 'device' | 'fifo';

/** One entry, with extended headers applied. Names are as they stand: nothing is cleaned or followed. */
export interface TarEntry {
  readonly path: string;
  readonly type: TarEntryType;
  /** Bytes of content; 0 for all but files. */
  readonly size: number;
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  /** Of links. */
  readonly linkTarget?: string;
  /** Number of the entry in the stream, from 0. */
  readonly ordinal: number;
}

/** How a stream ended. */
export interface TarEnd {
  /** Two zero blocks stood at the end, as POSIX asks. */
  readonly marked: boolean;
  /** Bytes other than zero after that mark, which some readers would read on into. */
  readonly trailing: boolean;
}

/** Bounds of a stream. */
export interface TarLimits {
  readonly maxEntries: number;
  /** Bytes of one extended header or long name. */
  readonly maxHeader: number;
}

/** A million entries, 1 MiB of extended header. */
export const TAR_LIMITS: TarLimits = { maxEntries: 1_000_000, maxHeader: 1024 * 1024 };

const BLOCK = 512;
const CHUNK = 1024 * 1024;
// Beyond eleven octal digits a header can't say the size, so whatever stands there says nothing.
const MAX_OCTAL = 8 ** 11 - 1;
const TYPES: Readonly<Record<string, TarEntryType>> = {
  '0': 'file',
  '1': 'hardlink',
  '2': 'symlink',
  '3': 'device',
  '4': 'device',
  '5': 'directory',
  '6': 'fifo',
  '7': 'file',
};

/**
 * Reads a tar stream entry by entry in constant memory and extracts nothing. Whatever lets two readers see two file
 * systems in one stream is refused: sparse files, sizes that disagree between headers, sizes of entries without content,
 * both kinds of long name at once, unknown types, changes of name by a global header.
 *
 * @throws FormatError (by its methods) of format `tar` with the byte offset
 * @example
 * const tar = new TarReader(stream);
 * for (let entry = await tar.next(); entry !== undefined; entry = await tar.next()) console.log(entry.path);
 * @see POSIX.1-2017 pax; GNU tar manual, "Extensions to the Archive Format"; CVE-2026-32288, CVE-2022-2879
 */
export class TarReader {
  readonly #source: ByteSource;
  readonly #limits: TarLimits;
  #left = 0;
  #padding = 0;
  #extended = 0;
  #ordinal = 0;
  #end: TarEnd | undefined;

  constructor(source: SkippingSource, limits: TarLimits = TAR_LIMITS) {
    this.#source = new ByteSource(source);
    this.#limits = limits;
  }

  /** How the stream ended; known once {@link next} gave undefined. */
  get end(): TarEnd | undefined {
    return this.#end;
  }

  /** Where the content of the current entry begins, in bytes from the start of the stream, as long as none of it was read. */
  get contentAt(): number {
    return this.#source.offset;
  }

  /**
   * The next entry, passing over content that was not read; undefined at the end, after which the stream was read to
   * its last byte.
   * @throws FormatError of format `tar` with the byte offset
   */
  async next(): Promise<TarEntry | undefined> {
    if (this.#end !== undefined) return undefined;
    await this.#skip(this.#left + this.#padding);
    this.#left = 0;
    this.#padding = 0;
    let pax: PaxRecords | undefined;
    let longName: string | undefined;
    let longLink: string | undefined;
    for (;;) {
      const offset = this.#source.offset;
      const block = await this.#source.take(BLOCK);
      if (block.length === 0 || isZero(block)) {
        if (pax !== undefined || longName !== undefined || longLink !== undefined)
          throw new FormatError('tar', 'the stream ends after an extended header', `@${offset}`, { rule: 'truncated' });
        await this.#finish(block.length > 0, offset);
        return undefined;
      }
      if (block.length < BLOCK) throw truncated(offset);
      const header = parseTarHeader(block, offset);
      if (!['x', 'g', 'L', 'K'].includes(header.type)) {
        if (
          (pax?.path !== undefined && longName !== undefined) ||
          (pax?.linkPath !== undefined && longLink !== undefined)
        )
          throw new FormatError('tar', 'an entry has a PAX name and a GNU long name', `@${offset}`, {
            rule: 'two-names',
          });
        return this.#entry(header, offset, longName ?? pax?.path, longLink ?? pax?.linkPath, pax?.size);
      }
      if (header.size > this.#limits.maxHeader)
        throw new FormatError(
          'tar',
          `an extended header has ${header.size} bytes, more than the ${this.#limits.maxHeader} allowed`,
          `@${offset}`,
          { rule: 'pax-limit' },
        );
      if (++this.#extended > 2 * this.#limits.maxEntries)
        throw new FormatError('tar', 'the stream has too many extended headers', `@${offset}`, { rule: 'limit' });
      // A copy (`slice` of a Buffer is none): the source may use its memory again while the padding is read.
      const body = new Uint8Array(await this.#source.take(header.size));
      if (body.length < header.size) throw truncated(offset);
      await this.#skip(paddingOf(header.size));
      const twice = (value: unknown): void => {
        if (value !== undefined)
          throw new FormatError('tar', 'an entry has two extended headers of one kind', `@${offset}`, {
            rule: 'two-headers',
          });
      };
      if (header.type === 'x') {
        twice(pax);
        pax = parsePaxRecords(body, offset);
      } else if (header.type === 'g') {
        // Go ignores a global header, others apply it: only one that changes neither names nor sizes means one thing.
        const { path, linkPath, size } = parsePaxRecords(body, offset);
        if (path !== undefined || linkPath !== undefined || size !== undefined)
          throw new FormatError('tar', 'a global header sets a name or a size', `@${offset}`, { rule: 'global' });
      } else if (header.type === 'L') {
        twice(longName);
        longName = longText(body, offset);
      } else {
        twice(longLink);
        longLink = longText(body, offset);
      }
    }
  }

  /** The content of the current entry, in views that are good until the next read. */
  async *content(): AsyncGenerator<Uint8Array, void, undefined> {
    while (this.#left > 0) {
      const part = await this.#source.some(Math.min(this.#left, CHUNK));
      if (part === undefined) throw truncated(this.#source.offset);
      this.#left -= part.length;
      yield part;
    }
  }

  /** Ends reading early. */
  async close(): Promise<void> {
    await this.#source.close();
  }

  #entry(
    header: TarHeaderBlock,
    offset: number,
    path: string | undefined,
    link: string | undefined,
    paxSize: number | undefined,
  ): TarEntry {
    const at = `@${offset}`;
    const fail = (rule: string, message: string): never => {
      throw new FormatError('tar', message, at, { rule });
    };
    const name = path ?? header.name;
    if (name === '') fail('name', 'an entry has no name');
    if (header.type === 'S') fail('sparse', 'a sparse file is refused');
    let type = Object.hasOwn(TYPES, header.type) ? TYPES[header.type] : undefined;
    if (type === undefined) return fail('type', `an entry has the unknown type ${JSON.stringify(header.type)}`);
    if (paxSize !== undefined && header.size !== paxSize && header.size !== 0 && paxSize <= MAX_OCTAL)
      fail('two-sizes', `an entry has ${header.size} bytes by its header and ${paxSize} by its extended header`);
    const size = paxSize ?? header.size;
    if (type === 'file' && name.endsWith('/')) {
      // The old form has no type for directories; with a type, a file named like a directory is neither.
      if (!header.oldStyle) fail('name', 'a file has a name that ends in a slash');
      type = 'directory';
    }
    if (type !== 'file' && size !== 0)
      fail('size', `an entry of type ${type} has a size, and readers disagree on what follows`);
    const linkTarget = type === 'symlink' || type === 'hardlink' ? (link ?? header.linkName) : undefined;
    if (linkTarget === '') fail('name', 'a link has no target');
    if (this.#ordinal >= this.#limits.maxEntries)
      fail('limit', `the stream has more than ${this.#limits.maxEntries} entries`);
    this.#left = size;
    this.#padding = paddingOf(size);
    return {
      path: name,
      type,
      size,
      mode: header.mode,
      uid: header.uid,
      gid: header.gid,
      ...(linkTarget !== undefined && { linkTarget }),
      ordinal: this.#ordinal++,
    };
  }

  async #finish(zeroBlock: boolean, offset: number): Promise<void> {
    if (!zeroBlock) {
      this.#end = { marked: false, trailing: false };
      return;
    }
    const second = await this.#source.take(BLOCK);
    if (second.length === BLOCK && !isZero(second))
      throw new FormatError('tar', 'a single zero block stands between entries', `@${offset}`, { rule: 'zero-block' });
    let trailing = second.length < BLOCK && !isZero(second);
    for (let part = await this.#source.some(CHUNK); part !== undefined; part = await this.#source.some(CHUNK))
      trailing ||= !isZero(part);
    this.#end = { marked: second.length === BLOCK, trailing };
  }

  async #skip(length: number): Promise<void> {
    if (length > 0 && (await this.#source.skip(length)) < length) throw truncated(this.#source.offset);
  }
}

function longText(body: Uint8Array, offset: number): string {
  const end = body.indexOf(0);
  const bytes = end < 0 ? body : body.subarray(0, end);
  if (bytes.length === 0 || (end >= 0 && !isZero(body.subarray(end))))
    throw new FormatError('tar', 'a GNU long name is empty or has a NUL inside', `@${offset}`, { rule: 'name' });
  return nameText(bytes);
}

function isZero(bytes: Uint8Array): boolean {
  // Four bytes at once where the place in memory allows it: layers can end in hundreds of megabytes of zeros.
  const head = bytes.length < 8 ? bytes.length : (4 - (bytes.byteOffset % 4)) % 4;
  if (head === bytes.length) return bytes.every((byte) => byte === 0);
  const words = new Uint32Array(bytes.buffer, bytes.byteOffset + head, (bytes.length - head) >>> 2);
  for (let i = 0; i < head; i++) if (bytes[i] !== 0) return false;
  for (let i = 0; i < words.length; i++) if (words[i] !== 0) return false;
  for (let i = head + words.length * 4; i < bytes.length; i++) if (bytes[i] !== 0) return false;
  return true;
}

function paddingOf(size: number): number {
  return (BLOCK - (size % BLOCK)) % BLOCK;
}

function truncated(offset: number): FormatError {
  return new FormatError('tar', 'the stream ends inside of an entry', `@${offset}`, { rule: 'truncated' });
}
