// What was gathered, taken apart, kept and put together again, gives the same facts byte for byte.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Digest } from '../../src/formats/digest.ts';
import { FormatError } from '../../src/formats/format-error.ts';
import { canonicalJsonBytes } from '../../src/formats/json/canonical.ts';
import { parseJson } from '../../src/formats/json/parse.ts';
import { recordJson } from '../../src/formats/json/record.ts';
import { recordEvidence } from '../../src/judge/audit/evidence-record.ts';
import { parseEvidenceRecord, RECORD_LIMITS } from '../../src/judge/audit/read-evidence-record.ts';
import { restoreEvidence } from '../../src/judge/audit/restore-evidence.ts';
import { gatherEvidence } from '../../src/judge/gather/gather.ts';
import { GATHER_LIMITS } from '../../src/judge/gather/limits.ts';
import { verifyEvidence } from '../../src/judge/verify/verify.ts';
import type { EvidenceSet } from '../../src/records/evidence-set.ts';
import { TwinsealError } from '../../src/records/twinseal-error.ts';
import { reportChild, reportPlatforms } from '../../src/roads/establish-image.ts';
import { attachBundle, makeImage, seal, type TestImage, TYPES, testPolicy } from '../support/sealed-image.ts';
import { testCall } from '../support/walkable-image.ts';

const { needs } = await testPolicy();
const REQUESTED = 'registry.example.com/team/app:v1';
const signal = new AbortController().signal;
const json = (record: unknown): string => Buffer.from(canonicalJsonBytes(recordJson(record))).toString();

function gather(image: TestImage, limits = GATHER_LIMITS): Promise<EvidenceSet> {
  const wish = { evidence: true, keepAll: true };
  return gatherEvidence(image.store, { requested: REQUESTED, target: 'v1' }, wish, testCall(), limits);
}

/** The record as bytes, and a reader of its documents that a test may bend. */
function kept(set: EvidenceSet, bend: (digest: Digest, bytes: Uint8Array) => Uint8Array | undefined = (_, b) => b) {
  const { record, documents } = recordEvidence(set);
  const byDigest = new Map(documents.map(({ digest, bytes }) => [digest, bytes]));
  const bytes = canonicalJsonBytes(recordJson(record));
  const read = async (digest: Digest) => {
    const own = byDigest.get(digest);
    return own === undefined ? undefined : bend(digest, own);
  };
  return { bytes, record, documents, read };
}

async function restored(set: EvidenceSet): Promise<EvidenceSet> {
  const { bytes, read } = kept(set);
  return await restoreEvidence(parseEvidenceRecord(bytes), read, REQUESTED);
}

function withSbom(image: TestImage): TestImage {
  const { store, index } = image;
  const layer = store.put(Buffer.from('{"spdxVersion":"SPDX-2.3"}'), 'application/spdx+json');
  const config = store.put(Buffer.from('{}'), TYPES.empty);
  const { mediaType, digest, size } = index;
  const type = { mediaType: TYPES.manifest, artifactType: 'application/spdx+json' };
  const subject = { mediaType, digest, size };
  const referrer = store.putJson({ schemaVersion: 2, ...type, config, layers: [layer], subject }, TYPES.manifest);
  store.attach(digest, { ...referrer, artifactType: type.artifactType });
  return image;
}

