import { FormatError } from '../format-error.ts';
import { encodeUtf8 } from '../utf8.ts';
import { isJsonArray, type JsonObject, type JsonValue } from './value.ts';

/** What JSON writes as it is: printable ASCII without the two characters that are escaped. */
const PLAIN = /^[ !#-[\]-~]*$/;

/**
 * Canonical JSON: members sorted by UTF-16 code units, no white space, numbers and strings as ECMAScript writes them.
 * Everything that Twinseal hashes or signs is written by this, so equal values have equal bytes.
 *
 * @param value - a JSON value; `undefined` members are left out
 * @param written - the canonical JSON of objects that stand in the value more than once
 * @throws FormatError for a number that is not finite or a string with a lone surrogate
 * @example canonicalJson({ b: 1, a: [] }) // '{"a":[],"b":1}'
 * @see RFC 8785 (JCS) section 3.2
 */
export function canonicalJson(value: JsonValue, written?: ReadonlyMap<unknown, string>): string {
  switch (typeof value) {
    case 'string':
      return text(value);
    case 'number':
      if (!Number.isFinite(value)) throw new FormatError('json', `${value} is not a JSON number`);
      return JSON.stringify(value);
    case 'object':
      if (value === null) return 'null';
      return written?.get(value) ?? (isJsonArray(value) ? array(value, written) : object(value, written));
    default:
      return String(value);
  }
}

function text(value: string): string {
  if (PLAIN.test(value)) return `"${value}"`;
  if (!value.isWellFormed()) throw new FormatError('json', 'a string has a lone surrogate');
  return JSON.stringify(value);
}

function array(values: readonly JsonValue[], written: ReadonlyMap<unknown, string> | undefined): string {
  let all = '[';
  for (const value of values) all += `${all.length === 1 ? '' : ','}${canonicalJson(value, written)}`;
  return `${all}]`;
}

function object(members: JsonObject, written: ReadonlyMap<unknown, string> | undefined): string {
  let all = '{';
  // By default, sort compares UTF-16 code units (ECMA-262, Array.prototype.sort), as RFC 8785 section 3.2.3 asks.
  const names = Object.keys(members);
  if (!isSorted(names)) names.sort();
  for (const name of names) {
    const member = members[name];
    if (member !== undefined) all += `${all.length === 1 ? '' : ','}${text(name)}:${canonicalJson(member, written)}`;
  }
  return `${all}}`;
}

/** Many records have their members in order already: looking costs less than sorting. */
function isSorted(names: readonly string[]): boolean {
  return names.every((name, at) => at === 0 || name > (names[at - 1] ?? ''));
}

/**
 * The UTF-8 bytes of {@link canonicalJson}.
 * @throws FormatError for a number that is not finite or a string with a lone surrogate
 * @example sha256Digest(canonicalJsonBytes({}))
 */
export function canonicalJsonBytes(value: JsonValue): Uint8Array<ArrayBuffer> {
  return encodeUtf8(canonicalJson(value));
}
