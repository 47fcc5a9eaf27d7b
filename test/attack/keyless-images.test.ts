// Images signed by identities: what a policy lets in, and what differs from that in one field.
import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { test } from 'node:test';
import { PREDICATE_TYPES } from '../../src/records/predicate-types.ts';
import {
  attachBundle,
  digestsOf,
  judge,
  makeImage,
  type TestImage,
  testPolicy,
  verdictOf,
} from '../support/sealed-image.ts';
import { statementOf } from '../support/signing.ts';
import { IDENTITY, ISSUER, type KeylessBend, makeInstance, SIGNED } from '../support/sigstore-instance.ts';

const instance = makeInstance();
const LATER = SIGNED + 86_400;
const ROOT = instance.rootBytes.toString();
const NAMED = { identity: IDENTITY, issuer: ISSUER, trustedRoot: ROOT };
const SBOM = 'https://spdx.dev/Document';

const trusting = (...signers: readonly object[]) => ({
  trust: signers.map((keyless, index) => ({ name: `ci-${index + 1}`, keyless })),
});
const BY_CI = { signatures: [{ by: 'ci-1' }] };
const policyOf = (keyless: object, require: Readonly<Record<string, unknown>> = BY_CI) =>
  testPolicy(require, trusting(keyless));

/** An image whose index and children are signed keylessly; the index as the attack has it. */
function signedImage(bend: KeylessBend = {}, from = instance): TestImage {
  const image = makeImage();
  for (const digest of digestsOf(image)) {
    const descriptor = [image.index, ...image.platforms.map((one) => one.descriptor)].find(
      (one) => one.digest === digest,
    );
    assert.ok(descriptor);
    const statement = JSON.stringify(statementOf([digest], PREDICATE_TYPES.cosignSign, {}));
    const isIndex = digest === image.index.digest;
    attachBundle(image.store, descriptor, isIndex ? from.bundle({ statement }, bend) : instance.bundle({ statement }));
  }
  return image;
}

test('an image signed by the identity is allowed long after its certificate, by either log', async () => {
  const policy = await policyOf(NAMED);
  for (const log of ['v1', 'v2'] as const)
    assert.deepEqual(await verdictOf(signedImage({ log }), policy, LATER), ['allow']);
});

test('the facts name identity and issuer, and count from the time of signing on', async () => {
  const { facts } = await judge(signedImage(), await policyOf(NAMED), LATER);
  const [fact] = facts.signatures;
  assert.deepEqual(fact?.signer.identity, { name: IDENTITY, issuer: ISSUER });
  assert.deepEqual(fact?.valid, { from: SIGNED, until: null });
  assert.deepEqual(await verdictOf(signedImage(), await policyOf(NAMED), SIGNED - 1), [
    'deny',
    'signature:ci-1 fail SIGNATURE_EXPIRED',
  ]);
});

test('a pattern holds from end to end', async () => {
  const pattern = (identityPattern: string) => policyOf({ identityPattern, issuer: ISSUER, trustedRoot: ROOT });
  const good = await pattern('https://github.com/example/app/.github/workflows/*@refs/tags/*');
  assert.deepEqual(await verdictOf(signedImage(), good, LATER), ['allow']);
  for (const text of [
    'github.com/example/*',
    'https://github.com/example/app',
    'https://github.com/*/app',
    '*@refs/tags/v',
  ])
    assert.deepEqual(await verdictOf(signedImage(), await pattern(text), LATER), [
      'deny',
      'signature:ci-1 fail SIGNATURE_UNTRUSTED',
    ]);
});

const stranger = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
const ATTACKS: readonly (readonly [string, KeylessBend, string])[] = [
  ['another identity', { identity: `${IDENTITY}.evil` }, 'SIGNATURE_UNTRUSTED'],
  ['another issuer', { issuer: 'https://evil.example' }, 'SIGNATURE_UNTRUSTED'],
  ['a certificate by another authority', { signer: stranger }, 'SIGNATURE_INVALID'],
  ['no log of certificates', { sct: 'none' }, 'SIGNATURE_INVALID'],
  ['a time outside of the certificate', { time: SIGNED + 3600 }, 'SIGNATURE_INVALID'],
  ['a time without a promise', { entry: ({ inclusionPromise: _, ...one }) => one }, 'SIGNATURE_INVALID'],
  [
    'a checkpoint that the log did not sign',
    { checkpoint: (note) => note.replace('\n2\n', '\n3\n') },
    'SIGNATURE_INVALID',
  ],
  [
    'a signature over other bytes',
    {
      bundle: (one) => {
        const { dsseEnvelope } = one as { dsseEnvelope: { payload: string } };
        dsseEnvelope.payload = Buffer.from(`${Buffer.from(dsseEnvelope.payload, 'base64')} `).toString('base64');
        return one;
      },
    },
    'SIGNATURE_INVALID',
  ],
];

