import assert from 'node:assert/strict';
import { createPublicKey } from 'node:crypto';
import { test } from 'node:test';
import { gatherEvidence } from '../../src/judge/gather/gather.ts';
import { verifyChain } from '../../src/judge/verify/chain.ts';
import { verifyEvidence } from '../../src/judge/verify/verify.ts';
import { TwinsealError } from '../../src/records/twinseal-error.ts';
import { makeChain } from '../support/certificates.ts';
import {
  attachBundle,
  digestsOf,
  judge,
  makeImage,
  seal,
  type TestImage,
  TYPES,
  testKey,
  testPolicy,
  verdictOf,
} from '../support/sealed-image.ts';
import { bundleOf, statementOf } from '../support/signing.ts';
import { testCall } from '../support/walkable-image.ts';

const all = ({ index, platforms }: TestImage) => [index, ...platforms.map(({ descriptor }) => descriptor)];
const claiming = (size: number, byte: number) => ({
  layers: [{ mediaType: TYPES.bundle, digest: `sha256:${byte.toString(16).padStart(2, '0').repeat(32)}`, size }],
});

test('junk that claims to be huge does not use up the room of good evidence', async () => {
  const image = makeImage();
  attachBundle(image.store, image.index, new Uint8Array([1]), claiming(2 ** 50, 0xff));
  for (let i = 0; i < 20; i++) attachBundle(image.store, image.index, new Uint8Array([1]), claiming(32 * 2 ** 20, i));
  assert.deepEqual(await verdictOf(seal(image)), ['allow']);
});

test('more junk than is listed, before the good evidence, is "could not tell" and no denial', async () => {
  const image = makeImage();
  for (const subject of all(image))
    for (let i = 0; i < 101; i++) attachBundle(image.store, subject, Buffer.from(`{"junk":${i}}`));
  const [outcome, ...checks] = await verdictOf(seal(image));
  assert.equal(outcome, 'indeterminate');
  assert.ok(
    checks.every((check) => check.endsWith('fault EVIDENCE_LIMIT')),
    checks.join(),
  );
});

test('one good attestation attached ninety times over is one fact, and no predicate but a twin proof is kept', async () => {
  const image = seal(makeImage());
  const sbom = { spdxVersion: 'SPDX-2.3', comment: 'x'.repeat(100_000) };
  const bundle = bundleOf(
    testKey('release'),
    JSON.stringify(statementOf(digestsOf(image), 'https://spdx.dev/Document', sbom)),
  );
  for (const subject of all(image))
    for (let i = 0; i < 90; i++) attachBundle(image.store, subject, bundle, { annotations: { i: String(i) } });
  const { verdict, facts } = await judge(image);
  assert.equal(verdict.outcome, 'allow');
  assert.equal(facts.statements.length, 2 + all(image).length);
  assert.ok(JSON.stringify(facts).length < 50_000);
});

test('a chain with a key so large that one check takes milliseconds is refused before any check', () => {
  const modulus = Buffer.alloc(2048, 0xc5).toString('base64url');
  const key = createPublicKey({
    key: { kty: 'RSA', n: modulus, e: 'AQAB' },
    format: 'jwk',
  });
  assert.throws(() => verifyChain(makeChain({ intermediate: { key } }).chain), /certificate 1 .* 16384 bits/);
});

test('a deadline ends the arithmetic between two pieces of evidence', async () => {
  const image = seal(makeImage());
  const { needs } = await testPolicy();
  const set = await gatherEvidence(image.store, { requested: 'x' }, needs, testCall());
  const ended = new AbortController();
  setImmediate(() => ended.abort(new Error('late')));
  await assert.rejects(verifyEvidence(set, needs, [], ended.signal), /late/);
});

test('a statement may hang under a child that could not be read, so its absence is not told', async () => {
  let inner = '';
  const image = makeImage({
    moreChildren: (store) => {
      const nested = store.putJson({ schemaVersion: 2, mediaType: TYPES.index, manifests: [] }, TYPES.index);
      inner = nested.digest;
      return [nested];
    },
  });
  image.store.failures.set(`manifest ${inner}`, new TwinsealError('REGISTRY_UNREACHABLE', 'down'));
  const [outcome, ...checks] = await verdictOf(seal(image, ['spdx', 'twin']));
  assert.equal(outcome, 'indeterminate');
  assert.ok(
    checks.every((check) => check.includes(' fault ')),
    checks.join(),
  );
});

test('an image of many large documents is a limit, not a lack of memory', async () => {
  const image = makeImage({
    moreChildren: (store) =>
      Array.from({ length: 12 }, (_, i) => {
        const annotations = { a: `${i}`.repeat(3 * 2 ** 20).slice(0, 3 * 2 ** 20) };
        const config = store.put(Buffer.from('{}'), TYPES.empty);
        const body = {
          schemaVersion: 2,
          mediaType: TYPES.manifest,
          artifactType: 'a/b',
          config,
          layers: [],
          annotations,
        };
        return { ...store.putJson(body, TYPES.manifest), platform: { os: 'linux', architecture: `a${i}` } };
      }),
  });
  const [outcome, ...checks] = await verdictOf(image, await testPolicy({ platforms: ['linux/amd64'] }));
  assert.deepEqual([outcome, checks], ['indeterminate', ['image fault EVIDENCE_LIMIT']]);
});

test('a manifest of evidence that is no small document is not read', async () => {
  const image = seal(makeImage());
  const large = { annotations: { a: 'x'.repeat(300_000) } };
  const junk = attachBundle(image.store, image.index, new Uint8Array([1]), large);
  assert.deepEqual(await verdictOf(image), ['allow']);
  assert.ok(!image.store.fetches.includes(`manifest ${junk.digest}`));
});
