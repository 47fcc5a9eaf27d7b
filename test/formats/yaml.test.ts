import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { FormatError } from '../../src/formats/format-error.ts';
import { encodeUtf8 } from '../../src/formats/utf8.ts';
import { DEFAULT_YAML_LIMITS, parseYaml } from '../../src/formats/yaml.ts';
import { cpuTime } from '../support/cpu-time.ts';

const parse = (text: string) => parseYaml(encodeUtf8(text));
const plain = (value: unknown) => JSON.parse(JSON.stringify(value)) as unknown;
const rule = (expected: string) => (error: unknown) => error instanceof FormatError && error.rule === expected;

test('every JSON document of whole numbers means in YAML what it means in JSON', () => {
  const text = fc.string({ unit: 'grapheme' }).filter((value) => !/[\0-\x1f\x7f\ufeff\u0085\u2028\u2029]/.test(value));
  const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
    tree: fc.oneof(
      { depthSize: 'small' },
      fc.constant(null),
      fc.boolean(),
      fc.maxSafeInteger().filter((n) => !Object.is(n, -0)),
      text,
      fc.array(tie('tree'), { maxLength: 4 }),
      fc.dictionary(text, tie('tree'), { maxKeys: 4 }),
    ),
  }));
  fc.assert(
    fc.property(tree, (value) => {
      const json = JSON.stringify(value);
      // Beyond the depth limit the refusal is right; nothing else may be refused.
      fc.pre(json.split(/[[{]/).length < DEFAULT_YAML_LIMITS.maxDepth);
      assert.deepEqual(plain(parse(json)), plain(value), json);
    }),
  );
});

test('a share between 0 and 1 is read when it is written as a double is printed', () => {
  assert.deepEqual(plain(parse('a: 0.9\nb: [0.25, 0.123456789]')), { a: 0.9, b: [0.25, 0.123456789] });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 10 ** 6 - 1 }), (n) => {
      assert.equal(parse(`${n / 10 ** 6}`), n / 10 ** 6);
    }),
  );
});

test('what means different things to different readers is refused by name', () => {
  const refusals: readonly (readonly [string, string])[] = [
    ['a: 1\na: 2', 'duplicate-name'],
    ['a: &x 1', 'anchor'],
    ['a: *x', 'alias'],
    ['a: !!int "1"', 'tag'],
    ['a: 1\n---\nb: 2', 'documents'],
    ['%TAG ! x\n---\na: 1', 'directive'],
    ['? [a]\n: 1', 'key'],
    ['1: a', 'key'],
    ['~: a', 'key'],
    ['a: 1.5', 'number'],
    ['a: 0.50', 'number'],
    ['a: .5', 'number'],
    ['a: 5e-1', 'number'],
    ['a: -0.5', 'number'],
    ['a: 0.10000000000000001', 'number'],
    ['a: .inf', 'number'],
    ['a: 9007199254740993', 'number'],
    ['a: -0', 'number'],
    ['a: "\\0"', 'nul'],
    ['a: "\u0008"', 'character'],
    ['\ufeffa: 1', 'character'],
    ['a: [', 'syntax'],
    ['a:\n\t- b', 'syntax'],
  ];
  for (const [text, expected] of refusals) assert.throws(() => parse(text), rule(expected), JSON.stringify(text));
});

test('the core schema of YAML 1.2 holds: yes, no, on, off and octals of 1.1 are what they look like', () => {
  assert.deepEqual(plain(parse('[yes, no, on, off, y, 1:30, 0o17, 0x1f, 017]')), [
    'yes',
    'no',
    'on',
    'off',
    'y',
    '1:30',
    15,
    31,
    17,
  ]);
});

test('names that objects inherit are names like any other', () => {
  const value = parse('__proto__: 1\nconstructor: 2') as Record<string, unknown>;
  assert.equal(Object.getPrototypeOf(value), null);
  assert.deepEqual(Object.keys(value), ['__proto__', 'constructor']);
});

test('size, depth and count are bounded, in time', () => {
  const spent = cpuTime();
  assert.throws(() => parse(`a: ${'x'.repeat(300_000)}`), rule('size'));
  for (const open of ['[', '{a: ', '- ', '? ', '[[', '{"a":['])
    assert.throws(() => parse(open.repeat(5_000)), FormatError, open);
  assert.throws(() => parse(Array.from({ length: 12_000 }, (_, i) => `k${i}:\n`).join('')), rule('values'));
  for (const broken of ['"', '!!x ', '&a ', '- ['])
    assert.throws(() => parse(broken.repeat(60_000 / broken.length)), FormatError);
  assert.throws(() => parse(`[${'1,'.repeat(20_000)}1]`), rule('values'));
  assert.throws(() => parse(Array.from({ length: 30 }, (_, i) => `${' '.repeat(i)}a:`).join('\n')), rule('depth'));
  assert.ok(spent() < 20_000, 'no document of the allowed size takes long');
});

test('any bytes give a value or a FormatError', () => {
  const pieces = fc.constantFrom(...'[]{}:,-?&*!|>%#"\' \n\tab01~', '---', '...', '<<', ': ', '\n  ');
  fc.assert(
    fc.property(
      fc.oneof(
        fc.uint8Array({ maxLength: 60 }),
        fc.array(pieces, { maxLength: 60 }).map((p) => encodeUtf8(p.join(''))),
      ),
      (bytes) => {
        try {
          parseYaml(bytes);
        } catch (error) {
          assert.ok(error instanceof FormatError, String(error));
        }
      },
    ),
    { numRuns: 1000 },
  );
});

test('our own documents are read', () => {
  const root = join(import.meta.dirname, '..', '..');
  const files = readdirSync(join(root, 'policies')).filter((name) => name.endsWith('.yaml'));
  assert.ok(files.length > 0);
  for (const name of files) parseYaml(new Uint8Array(readFileSync(join(root, 'policies', name))));
  parseYaml(new Uint8Array(readFileSync(join(root, 'openapi.yaml'))), { ...DEFAULT_YAML_LIMITS, maxDepth: 32 });
});
