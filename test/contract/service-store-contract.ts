// What every store of the service keeps to, whatever database is behind it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { verifyEd25519 } from '../../src/adapters/store/log-key.ts';
import { sha256Digest } from '../../src/formats/digest.ts';
import { canonicalJson } from '../../src/formats/json/canonical.ts';
import { recordJson } from '../../src/formats/json/record.ts';
import { parseCheckpoint } from '../../src/formats/merkle/checkpoint.ts';
import { entryBundlePath, parseEntryBundle } from '../../src/formats/merkle/entry-bundle.ts';
import { leafHash, sameHash } from '../../src/formats/merkle/hash.ts';
import { checkInclusion } from '../../src/formats/merkle/inclusion-proof.ts';
import { hashOfRange } from '../../src/formats/merkle/leaf-range.ts';
import { parseTlogProof } from '../../src/formats/merkle/tlog-proof.ts';
import { parseSignedNote, parseVerifierKey, verifySignedNote } from '../../src/formats/signed-note.ts';
import { encodeUtf8 } from '../../src/formats/utf8.ts';
import type { DecisionFilter } from '../../src/ports/decision-ledger.ts';
import type { ServiceStore } from '../../src/ports/service-store.ts';
import type { Receipt } from '../../src/records/log-entry.ts';
import { TwinsealError } from '../../src/records/twinseal-error.ts';
import { reader } from '../support/merkle-tree.ts';
import { evidenceIndexContract } from './evidence-index-contract.ts';
import { someChange, someDecision, someDocuments, someUndecided } from './some-decision.ts';

/** How a store is had: `place` names an empty one, `open` opens it as often as one likes. */
export interface StoreUnderTest {
  place(): string | Promise<string>;
  open(place: string): Promise<ServiceStore>;
}

const call = (millis = 60_000) => ({ signal: new AbortController().signal, deadline: Date.now() + millis });
const failsWith = (code: string, message: RegExp) => (error: unknown) =>
  error instanceof TwinsealError && error.code === code && message.test(error.message);
const text = (record: unknown) => canonicalJson(recordJson(record));
const sha = (what: string) => sha256Digest(encodeUtf8(what));

/** The checkpoint, verified with the log's own key. */
export async function head(store: ServiceStore) {
  const note = parseSignedNote(await store.log.checkpoint(call()));
  assert.equal(verifySignedNote(note, [parseVerifierKey(store.log.verifierKey)], verifyEd25519).length, 1);
  return parseCheckpoint(note.text, 'log.test');
}

/** All leaves of the log, whose root must be the signed one. */
export async function checkWholeLog(store: ServiceStore): Promise<readonly string[]> {
  const { size, root } = await head(store);
  const leaves: string[] = [];
  for (let index = 0; index * 256 < size; index++) {
    const path = entryBundlePath({ index, width: Math.min(256, size - index * 256) });
    const bundle = await store.log.tile(path, call());
    assert.ok(bundle !== undefined, path);
    leaves.push(...parseEntryBundle(bundle).map((leaf) => Buffer.from(leaf).toString()));
  }
  const read = reader((index) => leafHash(encodeUtf8(leaves[index] ?? '')));
  assert.ok(sameHash(hashOfRange({ from: 0, to: size }, read), root));
  return leaves;
}

/** A receipt must prove the leaf that stands for the document. */
function checkReceipt(store: ServiceStore, receipt: Receipt, kind: string, id: string, time: string, document: string) {
  const proof = parseTlogProof(receipt.text);
  assert.equal(proof.index, receipt.index);
  assert.equal(verifySignedNote(proof.note, [parseVerifierKey(store.log.verifierKey)], verifyEd25519).length, 1);
  const leaf = text({ apiVersion: 'twinseal.dev/log-entry/v1', kind, id, time, document: sha(document) });
  const { size, root } = proof.checkpoint;
  assert.ok(checkInclusion({ size, root, index: receipt.index, leaf: leafHash(encodeUtf8(leaf)) }, proof.hashes));
}

