import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Environment } from '@marcbachmann/cel-js';
import fc from 'fast-check';
import { CelError } from '../../src/formats/cel/cel-error.ts';
import { type CelDeclarations, compileCel, MAX_EXPRESSION } from '../../src/formats/cel/compile.ts';
import { evaluateCel, MAX_STEPS } from '../../src/formats/cel/evaluate.ts';
import { durationOf, timeOf } from '../../src/formats/cel/time.ts';
import { type CelObject, CelTime } from '../../src/formats/cel/value.ts';
import { FormatError } from '../../src/formats/format-error.ts';
import { cpuTime } from '../support/cpu-time.ts';

const DECLARATIONS: CelDeclarations = {
  types: { Part: { name: 'string', count: 'int', labels: 'map<string, string>', words: 'list<string>', any: 'dyn' } },
  variables: { parts: 'list<Part>', now: 'google.protobuf.Timestamp' },
};
const VALUES: CelObject = {
  parts: [
    {
      name: 'one',
      count: 1n,
      labels: { 'a.b/c': 'x' },
      words: ['go', 'is'],
      any: { deep: [1, { flag: true }], none: null },
    },
    { name: 'two', count: 2n, labels: {}, words: [], any: 'text' },
  ],
  now: new CelTime(1_795_521_600_000),
};
const ask = (source: string, values = VALUES, max?: number) =>
  evaluateCel(compileCel(source, DECLARATIONS), values, max).value;
const problem = (source: string): string => {
  try {
    return String(ask(source));
  } catch (error) {
    assert.ok(error instanceof CelError, String(error));
    return error.kind;
  }
};

test('expressions over declared values are true or false', () => {
  for (const source of [
    'parts.all(p, p.count > 0)',
    'parts.exists(p, p.name == "two" && size(p.words) == 0)',
    'parts.exists_one(p, p.name == "one")',
    '"a.b/c" in parts[0].labels && !("a" in parts[0].labels)',
    'parts.exists(p, has(p.any.deep) && !has(p.any.other))',
    'parts[0].any.none == null',
    'parts.map(p, p.count) == [1, 2]',
    'parts.filter(p, p.count < 2).map(p, p.name) == ["one"]',
    'parts[0].labels.all(key, key.startsWith("a."))',
    'parts[0].any.deep[0] == 1 && parts[0].any.deep[1].flag == true',
    '"release/v1.2".glob("release/*") && !"release".glob("rel")',
    'size("héllo😀") == 6 && "abc".contains("b") && "abc".endsWith("c")',
    'now - timestamp("2026-11-23T00:00:00Z") < duration("48h")',
    'now + duration("1h") > now && timestamp("2026-11-24T13:00:00+01:00") == now',
    '7 / 2 == 3 && -7 % 3 == -1 && 2 * 3 - 1 == 5 && 1.5 + 1.5 == 3.0',
    '1 < 1.5 ? "a" + "b" == "ab" : false',
    '[1] + [2, 3] == [1, 2, 3] && 2 in [1, 2]',
    'parts == parts && parts != parts.filter(p, p.count == 1)',
  ])
    assert.equal(ask(source), true, source);
});

test('what has no value is told apart, and && and || need no value where one side decides', () => {
  assert.equal(problem('parts[1].any.deep == 1'), 'type');
  assert.equal(problem('parts[5].count == 1'), 'missing');
  assert.equal(problem('parts[0].labels.nope == "x"'), 'missing');
  assert.equal(problem('1 / (parts[0].count - 1) == 0'), 'range');
  assert.equal(problem('9223372036854775807 + parts[0].count > 0'), 'range');
  assert.equal(problem('parts[0].any.deep < 3'), 'type');
  for (const source of [
    'parts[5].count == 1 || true',
    'true || parts[5].count == 1',
    '!(parts[5].count == 1 && false)',
    'parts.exists(p, p.labels.nope == "x" || p.count == 2)',
    'parts.exists(p, p.labels["a.b/c"] == "x")',
    '!parts.all(p, p.labels["a.b/c"] == "y")',
  ])
    assert.equal(problem(source), 'true', source);
  assert.equal(problem('parts.all(p, p.labels["a.b/c"] == "x")'), 'missing');
  // Beyond the budget nothing is decided: no other side saves it.
  const endless = 'parts.all(a, parts.all(b, parts.all(c, parts.all(d, a.count > 0))))';
  assert.throws(() => ask(`${endless} || true`, VALUES, 30), { kind: 'budget' });
});

