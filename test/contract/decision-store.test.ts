import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { after, test } from 'node:test';
import { openSqliteStore } from '../../src/adapters/store/sqlite-store.ts';
import type { DecisionStore } from '../../src/ports/decision-store.ts';
import { TwinsealError } from '../../src/records/twinseal-error.ts';
import { someDecision, someUndecided } from './some-decision.ts';

const root = mkdtempSync(join(tmpdir(), 'twinseal-store-'));
after(() => rmSync(root, { recursive: true, force: true }));
const writer = join(import.meta.dirname, 'store-writer.ts');

const call = (millis = 20_000) => ({ signal: new AbortController().signal, deadline: Date.now() + millis });
const newFolder = () => mkdtempSync(join(root, 'data-'));
const failsWith = (code: string, text: RegExp) => (error: unknown) =>
  error instanceof TwinsealError && error.code === code && text.test(error.message);

/** Every store passes this; a store that is added is added here. */
const STORES: Readonly<Record<string, (place: string) => Promise<DecisionStore>>> = {
  sqlite: (place) => openSqliteStore(place, call()),
};

for (const [name, open] of Object.entries(STORES)) {
  test(`${name}: gives back exactly what was put, decided or not`, async () => {
    const store = await open(newFolder());
    await store.put(someDecision('one'), call());
    await store.put(someUndecided('two'), call());
    assert.deepEqual(await store.get('one', call()), someDecision('one'));
    assert.deepEqual(await store.get('two', call()), someUndecided('two'));
    assert.equal(await store.get('three', call()), undefined);
    assert.equal(await store.get("one' OR '1'='1", call()), undefined);
    await store.close();
  });

  test(`${name}: still has its decisions after it was closed and opened again`, async () => {
    const place = newFolder();
    const first = await open(place);
    await first.put(someDecision('kept'), call());
    await first.close();
    const second = await open(place);
    assert.deepEqual(await second.get('kept', call()), someDecision('kept'));
    await second.close();
  });

  test(`${name}: refuses a second decision with one id and keeps the first`, async () => {
    const store = await open(newFolder());
    await store.put(someDecision('same'), call());
    await assert.rejects(store.put(someUndecided('same'), call()), failsWith('STORE_FAILED', /is there already/));
    assert.deepEqual(await store.get('same', call()), someDecision('same'));
    await store.close();
  });

  test(`${name}: takes hundreds at the same time and loses none, even when some are refused`, async () => {
    const store = await open(newFolder());
    await store.put(someDecision('d-7'), call());
    const results = await Promise.allSettled(
      Array.from({ length: 600 }, (_, i) => store.put(someDecision(`d-${i}`), call())),
    );
    assert.deepEqual(
      results.flatMap(({ status }, i) => (status === 'rejected' ? [i] : [])),
      [7],
    );
    for (const i of [0, 255, 256, 599]) assert.equal((await store.get(`d-${i}`, call()))?.id, `d-${i}`);
    await store.close();
  });

  test(`${name}: bounds what waits, and says so`, async () => {
    const store = await open(newFolder());
    const results = await Promise.allSettled(
      Array.from({ length: 3000 }, (_, i) => store.put(someDecision(`d-${i}`), call())),
    );
    const refused = results.filter(({ status }) => status === 'rejected');
    assert.ok(refused.length > 0 && refused.length < 3000, `${refused.length} were refused`);
    await store.close();
  });

  test(`${name}: gives up at the deadline and on the signal`, async () => {
    const store = await open(newFolder());
    await assert.rejects(store.get('x', call(-1)), failsWith('TIMEOUT', /time/));
    await assert.rejects(
      store.put(someDecision('x'), { ...call(), signal: AbortSignal.abort() }),
      failsWith('ABORTED', /./),
    );
    await store.close();
  });

  test(`${name}: answers ping while open and rejects everything once closed`, async () => {
    const store = await open(newFolder());
    await store.ping(call());
    await store.close();
    await store.close();
    await assert.rejects(store.ping(call()), failsWith('STORE_FAILED', /closed/));
    await assert.rejects(store.put(someDecision('late'), call()), failsWith('STORE_FAILED', /closed/));
  });
}

