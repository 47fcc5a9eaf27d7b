import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { CelError } from '../../src/formats/cel/cel-error.ts';
import { type CelDeclarations, compileCel } from '../../src/formats/cel/compile.ts';
import { evaluateCel } from '../../src/formats/cel/evaluate.ts';
import { CelTime } from '../../src/formats/cel/value.ts';
import { FormatError } from '../../src/formats/format-error.ts';

const DECLARATIONS: CelDeclarations = {
  types: { Part: { name: 'string', labels: 'map<string, string>', any: 'dyn' } },
  variables: { parts: 'list<Part>', now: 'google.protobuf.Timestamp' },
};
const VALUES = { parts: [{ name: 'one', labels: { a: 'b' }, any: { deep: [1, 'x', null] } }], now: new CelTime(0) };
const kindOf = (source: string): string => {
  try {
    return String(evaluateCel(compileCel(source, DECLARATIONS), VALUES, 10_000).value);
  } catch (error) {
    if (error instanceof FormatError) throw error;
    assert.ok(error instanceof CelError, `${source}: ${String(error)}`);
    return error.kind;
  }
};

test('names of Object.prototype are no members', () => {
  for (const name of ['constructor', 'toString', '__proto__', 'hasOwnProperty', 'valueOf']) {
    assert.equal(kindOf(`parts[0].labels["${name}"] == "x"`), 'missing', name);
    assert.equal(kindOf(`"${name}" in parts[0].labels`), 'false', name);
    assert.equal(kindOf(`parts.exists(p, has(p.any.${name}))`), 'false', name);
    assert.equal(kindOf(`parts[0].any.deep.exists(x, x.${name} == 1)`), 'type', name);
  }
});

// Pieces that a lexer, a parser or a type checker could stumble over.
const PIECES = [
  ...['parts', 'now', 'p', '.', '(', ')', '[', ']', '{', '}', ',', ':', '?', '!', '-', '==', '&&', '||', ' in ', '%'],
  ...['"a"', "'", '"""', 'r"', 'b"', '`', '.?', '[?', '// x\n', '\\u0000', '\\', '\ud800', '\0'],
  ...['all', 'exists', 'map', 'has', 'size', 'glob', 'timestamp', 'duration', 'cel', 'bind', 'optional', 'none', 'dyn'],
  ...[
    '1',
    '1u',
    '0x',
    '1e',
    '1.5e400',
    '-9223372036854775809',
    'true',
    'null',
    'name',
    'any',
    'labels',
    'type',
    'matches',
  ],
];

test('whatever stands in a policy is an expression or is refused with its place', () => {
  const joined = fc.array(fc.constantFrom(...PIECES), { maxLength: 14 }).map((all) => all.join(''));
  const wrapped = joined.map((text) => `parts.all(p, ${text})`);
  const compared = fc.tuple(joined, joined).map(([a, b]) => `size("${a.replaceAll(/["\\\n]/g, '')}") == 1 || ${b}`);
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), joined, wrapped, compared), (source) => {
      try {
        kindOf(source);
      } catch (error) {
        assert.ok(error instanceof FormatError && error.format === 'cel', `${source}: ${String(error)}`);
        assert.match(error.at, /^@[0-9]+$/);
      }
    }),
    { numRuns: 6000 },
  );
});

test('an expression as long and as deep as may be is read and evaluated without a stack overflow', () => {
  const deep = [
    `${'!'.repeat(900)}true`,
    `${'-'.repeat(900)}1 == 1`,
    `${'true || '.repeat(400)}true`,
    `${'('.repeat(45)}true${')'.repeat(45)}`,
    `size([${'1, '.repeat(250)}1]) == 251`,
    `parts[0].any${'.deep'.repeat(45)} == 1`,
    `parts.exists(p, p.any == ${'['.repeat(40)}${']'.repeat(40)})`,
  ];
  for (const source of deep) assert.match(kindOf(source), /^(?:true|false|type|missing)$/, source.slice(0, 40));
});
