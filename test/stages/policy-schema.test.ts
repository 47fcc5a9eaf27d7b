import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { recordJson } from '../../src/formats/json/record.ts';
import type { JsonValue } from '../../src/formats/json/value.ts';
import { validateAgainst } from '../../src/formats/schema/validate.ts';
import { encodeUtf8 } from '../../src/formats/utf8.ts';
import { compilePolicy } from '../../src/judge/policy/compile.ts';
import { parsePolicy } from '../../src/judge/policy/parse.ts';
import { TwinsealError } from '../../src/records/twinseal-error.ts';
import { parseDocument, policyDocument } from '../support/policy-text.ts';

const junk: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom('', ' ', 'Prod', 'size(', '2028-01-01T00:00:00Z'),
  fc.string({ maxLength: 6 }),
  fc.integer(),
  fc.boolean(),
  fc.constantFrom(null, [], {}),
);
const mostly = <T>(good: fc.Arbitrary<T>): fc.Arbitrary<unknown> =>
  fc.oneof({ arbitrary: good, weight: 60 }, { arbitrary: junk, weight: 1 });
const some = (model: Record<string, fc.Arbitrary<unknown>>, required: readonly string[] = []) =>
  mostly(fc.record(model, { requiredKeys: [...required] }));
const names = mostly(fc.uniqueArray(fc.constantFrom('a', 'b', 'n'), { minLength: 1, maxLength: 3 }));
const requirement = some({
  platforms: mostly(fc.uniqueArray(fc.constantFrom('linux/amd64', 'linux/arm64'), { maxLength: 2 })),
  signatures: mostly(
    fc.array(
      fc.oneof(
        some({ by: fc.constantFrom('a', 'b', 'n') }, ['by']),
        some({ of: names, atLeast: mostly(fc.constant(1)) }, ['of', 'atLeast']),
      ),
      { maxLength: 2 },
    ),
  ),
  statements: mostly(
    fc.array(
      some({ type: fc.constant('spdxjson'), by: names, maxAge: mostly(fc.integer({ min: 1, max: 9999 })) }, [
        'type',
        'by',
      ]),
      {
        maxLength: 1,
      },
    ),
  ),
  image: some({ nonRoot: mostly(fc.constant(true)) }),
});
const globs = mostly(fc.array(fc.constantFrom('**', 'x/*', 'a.io/team/**'), { minLength: 1, maxLength: 2 }));
const moment = mostly(fc.constantFrom('2026-12-01T00:00:00Z', '2026-12-01T01:00:00+01:00'));
const language = fc.record(
  {
    mode: mostly(fc.constantFrom('enforce', 'warn', 'audit')),
    shadowOf: mostly(fc.constantFrom('other', 'more')),
    images: globs,
    match: some({
      namespaces: mostly(fc.uniqueArray(fc.constantFrom('prod', 'prod-*'), { minLength: 1, maxLength: 2 })),
      labels: mostly(
        fc.dictionary(fc.constantFrom('a', 'b'), mostly(fc.constantFrom('*', 'x')), { minKeys: 1, maxKeys: 2 }),
      ),
    }),
    require: requirement,
    cases: mostly(
      fc.array(
        some(
          {
            name: mostly(fc.constantFrom('one', 'two', 'three')),
            if: some({ go: mostly(fc.boolean()), images: globs, expression: mostly(fc.constant('true')) }),
            require: requirement,
          },
          ['require', 'name'],
        ),
        { minLength: 1, maxLength: 3 },
      ),
    ),
    exceptions: mostly(
      fc.array(
        some(
          {
            id: mostly(fc.constantFrom('x', 'y')),
            images: globs,
            checks: mostly(fc.constantFrom(['*'], ['signature:*', 'twin-build'])),
            owner: mostly(fc.constant('o')),
            reason: mostly(fc.constant('r')),
            from: moment,
            until: moment,
          },
          ['id', 'images', 'checks', 'owner', 'reason', 'from', 'until'],
        ),
        { maxLength: 2 },
      ),
    ),
  },
  { requiredKeys: ['require'] },
);

test('the schema refuses nothing that the parser takes, for the whole language', async () => {
  const taken = { all: 0, cases: 0, exceptions: 0, match: 0 };
  await fc.assert(
    fc.asyncProperty(language, async (more) => {
      const issues = await validateAgainst('policy', policyDocument(more) as unknown as JsonValue);
      const policy = await parseDocument(more).catch((error: unknown) => {
        assert.ok(error instanceof TwinsealError, String(error));
        return undefined;
      });
      if (policy === undefined) return;
      taken.all++;
      if (policy.cases !== undefined) taken.cases++;
      if ((policy.exceptions ?? []).length > 0) taken.exceptions++;
      if (policy.match !== undefined) taken.match++;
      assert.deepEqual(issues, [], JSON.stringify(more));
      // What was read says the same when it is read again.
      const { apiVersion: _a, kind: _k, name: _n, ...again } = policy;
      const bytes = encodeUtf8(
        JSON.stringify({ apiVersion: 'twinseal.dev/v1', kind: 'Policy', ...Object(recordJson(again)) }),
      );
      const second = await parsePolicy({ name: 'test', bytes, readFile: async () => new Uint8Array() });
      assert.equal(compilePolicy(second).digest, compilePolicy(policy).digest);
    }),
    { numRuns: 1000 },
  );
  for (const [what, count] of Object.entries(taken)) assert.ok(count > 10, `${what} ${count}`);
});