test('an expression that is no demand is refused with its place', () => {
  const refused: readonly (readonly [string, RegExp, string?])[] = [
    ['', /EOF/],
    ['parts', /must be true or false/],
    ['parts[0].any.flag', /gives dyn/],
    ['parts.all(p, p.nope == 1)', /No such key: nope/, '@15'],
    ['platforms.all(p, true)', /Unknown variable/, '@0'],
    ['parts.all(p, p.count == "1")', /no such overload/],
    ['"a".matches("(a+)+$")', /matches is not available/],
    ['cel.bind(x, 1, x == 1)', /not available|there is no cel/],
    ['{"a": 1} == {"a": 1}', /maxMapEntries/],
    ['b"a" == b"a"', /bytes/],
    ['1u == 1u', /unsigned/],
    ['string(1) == "1"', /string is not available/],
    ['"a".split("") == []', /split is not available/],
    ['type(1) == int', /not available|there is no/],
    ['parts.all(p, p[p.name] == "x")', /index must stand there/],
    ['timestamp(parts[0].name) < now', /text that stands there/],
    ['timestamp("yesterday") < now', /no timestamp/],
    ['duration("1y") > duration("1s")', /no duration/],
    ['parts.all(parts, true)', /taken/],
    ['parts.all(p, parts.all(p, true))', /taken/],
    ['parts.map(p, p.count > 1, p.name) == []', /takes a name and an expression/],
    ['!'.repeat(4000), /.../],
    [`${'('.repeat(60)}true${')'.repeat(60)}`, /maxDepth/],
    [`${'true && '.repeat(511)}true`, /maxAstNodes/],
    [`"${'x'.repeat(MAX_EXPRESSION)}" == ""`, /more than 4096/],
  ];
  for (const [source, why, at] of refused)
    assert.throws(
      () => compileCel(source, DECLARATIONS),
      (error: unknown) => {
        assert.ok(error instanceof FormatError, `${source.slice(0, 60)}: ${String(error)}`);
        assert.match(error.message, why, source.slice(0, 60));
        if (at !== undefined) assert.equal(error.at, at);
        return error.format === 'cel';
      },
      source.slice(0, 60),
    );
});

test('a program tells what it reads and names, so that nothing is fetched in vain', () => {
  const { variables, names } = compileCel('parts.exists(p, p["any"] == "x" || has(p.labels.foo))', DECLARATIONS);
  assert.deepEqual([...variables], ['parts']);
  assert.deepEqual([...names].sort(), ['any', 'foo', 'labels', 'x']);
});

// Expressions of true or false in the part that both evaluators know, over the values above.
const { bool } = fc.letrec<{ bool: string; int: string; text: string; list: string }>((tie) => ({
  int: fc.oneof(
    { depthSize: 'small' },
    fc.integer({ min: -3, max: 5 }).map((n) => (n < 0 ? `(${n})` : String(n))),
    fc.constantFrom('parts[0].count', 'parts[1].count', 'parts[2].count', 'size(parts)', 'size(parts[0].words)'),
    fc.tuple(tie('int'), fc.constantFrom('+', '-', '*', '/', '%'), tie('int')).map(([a, op, b]) => `(${a} ${op} ${b})`),
    fc.tuple(tie('bool'), tie('int'), tie('int')).map(([a, b, c]) => `(${a} ? ${b} : ${c})`),
  ),
  text: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom('"one"', '"x"', '""', 'parts[0].name', 'parts[1].labels["a"]', 'parts[0].words[1]'),
    fc.tuple(tie('text'), tie('text')).map(([a, b]) => `(${a} + ${b})`),
  ),
  list: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom('parts[0].words', 'parts[1].words', '["go"]', '["x", "is"]'),
    fc.tuple(tie('list'), tie('list')).map(([a, b]) => `(${a} + ${b})`),
    tie('list').map((list) => `${list}.filter(w, w != "go")`),
    tie('list').map((list) => `${list}.map(w, w + "!")`),
  ),
  bool: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom('true', 'false'),
    fc
      .tuple(tie('int'), fc.constantFrom('==', '!=', '<', '<=', '>', '>='), tie('int'))
      .map((all) => `(${all.join(' ')})`),
    fc.tuple(tie('text'), fc.constantFrom('==', '!=', '<', '>='), tie('text')).map((all) => `(${all.join(' ')})`),
    fc.tuple(tie('list'), fc.constantFrom('==', '!='), tie('list')).map((all) => `(${all.join(' ')})`),
    fc.tuple(tie('text'), tie('list')).map(([a, b]) => `(${a} in ${b})`),
    fc.tuple(tie('bool'), fc.constantFrom('&&', '||'), tie('bool')).map((all) => `(${all.join(' ')})`),
    tie('bool').map((a) => `!${a}`),
    fc
      .tuple(tie('text'), fc.constantFrom('contains', 'startsWith', 'endsWith'), tie('text'))
      .map(([a, f, b]) => `${a}.${f}(${b})`),
    fc
      .tuple(fc.constantFrom('all', 'exists', 'exists_one'), tie('text'))
      .map(([m, a]) => `parts.${m}(q, q.name == ${a})`),
    fc
      .tuple(tie('list'), fc.constantFrom('all', 'exists', 'exists_one'), tie('text'))
      .map(([l, m, a]) => `${l}.${m}(w, w + "!" != ${a})`),
  ),
}));

