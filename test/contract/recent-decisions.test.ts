// The newest decisions lie in a table without an index until many are moved together: whoever looks must never see where one table ends
// and the other begins, nor that a move was lost.
import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { after, test } from 'node:test';
import { openSqliteServiceStore } from '../../src/adapters/store/sqlite-store.ts';
import { openStoredAudit } from '../../src/adapters/store/stored-audit.ts';
import { sha256Digest } from '../../src/formats/digest.ts';
import { encodeUtf8 } from '../../src/formats/utf8.ts';
import type { DecisionFilter, DecisionLedger } from '../../src/ports/decision-ledger.ts';
import type { ServiceStore } from '../../src/ports/service-store.ts';
import type { Decision } from '../../src/records/decision.ts';
import { line, listingOf } from './evidence-index-contract.ts';
import { checkWholeLog } from './service-store-contract.ts';
import { someDecision, someDocuments } from './some-decision.ts';

const root = mkdtempSync(join(tmpdir(), 'twinseal-recent-'));
after(() => rmSync(root, { recursive: true, force: true }));

const call = () => ({ signal: new AbortController().signal, deadline: Date.now() + 60_000 });
const open = (folder: string): Promise<ServiceStore> =>
  openSqliteServiceStore(folder, { log: { origin: 'log.test' } }, call());
const sha = (what: string) => sha256Digest(encodeUtf8(what));

const MANY = 600;
/** Bytes of a write-ahead log that is emptied again and again: twice what the batches between two checkpoints write here, and a quarter of what all of them do. */
const LARGEST = 16 * 2 ** 20;
/** More than one move leaves behind it. */
const ROWS = 'SELECT (SELECT count(*) FROM decisions) AS moved, (SELECT count(*) FROM recent_decisions) AS recent';

/** Of every kind some, in turn, so that each filter finds some on both sides. */
function decisionAt(n: number): Decision {
  const base = someDecision(`d-${String(n).padStart(3, '0')}`);
  const policy = { name: `policy-${n % 3}`, digest: sha('policy') };
  const [judgement] = base.judgements;
  assert.ok(judgement);
  return {
    ...base,
    time: new Date(Date.parse('2026-11-24T12:00:00Z') + n * 1000).toISOString().replace('.000', ''),
    caller: { name: `caller-${n % 4}`, by: 'api-key' },
    request: { claims: { release: `v${n % 5}` } },
    repository: `registry.example.com/app${n % 7}`,
    verdict: { ...base.verdict, outcome: n % 2 === 0 ? 'deny' : 'allow' },
    judgements: [{ ...judgement, policy }],
    inputs: { ...base.inputs, image: sha(`image ${n % 11}`) },
  };
}

const FILTERS: readonly (readonly [DecisionFilter, (n: number) => boolean])[] = [
  [{}, () => true],
  [{ outcome: 'allow' }, (n) => n % 2 === 1],
  [{ policy: 'policy-1' }, (n) => n % 3 === 1],
  [{ caller: 'caller-3' }, (n) => n % 4 === 3],
  [{ release: 'v2' }, (n) => n % 5 === 2],
  [{ repository: 'registry.example.com/app6' }, (n) => n % 7 === 6],
  [{ digest: sha('image 10') }, (n) => n % 11 === 10],
  [{ since: '2026-11-24T12:04:00Z', until: '2026-11-24T12:09:00Z' }, (n) => n >= 240 && n < 540],
  [{ policy: 'policy-0', outcome: 'deny', since: '2026-11-24T12:01:40Z' }, (n) => n % 6 === 0 && n >= 100],
  [{ shadowDiffers: true }, () => false],
];

/** All that a filter finds, a page at a time. */
async function pages(ledger: Pick<DecisionLedger, 'list'>, filter: DecisionFilter, limit: number): Promise<number[]> {
  const found: number[] = [];
  for (let before: number | undefined; ; ) {
    const page = await ledger.list(filter, before, limit, call());
    found.push(...page.map(({ index }) => index));
    if (page.length < limit) return found;
    before = found.at(-1);
  }
}

async function checkListings(ledger: Pick<DecisionLedger, 'list'>): Promise<void> {
  const newestFirst = Array.from({ length: MANY }, (_, n) => MANY - 1 - n);
  for (const [filter, fits] of FILTERS)
    for (const limit of [7, 64, 1000])
      assert.deepEqual(await pages(ledger, filter, limit), newestFirst.filter(fits), JSON.stringify({ filter, limit }));
}

function countsIn(folder: string): { readonly moved: number; readonly recent: number } {
  const database = new DatabaseSync(join(folder, 'decisions.sqlite'), { readOnly: true });
  const row = database.prepare(ROWS).get();
  database.close();
  return { moved: Number(row?.moved), recent: Number(row?.recent) };
}

/** In batches of twenty, as pods bring them. */
async function fill(store: ServiceStore, from: number, to: number): Promise<void> {
  for (let n = from; n < to; n += 20)
    await Promise.all(
      Array.from({ length: Math.min(20, to - n) }, (_, at) =>
        store.ledger.keep(decisionAt(n + at), someDocuments(`d-${n + at}`), call()),
      ),
    );
}

