import { isJsonArray, isJsonObject, type JsonValue } from '../json/value.ts';

/**
 * A document without its members that are null: protobuf JSON reads them as absent, and real documents have such members.
 * @example withoutNulls({ validFor: { start: '2022-04-13T20:06:15Z', end: null } }) // { validFor: { start: ... } }
 * @see ProtoJSON format, "Null values"
 */
export function withoutNulls(value: JsonValue): JsonValue {
  return hasNull(value) ? copied(value) : value;
}

/** Most documents have none, and a copy of all their members takes as long as reading them. */
function hasNull(value: JsonValue | undefined): boolean {
  if (isJsonArray(value)) return value.some(hasNull);
  if (!isJsonObject(value)) return false;
  for (const name in value) {
    const member = value[name];
    if (member === null || (typeof member === 'object' && hasNull(member))) return true;
  }
  return false;
}

function copied(value: JsonValue): JsonValue {
  if (isJsonArray(value)) return value.map(copied);
  if (!isJsonObject(value)) return value;
  const kept: Record<string, JsonValue> = Object.create(null);
  for (const [name, member] of Object.entries(value))
    if (member !== null && member !== undefined) kept[name] = copied(member);
  return kept;
}
