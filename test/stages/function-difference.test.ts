import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  compareFunctions,
  isStandard,
  packageDifferences,
  packageOf,
} from '../../src/seal/compare/function-difference.ts';
import { readProgram } from '../../src/seal/compare/program.ts';
import { type GoProgramSample, goProgramSample, type SampleFunction } from '../formats/go-program-sample.ts';

test('the package of a function is told from its name', () => {
  const names: readonly (readonly [string, string])[] = [
    ['main.main', 'main'],
    ['main.main.func1', 'main'],
    ['example.com/a/b.(*T).M', 'example.com/a/b'],
    ['example.com/a/b.F[go.shape.struct { example.com/x.Y }]', 'example.com/a/b'],
    ['gopkg.in/yaml%2ev3.Unmarshal', 'gopkg.in/yaml.v3'],
    ['go.opentelemetry.io/otel.Meter', 'go.opentelemetry.io/otel'],
    ['internal/runtime/maps.(*Map).Clear', 'internal/runtime/maps'],
    ['type:.eq.example.com/a.T', ''],
    ['type..hash.main.T', ''],
    ['_cgo_topofstack', ''],
    ['memeqbody', ''],
  ];
  for (const [name, expected] of names) assert.equal(packageOf(name), expected, name);
});

test('a package belongs to the standard library when its first element has no dot and no module claims it', () => {
  assert.ok(isStandard('runtime') && isStandard('internal/runtime/maps') && isStandard('go/ast'));
  assert.ok(!isStandard('main') && !isStandard('') && !isStandard('example.com/a'));
  assert.ok(!isStandard('mytool/lib', 'mytool') && !isStandard('mytool', 'mytool') && isStandard('mytools', 'mytool'));
});

function compared(a: readonly SampleFunction[], b: readonly SampleFunction[], more: GoProgramSample = {}) {
  const program = (functions: readonly SampleFunction[]) => readProgram(goProgramSample({ ...more, functions }));
  const found = compareFunctions(program(a), program(b));
  assert.ok(found);
  return found;
}

test('functions are added, removed, grown, renumbered or moved', () => {
  const [f, g, h] = [
    { name: 'main.f', line: 10 },
    { name: 'main.g', line: 20 },
    { name: 'lib.h', line: 5 },
  ];
  const kinds = (a: readonly SampleFunction[], b: readonly SampleFunction[]): readonly string[] =>
    compared(a, b).changes.map(({ kind, name }) => `${kind} ${name}`);
  assert.deepEqual(kinds([f, g], [f, g]), []);
  assert.deepEqual(kinds([f, g], [f, h]), ['onlyInA main.g', 'onlyInB lib.h']);
  assert.deepEqual(kinds([f], [{ ...f, size: 64 }]), ['size main.f']);
  assert.deepEqual(kinds([f, g], [f, { ...g, line: 25 }]), ['moved main.g']);
});

test('declarations of a file in another order are found, and one that only moved is not taken for it', () => {
  const order = (...names: readonly string[]): readonly SampleFunction[] =>
    names
      .map((name, index) => ({ name: `main.${name}`, line: 10 * (index + 1) }))
      .toSorted((x, y) => (x.name < y.name ? -1 : 1));
  const [found] = compared(order('a', 'b', 'c'), order('c', 'a', 'b')).reordered;
  assert.deepEqual(found, {
    file: 'example.com/app/main.go',
    a: ['main.a', 'main.b', 'main.c'],
    b: ['main.c', 'main.a', 'main.b'],
  });
  const one = order('a', 'b', 'c').map((each) => (each.name === 'main.a' ? { ...each, line: 90 } : each));
  assert.deepEqual(compared(order('a', 'b', 'c'), one).reordered, []);
});

test('packages are listed with the program’s own first, and what only moved is left out', () => {
  const own = (name: string) => ({ name, package: packageOf(name), file: '', files: () => [] });
  const list = packageDifferences([
    { ...own('runtime.f'), kind: 'size' },
    { ...own('example.com/a.g'), kind: 'onlyInA' },
    { ...own('main.h'), kind: 'lines' },
    { ...own('main.i'), kind: 'onlyInB' },
    { ...own('main.j'), kind: 'moved' },
  ]);
  assert.deepEqual(list, [
    { package: 'main', onlyInA: 0, onlyInB: 1, changed: 1, functions: ['+main.i', 'main.h'] },
    { package: 'example.com/a', onlyInA: 1, onlyInB: 0, changed: 0, functions: ['-example.com/a.g'] },
    { package: 'runtime', onlyInA: 0, onlyInB: 0, changed: 1, functions: ['runtime.f'] },
  ]);
});
