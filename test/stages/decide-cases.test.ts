import assert from 'node:assert/strict';
import { test } from 'node:test';
import { encodeUtf8 } from '../../src/formats/utf8.ts';
import { decide } from '../../src/judge/decide/decide.ts';
import { explain } from '../../src/judge/decide/explain.ts';
import { compilePolicy } from '../../src/judge/policy/compile.ts';
import { parsePolicy } from '../../src/judge/policy/parse.ts';
import type { Fault } from '../../src/records/discovery.ts';
import type { Facts } from '../../src/records/facts.ts';
import { elfSample } from '../formats/elf-sample.ts';
import { goElf } from '../support/go-elf.ts';
import {
  attachBundle,
  type ImageBend,
  judge,
  makeImage,
  NOW,
  publicPem,
  seal,
  type TestImage,
  testKey,
  testPolicy,
  verdictOf,
} from '../support/sealed-image.ts';
import { imageSignature } from '../support/signing.ts';

const TWIN = { twinBuild: { by: ['release'] } };
const SIGNED = { signatures: [{ by: 'release' }] };
const GO_OR_ELSE = await testPolicy({}, { cases: [{ if: { go: true }, require: TWIN }, { require: SIGNED }] });

const goImage = (bend: ImageBend = {}) => makeImage({ binary: (machine) => goElf(machine), ...bend });
const signed = (image: TestImage): TestImage => {
  for (const subject of [image.index, ...image.platforms.map(({ descriptor }) => descriptor)])
    attachBundle(image.store, subject, imageSignature(testKey('release'), subject.digest));
  return image;
};
const caseOf = async (image: TestImage, policy = GO_OR_ELSE, now = NOW) => {
  const { verdict } = await judge(image, policy, now);
  const check = verdict.checks.find(({ id }) => id === 'case');
  return `${verdict.outcome}: ${check?.status} ${check?.code} ${check?.reason}`;
};

test('"Go: twin; everything else: signature" is a policy of five lines', async () => {
  const text = `apiVersion: twinseal.dev/v1
kind: Policy
trust: [{name: release, cosign: {keyFile: cosign.pub}}]
cases: [{if: {go: true}, require: {twinBuild: {by: [release]}}},
        {require: {signatures: [{by: release}]}}]`;
  assert.equal(text.split('\n').length, 5);
  const key = encodeUtf8(publicPem(testKey('release')));
  const policy = compilePolicy(await parsePolicy({ name: 'five', bytes: encodeUtf8(text), readFile: async () => key }));
  assert.deepEqual(await verdictOf(seal(goImage(), ['notation', 'spdx', 'cosign']), policy), ['allow']);
  assert.deepEqual(await verdictOf(signed(goImage()), policy), ['deny', 'twin-build fail TWIN_PROOF_MISSING']);
  assert.deepEqual(await verdictOf(signed(makeImage()), policy), ['allow']);
  assert.deepEqual(await verdictOf(makeImage(), policy), ['deny', 'signature:release fail SIGNATURE_MISSING']);
});

test('the check names the case that applies, and why', async () => {
  assert.equal(
    await caseOf(seal(goImage())),
    'allow: pass OK the case go applies: the program of linux/amd64 was built by Go',
  );
  assert.equal(await caseOf(signed(makeImage())), 'allow: pass OK the case else applies: no case before it does');
  // One platform is enough: whoever hides the rest does not get off with less.
  const half = makeImage({ binary: (machine) => (machine === 183 ? goElf(machine) : elfSample({ machine })) });
  assert.equal(
    await caseOf(signed(half)),
    'deny: pass OK the case go applies: the program of linux/arm64 was built by Go',
  );
});

test('what every image needs holds beside the case, and only one case adds to it', async () => {
  const policy = await testPolicy(
    { image: { nonRoot: true }, ...SIGNED },
    {
      cases: [
        { name: 'team', if: { images: ['registry.example.com/team/**'] }, require: { image: { staticBinary: true } } },
        {
          name: 'other',
          if: { images: ['**'] },
          require: { signatures: [{ by: 'notary' }], platforms: ['linux/riscv64'] },
        },
      ],
    },
  );
  assert.deepEqual(await verdictOf(signed(makeImage()), policy), ['allow']);
  assert.equal(
    await caseOf(signed(makeImage()), policy),
    'allow: pass OK the case team applies: the repository is of registry.example.com/team/**',
  );
  assert.deepEqual(await verdictOf(makeImage({ run: { User: '' } }), policy), [
    'deny',
    'signature:release fail SIGNATURE_MISSING',
    'image-config fail IMAGE_CONFIG_REFUSED',
  ]);
  const elsewhere = { ...(await judge(signed(makeImage()), policy)).facts, repository: 'registry.example.com/other' };
  const verdict = decide(elsewhere, policy.policy, policy.digest, NOW * 1000);
  assert.deepEqual(
    [...new Set(verdict.checks.filter(({ status }) => status === 'fail').map(({ id, code }) => `${id} ${code}`))],
    ['platforms IMAGE_PLATFORM_MISSING', 'signature:notary SIGNATURE_MISSING'],
  );
  // Each demand is explained by the place where it stands.
  const places = new Map(explain(policy.policy, verdict).rules.map(({ check, rule }) => [check, rule]));
  assert.deepEqual(Object.fromEntries(places), {
    case: '/cases/1/if',
    image: '',
    layers: '',
    platforms: '/cases/1/require/platforms',
    'signature:release': '/require/signatures/0',
    'signature:notary': '/cases/1/require/signatures/0',
    'signed-name:release': '/require/signatures/0',
    'image-config': '/require/image',
  });
  assert.deepEqual(explain(policy.policy, verdict).case, { name: 'other', because: 'the repository is of **' });
});

