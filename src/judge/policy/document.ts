import { DEFAULT_JSON_LIMITS, parseJson } from '../../formats/json/parse.ts';
import type { JsonValue } from '../../formats/json/value.ts';
import { decodeUtf8 } from '../../formats/utf8.ts';
import { DEFAULT_YAML_LIMITS, parseYaml } from '../../formats/yaml.ts';

/**
 * Reads the text of a policy, YAML 1.2 or JSON (when it begins with a brace), to plain JSON values. What would let two
 * readers see two policies is refused: several documents, directives, duplicate keys, anchors, aliases, tags, keys that
 * are not text, and numbers that a double would change.
 *
 * @param bytes - UTF-8, at most 256 KiB
 * @throws FormatError of format `yaml` or `json`, with the line or the JSON pointer in `at`
 * @example readPolicyDocument(encodeUtf8('kind: Policy'))
 * @see YAML 1.2.2, sections 3.2.1.1 (keys are unique), 6.9 (tags and anchors), 10.3 (core schema)
 */
export function readPolicyDocument(bytes: Uint8Array): JsonValue {
  const { maxBytes, maxDepth } = DEFAULT_YAML_LIMITS;
  // A text that is too long is refused before anything looks at it, by either reader.
  const isJson = bytes.length <= maxBytes && decodeUtf8(bytes).trimStart().startsWith('{');
  return isJson ? parseJson(bytes, { ...DEFAULT_JSON_LIMITS, maxDepth }) : parseYaml(bytes);
}
