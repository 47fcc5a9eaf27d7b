import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Digest } from '../../src/formats/digest.ts';
import { formatUtcSeconds } from '../../src/formats/rfc3339.ts';
import { decide } from '../../src/judge/decide/decide.ts';
import { explain } from '../../src/judge/decide/explain.ts';
import { CHAIN_END } from '../support/certificates.ts';
import { judge, makeImage, NOW, type SealPart, seal, testPolicy, verdictOf } from '../support/sealed-image.ts';

const DAY = 86_400;
const exception = (edit: object = {}) => ({
  id: 'T-1',
  images: ['registry.example.com/team/**'],
  checks: ['twin-build'],
  owner: 'ops@example.com',
  reason: 'the builder is down',
  from: formatUtcSeconds(NOW - DAY),
  until: formatUtcSeconds(NOW + DAY),
  ...edit,
});
const excusing = (...edits: readonly object[]) =>
  testPolicy(undefined, { exceptions: edits.map((edit) => exception(edit)) });
const without = (...parts: readonly SealPart[]) => seal(makeImage(), parts);

test('an exception excuses the checks that it names, until it ends', async () => {
  const policy = await excusing({});
  const { verdict } = await judge(without('twin'), policy);
  assert.equal(verdict.outcome, 'allow');
  assert.equal(verdict.validUntil, formatUtcSeconds(NOW + DAY));
  const twin = verdict.checks.filter(({ id }) => id === 'twin-build');
  assert.equal(twin.length, 2);
  for (const { status, code, exception: used } of twin) {
    assert.deepEqual([status, code], ['fail', 'TWIN_PROOF_MISSING']);
    assert.deepEqual(used, { id: 'T-1', owner: 'ops@example.com', until: formatUtcSeconds(NOW + DAY) });
  }
  // Nothing else is excused, and what holds needs no excuse.
  assert.equal((await judge(without('twin', 'spdx'), policy)).verdict.outcome, 'deny');
  const good = (await judge(seal(makeImage()), policy)).verdict;
  assert.ok(good.checks.every((check) => check.exception === undefined));
  assert.equal(good.validUntil, formatUtcSeconds(CHAIN_END));
});

test('one that has ended, or not begun, excuses nothing and is named in the reason', async () => {
  const policy = await excusing({});
  const reasonAt = async (now: number) => {
    const { verdict } = await judge(without('twin'), policy, now);
    return [verdict.outcome, verdict.checks.find(({ id }) => id === 'twin-build')?.reason];
  };
  const missing = 'no twin proof by release is attached';
  const [from, until] = [NOW - DAY, NOW + DAY];
  assert.equal((await reasonAt(until))[0], 'allow');
  assert.equal((await reasonAt(from))[0], 'allow');
  assert.deepEqual(await reasonAt(until + 1), [
    'deny',
    `${missing} (the exception T-1 of ops@example.com ended at ${formatUtcSeconds(until)})`,
  ]);
  assert.deepEqual(await reasonAt(from - 1), [
    'deny',
    `${missing} (the exception T-1 of ops@example.com begins at ${formatUtcSeconds(from)})`,
  ]);
});

test('an exception is for the repositories or digests that it names, and no others', async () => {
  const image = without('twin');
  const platform = image.platforms[0]?.descriptor.digest as Digest;
  const outcome = async (images: readonly string[]) =>
    verdictOf(image, await excusing({ images })).then(([first]) => first);
  assert.equal(await outcome(['registry.example.com/team/app']), 'allow');
  assert.equal(await outcome(['elsewhere/**', image.index.digest]), 'allow');
  assert.equal(await outcome(['elsewhere/**']), 'deny');
  assert.equal(await outcome([`sha256:${'0'.repeat(64)}`]), 'deny');
  // One platform's digest excuses the checks of that platform.
  const { verdict } = await judge(image, await excusing({ images: [platform] }));
  assert.equal(verdict.outcome, 'deny');
  assert.deepEqual(
    verdict.checks.filter(({ exception: used }) => used !== undefined).map(({ id, subject }) => [id, subject]),
    [['twin-build', platform]],
  );
  const both = image.platforms.map(({ descriptor }) => descriptor.digest);
  assert.equal(await outcome(both), 'allow');
});

