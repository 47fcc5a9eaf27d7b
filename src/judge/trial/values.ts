import { FormatError } from '../../formats/format-error.ts';
import { Members } from '../../formats/json/members.ts';
import type { JsonValue } from '../../formats/json/value.ts';
import { parseRfc3339 } from '../../formats/rfc3339.ts';

/** Name of the format in messages. */
export const FORMAT = 'policy-test';
/** Most entries of a list. */
export const MAX_ENTRIES = 64;

/** The object at a place. @throws FormatError @example membersOf(value, '/images/sealed').has('like') */
export function membersOf(value: JsonValue | undefined, at: string): Members {
  return new Members(FORMAT, value, at);
}

/** A boolean, or what stands for its absence. @throws FormatError @example yesOrNo(members, 'cold', true) */
export function yesOrNo(members: Members, name: string, otherwise: boolean): boolean {
  if (!members.has(name)) return otherwise;
  const value = members.object[name];
  return typeof value === 'boolean' ? value : members.fail(name, 'must be true or false');
}

/** A list of texts, or what stands for its absence. @throws FormatError @example texts(members, 'on', ['index']) */
export function texts(members: Members, name: string, otherwise: readonly string[]): readonly string[] {
  if (!members.has(name)) return otherwise;
  return members
    .array(name, MAX_ENTRIES)
    .map((value) => (typeof value === 'string' ? value : members.fail(name, 'must hold texts')));
}

/** Each entry of a list that may be absent. @throws FormatError @example entries(members, 'signatures').map(readSignature) */
export function entries(members: Members, name: string): readonly Members[] {
  if (!members.has(name)) return [];
  return members.array(name, MAX_ENTRIES).map((value, index) => membersOf(value, `${members.pointer(name)}/${index}`));
}

/** One of some words. @throws FormatError @example oneOf(members, 'outcome', ['identical', 'different'], 'identical') */
export function oneOf<T extends string>(members: Members, name: string, words: readonly T[], otherwise: T): T {
  if (!members.has(name)) return otherwise;
  const word = words.find((one) => one === members.object[name]);
  return word ?? members.fail(name, `must be one of ${words.slice(0, 24).join(', ')}`);
}

/** A time in RFC 3339 as milliseconds since 1970. @throws FormatError @example moment(members, 'time', undefined) */
export function moment(members: Members, name: string): number | undefined {
  if (!members.has(name)) return undefined;
  try {
    return parseRfc3339(members.text(name, 64));
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    throw new FormatError(FORMAT, error.message, members.pointer(name), { cause: error });
  }
}

/** A whole number within bounds, or what stands for its absence. @throws FormatError @example whole(members, 'count', 1, 16, 1) */
export function whole(members: Members, name: string, min: number, max: number, otherwise: number): number {
  if (!members.has(name)) return otherwise;
  const value = members.object[name];
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < min || value > max)
    return members.fail(name, `must be a whole number from ${min} to ${max}`);
  return value;
}
