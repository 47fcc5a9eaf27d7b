import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decide } from '../../src/judge/decide/decide.ts';
import { explain } from '../../src/judge/decide/explain.ts';
import type { Fault } from '../../src/records/discovery.ts';
import { CHAIN_END } from '../support/certificates.ts';
import {
  attachBundle,
  attachNotation,
  CHAIN,
  judge,
  makeImage,
  NOW,
  publicPem,
  type TestImage,
  testKey,
  testPolicy,
  verdictOf,
} from '../support/sealed-image.ts';
import { imageSignature, notationSignature } from '../support/signing.ts';

const TRUST = [
  ...['a', 'b', 'c', 'd'].map((name) => ({ name, cosign: { key: publicPem(testKey(name)) } })),
  { name: 'n', notation: { certificates: CHAIN.rootPem, identities: ['*'] } },
];
const several = (of: readonly string[], atLeast: number, more: readonly object[] = []) =>
  testPolicy({ signatures: [{ of, atLeast }, ...more] }, { trust: TRUST });
const subjectsOf = (image: TestImage) => [image.index, ...image.platforms.map(({ descriptor }) => descriptor)];
function signedBy(...names: readonly string[]): TestImage {
  const image = makeImage();
  for (const subject of subjectsOf(image))
    for (const name of names)
      if (name === 'n') attachNotation(image.store, subject, notationSignature(CHAIN, subject));
      else attachBundle(image.store, subject, imageSignature(testKey(name), subject.digest));
  return image;
}
const TWO = await several(['a', 'b', 'c'], 2);
const TOO_FEW = ['deny', 'signature:2-of-a+b+c fail SIGNATURE_TOO_FEW'];

test('so many of several signers are enough, whoever they are, and fewer are not', async () => {
  for (const names of [
    ['a', 'b'],
    ['b', 'c'],
    ['c', 'a'],
    ['a', 'b', 'c', 'd'],
  ])
    assert.deepEqual(await verdictOf(signedBy(...names), TWO), ['allow'], names.join());
  for (const names of [[], ['a'], ['c'], ['a', 'd']])
    assert.deepEqual(await verdictOf(signedBy(...names), TWO), TOO_FEW, names.join());
});

test('who signs often counts once', async () => {
  const image = signedBy('a');
  for (const subject of subjectsOf(image))
    for (let more = 0; more < 3; more++)
      attachBundle(image.store, subject, imageSignature(testKey('a'), subject.digest), {
        annotations: { n: `${more}` },
      });
  assert.deepEqual(await verdictOf(image, TWO), TOO_FEW);
});

test('each subject needs them: two signers of the index and one of a platform are too few there', async () => {
  const image = signedBy('a');
  attachBundle(image.store, image.index, imageSignature(testKey('b'), image.index.digest));
  const { verdict } = await judge(image, TWO);
  assert.deepEqual(
    verdict.checks
      .filter(({ id }) => id.startsWith('signature'))
      .map(({ status, platform }) => `${platform} ${status}`),
    ['undefined pass', 'linux/amd64 fail', 'linux/arm64 fail'],
  );
  const [first, second] = verdict.checks.filter(({ id }) => id.startsWith('signature'));
  assert.equal(first?.reason, 'signed by a and b, 2 of a, b, c demanded');
  assert.equal(second?.reason, 'signed by a, 2 of a, b, c demanded (b SIGNATURE_MISSING, c SIGNATURE_MISSING)');
  const told = explain(TWO.policy, verdict).rules.find(({ check }) => check.startsWith('signature'));
  assert.deepEqual(
    [told?.rule, told?.demand],
    ['/require/signatures/0', 'signed by 2 of a, b and c, by different keys, on the index and on every platform'],
  );
});

test('both families count together, and the verdict ends with the first of the signatures that it needs', async () => {
  const policy = await several(['n', 'a', 'b'], 2);
  const both = await judge(signedBy('a', 'n'), policy);
  assert.equal(both.verdict.outcome, 'allow');
  assert.equal(both.verdict.validUntil, new Date(CHAIN_END * 1000).toISOString().replace('.000', ''));
  // Two keys without an end are there: the certificate is not needed.
  assert.equal((await judge(signedBy('a', 'b', 'n'), policy)).verdict.validUntil, undefined);
  assert.equal((await judge(signedBy('a', 'b', 'n'), policy, CHAIN_END + 1)).verdict.outcome, 'allow');
  const late = (await judge(signedBy('a', 'n'), policy, CHAIN_END + 1)).verdict;
  assert.equal(late.outcome, 'deny');
  assert.match(
    late.checks.find(({ status }) => status === 'fail')?.reason ?? '',
    /n SIGNATURE_EXPIRED, b SIGNATURE_MISSING/,
  );
});

test('a key that signs as two signers fills one of the places', async () => {
  const { facts } = await judge(signedBy('a', 'b'), TWO);
  const key = facts.signatures.find(({ signer }) => signer.name === 'a')?.signer.key;
  assert.ok(key !== undefined);
  // Certificates of one authority can hold one key under two names; no policy could have known.
  const one = { ...facts, signatures: facts.signatures.map((fact) => ({ ...fact, signer: { ...fact.signer, key } })) };
  const verdict = decide(one, TWO.policy, TWO.digest, NOW * 1000);
  assert.equal(verdict.outcome, 'deny');
  const failed = verdict.checks.find(({ status }) => status === 'fail');
  assert.deepEqual(
    [failed?.code, failed?.reason],
    ['SIGNATURE_TOO_FEW', 'signed by a, 2 of a, b, c demanded (b SIGNATURE_KEY_REUSED, c SIGNATURE_MISSING)'],
  );
});

test('what could not be fetched may be the signature that is missing', async () => {
  const { facts } = await judge(signedBy('a'), TWO);
  const fault = (subject: Fault['subject']): Fault => ({
    subject,
    code: 'EVIDENCE_THROTTLED',
    what: 'referrers',
    reason: 'slow down',
    retryable: true,
  });
  const subjects = facts.subjects.map(({ digest }) => digest);
  const all = decide({ ...facts, faults: subjects.map(fault) }, TWO.policy, TWO.digest, NOW * 1000);
  assert.equal(all.outcome, 'indeterminate');
  const one = decide({ ...facts, faults: subjects.slice(0, 1).map(fault) }, TWO.policy, TWO.digest, NOW * 1000);
  assert.equal(one.outcome, 'deny');
});

test('one signer and so many of several stand side by side', async () => {
  const policy = await several(['a', 'b', 'c'], 2, [{ by: 'a' }, { of: ['d', 'b'], atLeast: 1 }]);
  assert.deepEqual(await verdictOf(signedBy('a', 'b'), policy), ['allow']);
  assert.deepEqual(await verdictOf(signedBy('b', 'c'), policy), ['deny', 'signature:a fail SIGNATURE_MISSING']);
  assert.deepEqual(await verdictOf(signedBy('a', 'c'), policy), ['deny', 'signature:1-of-d+b fail SIGNATURE_TOO_FEW']);
});
