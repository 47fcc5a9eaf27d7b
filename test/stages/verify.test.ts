import assert from 'node:assert/strict';
import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { test } from 'node:test';
import { keyObjectSigner } from '../../src/adapters/keys/key-object-signer.ts';
import { STATEMENT_TYPES } from '../../src/formats/in-toto.ts';
import type { Descriptor } from '../../src/formats/oci/descriptor.ts';
import { gatherEvidence } from '../../src/judge/gather/gather.ts';
import { verifyEvidence } from '../../src/judge/verify/verify.ts';
import type { Attachment } from '../../src/records/attachment.ts';
import { attachBundle as sealBundle } from '../../src/seal/attach/attach-bundle.ts';
import { attachNotation as sealNotation } from '../../src/seal/attach/attach-notation.ts';
import { cosignImageStatement } from '../../src/seal/sign/cosign/image-statement.ts';
import { signStatement } from '../../src/seal/sign/cosign/sign-statement.ts';
import { signDescriptor } from '../../src/seal/sign/notation/sign-descriptor.ts';
import { CHAIN_START, makeChain } from '../support/certificates.ts';
import {
  attachBundle,
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
import { bundleOf, imageSignature, statementOf } from '../support/signing.ts';
import { testCall } from '../support/walkable-image.ts';

const KEYS: Readonly<Record<string, () => KeyObject>> = {
  'P-256': () => generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey,
  'P-384': () => generateKeyPairSync('ec', { namedCurve: 'P-384' }).privateKey,
  'P-521': () => generateKeyPairSync('ec', { namedCurve: 'P-521' }).privateKey,
  'RSA 2048': () => generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey,
  'RSA 3072': () => generateKeyPairSync('rsa', { modulusLength: 3072 }).privateKey,
  Ed25519: () => generateKeyPairSync('ed25519').privateKey,
};

const subjectsOf = ({ index, platforms }: TestImage): readonly Descriptor[] => [
  index,
  ...platforms.map(({ descriptor }) => descriptor),
];
const cosignPolicy = (key: KeyObject) =>
  testPolicy({ signatures: [{ by: 'k' }] }, { trust: [{ name: 'k', cosign: { key: publicPem(key) } }] });

function put({ store }: TestImage, { subject, manifest, blobs }: Attachment): void {
  for (const { bytes, descriptor } of [...blobs, manifest]) store.put(bytes, descriptor.mediaType);
  store.attach(subject, manifest.descriptor);
}

test('bundles by each type of key are verified, made by another hand and by our own', async () => {
  for (const [name, make] of Object.entries(KEYS)) {
    const key = make();
    const foreign = makeImage();
    const own = makeImage();
    for (const subject of subjectsOf(foreign)) {
      attachBundle(foreign.store, subject, imageSignature(key, subject.digest));
      const signed = await signStatement(cosignImageStatement(subject.digest), keyObjectSigner(key, name), testCall());
      put(own, sealBundle(subject, signed, NOW));
    }
    assert.deepEqual(await verdictOf(foreign, await cosignPolicy(key)), ['allow'], name);
    assert.deepEqual(await verdictOf(own, await cosignPolicy(key)), ['allow'], name);
    assert.equal((await verdictOf(own, await cosignPolicy(make())))[0], 'deny', name);
  }
});

test('notation signatures of our own hand are verified', async () => {
  for (const kind of ['P-256', 2048, 3072] as const) {
    const chain = makeChain({ kind, intermediate: {} });
    const image = makeImage();
    const signer = { ...keyObjectSigner(chain.leafKey, 'leaf'), chain: chain.chain };
    for (const subject of subjectsOf(image)) {
      const signing = { signingTime: CHAIN_START + 5, signingAgent: 'twinseal/test', userMetadata: { a: 'b' } };
      put(image, sealNotation(subject, await signDescriptor(subject, signer, signing, testCall())));
    }
    const trust = [
      { name: 'n', notation: { certificates: chain.rootPem, identities: ['x509.subject: C=DE, ST=BE, O=Example'] } },
    ];
    const { verdict, facts } = await judge(image, await testPolicy({ signatures: [{ by: 'n' }] }, { trust }));
    assert.equal(verdict.outcome, 'allow');
    assert.deepEqual({ ...facts.signatures[0]?.annotations }, { a: 'b' });
    assert.equal(facts.signatures[0]?.claimedTime, '2026-01-01T00:00:05Z');
    assert.equal(facts.signatures[0]?.signer.certificateSubject, 'CN=leaf,O=Example,ST=BE,C=DE');
  }
});

test('statements of either version, and with names or several digests, are facts about the digests of the image', async () => {
  const image = makeImage();
  const [first] = image.platforms;
  assert.ok(first);
  const statement = {
    _type: STATEMENT_TYPES.v01,
    subject: [
      { name: 'other', digest: { sha256: '1'.repeat(64) } },
      { name: 'image', digest: { sha512: '2'.repeat(128), sha256: first.descriptor.digest.slice(7) } },
    ],
    predicateType: 'https://spdx.dev/Document',
    predicate: 'SPDXVersion: SPDX-2.3',
  };
  attachBundle(image.store, image.index, bundleOf(testKey('release'), JSON.stringify(statement)));
  const { facts } = await judge(image, await testPolicy({ statements: [{ type: 'spdx', by: ['release'] }] }));
  assert.deepEqual(
    facts.statements.map(({ subjects, predicate }) => [subjects, predicate]),
    [[[first.descriptor.digest], null]],
  );
});

test('the same evidence gives the same facts, in whatever order a registry lists it', async () => {
  const image = seal(makeImage());
  const needs = (await testPolicy()).needs;
  const facts = async () =>
    verifyEvidence(
      await gatherEvidence(image.store, { requested: 'x' }, needs, testCall()),
      needs,
      [],
      testCall().signal,
    );
  const before = await facts();
  for (const [subject, list] of image.store.referrersOf) image.store.referrersOf.set(subject, list.toReversed());
  assert.deepEqual(await facts(), before);
});

test('more evidence than can be checked is a fault, not a silence', async () => {
  const image = makeImage();
  const needs = (await testPolicy({ signatures: [{ by: 'release' }] })).needs;
  const [signer] = needs.signers;
  assert.ok(signer);
  for (let i = 0; i < 3; i++) attachBundle(image.store, image.index, Buffer.from(String(i)));
  const set = await gatherEvidence(image.store, { requested: 'x' }, needs, testCall());
  const many = { ...needs, signers: Array.from({ length: 10_000 }, () => signer) };
  const facts = await verifyEvidence(set, many, [], testCall().signal);
  assert.equal(facts.rejected.length, 2);
  assert.deepEqual(
    facts.faults.map(({ code, subject }) => [code, subject]),
    [['EVIDENCE_LIMIT', image.index.digest]],
  );
});

test('facts tell what each place says of the platform, and keep evidence children apart', async () => {
  const image = seal(
    makeImage({
      moreChildren: (store) => [
        {
          ...store.putJson({}, 'application/vnd.oci.image.manifest.v1+json'),
          platform: { os: 'unknown', architecture: 'unknown' },
        },
      ],
    }),
  );
  const { facts } = await judge(image);
  assert.deepEqual(
    facts.subjects.map(({ role, claims }) => [role, claims]),
    [
      ['index', {}],
      ['platform', { descriptor: 'linux/amd64', config: 'linux/amd64', program: 'linux/amd64' }],
      ['platform', { descriptor: 'linux/arm64', config: 'linux/arm64', program: 'linux/arm64' }],
      ['evidence', { descriptor: 'unknown/unknown' }],
    ],
  );
});

test('a statement on a digest of another image by a trusted key is told as such', async () => {
  const image = makeImage();
  attachBundle(
    image.store,
    image.index,
    bundleOf(
      testKey('release'),
      JSON.stringify(statementOf([`sha256:${'1'.repeat(64)}`], 'https://spdx.dev/Document', {})),
    ),
  );
  const { facts } = await judge(image, await testPolicy({ statements: [{ type: 'spdx', by: ['release'] }] }));
  assert.deepEqual(
    facts.rejected.map(({ code, signer, claimedType }) => [code, signer, claimedType]),
    [['STATEMENT_WRONG_SUBJECT', 'release', 'https://spdx.dev/Document']],
  );
});
