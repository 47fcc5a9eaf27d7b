// Traps of signatures on images that have no number of their own: what is nobody's word, what changes while it is looked at, what a
// verifier skips. Each attack differs from an accepted image in the attacked field alone.
import assert from 'node:assert/strict';
import { createHash, createPublicKey } from 'node:crypto';
import { test } from 'node:test';
import type { Digest } from '../../src/formats/digest.ts';
import type { Descriptor } from '../../src/formats/oci/descriptor.ts';
import { matchesText } from '../../src/formats/wildcard.ts';
import type { ErrorCode } from '../../src/records/error-catalogue.ts';
import { TwinsealError } from '../../src/records/twinseal-error.ts';
import { makeChain } from '../support/certificates.ts';
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
import { bundleOf, imageSignature, notationSignature, statementOf } from '../support/signing.ts';
import { IDENTITY, ISSUER, makeInstance, SIGNED } from '../support/sigstore-instance.ts';
import { stampedJws } from '../support/stamped.ts';
import { makeStamper } from '../support/timestamp-authority.ts';

const release = testKey('release');
const BY_RELEASE = await testPolicy({ signatures: [{ by: 'release' }] });
const BY_NOTARY = await testPolicy({ signatures: [{ by: 'notary' }] });

/** An image whose children are signed well, and whose index has what `attach` gives it. */
function signedImage(attach: (image: TestImage) => void): TestImage {
  const image = makeImage();
  for (const { descriptor } of image.platforms) {
    attachBundle(image.store, descriptor, imageSignature(release, descriptor.digest));
    attachNotation(image.store, descriptor, notationSignature(CHAIN, descriptor));
  }
  attach(image);
  return image;
}

const keyId = (name: string): string =>
  createHash('sha256')
    .update(createPublicKey(testKey(name)).export({ type: 'spki', format: 'der' }))
    .digest('base64');

test('a keyid chooses nothing: not with the key of the policy, and not against it', async () => {
  const signed = (by: string, keyid: string) =>
    signedImage(({ store, index }) =>
      attachBundle(
        store,
        index,
        imageSignature(testKey(by), index.digest, { hint: '', signatures: (sig) => [{ sig, keyid }] }),
      ),
    );
  assert.deepEqual(await verdictOf(signed('release', keyId('stranger')), BY_RELEASE), ['allow']);
  assert.deepEqual(await verdictOf(signed('stranger', keyId('release')), BY_RELEASE), [
    'deny',
    'signature:release fail SIGNATURE_UNTRUSTED',
  ]);
});

test('the thumbprints that a notation manifest notes choose nothing', async () => {
  const thumbprints = (chain: readonly Uint8Array[]) => ({
    annotations: {
      'io.cncf.notary.x509chain.thumbprint#S256': JSON.stringify(
        chain.map((der) => createHash('sha256').update(der).digest('hex')),
      ),
    },
  });
  const stranger = makeChain();
  const signed = (by: typeof CHAIN, noted: typeof CHAIN) =>
    signedImage(({ store, index }) =>
      attachNotation(store, index, notationSignature(by, index), false, thumbprints(noted.chain)),
    );
  assert.deepEqual(await verdictOf(signed(CHAIN, CHAIN), BY_NOTARY), ['allow']);
  assert.deepEqual(await verdictOf(signed(CHAIN, stranger), BY_NOTARY), ['allow']);
  assert.deepEqual(await verdictOf(signed(stranger, CHAIN), BY_NOTARY), [
    'deny',
    'signature:notary fail SIGNATURE_UNTRUSTED',
  ]);
});

test('a list of referrers that can not be had is no list without signatures, and cosign’s tags are no way around it', async () => {
  const faults: readonly (readonly [ErrorCode, string])[] = [
    ['REGISTRY_THROTTLED', 'EVIDENCE_THROTTLED'],
    ['REGISTRY_UNAUTHORIZED', 'EVIDENCE_UNAUTHORIZED'],
    ['REGISTRY_FAILED', 'EVIDENCE_UNREACHABLE'],
  ];
  for (const [fails, code] of faults) {
    const image = signedImage(({ store, index }) => attachBundle(store, index, imageSignature(release, index.digest)));
    assert.deepEqual(await verdictOf(image, BY_RELEASE), ['allow']);
    image.store.failures.set(`referrers ${image.index.digest}`, new TwinsealError(fails, 'no'));
    // The tags are there, and hold nothing of this image's.
    image.store.tag(image.platforms[0]?.descriptor.digest ?? image.index.digest, 'sig', image.index);
    const { verdict, facts } = await judge(image, BY_RELEASE);
    const bad = verdict.checks.filter(({ status }) => status !== 'pass' && status !== 'skip');
    assert.deepEqual(
      [verdict.outcome, ...bad.map((one) => `${one.status} ${one.code}`)],
      ['indeterminate', `fault ${code}`],
    );
    const looks = facts.discovery.filter(({ subject }) => subject === image.index.digest);
    assert.notEqual(looks.find(({ form }) => form === 'referrers-api')?.state, 'none');
    assert.equal(looks.find(({ form }) => form === 'cosign-sig-tag')?.state, 'none');
  }
});

