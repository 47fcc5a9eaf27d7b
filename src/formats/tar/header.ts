import { FormatError } from '../format-error.ts';

/** A raw header block, before extended headers are applied. */
export interface TarHeaderBlock {
  readonly name: string;
  readonly linkName: string;
  /** The type flag as a character; `\0` of old tars reads as `0`. */
  readonly type: string;
  readonly size: number;
  /** Permission bits, setuid, setgid and sticky bit included. */
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  /** Old tars mark a directory by a slash at the end of its name alone. */
  readonly oldStyle: boolean;
}

/**
 * Reads one header block of 512 bytes: ustar, GNU or the old form.
 *
 * @param block - not all zero
 * @param offset - where the block stands, for messages
 * @throws FormatError of format `tar` for a wrong checksum, a malformed number or an unknown variant
 * @example parseTarHeader(await source.take(512), 0).name // 'etc/passwd'
 * @see POSIX.1-2017 pax, "ustar Interchange Format"; GNU tar manual, "Basic Tar Format"
 */
export function parseTarHeader(block: Uint8Array, offset: number): TarHeaderBlock {
  const at = `@${offset}`;
  const sum = checksum(block);
  if (number(block, 148, 8, at) !== sum)
    throw new FormatError('tar', 'the checksum of a header is wrong', at, { rule: 'checksum' });
  const magic = latin1(block, 257, 8);
  const ustar = magic === 'ustar\x0000';
  if (!ustar && magic !== 'ustar  \0' && block.subarray(257, 265).some((byte) => byte !== 0))
    throw new FormatError('tar', 'the header is neither ustar, GNU nor of the old form', at, { rule: 'magic' });
  // star puts other fields behind a shorter prefix, so one block would have two names.
  if (ustar && latin1(block, 508, 4) === 'tar\0')
    throw new FormatError('tar', 'headers of star are not read', at, { rule: 'magic' });
  const prefix = ustar ? text(block, 345, 155) : '';
  const name = text(block, 0, 100);
  const flag = block[156] ?? 0;
  return {
    name: prefix === '' ? name : `${prefix}/${name}`,
    linkName: text(block, 157, 100),
    type: flag === 0 ? '0' : String.fromCharCode(flag),
    size: number(block, 124, 12, at),
    mode: number(block, 100, 8, at) & 0o7777,
    uid: number(block, 108, 8, at),
    gid: number(block, 116, 8, at),
    oldStyle: flag === 0,
  };
}

/**
 * Bytes of a name as text that keeps them apart: UTF-8 where it is well-formed, else each stray byte as a lone surrogate
 * U+DC80..U+DCFF, so that two names are one text only if their bytes are equal.
 * @example nameText(new Uint8Array([0x61, 0xff])) // 'a\udcff'
 */
export function nameText(bytes: Uint8Array): string {
  try {
    return STRICT.decode(bytes);
  } catch {
    return Array.from(bytes, (byte) => String.fromCharCode(byte < 0x80 ? byte : 0xdc00 | byte)).join('');
  }
}
const STRICT = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function checksum(block: Uint8Array): number {
  let sum = 8 * 0x20;
  for (let i = 0; i < 512; i++) if (i < 148 || i >= 156) sum += block[i] ?? 0;
  return sum;
}

// Octal with blanks or NULs around it, or base-256 when the top bit is set (GNU tar manual, "Extensions to the Archive Format").
function number(block: Uint8Array, from: number, length: number, at: string): number {
  const first = block[from] ?? 0;
  if ((first & 0x80) !== 0) {
    let value = first & 0x7f;
    for (let i = 1; i < length; i++) value = value * 256 + (block[from + i] ?? 0);
    if ((first & 0x40) !== 0 || !Number.isSafeInteger(value))
      throw new FormatError('tar', 'a number in a header is negative or beyond 2^53', at, { rule: 'number' });
    return value;
  }
  const digits = latin1(block, from, length);
  const match = /^ *([0-7]*)[ \0]*$/.exec(digits);
  if (match === null) throw new FormatError('tar', 'a number in a header is not octal', at, { rule: 'number' });
  return Number.parseInt(match[1] === '' ? '0' : (match[1] ?? '0'), 8);
}

function text(block: Uint8Array, from: number, length: number): string {
  const field = block.subarray(from, from + length);
  const end = field.indexOf(0);
  return nameText(end < 0 ? field : field.subarray(0, end));
}

function latin1(block: Uint8Array, from: number, length: number): string {
  return String.fromCharCode(...block.subarray(from, from + length));
}
