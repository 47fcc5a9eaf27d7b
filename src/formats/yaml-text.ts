import { Document, Scalar, visit } from 'yaml';
import type { JsonValue } from './json/value.ts';

// Whole lines that begin with something: the library indents others so that they read back changed.
const LINES = /^(?:[^\s#][^\n]*\n)+$/;

/**
 * Writes values as YAML for people to edit: block style, texts of several lines as literal blocks, nothing folded, no
 * anchors. {@link parseYaml} gives the same values back, whole numbers as they are.
 *
 * @example formatYaml({ kind: 'Policy' }) // 'kind: Policy\n'
 */
export function formatYaml(value: JsonValue): string {
  const document = new Document(value, { version: '1.2', schema: 'core', aliasDuplicateObjects: false });
  visit(document, {
    Scalar(_key, node) {
      if (typeof node.value === 'string' && node.value.includes('\n'))
        node.type = LINES.test(node.value) ? Scalar.BLOCK_LITERAL : Scalar.QUOTE_DOUBLE;
    },
  });
  return document.toString({ lineWidth: 0 });
}
