import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { PostgresPool } from '../../src/adapters/postgres/postgres-pool.ts';
import { readLogKey } from '../../src/adapters/store/log-key.ts';
import { LogSequencer } from '../../src/adapters/store/log-sequencer.ts';
import { MIGRATIONS, prepareStoreTables } from '../../src/adapters/store/postgres-schema.ts';
import { openPostgresServiceStore } from '../../src/adapters/store/postgres-store.ts';
import { canonicalJson } from '../../src/formats/json/canonical.ts';
import { recordJson } from '../../src/formats/json/record.ts';
import type { ServiceStore } from '../../src/ports/service-store.ts';
import { TwinsealError } from '../../src/records/twinseal-error.ts';
import { ask, PASSWORD, startPostgres } from '../support/postgres-server.ts';
import { makeAuthority, SERVER_AUTH } from '../support/test-authority.ts';
import { keptChangesContract } from './kept-changes-contract.ts';
import { checkWholeLog, serviceStoreContract } from './service-store-contract.ts';
import { someDecision, someDocuments } from './some-decision.ts';

const folder = mkdtempSync(join(tmpdir(), 'twinseal-store-pg-'));
const server = await startPostgres();
after(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});
const keyFile = newKey('log.key');
const log = { origin: 'log.test', keyFile };
const call = (millis = 60_000) => ({ signal: new AbortController().signal, deadline: Date.now() + millis });
const open = (url: string): Promise<ServiceStore> => openPostgresServiceStore(url, { log }, call());
const text = (record: unknown) => canonicalJson(recordJson(record));
const kept = async (store: ServiceStore, id: string) => (await store.ledger.get(id, call()))?.document;
const put = (store: ServiceStore, id: string, within = call()) =>
  store.ledger.append(someDecision(id), someDocuments(id), within);

serviceStoreContract('postgres', { place: () => server.database(), open });
keptChangesContract('postgres', async () => open(await server.database()));

function newKey(name: string): string {
  const path = join(folder, name);
  writeFileSync(path, generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }));
  return path;
}

/** An error of the store that tells nothing of the URL. */
const failsWith = (code: string, message: RegExp) => (error: unknown) => {
  assert.ok(error instanceof TwinsealError, String(error));
  assert.equal(error.code, code, error.message);
  assert.match(error.message, message);
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause)
    assert.ok(!`${cause.stack} ${JSON.stringify(cause)}`.includes(PASSWORD), 'the password is told');
  return true;
};

test('postgres: brings a database of each earlier version to the newest, with all that it holds', async () => {
  const key = await readLogKey(log.origin, keyFile);
  for (let version = 0; version < MIGRATIONS.length; version++) {
    const url = await server.database();
    const pool = new PostgresPool(url, { who: 'a test', connections: 1, schema: 'twinseal' });
    await pool.transaction(call(), (client) => prepareStoreTables(client, new LogSequencer(key), version));
    if (version > 0) {
      // As that version wrote it: a decision of an empty log.
      const leaf = '{"an":"old leaf"}';
      await pool.transaction(call(), async (client) => {
        const { checkpoint, tiles } = new LogSequencer(key).append(
          new LogSequencer(key).begin(),
          [],
          [{ leaf, proven: true }],
        );
        await client.query('UPDATE head SET checkpoint = $1', [checkpoint]);
        for (const { tile, bytes } of tiles)
          await client.query('INSERT INTO tiles VALUES ($1, $2, $3)', [tile.level, tile.index, bytes]);
        await client.query("INSERT INTO entries VALUES (0, 'decision', 'old', '{}', $1)", [leaf]);
        await client.query("INSERT INTO documents VALUES ('sha256:00', 'text/plain', 0, 'bytes')");
      });
    }
    await pool.close();
    const stores = await Promise.all([open(url), open(url), open(url)]);
    const [store] = stores;
    assert.ok(store);
    assert.equal(await kept(store, 'old'), version > 0 ? '{}' : undefined);
    assert.equal((await put(store, 'new')).index, version > 0 ? 1 : 0);
    await checkWholeLog(store);
    for (const one of stores) await one.close();
    const rows = await ask(url, 'SELECT version FROM twinseal.migrations ORDER BY version');
    assert.deepEqual(
      rows,
      MIGRATIONS.map((_, i) => ({ version: i + 1 })),
    );
  }
});

