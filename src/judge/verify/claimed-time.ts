import { FormatError } from '../../formats/format-error.ts';
import { isJsonObject, type JsonValue } from '../../formats/json/value.ts';
import { parseRfc3339 } from '../../formats/rfc3339.ts';
import { PREDICATE_TIMES } from '../../records/predicate-times.ts';

/**
 * When what a statement states was made or found, as its predicate claims. Signed, but only as true as the signer's clock.
 *
 * @param predicateType - the whole URI
 * @returns whole seconds since 1970-01-01T00:00:00Z; undefined for a type whose time is not known, and a predicate without one
 * @example claimedTimeOf('https://spdx.dev/Document', { creationInfo: { created: '2026-04-01T00:00:00Z' } }) // 1774915200
 */
export function claimedTimeOf(predicateType: string, predicate: JsonValue): number | undefined {
  const places = Object.hasOwn(PREDICATE_TIMES, predicateType) ? (PREDICATE_TIMES[predicateType] ?? []) : [];
  const times = places.flatMap((place) => secondsAt(predicate, place) ?? []);
  return times.length === 0 ? undefined : Math.max(...times);
}

function secondsAt(predicate: JsonValue, place: readonly string[]): number | undefined {
  let value: JsonValue | undefined = predicate;
  for (const name of place) value = isJsonObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
  if (typeof value !== 'string') return undefined;
  try {
    return Math.floor(parseRfc3339(value) / 1000);
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    return undefined;
  }
}
