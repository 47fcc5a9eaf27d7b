// An answer without a verdict is found by what its request names, kept by this version or by an earlier one.
import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { after, test } from 'node:test';
import { PostgresPool } from '../../src/adapters/postgres/postgres-pool.ts';
import { openPostgresServiceStore } from '../../src/adapters/store/postgres-store.ts';
import { MIGRATIONS } from '../../src/adapters/store/sqlite-schema.ts';
import { openSqliteServiceStore } from '../../src/adapters/store/sqlite-store.ts';
import { nameUndecided, nameUndecidedIn } from '../../src/adapters/store/undecided-names.ts';
import { sha256Digest } from '../../src/formats/digest.ts';
import { canonicalJson } from '../../src/formats/json/canonical.ts';
import { recordJson } from '../../src/formats/json/record.ts';
import { encodeUtf8 } from '../../src/formats/utf8.ts';
import { summariseDecision } from '../../src/judge/audit/summarise-decision.ts';
import type { DecisionFilter } from '../../src/ports/decision-ledger.ts';
import type { ServiceStore } from '../../src/ports/service-store.ts';
import { exportFolder, problemsOf } from '../support/audit-sets.ts';
import { ask, startPostgres } from '../support/postgres-server.ts';
import { checkWholeLog, type StoreUnderTest } from './service-store-contract.ts';
import { someDecision, someUndecided } from './some-decision.ts';

const root = mkdtempSync(join(tmpdir(), 'twinseal-undecided-'));
// npm's server, which every machine has.
const server = await startPostgres({ from: 'npm' });
after(async () => {
  await server.close();
  rmSync(root, { recursive: true, force: true });
});
const keyFile = join(root, 'log.key');
writeFileSync(keyFile, generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }));
const call = () => ({ signal: new AbortController().signal, deadline: Date.now() + 60_000 });

const [FIRST_SCHEMA] = MIGRATIONS;
const digest = sha256Digest(encodeUtf8('named'));
/** What is asked for, by the id of its answer; what is no reference is kept too. */
const ASKED = {
  tag: '127.0.0.1:1/team/x:v9',
  other: '127.0.0.1:1/team/y:v9',
  digest: `127.0.0.1:1/team/x@${digest}`,
  both: `REGISTRY.example.com/app:v1@${digest}`,
  short: 'alpine',
  strange: 'No Reference: at all',
  empty: '',
};
const FOUND: readonly (readonly [DecisionFilter, readonly string[]])[] = [
  [{ repository: '127.0.0.1:1/team/x' }, ['digest', 'tag']],
  [{ repository: '127.0.0.1:1/team/x', digest }, ['digest']],
  [{ repository: 'docker.io/library/alpine' }, ['short']],
  [{ digest }, ['both', 'digest']],
  [{ digest, outcome: 'indeterminate', policy: 'release', caller: 'loopback' }, ['both', 'digest']],
  [{ digest, outcome: 'deny' }, []],
  [{ repository: 'registry.example.com/app' }, ['both', 'decided']],
  [{ outcome: 'indeterminate' }, ['empty', 'strange', 'short', 'both', 'digest', 'other', 'tag']],
];

async function fill(store: ServiceStore): Promise<void> {
  await store.ledger.append(someDecision('decided'), [], call());
  for (const [id, requested] of Object.entries(ASKED))
    await store.ledger.append({ ...someUndecided(id), requested }, [], call());
}

const idsOf = async (store: ServiceStore, filter: DecisionFilter): Promise<readonly string[]> =>
  (await store.ledger.list(filter, undefined, 100, call())).map(({ document }) => JSON.parse(document).id);

async function checkFound(store: ServiceStore): Promise<void> {
  for (const [filter, ids] of FOUND) assert.deepEqual(await idsOf(store, filter), ids, JSON.stringify(filter));
  for (const [id, requested] of Object.entries(ASKED))
    assert.equal(
      (await store.ledger.get(id, call()))?.document,
      canonicalJson(recordJson({ ...someUndecided(id), requested })),
    );
}

const NAMED = "SELECT count(*) AS n FROM decisions WHERE outcome = 'indeterminate' AND repository IS NOT NULL";

interface AgedStore extends StoreUnderTest {
  /** Makes it what the version before wrote: the statements of the database, with the number of the schema. */
  age(place: string, statements: readonly string[]): Promise<void>;
  /** Names one chunk. @returns how many answers without a verdict have a repository then */
  nameSome(place: string): Promise<number>;
}

const AGED = [
  "INSERT INTO digest_groups (key) VALUES ('of nothing')",
  `UPDATE decisions SET repository = NULL, digests = (SELECT number FROM digest_groups WHERE key = 'of nothing')
   WHERE outcome = 'indeterminate'`,
  `DELETE FROM digest_members WHERE digest = '${digest}'`,
  'DELETE FROM digest_groups WHERE number NOT IN (SELECT digests FROM decisions)',
  // A text that was spoilt is the auditor's to see: it names nothing, and the store opens.
  "UPDATE entries SET document = '{' WHERE id = 'old-7'",
];

