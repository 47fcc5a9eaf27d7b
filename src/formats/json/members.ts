import { FormatError } from '../format-error.ts';
import { nearest } from '../nearest.ts';
import { foldName } from './fold-name.ts';
import { pointer } from './pointer.ts';
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from './value.ts';

/** Longest text that a member of a signed or signature document needs, in UTF-16 units. */
const MAX_TEXT = 4096;

/**
 * Reads the members of one JSON object by type. Each complaint names the format and the JSON pointer, so that parsers
 * of documents stay lists of members.
 *
 * @throws FormatError (by the constructor and most methods) of the format that was named
 * @example const m = new Members('dsse', document); m.text('payloadType'); m.only(['payload', 'payloadType', 'signatures']);
 */
export class Members {
  readonly object: JsonObject;
  readonly #format: string;
  readonly #at: string;

  /** @throws FormatError when the value is not an object */
  constructor(format: string, value: JsonValue | undefined, at = '') {
    this.#format = format;
    this.#at = at;
    if (!isJsonObject(value))
      throw new FormatError(
        format,
        `${at || 'the document'} ${value === undefined ? 'is missing' : 'must be an object'}`,
        at,
      );
    this.object = value;
  }

  /** True when the member is there, even as `null`. */
  has(name: string): boolean {
    return Object.hasOwn(this.object, name);
  }

  /** A string that is not empty. @throws FormatError */
  text(name: string, maxLength = MAX_TEXT): string {
    const value = this.string(name, maxLength);
    if (value === '') this.fail(name, 'must not be empty');
    return value;
  }

  /** A string, perhaps empty. @throws FormatError */
  string(name: string, maxLength = MAX_TEXT): string {
    const value = this.object[name];
    if (typeof value !== 'string') this.fail(name, value === undefined ? 'is missing' : 'must be a string');
    if (value.length > maxLength) this.fail(name, `has more than ${maxLength} characters`);
    return value;
  }

  /** A string, perhaps empty, when the member is there. @throws FormatError */
  optionalString(name: string, maxLength = MAX_TEXT): string | undefined {
    return this.has(name) ? this.string(name, maxLength) : undefined;
  }

  /** An array of at most `max` values. @throws FormatError */
  array(name: string, max: number): readonly JsonValue[] {
    const value = this.object[name];
    if (!isJsonArray(value)) this.fail(name, value === undefined ? 'is missing' : 'must be an array');
    if (value.length > max) this.fail(name, `has ${value.length} entries, more than the ${max} allowed`);
    return value;
  }

  /** The members of an object inside. @throws FormatError */
  inside(name: string): Members {
    return new Members(this.#format, this.object[name], this.pointer(name));
  }

  /** A map of text to text of at most `max` entries. @throws FormatError */
  textMap(name: string, max: number): Readonly<Record<string, string>> {
    const members = this.inside(name);
    const names = Object.keys(members.object);
    if (names.length > max) this.fail(name, `has ${names.length} entries, more than the ${max} allowed`);
    const map: Record<string, string> = Object.create(null);
    for (const key of names) map[key] = members.string(key, 64 * 1024);
    return map;
  }

  /** Refuses every member outside the list. @throws FormatError */
  only(known: readonly string[]): void {
    for (const name of Object.keys(this.object)) if (!known.includes(name)) this.#refuse(name, known);
  }

  #refuse(stranger: string, known: readonly string[]): never {
    const near = nearest(stranger, known);
    this.fail(
      stranger.slice(0, 80),
      `is not a member of this document${near === undefined ? '' : `; did you mean ${near}?`}`,
    );
  }

  /**
   * Lets unknown members pass, but not one that differs from a known name by case alone: Go's decoder would take it for
   * the known one, so two readers would see two documents (go.dev/issue/14750).
   * @throws FormatError
   */
  noCaseTwins(known: readonly string[]): void {
    const folded = new Set(known.map(foldName));
    for (const name of Object.keys(this.object)) {
      if (folded.has(foldName(name)) && !known.includes(name))
        this.fail(name.slice(0, 80), 'differs from a known member by case alone');
    }
  }

  /** The JSON pointer of a member. @see RFC 6901 */
  pointer(name: string | number): string {
    return pointer(this.#at, name);
  }

  /**
   * Complains about a member.
   * @param problem - a clause without subject: `must be a string`
   * @param rule - where a caller tells rules apart
   * @throws FormatError
   */
  fail(name: string, problem: string, rule = ''): never {
    throw new FormatError(this.#format, `${JSON.stringify(name)} ${problem}`, this.pointer(name), { rule });
  }
}
