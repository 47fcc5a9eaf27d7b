// A store in PostgreSQL whose server, connections or fellow replicas fail: what was acknowledged stays, and nobody waits for ever.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { PostgresPool } from '../../src/adapters/postgres/postgres-pool.ts';
import { openPostgresServiceStore } from '../../src/adapters/store/postgres-store.ts';
import { sha256Digest } from '../../src/formats/digest.ts';
import { canonicalJson } from '../../src/formats/json/canonical.ts';
import { recordJson } from '../../src/formats/json/record.ts';
import type { ServiceStore } from '../../src/ports/service-store.ts';
import { TwinsealError } from '../../src/records/twinseal-error.ts';
import { checkWholeLog } from '../contract/service-store-contract.ts';
import { someDecision, someDocuments } from '../contract/some-decision.ts';
import { ask, startPostgres } from '../support/postgres-server.ts';
import { withoutMounts } from '../support/private-mounts.ts';

const folder = mkdtempSync(join(tmpdir(), 'twinseal-store-pg-'));
const server = await startPostgres();
after(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});
const keyFile = join(folder, 'log.key');
writeFileSync(keyFile, generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }));
const call = (millis = 60_000) => ({ signal: new AbortController().signal, deadline: Date.now() + millis });
const open = (url: string): Promise<ServiceStore> =>
  openPostgresServiceStore(url, { log: { origin: 'log.test', keyFile } }, call());
const text = (record: unknown) => canonicalJson(recordJson(record));
const kept = async (store: ServiceStore, id: string) => (await store.ledger.get(id, call()))?.document;
const put = (store: ServiceStore, id: string, within = call()) =>
  store.ledger.append(someDecision(id), someDocuments(id), within);
const failsWith = (code: string) => (error: unknown) => error instanceof TwinsealError && error.code === code;

test('has whatever it acknowledged before the writer or the server was killed, and a log without a hole', async () => {
  const url = await server.database();
  const acknowledged: string[] = [];
  for (let round = 0; round < 4; round++) {
    const words = [join(import.meta.dirname, '../contract/store-writer.ts'), url, `r${round}`, keyFile];
    const child = spawn(process.execPath, words, { stdio: ['ignore', 'pipe', 'inherit'] });
    let printed = '';
    let killed: Promise<unknown> | undefined;
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      printed += chunk;
      if (killed !== undefined || printed.split('\n').length < 40) return;
      killed = round % 2 === 0 ? Promise.resolve(child.kill('SIGKILL')) : server.stop('immediate');
    });
    await new Promise((resolve) => child.on('close', resolve));
    await killed;
    if (round % 2 === 1) await server.start();
    const ids = printed
      .split('\n')
      .slice(0, -1)
      .filter((line) => !line.startsWith('error'));
    assert.ok(ids.length >= 38, printed);
    acknowledged.push(...ids);
    const store = await open(url);
    for (const id of acknowledged) assert.equal(await kept(store, id), text(someDecision(id)), id);
    const leaves = await checkWholeLog(store);
    const rows = await ask(url, 'SELECT count(*)::int AS n, max(place)::int AS last FROM twinseal.entries');
    assert.deepEqual(rows, [{ n: leaves.length, last: leaves.length - 1 }]);
    const halves = await ask(
      url,
      'SELECT place FROM twinseal.entries e WHERE NOT EXISTS (SELECT 1 FROM twinseal.decisions d WHERE d.place = e.place)',
    );
    assert.deepEqual(halves, []);
    await store.close();
  }
});

test('a server that stands still costs nobody more than his time, and it goes on where it was', async () => {
  const url = await server.database();
  const store = await open(url);
  await put(store, 'before');
  server.freeze();
  const from = Date.now();
  const late = await Promise.allSettled(
    [
      ...['a', 'b', 'c'].map((id) => put(store, id, call(700))),
      store.ping(call(700)),
      kept(store, 'before').then(() => assert.fail('a server that stands still answered')),
      store.answered.claim('ci', 'k', 'p', call(700)),
    ].map((asked) => Promise.race([asked, sleep(5_000).then(() => Promise.reject(new Error('waits still')))])),
  );
  assert.ok(Date.now() - from < 10_000);
  for (const [i, one] of late.entries())
    if (i !== 4) assert.equal(one.status === 'rejected' && one.reason.code, 'TIMEOUT', String(i));
  // Who came while the database was away and had gone when it was back is not written behind his back.
  const gone = put(store, 'gone', call(300)).catch((error: unknown) => (error as TwinsealError).code);
  await sleep(400);
  server.thaw();
  assert.equal(await gone, 'TIMEOUT');
  await put(store, 'after');
  await store.ping(call());
  assert.equal(await kept(store, 'after'), text(someDecision('after')));
  assert.equal(await kept(store, 'gone'), undefined);
  await checkWholeLog(store);
  await store.close();
});

