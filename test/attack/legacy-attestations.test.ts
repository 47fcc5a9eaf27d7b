// Attestations of cosign before version 3 by an identity, and what differs from a good one in one field.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { type Digest, sha256Digest } from '../../src/formats/digest.ts';
import { parseTrustedRoot } from '../../src/formats/sigstore/trusted-root.ts';
import { gatherEvidence } from '../../src/judge/gather/gather.ts';
import { verifyBlobBundle } from '../../src/judge/verify/blob-bundle.ts';
import { verifyEvidence } from '../../src/judge/verify/verify.ts';
import { keylessLayer, LEGACY, logAnnotation, type TestLayer, tagLayers } from '../support/legacy-layers.ts';
import { digestsOf, makeImage, type TestImage, testPolicy, verdictOf } from '../support/sealed-image.ts';
import { statementOf } from '../support/signing.ts';
import { IDENTITY, ISSUER, type KeylessBend, makeInstance, SIGNED } from '../support/sigstore-instance.ts';
import { testCall } from '../support/walkable-image.ts';

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

interface OldSpec {
  content: Record<string, unknown>;
  publicKey: string;
}
const sha256 = (bytes: Uint8Array): { algorithm: string; value: string } => ({
  algorithm: 'sha256',
  value: createHash('sha256').update(bytes).digest('hex'),
});

/** An attestation with an entry of the kind intoto 0.0.1, which holds hashes of envelope and payload and no signature. */
function oldEntry(layer: TestLayer, bend: (spec: OldSpec) => unknown = (spec) => spec): TestLayer {
  const payload = Buffer.from(JSON.parse(Buffer.from(layer.payload).toString()).payload, 'base64');
  const certificate = layer.annotations[LEGACY.certificate] ?? '';
  const spec: OldSpec = {
    content: { hash: sha256(layer.payload), payloadHash: sha256(payload) },
    publicKey: Buffer.from(certificate).toString('base64'),
  };
  const body = JSON.stringify({ apiVersion: '0.0.1', kind: 'intoto', spec: bend(spec) });
  const entry = instance.entryOf(body, { time: SIGNED });
  return { ...layer, annotations: { ...layer.annotations, [LEGACY.bundle]: logAnnotation(entry) } };
}

test('entries of the kind intoto 0.0.1 count for an attestation whose every byte they hash', async () => {
  assert.deepEqual(await attested((image) => oldEntry(attestation(image))), ['allow']);
  // The oldest ones have no hash of the payload, which is inside of the envelope anyway.
  const oldest = ({ content: { hash }, publicKey }: OldSpec) => ({ content: { hash }, publicKey });
  assert.deepEqual(await attested((image) => oldEntry(attestation(image), oldest)), ['allow']);
});

test('what was gathered before such entries were read gives the facts that it gave', async () => {
  const image = makeImage();
  tagLayers(image, image.index, [oldEntry(attestation(image))], 'att');
  const request = { requested: 'registry.example.com/team/app:v1', target: 'v1' };
  const { needs } = REVIEWED;
  const set = await gatherEvidence(image.store, request, needs, testCall());
  const { signal } = new AbortController();
  assert.equal((await verifyEvidence(set, needs, [], signal)).statements.length, 1);
  const { statements, rejected } = await verifyEvidence({ ...set, rules: 2 }, needs, [], signal);
  assert.deepEqual(statements, []);
  assert.match(rejected[0]?.reason ?? '', /entries of the kind intoto 0\.0\.1 are not read/);
});

for (const [what, bend] of [
  ['another envelope', (spec: OldSpec) => ({ ...spec, content: { ...spec.content, hash: sha256(Buffer.from('x')) } })],
  ['another payload', (s: OldSpec) => ({ ...s, content: { ...s.content, payloadHash: sha256(Buffer.from('x')) } })],
  ['another key', (s: OldSpec) => ({ ...s, publicKey: Buffer.from(certificateOf(stranger)).toString('base64') })],
  ['no hash', ({ publicKey, content: { payloadHash } }: OldSpec) => ({ publicKey, content: { payloadHash } })],
  ['an envelope of its own', (s: OldSpec) => ({ ...s, content: { ...s.content, envelope: '{}' } })],
  ['another hash', (s: OldSpec) => ({ ...s, content: { ...s.content, hash: { algorithm: 'md5', value: 'aa' } } })],
] as const)
  test(`entries of the kind intoto 0.0.1 about ${what} do not count`, async () =>
    assert.equal((await attested((image) => oldEntry(attestation(image), bend)))[0], 'deny'));

test('an entry of the kind intoto 0.0.1 does not count for another envelope around the same statement', async () => {
  const image = makeImage();
  const [one, other] = [attestation(image), attestation(image)];
  const { [LEGACY.bundle]: entry = '' } = oldEntry(other).annotations;
  // Same certificate, same statement: what differs is the signature alone.
  const swapped = { ...one, annotations: { ...other.annotations, [LEGACY.bundle]: entry } };
  tagLayers(image, image.index, [swapped], 'att');
  assert.equal((await verdictOf(image, REVIEWED, LATER))[0], 'deny');
  const spaced = { ...oldEntry(one), payload: Buffer.from(`${Buffer.from(one.payload)} `) };
  assert.equal((await attested(() => spaced))[0], 'deny');
});

function certificateOf(from: typeof instance): string {
  return keylessLayer(from, { statement: '{}' }).annotations[LEGACY.certificate] ?? '';
}

test('in a bundle, which keeps no bytes of an envelope, an entry of the kind intoto 0.0.1 is bound to nothing', () => {
  const statement = JSON.stringify(statementOf([sha256Digest(Buffer.from('x'))], TYPE, {}, 'v1'));
  const verify = (bend: KeylessBend) =>
    verifyBlobBundle({
      name: 'bundle',
      bytes: instance.bundle({ statement }, { log: 'v1', ...bend }),
      artifact: { name: 'x', digest: sha256Digest(Buffer.from('x')), blob: { bytes: Buffer.from('x') } },
      wanted: { kind: 'identity', identity: IDENTITY, issuer: ISSUER },
      root: parseTrustedRoot(instance.rootBytes),
      now: LATER,
    });
  assert.equal(verify({}).outcome, 'verified');
  const old = ({ spec = {} }: Readonly<Record<string, Readonly<Record<string, unknown>>>>) => ({
    apiVersion: '0.0.1',
    kind: 'intoto',
    spec: {
      content: { hash: spec.envelopeHash, payloadHash: spec.payloadHash },
      publicKey: (spec.signatures as { verifier: string }[])[0]?.verifier,
    },
  });
  const { outcome, checks } = verify({ body: old });
  assert.equal(outcome, 'refused');
  const log = checks.find(({ id }) => id === 'log');
  assert.equal(log?.code, 'BUNDLE_ENTRY_MISMATCH');
  assert.match(log?.reason ?? '', /intoto 0\.0\.1 are not read/);
});