test('an image for which there is no case is denied', async () => {
  const policy = await testPolicy(SIGNED, { cases: [{ if: { go: true }, require: TWIN }] });
  assert.deepEqual(await verdictOf(signed(makeImage()), policy), ['deny', 'case fail CASE_NONE_APPLIES']);
  const { verdict } = await judge(signed(makeImage()), policy);
  const [rule] = explain(policy.policy, verdict).rules;
  assert.deepEqual([rule?.rule, rule?.demand, rule?.decisive], ['/cases', 'an image of the case go', true]);
  assert.equal(explain(policy.policy, verdict).case, undefined);
  const both = await testPolicy({}, { cases: [{ if: { go: false, images: ['elsewhere/**'] }, require: SIGNED }] });
  assert.deepEqual(await verdictOf(signed(makeImage()), both), ['deny', 'case fail CASE_NONE_APPLIES']);
});

test('scripts, and images that run nothing, were not built by Go', async () => {
  const script = { binary: () => encodeUtf8('#!/bin/sh\nexec app\n') };
  for (const bend of [script, { run: { Entrypoint: ['/nothing'] } }, { run: { Entrypoint: [] } }])
    assert.match(await caseOf(signed(makeImage(bend)), GO_OR_ELSE), /^allow: pass OK the case else applies/);
  const not = await testPolicy({}, { cases: [{ if: { go: false }, require: SIGNED }] });
  assert.equal(
    await caseOf(signed(makeImage(script)), not),
    'allow: pass OK the case not-go applies: Go built no program of the image',
  );
  assert.deepEqual(await verdictOf(signed(goImage()), not), ['deny', 'case fail CASE_NONE_APPLIES']);
});

test('a condition in CEL chooses too, and one that has no value decides nothing', async () => {
  const policy = await testPolicy(
    {},
    {
      cases: [
        { name: 'two', if: { expression: 'size(platforms) == 2', images: ['**'] }, require: SIGNED },
        { require: TWIN },
      ],
    },
  );
  assert.equal(
    await caseOf(signed(makeImage()), policy),
    'allow: pass OK the case two applies: the repository is of **, and size(platforms) == 2 is true',
  );
  const broken = await testPolicy(
    {},
    { cases: [{ if: { expression: 'platforms[7].user == ""' }, require: TWIN }, { require: SIGNED }] },
  );
  assert.deepEqual(await verdictOf(signed(makeImage()), broken), ['deny', 'case fail CASE_UNDECIDED']);
  const early = await testPolicy(
    {},
    {
      cases: [
        { if: { expression: 'now < timestamp("2026-01-01T00:00:00Z")' }, require: TWIN },
        { name: 'now', require: SIGNED },
      ],
    },
  );
  const { verdict } = await judge(signed(makeImage()), early);
  assert.equal(verdict.outcome, 'allow');
  // The moment chose the case, and the next may choose another.
  assert.equal(verdict.validUntil, new Date(NOW * 1000).toISOString().replace('.000', ''));
  assert.deepEqual(explain(early.policy, verdict).case, { name: 'now', because: 'no case before it does' });
});

test('a fault that hides which case it is leaves the verdict open, and never lets the weaker case in', async () => {
  const good = (await judge(signed(makeImage()), GO_OR_ELSE)).facts;
  const fault = (facts: Facts, what: Fault['what']): Fault => ({
    subject: facts.subjects.find(({ role }) => role === 'platform')?.digest ?? facts.root,
    code: 'EVIDENCE_UNREACHABLE',
    what,
    reason: 'the line is down',
    retryable: true,
  });
  const outcome = (facts: Facts, policy = GO_OR_ELSE) => {
    const { outcome, checks } = decide(facts, policy.policy, policy.digest, NOW * 1000);
    const check = checks.find(({ id }) => id === 'case');
    return `${outcome} ${check?.status} ${check?.code}`;
  };
  assert.equal(outcome(good), 'allow pass OK');
  for (const what of ['layer', 'manifest', 'config'] as const)
    assert.equal(outcome({ ...good, faults: [fault(good, what)] }), 'indeterminate fault EVIDENCE_UNREACHABLE', what);
  assert.equal(outcome({ ...good, faults: [fault(good, 'referrers')] }), 'allow pass OK');
  // That Go built one program is known, whatever became of the other.
  const go = (await judge(signed(goImage()), GO_OR_ELSE)).facts;
  assert.match(outcome({ ...go, faults: [fault(go, 'layer')] }), /pass OK$/);
  // What fails in any case denies in any case.
  const policy = await testPolicy({ image: { nonRoot: true } }, { cases: [{ if: { go: true }, require: TWIN }] });
  const root = (await judge(makeImage({ run: { User: '' } }), policy)).facts;
  assert.equal(outcome({ ...root, faults: [fault(root, 'layer')] }, policy), 'deny fault EVIDENCE_UNREACHABLE');
});
