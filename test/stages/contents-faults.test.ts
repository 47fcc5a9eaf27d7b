// The laws of three-valued decisions, for demands on contents: some of them ask for what is there, some for what is absent or newest.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { decide } from '../../src/judge/decide/decide.ts';
import type { Fault } from '../../src/records/discovery.ts';
import type { Facts } from '../../src/records/facts.ts';
import type { Outcome } from '../../src/records/verdict.ts';
import { goElf } from '../support/go-elf.ts';
import { cosignVuln, LEAK, secretScan, trivyReport } from '../support/scan-reports.ts';
import { judge, makeImage, NOW, type TestImage, testPolicy } from '../support/sealed-image.ts';
import { state } from '../support/stated-image.ts';

const POLICY = await testPolicy({
  image: { noSetuid: true, entrypoints: ['/usr/local/bin/app'] },
  annotations: { team: '*' },
  goBuild: { minVersion: '1.26' },
  sbom: { by: ['release'], versions: 1 },
  scan: { by: ['release'], ceiling: 'low' },
  secrets: { by: ['release'] },
  expressions: [{ name: 'stated', expression: 'size(statements) == 3', message: 'm' }],
});
const BAD = ['setuid', 'entrypoint', 'annotation', 'go', 'sbom', 'scan', 'secrets'] as const;

function imageWith(bad: (typeof BAD)[number] | undefined): TestImage {
  const is = (what: (typeof BAD)[number]) => bad === what;
  const image = makeImage({
    binary: (machine) => goElf(machine, { goVersion: is('go') ? 'go1.20' : 'go1.26.8' }),
    run: { Entrypoint: [is('entrypoint') ? 'app' : '/usr/local/bin/app'] },
    layersAbove: [[{ name: 'bin/su', content: 'x', mode: is('setuid') ? 0o4755 : 0o755 }]],
    index: { annotations: is('annotation') ? {} : { team: 'a' } },
  });
  const versionInfo = is('sbom') ? '' : '1';
  state(image, 'https://spdx.dev/Document', {
    spdxVersion: 'SPDX-2.3',
    creationInfo: { created: '2026-04-01T00:00:00Z' },
    packages: [{ SPDXID: 'SPDXRef-a', name: 'a', versionInfo }],
  });
  const found = is('scan') ? [{ id: 'CVE-2026-1', severity: 'HIGH' }] : [];
  state(image, 'https://cosign.sigstore.dev/attestation/vuln/v1', cosignVuln(trivyReport(found)));
  state(image, 'https://twinseal.dev/secret-scan/v1', secretScan(is('secrets') ? [LEAK] : []));
  return image;
}

const ALL = new Map<string, Facts>();
for (const bad of [undefined, ...BAD]) ALL.set(bad ?? 'good', (await judge(imageWith(bad), POLICY)).facts);
const outcomeOf = (facts: Facts): Outcome => decide(facts, POLICY.policy, POLICY.digest, NOW * 1000).outcome;

const CODES = ['EVIDENCE_UNREACHABLE', 'EVIDENCE_LIMIT'] as const;
const OBJECTS = ['manifest', 'config', 'layer', 'referrers', 'evidence'] as const;
const REASON = 'something was in the way';

const everyFault = (facts: Facts): readonly Fault[] =>
  facts.subjects.flatMap(({ digest }) =>
    CODES.flatMap((code) => OBJECTS.map((what) => ({ subject: digest, code, what, reason: REASON, retryable: true }))),
  );

const faultOf = (facts: Facts): fc.Arbitrary<Fault> => fc.constantFrom(...everyFault(facts));

test('each bad content alone denies, by a check of its own', () => {
  for (const [name, facts] of ALL) {
    const { outcome, checks } = decide(facts, POLICY.policy, POLICY.digest, NOW * 1000);
    const failing = new Set(checks.filter(({ status }) => status === 'fail').map(({ id }) => id));
    assert.equal(outcome, name === 'good' ? 'allow' : 'deny', name);
    assert.equal(failing.size, name === 'good' ? 0 : 1, `${name}: ${[...failing].join()}`);
  }
});

test('a fault never turns a denial into an allowance, nor an allowance into a denial, and more faults bring no answer back', () => {
  // Every image with every single fault: what is rare among random draws is seen here each time.
  const seen = new Set<string>();
  for (const facts of ALL.values())
    for (const fault of everyFault(facts))
      seen.add(`${outcomeOf(facts)} -> ${outcomeOf({ ...facts, faults: [fault] })}`);
  assert.deepEqual([...seen].sort(), [
    'allow -> allow',
    'allow -> indeterminate',
    'deny -> deny',
    'deny -> indeterminate',
  ]);
  const rank: Readonly<Record<Outcome, number>> = { indeterminate: 0, allow: 1, deny: 1 };
  const some = fc
    .constantFrom(...ALL.values())
    .chain((facts) => fc.tuple(fc.constant(facts), fc.array(faultOf(facts), { minLength: 1, maxLength: 4 })));
  fc.assert(
    fc.property(some, ([facts, faults]) => {
      const before = outcomeOf(facts);
      let last = before;
      for (const count of faults.keys()) {
        const after = outcomeOf({ ...facts, faults: [...facts.faults, ...faults.slice(0, count + 1)] });
        assert.ok(after === before || after === 'indeterminate', `${before} -> ${after}`);
        assert.ok(rank[after] <= rank[last], `${last} -> ${after}`);
        last = after;
      }
    }),
    { numRuns: 500 },
  );
});