test('a tag that moves while the image is judged is judged as it was first', async () => {
  const good = signedImage(({ store, index }) => attachBundle(store, index, imageSignature(release, index.digest)));
  const other = makeImage({ config: { author: 'somebody else' } });
  for (const [digest, bytes] of other.store.contents) good.store.contents.set(digest, bytes);
  const resolved: (Digest | undefined)[] = [];
  const { resolve } = good.store;
  for (const moves of [false, true]) {
    good.store.root = good.index;
    resolved.length = 0;
    good.store.resolve = async function (this: typeof good.store, target) {
      const descriptor: Descriptor = await resolve.call(this, target);
      resolved.push(descriptor.digest);
      if (moves) this.root = other.index;
      return descriptor;
    };
    const { verdict, facts } = await judge(good, BY_RELEASE);
    assert.deepEqual(
      [verdict.outcome, verdict.subject.digest, facts.root],
      ['allow', good.index.digest, good.index.digest],
    );
    assert.deepEqual(resolved, [good.index.digest]);
  }
  // What the tag leads to now is not signed.
  assert.equal((await judge(good, BY_RELEASE)).verdict.outcome, 'deny');
});

test('a statement that a trusted key signed and nobody can read is refused with its own code', async () => {
  const signed = (edit: (json: string) => string) =>
    signedImage(({ store, index }) => {
      const statement = statementOf([index.digest], 'https://sigstore.dev/cosign/sign/v1', {});
      attachBundle(store, index, bundleOf(release, edit(JSON.stringify(statement))));
    });
  assert.deepEqual(
    await verdictOf(
      signed((json) => json),
      BY_RELEASE,
    ),
    ['allow'],
  );
  for (const edit of [
    (json: string) => json.slice(0, -1),
    (json: string) => json.replace('"subject"', '"subject":[],"subject"'),
    (json: string) => json.replace('"predicateType"', '"PredicateType":"https://x.example","predicateType"'),
    (json: string) => json.replace('Statement/v1', 'Statement/v2'),
    (json: string) => json.replace(/"sha256":"[^"]*"/, '"sha256":"00"'),
    () => '',
  ]) {
    const image = signed(edit);
    const { verdict, facts } = await judge(image, BY_RELEASE);
    assert.equal(verdict.outcome, 'deny', String(edit));
    const own = facts.rejected.filter(({ foundUnder }) => foundUnder === image.index.digest);
    assert.deepEqual(
      own.filter(({ family }) => family === 'cosign').map(({ code, signer }) => `${code} by ${signer}`),
      ['STATEMENT_MALFORMED by release'],
    );
  }
});

test('no pattern of an identity hangs, however its wildcards stand', { timeout: 60_000 }, () => {
  const text = 'a'.repeat(4000);
  assert.equal(matchesText(`${'*a'.repeat(1000)}*b`, text), false);
  assert.equal(matchesText(`${'a*'.repeat(1000)}a`, text), true);
  assert.equal(matchesText(`${'*'.repeat(2000)}b`, text), false);
});

const chain = makeChain();
const instance = makeInstance();
const root = instance.rootBytes.toString();
const keyless = { identity: IDENTITY, issuer: ISSUER, trustedRoot: root };
const plain = { certificates: chain.rootPem, identities: ['*'] };
const stamper = makeStamper();
const stamped = stampedJws((signature) => stamper.stamp(signature, NOW));
const KNOBS: readonly (readonly [member: string, good: object, other: object])[] = [
  ['cosign/key', { cosign: { key: publicPem(release) } }, { cosign: { key: publicPem(testKey('stranger')) } }],
  [
    'notation/certificates',
    { notation: { certificates: chain.rootPem, identities: ['*'] } },
    { notation: { certificates: makeChain().rootPem, identities: ['*'] } },
  ],
  [
    'notation/identities',
    { notation: { certificates: chain.rootPem, identities: ['x509.subject: C=DE, ST=BE, O=Example, CN=leaf'] } },
    { notation: { certificates: chain.rootPem, identities: ['x509.subject: C=DE, ST=BE, O=Example, CN=other'] } },
  ],
  [
    'notation/timestamps',
    { notation: { ...plain, timestamps: { certificates: stamper.rootPem } } },
    { notation: { ...plain, timestamps: { certificates: makeStamper().rootPem } } },
  ],
  ['notation/signingAuthority', { notation: plain }, { notation: { ...plain, signingAuthority: true } }],
  ['keyless/identity', { keyless }, { keyless: { ...keyless, identity: `${IDENTITY}2` } }],
  [
    'keyless/identityPattern',
    { keyless: { issuer: ISSUER, trustedRoot: root, identityPattern: `${IDENTITY.slice(0, -2)}*` } },
    { keyless: { issuer: ISSUER, trustedRoot: root, identityPattern: `${IDENTITY.slice(0, -2)}*x` } },
  ],
  ['keyless/issuer', { keyless }, { keyless: { ...keyless, issuer: `${ISSUER}.example` } }],
  ['keyless/trustedRoot', { keyless }, { keyless: { ...keyless, trustedRoot: makeInstance().rootBytes.toString() } }],
];

for (const [member, good, other] of KNOBS)
  test(`${member} of a policy can deny by itself`, async () => {
    const image = makeImage();
    for (const subject of [image.index, ...image.platforms.map(({ descriptor }) => descriptor)]) {
      attachBundle(image.store, subject, imageSignature(release, subject.digest));
      attachNotation(image.store, subject, notationSignature(chain, subject, stamped));
      const statement = JSON.stringify(statementOf([subject.digest], 'https://sigstore.dev/cosign/sign/v1', {}));
      attachBundle(image.store, subject, instance.bundle({ statement }));
    }
    const said = async (signer: object) =>
      verdictOf(
        image,
        await testPolicy({ signatures: [{ by: 'one' }] }, { trust: [{ name: 'one', ...signer }] }),
        Math.max(NOW, SIGNED + 1),
      );
    assert.deepEqual(await said(good), ['allow']);
    const [outcome, check] = await said(other);
    assert.equal(outcome, 'deny');
    assert.match(check ?? '', /^signature:one fail SIGNATURE_(?:UNTRUSTED|INVALID|TIMESTAMP_INVALID)$/);
  });