test('every filter finds decisions on both sides of the line, a page at a time, by the service and by whoever only reads', async () => {
  const folder = mkdtempSync(join(root, 'both-'));
  const store = await open(folder);
  await fill(store, 0, MANY);
  const { moved, recent } = countsIn(folder);
  assert.ok(moved >= 256 && recent > 0 && recent < 300, `${moved} moved, ${recent} recent`);
  assert.equal(moved + recent, MANY);
  await checkListings(store.ledger);
  const audit = await openStoredAudit(folder, undefined, call());
  await checkListings(audit.ledger);
  audit.close();
  await store.close();
  assert.deepEqual(countsIn(folder), { moved: MANY, recent: 0 });
  const again = await open(folder);
  await checkListings(again.ledger);
  assert.equal((await checkWholeLog(again)).length, MANY);
  await again.close();
});

test('what was recent when a service was killed is found, and moved by the next', async () => {
  const folder = mkdtempSync(join(root, 'live-'));
  const killed = join(root, 'killed');
  const store = await open(folder);
  await fill(store, 0, 500);
  // What a kill leaves behind: the files as they are, and nobody closed anything.
  cpSync(folder, killed, { recursive: true });
  await store.close();
  const before = countsIn(killed);
  assert.ok(before.recent > 0);
  const next = await open(killed);
  await fill(next, 500, MANY);
  await checkListings(next.ledger);
  assert.ok(countsIn(killed).moved > before.moved);
  await next.close();
});

test('documents of recent decisions are kept when old ones are forgotten', async () => {
  const folder = mkdtempSync(join(root, 'prune-'));
  const store = await open(folder);
  await fill(store, 0, 300);
  const { recent } = countsIn(folder);
  assert.ok(recent > 10);
  const firstRecent = 300 - recent;
  const young = Date.parse(decisionAt(firstRecent + 5).time) / 1000;
  assert.equal(await store.archive.prune(young, call()), firstRecent + 5);
  for (const [n, isKept] of [
    [0, false],
    [firstRecent + 4, false],
    [firstRecent + 5, true],
    [299, true],
  ] as const) {
    const [own] = someDocuments(`d-${n}`);
    assert.ok(own);
    assert.equal((await store.archive.has([own.digest], call())).has(own.digest), isKept, String(n));
  }
  await store.close();
});

test('evidence that was seen before and after a move is told with both ends', async () => {
  const folder = mkdtempSync(join(root, 'evidence-'));
  const store = await open(folder);
  const image = sha('image');
  const listing = listingOf(image, [image], [line('e', image)]);
  await store.ledger.keep(decisionAt(0), [listing], call());
  await fill(store, 1, 300);
  await store.ledger.keep(decisionAt(300), [listing], call());
  const { moved, recent } = countsIn(folder);
  assert.ok(moved > 1 && recent > 0);
  const [found] = await store.evidence.list(image, undefined, 50, call());
  const ends = found?.seen.map(({ first, last }) => [first, last]);
  const [first, last] = [decisionAt(0), decisionAt(300)].map(({ id, time }) => ({ decision: id, time }));
  assert.deepEqual(ends, [[first, last]]);
  await store.close();
});

test('a process of an earlier version that has the file open is refused what it would spoil', async () => {
  const folder = mkdtempSync(join(root, 'earlier-'));
  const store = await open(folder);
  await fill(store, 0, 20);
  const earlier = new DatabaseSync(join(folder, 'decisions.sqlite'));
  const row = "VALUES (20, 0, 'deny', 'x', NULL, NULL, 0, 1)";
  const spoil = [
    `INSERT INTO decisions (place, time, outcome, caller, repository, release, shadow_differs, digests) ${row}`,
    // As the version wrote it that knew this table, but no marks within the parts of shared texts.
    `INSERT INTO recent_decisions (place, time, outcome, caller, repository, release, shadow_differs, digests, policies) ${row.replace('1)', "1, '[]')")}`,
    'DELETE FROM documents',
  ];
  for (const sql of spoil) assert.throws(() => earlier.exec(sql), /newer Twinseal has opened this store/);
  earlier.close();
  await fill(store, 20, MANY);
  await checkListings(store.ledger);
  assert.equal(await store.archive.prune(2 ** 33, call()), MANY + 1, 'the present one may forget');
  await store.close();
});

test('pages leave the write-ahead log while the store is written', async (t) => {
  const folder = mkdtempSync(join(root, 'checkpoints-'));
  const store = await open(folder);
  t.after(() => store.close());
  let largest = 0;
  for (let n = 0; n < 3000; n += 500) {
    await fill(store, n, n + 500);
    largest = Math.max(largest, statSync(join(folder, 'decisions.sqlite-wal')).size);
  }
  assert.ok(largest < LARGEST, `the log grew to ${largest} bytes`);
});

test('a new store has pages of 8 kB, and one of before keeps its own', async () => {
  const folder = mkdtempSync(join(root, 'pages-'));
  const path = join(folder, 'decisions.sqlite');
  const pages = () => {
    const database = new DatabaseSync(path, { readOnly: true });
    const row = database.prepare('PRAGMA page_size').get();
    database.close();
    return Number(row?.page_size);
  };
  await (await open(folder)).close();
  assert.equal(pages(), 8192);
  const before = new DatabaseSync(path);
  before.exec('PRAGMA journal_mode = DELETE; PRAGMA page_size = 4096; VACUUM');
  before.close();
  assert.equal(pages(), 4096);
  const again = await open(folder);
  await fill(again, 0, 40);
  await again.close();
  assert.equal(pages(), 4096);
});
