import { FormatError } from '../format-error.ts';
import { encodeUtf8 } from '../utf8.ts';
import type { JsonValue } from './value.ts';

/**
 * Canonical JSON: members sorted by UTF-16 code units, no white space, numbers and strings as ECMAScript writes them.
 * Everything that Twinseal hashes or signs is written by this, so equal values have equal bytes.
 *
 * @param value - a JSON value; `undefined` members are left out
 * @throws FormatError for a number that is not finite or a string with a lone surrogate
 * @example canonicalJson({ b: 1, a: [] }) // '{"a":[],"b":1}'
 * @see RFC 8785 (JCS) section 3.2
 */
export function canonicalJson(value: JsonValue): string {
  switch (typeof value) {
    case 'string':
      if (!value.isWellFormed()) throw new FormatError('json', 'a string has a lone surrogate');
      return JSON.stringify(value);
    case 'number':
      if (!Number.isFinite(value)) throw new FormatError('json', `${value} is not a JSON number`);
      return JSON.stringify(value);
    case 'object': {
      if (value === null) return 'null';
      if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
      const object = value as { readonly [name: string]: JsonValue | undefined };
      const members = Object.keys(object)
        .sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))
        .flatMap((name) => {
          const member = object[name];
          return member === undefined ? [] : [`${canonicalJson(name)}:${canonicalJson(member)}`];
        });
      return `{${members.join(',')}}`;
    }
    default:
      return String(value);
  }
}

/**
 * The UTF-8 bytes of {@link canonicalJson}.
 * @throws FormatError for a number that is not finite or a string with a lone surrogate
 * @example sha256Digest(canonicalJsonBytes({}))
 */
export function canonicalJsonBytes(value: JsonValue): Uint8Array<ArrayBuffer> {
  return encodeUtf8(canonicalJson(value));
}
