import assert from 'node:assert/strict';
import { constants, createHash, generateKeyPairSync, type KeyObject, sign, verify, X509Certificate } from 'node:crypto';
import { test } from 'node:test';
import { keyObjectSigner } from '../../src/adapters/keys/key-object-signer.ts';
import { writeDistinguishedName } from '../../src/formats/der/distinguished-name.ts';
import { contextTag } from '../../src/formats/der/tags.ts';
import {
  writeBitString,
  writeBoolean,
  writeConstructed,
  writeInteger,
  writeOctetString,
  writeOid,
  writeSequence,
  writeTime,
} from '../../src/formats/der/writer.ts';
import { EXT_KEY_USAGES } from '../../src/formats/der/x509-extensions.ts';
import { sha256Digest } from '../../src/formats/digest.ts';
import { parseNotaryCose } from '../../src/formats/notary/cose.ts';
import { parseNotaryEnvelope } from '../../src/formats/notary/envelope.ts';
import { parseNotaryJws } from '../../src/formats/notary/jws.ts';
import { parseNotaryPayload } from '../../src/formats/notary/payload.ts';
import type { Descriptor } from '../../src/formats/oci/descriptor.ts';
import { MEDIA_TYPES } from '../../src/formats/oci/media-types.ts';
import type { CertifiedSigner } from '../../src/ports/signer.ts';
import { TwinsealError } from '../../src/records/twinseal-error.ts';
import { signDescriptor } from '../../src/seal/sign/notation/sign-descriptor.ts';
import { CHAIN_END, CHAIN_START, makeChain, type TestChain } from '../support/certificates.ts';

const call = { signal: new AbortController().signal, deadline: Date.now() + 60_000 };
const bytes = new TextEncoder().encode('{}');
const DESCRIPTOR: Descriptor = {
  mediaType: MEDIA_TYPES.ociIndex,
  digest: sha256Digest(bytes),
  size: bytes.length,
  annotations: { 'org.opencontainers.image.ref.name': 'v1' },
  artifactType: 'x/y',
};
const signing = { signingTime: CHAIN_START + 100, signingAgent: 'twinseal/0.0.0' };
const signerOf = ({ leafKey, chain }: Pick<TestChain, 'leafKey' | 'chain'>): CertifiedSigner => ({
  ...keyObjectSigner(leafKey, 'test'),
  chain,
});
const refused = (signer: CertifiedSigner, message: RegExp, change = {}) =>
  assert.rejects(
    signDescriptor(DESCRIPTOR, signer, { ...signing, ...change }, call),
    (error) => error instanceof TwinsealError && error.code === 'CERTIFICATE_UNSUITABLE' && message.test(error.message),
  );

/** As `notation cert generate-test` makes them: issuer and subject are one, key usage is critical, no basic constraints. */
function selfSignedLeaf(privateKey: KeyObject, publicKey: KeyObject): Uint8Array {
  const algorithm = writeSequence(writeOid('1.2.840.10045.4.3.2'));
  const name = writeDistinguishedName([[{ type: 'CN', value: 'alone' }]]);
  const usage = writeSequence(
    writeOid('2.5.29.15'),
    writeBoolean(true),
    writeOctetString(writeBitString(new Uint8Array([0x80]), 7)),
  );
  const tbs = writeSequence(
    writeConstructed(contextTag(0, 'constructed'), [writeInteger(new Uint8Array([2]))]),
    writeInteger(new Uint8Array([7])),
    algorithm,
    name,
    writeSequence(writeTime(CHAIN_START), writeTime(CHAIN_END)),
    name,
    new Uint8Array(publicKey.export({ format: 'der', type: 'spki' })),
    writeConstructed(contextTag(3, 'constructed'), [writeSequence(usage)]),
  );
  return writeSequence(tbs, algorithm, writeBitString(sign('sha256', tbs, privateKey)));
}

for (const [kind, alg, hash] of [
  ['P-256', 'ES256', 'sha256'],
  ['P-384', 'ES384', 'sha384'],
  ['P-521', 'ES512', 'sha512'],
  [2048, 'PS256', 'sha256'],
  [3072, 'PS384', 'sha384'],
] as const) {
  test(`a ${alg} signature verifies with its leaf in both envelopes, in the form that JOSE and COSE want`, async () => {
    const signer = signerOf(makeChain({ kind, intermediate: {} }));
    for (const [envelope, mediaType] of [
      ['jws', MEDIA_TYPES.jose],
      ['cose', MEDIA_TYPES.cose],
    ] as const) {
      const signed = await signDescriptor(DESCRIPTOR, signer, { ...signing, envelope }, call);
      assert.equal(signed.mediaType, mediaType);
      const read = parseNotaryEnvelope(mediaType, signed.bytes);
      const [leaf] = read.chain;
      assert.ok(leaf);
      assert.equal(read.chain.length, 3);
      assert.deepEqual(
        [read.header.alg, read.header.scheme, read.header.signingTime, read.signingAgent],
        [alg, 'notary.x509', signing.signingTime, 'twinseal/0.0.0'],
      );
      const key = new X509Certificate(leaf).publicKey;
      const options = alg.startsWith('PS')
        ? { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST }
        : { key, dsaEncoding: 'ieee-p1363' as const };
      assert.ok(verify(hash, read.signingInput, options, read.signature));
      assert.deepEqual(
        signed.thumbprints,
        read.chain.map((der) => createHash('sha256').update(der).digest('hex')),
      );
    }
  });
}

