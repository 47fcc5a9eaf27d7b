// The policies of changes, and of answers without a verdict, are part of a set like those of verdicts: none is bent or taken unseen.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { verifyEd25519 } from '../../src/adapters/store/log-key.ts';
import { type Digest, sha256Digest } from '../../src/formats/digest.ts';
import { encodeUtf8 } from '../../src/formats/utf8.ts';
import { namedDocuments } from '../../src/judge/audit/named-documents.ts';
import { verifySet } from '../../src/judge/audit/verify-set.ts';
import { type AuditManifest, documentFile } from '../../src/records/audit-set.ts';
import type { DecisionEntry } from '../../src/records/decision.ts';
import { RECORD_TYPES } from '../../src/records/evidence-record.ts';
import type { ChangeRecord } from '../../src/records/log-entry.ts';
import { recordDocument } from '../../src/roads/establish-image.ts';
import { someChange, someUndecided } from '../contract/some-decision.ts';
import { auditCall, exportFolder, filesOf, keyOfFolder, type MemorySet, problemsOf } from '../support/audit-sets.ts';
import { auditorService, judgeInto } from '../support/auditor-service.ts';
import { makeImage, NOW, seal, testPolicy } from '../support/sealed-image.ts';

const service = await auditorService();
after(() => service.stop());
const { store, folder } = service;
const names = ['before', 'after', 'shadow', 'unasked'] as const;
const [old, now, shadow, unasked] = names.map((name) => recordDocument({ name }, RECORD_TYPES.policy));
assert.ok(old && now && shadow && unasked);
const release = await testPolicy();
const releaseDocument = recordDocument(release.policy, RECORD_TYPES.policy);
const keyRecord = sha256Digest(encodeUtf8('a key: no document'));
const lost = sha256Digest(encodeUtf8('a policy that the archive has not'));

const note = (change: Partial<ChangeRecord>, documents: readonly (typeof old)[] = []) => {
  const { before: _, after: __, ...base } = someChange(`change-${noted++}`);
  return store.ledger.note({ ...base, ...change }, documents, auditCall());
};
let noted = 0;
await note({ action: 'added', after: old.digest }, [old]);
await note({ before: old.digest, after: now.digest }, [now]);
await note({ action: 'added', name: 'shadow', after: shadow.digest, detail: { shadowOf: 'release' } }, [shadow]);
await note({ action: 'added', after: releaseDocument.digest }, [releaseDocument]);
await note({ kind: 'key', action: 'added', name: 'ci/key', after: keyRecord });
await judgeInto(store, seal(makeImage()).store, [release], { id: 'decision-1', now: NOW });
const undecided = (id: string, digests: readonly Digest[]): DecisionEntry => ({
  ...someUndecided(id),
  policies: digests.map((digest) => ({ name: 'release', digest })),
});
await store.ledger.append(undecided('undecided-1', [now.digest, unasked.digest]), [unasked], auditCall());
const key = keyOfFolder(folder);
const whole = await exportFolder(folder);

const manifestOf = (set: MemorySet) =>
  JSON.parse(Buffer.from(set.get('manifest.json') ?? []).toString()) as AuditManifest;
const bent = (set: MemorySet, change: (set: MemorySet) => unknown): MemorySet => {
  const copy = new Map(set);
  change(copy);
  return copy;
};
/** As an earlier version exported: what changes name and the source had not was written down nowhere. */
const ofBefore = (set: MemorySet) =>
  bent(set, (copy) => {
    const { absent: _, ...manifest } = manifestOf(copy);
    copy.set('manifest.json', encodeUtf8(JSON.stringify(manifest)));
  });
const reportOf = (set: MemorySet) => verifySet(filesOf(set), { key, held: [], verify: verifyEd25519 }, auditCall());

test('nothing in an untouched set is a stray, and what has no document is listed and no problem', async () => {
  assert.deepEqual([manifestOf(whole).notKept, manifestOf(whole).absent], [[], [keyRecord]]);
  for (const set of [whole, ofBefore(whole)]) {
    const { problems, strays, notKept } = await reportOf(set);
    assert.deepEqual([problems, strays, notKept], [[], undefined, 0]);
  }
});

