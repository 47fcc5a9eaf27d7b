import { isJsonArray, isJsonObject, type JsonValue } from '../json/value.ts';

/**
 * Length of a text in code points, as JSON Schema counts `minLength` and `maxLength`.
 * @example ucs2length('\u{1f512}') // 1
 * @see JSON Schema Validation 2020-12, 6.3
 */
export function ucs2length(text: string): number {
  let length = 0;
  for (const _ of text) length++;
  return length;
}

/**
 * Equality of two JSON values; the order of members does not count.
 * @example equal({ a: 1, b: [] }, { b: [], a: 1 }) // true
 * @see JSON Schema Core 2020-12, 4.2.2
 */
export function equal(a: JsonValue | undefined, b: JsonValue | undefined): boolean {
  if (a === b) return true;
  if (isJsonArray(a) && isJsonArray(b)) return a.length === b.length && a.every((item, i) => equal(item, b[i]));
  if (!isJsonObject(a) || !isJsonObject(b)) return false;
  const names = Object.keys(a);
  return (
    names.length === Object.keys(b).length && names.every((name) => Object.hasOwn(b, name) && equal(a[name], b[name]))
  );
}
