// How old a signature may be, by a time that somebody who is trusted for it signed: what a signer or a registry says of it is no time.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatUtcSeconds } from '../../src/formats/rfc3339.ts';
import { explain } from '../../src/judge/decide/explain.ts';
import { TwinsealError } from '../../src/records/twinseal-error.ts';
import { type Witnessed, witnessedBundle } from '../support/keyed-bundles.ts';
import {
  attachBundle,
  CHAIN,
  judge,
  makeImage,
  publicPem,
  type TestImage,
  testKey,
  testPolicy,
  verdictOf,
} from '../support/sealed-image.ts';
import { statementOf } from '../support/signing.ts';
import { makeInstance, SIGNED } from '../support/sigstore-instance.ts';

const DAY = 86_400;
const instance = makeInstance();
const trustedRoot = instance.rootBytes.toString();
const trust = [
  { name: 'release', cosign: { key: publicPem(testKey('release')), trustedRoot } },
  { name: 'other', cosign: { key: publicPem(testKey('other')), trustedRoot } },
];
const within = (maxAge: number) => testPolicy({ signatures: [{ by: 'release', maxAge }] }, { trust });

function signed(...copies: readonly (readonly [string, Witnessed])[]): TestImage {
  const image = makeImage();
  for (const subject of [image.index, ...image.platforms.map(({ descriptor }) => descriptor)])
    for (const [key, witnessed] of copies) {
      const statement = JSON.stringify(statementOf([subject.digest], 'https://sigstore.dev/cosign/sign/v1', {}));
      attachBundle(image.store, subject, witnessedBundle(instance, testKey(key), statement, witnessed));
    }
  return image;
}
const STALE = ['deny', 'signature:release fail SIGNATURE_STALE'];
const UNKNOWN = ['deny', 'signature:release fail SIGNATURE_TIME_UNKNOWN'];

test('a signature counts for so long after it was made, and the verdict ends then', async () => {
  const policy = await within(30 * DAY);
  const image = signed(['release', { stamps: [SIGNED] }]);
  for (const now of [SIGNED, SIGNED + 30 * DAY]) {
    const { verdict } = await judge(image, policy, now);
    assert.equal(verdict.outcome, 'allow');
    assert.equal(verdict.validUntil, formatUtcSeconds(SIGNED + 30 * DAY));
    const told = explain(policy.policy, verdict).rules.find(({ check }) => check === 'signature:release');
    assert.equal(told?.demand, 'signed by release, on the index and on every platform, at most 30 days ago');
  }
  assert.deepEqual(await verdictOf(image, policy, SIGNED + 30 * DAY + 1), STALE);
  assert.deepEqual(
    await verdictOf(image, await testPolicy({ signatures: [{ by: 'release' }] }, { trust }), SIGNED + 99 * DAY),
    ['allow'],
  );
});

test('a withheld newer signature leaves the old one, which is too old: signing anew keeps an image in', async () => {
  const policy = await within(30 * DAY);
  const later = SIGNED + 40 * DAY;
  const old = ['release', { stamps: [SIGNED] }] as const;
  const anew = ['release', { stamps: [SIGNED + 20 * DAY] }] as const;
  assert.deepEqual(await verdictOf(signed(old, anew), policy, later), ['allow']);
  assert.deepEqual(await verdictOf(signed(old), policy, later), STALE);
  const { verdict } = await judge(signed(old, anew), policy, SIGNED + 25 * DAY);
  assert.equal(verdict.validUntil, formatUtcSeconds(SIGNED + 50 * DAY));
});

test('without a trusted time, or with one of the future, the age is not known', async () => {
  const policy = await within(30 * DAY);
  for (const witnessed of [{}, { logs: [{ log: 'v2' }] }] as const)
    assert.deepEqual(await verdictOf(signed(['release', witnessed]), policy, SIGNED), UNKNOWN);
  assert.deepEqual(await verdictOf(signed(['release', { stamps: [SIGNED] }]), policy, SIGNED - 1), UNKNOWN);
});

test('of several signers each must be young enough', async () => {
  const policy = await testPolicy({ signatures: [{ of: ['release', 'other'], atLeast: 2, maxAge: DAY }] }, { trust });
  const image = signed(['release', { stamps: [SIGNED] }], ['other', { logs: [{ log: 'v1', time: SIGNED - DAY }] }]);
  assert.deepEqual(await verdictOf(image, policy, SIGNED), ['allow']);
  const { verdict } = await judge(image, policy, SIGNED + 1);
  assert.match(verdict.checks.find(({ status }) => status === 'fail')?.reason ?? '', /other SIGNATURE_STALE/);
});

test('no age can be demanded of who has no trusted time', async () => {
  const refused = (signer: object) =>
    assert.rejects(
      testPolicy({ signatures: [{ by: 's', maxAge: 60 }] }, { trust: [{ name: 's', ...signer }] }),
      (error: unknown) =>
        error instanceof TwinsealError &&
        /at \/require\/signatures\/0\/maxAge: nothing tells when "s"/.test(error.message),
    );
  await refused({ cosign: { key: publicPem(testKey('release')) } });
  await refused({ notation: { certificates: CHAIN.rootPem, identities: ['*'] } });
  const timestamps = { certificates: CHAIN.rootPem };
  await testPolicy(
    { signatures: [{ by: 's', maxAge: 60 }] },
    { trust: [{ name: 's', notation: { certificates: CHAIN.rootPem, identities: ['*'], timestamps } }] },
  );
});