for (const [name, bend, code] of ATTACKS)
  test(`${name} does not count: ${code}`, async () => {
    const verdict = await verdictOf(signedImage(bend), await policyOf(NAMED), LATER);
    assert.deepEqual(verdict, ['deny', `signature:ci-1 fail ${code}`]);
  });

test('an image signed by the same identity of another instance is not', async () => {
  const verdict = await verdictOf(signedImage({}, makeInstance()), await policyOf(NAMED), LATER);
  assert.deepEqual(verdict, ['deny', 'signature:ci-1 fail SIGNATURE_INVALID']);
});

test('a signature of another image is not one of this', async () => {
  const image = signedImage({ identity: `${IDENTITY}.evil` });
  const statement = JSON.stringify(statementOf([`sha256:${'1'.repeat(64)}`], PREDICATE_TYPES.cosignSign, {}));
  attachBundle(image.store, image.index, instance.bundle({ statement }));
  const verdict = await verdictOf(image, await policyOf(NAMED), LATER);
  assert.deepEqual(verdict[0], 'deny');
});

test('statements by the identity count, by type', async () => {
  const require = { statements: [{ type: 'spdxjson', by: ['ci-1'] }] };
  const policy = await policyOf(NAMED, require);
  const image = makeImage();
  assert.deepEqual((await verdictOf(image, policy, LATER))[0], 'deny');
  const statement = JSON.stringify(statementOf(digestsOf(image), SBOM, { spdxVersion: 'SPDX-2.3' }));
  attachBundle(image.store, image.index, instance.bundle({ statement }));
  assert.deepEqual(await verdictOf(image, policy, LATER), ['allow']);
});

test('one identity fills no two roles, though two patterns name it', async () => {
  const first = { identityPattern: 'https://github.com/example/*', issuer: ISSUER, trustedRoot: ROOT };
  const policy = await testPolicy({ signatures: [{ of: ['ci-1', 'ci-2'], atLeast: 2 }] }, trusting(first, NAMED));
  assert.deepEqual(await verdictOf(signedImage(), policy, LATER), [
    'deny',
    'signature:2-of-ci-1+ci-2 fail SIGNATURE_TOO_FEW',
  ]);
});

test('two identities are two signers', async () => {
  const other = 'https://github.com/example/app/.github/workflows/review.yml@refs/heads/main';
  const policy = await testPolicy(
    { signatures: [{ of: ['ci-1', 'ci-2'], atLeast: 2 }] },
    trusting(NAMED, { ...NAMED, identity: other }),
  );
  const image = signedImage();
  for (const descriptor of [image.index, ...image.platforms.map((one) => one.descriptor)]) {
    const statement = JSON.stringify(statementOf([descriptor.digest], PREDICATE_TYPES.cosignSign, {}));
    attachBundle(image.store, descriptor, instance.bundle({ statement }, { identity: other }));
  }
  assert.deepEqual(await verdictOf(image, policy, LATER), ['allow']);
});

const REFUSED: readonly (readonly [string, object, RegExp])[] = [
  ['neither identity nor pattern', { issuer: ISSUER, trustedRoot: ROOT }, /identityPattern/],
  ['both', { ...NAMED, identityPattern: 'a*' }, /no two/],
  ['no issuer', { identity: IDENTITY, trustedRoot: ROOT }, /issuer/],
  ['no trusted root', { identity: IDENTITY, issuer: ISSUER }, /trustedRoot/],
  ['a trusted root that is none', { ...NAMED, trustedRoot: '{}' }, /mediaType/],
  ['a pattern that is anybody', { identityPattern: '**', issuer: ISSUER, trustedRoot: ROOT }, /anybody/],
  ['another member', { ...NAMED, issuerPattern: '*' }, /issuerPattern/],
];

for (const [name, keyless, says] of REFUSED)
  test(`a policy whose keyless signer has ${name} is refused`, async () => {
    await assert.rejects(policyOf(keyless), (error: Error) => says.test(error.message));
  });

test('a policy in which two signers are one identity is refused', async () => {
  await assert.rejects(testPolicy(BY_CI, trusting(NAMED, NAMED)), /two roles/);
});

test('white space in the trusted root is no other policy, and another root is one', async () => {
  const spaced = { ...NAMED, trustedRoot: JSON.stringify(JSON.parse(ROOT), undefined, 2) };
  assert.equal((await policyOf(spaced)).digest, (await policyOf(NAMED)).digest);
  const other = { ...NAMED, trustedRoot: makeInstance().rootBytes.toString() };
  assert.notEqual((await policyOf(other)).digest, (await policyOf(NAMED)).digest);
});
