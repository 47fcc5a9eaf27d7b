import { FormatError } from '../format-error.ts';
import { isJsonArray, type JsonValue } from '../json/value.ts';
import { encodeUtf8 } from '../utf8.ts';

/**
 * The bytes that TUF metadata is signed over: "canonical JSON" of OLPC, which is not that of RFC 8785. Only quotes and
 * backslashes are escaped, all other characters stand for themselves, and there are no fractions.
 *
 * @throws FormatError for a number with a fraction
 * @example tufCanonicalBytes({ b: 1, a: 'x\n' }) // {"a":"x<line feed>","b":1}
 * @see TUF specification 1.0.34 section 4.2.1; wiki.laptop.org/go/Canonical_JSON
 */
export function tufCanonicalBytes(value: JsonValue): Uint8Array<ArrayBuffer> {
  return encodeUtf8(written(value));
}

function written(value: JsonValue): string {
  if (typeof value === 'string') return quoted(value);
  if (typeof value === 'number') {
    if (!Number.isSafeInteger(value)) throw new FormatError('tuf', `the number ${value} is no whole number`);
    return String(value);
  }
  if (value === null || typeof value === 'boolean') return String(value);
  if (isJsonArray(value)) return `[${value.map(written).join(',')}]`;
  // By UTF-16 code units, as every implementation of TUF in use sorts names of ASCII alike.
  const members = Object.keys(value)
    .sort()
    .flatMap((name) => {
      const member = value[name];
      return member === undefined ? [] : [`${quoted(name)}:${written(member)}`];
    });
  return `{${members.join(',')}}`;
}

function quoted(text: string): string {
  return `"${text.replaceAll(/["\\]/g, '\\$&')}"`;
}
