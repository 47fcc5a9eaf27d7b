import { FormatError } from '../../../formats/format-error.ts';
import type { Members } from '../../../formats/json/members.ts';
import { isJsonArray, type JsonValue } from '../../../formats/json/value.ts';
import { parseRfc3339 } from '../../../formats/rfc3339.ts';

/** Most entries of a list in a policy, unless it says otherwise. */
export const MAX_ENTRIES = 64;
/** Longest age that a policy can set, in seconds: a hundred years. */
export const MAX_AGE = 100 * 366 * 86_400;

/**
 * The entries of a list, each read with its JSON pointer.
 * @throws FormatError
 * @example readList(value, '/require/platforms', (entry, at) => readPlatform(entry, at))
 */
export function readList<T>(
  value: JsonValue,
  at: string,
  read: (entry: JsonValue, at: string) => T,
  max = MAX_ENTRIES,
): readonly T[] {
  if (!isJsonArray(value)) throw new FormatError('policy', `${at} must be an array`, at);
  if (value.length > max)
    throw new FormatError('policy', `${at} has ${value.length} entries, more than the ${max} allowed`, at);
  return value.map((entry, index) => read(entry, `${at}/${index}`));
}

/**
 * A list of different names, at least one.
 * @throws FormatError
 * @example names(members, 'by') // ['release']
 */
export function names(members: Members, name: string, max = MAX_ENTRIES): readonly string[] {
  const list = members.array(name, max).map((entry) => {
    if (typeof entry !== 'string' || entry === '') return members.fail(name, 'must hold names');
    return entry;
  });
  if (list.length === 0) members.fail(name, 'must hold at least one name');
  if (new Set(list).size !== list.length) members.fail(name, 'has a name twice');
  return list;
}

/**
 * A switch that can only be on: `false` would read like a demand and be none.
 * @throws FormatError
 * @example flag(members, 'cold') // true, or undefined when it is not there
 */
export function flag(members: Members, name: string): true | undefined {
  if (!members.has(name)) return undefined;
  if (members.object[name] !== true) members.fail(name, 'can only be true; leave it out to not demand it');
  return true;
}

/**
 * A whole number within bounds, both included.
 * @throws FormatError
 * @example wholeNumber(members, 'count', 1, 16)
 */
export function wholeNumber(members: Members, name: string, min: number, max: number): number {
  const value = members.object[name];
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < min || value > max)
    return members.fail(name, `must be a whole number from ${min} to ${max}`);
  return value;
}

/**
 * A text for people, not of white space alone.
 * @throws FormatError
 * @example words(members, 'reason', 1024)
 */
export function words(members: Members, name: string, maxLength: number): string {
  const text = members.text(name, maxLength);
  if (text.trim() === '') members.fail(name, 'must not be empty');
  return text;
}

/**
 * A time, as whole seconds since 1970.
 * @param round - so that nothing counts a moment longer than was written: `Math.ceil` for a beginning, `Math.floor` for an end
 * @throws FormatError
 * @example moment(members, 'until', Math.floor)
 */
export function moment(members: Members, name: string, round: (seconds: number) => number): number {
  const text = members.text(name, 64);
  try {
    return round(parseRfc3339(text) / 1000);
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    return members.fail(name, `is ${JSON.stringify(text)}, which is no time such as 2026-11-24T12:00:00Z`);
  }
}