test('sqlite: has on disk whatever it acknowledged before it was killed', async () => {
  const place = newFolder();
  for (let round = 0; round < 3; round++) {
    const child = spawn(process.execPath, [writer, place, `r${round}`], { stdio: ['ignore', 'pipe', 'inherit'] });
    let printed = '';
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      printed += chunk;
      if (printed.split('\n').length > 20) child.kill('SIGKILL');
    });
    await new Promise((resolve) => child.on('close', resolve));
    const acknowledged = printed.split('\n').slice(0, -1);
    assert.ok(acknowledged.length >= 20, printed);
    const store = await openSqliteStore(place, call());
    for (const id of acknowledged) assert.deepEqual(await store.get(id, call()), someDecision(id));
    await store.close();
  }
});

test('sqlite: makes its folder for the owner alone', async () => {
  const folder = join(newFolder(), 'a', 'b');
  await (await openSqliteStore(folder, call())).close();
  assert.equal(statSync(folder).mode & 0o777, 0o700);
});

test('sqlite: says what is wrong with a folder that cannot be one', async () => {
  const file = join(newFolder(), 'file');
  writeFileSync(file, '');
  await assert.rejects(openSqliteStore(file, call()), failsWith('OUTPUT_UNWRITABLE', /file/));
  await assert.rejects(openSqliteStore(join(file, 'below'), call()), failsWith('OUTPUT_UNWRITABLE', /not a folder/));
});

test('sqlite: refuses a file that is no database, or another program’s, or a newer one, and leaves it as it was', async () => {
  const garbage = newFolder();
  writeFileSync(join(garbage, 'decisions.sqlite'), 'x'.repeat(8192));
  await assert.rejects(openSqliteStore(garbage, call()), failsWith('STORE_FAILED', /not a database/));

  const foreign = newFolder();
  const other = new DatabaseSync(join(foreign, 'decisions.sqlite'));
  other.exec('CREATE TABLE theirs (x)');
  other.close();
  const before = readFileSync(join(foreign, 'decisions.sqlite'));
  await assert.rejects(openSqliteStore(foreign, call()), failsWith('STORE_FAILED', /another program/));
  assert.deepEqual(readFileSync(join(foreign, 'decisions.sqlite')), before);

  const newer = newFolder();
  await (await openSqliteStore(newer, call())).close();
  const database = new DatabaseSync(join(newer, 'decisions.sqlite'));
  database.exec('PRAGMA user_version = 99');
  database.close();
  await assert.rejects(openSqliteStore(newer, call()), failsWith('STORE_FAILED', /newer Twinseal/));
});

const canMount = spawnSync('unshare', ['-rm', 'sh', '-c', 'mount -t tmpfs none /mnt']).status === 0;

test('sqlite: says that the disk is full, and keeps what it had acknowledged', {
  skip: !canMount && 'needs a user namespace',
}, async () => {
  const script =
    'mount -t tmpfs -o size=300k none "$1" && "$2" "$3" "$1" full | tee "$4" | tail -1; cp "$1"/decisions.sqlite* "$5"';
  const mount = newFolder();
  const saved = newFolder();
  const log = join(newFolder(), 'log');
  const run = spawnSync('unshare', ['-rm', 'sh', '-c', script, 'sh', mount, process.execPath, writer, log, saved], {
    encoding: 'utf8',
  });
  assert.match(run.stdout, /error DISK_FULL .*is full: make room/, run.stdout + run.stderr);
  const store = await openSqliteStore(saved, call());
  const acknowledged = readFileSync(log, 'utf8').split('\n').slice(0, -2);
  assert.ok(acknowledged.length > 0);
  for (const id of acknowledged) assert.deepEqual(await store.get(id, call()), someDecision(id));
  await store.close();
});