/** Images good and bad, each with what is wrong in its name. */
const SAMPLES: Readonly<Record<string, () => Promise<EvidenceSet>>> = {
  'a sealed image': () => gather(seal(makeImage())),
  'an image without any evidence': () => gather(makeImage()),
  'an image with an SBOM that nobody signed': () => gather(withSbom(seal(makeImage()))),
  'an image with signatures and junk under a tag of cosign': () => {
    const image = makeImage();
    const { store, index } = image;
    const layers = ['AAAA', 'BBBB', '!'].map((signature) => ({
      ...store.put(Buffer.from('{"critical":{}}'), 'application/vnd.dev.cosign.simplesigning.v1+json'),
      annotations: { 'dev.cosignproject.cosign/signature': signature },
    }));
    const config = store.put(Buffer.from('{}'), TYPES.config);
    const type = { schemaVersion: 2, mediaType: TYPES.manifest };
    store.tag(index.digest, 'sig', store.putJson({ ...type, config, layers }, TYPES.manifest));
    store.tag(index.digest, 'att', index);
    return gather(image);
  },
  'an image with an evidence child': () =>
    gather(
      seal(
        makeImage({
          moreChildren: (store) => [
            { ...store.putJson({}, TYPES.manifest), platform: { os: 'unknown', architecture: 'unknown' } },
          ],
        }),
      ),
    ),
  'an image with an index inside': () => {
    const inner = makeImage();
    const outer = makeImage({
      moreChildren: (store) => {
        for (const [digest, bytes] of inner.store.contents) store.contents.set(digest, bytes);
        return [inner.index];
      },
    });
    return gather(seal(outer));
  },
  'an image with a child of an unknown type': () =>
    gather(seal(makeImage({ moreChildren: (store) => [store.put(Buffer.from('x'), 'text/plain')] }))),
  'an image with a child that is gone': () => {
    const image = seal(makeImage());
    image.store.contents.delete(image.platforms[0]?.descriptor.digest ?? image.index.digest);
    return gather(image);
  },
  'an image with a config that can not be read': () => {
    const image = seal(makeImage({ config: { rootfs: { type: 'layers', diff_ids: 'none' } } }));
    return gather(image);
  },
  'an index that is malformed': () => gather(makeImage({ index: { manifests: 'none' } })),
  'an image with junk among its referrers': () => {
    const image = seal(makeImage());
    attachBundle(image.store, image.index, Buffer.from('junk'));
    attachBundle(image.store, image.index, Buffer.from('junk'), { layers: [] });
    attachBundle(image.store, image.index, Buffer.from('junk'), { config: 'none' });
    attachBundle(image.store, image.index, Buffer.from('junk'), { subject: undefined });
    return gather(image);
  },
  'an image whose registry fails in the middle': () => {
    const image = seal(makeImage());
    const digest = image.platforms[1]?.descriptor.digest;
    image.store.failures.set(`referrers ${digest}`, new TwinsealError('REGISTRY_THROTTLED', 'slow down'));
    const [referrer] = image.store.referrersOf.get(image.index.digest) ?? [];
    image.store.failures.set(`manifest ${referrer?.digest}`, new TwinsealError('REGISTRY_UNREACHABLE', 'no answer'));
    return gather(image);
  },
  'an image with more than the limits allow': () =>
    gather(withSbom(seal(makeImage({ layersAbove: [[]] }))), {
      ...GATHER_LIMITS,
      maxChildren: 1,
      maxLayers: 1,
      maxEvidence: 2,
    }),
};

for (const [name, make] of Object.entries(SAMPLES)) {
  test(`${name} gives the same facts again from its record and the documents that it names`, async () => {
    const set = await make();
    const again = await restored(set);
    const reports = await reportPlatforms(set, (child) => reportChild(child, false, testCall()));
    for (const walked of [reports, []]) {
      const facts = json(await verifyEvidence(set, needs, walked, signal));
      assert.equal(json(await verifyEvidence(again, needs, walked, signal)), facts);
    }
    assert.deepEqual(kept(again).bytes, kept(set).bytes);
  });
}

test('the same image asked for under another name has the same record', async () => {
  const image = seal(makeImage());
  const set = await gather(image);
  assert.deepEqual(kept({ ...set, requested: 'another' }).bytes, kept(set).bytes);
});