function undecidedNames(name: string, { place, open, age, nameSome }: AgedStore): void {
  test(`${name}: an answer without a verdict is found by the repository and the digest that its request names`, async (t) => {
    const store = await open(await place());
    t.after(() => store.close());
    await fill(store);
    await checkFound(store);
  });

  test(`${name}: so is one that an earlier version kept, whose text and place in the log stay`, async (t) => {
    const where = await place();
    const before = await open(where);
    t.after(() => before.close());
    await fill(before);
    const many = Array.from({ length: 1500 }, (_, i) => `old-${i}`);
    // As many as the store lets wait.
    for (let from = 0; from < many.length; from += 500)
      await Promise.all(
        many.slice(from, from + 500).map((id) => {
          const requested = `example.com/${id}@${digest}`;
          return before.ledger.append({ ...someUndecided(id), requested }, [], call());
        }),
      );
    const leaves = await checkWholeLog(before);
    await before.close();
    await age(where, AGED);
    assert.equal(await nameSome(where), 1000, 'the newest, as many as are asked for');
    for (const opening of ['first', 'second']) {
      const store = await open(where);
      t.after(() => store.close());
      for (const id of ['old-0', 'old-499', 'old-500', 'old-1499'])
        assert.deepEqual(await idsOf(store, { repository: `example.com/${id}`, digest }), [id]);
      assert.deepEqual(await idsOf(store, { repository: 'example.com/old-7' }), []);
      assert.deepEqual(await idsOf(store, { repository: '127.0.0.1:1/team/x' }), ['digest', 'tag']);
      assert.deepEqual(await idsOf(store, { repository: 'registry.example.com/app' }), ['both', 'decided']);
      assert.deepEqual((await checkWholeLog(store)).slice(0, leaves.length), leaves);
      // The group that was made is the one that new answers are in.
      await store.ledger.append(
        { ...someUndecided(`new-${opening}`), requested: `new.example.com/${opening}@${digest}` },
        [],
        call(),
      );
      assert.deepEqual(await idsOf(store, { repository: `new.example.com/${opening}`, digest }), [`new-${opening}`]);
      await store.close();
    }
  });
}

const openSqlite = (folder: string): Promise<ServiceStore> =>
  openSqliteServiceStore(folder, { log: { origin: 'log.test' } }, call());

undecidedNames('sqlite', {
  place: () => mkdtempSync(join(root, 'data-')),
  open: openSqlite,
  async age(place, statements) {
    const database = new DatabaseSync(join(place, 'decisions.sqlite'));
    database.exec(
      `${statements.join(';\n')}; DROP TRIGGER decisions_are_moved; DROP TRIGGER documents_are_named; DROP TABLE recent_decisions; PRAGMA user_version = 4`,
    );
    database.close();
  },
  async nameSome(place) {
    const database = new DatabaseSync(join(place, 'decisions.sqlite'));
    nameUndecided(database, 1);
    const count = database.prepare(NAMED).get()?.n;
    database.close();
    return Number(count);
  },
});

undecidedNames('postgres', {
  place: () => server.database(),
  open: (url) => openPostgresServiceStore(url, { log: { origin: 'log.test', keyFile } }, call()),
  async age(url, statements) {
    await ask(url, 'SET search_path TO twinseal', ...statements, 'DELETE FROM migrations WHERE version > 2');
  },
  async nameSome(url) {
    const pool = new PostgresPool(url, { who: 'a test', connections: 1, schema: 'twinseal' });
    await pool.transaction(call(), (client) => nameUndecidedIn(client, 1));
    await pool.close();
    return Number((await ask(url, 'SET search_path TO twinseal', NAMED))[0]?.n);
  },
});

test('sqlite: so is one that the first release kept', async (t) => {
  const place = mkdtempSync(join(root, 'data-'));
  const database = new DatabaseSync(join(place, 'decisions.sqlite'));
  database.exec(`${FIRST_SCHEMA?.sql}; PRAGMA application_id = ${0x5477536c}; PRAGMA user_version = 1`);
  const [id, time, requested] = ['first', '2026-11-24T12:00:00Z', ASKED.both];
  const apiVersion = 'twinseal.dev/decision/v1';
  const document = canonicalJson({ apiVersion, id, time, caller: 'loopback', requested, policy: { name: 'release' } });
  database
    .prepare("INSERT INTO decisions (id, time, outcome, policy, document) VALUES (?, ?, 'indeterminate', 'release', ?)")
    .run(id, time, document);
  database.close();
  const store = await openSqlite(place);
  t.after(() => store.close());
  assert.deepEqual(await idsOf(store, { repository: 'registry.example.com/app', digest }), [id]);
  assert.equal((await store.ledger.get(id, call()))?.document, document);
});

test('sqlite: sets for auditors hold it by the same filters', async () => {
  const place = mkdtempSync(join(root, 'data-'));
  const store = await openSqlite(place);
  await fill(store);
  await store.close();
  for (const [filter, ids] of FOUND) {
    const set = await exportFolder(place, filter);
    assert.deepEqual(await problemsOf(set), []);
    const decisions = [...set].flatMap(([path, bytes]) =>
      path.startsWith('decisions/') ? [JSON.parse(Buffer.from(bytes).toString()).id] : [],
    );
    assert.deepEqual(decisions.toSorted(), ids.toSorted(), JSON.stringify(filter));
  }
});

test('a line of a list says what the request named, of either version', () => {
  const line = (entry: object) => {
    const { repository, digest: found } = summariseDecision({ index: 0, document: JSON.stringify(entry) });
    return { repository, digest: found };
  };
  const first = { apiVersion: 'twinseal.dev/decision/v1', id: 'x', time: '2026-11-24T12:00:00Z', caller: 'loopback' };
  for (const kept of [someUndecided('x'), first]) {
    const lineOf = (requested: string) => line({ ...kept, requested });
    assert.deepEqual(lineOf(ASKED.tag), { repository: '127.0.0.1:1/team/x', digest: undefined });
    assert.deepEqual(lineOf(ASKED.both), { repository: 'registry.example.com/app', digest });
    assert.deepEqual(lineOf(ASKED.strange), { repository: undefined, digest: undefined });
  }
});
