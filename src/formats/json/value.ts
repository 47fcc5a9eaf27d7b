/** Any JSON value, as the strict parser gives it. Objects have a null prototype, so `__proto__` is only a name. */
export type JsonValue = null | boolean | number | string | readonly JsonValue[] | JsonObject;
/** A JSON object. A name that is absent reads as `undefined`. */
export interface JsonObject {
  readonly [name: string]: JsonValue | undefined;
}

/** True for an object, not for `null` or an array. @example isJsonObject({}) // true */
export function isJsonObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * True for an array; unlike `Array.isArray` it keeps the element type of a readonly array.
 * @example isJsonArray([1]) // true
 */
export function isJsonArray(value: JsonValue | undefined): value is readonly JsonValue[] {
  return Array.isArray(value);
}