test('what was gathered by older rules is restored with them, and what newer ones gathered is refused', async () => {
  const { rules: _, ...set } = await gather(seal(makeImage()));
  for (const older of [set, { ...set, rules: 2 as const }, { ...set, rules: 3 as const }])
    assert.equal((await restored(older)).rules, 'rules' in older ? older.rules : undefined);
  for (const rules of [1, 4, '3']) await assert.rejects(restored({ ...set, rules: rules as 3 }), /a newer Twinseal/);
});

test('layers are handles that refuse to open', async () => {
  const [child] = (await restored(await gather(makeImage()))).children;
  const blob = child?.layers[0]?.blob;
  assert.ok(blob !== undefined);
  await assert.rejects(blob.open()[Symbol.asyncIterator]().next(), { code: 'EVIDENCE_NOT_KEPT' });
});

test('a document that is gone, cut or altered is told by its digest', async () => {
  const set = await gather(seal(makeImage()));
  const { record, documents, bytes } = kept(set);
  for (const { digest, bytes: whole } of documents) {
    const bends = [
      [undefined, 'EVIDENCE_NOT_KEPT'],
      [whole.subarray(1), 'CONTENT_MISMATCH'],
      [whole.map((byte, at) => (at === 0 ? byte ^ 1 : byte)), 'CONTENT_MISMATCH'],
    ] as const;
    for (const [bent, code] of bends) {
      const { read } = kept(set, (one, own) => (one === digest ? bent : own));
      const broken = (error: unknown) =>
        error instanceof TwinsealError && error.code === code && error.message.includes(digest);
      await assert.rejects(restoreEvidence(record, read, REQUESTED), broken);
    }
  }
  assert.deepEqual(parseEvidenceRecord(bytes), JSON.parse(json(record)));
});

test('a record that says other things than its documents is refused', async () => {
  const set = await gather(seal(makeImage()));
  const { record, read } = kept(set);
  const [first, second] = record.children;
  const [one] = record.evidence;
  assert.ok(first !== undefined && second !== undefined && one !== undefined);
  const lies: readonly (typeof record)[] = [
    { ...record, children: [{ ...first, layers: second.layers }, second] },
    { ...record, children: [{ ...first, ...(second.config && { config: second.config }) }, second] },
    { ...record, children: [{ ...first, manifest: false }, second] },
    { ...record, evidence: [{ ...one, manifest: false }] },
    { ...record, evidence: [{ ...one, blobs: [first.descriptor] }] },
    { ...record, evidence: [{ ...one, descriptor: record.root.descriptor }] },
    { ...record, root: { ...record.root, descriptor: { ...record.root.descriptor, size: 1 } } },
  ];
  for (const lie of lies)
    await assert.rejects(restoreEvidence(lie, read, REQUESTED), { code: 'CONTENT_MISMATCH' }, json(lie));
});

test('a record is read in one spelling only, and never crashes its reader', async () => {
  const { bytes } = kept(await gather(withSbom(seal(makeImage()))));
  const text = Buffer.from(bytes).toString();
  const refused = (document: string): void => {
    assert.throws(() => parseEvidenceRecord(Buffer.from(document)), FormatError, document.slice(0, 200));
  };
  refused(` ${text}`);
  refused(text.replace('"faults":[]', '"faults":[],"more":1'));
  refused(text.replace('"manifest":true', '"manifest":1'));
  refused(text.replace('"kind":"index"', '"kind":"image"'));
  refused(text.replace('evidence-record/v1', 'evidence-record/v2'));
  refused(text.replace('"onlyKept":true', '"onlyKept":false'));
  fc.assert(
    fc.property(fc.nat(bytes.length - 1), fc.nat(255), (at, byte) => {
      const bent = bytes.map((own, place) => (place === at ? byte : own));
      try {
        assert.deepEqual(canonicalJsonBytes(recordJson(parseEvidenceRecord(bent))), bent);
      } catch (error) {
        assert.ok(error instanceof FormatError, String(error));
      }
    }),
    { numRuns: 300 },
  );
  assert.equal(typeof parseJson(bytes, RECORD_LIMITS), 'object');
});
