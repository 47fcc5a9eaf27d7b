// A thief of the folder has the log's key too: the log that he signs again shows against what an auditor held, and so does a bent set.
import assert from 'node:assert/strict';
import { createPrivateKey } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { logKey, verifyEd25519 } from '../../src/adapters/store/log-key.ts';
import { openSqliteServiceStore } from '../../src/adapters/store/sqlite-store.ts';
import { openStoredAudit } from '../../src/adapters/store/stored-audit.ts';
import { serialiseCheckpoint } from '../../src/formats/merkle/checkpoint.ts';
import { serialiseSignedNote } from '../../src/formats/signed-note.ts';
import { encodeUtf8 } from '../../src/formats/utf8.ts';
import { verifySet } from '../../src/judge/audit/verify-set.ts';
import { someDecision } from '../contract/some-decision.ts';
import {
  auditCall,
  exportFolder,
  exportSet,
  filesOf,
  heldSet,
  type MemorySet,
  problemsOf,
} from '../support/audit-sets.ts';
import { ORIGIN } from '../support/auditor-service.ts';
import { early, edited, held, idOf, key, late, opens, rewrite, SIZE, whole } from '../support/tampered-folder.ts';

const root = mkdtempSync(join(tmpdir(), 'twinseal-rewritten-'));
after(() => rmSync(root, { recursive: true, force: true }));
const log = { origin: ORIGIN };

async function rewritten(bend: (place: number, document: string) => string | undefined): Promise<MemorySet> {
  const { folder } = await edited();
  rewrite(folder, bend);
  // The service can't know: it is a good log, by the real key.
  await opens(folder);
  const set = await exportFolder(folder);
  assert.deepEqual(await problemsOf(set, key), []);
  return set;
}

test('a log that was rewritten and signed again with the real key shows against what was held, and only there', async () => {
  const set = await rewritten((place, text) => (place === 41 ? text.replace('"deny"', '"allow"') : text));
  for (const one of [early, late]) {
    assert.deepEqual(await problemsOf(set, key, [one]), ['LOG_REWRITTEN entry 41']);
    assert.deepEqual(await problemsOf(set, key, [{ name: one.name, note: one.note }]), [`LOG_REWRITTEN ${one.name}`]);
  }
  // What was changed behind the older head shows against the newer one alone.
  const newer = await rewritten((place, text) => (place === 150 ? text.replace('"deny"', '"allow"') : text));
  assert.deepEqual(await problemsOf(newer, key, [early]), []);
  assert.deepEqual(await problemsOf(newer, key, [late]), ['LOG_REWRITTEN entry 150']);
});

test('the receipt of one answer is enough to show that its entry, or one before it, was rewritten', async () => {
  const receiptAt = (from: MemorySet | undefined, index: number) => {
    const text = Buffer.from(from?.get(`receipts/${index}.txt`) ?? []).toString();
    return [{ name: 'answer', text }];
  };
  const receipt = receiptAt(held[0], 41);
  assert.deepEqual(await problemsOf(await exportFolder(whole), key, [], receipt), []);
  const own = await rewritten((place, text) => (place === 41 ? text.replace('"deny"', '"allow"') : text));
  assert.deepEqual(await problemsOf(own, key, [], receipt), ['LOG_REWRITTEN answer', 'RECEIPT_WRONG answer']);
  const other = await rewritten((place, text) => (place === 40 ? text.replace('"deny"', '"allow"') : text));
  assert.equal((await problemsOf(other, key, [], receipt))[0], 'LOG_REWRITTEN answer');
  const cut = await rewritten((place, text) => (place < 30 ? text : undefined));
  assert.deepEqual(await problemsOf(cut, key, [], receipt), ['LOG_CUT answer', 'RECEIPT_WRONG answer']);
  const trust = { key, held: [], receipts: receipt, verify: verifyEd25519 };
  const [first] = (await verifySet(filesOf(cut), trust, auditCall())).problems;
  assert.match(first?.reason ?? '', /when this receipt was signed .* or the set is older than the receipt/);
  // A receipt that says another place than it proves.
  const moved = receipt.map(({ name, text }) => ({ name, text: text.replace('index 41', 'index 42') }));
  assert.deepEqual(await problemsOf(await exportFolder(whole), key, [], moved), ['RECEIPT_WRONG answer']);
  await assert.rejects(problemsOf(own, key, [], [{ name: 'answer', text: 'x' }]), { code: 'INPUT_MALFORMED' });
});

test('a log without one entry, signed again, shows against what was held', async () => {
  const set = await rewritten((place, text) => (place === 41 ? undefined : text));
  assert.deepEqual(await problemsOf(set, key, [early]), ['LOG_REWRITTEN entry 41']);
});

