import { isJsonArray, type JsonObject, type JsonValue } from './value.ts';

/**
 * A record as JSON, so that it can be hashed: what is no JSON value (bytes, functions, dates) is a defect and throws,
 * since a digest over less than the record would vouch for what it does not cover.
 *
 * @throws TypeError
 * @example canonicalJsonBytes(recordJson(facts))
 */
export function recordJson(record: unknown): JsonValue {
  if (record === null || typeof record === 'string' || typeof record === 'boolean') return record;
  if (typeof record === 'number' && Number.isFinite(record)) return record;
  if (Array.isArray(record)) return record.map(recordJson);
  if (typeof record === 'object' && isPlain(record)) {
    const object: Record<string, JsonObject[string]> = Object.create(null);
    for (const [name, value] of Object.entries(record)) if (value !== undefined) object[name] = recordJson(value);
    return object;
  }
  throw new TypeError(`a ${typeof record} is no part of a record`);
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return !isJsonArray(value as JsonValue) && (prototype === null || prototype === Object.prototype);
}
