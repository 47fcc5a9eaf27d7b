import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type CertificateShape, CHAIN_END, CHAIN_START, makeChain, type TestChain } from '../support/certificates.ts';
import {
  attachBundle,
  attachNotation,
  CHAIN,
  makeImage,
  NOW,
  publicPem,
  type TestImage,
  testPolicy,
  verdictOf,
} from '../support/sealed-image.ts';
import { imageSignature, type JwsBend, notationSignature } from '../support/signing.ts';

/** An image that carries one notation signature a subject, and a policy that trusts the root of this chain. */
async function verdict(chain: TestChain, bend: JwsBend = {}, now = NOW, identities: readonly string[] = ['*']) {
  const image = makeImage();
  for (const subject of [image.index, ...image.platforms.map(({ descriptor }) => descriptor)])
    attachNotation(image.store, subject, notationSignature(chain, subject, bend));
  return verdictOf(image, await trusting(chain, identities), now);
}
const trusting = (chain: TestChain, identities: readonly string[] = ['*']) =>
  testPolicy(
    { signatures: [{ by: 'notary' }] },
    { trust: [{ name: 'notary', notation: { certificates: chain.rootPem, identities } }] },
  );
const denied = (code: string) => ['deny', `signature:notary fail ${code}`];
const leaf = (shape: CertificateShape) => makeChain({ leaf: shape });

test('good chains are allowed: each key that the specification has, intermediates, a self-signed leaf alone', async () => {
  for (const kind of ['P-256', 'P-384', 'P-521', 2048, 3072])
    assert.deepEqual(await verdict(makeChain({ kind })), ['allow'], String(kind));
  assert.deepEqual(await verdict(makeChain({ intermediate: { pathLength: 0 } })), ['allow']);
  assert.deepEqual(await verdict(leaf({ ca: false, purposes: ['1.3.6.1.5.5.7.3.3'] })), ['allow']);
});

test('a chain that the policy does not trust, or a leaf that it does not name, is untrusted', async () => {
  const image = makeImage();
  for (const subject of [image.index, ...image.platforms.map(({ descriptor }) => descriptor)])
    attachNotation(image.store, subject, notationSignature(makeChain(), subject));
  assert.deepEqual(await verdictOf(image, await trusting(CHAIN)), denied('SIGNATURE_UNTRUSTED'));
  const identity = (cn: string) => [`x509.subject: C=DE, ST=BE, O=Example, CN=${cn}`];
  assert.deepEqual(await verdict(makeChain(), {}, NOW, identity('leaf')), ['allow']);
  assert.deepEqual(await verdict(makeChain(), {}, NOW, identity('root')), denied('SIGNATURE_UNTRUSTED'));
});

test('certificates that may not sign images do not', async () => {
  const bad: readonly CertificateShape[] = [
    { ca: true },
    { keyUsage: ['digitalSignature', 'keyCertSign'] },
    { keyUsage: ['keyEncipherment'] },
    { keyUsage: undefined },
    { keyUsageCritical: false },
    { purposes: ['1.3.6.1.5.5.7.3.1'] },
    { purposes: ['1.3.6.1.5.5.7.3.3', '1.3.6.1.5.5.7.3.8'] },
    { purposes: ['2.5.29.37.0'] },
    { strange: '1.2.3.4' },
  ];
  for (const shape of bad)
    assert.deepEqual(await verdict(leaf(shape)), denied('SIGNATURE_INVALID'), JSON.stringify(shape));
});

test('authorities that may not sign certificates do not', async () => {
  const bad: readonly CertificateShape[] = [
    { ca: false },
    { keyUsage: ['cRLSign'] },
    { keyUsageCritical: false },
    { strange: '2.5.29.30' },
  ];
  for (const intermediate of bad)
    assert.deepEqual(
      await verdict(makeChain({ intermediate })),
      denied('SIGNATURE_INVALID'),
      JSON.stringify(intermediate),
    );
  assert.deepEqual(
    await verdict(makeChain({ root: { pathLength: 0 }, intermediate: {} })),
    denied('SIGNATURE_INVALID'),
  );
  assert.deepEqual(await verdict(makeChain({ root: { ca: false } })), denied('SIGNATURE_INVALID'));
});

test('a chain that is incomplete, out of order, padded or put together from two is refused', async () => {
  const chain = makeChain({ intermediate: {} });
  const [first, middle, root] = chain.chain as [Uint8Array, Uint8Array, Uint8Array];
  const foreign = makeChain().chain[1] as Uint8Array;
  for (const bent of [
    [first, root],
    [first, root, middle],
    [first, middle, root, root],
    [first, middle, foreign, root],
  ])
    assert.deepEqual(await verdict(chain, { chain: bent }), denied('SIGNATURE_INVALID'));
  assert.deepEqual(await verdict(chain, { chain: [first, middle] }), denied('SIGNATURE_UNTRUSTED'));
  // A root of the same name that signed nothing of this.
  assert.deepEqual(await verdict(chain, { chain: [first, middle, foreign] }), denied('SIGNATURE_UNTRUSTED'));
});

