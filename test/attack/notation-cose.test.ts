import assert from 'node:assert/strict';
import { test } from 'node:test';
import { encode } from 'cborg';
import { CHAIN_START, makeChain, type TestChain } from '../support/certificates.ts';
import { type CoseBend, coseSignature, epoch } from '../support/notation-cose.ts';
import {
  attachNotation,
  CHAIN,
  judge,
  makeImage,
  NOW,
  type TestImage,
  testPolicy,
  verdictOf,
} from '../support/sealed-image.ts';
import { notationSignature } from '../support/signing.ts';

const subjectsOf = (image: TestImage) => [image.index, ...image.platforms.map(({ descriptor }) => descriptor)];
const trusting = (chain: TestChain) =>
  testPolicy(
    { signatures: [{ by: 'notary' }] },
    { trust: [{ name: 'notary', notation: { certificates: chain.rootPem, identities: ['*'] } }] },
  );

/** What is said of an image that carries one notation signature a subject, all in COSE, bent or not. */
async function verdict(chain: TestChain, bend: CoseBend = {}, now = NOW): Promise<readonly string[]> {
  const image = makeImage();
  for (const subject of subjectsOf(image)) attachNotation(image.store, subject, coseSignature(chain, subject, bend));
  return verdictOf(image, await trusting(chain), now);
}
const denied = (code: string) => ['deny', `signature:notary fail ${code}`];

test('good envelopes are allowed with each key that the specification has, and with both shapes of the manifest', async () => {
  for (const kind of ['P-256', 'P-384', 'P-521', 2048, 3072, 4096])
    assert.deepEqual(await verdict(makeChain({ kind })), ['allow'], String(kind));
  for (const newer of [false, true]) {
    const image = makeImage();
    for (const subject of subjectsOf(image)) attachNotation(image.store, subject, coseSignature(CHAIN, subject), newer);
    assert.deepEqual(await verdictOf(image, await trusting(CHAIN)), ['allow']);
  }
});

test('both envelopes give the same fact, but for the evidence that it names', async () => {
  const facts = await Promise.all(
    [coseSignature, notationSignature].map(async (sign) => {
      const image = makeImage();
      for (const subject of subjectsOf(image)) attachNotation(image.store, subject, sign(CHAIN, subject));
      const { facts } = await judge(image, await trusting(CHAIN));
      return facts.signatures
        .map((fact) => ({ ...fact, evidence: '' }))
        .sort((a, b) => (a.subject < b.subject ? -1 : 1));
    }),
  );
  assert.equal(facts[0]?.length, 3);
  assert.deepEqual(facts[0], facts[1]);
});

test('the header cannot choose its algorithm or its type, and what was signed cannot change', async () => {
  assert.deepEqual(await verdict(CHAIN, { header: [[1, -35]] }), denied('SIGNATURE_INVALID'));
  assert.deepEqual(await verdict(CHAIN, { header: [[1, -37]] }), denied('SIGNATURE_INVALID'));
  assert.deepEqual(await verdict(CHAIN, { header: [[3, 'text/plain']] }), denied('SIGNATURE_WRONG_TYPE'));
  const change = (at: number, edit: (bytes: Uint8Array) => Uint8Array): CoseBend => ({
    parts: (parts) => parts.map((part, index) => (index === at ? edit(part as Uint8Array) : part)),
  });
  const flip = (bytes: Uint8Array) => Uint8Array.from(bytes, (octet, index) => (index === 0 ? octet ^ 1 : octet));
  assert.deepEqual(await verdict(CHAIN, change(3, flip)), denied('SIGNATURE_INVALID'));
  const later = (bytes: Uint8Array) => {
    const at = Buffer.from(bytes).indexOf(Buffer.from(encode(epoch(CHAIN_START + 60))));
    return Uint8Array.from(bytes, (octet, index) => (index === at + 5 ? octet ^ 1 : octet));
  };
  assert.deepEqual(await verdict(CHAIN, change(0, later)), denied('SIGNATURE_INVALID'));
  const other = (bytes: Uint8Array) => Buffer.from(Buffer.from(bytes).toString().replace('"size":', '"size": '));
  assert.deepEqual(await verdict(CHAIN, change(2, other)), denied('SIGNATURE_INVALID'));
});

