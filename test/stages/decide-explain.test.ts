import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { canonicalJson } from '../../src/formats/json/canonical.ts';
import { recordJson } from '../../src/formats/json/record.ts';
import type { JsonValue } from '../../src/formats/json/value.ts';
import { decide } from '../../src/judge/decide/decide.ts';
import { explain } from '../../src/judge/decide/explain.ts';
import type { CompiledPolicy } from '../../src/judge/policy/compile.ts';
import { canNameCheck } from '../../src/records/check-kinds.ts';
import type { Facts } from '../../src/records/facts.ts';
import { judge, makeImage, NOW, publicPem, type SealPart, seal, testKey, testPolicy } from '../support/sealed-image.ts';

const RELEASE = await testPolicy();
const explained = ({ policy, digest }: CompiledPolicy, facts: Facts) => {
  const verdict = decide(facts, policy, digest, NOW * 1000);
  return { verdict, explanation: explain(policy, verdict) };
};
const factsOf = async (image = seal(makeImage()), policy = RELEASE) => (await judge(image, policy)).facts;
const without = (part: SealPart) => factsOf(seal(makeImage(), [part]));

/** What a JSON pointer names in a document. */
function at(document: JsonValue, pointer: string): JsonValue | undefined {
  return pointer
    .split('/')
    .slice(1)
    .reduce<JsonValue | undefined>(
      (value, name) => (value !== null && typeof value === 'object' ? Object(value)[name] : undefined),
      document,
    );
}

test('each check of a verdict is explained by the rule that asked for it, in words', async () => {
  const { verdict, explanation } = explained(RELEASE, await factsOf());
  assert.deepEqual(
    explanation.rules.map(({ check, subject, status, code, reason }) => ({ check, subject, status, code, reason })),
    verdict.checks.map(({ id, subject, status, code, reason }) => ({ check: id, subject, status, code, reason })),
  );
  const told = new Map(explanation.rules.map(({ check, rule, demand }) => [check, `${rule} ${demand}`]));
  assert.deepEqual(Object.fromEntries(told), {
    image: ' index, manifests and configs are there, well formed, and what their digests name',
    layers: '/require/twinBuild layers that the policy looks into are what their digests and diff_ids name',
    platforms:
      '/require/platforms has linux/amd64 and linux/arm64; no platform twice, and index and config agree on each, as does the program where layers are read',
    'signature:release': '/require/signatures/0 signed by release, on the index and on every platform',
    'signature:notary': '/require/signatures/1 signed by notary, on the index and on every platform',
    'signed-name:release': '/require/signatures/0 a repository that a signature names is the one that is asked for',
    'signed-name:notary': '/require/signatures/1 a repository that a signature names is the one that is asked for',
    'statement:spdxjson': '/require/statements/0 a statement spdxjson by release, for the index and for every platform',
    'twin-build':
      '/require/twinBuild release states that the program that runs was built twice with the same bytes, varied in path, without a network, from empty caches, by an authenticated toolchain',
    'image-config': '/require/image does not run as root; runs a static program; has the label a=b',
  });
  assert.deepEqual(explanation.policy, { name: 'test', digest: RELEASE.digest });
  assert.equal(explanation.mode, 'enforce');
  assert.equal(explanation.outcome, 'allow');
});

test('every rule that is named stands in the policy', async () => {
  const policies = [
    RELEASE,
    await testPolicy({ image: { nonRoot: true } }),
    await testPolicy({ goBuild: { minVersion: '1.20', modules: ['a/**'] }, annotations: { a: '*', b: 'c' } }),
    await testPolicy({ image: { noSetuid: true, entrypoints: ['/app'], goReproducibleFlags: true } }),
    await testPolicy({ signatures: [{ by: 'release' }] }, { images: ['elsewhere/**'] }),
  ];
  for (const policy of policies) {
    const { explanation } = explained(policy, await factsOf(undefined, policy));
    const document = recordJson(policy.policy);
    for (const { rule, check, demand } of explanation.rules) {
      if (rule !== '') assert.notEqual(at(document, rule), undefined, rule);
      else assert.ok(['image', 'layers', 'platforms'].includes(check), check);
      assert.notEqual(demand, check, 'it has words of its own');
    }
  }
});