async function setFsync(url: string, value: 'on' | 'off'): Promise<void> {
  await ask(url, `ALTER SYSTEM SET fsync = ${value}`, 'SELECT pg_reload_conf()');
  for (let shown: unknown; shown !== value; await sleep(20)) shown = (await ask(url, 'SHOW fsync'))[0]?.fsync;
}

test('postgres: refuses a database that is newer, or would not keep what it promises, and changes nothing', async () => {
  const newer = await server.database();
  await (await open(newer)).close();
  await ask(newer, 'INSERT INTO twinseal.migrations VALUES (99)');
  await assert.rejects(open(newer), failsWith('STORE_FAILED', /newer Twinseal \(schema 99/));
  const latin = await server.database("ENCODING 'LATIN1' TEMPLATE template0");
  await assert.rejects(open(latin), failsWith('STORE_FAILED', /encoding is LATIN1, not UTF8/));
  assert.deepEqual(await ask(latin, "SELECT 1 FROM pg_namespace WHERE nspname = 'twinseal'"), []);
  const fast = await server.database();
  await setFsync(fast, 'off');
  try {
    await assert.rejects(open(fast), failsWith('STORE_FAILED', /runs with fsync off and would lose what it has/));
  } finally {
    await setFsync(fast, 'on');
  }
});

test('postgres: opens with the key and origin that its log began with, and with no other', async () => {
  const url = await server.database();
  await (await open(url)).close();
  const other = { ...log, keyFile: newKey('other.key') };
  const refused = /other\.key: .*not signed by this key.*give each the same log\.keyFile and log\.origin/;
  await assert.rejects(openPostgresServiceStore(url, { log: other }, call()), failsWith('STORE_FAILED', refused));
  const renamed = { ...log, origin: 'another.test' };
  await assert.rejects(
    openPostgresServiceStore(url, { log: renamed }, call()),
    failsWith('STORE_FAILED', /the log is "log\.test", not "another\.test"/),
  );
  await assert.rejects(
    openPostgresServiceStore(url, { log: { origin: 'log.test' } }, call()),
    failsWith('SETTINGS_INVALID', /log\.keyFile must name the key that all replicas share/),
  );
  const raced = await server.database();
  const both = await Promise.allSettled([open(raced), openPostgresServiceStore(raced, { log: other }, call())]);
  assert.deepEqual(both.map(({ status }) => status).toSorted(), ['fulfilled', 'rejected']);
  for (const one of both) if (one.status === 'fulfilled') await one.value.close();
});

test('postgres: says what is wrong with a URL or a server, and nothing out of the URL', async () => {
  const url = await server.database();
  const cases: readonly (readonly [string, string, RegExp])[] = [
    [`mysql://u:${PASSWORD}@h/d`, 'SETTINGS_INVALID', /not of the form postgres:/],
    [`postgres://u:${PASSWORD}@[/d`, 'SETTINGS_INVALID', /cannot be used.*percent-encoded/],
    [`postgres://u:${PASSWORD}@h:99999999/d`, 'SETTINGS_INVALID', /cannot be used/],
    [`postgres://u:${PASSWORD}@127.0.0.1:1/d`, 'STORE_FAILED', /no server listens at the address/],
    [`postgres://u:${PASSWORD}@nobody.invalid/d`, 'STORE_FAILED', /host of its URL/],
    [url.replace(PASSWORD, `not-${PASSWORD}`), 'STORE_FAILED', /refuses the password/],
    [server.url('absent'), 'STORE_FAILED', /has no database of the name/],
  ];
  for (const [bad, code, message] of cases) await assert.rejects(open(bad), failsWith(code, message), code);
});

test('postgres: works for a user who owns its schema and nothing else', async () => {
  const url = await server.database();
  const user = `u${process.hrtime.bigint()}`;
  await ask(url, `CREATE ROLE ${user} LOGIN PASSWORD '${PASSWORD}'`);
  const theirs = url.replace('twinseal:', `${user}:`);
  await assert.rejects(open(theirs), failsWith('STORE_FAILED', /may not do this; let it own/));
  await ask(url, `CREATE SCHEMA twinseal AUTHORIZATION ${user}`);
  const store = await open(theirs);
  await put(store, 'one');
  await checkWholeLog(store);
  await store.close();
});

test('postgres: looks for texts that PostgreSQL cannot hold, and keeps them as they were in the document', async () => {
  const store = await open(await server.database());
  const odd = { ...someDecision('odd'), request: { claims: { release: 'v\0' } } };
  await store.ledger.append(odd, [], call());
  assert.equal(await kept(store, 'odd'), text(odd));
  assert.equal((await store.ledger.list({ release: 'v\0' }, undefined, 9, call())).length, 1);
  assert.deepEqual(await store.ledger.list({ caller: '\0', repository: '\ud800' }, undefined, 9, call()), []);
  assert.equal(await store.ledger.get('\0', call()), undefined);
  await store.close();
});

test('postgres: overrules a database that acknowledges before it has written', async () => {
  const url = await server.database();
  await ask(url, `ALTER DATABASE ${new URL(url.replace('@/', '@h/')).pathname.slice(1)} SET synchronous_commit = off`);
  const pool = new PostgresPool(url, { who: 'a test', connections: 1, schema: 'twinseal' });
  const inside = await pool.transaction(call(), (client) => client.query('SHOW synchronous_commit'));
  assert.deepEqual(inside.rows, [{ synchronous_commit: 'on' }]);
  await pool.close();
});

test('postgres: goes by TLS where the URL asks for it, to a server that is who it says', async () => {
  const authority = makeAuthority('the database');
  const right = join(folder, 'right.pem');
  const wrong = join(folder, 'wrong.pem');
  writeFileSync(right, authority.pem);
  writeFileSync(wrong, makeAuthority('the database').pem);
  const names = { cn: 'localhost', names: ['localhost'], purposes: [SERVER_AUTH] };
  const secure = await startPostgres({ tls: authority.issue(names) });
  try {
    const url = (root: string) => secure.tlsUrl('postgres', `sslmode=verify-full&sslrootcert=${root}`);
    const store = await open(url(right));
    await put(store, 'one');
    assert.deepEqual(await ask(url(right), 'SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()'), [
      { ssl: true },
    ]);
    await store.close();
    await assert.rejects(open(url(wrong)), failsWith('STORE_FAILED', /certificate of the server/));
    await assert.rejects(open(url(join(folder, 'absent.pem'))), failsWith('SETTINGS_INVALID', /is sslrootcert a file/));
    const elsewhere = url(right).replace('@localhost:', '@127.0.0.1:');
    await assert.rejects(open(elsewhere), failsWith('STORE_FAILED', /is not for the host of its URL/));
  } finally {
    await secure.close();
  }
});

test('postgres: does not start on a log that was altered by hand', async () => {
  const alterations: readonly string[] = [
    "UPDATE twinseal.entries SET leaf = replace(leaf, 'e-2', 'e-9') WHERE place = 2",
    'DELETE FROM twinseal.entries WHERE place = 2',
    'UPDATE twinseal.tiles SET hashes = set_byte(hashes, 5, 1 + get_byte(hashes, 5) % 100)',
    'UPDATE twinseal.head SET checkpoint = (SELECT checkpoint FROM old_head)',
  ];
  for (const alteration of alterations) {
    const url = await server.database();
    const store = await open(url);
    for (let i = 0; i < 2; i++) await put(store, `e-${i}`);
    await ask(url, 'CREATE TABLE old_head AS SELECT * FROM twinseal.head');
    await put(store, 'e-2');
    await store.close();
    await (await open(url)).close();
    await ask(url, alteration);
    await assert.rejects(open(url), failsWith('STORE_FAILED', /cannot be used: .*altered by hand/), alteration);
  }
});

test('postgres: a log that does not end as its head says is not gone on with; what was cut or put back is told', async () => {
  for (const [statement, why] of [
    ['DELETE FROM twinseal.entries WHERE place = 2', /3 entries, and the last of them, 2, is missing/],
    ["UPDATE twinseal.entries SET leaf = leaf || ' ' WHERE place = 2", /entry 2, the last one/],
    ["UPDATE twinseal.tiles SET hashes = '\\x00' WHERE level = 0", /stored hashes do not give the root/],
  ] as const) {
    const url = await server.database();
    const store = await open(url);
    for (const id of ['a', 'b', 'c']) await put(store, id);
    await store.close();
    await (await open(url)).close();
    await ask(
      url,
      'DELETE FROM twinseal.decision_policies WHERE place = 2',
      'DELETE FROM twinseal.decisions WHERE place = 2',
      statement,
    );
    await assert.rejects(open(url), failsWith('STORE_FAILED', why));
  }
});
