import { isAlias, isMap, isScalar, isSeq, parseAllDocuments } from 'yaml';
import { FormatError } from '../../formats/format-error.ts';
import { DEFAULT_JSON_LIMITS, parseJson } from '../../formats/json/parse.ts';
import type { JsonValue } from '../../formats/json/value.ts';
import { decodeUtf8 } from '../../formats/utf8.ts';

const MAX_BYTES = 256 * 1024;
const MAX_DEPTH = 16;
const MAX_VALUES = 10_000;

/**
 * Reads the text of a policy, YAML 1.2 or JSON (when it begins with a brace), to plain JSON values. What would let two
 * readers see two policies is refused: several documents, directives, duplicate keys, anchors, aliases, tags, keys that
 * are not text, and numbers that a double would change.
 *
 * @param bytes - UTF-8, at most 256 KiB
 * @throws FormatError of format `yaml` or `json`, with the line in `at`
 * @example readPolicyDocument(encodeUtf8('kind: Policy'))
 * @see YAML 1.2.2, sections 3.2.1.1 (keys are unique), 6.9 (tags and anchors), 10.3 (core schema)
 */
export function readPolicyDocument(bytes: Uint8Array): JsonValue {
  if (bytes.length > MAX_BYTES) fail('size', `it has ${bytes.length} bytes, more than the ${MAX_BYTES} allowed`);
  const text = decodeUtf8(bytes);
  if (text.trimStart().startsWith('{')) return parseJson(bytes, { ...DEFAULT_JSON_LIMITS, maxDepth: MAX_DEPTH });
  // A byte-order mark and control characters have no place in a text that people must be able to read as it is.
  if (/[\0-\x08\x0b\x0c\x0e-\x1f\x7f\ufeff]/.test(text)) fail('character', 'it has a control character');
  if (/^%/m.test(text)) fail('directive', 'YAML directives are refused');
  const documents = parseAllDocuments(text, {
    version: '1.2',
    schema: 'core',
    strict: true,
    uniqueKeys: true,
    merge: false,
    prettyErrors: true,
    logLevel: 'silent',
  });
  const [document, second] = Array.isArray(documents) ? documents : [];
  if (document === undefined || second !== undefined) fail('documents', 'it must hold exactly one document');
  const problem = document.errors[0] ?? document.warnings[0];
  if (problem !== undefined) {
    const line = problem.linePos?.[0].line;
    throw new FormatError('yaml', firstLine(problem.message), line === undefined ? '' : `:${line}`);
  }
  const budget = { left: MAX_VALUES };
  return plain(document.contents, '', 0, budget);
}

function plain(node: unknown, at: string, depth: number, budget: { left: number }): JsonValue {
  if (depth > MAX_DEPTH) fail('depth', `it nests deeper than ${MAX_DEPTH} levels`, at);
  if (budget.left-- <= 0) fail('values', `it has more than ${MAX_VALUES} values`, at);
  if (node === null) return null;
  if (isAlias(node)) fail('alias', 'aliases are refused', at);
  if (!isMap(node) && !isSeq(node) && !isScalar(node)) fail('node', 'it has a node that is no JSON value', at);
  if (node.anchor !== undefined) fail('anchor', 'anchors are refused', at);
  if (node.tag !== undefined) fail('tag', 'tags are refused', at);
  if (isSeq(node)) return node.items.map((item, index) => plain(item, `${at}/${index}`, depth + 1, budget));
  if (isMap(node)) {
    const object: Record<string, JsonValue> = Object.create(null);
    for (const pair of node.items) {
      const key = isScalar(pair.key) ? pair.key.value : undefined;
      if (typeof key !== 'string') fail('key', 'a key is not text; put it into quotes', at);
      if (isScalar(pair.key) && (pair.key.anchor !== undefined || pair.key.tag !== undefined))
        fail('tag', 'anchors and tags are refused', at);
      if (Object.hasOwn(object, key)) fail('duplicate-name', `the key ${JSON.stringify(key)} occurs twice`, at);
      object[key] = plain(pair.value, `${at}/${key}`, depth + 1, budget);
    }
    return object;
  }
  const { value } = node;
  if (value === null || typeof value === 'boolean') return value;
  if (typeof value === 'string') {
    if (!value.isWellFormed()) fail('surrogate', 'a text has a lone surrogate', at);
    return value;
  }
  if (typeof value === 'number' && Number.isSafeInteger(value) && !Object.is(value, -0)) return value;
  return fail('number', 'a number is not a whole one within 2^53; put text into quotes', at);
}

function firstLine(message: string): string {
  return message.split('\n')[0] ?? message;
}

function fail(rule: string, message: string, at = ''): never {
  throw new FormatError('yaml', message, at, { rule });
}
