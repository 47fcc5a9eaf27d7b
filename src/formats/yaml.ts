import { type Document, isAlias, isMap, isScalar, isSeq, parseAllDocuments } from 'yaml';
import { FormatError } from './format-error.ts';
import type { JsonLimits } from './json/parse.ts';
import { pointer } from './json/pointer.ts';
import type { JsonValue } from './json/value.ts';
import { decodeUtf8 } from './utf8.ts';

/** 256 KiB, 16 levels, 10,000 values: what a person writes by hand. */
export const DEFAULT_YAML_LIMITS: JsonLimits = { maxBytes: 256 * 1024, maxDepth: 16, maxValues: 10_000 };

/**
 * Reads a YAML document that means one thing to every reader: the values of JSON and nothing else. Refused are several
 * documents, directives, duplicate keys, anchors, aliases and merge keys, tags, keys that are not text, control
 * characters, and numbers that are neither whole nor a share between 0 and 1.
 *
 * @param bytes - UTF-8
 * @param limits - bounds, {@link DEFAULT_YAML_LIMITS} unless given
 * @returns values whose objects have a null prototype
 * @throws FormatError of format `yaml`, with a line (`:12`) or a JSON pointer in `at`
 * @example parseYaml(encodeUtf8('main: ./cmd/app')) // { main: './cmd/app' }
 * @see YAML 1.2.2 sections 3.2.1.1 (unique keys), 6.8 (directives), 6.9 (node properties), 10.3 (core schema)
 */
export function parseYaml(bytes: Uint8Array, limits: JsonLimits = DEFAULT_YAML_LIMITS): JsonValue {
  const { text, documents } = documentsOf(bytes, limits);
  const [document, second] = documents;
  if (document === undefined) return null;
  if (second !== undefined) fail('documents', 'the file must hold exactly one document');
  return new Reader(limits, text, false).value(contentsOf(document, text, limits), '', 0);
}

/**
 * Reads what other programs wrote for Kubernetes: several documents, and numbers of any kind, as they are no more than looked
 * past. All else is refused as {@link parseYaml} does, and every merge key, since Kubernetes merges and this reader does not.
 *
 * @param limits - for all documents together
 * @returns one value for each document, in order
 * @throws FormatError of format `yaml`
 * @example parseYamlStream(bytes, limits).length
 * @see yaml.org/type/merge.html, which readers of YAML 1.1 obey
 */
export function parseYamlStream(bytes: Uint8Array, limits: JsonLimits): readonly JsonValue[] {
  const { text, documents } = documentsOf(bytes, limits);
  const reader = new Reader(limits, text, true);
  return documents.map((document, at) => reader.value(contentsOf(document, text, limits), `/${at}`, 0));
}

function documentsOf(bytes: Uint8Array, limits: JsonLimits) {
  if (bytes.length > limits.maxBytes)
    fail('size', `the document has ${bytes.length} bytes, more than the ${limits.maxBytes} allowed`);
  const text = decodeUtf8(bytes);
  if (/[\0-\x08\x0b\x0c\x0e-\x1f\x7f\ufeff]/.test(text)) fail('character', 'the document has a control character');
  if (/^%/m.test(text)) fail('directive', 'directives are refused');
  // The library builds the tree of a flow collection by recursion; ours would come too late.
  if (/[[{](?:\s*[[{]){64}/.test(text)) fail('depth', `the document nests deeper than ${limits.maxDepth} levels`);
  const documents = parseAllDocuments(text, {
    version: '1.2',
    schema: 'core',
    strict: true,
    // Looked at below: the library compares each key with each other one.
    uniqueKeys: false,
    merge: false,
    logLevel: 'silent',
    // Each error would be laid out with its line: quadratic in a document that is nothing but errors.
    prettyErrors: false,
  });
  return { text, documents: Array.isArray(documents) ? documents : [] };
}

function contentsOf(document: Document.Parsed, text: string, limits: JsonLimits): unknown {
  const problem = document.errors[0] ?? document.warnings[0];
  if (problem !== undefined) {
    // The library recurses; where it ran out of stack, the document is deeper than anything that is let through here.
    if (problem.message.includes('call stack'))
      fail('depth', `the document nests deeper than ${limits.maxDepth} levels`);
    fail('syntax', problem.message.split('\n')[0] ?? problem.message, lineOf(text, problem.pos[0]));
  }
  return document.contents;
}

class Reader {
  readonly #limits: JsonLimits;
  readonly #text: string;
  readonly #foreign: boolean;
  #left: number;

  /** @param foreign - written for Kubernetes: any number, no merge key */
  constructor(limits: JsonLimits, text: string, foreign: boolean) {
    this.#limits = limits;
    this.#text = text;
    this.#foreign = foreign;
    this.#left = limits.maxValues;
  }

  value(node: unknown, at: string, depth: number): JsonValue {
    if (depth > this.#limits.maxDepth)
      fail('depth', `the document nests deeper than ${this.#limits.maxDepth} levels`, at);
    if (this.#left-- <= 0) fail('values', `the document has more than ${this.#limits.maxValues} values`, at);
    if (node === null) return null;
    if (isAlias(node)) fail('alias', 'aliases are refused', at);
    if (!isMap(node) && !isSeq(node) && !isScalar(node)) fail('node', 'this is no JSON value', at);
    if (node.anchor !== undefined) fail('anchor', 'anchors are refused', at);
    if (node.tag !== undefined) fail('tag', 'tags are refused', at);
    if (isSeq(node)) return node.items.map((item, i) => this.value(item, `${at}/${i}`, depth + 1));
    if (isMap(node)) {
      const object: Record<string, JsonValue> = Object.create(null);
      for (const { key, value } of node.items) {
        if (!isScalar(key) || typeof key.value !== 'string' || key.anchor !== undefined || key.tag !== undefined)
          fail('key', 'a key is not plain text; put it into quotes', at);
        if (this.#foreign && key.value === '<<') fail('merge', 'merge keys are refused', at);
        if (Object.hasOwn(object, key.value)) {
          const line = lineOf(this.#text, key.range?.[0] ?? 0);
          fail('duplicate-name', `the key ${JSON.stringify(key.value)} occurs twice`, line);
        }
        object[key.value] = this.value(value, pointer(at, key.value), depth + 1);
      }
      return object;
    }
    if (this.#foreign && typeof node.value === 'number' && Number.isFinite(node.value)) return node.value;
    return scalar(node.value, node.source, at);
  }
}

function scalar(value: unknown, source: string | undefined, at: string): JsonValue {
  if (value === null || typeof value === 'boolean') return value;
  if (typeof value === 'string') {
    if (!value.isWellFormed()) fail('surrogate', 'a text has a lone surrogate', at);
    if (value.includes('\0')) fail('nul', 'a text has a NUL character', at);
    return value;
  }
  // 1.20 would become 1.2: whoever means a version writes quotes.
  if (typeof value === 'number' && Number.isSafeInteger(value) && !Object.is(value, -0)) return value;
  // A share such as 0.9 is taken where it is written as a double is printed, so that nothing of it is lost.
  if (typeof value === 'number' && value > 0 && value < 1 && /^0\.\d+$/.test(source ?? '') && String(value) === source)
    return value;
  return fail(
    'number',
    'a number is neither a whole one within 2^53 nor a share such as 0.9; put text into quotes',
    at,
  );
}

/** `:12` for an offset in line 12. */
function lineOf(text: string, offset: number): string {
  return `:${text.slice(0, offset).split('\n').length}`;
}

function fail(rule: string, message: string, at = ''): never {
  throw new FormatError('yaml', message, at, { rule });
}
