// What auditors find evidence by: every piece with its subject, its bytes, what is signed in it, and who it verified for.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sha256Digest } from '../../src/formats/digest.ts';
import { parseStatement } from '../../src/formats/in-toto.ts';
import { listEvidence, signedPayload } from '../../src/judge/audit/list-evidence.ts';
import { gatherEvidence } from '../../src/judge/gather/gather.ts';
import { verifyEvidence } from '../../src/judge/verify/verify.ts';
import type { EvidenceListing } from '../../src/records/evidence-listing.ts';
import { RECORD_TYPES } from '../../src/records/evidence-record.ts';
import type { Needs } from '../../src/records/needs.ts';
import { establishImage } from '../../src/roads/establish-image.ts';
import { rememberImages } from '../../src/roads/remember-images.ts';
import { attachBundle, makeImage, seal, type TestImage, TYPES, testPolicy } from '../support/sealed-image.ts';
import { vector } from '../support/vectors.ts';
import { testCall } from '../support/walkable-image.ts';

const { needs } = await testPolicy();

async function listed(image: TestImage, asked: Needs = needs) {
  const wish = { evidence: true, keepAll: true };
  const set = await gatherEvidence(image.store, { requested: 'app', target: 'v1' }, wish, testCall());
  return {
    set,
    listing: listEvidence(set, await verifyEvidence(set, asked, [], new AbortController().signal), asked.signers),
  };
}

test('lists what hangs on the index and on each platform, with signer and predicate type', async () => {
  const image = seal(makeImage());
  const { set, listing } = await listed(image);
  assert.deepEqual(
    listing.subjects,
    [image.index, ...image.platforms.map((p) => p.descriptor)].map((d) => d.digest).sort(),
  );
  assert.deepEqual(new Set(listing.evidence.map(({ subject }) => subject)), new Set(listing.subjects));
  assert.equal(listing.evidence.length, set.evidence.length);
  for (const { verified, rejected, signed, contents } of listing.evidence) {
    assert.ok(verified.length > 0 && rejected === undefined && signed !== undefined && contents.length === 1);
    for (const one of verified) assert.match(one.key, /^sha256:/);
  }
  const types = listing.evidence.flatMap(({ verified }) => verified.map((one) => one.predicateType ?? one.family));
  for (const type of ['notation', 'https://sigstore.dev/cosign/sign/v1', 'https://twinseal.dev/twin-proof/v1'])
    assert.ok(types.includes(type), type);
});

test('the signed bytes are those inside of the envelope, in both families', async () => {
  const { set, listing } = await listed(seal(makeImage()));
  const types = new Set<string>();
  for (const { digest, signed } of listing.evidence) {
    const one = set.evidence.find(({ descriptor }) => descriptor.digest === digest);
    const blob = one?.blobs[0];
    const payload = blob && signedPayload({ mediaType: blob.descriptor.mediaType, bytes: blob.bytes });
    assert.ok(payload !== undefined && signed !== undefined);
    assert.equal(sha256Digest(payload.bytes), signed.digest);
    assert.equal(payload.bytes.length, signed.size);
    if (signed.mediaType === 'application/vnd.in-toto+json')
      assert.ok(parseStatement(payload.bytes).subject.length > 0);
    types.add(signed.mediaType);
  }
  assert.deepEqual([...types].sort(), ['application/vnd.cncf.notary.payload.v1+json', 'application/vnd.in-toto+json']);
  assert.equal(signedPayload({ mediaType: TYPES.bundle, bytes: Buffer.from('{') }), undefined);
  assert.equal(signedPayload({ mediaType: 'application/jose+json', bytes: Buffer.from('{') }), undefined);
  assert.equal(signedPayload({ mediaType: 'application/cose', bytes: Buffer.from('{') }), undefined);
  const cose = signedPayload({ mediaType: 'application/cose', bytes: vector('notation/signature.cose') });
  assert.equal(cose?.mediaType, 'application/vnd.cncf.notary.payload.v1+json');
  assert.ok('targetArtifact' in JSON.parse(Buffer.from(cose.bytes).toString()));
  assert.equal(signedPayload({ mediaType: 'application/spdx+json', bytes: Buffer.from('{}') }), undefined);
});