test('outside the validity of any certificate, or past its own expiry, a signature has expired', async () => {
  const chain = makeChain({ intermediate: { notAfter: NOW - 1 } });
  assert.deepEqual(await verdict(chain), denied('SIGNATURE_EXPIRED'));
  assert.deepEqual(await verdict(chain, {}, NOW - 1), ['allow']);
  assert.deepEqual(await verdict(makeChain(), {}, CHAIN_END + 1), denied('SIGNATURE_EXPIRED'));
  assert.deepEqual(await verdict(makeChain(), {}, CHAIN_START - 1), denied('SIGNATURE_EXPIRED'));
  const expiry = new Date(NOW * 1000).toISOString().replace('.000', '');
  assert.deepEqual(await verdict(makeChain(), { expiry }, NOW), denied('SIGNATURE_EXPIRED'));
  assert.deepEqual(await verdict(makeChain(), { expiry }, NOW - 1), ['allow']);
});

test('the envelope cannot choose its algorithm, its type or what is critical', async () => {
  assert.deepEqual(await verdict(CHAIN, { header: { alg: 'ES384' } }), denied('SIGNATURE_INVALID'));
  assert.deepEqual(await verdict(CHAIN, { header: { alg: 'PS256' } }), denied('SIGNATURE_INVALID'));
  assert.deepEqual(await verdict(CHAIN, { header: { cty: 'text/plain' } }), denied('SIGNATURE_WRONG_TYPE'));
  const malformed: readonly JwsBend[] = [
    { header: { alg: 'none' } },
    { header: { alg: 'HS256' } },
    { crit: [] },
    { crit: ['io.cncf.notary.signingScheme', 'unknown'], header: { unknown: 1 } },
    { crit: ['io.cncf.notary.signingScheme', 'io.cncf.notary.signingScheme'] },
    { header: { b64: false } },
    { edit: (envelope) => ({ ...envelope, extra: 1 }) },
    { edit: (envelope) => ({ ...envelope, signature: `${envelope.signature}=` }) },
    { edit: (envelope) => JSON.stringify(envelope).replace('"payload"', '"payload":"e30","payload"') },
    { edit: (envelope) => ({ ...envelope, header: { x5c: [] } }) },
    { edit: (envelope) => ({ ...envelope, header: { x5c: ['AAAA'] } }) },
    { edit: () => 'not json' },
  ];
  for (const bend of malformed)
    assert.deepEqual(await verdict(CHAIN, bend), denied('SIGNATURE_MALFORMED'), JSON.stringify(bend));
});

test('what was signed is exactly the subject: digest, media type and size', async () => {
  const one = async (target: (image: TestImage) => object) => {
    const image = makeImage();
    for (const { descriptor } of image.platforms)
      attachNotation(image.store, descriptor, notationSignature(CHAIN, descriptor));
    attachNotation(
      image.store,
      image.index,
      notationSignature(CHAIN, image.index, { payload: { targetArtifact: target(image) } }),
    );
    return verdictOf(image, await trusting(CHAIN));
  };
  const right = ({ index: { mediaType, digest, size } }: TestImage) => ({ mediaType, digest, size });
  assert.deepEqual(await one(right), ['allow']);
  assert.deepEqual(await one((image) => ({ ...right(image), annotations: { a: 'b' } })), ['allow']);
  assert.deepEqual(
    await one((image) => ({ ...right(image), digest: `sha256:${'1'.repeat(64)}` })),
    denied('SIGNATURE_WRONG_SUBJECT'),
  );
  assert.deepEqual(await one((image) => ({ ...right(image), size: 1 })), denied('SIGNATURE_WRONG_SUBJECT'));
  assert.deepEqual(
    await one((image) => ({ ...right(image), mediaType: 'application/x.other' })),
    denied('SIGNATURE_WRONG_SUBJECT'),
  );
  assert.deepEqual(await one((image) => ({ ...right(image), size: -1 })), denied('SIGNATURE_MALFORMED'));
  assert.deepEqual(await one((image) => ({ ...right(image), Digest: 'x' })), denied('SIGNATURE_MALFORMED'));
});

test('both shapes of the signature manifest are read; a tampered signature is invalid in each', async () => {
  for (const newer of [false, true]) {
    const good = makeImage();
    const bad = makeImage();
    for (const subject of [good.index, ...good.platforms.map(({ descriptor }) => descriptor)]) {
      attachNotation(good.store, subject, notationSignature(CHAIN, subject), newer);
      const tamper = {
        edit: (envelope: Record<string, unknown>) => ({
          ...envelope,
          signature: Buffer.alloc(64, 7).toString('base64url'),
        }),
      };
      attachNotation(bad.store, subject, notationSignature(CHAIN, subject, tamper), newer);
    }
    assert.deepEqual(await verdictOf(good, await trusting(CHAIN)), ['allow']);
    assert.deepEqual(await verdictOf(bad, await trusting(CHAIN)), denied('SIGNATURE_INVALID'));
  }
});

test('one key that signs as two signers fills only the first of the two roles', async () => {
  const chain = makeChain();
  const image = makeImage();
  for (const subject of [image.index, ...image.platforms.map(({ descriptor }) => descriptor)]) {
    attachNotation(image.store, subject, notationSignature(chain, subject));
    attachBundle(image.store, subject, imageSignature(chain.leafKey, subject.digest));
  }
  const policy = await testPolicy(
    { signatures: [{ by: 'notary' }, { by: 'release' }] },
    {
      trust: [
        { name: 'release', cosign: { key: publicPem(chain.leafKey) } },
        { name: 'notary', notation: { certificates: chain.rootPem, identities: ['*'] } },
      ],
    },
  );
  assert.deepEqual(await verdictOf(image, policy), denied('SIGNATURE_KEY_REUSED'));
});