test('a server that is stopped fails each call, and the store goes on when it is back', async () => {
  const store = await open(await server.database());
  await put(store, 'before');
  await server.stop();
  for (const asked of [() => put(store, 'during'), () => store.ping(call()), () => kept(store, 'before')])
    await assert.rejects(asked, failsWith('STORE_FAILED'));
  assert.equal(new TwinsealError('STORE_FAILED', '').kind.retryable, true);
  await server.start();
  await put(store, 'after');
  assert.equal(await kept(store, 'during'), undefined);
  assert.equal((await checkWholeLog(store)).length, 2);
  await store.close();
});

test('connections that the server ends, one by one or all, are replaced', async () => {
  const url = await server.database();
  const store = await open(url);
  const write = async (from: number) => {
    const results = await Promise.allSettled(Array.from({ length: 40 }, (_, i) => put(store, `w-${from + i}`)));
    return results.flatMap(({ status }, i) => (status === 'fulfilled' ? [`w-${from + i}`] : []));
  };
  const acknowledged: string[] = [];
  for (let round = 0; round < 10; round++) {
    const [ids] = await Promise.all([
      write(round * 100),
      ask(
        url,
        'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
      ),
    ]);
    acknowledged.push(...ids);
  }
  acknowledged.push(...(await write(2_000)));
  assert.ok(acknowledged.length >= 40);
  for (const id of acknowledged) assert.equal(await kept(store, id), text(someDecision(id)));
  await checkWholeLog(store);
  await store.close();
});

test('a replica that hangs with the lock of the log loses it, and its statements end with its time', async () => {
  const url = await server.database();
  const store = await open(url);
  const pool = new PostgresPool(url, { who: 'the hanging replica', connections: 1, schema: 'twinseal' });
  let locked: () => void = () => {};
  const holds = new Promise<void>((resolve) => {
    locked = resolve;
  });
  const hanging = pool.transaction(call(30_000), async (client) => {
    await client.query('SELECT * FROM head FOR UPDATE');
    locked();
    await sleep(7_000);
    await client.query('UPDATE head SET prunes = prunes + 1');
  });
  hanging.catch(() => undefined);
  await holds;
  await assert.rejects(put(store, 'early', call(800)), failsWith('TIMEOUT'));
  const waiting = await ask(
    url,
    "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'",
  );
  assert.deepEqual(waiting, [], 'a statement is waiting for a caller who has gone');
  assert.equal((await put(store, 'late')).index, 0);
  await assert.rejects(hanging, failsWith('STORE_FAILED'));
  assert.deepEqual(await ask(url, 'SELECT prunes::int FROM twinseal.head'), [{ prunes: 0 }]);
  await pool.close();
  await store.close();
});

test('a full disk of the server is said, with what to do, and the store goes on once there is room', {
  skip: withoutMounts(),
}, async () => {
  const small = { folder: join(folder, 'small'), bytes: 24 * 1024 * 1024, ballast: 8 * 1024 * 1024 };
  mkdirSync(small.folder);
  chmodSync(folder, 0o755);
  const full = await startPostgres({ small });
  try {
    await ask(full.url('postgres'), `CREATE TABLESPACE small LOCATION '${small.folder}'`);
    const store = await open(await full.database('TABLESPACE small'));
    const acknowledged: string[] = [];
    const fill = async (id: string, bytes: number) => {
      const document = new Uint8Array(randomBytes(bytes));
      const documents = [{ digest: sha256Digest(document), mediaType: 'text/plain', bytes: document }];
      await store.ledger.append(someDecision(id), documents, call());
      acknowledged.push(id);
    };
    for (const bytes of [512 * 1024, 64 * 1024]) {
      const error: unknown = await (async () => {
        for (let i = 0; ; i++) await fill(`d-${bytes}-${i}`, bytes);
      })().catch((thrown: unknown) => thrown);
      assert.ok(failsWith('DISK_FULL')(error), String(error));
      assert.match(String(error), /the disk of the server is full: make room/);
    }
    assert.ok(acknowledged.length > 3);
    // Ready means that a decision could be kept, not that a few bytes could.
    await assert.rejects(store.ping(call()), failsWith('DISK_FULL'));
    for (const id of acknowledged) assert.equal(await kept(store, id), text(someDecision(id)));
    rmSync(`/proc/${full.pid()}/root${small.folder}/ballast`);
    await store.ping(call());
    await fill('after', 512 * 1024);
    for (const id of acknowledged) assert.equal(await kept(store, id), text(someDecision(id)));
    assert.equal((await checkWholeLog(store)).length, acknowledged.length);
    await store.close();
  } finally {
    await full.close();
  }
});