test('what no policy trusts is listed with the reason, and a copy under another manifest counts like the first', async () => {
  const image = seal(makeImage());
  const { listing: trusted } = await listed(image, { ...needs, signers: [] });
  assert.ok(trusted.evidence.length > 0);
  assert.ok(trusted.evidence.every(({ verified, rejected }) => verified.length === 0 && rejected !== undefined));

  const { set, listing } = await listed(image);
  const bundle = set.evidence.find(({ blobs }) => blobs[0]?.descriptor.mediaType === TYPES.bundle);
  assert.ok(bundle?.blobs[0]);
  const subject = [image.index, ...image.platforms.map((p) => p.descriptor)].find(
    (d) => d.digest === bundle.foundUnder,
  );
  assert.ok(subject);
  const copy = attachBundle(image.store, subject, bundle.blobs[0].bytes, { annotations: { copy: 'yes' } });
  const again = (await listed(image)).listing;
  assert.equal(again.evidence.length, listing.evidence.length + 1);
  assert.deepEqual(
    again.evidence.find((one) => one.digest === copy.digest)?.verified,
    listing.evidence.find((one) => one.digest === bundle.descriptor.digest)?.verified,
  );
});

test('a statement that no policy asks for is listed with its signer and type, and still counts for nothing', async () => {
  const image = seal(makeImage());
  const { listing } = await listed(image, { ...needs, predicateTypes: [] });
  const statements = listing.evidence.filter(({ rejected }) => rejected === 'SIGNATURE_WRONG_TYPE');
  assert.deepEqual(
    statements.map(({ verified }) => verified.map((one) => [one.kind, one.signer, one.predicateType])).sort(),
    ['https://spdx.dev/Document', 'https://twinseal.dev/twin-proof/v1'].map((type) => [['statement', 'release', type]]),
  );
  const { listing: strange } = await listed(image, {
    ...needs,
    predicateTypes: [],
    signers: needs.signers.filter(({ name }) => name !== 'release'),
  });
  for (const { verified } of strange.evidence) assert.ok(verified.every(({ signer }) => signer !== 'release'));
});

test('evidence is listed for each policy that looked, and once where none was for the image', async () => {
  const image = seal(makeImage());
  for (const establish of [establishImage(true), rememberImages({ now: () => 0 })])
    for (const [asked, count] of [
      [[], 1],
      [[needs], 1],
      [[needs, { ...needs, signers: [] }], 2],
    ] as const) {
      const question = { reader: image.store, requested: 'app', target: 'v1' };
      const { documents } = (await establish(question, asked, testCall())).inputs();
      const listings = documents.filter(({ mediaType }) => mediaType === RECORD_TYPES.listing);
      assert.equal(listings.length, count);
      for (const { bytes } of listings) {
        const { evidence } = JSON.parse(Buffer.from(bytes).toString()) as EvidenceListing;
        assert.equal(evidence.length, [...image.store.referrersOf.values()].flat().length);
      }
    }
});

test('junk is listed without a word on what it signs', async () => {
  const image = seal(makeImage());
  attachBundle(image.store, image.index, Buffer.from('{"not":"a bundle"}'));
  const { listing } = await listed(image);
  const junk = listing.evidence.filter(({ signed }) => signed === undefined);
  assert.deepEqual(
    junk.map(({ verified, rejected }) => [verified.length, rejected]),
    [[0, 'SIGNATURE_MALFORMED']],
  );
});

test('a manifest under a tag of cosign is one line, with all that it holds', async () => {
  const image = makeImage();
  const { store, index } = image;
  const layers = ['a', 'b', 'a'].map((text) => store.put(Buffer.from(text), 'application/vnd.dsse.envelope.v1+json'));
  const config = store.put(Buffer.from('{}'), TYPES.config);
  const manifest = store.putJson({ schemaVersion: 2, mediaType: TYPES.manifest, config, layers }, TYPES.manifest);
  store.tag(index.digest, 'att', manifest);
  const lines = (await listed(image)).listing.evidence;
  assert.deepEqual(
    lines.map(({ digest, form, contents, rejected }) => [digest, form, contents.length, rejected]),
    [[manifest.digest, 'cosign-att-tag', 2, 'SIGNATURE_MALFORMED']],
  );
});