/** Declares the tests of a store. */
export function serviceStoreContract(name: string, { place, open }: StoreUnderTest): void {
  evidenceIndexContract(name, async () => await open(await place()));
  const put = (store: ServiceStore, id: string) => store.ledger.append(someDecision(id), someDocuments(id), call());
  const get = async (store: ServiceStore, id: string) => (await store.ledger.get(id, call()))?.document;
  const named = (store: ServiceStore, filter: DecisionFilter, before?: number, limit = 50) =>
    store.ledger
      .list(filter, before, limit, call())
      .then((all) => all.map(({ document }) => (JSON.parse(document) as { readonly id: string }).id));

  test(`${name}: gives back exactly what was kept, decided or not, each with a receipt that proves it`, async () => {
    const store = await open(await place());
    const one = await put(store, 'one');
    const two = await store.ledger.append(someUndecided('two'), [], call());
    const three = await store.ledger.note(someChange('three'), [], call());
    const again = await store.log.receipt(0, call());
    const time = '2026-11-24T12:00:00Z';
    for (const receipt of [one, again])
      if (receipt) checkReceipt(store, receipt, 'decision', 'one', time, text(someDecision('one')));
    checkReceipt(store, two, 'decision', 'two', time, text(someUndecided('two')));
    checkReceipt(store, three, 'policy', 'three', time, text(someChange('three')));
    assert.ok(again !== undefined && (await store.log.receipt(3, call())) === undefined);
    assert.equal(await get(store, 'one'), text(someDecision('one')));
    assert.equal(await get(store, 'two'), text(someUndecided('two')));
    for (const absent of ['three', 'four', "one' OR '1'='1"]) assert.equal(await get(store, absent), undefined);
    assert.deepEqual(await store.ledger.changes('policy', undefined, 9, call()), [
      { index: 2, document: text(someChange('three')) },
    ]);
    assert.deepEqual(await store.ledger.changes('key', undefined, 9, call()), []);
    await store.close();
  });

  test(`${name}: still has everything after it was closed and opened again, and goes on with one log`, async () => {
    const where = await place();
    const first = await open(where);
    assert.equal((await head(first)).size, 0);
    await put(first, 'kept');
    await first.close();
    const second = await open(where);
    assert.equal(await get(second, 'kept'), text(someDecision('kept')));
    assert.equal((await put(second, 'next')).index, 1);
    assert.equal((await checkWholeLog(second)).length, 2);
    await second.close();
  });

  test(`${name}: refuses a second decision with one id and keeps the first`, async () => {
    const store = await open(await place());
    await put(store, 'same');
    await assert.rejects(
      store.ledger.append(someUndecided('same'), [], call()),
      failsWith('STORE_FAILED', /is there already/),
    );
    assert.equal(await get(store, 'same'), text(someDecision('same')));
    assert.equal((await checkWholeLog(store)).length, 1);
    await store.close();
  });

  test(`${name}: takes hundreds at the same time and loses none, even when some are refused`, async () => {
    const store = await open(await place());
    await put(store, 'd-7');
    const results = await Promise.allSettled(Array.from({ length: 600 }, (_, i) => put(store, `d-${i}`)));
    assert.deepEqual(
      results.flatMap(({ status }, i) => (status === 'rejected' ? [i] : [])),
      [7],
    );
    for (const [i, result] of results.entries())
      if (result.status === 'fulfilled' && i % 50 === 0)
        checkReceipt(store, result.value, 'decision', `d-${i}`, '2026-11-24T12:00:00Z', text(someDecision(`d-${i}`)));
    for (const i of [0, 255, 256, 599]) assert.equal(await get(store, `d-${i}`), text(someDecision(`d-${i}`)));
    assert.equal((await checkWholeLog(store)).length, 600);
    assert.equal((await store.log.tile('tile/0/000', call()))?.length, 8192);
    assert.equal((await store.log.tile('tile/1/000.p/2', call()))?.length, 64);
    for (const absent of ['tile/0/002.p/89', 'tile/2/000.p/1', 'tile/entries/002', 'checkpoint', 'tile/0/x/../000'])
      assert.equal(await store.log.tile(absent, call()), undefined, absent);
    await store.close();
  });

  test(`${name}: lists newest first, by each filter, a page at a time`, async () => {
    const store = await open(await place());
    const base = someDecision('x');
    const { verdict } = base;
    const allow = { ...verdict, outcome: 'allow' as const };
    const other = { name: 'other', digest: sha('other') };
    const variants = {
      a: base,
      b: { ...base, repository: 'registry.example.com/other', time: '2026-11-25T00:00:00Z' },
      c: { ...base, request: {}, caller: { name: 'ci', by: 'api-key' as const } },
      d: { ...base, verdict: allow, inputs: { ...base.inputs, image: sha('another image') } },
      e: {
        ...base,
        judgements: [
          ...base.judgements,
          { policy: other, mode: 'audit' as const, shadowOf: 'release', verdict: allow, facts: sha('f') },
        ],
      },
    };
    for (const [id, variant] of Object.entries(variants)) await store.ledger.append({ ...variant, id }, [], call());
    await store.ledger.append(someUndecided('u'), [], call());
    await store.ledger.note(someChange('change'), [], call());
    assert.deepEqual(await named(store, {}), ['u', 'e', 'd', 'c', 'b', 'a']);
    assert.deepEqual(await named(store, {}, undefined, 2), ['u', 'e']);
    assert.deepEqual(await named(store, {}, 4, 2), ['d', 'c']);
    const expected: readonly (readonly [DecisionFilter, readonly string[]])[] = [
      [{ outcome: 'allow' }, ['d']],
      [{ outcome: 'indeterminate' }, ['u']],
      [{ repository: 'registry.example.com/other' }, ['b']],
      [{ caller: 'ci' }, ['c']],
      [{ release: 'v1' }, ['e', 'd', 'b', 'a']],
      [{ policy: 'other' }, ['e']],
      [{ policy: 'release', outcome: 'deny', release: 'v1' }, ['e', 'b', 'a']],
      [{ shadowDiffers: true }, ['e']],
      [{ shadowDiffers: false, policy: 'release', caller: 'loopback' }, ['u', 'd', 'b', 'a']],
      [{ digest: sha('another image') }, ['d']],
      [{ digest: sha('image'), caller: 'loopback' }, ['e', 'd', 'b', 'a']],
      [{ digest: sha('nothing') }, []],
      [{ since: '2026-11-24T12:00:01Z' }, ['b']],
      [{ since: '2026-11-24T13:00:00+01:00', until: '2026-11-24T12:00:00.5Z' }, ['u', 'e', 'd', 'c', 'a']],
      [{ until: '2026-11-24T12:00:00Z' }, []],
    ];
    for (const [filter, ids] of expected) assert.deepEqual(await named(store, filter), ids, JSON.stringify(filter));
    assert.deepEqual(await named(store, { release: 'v1' }, 3, 1), ['b']);
    await store.close();
  });

  test(`${name}: keeps documents once, hashes them again, and forgets those that no young decision names`, async () => {
    const where = await place();
    const store = await open(where);
    const bytes = encodeUtf8('policy text');
    const policy = { digest: sha('policy text'), mediaType: 'text/plain', bytes };
    const old = { ...someDecision('old'), time: '2025-01-01T00:00:00Z' };
    await store.ledger.append(old, someDocuments('old'), call());
    // Another process knows the documents as kept, and must learn that they are not.
    const beside = await open(where);
    await beside.ledger.append({ ...old, id: 'old-2' }, someDocuments('old'), call());
    await put(store, 'young');
    await store.ledger.note(someChange('change'), [policy], call());
    const [ofOld, shared] = someDocuments('old');
    const [ofYoung] = someDocuments('young');
    assert.ok(ofOld && shared && ofYoung);
    const all = [ofOld, shared, ofYoung, policy];
    const digests = [...all.map(({ digest }) => digest), sha('none')];
    assert.deepEqual(await store.archive.has(digests, call()), new Set(digests.slice(0, 4)));
    for (const document of all)
      assert.deepEqual(
        Buffer.from((await store.archive.get(document.digest, call()))?.bytes ?? []),
        Buffer.from(document.bytes),
      );
    assert.equal(await store.archive.get(sha('none'), call()), undefined);

    const limit = Date.parse('2026-01-01T00:00:00Z') / 1000;
    assert.equal(await store.archive.prune(limit, call()), 1);
    assert.deepEqual(await store.archive.has(digests, call()), new Set(digests.slice(1, 4)));
    assert.equal(await store.archive.prune(limit, call()), 0);
    assert.equal(await get(store, 'old'), text(old));
    for (const [id, through] of [
      ['again-1', beside],
      ['again-2', store],
    ] as const) {
      await through.ledger.append({ ...someDecision(id) }, someDocuments('old'), call());
      assert.ok((await store.archive.has([ofOld.digest], call())).has(ofOld.digest));
    }
    assert.equal(await store.archive.prune(limit, call()), 0);
    assert.equal(await store.archive.prune(limit * 2, call()), 3);
    assert.ok((await store.archive.has([policy.digest], call())).has(policy.digest));
    assert.equal((await checkWholeLog(store)).length, 6);
    await beside.close();
    await store.close();
  });

  test(`${name}: lets two openings append to one log without a hole or a fork`, async () => {
    const where = await place();
    const stores = await Promise.all([open(where), open(where)]);
    const receipts = await Promise.all(
      Array.from({ length: 200 }, async (_, i) => {
        await new Promise((resolve) => setTimeout(resolve, (i * 7) % 60));
        const store = stores[i % 2];
        assert.ok(store);
        return await put(store, `i-${i}`);
      }),
    );
    assert.deepEqual(
      receipts.map(({ index }) => index).sort((a, b) => a - b),
      Array.from({ length: 200 }, (_, i) => i),
    );
    for (const store of stores) {
      assert.equal((await checkWholeLog(store)).length, 200);
      await store.close();
    }
  });

  test(`${name}: remembers what a key was answered with, per scope, and frees what had no answer`, async () => {
    const store = await open(await place());
    const { claim, settle } = store.answered;
    assert.deepEqual(await claim('ci', 'k', 'p', call()), { state: 'new' });
    assert.deepEqual(await claim('ci', 'k', 'p', call()), { state: 'in-flight' });
    assert.deepEqual(await claim('ci', 'k', 'q', call()), { state: 'mismatch' });
    assert.deepEqual(await claim('other', 'k', 'q', call()), { state: 'new' });
    await settle('ci', 'k', 'id-1', call());
    assert.deepEqual(await claim('ci', 'k', 'p', call()), { state: 'answered', id: 'id-1' });
    assert.deepEqual(await claim('ci', 'k', 'q', call()), { state: 'mismatch' });
    await settle('other', 'k', undefined, call());
    assert.deepEqual(await claim('other', 'k', 'p', call()), { state: 'new' });
    const claims = await Promise.all(Array.from({ length: 8 }, () => claim('ci', 'raced', 'p', call())));
    assert.equal(claims.filter(({ state }) => state === 'new').length, 1);
    await store.close();
  });

  test(`${name}: bounds what waits, and says so`, async () => {
    const store = await open(await place());
    const results = await Promise.allSettled(Array.from({ length: 3000 }, (_, i) => put(store, `d-${i}`)));
    const refused = results.filter(({ status }) => status === 'rejected');
    assert.ok(refused.length > 0 && refused.length < 3000, `${refused.length} were refused`);
    await store.close();
  });

  test(`${name}: gives up at the deadline and on the signal`, async () => {
    const store = await open(await place());
    await assert.rejects(store.ledger.get('x', call(-1)), failsWith('TIMEOUT', /time/));
    const gone = { ...call(), signal: AbortSignal.abort() };
    await assert.rejects(store.ledger.append(someDecision('x'), [], gone), failsWith('ABORTED', /./));
    await store.close();
  });

  test(`${name}: answers ping while open and rejects everything once closed`, async () => {
    const store = await open(await place());
    await store.ping(call());
    await store.close();
    await store.close();
    await assert.rejects(store.ping(call()), failsWith('STORE_FAILED', /closed/));
    await assert.rejects(put(store, 'late'), failsWith('STORE_FAILED', /closed/));
    await assert.rejects(store.ledger.get('late', call()), failsWith('STORE_FAILED', /closed/));
  });
}
