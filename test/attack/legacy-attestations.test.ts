// Attestations of cosign before version 3 by an identity, and what differs from a good one in one field.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Digest } from '../../src/formats/digest.ts';
import { keylessLayer, LEGACY, type TestLayer, tagLayers } from '../support/legacy-layers.ts';
import { digestsOf, makeImage, type TestImage, testPolicy, verdictOf } from '../support/sealed-image.ts';
import { statementOf } from '../support/signing.ts';
import { IDENTITY, ISSUER, type KeylessBend, makeInstance, SIGNED } from '../support/sigstore-instance.ts';

const instance = makeInstance();
const stranger = makeInstance();
const LATER = SIGNED + 86_400;
const TYPE = 'https://example.com/reviewed/v1';
const KEYLESS = { identity: IDENTITY, issuer: ISSUER, trustedRoot: instance.rootBytes.toString() };
const trusting = (keyless: object) => ({ trust: [{ name: 'ci', keyless }] });

const REVIEWED = await testPolicy({ statements: [{ type: TYPE, by: ['ci'] }] }, trusting(KEYLESS));
const attestation = (
  image: TestImage,
  bend: KeylessBend = {},
  digests: readonly Digest[] = digestsOf(image),
  from = instance,
) => keylessLayer(from, { statement: JSON.stringify(statementOf(digests, TYPE, { ok: true }, 'v0.1')) }, bend);
async function attested(layer: (image: TestImage) => TestLayer): Promise<readonly string[]> {
  const image = makeImage();
  tagLayers(image, image.index, [layer(image)], 'att');
  return verdictOf(image, REVIEWED, LATER);
}

test('attestations by an identity under a tag count, stamped over the layer or over the signature', async () => {
  assert.deepEqual(await attested((image) => attestation(image)), ['allow']);
  assert.deepEqual(await attested((image) => attestation(image, { stamp: {} })), ['allow']);
  const whole =
    (over: (layer: TestLayer) => Uint8Array, at = SIGNED) =>
    (image: TestImage) => {
      const layer = attestation(image);
      const token = instance.stampOf(over(layer), at);
      return {
        ...layer,
        annotations: { ...layer.annotations, [LEGACY.timestamp]: JSON.stringify({ SignedRFC3161Timestamp: token }) },
      };
    };
  assert.deepEqual(await attested(whole(({ payload }) => payload)), ['allow']);
  const denied = async (layer: (image: TestImage) => TestLayer) => assert.equal((await attested(layer))[0], 'deny');
  await denied(whole(({ payload }) => Buffer.from(`${Buffer.from(payload)} `)));
  await denied(whole(({ payload }) => payload, SIGNED + 3600));
});

test('attestations that differ in one field do not count', async () => {
  for (const layer of [
    (image: TestImage) => attestation(image, { identity: `${IDENTITY}.evil` }),
    (image: TestImage) => attestation(image, { sct: 'none' }),
    (image: TestImage) => attestation(image, { time: SIGNED + 3600 }),
    (image: TestImage) => attestation(image, {}, [`sha256:${'1'.repeat(64)}` as Digest]),
    (image: TestImage) => attestation(image, {}, digestsOf(image), stranger),
    (image: TestImage) => ({
      ...attestation(image),
      annotations: {
        ...attestation(image).annotations,
        [LEGACY.bundle]: attestation(image).annotations[LEGACY.bundle] ?? '',
      },
    }),
    (image: TestImage) => ({
      ...attestation(image),
      annotations: { [LEGACY.certificate]: attestation(image).annotations[LEGACY.certificate] ?? '' },
    }),
  ])
    assert.equal((await attested(layer))[0], 'deny');
});
