// What every store's index of evidence keeps to.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Digest, sha256Digest } from '../../src/formats/digest.ts';
import { canonicalJsonBytes } from '../../src/formats/json/canonical.ts';
import { recordJson } from '../../src/formats/json/record.ts';
import { encodeUtf8 } from '../../src/formats/utf8.ts';
import type { FoundEvidence } from '../../src/ports/evidence-index.ts';
import type { ServiceStore } from '../../src/ports/service-store.ts';
import type { EvidenceListing, ListedEvidence, VerifiedEvidence } from '../../src/records/evidence-listing.ts';
import { type ArchivedDocument, RECORD_TYPES } from '../../src/records/evidence-record.ts';
import { someDecision } from './some-decision.ts';

const call = () => ({ signal: new AbortController().signal, deadline: Date.now() + 60_000 });
const sha = (what: string) => sha256Digest(encodeUtf8(what));
const [image, child] = [sha('image'), sha('child')];

const signer: VerifiedEvidence = { kind: 'signature', signer: 'release', family: 'cosign', key: sha('key') };

/** One piece of evidence. */
export function line(name: string, subject: Digest, verified: readonly VerifiedEvidence[] = []): ListedEvidence {
  const of = (part: string) => ({ digest: sha(`${name} ${part}`), mediaType: 'text/plain', size: 3 });
  return {
    subject,
    ...of('manifest'),
    form: 'referrers-api',
    contents: [of('bundle')],
    signed: of('payload'),
    verified,
  };
}

/** The document of a listing. */
export function listingOf(
  root: Digest,
  subjects: readonly Digest[],
  evidence: readonly ListedEvidence[],
): ArchivedDocument {
  const listing: EvidenceListing = { apiVersion: 'twinseal.dev/evidence-listing/v1', image: root, subjects, evidence };
  const bytes = canonicalJsonBytes(recordJson(listing));
  return { digest: sha256Digest(bytes), mediaType: RECORD_TYPES.listing, bytes };
}

/** Declares the tests of a store's index. */
export function evidenceIndexContract(name: string, open: () => Promise<ServiceStore>): void {
  const keep = (store: ServiceStore, id: string, time: string, documents: readonly ArchivedDocument[]) =>
    store.ledger.append({ ...someDecision(id), time: `2026-11-${time}T12:00:00Z` }, documents, call());
  const names = (found: readonly FoundEvidence[]) => found.map(({ subject, digest }) => `${subject} ${digest}`);
  const seen = (found: readonly FoundEvidence[]) =>
    found.flatMap((one) =>
      one.seen.map(({ as, first, last }) => [
        as.verified.length,
        first.decision,
        first.time.slice(8, 10),
        last.decision,
      ]),
    );

  test(`${name}: finds evidence under an image and its children, a page at a time`, async () => {
    const store = await open();
    const pieces = Array.from({ length: 7 }, (_, i) => line(`e${i}`, i % 2 === 0 ? image : child));
    await keep(store, 'one', '24', [listingOf(image, [image, child], pieces)]);
    const all = pieces.map(({ subject, digest }) => `${subject} ${digest}`).sort();
    assert.deepEqual(names(await store.evidence.list(image, undefined, 50, call())), all);
    assert.deepEqual(
      names(await store.evidence.list(child, undefined, 50, call())),
      all.filter((key) => key.startsWith(child)),
    );
    const paged: string[] = [];
    for (let after: FoundEvidence | undefined; ; ) {
      const page = await store.evidence.list(image, after, 3, call());
      paged.push(...names(page));
      after = page.at(-1);
      if (after === undefined) break;
    }
    assert.deepEqual(paged, all);
    assert.deepEqual(await store.evidence.list(sha('another'), undefined, 50, call()), []);
    const [first] = await store.evidence.list(image, undefined, 1, call());
    assert.deepEqual(
      first?.seen[0]?.as,
      pieces.find(({ digest }) => digest === first?.digest),
    );
    await store.close();
  });

  test(`${name}: says who verified a piece, in which decisions first and last, each outcome once`, async () => {
    const store = await open();
    const plain = listingOf(image, [image], [line('e', image)]);
    const signed = listingOf(image, [image], [line('e', image, [signer])]);
    const more = listingOf(image, [image], [line('e', image, [signer]), line('junk', image)]);
    await keep(store, 'a', '20', [plain]);
    await keep(store, 'b', '21', [signed]);
    await keep(store, 'c', '22', [signed, sharedDocument]);
    await keep(store, 'd', '23', [more]);
    await keep(store, 'e', '24', [plain]);
    const { digest } = line('e', image);
    const found = (await store.evidence.list(image, undefined, 50, call())).filter((one) => one.digest === digest);
    assert.deepEqual(seen(found), [
      [0, 'a', '20', 'e'],
      [1, 'b', '21', 'd'],
    ]);
    await store.close();
  });

  test(`${name}: finds a piece by its manifest, its content and what is signed in there`, async () => {
    const store = await open();
    await keep(store, 'one', '24', [
      listingOf(image, [image, child], [line('e', image), line('e', child), line('f', child)]),
    ]);
    for (const part of ['manifest', 'bundle', 'payload'])
      assert.deepEqual(names(await store.evidence.find(sha(`e ${part}`), call())), [
        ...[image, child].sort().map((subject) => `${subject} ${sha('e manifest')}`),
      ]);
    assert.deepEqual(await store.evidence.find(sha('e nothing'), call()), []);
    await store.close();
  });

  test(`${name}: still lists what was there after its bytes were forgotten, and finds what came later`, async () => {
    const store = await open();
    await keep(store, 'old', '01', [listingOf(image, [image, child], [line('e', image)])]);
    assert.equal(await store.archive.prune(Date.parse('2026-11-10T00:00:00Z') / 1000, call()), 1);
    assert.equal((await store.evidence.list(image, undefined, 9, call())).length, 1);
    // A child that is judged by itself later on belongs to its image all the same.
    await keep(store, 'young', '20', [listingOf(child, [child], [line('f', child)])]);
    await keep(store, 'again', '21', [listingOf(image, [image, child], [line('e', image)])]);
    assert.deepEqual(
      seen(await store.evidence.list(image, undefined, 9, call()))
        .map(([, first]) => first)
        .sort(),
      ['old', 'young'],
    );
    await store.close();
  });
}

const sharedDocument: ArchivedDocument = {
  digest: sha('shared'),
  mediaType: 'text/plain',
  bytes: encodeUtf8('shared'),
};
