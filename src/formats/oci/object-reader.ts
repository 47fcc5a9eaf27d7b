import { foldName } from '../json/fold-name.ts';
import { pointer } from '../json/pointer.ts';
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../json/value.ts';
import type { OciRule, Problems } from './problems.ts';

/**
 * Reads the members of one JSON object, noting a problem where a member has the wrong type.
 *
 * Names are compared exactly, and a name that differs from a known one only in case is a problem: Go's `encoding/json`
 * folds case, so another reader would take `Layers` for `layers` and see a different image in the same bytes.
 *
 * @example ObjectReader.of(parseJson(bytes), '', problems, ['digest', 'size'])?.string('digest')
 * @see CVE-2021-41190, GHSA-77vh-xpmg-72qh
 */
export class ObjectReader {
  readonly #object: JsonObject;
  readonly #at: string;
  readonly #problems: Problems;

  private constructor(object: JsonObject, at: string, problems: Problems) {
    this.#object = object;
    this.#at = at;
    this.#problems = problems;
  }

  /**
   * Starts reading.
   *
   * @param value - the JSON value; anything but an object is noted as a problem
   * @param at - its JSON pointer
   * @param known - the names that this kind of object defines
   * @example ObjectReader.of(value, '/config', problems, ['mediaType', 'digest', 'size'])?.string('mediaType')
   */
  static of(
    value: JsonValue | undefined,
    at: string,
    problems: Problems,
    known: readonly string[],
  ): ObjectReader | undefined {
    if (!isJsonObject(value))
      return problems.add(ruleOf(value, at), at, `${place(at)} must be an object, not ${kind(value)}`);
    const folded = new Map(known.map((name) => [foldName(name), name]));
    for (const name of Object.keys(value)) {
      const meant = folded.get(foldName(name));
      if (meant !== undefined && meant !== name)
        problems.add(
          'name-case',
          pointer(at, name),
          `the member name ${JSON.stringify(name)} differs from ${JSON.stringify(meant)} only in case, and readers disagree on it`,
        );
    }
    return new ObjectReader(value, at, problems);
  }

  /** The JSON pointer of a member. */
  at(name: string): string {
    return pointer(this.#at, name);
  }

  /** A member as it stands; `undefined` when absent. */
  raw(name: string): JsonValue | undefined {
    return this.#object[name];
  }

  /** True when the member is absent, or `null` where the format takes `null` for absent. */
  absent(name: string, nullable = false): boolean {
    const value = this.#object[name];
    return value === undefined || (nullable && value === null);
  }

  /** A member that must be there, whatever its type. */
  required(name: string): JsonValue | undefined {
    const value = this.#object[name];
    if (value === undefined)
      return this.#problems.add('required', this.at(name), `${place(this.at(name))} is missing, and is required`);
    return value;
  }

  /** A required text. */
  string(name: string): string | undefined {
    return this.required(name) === undefined ? undefined : this.optionalString(name);
  }

  /** A text that may be absent (or `null`, where `nullable`). */
  optionalString(name: string, nullable = false): string | undefined {
    if (this.absent(name, nullable)) return undefined;
    const value = this.#object[name];
    return typeof value === 'string' ? value : this.#wrong(name, 'a string', value);
  }

  /** A truth value that may be absent. */
  optionalBoolean(name: string, nullable = false): boolean | undefined {
    if (this.absent(name, nullable)) return undefined;
    const value = this.#object[name];
    return typeof value === 'boolean' ? value : this.#wrong(name, 'true or false', value);
  }

  /** A required array. */
  array(name: string): readonly JsonValue[] | undefined {
    return this.required(name) === undefined ? undefined : this.optionalArray(name);
  }

  /** An array that may be absent. */
  optionalArray(name: string, nullable = false): readonly JsonValue[] | undefined {
    if (this.absent(name, nullable)) return undefined;
    const value = this.#object[name];
    return isJsonArray(value) ? value : this.#wrong(name, 'an array', value);
  }

  /** An array of texts that may be absent. */
  optionalStrings(name: string, nullable = false): readonly string[] | undefined {
    return this.optionalArray(name, nullable)?.flatMap((item, i) => {
      if (typeof item === 'string') return [item];
      this.#wrong(`${name}/${i}`, 'a string', item);
      return [];
    });
  }

  /** An object of texts that may be absent, such as annotations and labels. */
  optionalStringMap(name: string, nullable = false): Readonly<Record<string, string>> | undefined {
    if (this.absent(name, nullable)) return undefined;
    const value = this.#object[name];
    if (!isJsonObject(value)) return this.#wrong(name, 'an object', value);
    const map: Record<string, string> = Object.create(null);
    for (const [key, text] of Object.entries(value)) {
      if (typeof text === 'string') map[key] = text;
      else
        this.#problems.add(
          text === null ? 'null' : 'shape',
          pointer(this.at(name), key),
          `${place(pointer(this.at(name), key))} must be a string, not ${kind(text)}`,
        );
    }
    return map;
  }

  /** An object of objects that may be absent, such as volumes and exposed ports. */
  optionalSet(name: string, nullable = false): Readonly<Record<string, object>> | undefined {
    if (this.absent(name, nullable)) return undefined;
    const value = this.#object[name];
    if (!isJsonObject(value)) return this.#wrong(name, 'an object', value);
    const set: Record<string, object> = Object.create(null);
    for (const [key, member] of Object.entries(value)) {
      if (isJsonObject(member)) set[key] = member;
      else
        this.#problems.add(
          'shape',
          pointer(this.at(name), key),
          `${place(pointer(this.at(name), key))} must be an object`,
        );
    }
    return set;
  }

  #wrong(name: string, wanted: string, value: JsonValue | undefined): undefined {
    return this.#problems.add(
      value === null ? 'null' : 'shape',
      `${this.#at}/${name}`,
      `${place(`${this.#at}/${name}`)} must be ${wanted}, not ${kind(value)}`,
    );
  }
}

function ruleOf(value: JsonValue | undefined, at: string): OciRule {
  if (value === null) return 'null';
  return at === '' ? 'not-object' : 'shape';
}

function place(at: string): string {
  return at === '' ? 'the document' : at;
}

function kind(value: JsonValue | undefined): string {
  if (value === undefined) return 'absent';
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'an array';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}