for (const [what, { digest }] of Object.entries({
  'before of a change': old,
  'after of a change': now,
  'a shadow': shadow,
  'a policy that only an answer without a verdict names': unasked,
})) {
  const file = documentFile(digest);
  test(`an altered document shows, in sets of any version: ${what}`, async () => {
    for (const set of [whole, ofBefore(whole)]) {
      const altered = bent(set, (copy) => copy.set(file, encodeUtf8('{}')));
      assert.deepEqual(await problemsOf(altered, key), [`DOCUMENT_ALTERED ${file}`]);
    }
  });

  test(`a removed document shows, and in a set of before it is at least counted: ${what}`, async () => {
    const remove = (copy: MemorySet) => copy.delete(file);
    assert.deepEqual(await problemsOf(bent(whole, remove), key), [`DOCUMENT_MISSING ${file}`]);
    const { problems, notKept } = await reportOf(bent(ofBefore(whole), remove));
    assert.deepEqual([problems, notKept], [[], 1]);
  });
}

test('that a change names a document first excuses nothing that a verdict rests on', async () => {
  const file = documentFile(releaseDocument.digest);
  for (const set of [whole, ofBefore(whole)])
    assert.deepEqual(
      await problemsOf(
        bent(set, (copy) => copy.delete(file)),
        key,
      ),
      [`DOCUMENT_MISSING ${file}`],
    );
});

test('a policy that the source has not is listed once, by what needs it most', async () => {
  const other = await auditorService();
  try {
    await other.store.ledger.append(undecided('undecided-2', [lost]), [], auditCall());
    const first = await exportFolder(other.folder);
    assert.deepEqual([manifestOf(first).notKept, manifestOf(first).absent], [[], [lost]]);
    assert.deepEqual(await problemsOf(first, keyOfFolder(other.folder)), []);
    const { apiVersion, id, time, caller, door, requested, request } = someUndecided('decision-2');
    const inputs = { image: lost, evidence: lost, reports: lost, policies: [lost], tool: '0.1.0' };
    const verdict = { outcome: 'allow', subject: { name: 'x', digest: lost }, checks: [] };
    const decided = { apiVersion, id, time, caller, door, requested, request, effect: 'admit', repository: 'x' };
    const decision = { ...decided, verdict, judgements: [], inputs } as unknown as DecisionEntry;
    await other.store.ledger.append(decision, [], auditCall());
    const set = await exportFolder(other.folder);
    assert.deepEqual([manifestOf(set).notKept, manifestOf(set).absent], [[lost], []]);
    assert.deepEqual(await problemsOf(set, keyOfFolder(other.folder)), []);
  } finally {
    await other.stop();
  }
});

test('a set by a filter brings the policies of its answers without a verdict', async () => {
  const set = await exportFolder(folder, { outcome: 'indeterminate' });
  assert.ok(set.has(documentFile(now.digest)) && set.has(documentFile(unasked.digest)));
  assert.deepEqual(await problemsOf(set, key), []);
});

test('a list of absent documents that is none is refused', async () => {
  for (const absent of [['latest'], 7, null])
    await assert.rejects(
      reportOf(
        bent(whole, (copy) => copy.set('manifest.json', encodeUtf8(JSON.stringify({ ...manifestOf(copy), absent })))),
      ),
      { code: 'INPUT_MALFORMED' },
    );
});

test('a row that somebody edited into nonsense names nothing', () => {
  const { policies: _, ...rest } = someUndecided('x');
  for (const row of [
    rest,
    { ...rest, policies: 7 },
    { ...rest, policies: [null, 'x', { digest: 'latest' }] },
    { ...rest, inputs: { reports: 7, policies: null } },
    { ...someChange('x'), before: 'latest', after: 7 },
    { apiVersion: 'twinseal.dev/decision/v1', policies: [{ digest: lost }] },
  ])
    assert.deepEqual(namedDocuments(row as unknown as DecisionEntry), { needed: [], told: [] });
});
