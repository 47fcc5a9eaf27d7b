import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { JsonValue } from '../../src/formats/json/value.ts';
import { validateAgainst } from '../../src/formats/schema/validate.ts';
import { encodeUtf8 } from '../../src/formats/utf8.ts';
import { policyDigest } from '../../src/judge/policy/compile.ts';
import { parsePolicy } from '../../src/judge/policy/parse.ts';
import { serialisePolicy } from '../../src/judge/policy/serialise.ts';
import { TwinsealError } from '../../src/records/twinseal-error.ts';
import { publicPem, testKey, testPolicy } from '../support/sealed-image.ts';

const junk = fc.oneof(
  fc.string({ maxLength: 8 }),
  fc.double(),
  fc.integer(),
  fc.boolean(),
  fc.constant(null),
  fc.constant([]),
);
const mostly = <T>(good: fc.Arbitrary<T>): fc.Arbitrary<unknown> =>
  fc.oneof({ arbitrary: good, weight: 30 }, { arbitrary: junk, weight: 1 });
const some = (model: Record<string, fc.Arbitrary<unknown>>, required: readonly string[] = []) =>
  mostly(fc.record(model, { requiredKeys: [...required] }));
const by = mostly(fc.uniqueArray(fc.constantFrom('release', 'other'), { minLength: 1, maxLength: 2 }));
const share = mostly(fc.double({ min: 0.001, max: 1, noNaN: true }));
const age = mostly(fc.integer({ min: 1, max: 10_000_000 }));
const until = mostly(fc.constantFrom('2027-01-01T00:00:00Z', '2027-01-01T00:00:00.5+01:00'));
const yes = mostly(fc.constant(true));

const require = fc.record(
  {
    image: some({ noSetuid: yes, entrypoints: mostly(fc.uniqueArray(fc.constantFrom('/a', '/b'), { minLength: 1 })) }),
    annotations: mostly(
      fc.dictionary(fc.string({ maxLength: 20 }), mostly(fc.string({ maxLength: 9 })), { maxKeys: 3 }),
    ),
    goBuild: some({
      programs: mostly(fc.constantFrom('all', 'entrypoint')),
      minVersion: mostly(fc.constantFrom('1.25', '1.25.3', '1.26rc1')),
      trimpath: yes,
      cgo: mostly(fc.boolean()),
      modified: mostly(fc.constant(false)),
      modules: mostly(fc.uniqueArray(fc.constantFrom('a/**', 'b.io/*'), { minLength: 1 })),
    }),
    sbom: some(
      {
        by,
        format: mostly(fc.constantFrom('spdx', 'cyclonedx')),
        versions: share,
        purls: share,
        licenses: share,
        checksums: share,
        minPackages: mostly(fc.integer({ min: 1, max: 9 })),
      },
      ['by'],
    ),
    scan: some(
      {
        by,
        ceiling: mostly(fc.constantFrom('none', 'low', 'medium', 'high')),
        maxAge: age,
        vexBy: by,
        exceptions: mostly(
          fc.array(
            some(
              {
                id: fc.string({ minLength: 1, maxLength: 9 }),
                owner: fc.constant('o'),
                reason: fc.constant('r'),
                until,
              },
              ['id', 'owner', 'reason', 'until'],
            ),
            { maxLength: 2 },
          ),
        ),
      },
      ['by', 'ceiling'],
    ),
    secrets: some({ by, maxAge: age }, ['by']),
    pod: some({
      runAsNonRoot: yes,
      noPrivilegeEscalation: yes,
      capabilities: mostly(fc.uniqueArray(fc.constantFrom('NET_BIND_SERVICE', 'CHOWN'))),
      noHostNamespaces: yes,
      noHostPaths: yes,
      readOnlyRoot: yes,
      ownProgram: yes,
      seccomp: mostly(fc.uniqueArray(fc.constantFrom('RuntimeDefault', 'Localhost'), { minLength: 1 })),
    }),
    expressions: mostly(
      fc.array(
        some(
          {
            name: mostly(fc.constantFrom('a', 'b-1')),
            expression: mostly(fc.constantFrom('true', 'size(platforms) == 2')),
            message: mostly(fc.constant('m')),
          },
          ['name', 'expression', 'message'],
        ),
        { maxLength: 2 },
      ),
    ),
  },
  { requiredKeys: [] },
);

test('the schema refuses nothing that the parser takes, for demands on contents, and every kind of them is taken', async () => {
  const trust = ['release', 'other'].map((name) => ({ name, cosign: { key: publicPem(testKey(name)) } }));
  const taken: Record<string, number> = {};
  await fc.assert(
    fc.asyncProperty(require, async (demands) => {
      const document = { apiVersion: 'twinseal.dev/v1', kind: 'Policy', trust, require: demands };
      const issues = await validateAgainst('policy', document as unknown as JsonValue);
      const compiled = await testPolicy(demands).catch((error: unknown) => {
        assert.ok(error instanceof TwinsealError && error.code === 'POLICY_INVALID', String(error));
        return undefined;
      });
      if (compiled === undefined) return;
      assert.deepEqual(issues, [], JSON.stringify(demands));
      // Written as a file, it is the same policy.
      const bytes = encodeUtf8(serialisePolicy(compiled.policy, []));
      const again = await parsePolicy({ name: 'test', bytes, readFile: async () => new Uint8Array() });
      assert.equal(policyDigest(again), compiled.digest);
      for (const name of Object.keys(compiled.policy.require)) taken[name] = (taken[name] ?? 0) + 1;
    }),
    { numRuns: 600 },
  );
  for (const name of ['image', 'annotations', 'goBuild', 'sbom', 'scan', 'secrets', 'pod', 'expressions'])
    assert.ok((taken[name] ?? 0) > 10, `${name} ${taken[name]}`);
});