test('the payload is type, digest and size and nothing else, unless metadata is given', async () => {
  const signer = signerOf(makeChain());
  const { mediaType, digest, size } = DESCRIPTOR;
  const plain = await signDescriptor(DESCRIPTOR, signer, signing, call);
  assert.deepEqual(parseNotaryPayload(parseNotaryJws(plain.bytes).payload), { mediaType, digest, size });
  const rich = await signDescriptor(
    DESCRIPTOR,
    signer,
    { ...signing, expiry: CHAIN_END, userMetadata: { who: 'me' } },
    call,
  );
  assert.deepEqual({ ...parseNotaryPayload(parseNotaryJws(rich.bytes).payload).annotations }, { who: 'me' });
  assert.equal(parseNotaryJws(rich.bytes).header.expiry, CHAIN_END);
  const cose = parseNotaryCose(
    (await signDescriptor(DESCRIPTOR, signer, { ...signing, envelope: 'cose', expiry: CHAIN_END }, call)).bytes,
  );
  assert.deepEqual(parseNotaryPayload(cose.payload), { mediaType, digest, size });
  assert.equal(cose.header.expiry, CHAIN_END);
});

test('reserved metadata and an expiry before the signing time are refused', async () => {
  const signer = signerOf(makeChain());
  const reserved = { ...signing, userMetadata: { 'io.cncf.notary.x': '1' } };
  await assert.rejects(signDescriptor(DESCRIPTOR, signer, reserved, call), /reserved by the Notary Project/);
  await assert.rejects(
    signDescriptor(DESCRIPTOR, signer, { ...signing, expiry: signing.signingTime }, call),
    /not after/,
  );
});

const FORBIDDEN = Object.entries(EXT_KEY_USAGES).filter(([name]) => name !== 'codeSigning');
for (const [what, chain, message] of [
  ['a leaf that is an authority', makeChain({ leaf: { ca: true } }), /is a certificate authority/],
  ['a leaf without key usage', makeChain({ leaf: { keyUsage: undefined } }), /no critical key usage/],
  ['a leaf whose key usage is not critical', makeChain({ leaf: { keyUsageCritical: false } }), /no critical key usage/],
  [
    'a leaf that may sign certificates',
    makeChain({ leaf: { keyUsage: ['digitalSignature', 'keyCertSign'] } }),
    /digitalSignature only/,
  ],
  ['a leaf that may not sign', makeChain({ leaf: { keyUsage: ['nonRepudiation'] } }), /digitalSignature only/],
  ...FORBIDDEN.map(
    ([name, oid]) =>
      [
        `a leaf for ${name}`,
        makeChain({ leaf: { purposes: [EXT_KEY_USAGES.codeSigning, oid] } }),
        /has the purpose/,
      ] as const,
  ),
  ['an expired leaf', makeChain({ leaf: { notAfter: CHAIN_START + 99 } }), /not valid at the signing time/],
  ['a root from the future', makeChain({ root: { notBefore: CHAIN_START + 101 } }), /not valid at the signing time/],
  ['an intermediate that is no authority', makeChain({ intermediate: { ca: false } }), /not marked as an authority/],
  ['an intermediate without keyCertSign', makeChain({ intermediate: { keyUsage: ['cRLSign'] } }), /keyCertSign/],
  ['a path length that is too short', makeChain({ intermediate: {}, root: { pathLength: 0 } }), /path length/],
] as const) {
  test(`${what} does not sign`, () => refused(signerOf(chain), message));
}

test('a chain that is incomplete, out of order, too long or of another key does not sign', async () => {
  const chain = makeChain({ intermediate: {} });
  const [leaf, middle, root] = chain.chain;
  assert.ok(leaf && middle && root);
  const signer = signerOf(chain);
  await refused({ ...signer, chain: [] }, /empty/);
  await refused({ ...signer, chain: [leaf, middle] }, /not self-signed: add its issuers/);
  await refused({ ...signer, chain: [leaf, root] }, /not signed by/);
  await refused({ ...signer, chain: [leaf, root, middle] }, /not signed by/);
  await refused({ ...signer, chain: [leaf, middle, root, root] }, /must end with its root/);
  await refused({ ...signer, chain: [middle, root] }, /not for the signing key/);
  await refused({ ...signer, chain: [new Uint8Array([1, 2])] }, /malformed/);
  await refused(signerOf({ ...chain, leafKey: makeChain().leafKey }), /not for the signing key/);
});

test("notation's own self-signed certificate, which is no authority, signs alone", async () => {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const chain = [selfSignedLeaf(privateKey, publicKey)];
  await signDescriptor(DESCRIPTOR, { ...keyObjectSigner(privateKey, 'k'), chain }, signing, call);
});

test('Ed25519 has no place in notation', () =>
  refused({ ...keyObjectSigner(generateKeyPairSync('ed25519').privateKey, 'k'), chain: [] }, /not ed25519/));
