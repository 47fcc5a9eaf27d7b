import { concatBytes } from '../concat-bytes.ts';
import { FormatError } from '../format-error.ts';
import { encodeUtf8 } from '../utf8.ts';
import { type CborValue, isCborArray, isCborBytes, isCborMap } from './value.ts';

/**
 * Writes a value in the core deterministic encoding: shortest forms, definite lengths, the labels of a map in the order of
 * their bytes. {@link parseCbor} reads it back.
 *
 * @throws FormatError for a number that is not whole or not safe, and for text with a lone surrogate
 * @example serialiseCbor(['a', 1]) // 82 61 61 01
 * @see RFC 8949 section 4.2.1
 */
export function serialiseCbor(value: CborValue): Uint8Array<ArrayBuffer> {
  if (value === null) return new Uint8Array([0xf6]);
  if (typeof value === 'boolean') return new Uint8Array([value ? 0xf5 : 0xf4]);
  if (typeof value === 'number') return value < 0 ? head(1, -1 - value) : head(0, value);
  if (typeof value === 'string') {
    if (!value.isWellFormed()) throw new FormatError('cbor', 'a text has a lone surrogate');
    const bytes = encodeUtf8(value);
    return concatBytes([head(3, bytes.length), bytes]);
  }
  if (isCborBytes(value)) return concatBytes([head(2, value.length), value]);
  if (isCborArray(value)) return concatBytes([head(4, value.length), ...value.map(serialiseCbor)]);
  if (isCborMap(value)) {
    const entries = [...value].map(([label, member]) => [serialiseCbor(label), serialiseCbor(member)] as const);
    return concatBytes([head(5, value.size), ...entries.sort(([a], [b]) => compare(a, b)).flat()]);
  }
  return concatBytes([head(6, value.tag), serialiseCbor(value.value)]);
}

function head(major: number, argument: number): Uint8Array<ArrayBuffer> {
  if (!Number.isSafeInteger(argument) || argument < 0 || argument === Number.MAX_SAFE_INTEGER)
    throw new FormatError('cbor', 'a number is not whole or not safe');
  if (argument < 24) return new Uint8Array([(major << 5) | argument]);
  const size = argument < 2 ** 8 ? 1 : argument < 2 ** 16 ? 2 : argument < 2 ** 32 ? 4 : 8;
  const bytes = new Uint8Array(1 + size);
  bytes[0] = (major << 5) | (24 + Math.log2(size));
  for (let i = size, rest = argument; i > 0; i--, rest = Math.floor(rest / 256)) bytes[i] = rest % 256;
  return bytes;
}

function compare(a: Uint8Array, b: Uint8Array): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}