test('a header that was signed in another order of labels verifies over its own bytes', async () => {
  const unsorted = (bytes: Uint8Array) => {
    // The last entry, brought to the front: {a: 1, ..., z: 2} as {z: 2, a: 1, ...}.
    const last = Buffer.from(bytes).lastIndexOf(Buffer.from(encode('io.cncf.notary.signingScheme')));
    return Uint8Array.from([bytes[0] ?? 0, ...bytes.subarray(last), ...bytes.subarray(1, last)]);
  };
  assert.deepEqual(await verdict(CHAIN, { protectedBytes: unsorted }), ['allow']);
});

test('malformed envelopes are nobody’s signature', async () => {
  const malformed: readonly CoseBend[] = [
    { tag: null },
    { tag: 98 },
    { header: [[1, -8]] },
    { header: [['io.cncf.notary.signingTime', CHAIN_START + 60]] },
    {
      header: [
        [2, ['io.cncf.notary.signingScheme', 'x']],
        ['x', true],
      ],
    },
    { header: [[2, []]] },
    { header: [[4, new Uint8Array([1])]] },
    { unprotected: [[33, CHAIN.chain[0]]] },
    { unprotected: [[1, -7]] },
    { protectedBytes: (bytes) => Uint8Array.from([0xbf, ...bytes.subarray(1), 0xff]) },
    { bytes: (whole) => Uint8Array.from([...whole, 0]) },
    { parts: (parts) => parts.slice(0, 3) },
  ];
  for (const bend of malformed)
    assert.deepEqual(await verdict(CHAIN, bend), denied('SIGNATURE_MALFORMED'), JSON.stringify(bend));
});

test('one envelope under the media type of the other is malformed', async () => {
  for (const [bytes, mediaType] of [
    [coseSignature(CHAIN, makeImage().index), 'application/jose+json'],
    [notationSignature(CHAIN, makeImage().index), 'application/cose'],
  ] as const) {
    const image = makeImage();
    const config = image.store.put(Buffer.from('{}'), 'application/vnd.cncf.notary.signature');
    const layer = image.store.put(bytes, mediaType);
    const { mediaType: type, digest, size } = image.index;
    const manifest = 'application/vnd.oci.image.manifest.v1+json';
    const subject = { mediaType: type, digest, size };
    const body = { schemaVersion: 2, mediaType: manifest, config, layers: [layer], subject };
    image.store.attach(digest, { ...image.store.putJson(body, manifest), artifactType: config.mediaType });
    const { facts } = await judge(image, await trusting(CHAIN));
    assert.deepEqual(
      facts.rejected.map(({ code }) => code),
      ['SIGNATURE_MALFORMED'],
    );
  }
});

test('what was signed is exactly the subject: digest, media type and size', async () => {
  const one = async (edit: (right: object) => object) => {
    const image = makeImage();
    for (const subject of subjectsOf(image)) {
      const { mediaType, digest, size } = subject;
      const payload = { targetArtifact: edit({ mediaType, digest, size }) };
      attachNotation(image.store, subject, coseSignature(CHAIN, subject, { payload }));
    }
    return verdictOf(image, await trusting(CHAIN));
  };
  assert.deepEqual(await one((right) => right), ['allow']);
  assert.deepEqual(await one((right) => ({ ...right, annotations: { a: 'b' } })), ['allow']);
  const wrong = denied('SIGNATURE_WRONG_SUBJECT');
  assert.deepEqual(await one((right) => ({ ...right, digest: `sha256:${'1'.repeat(64)}` })), wrong);
  assert.deepEqual(await one((right) => ({ ...right, size: 1 })), wrong);
  assert.deepEqual(await one((right) => ({ ...right, mediaType: 'application/x.other' })), wrong);
});

test('past its own expiry a signature has expired, to the second', async () => {
  assert.deepEqual(await verdict(CHAIN, { expiry: NOW }, NOW - 1), ['allow']);
  assert.deepEqual(await verdict(CHAIN, { expiry: NOW }, NOW), denied('SIGNATURE_EXPIRED'));
});
