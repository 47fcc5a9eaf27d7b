import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { JsonValue } from '../../src/formats/json/value.ts';
import { encodeUtf8 } from '../../src/formats/utf8.ts';
import { parseYaml } from '../../src/formats/yaml.ts';
import { formatYaml } from '../../src/formats/yaml-text.ts';

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

test('what is written reads back as it was, whatever a text looks like', () => {
  const odd = [
    '',
    ' ',
    '~',
    'null',
    'yes',
    '1',
    '1.20',
    '0x1',
    '- a',
    'a: b',
    '# c',
    '*a',
    '&a',
    '!t',
    '"',
    "'",
    '|',
    '---',
    'a\n',
    '\n\na',
    ' a\n b',
    'a\tb',
    'é',
    '%TAG',
    '[',
    '{',
  ];
  const text = fc.oneof(
    fc.constantFrom(...odd),
    fc.string({ maxLength: 12 }).filter((one) => !/[\0-\x08\x0b\x0c\x0e-\x1f\x7f\ufeff]/.test(one)),
  );
  const { tree } = fc.letrec<{ tree: JsonValue }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 4 },
      text,
      fc.maxSafeInteger().map((one) => (Object.is(one, -0) ? 0 : one)),
      fc.boolean(),
      fc.constant(null),
      fc.array(tie('tree'), { maxLength: 3 }),
      fc.dictionary(text, tie('tree'), { maxKeys: 3 }),
    ),
  }));
  fc.assert(
    fc.property(tree, (value) => {
      assert.deepEqual(plain(parseYaml(encodeUtf8(formatYaml(value)))), plain(value));
    }),
    { numRuns: 500 },
  );
});

test('a key in PEM is a literal block that people can read', () => {
  assert.equal(formatYaml({ key: 'a\nb\n' }), 'key: |\n  a\n  b\n');
});