test('a log that was cut and signed again shows against a newer head', async () => {
  const set = await rewritten((place, text) => (place < 200 ? text : undefined));
  assert.deepEqual(await problemsOf(set, key, [early]), []);
  assert.deepEqual(await problemsOf(set, key, [late]), ['LOG_CUT held-1']);
});

test('a log by another key, or of another name, is not signed by the one that the auditor has', async () => {
  const stranger = join(root, 'stranger');
  const store = await openSqliteServiceStore(stranger, { log }, auditCall());
  await store.ledger.append(someDecision('x'), [], auditCall());
  await store.close();
  const found = await problemsOf(await exportFolder(stranger), key);
  assert.deepEqual(found, ['CHECKPOINT_UNSIGNED set/log/checkpoint']);
  const set = await exportFolder(whole);
  assert.deepEqual(
    await problemsOf(set, key, [{ name: 'strange', note: held[0]?.get('log/checkpoint') ?? new Uint8Array() }]),
    [],
  );
  assert.deepEqual(
    await problemsOf(set, key, [heldSet(await exportFolder(stranger), 'strange')]).then((all) => all.slice(0, 1)),
    ['CHECKPOINT_UNSIGNED strange'],
  );
});

test('a head that claims more than any set can have ends in one line and in no time', async () => {
  const secret = createPrivateKey(readFileSync(join(whole, 'log.key'), 'utf8'));
  const { sign, verifierKey } = logKey(ORIGIN, secret);
  const text = serialiseCheckpoint({ origin: ORIGIN, size: 2 ** 53 - 1, root: new Uint8Array(32), extension: '' });
  const { name, keyHash } = verifierKey;
  const note = serialiseSignedNote({ text, signatures: [{ name, keyHash, signature: sign(encodeUtf8(text)) }] });
  const set = new Map(await exportFolder(whole)).set('log/checkpoint', note);
  const found = await problemsOf(set, key, [early]);
  assert.match(found[0] ?? '', /^LOG_HASHES_WRONG log\/tile/);
  assert.ok(found.includes(`ROW_MISSING entries 300 to ${2 ** 53 - 2}`));
  assert.ok(found.length < 2 * SIZE + 10);
  const source = await openStoredAudit(whole, undefined, auditCall());
  const vast = { ...source, log: { ...source.log, checkpoint: async () => note } };
  await assert.rejects(exportSet(vast), { code: 'CONTENT_TOO_LARGE' });
  source.close();
});

test('a set that was bent on its way is told: receipts, places, names', async () => {
  const set = await exportFolder(whole);
  const bent = (path: string, change: (text: string) => string): MemorySet =>
    new Map(set).set(path, Buffer.from(change(Buffer.from(set.get(path) ?? []).toString())));
  const lines = Buffer.from(set.get('receipts/41.txt') ?? [])
    .toString()
    .split('\n');
  const hash = lines[2] ?? '';
  assert.deepEqual(
    await problemsOf(
      bent('receipts/41.txt', (text) => text.replace(hash, lines[3] ?? '')),
      key,
    ),
    ['RECEIPT_WRONG receipts/41.txt'],
  );
  assert.deepEqual(
    await problemsOf(
      bent('receipts/41.txt', (text) => text.replace('index 41', 'index 42')),
      key,
    ),
    ['RECEIPT_WRONG receipts/41.txt'],
  );
  assert.deepEqual(
    await problemsOf(
      bent('receipts/41.txt', () => 'x'),
      key,
    ),
    ['RECEIPT_WRONG receipts/41.txt'],
  );
  assert.deepEqual(
    await problemsOf(
      bent('manifest.json', (text) => text.replace(`"${idOf(41)}"`, '"another"')),
      key,
    ),
    ['ROW_ALTERED entry 41 (decision another)'],
  );
  assert.deepEqual(
    await problemsOf(
      bent('manifest.json', (text) => text.replace('"origin":"example.com/log"', '"origin":"x"')),
      key,
    ),
    ['FILE_MALFORMED manifest.json'],
  );
  const without = new Map(set);
  without.delete('decisions/41.json');
  assert.deepEqual(await problemsOf(without, key), ['DOCUMENT_MISSING decisions/41.json']);
  for (const broken of ['{', '{}', '{"apiVersion":"twinseal.dev/audit-set/v2"}'])
    await assert.rejects(
      problemsOf(
        bent('manifest.json', () => broken),
        key,
      ),
      { code: 'INPUT_MALFORMED' },
    );
  await assert.rejects(
    problemsOf(
      bent('log/checkpoint', () => 'x'),
      key,
    ),
    { code: 'INPUT_MALFORMED' },
  );
  await assert.rejects(
    problemsOf(
      bent('manifest.json', (text) => text.replace('decisions/41.json', '../../etc/passwd')),
      key,
    ),
    { code: 'INPUT_MALFORMED' },
  );
});