test('whatever the language can demand is explained by its own line and in its own words', async () => {
  const by = ['release'];
  const require = {
    platforms: ['linux/amd64'],
    signatures: [{ by: 'release' }, { of: ['other', 'notary'], atLeast: 1 }],
    statements: [
      { type: 'slsaprovenance1', by, maxAge: 3600 },
      { type: 'slsaprovenance1', by: ['other'], count: 2 },
    ],
    twinBuild: { by, rebuilders: { of: ['bob'], atLeast: 1 } },
    image: { noSetuid: true },
    annotations: { a: '*' },
    minVersion: { '**': '1.0.0' },
    goBuild: { cgo: false },
    sbom: { by, purls: 0.5 },
    scan: { by, ceiling: 'low' },
    secrets: { by, maxAge: 60 },
    pod: { runAsNonRoot: true, capabilities: [], seccomp: ['RuntimeDefault'] },
    expressions: [{ name: 'x', expression: 'size(platforms) > 0', message: 'm' }],
  };
  const schema = JSON.parse(readFileSync(join(import.meta.dirname, '../../schemas/policy.schema.json'), 'utf8'));
  const kinds = Object.keys(schema.$defs.requirements.properties);
  assert.deepEqual(Object.keys(require).sort(), kinds.sort(), 'every demand that there is');
  const bob = { name: 'bob', cosign: { key: publicPem(testKey('bob')) } };
  const trust = [...RELEASE.policy.trust, bob];
  // The same demands, of every image and of a case.
  const cases = [{ if: { go: false }, require }];
  for (const policy of [await testPolicy(require, { trust }), await testPolicy({}, { trust, cases })]) {
    const { explanation } = explained(policy, await factsOf(undefined, policy));
    const document = recordJson(policy.policy);
    const named = new Set<string>();
    for (const { rule, check, demand } of explanation.rules) {
      assert.notEqual(demand, check);
      assert.ok(canNameCheck(check), `CHECK_KINDS has no ${check}`);
      if (check === 'image' || check === 'case') continue;
      assert.notEqual(at(document, rule), undefined, `${check} ${rule}`);
      named.add(rule.replace(/^\/cases\/0/, '').replace(/\/rebuilders$|(?<=\/pod)\/.*$/, ''));
    }
    const lists = ['signatures/0', 'signatures/1', 'statements/0', 'statements/1', 'expressions/0'];
    const plain = kinds.filter((kind) => !lists.some((one) => one.startsWith(kind)));
    assert.deepEqual([...named].sort(), [...plain, ...lists].map((one) => `/require/${one}`).sort());
  }
});

test('a denial hangs on what failed, and on nothing else', async () => {
  const { explanation } = explained(RELEASE, await without('notation'));
  assert.equal(explanation.outcome, 'deny');
  const decisive = explanation.rules.filter((rule) => rule.decisive);
  assert.deepEqual(
    [...new Set(decisive.map(({ rule, code }) => `${rule} ${code}`))],
    ['/require/signatures/1 SIGNATURE_MISSING'],
  );
  assert.deepEqual(
    decisive.map(({ platform }) => platform),
    [undefined, 'linux/amd64', 'linux/arm64'],
  );
});

test('without an answer it hangs on what could not be told, and an allowance on all that holds', async () => {
  const facts = await without('twin');
  const reason = 'slow down';
  const fault = {
    subject: facts.root,
    code: 'EVIDENCE_THROTTLED',
    what: 'referrers',
    reason,
    retryable: true,
  } as const;
  const open = explained(RELEASE, { ...facts, faults: [fault] }).explanation;
  assert.equal(open.outcome, 'indeterminate');
  assert.deepEqual(
    [...new Set(open.rules.filter(({ decisive }) => decisive).map(({ check }) => check))],
    ['twin-build'],
  );
  const good = explained(RELEASE, await factsOf()).explanation;
  for (const { decisive, rule, status } of good.rules) assert.equal(decisive, status === 'pass' && rule !== '');
  const plain = await testPolicy({ signatures: [{ by: 'release' }] });
  const little = explained(plain, await factsOf(undefined, plain)).explanation;
  assert.deepEqual(
    [...new Set(little.rules.filter(({ decisive }) => decisive).map(({ check }) => check))],
    ['signature:release'],
  );
});

test('a policy for other repositories is explained by the line that says so', async () => {
  const policy = await testPolicy(
    { signatures: [{ by: 'release' }] },
    { images: ['b.example.com/**', 'c.example.com/**'], mode: 'warn', shadowOf: 'x' },
  );
  const { explanation } = explained(policy, await factsOf(undefined, policy));
  const [first] = explanation.rules;
  assert.deepEqual(
    [first?.rule, first?.demand, first?.decisive],
    ['/images', 'an image of b.example.com/** or c.example.com/**', true],
  );
  assert.deepEqual([explanation.mode, explanation.shadowOf], ['warn', 'x']);
});

test('the words of a rule are bounded, since an image of many platforms repeats them', async () => {
  const labels = Object.fromEntries(Array.from({ length: 64 }, (_, n) => [`label-${n}`, '\u{1f600}'.repeat(500)]));
  const policy = await testPolicy({ image: { labels } });
  const { explanation } = explained(policy, await factsOf(undefined, policy));
  const told = explanation.rules.find(({ check }) => check === 'image-config');
  assert.equal(told?.demand.length, 1024);
  assert.ok(told.demand.isWellFormed());
});

test('the same input is explained in the same bytes', async () => {
  const facts = await without('spdx');
  const { verdict, explanation } = explained(RELEASE, facts);
  const again = explain(RELEASE.policy, structuredClone(verdict));
  assert.equal(canonicalJson(recordJson(again)), canonicalJson(recordJson(explanation)));
});
