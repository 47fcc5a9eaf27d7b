import { type JsonLimits, parseJsonNoting } from '../json/parse.ts';
import { isJsonArray, isJsonObject, type JsonValue } from '../json/value.ts';

/**
 * Reads a document without its members that are null: protobuf JSON reads them as absent, and real documents have such members.
 * @throws FormatError
 * @example parseProtoJson(encodeUtf8('{"start":"2022-04-13T20:06:15Z","end":null}'), limits) // { start: ... }
 * @see ProtoJSON format, "Null values"
 */
export function parseProtoJson(bytes: Uint8Array, limits: JsonLimits): JsonValue {
  const { value, nulls } = parseJsonNoting(bytes, limits);
  // Most documents have none, and a copy of all their members takes as long as reading them.
  return nulls ? withoutNulls(value) : value;
}

/**
 * A copy of a document without its members that are null, as {@link parseProtoJson} reads it.
 * @example withoutNulls({ start: '2022-04-13T20:06:15Z', end: null }) // { start: ... }
 */
export function withoutNulls(value: JsonValue): JsonValue {
  if (isJsonArray(value)) return value.map(withoutNulls);
  if (!isJsonObject(value)) return value;
  const kept: Record<string, JsonValue> = Object.create(null);
  for (const [name, member] of Object.entries(value))
    if (member !== null && member !== undefined) kept[name] = withoutNulls(member);
  return kept;
}