test('values are those of the library whose parser we use, for any expression of the part that is taken', () => {
  // Without our declarations, since it wants instances of its own classes for declared objects.
  const env = new Environment().registerVariable('parts', 'dyn').registerVariable('now', 'dyn');
  const seen = { true: 0, false: 0, error: 0 };
  fc.assert(
    fc.property(bool, (source) => {
      fc.pre(source.length <= MAX_EXPRESSION);
      let theirs: string;
      try {
        theirs = String(env.evaluate(source, { ...VALUES, now: new Date(0) }));
      } catch {
        theirs = 'error';
      }
      let ours: string;
      try {
        ours = String(ask(source));
      } catch (error) {
        if (error instanceof FormatError) return;
        assert.ok(error instanceof CelError, String(error));
        ours = 'error';
      }
      assert.equal(ours, theirs, source);
      seen[ours as keyof typeof seen]++;
    }),
    { numRuns: 3000 },
  );
  for (const [kind, count] of Object.entries(seen)) assert.ok(count > 50, `${kind}: ${count}`);
});

test('whatever an expression says, it ends within its steps, in little time and memory', () => {
  const part = {
    name: 'n'.repeat(1000),
    count: 1n,
    labels: {},
    words: Array.from({ length: 100 }, () => 'w'),
    any: null,
  };
  const values: CelObject = { parts: Array.from({ length: 500 }, () => part), now: new CelTime(0) };
  const nest = (depth: number): string => (depth === 0 ? 'p1.count > 0' : `parts.all(p${depth}, ${nest(depth - 1)})`);
  const doubled = (times: number): string => `["${'x'.repeat(100)}"]${'.map(w, w + w)'.repeat(times)}`;
  const copied = (times: number): string => `[parts]${'.map(l, l + l)'.repeat(times)}`;
  const squared = (times: number): string => `[parts].map(l0, l0.map(a, l0))${'.map(l, l.map(b, l))'.repeat(times)}`;
  const hostile = [
    nest(6),
    `size(${doubled(30)}) == 1 && ${doubled(30)} == ${doubled(30)}`,
    `${copied(30)} == ${copied(30)}`,
    `${squared(1)} == ${squared(1)}`,
    'parts.all(p, parts.all(q, p.name == q.name))',
    'parts.all(p, parts.all(q, p.words == q.words))',
    'parts.all(p, parts.exists(q, parts != parts))',
    `parts.all(p, p.name.glob("${'*n'.repeat(400)}x"))`,
    `parts.all(p, !p.name.contains("${'n'.repeat(900)}x"))`,
    'parts.all(p, parts.map(q, parts).size() > 0)',
  ];
  for (const source of hostile) {
    const program = compileCel(source, DECLARATIONS);
    const spent = cpuTime();
    const before = process.memoryUsage().heapUsed;
    try {
      assert.ok(evaluateCel(program, values).steps <= MAX_STEPS);
    } catch (error) {
      assert.ok(error instanceof CelError && error.kind === 'budget', `${source.slice(0, 80)}: ${String(error)}`);
    }
    const took = spent();
    assert.ok(took < 1_000, `${source.slice(0, 80)} took ${took} ms`);
    assert.ok(process.memoryUsage().heapUsed - before < 256 * 2 ** 20, source.slice(0, 80));
  }
});

test('the number of steps is that of the values, not of the machine', () => {
  const program = compileCel('parts.all(p, p.words.exists(w, w == "is") || p.count == 2)', DECLARATIONS);
  const { steps } = evaluateCel(program, VALUES);
  assert.equal(evaluateCel(program, structuredClone(VALUES)).steps, steps);
  assert.equal(evaluateCel(program, VALUES, steps).value, true);
  assert.throws(() => evaluateCel(program, VALUES, steps - 1), { kind: 'budget' });
});

test('moments and lengths of time are read strictly', () => {
  assert.equal(durationOf('1h30m5s20ms')?.millis, 5_405_020);
  assert.equal(durationOf('-2s')?.millis, -2000);
  for (const bad of ['', '1', 'h', '1 h', '1.5h', '1d', '+1h', '1h-1m', '9'.repeat(20), `${'1h'.repeat(40)}`])
    assert.equal(durationOf(bad), undefined, bad);
  assert.equal(timeOf('1970-01-01T00:00:01Z')?.millis, 1000);
  assert.equal(timeOf('2026-02-30T00:00:00Z'), undefined);
  fc.assert(fc.property(fc.string(), (text) => void durationOf(text)));
});
