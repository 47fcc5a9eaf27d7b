import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { after, test } from 'node:test';
import { openSqliteServiceStore } from '../../src/adapters/store/sqlite-store.ts';
import { canonicalJson } from '../../src/formats/json/canonical.ts';
import { recordJson } from '../../src/formats/json/record.ts';
import type { ServiceStore } from '../../src/ports/service-store.ts';
import { TwinsealError } from '../../src/records/twinseal-error.ts';
import { keptChangesContract } from './kept-changes-contract.ts';
import { checkWholeLog, serviceStoreContract } from './service-store-contract.ts';
import { someDecision } from './some-decision.ts';

const root = mkdtempSync(join(tmpdir(), 'twinseal-store-'));
after(() => rmSync(root, { recursive: true, force: true }));
const writer = join(import.meta.dirname, 'store-writer.ts');

const call = (millis = 60_000) => ({ signal: new AbortController().signal, deadline: Date.now() + millis });
const newFolder = () => mkdtempSync(join(root, 'data-'));
const failsWith = (code: string, text: RegExp) => (error: unknown) =>
  error instanceof TwinsealError && error.code === code && text.test(error.message);

const log = { origin: 'log.test' };
const openSqlite = (folder: string): Promise<ServiceStore> => openSqliteServiceStore(folder, { log }, call());
const text = (record: unknown) => canonicalJson(recordJson(record));
const kept = async (store: ServiceStore, id: string) => (await store.ledger.get(id, call()))?.document;

serviceStoreContract('sqlite', { place: newFolder, open: openSqlite });
keptChangesContract('sqlite', () => openSqlite(newFolder()));

test('sqlite: has on disk whatever it acknowledged before it was killed, and a log without a hole', async () => {
  const place = newFolder();
  const acknowledged: string[] = [];
  for (let round = 0; round < 3; round++) {
    const child = spawn(process.execPath, [writer, place, `r${round}`], { stdio: ['ignore', 'pipe', 'inherit'] });
    let printed = '';
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      printed += chunk;
      if (printed.split('\n').length > 20) child.kill('SIGKILL');
    });
    await new Promise((resolve) => child.on('close', resolve));
    const ids = printed.split('\n').slice(0, -1);
    assert.ok(ids.length >= 20, printed);
    acknowledged.push(...ids);
    const store = await openSqlite(place);
    for (const id of acknowledged) assert.equal(await kept(store, id), text(someDecision(id)));
    await checkWholeLog(store);
    await store.close();
  }
});

test('sqlite: makes its folder for the owner alone', async () => {
  const folder = join(newFolder(), 'a', 'b');
  await (await openSqlite(folder)).close();
  assert.equal(statSync(folder).mode & 0o777, 0o700);
});

test('sqlite: says what is wrong with a folder that cannot be one', async () => {
  const file = join(newFolder(), 'file');
  writeFileSync(file, '');
  await assert.rejects(openSqlite(file), failsWith('OUTPUT_UNWRITABLE', /file/));
  await assert.rejects(openSqlite(join(file, 'below')), failsWith('OUTPUT_UNWRITABLE', /not a folder/));
});

test('sqlite: refuses a file that is no database, or another program’s, or a newer one, and leaves it as it was', async () => {
  const garbage = newFolder();
  writeFileSync(join(garbage, 'decisions.sqlite'), 'x'.repeat(8192));
  await assert.rejects(openSqlite(garbage), failsWith('STORE_FAILED', /not a database/));

  const foreign = newFolder();
  const other = new DatabaseSync(join(foreign, 'decisions.sqlite'));
  other.exec('CREATE TABLE theirs (x)');
  other.close();
  const before = readFileSync(join(foreign, 'decisions.sqlite'));
  await assert.rejects(openSqlite(foreign), failsWith('STORE_FAILED', /another program/));
  assert.deepEqual(readFileSync(join(foreign, 'decisions.sqlite')), before);

  const newer = newFolder();
  await (await openSqlite(newer)).close();
  const database = new DatabaseSync(join(newer, 'decisions.sqlite'));
  database.exec('PRAGMA user_version = 99');
  database.close();
  await assert.rejects(openSqlite(newer), failsWith('STORE_FAILED', /newer Twinseal/));
});

const canMount = spawnSync('unshare', ['-rm', 'sh', '-c', 'mount -t tmpfs none /mnt']).status === 0;

test('sqlite: says that the disk is full, and keeps what it had acknowledged', {
  skip: !canMount && 'this machine: no mounts in a user namespace',
}, async () => {
  const script =
    'mount -t tmpfs -o size=2m none "$1" && "$2" "$3" "$1" full | tee "$4" | tail -1; cp "$1"/decisions.sqlite* "$1"/log.key "$5"';
  const mount = newFolder();
  const saved = newFolder();
  const log = join(newFolder(), 'log');
  const run = spawnSync('unshare', ['-rm', 'sh', '-c', script, 'sh', mount, process.execPath, writer, log, saved], {
    encoding: 'utf8',
  });
  assert.match(run.stdout, /error DISK_FULL .*is full: make room/, run.stdout + run.stderr);
  const store = await openSqlite(saved);
  const acknowledged = readFileSync(log, 'utf8').split('\n').slice(0, -2);
  assert.ok(acknowledged.length > 0);
  for (const id of acknowledged) assert.equal(await kept(store, id), text(someDecision(id)));
  await store.close();
});
