import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { bakeTargets, parseBakePlan } from '../../src/formats/bake/bake-plan.ts';
import { parseDockerfile } from '../../src/formats/bake/dockerfile.ts';
import { FormatError } from '../../src/formats/format-error.ts';
import { encodeUtf8 } from '../../src/formats/utf8.ts';

const FOLDER = join(import.meta.dirname, '..', 'testdata', 'bake');
const recorded = (name: string) => parseBakePlan(readFileSync(join(FOLDER, 'printed', `${name}.json`)));
const plan = (value: unknown) => parseBakePlan(encodeUtf8(JSON.stringify(value)));
const steps = (text: string) => parseDockerfile(encodeUtf8(text)).steps;

test('what buildx printed for each fixture is read, and names lead to targets', () => {
  const names = readdirSync(FOLDER).flatMap((file) => /^(.+)\.(?:hcl|json)$/.exec(file)?.[1] ?? []);
  assert.equal(names.length, 11);
  for (const name of names) {
    const targets = bakeTargets(recorded(name), ['default']);
    assert.ok(targets.length > 0, name);
    for (const target of targets)
      assert.ok(target.platforms.length > 0 || target.further.length > 0 || target.inline, name);
  }
  const [app] = bakeTargets(recorded('guide'), ['app']);
  assert.deepEqual(
    [app?.platforms, { ...app?.args }, app?.further, app?.tags.length],
    [['linux/amd64', 'linux/arm64'], { VERSION: '1.2.3' }, ['contexts'], 2],
  );
  assert.deepEqual(
    bakeTargets(recorded('matrix'), ['default']).map(({ name, args }) => [name, args.CMD]),
    [
      ['program-server', 'server'],
      ['program-agent', 'agent'],
      ['program-ctl', 'ctl'],
    ],
  );
  assert.equal(bakeTargets(recorded('nested-groups'), ['default']).length, 4);
});

test('an argument without a value is left out, and members that say nothing are not named', () => {
  const { targets } = plan({ target: { a: { args: { A: null, B: '1' }, secret: [], 'no-cache': false, pull: true } } });
  assert.deepEqual({ ...targets.get('a')?.args }, { B: '1' });
  assert.deepEqual(targets.get('a')?.further, ['pull']);
});

test('malformed plans are refused where they are wrong', () => {
  const cases: readonly (readonly [unknown, RegExp])[] = [
    [{}, /target" is missing|is missing/],
    [{ target: [] }, /must be an object/],
    [{ target: { 'a b': {} } }, /no name of a target/],
    [{ target: { a: { platforms: [1] } } }, /must hold texts/],
    [{ target: { a: { tags: 'x' } } }, /must be an array/],
    [{ target: { a: { args: { X: 1 } } } }, /must be a string/],
    [{ target: { a: { Platforms: ['linux/amd64'] } } }, /case alone/],
    [{ Target: {}, target: {} }, /case alone|only in case/],
    [{ target: Object.fromEntries(Array.from({ length: 300 }, (_, at) => [`t${at}`, {}])) }, /more than the 256/],
    [{ target: { a: { platforms: Array(2000).fill('linux/amd64') } } }, /more than the 1024/],
  ];
  for (const [value, message] of cases)
    assert.throws(
      () => plan(value),
      (error) => error instanceof FormatError && message.test(error.message),
      String(message),
    );
  assert.throws(() => parseBakePlan(encodeUtf8('{"target":{"a":{}},"target":{}}')), FormatError);
});

test('groups are followed, circles are found, and a group may have the name of its target', () => {
  const target = { a: {}, b: {} };
  const circle = plan({ group: { x: { targets: ['y'] }, y: { targets: ['x'] } }, target });
  assert.throws(() => bakeTargets(circle, ['x']), /contains itself/);
  assert.throws(() => bakeTargets(circle, ['nobody']), /no target or group "nobody"/);
  const same = plan({ group: { default: { targets: ['a'] }, a: { targets: ['a', 'b'] } }, target });
  assert.deepEqual(
    bakeTargets(same, ['default', 'a', 'b']).map(({ name }) => name),
    ['a', 'b'],
  );
});

test('instructions of a Dockerfile are told from comments, continued lines and here-documents', () => {
  const { syntax, steps: found } = parseDockerfile(readFileSync(join(FOLDER, 'Dockerfile')));
  assert.equal(syntax, 'docker/dockerfile:1');
  assert.deepEqual(
    found.map(({ line, instruction }) => `${line} ${instruction}`),
    ['2 FROM', '3 WORKDIR', '4 RUN', '7 COPY', '10 FROM', '11 COPY', '12 ENTRYPOINT'],
  );
  assert.deepEqual(
    steps('# escape=`\nRUN a `\n  b\nRUN c').map(({ line }) => line),
    [2, 4],
  );
  assert.deepEqual(
    steps('RUN <<"A" <<-B\nFROM x\nA\n\tFROM y\n\tB\nFROM z').map(({ line, instruction }) => [line, instruction]),
    [
      [1, 'RUN'],
      [6, 'FROM'],
    ],
  );
  assert.deepEqual(
    steps('RUN echo $((1<<2))\nENV A=<<B\nUSER x').map(({ instruction }) => instruction),
    ['RUN', 'ENV', 'USER'],
  );
});

test('a Dockerfile is bounded, and any text ends', () => {
  assert.throws(() => steps('a\n'.repeat(20_001)), /more than 20000 lines/);
  assert.throws(() => parseDockerfile(new Uint8Array(2 ** 20 + 1)), /1 MiB/);
  assert.throws(() => parseDockerfile(new Uint8Array([0xff])), FormatError);
  assert.throws(() => steps(`RUN ${'<<A '.repeat(65)}`), /here-documents/);
  const line = fc.constantFrom('FROM a', 'RUN <<E', 'E', '# c', '\\', 'COPY a \\', '', '\t', '<<', '# syntax=x');
  fc.assert(
    fc.property(fc.array(fc.oneof(line, fc.string({ maxLength: 20 })), { maxLength: 40 }), (lines) => {
      const found = steps(lines.join('\n'));
      for (const [at, { line: number }] of found.entries()) assert.ok(number > (found[at - 1]?.line ?? 0));
    }),
  );
});

test('any JSON is a plan or is refused', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (target, group) => {
      try {
        bakeTargets(plan({ target, group }), ['default']);
      } catch (error) {
        assert.ok(error instanceof FormatError, String(error));
      }
    }),
  );
});
