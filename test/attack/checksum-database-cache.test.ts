// The folder of the checksum database's client in an attacker's hands.
import assert from 'node:assert/strict';
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { proveInclusion } from '../../src/formats/merkle/inclusion-proof.ts';
import { hashOfRange } from '../../src/formats/merkle/leaf-range.ts';
import { serialiseProvenRecord } from '../../src/formats/sumdb/proven-record.ts';
import { logWithModule, MODULE, refuses, sumdbBench, VERSION } from '../support/sumdb-bench.ts';
import { newLogKey, recordOf, SumdbLog, sumsOf } from '../support/sumdb-log.ts';

const EVIL = sumsOf('evil.example/x', 'v6.6.6');

test('a changed cache gives the right sums or none, and never other ones', async () => {
  const log = logWithModule(newLogKey(), 66_000);
  const bench = await sumdbBench(log);
  assert.equal((await bench.ask()).outcome, 'known');
  for (let i = 150; i < 400; i++) log.add('example.com/later', `v1.0.${i}`);
  const later = { path: 'example.com/later', version: 'v1.0.380' };
  assert.equal((await bench.ask(later)).outcome, 'known');
  assert.equal((await bench.ask({ path: 'example.com/filler', version: 'v1.0.7' })).outcome, 'known');
  const backup = `${bench.folder}-backup`;
  cpSync(bench.folder, backup, { recursive: true });
  const files = bench.files();
  const own = files.find((name) => readFileSync(join(bench.folder, name), 'latin1').includes(MODULE));
  const victims = ['heads', 'steps', 'tiles', 'edge'].map((kind) => files.find((name) => name.includes(`/${kind}/`)));
  const right = sumsOf(MODULE, VERSION);
  let damaged = 0;
  for (const name of [own, ...victims]) {
    assert.ok(name !== undefined);
    const good = readFileSync(join(backup, name));
    const flipped = good.map((byte, at) => (at === good.length >> 1 ? byte ^ 4 : byte));
    const other = files.find((each) => each !== name && dirname(each) === dirname(name));
    const changes = [
      flipped,
      good.subarray(0, 40),
      Buffer.alloc(0),
      Buffer.alloc(9_000_000),
      Buffer.from('<html>\n\n</html>\n'),
    ];
    if (other !== undefined) changes.push(readFileSync(join(backup, other)));
    for (const change of changes) {
      writeFileSync(join(bench.folder, name), change);
      for (const offline of [true, false]) {
        const answer = await bench.ask({ offline });
        if (answer.outcome === 'known') assert.deepEqual([answer.h1, answer.goModH1], [right.h1, right.goModH1]);
        else {
          damaged++;
          refuses(answer, 'unreachable', name.includes('/heads/') ? /is damaged/ : /--offline/);
        }
        if (!offline)
          assert.equal(answer.outcome, name.includes('/heads/') ? 'unreachable' : 'known', `${name} is asked for anew`);
      }
      rmSync(bench.folder, { recursive: true });
      cpSync(backup, bench.folder, { recursive: true });
    }
  }
  rmSync(backup, { recursive: true });
  assert.ok(damaged > 8, `${damaged}`);
});

test('records in the cache that prove themselves in a tree that nobody signed are not believed', async () => {
  const bench = await sumdbBench();
  assert.equal((await bench.ask()).outcome, 'known');
  const name = bench.files().find((file) => file.includes('/records/')) ?? '';
  const own = new SumdbLog(newLogKey(), 300);
  const record = recordOf(MODULE, VERSION, EVIL);
  own.add(MODULE, VERSION, record);
  const read = own.hash.bind(own);
  for (const size of [301, own.records.length]) {
    const root = hashOfRange({ from: 0, to: size }, read);
    const planted = { id: 300, record, tree: { size, root }, proof: proveInclusion(300, size, read) };
    writeFileSync(join(bench.folder, name), serialiseProvenRecord(planted));
    refuses(await bench.ask({ offline: true }), 'unreachable', /--offline/);
  }
  // Another module's record, under this one's name.
  assert.equal((await bench.ask({ path: 'example.com/filler', version: 'v1.0.7' })).outcome, 'known');
  const other = bench.files().find((file) => file.includes('/records/') && file !== name) ?? '';
  writeFileSync(join(bench.folder, name), readFileSync(join(bench.folder, other)));
  refuses(await bench.ask({ offline: true }), 'unreachable', /--offline/);
  const recovered = await bench.ask();
  assert.equal(recovered.outcome === 'known' && recovered.h1, sumsOf(MODULE, VERSION).h1);
});

test('a step between two trees leads on from the one tree alone, not from another of its size', async () => {
  const signer = newLogKey();
  const bench = await sumdbBench(logWithModule(signer));
  assert.equal((await bench.ask()).outcome, 'known');
  const size = bench.log.current.records.length;
  bench.log.current = logWithModule(signer, 600, 400);
  assert.equal((await bench.ask({ path: 'example.com/later', version: 'v1.0.380' })).outcome, 'known');
  assert.ok(bench.files().some((file) => file.endsWith(`/steps/${String(size).padStart(16, '0')}`)));
  const own = new SumdbLog(newLogKey(), 600);
  const record = recordOf(MODULE, VERSION, EVIL);
  own.add(MODULE, VERSION, record);
  while (own.records.length < size) own.add('example.com/later', `v1.0.${own.records.length}`);
  const read = own.hash.bind(own);
  const tree = { size, root: hashOfRange({ from: 0, to: size }, read) };
  const name = bench
    .files()
    .filter((file) => file.includes('/records/'))
    .find((file) => readFileSync(join(bench.folder, file), 'utf8').includes(MODULE));
  writeFileSync(
    join(bench.folder, name ?? ''),
    serialiseProvenRecord({ id: 600, record, tree, proof: proveInclusion(600, size, read) }),
  );
  refuses(await bench.ask({ offline: true }), 'unreachable', /--offline/);
  const asked = await bench.ask();
  assert.equal(asked.outcome === 'known' && asked.h1, sumsOf(MODULE, VERSION).h1);
});

test('heads of two histories in the folder are both refused', async () => {
  const signer = newLogKey();
  const bench = await sumdbBench(logWithModule(signer));
  assert.equal((await bench.ask()).outcome, 'known');
  const head = bench.files().find((file) => file.includes('/heads/')) ?? '';
  for (const [behind, story] of [
    [220, '-forked'],
    [40, '-forked'],
  ] as const) {
    const other = logWithModule(signer, 600, behind, story);
    const planted = join(bench.folder, dirname(head), String(other.records.length).padStart(16, '0'));
    writeFileSync(planted, other.head());
    // Offline it depends on which tiles are there whether the two can be held against one another.
    assert.notEqual((await bench.ask({ offline: true })).outcome, 'known');
    bench.log.current = behind > 150 ? other : logWithModule(signer);
    const answer = await bench.ask();
    refuses(answer, 'contradicted', /signed two histories/);
    rmSync(planted);
  }
  bench.log.current = logWithModule(signer);
  assert.equal((await bench.ask()).outcome, 'known');
});

test('links and folders in the cache are neither followed nor fallen over', async () => {
  const bench = await sumdbBench();
  assert.equal((await bench.ask()).outcome, 'known');
  const name = join(bench.folder, bench.files().find((file) => file.includes('/records/')) ?? '');
  rmSync(name);
  mkdirSync(name);
  assert.equal((await bench.ask()).outcome, 'known');
  assert.deepEqual(readdirSync(name), []);
});