test('patterns name checks; a star alone breaks the glass, for what could not be told too', async () => {
  const outcome = async (checks: readonly string[], parts: readonly SealPart[]) =>
    (await verdictOf(without(...parts), await excusing({ checks })))[0];
  assert.equal(await outcome(['signature:*'], ['cosign', 'notation']), 'allow');
  assert.equal(await outcome(['signature:notary'], ['cosign', 'notation']), 'deny');
  assert.equal(await outcome(['signature:n'], ['notation']), 'deny');
  assert.equal(await outcome(['*'], ['cosign', 'notation', 'twin', 'spdx']), 'allow');
  const policy = await excusing({ checks: ['*'] });
  const { facts } = await judge(without('twin'), policy);
  const fault = {
    subject: facts.root,
    code: 'EVIDENCE_UNREACHABLE',
    what: 'manifest',
    reason: 'down',
    retryable: true,
  } as const;
  const dark = decide({ ...facts, faults: [fault] }, policy.policy, policy.digest, NOW * 1000);
  assert.equal(dark.outcome, 'allow');
  assert.ok(dark.checks.some(({ status, exception: used }) => status === 'fault' && used?.id === 'T-1'));
});

test('no exception widens what a policy is for', async () => {
  const policy = await testPolicy(undefined, {
    images: ['registry.example.com/other/**'],
    exceptions: [exception({ images: ['**'], checks: ['*'] })],
  });
  assert.deepEqual(await verdictOf(seal(makeImage()), policy), ['deny', 'coverage fail IMAGE_NOT_COVERED']);
});

test('of several that are for a check, the one that lasts longest counts, in whatever order they stand', async () => {
  const edits = [
    { id: 'short', until: formatUtcSeconds(NOW + 10) },
    { id: 'long', until: formatUtcSeconds(NOW + 20) },
    { id: 'over', until: formatUtcSeconds(NOW - 10) },
  ];
  for (const order of [edits, edits.toReversed()]) {
    const { verdict } = await judge(without('twin'), await excusing(...order));
    assert.equal(verdict.checks.find(({ id }) => id === 'twin-build')?.exception?.id, 'long');
    assert.equal(verdict.validUntil, formatUtcSeconds(NOW + 20));
  }
});

test('an explanation names the exception, and what it lets in hangs on it', async () => {
  const policy = await excusing({});
  const { verdict } = await judge(without('twin'), policy);
  const twin = explain(policy.policy, verdict).rules.find(({ check }) => check === 'twin-build');
  assert.deepEqual([twin?.exception, twin?.decisive, twin?.status], ['T-1', true, 'fail']);
  const denied = (await judge(without('twin', 'spdx'), policy)).verdict;
  const rules = explain(policy.policy, denied).rules.filter(({ decisive }) => decisive);
  assert.deepEqual([...new Set(rules.map(({ check }) => check))], ['statement:spdxjson']);
});

test('the reason stays within its bound, the exception at its end', async () => {
  const policy = await excusing({
    owner: 'o'.repeat(256),
    id: 'i'.repeat(64),
    until: formatUtcSeconds(NOW - 1),
    checks: ['*'],
  });
  const { facts } = await judge(without('twin'), policy);
  const long = facts.subjects.map((one) => ({
    ...one,
    broken: [{ digest: facts.root, code: 'IMAGE_MALFORMED', reason: 'x'.repeat(5000) } as const],
  }));
  const { checks } = decide({ ...facts, subjects: long }, policy.policy, policy.digest, NOW * 1000);
  const reason = checks.find(({ id }) => id === 'image')?.reason ?? '';
  assert.equal(reason.length, 1024);
  assert.ok(reason.endsWith(`ended at ${formatUtcSeconds(NOW - 1)})`));
});
