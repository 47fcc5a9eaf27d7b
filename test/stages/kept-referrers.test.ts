// What no verdict needs is kept for auditors all the same, and changes no verdict.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { recordEvidence } from '../../src/judge/audit/evidence-record.ts';
import { gatherEvidence } from '../../src/judge/gather/gather.ts';
import { verifyEvidence } from '../../src/judge/verify/verify.ts';
import { TwinsealError } from '../../src/records/twinseal-error.ts';
import { makeImage, seal, type TestImage, TYPES, testPolicy } from '../support/sealed-image.ts';
import { testCall } from '../support/walkable-image.ts';

const SBOM = new TextEncoder().encode('{"spdxVersion":"SPDX-2.3"}');
const { needs } = await testPolicy({ signatures: [{ by: 'release' }] });
const gather = ({ store }: TestImage, keepAll: boolean) =>
  gatherEvidence(store, { requested: 'app', target: 'v1' }, { ...needs, keepAll }, testCall());

/** Attaches a bare SBOM, as `oras attach` does. */
function attachSbom({ store, index }: TestImage) {
  const config = store.put(new TextEncoder().encode('{}'), TYPES.empty);
  const layer = store.put(SBOM, 'application/spdx+json');
  const { mediaType, digest, size } = index;
  const referrer = store.putJson(
    {
      schemaVersion: 2,
      mediaType: TYPES.manifest,
      artifactType: 'application/spdx+json',
      config,
      layers: [layer],
      subject: { mediaType, digest, size },
    },
    TYPES.manifest,
  );
  store.attach(digest, { ...referrer, artifactType: 'application/spdx+json' });
  return { layer, referrer };
}

test('a referrer that is no signature is kept with its bytes, and only when all is to be kept', async () => {
  const image = seal(makeImage());
  const { layer, referrer } = attachSbom(image);
  assert.ok((await gather(image, false)).evidence.every(({ onlyKept }) => onlyKept === undefined));
  const set = await gather(image, true);
  const kept = set.evidence.filter(({ onlyKept }) => onlyKept === true);
  assert.deepEqual(
    kept.map(({ descriptor, foundUnder }) => [descriptor.digest, foundUnder]),
    [[referrer.digest, image.index.digest]],
  );
  const { record, documents } = recordEvidence(set);
  assert.deepEqual(documents.find(({ digest }) => digest === layer.digest)?.bytes, SBOM);
  assert.equal(record.evidence.find(({ onlyKept }) => onlyKept)?.descriptor.digest, referrer.digest);
});

test('the facts are the same whether all was kept or not, also when what is only kept can not be had', async () => {
  const image = seal(makeImage());
  const { referrer } = attachSbom(image);
  const signal = new AbortController().signal;
  const alone = await verifyEvidence(await gather(image, false), needs, [], signal);
  assert.deepEqual(await verifyEvidence(await gather(image, true), needs, [], signal), alone);
  image.store.failures.set(`manifest ${referrer.digest}`, new TwinsealError('REGISTRY_UNREACHABLE', 'no answer'));
  const set = await gather(image, true);
  assert.match(set.evidence.find(({ onlyKept }) => onlyKept)?.unusable ?? '', /no answer/);
  assert.deepEqual(set.faults, []);
  assert.deepEqual(await verifyEvidence(set, needs, [], signal), alone);
});

test('a policy that asks for no evidence has facts without any, whatever was gathered for others', async () => {
  const image = seal(makeImage());
  image.store.failures.set(`referrers ${image.index.digest}`, new TwinsealError('REGISTRY_THROTTLED', 'slow down'));
  const bare = (await testPolicy({ image: { nonRoot: true } })).needs;
  const facts = await verifyEvidence(await gather(image, true), bare, [], new AbortController().signal);
  assert.deepEqual([facts.rejected, facts.discovery, facts.faults], [[], [], []]);
});
