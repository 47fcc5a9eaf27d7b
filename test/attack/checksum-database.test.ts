// A checksum database in an attacker's hands: nothing of it gives `known` with other sums than the log has.
import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { leafHash } from '../../src/formats/merkle/hash.ts';
import { parseSignedNote, serialiseSignedNote } from '../../src/formats/signed-note.ts';
import { serialiseLookup } from '../../src/formats/sumdb/lookup.ts';
import { decodeUtf8, encodeUtf8 } from '../../src/formats/utf8.ts';
import {
  logWithModule,
  MODULE,
  refuses,
  type SumdbBench,
  sending,
  sumdbBench,
  VERSION,
} from '../support/sumdb-bench.ts';
import { newLogKey, recordOf, SumdbLog, sumsOf } from '../support/sumdb-log.ts';

const EVIL = sumsOf('evil.example/x', 'v6.6.6');

const heads = (bench: SumdbBench): readonly string[] => bench.files().filter((name) => name.includes('/heads/'));

test('a forged record is not the one in the tree, whatever head it comes with', async () => {
  const bench = await sumdbBench();
  const log = bench.log.current;
  const forged = serialiseLookup({ id: 600, record: recordOf(MODULE, VERSION, EVIL), note: log.head() });
  bench.interfere = sending(/^\/lookup/, forged);
  refuses(await bench.ask(), 'contradicted', /the record that was sent is not the one in the tree of 751 records/);
  const elsewhere = serialiseLookup({ id: 12, record: recordOf(MODULE, VERSION), note: log.head() });
  bench.interfere = sending(/^\/lookup/, elsewhere);
  refuses(await bench.ask(), 'contradicted', /is not the one in the tree/);
  refuses(await bench.ask({ offline: true }), 'unreachable', /--offline/);
});

test('a forged record with tiles to match breaks the proofs of the signed tree', async () => {
  const bench = await sumdbBench();
  const log = bench.log.current;
  const record = recordOf(MODULE, VERSION, EVIL);
  const forged = serialiseLookup({ id: 600, record, note: log.head() });
  const tile = new Uint8Array(log.get('/tile/8/0/002.p/239') ?? []);
  tile.set(leafHash(encodeUtf8(record)), (600 - 512) * 32);
  bench.interfere = (path, response) =>
    sending(/^\/lookup/, forged)(path, response) || sending(/^\/tile\/8\/0\/002/, tile)(path, response);
  refuses(
    await bench.ask(),
    'contradicted',
    /breaks its own proofs: the tiles at the edge of a tree of 751 records|breaks its own proofs/,
  );
});

test('a record out of the tree that it comes with is refused', async () => {
  const bench = await sumdbBench();
  const log = bench.log.current;
  bench.interfere = sending(
    /^\/lookup/,
    serialiseLookup({ id: 600, record: recordOf(MODULE, VERSION), note: log.head(600) }),
  );
  refuses(await bench.ask(), 'contradicted', /names record 600 in a tree of 600 records/);
  bench.interfere = sending(
    /^\/lookup/,
    serialiseLookup({ id: 2 ** 52, record: recordOf(MODULE, VERSION), note: log.head() }),
  );
  refuses(await bench.ask(), 'contradicted', /names record 4503599627370496/);
});

test('a head that another key signed, or nobody, is refused', async () => {
  const bench = await sumdbBench();
  const log = bench.log.current;
  const note = parseSignedNote(log.head());
  const [line] = note.signatures;
  assert.ok(line !== undefined);
  const flipped = line.signature.map((byte, at) => (at === 5 ? byte ^ 1 : byte));
  const wrong: readonly (readonly [Uint8Array, RegExp])[] = [
    [log.head(undefined, newLogKey()), /is not signed by sumdb\.test/],
    [log.head(undefined, newLogKey('other.test')), /is not signed by sumdb\.test/],
    [
      serialiseSignedNote({ ...note, signatures: [{ ...line, signature: flipped }] }),
      /in the name of sumdb\.test that is not its/,
    ],
    [encodeUtf8(decodeUtf8(log.head()).replace('\n751\n', '\n752\n')), /in the name of sumdb\.test that is not its/],
  ];
  for (const [bad, why] of wrong) {
    bench.interfere = (path, response) =>
      sending(/^\/lookup/, serialiseLookup({ id: 600, record: recordOf(MODULE, VERSION), note: bad }))(
        path,
        response,
      ) || sending(/^\/latest/, bad)(path, response);
    refuses(await bench.ask(), 'contradicted', why);
    assert.deepEqual(heads(bench), []);
  }
});

test('a database that shows another history is contradicted by the head that was seen first, which stays', async () => {
  const signer = newLogKey();
  for (const [behind, latest] of [
    [150, false],
    [150, true],
    [400, false],
    [400, true],
    [40, false],
    [40, true],
  ] as const) {
    const bench = await sumdbBench(logWithModule(signer));
    assert.equal((await bench.ask()).outcome, 'known');
    const seen = heads(bench);
    bench.log.current = logWithModule(signer, 600, behind, '-forked');
    bench.interfere = latest ? undefined : sending(/^\/latest/, '', 404);
    const answer = await bench.ask({ path: 'example.com/filler', version: 'v1.0.555-forked' });
    refuses(answer, 'contradicted', /signed two histories|breaks its own proofs/);
    assert.deepEqual(heads(bench), seen);
    // What was proved in the first history stays what it was.
    assert.equal((await bench.ask()).outcome, 'known');
  }
});

test('two clients that are shown two histories at the same moment do not both go on', async () => {
  const signer = newLogKey();
  const bench = await sumdbBench(logWithModule(signer));
  const larger = await sumdbBench(logWithModule(signer, 600, 220, '-forked'));
  const equal = await sumdbBench(logWithModule(signer, 600, 150, '-forked'));
  for (let round = 0; round < 8; round++) {
    const { environment } = round % 2 === 0 ? larger : equal;
    rmSync(join(bench.folder, 'sumdb'), { recursive: true, force: true });
    const answers = await Promise.all([bench.ask(), bench.ask({ environment })]);
    const agreed = answers.filter(({ outcome }) => outcome === 'known').length;
    assert.ok(agreed < 2, JSON.stringify(answers));
    for (const answer of answers) {
      if (answer.outcome === 'known') continue;
      // Neither database has the tiles of the other one's tree, by which it could prove that it is of the same history.
      if (answer.outcome === 'unreachable') refuses(answer, 'unreachable', /does not give its tile/);
      else refuses(answer, 'contradicted', /signed two histories|breaks its own proofs/);
    }
  }
});

test('a rolled-back database makes nothing forget what it showed before', async () => {
  const signer = newLogKey();
  const bench = await sumdbBench(logWithModule(signer));
  assert.equal((await bench.ask()).outcome, 'known');
  const seen = heads(bench);
  bench.log.current = new SumdbLog(signer, 600);
  assert.equal((await bench.ask()).outcome, 'known', 'from what was kept');
  refuses(await bench.ask({ path: 'example.com/later', version: 'v1.0.3' }), 'unknown', /has no record/);
  assert.deepEqual(heads(bench), seen);
});

test('a changed tile is seen, whichever it is', async () => {
  const log = logWithModule(newLogKey(), 1000);
  const probe = await sumdbBench(log);
  assert.equal((await probe.ask()).outcome, 'known');
  const tiles = [...new Set(probe.server.asked.flatMap(({ path }) => /\/tile\/.*/.exec(path) ?? []))];
  assert.ok(tiles.length >= 3);
  for (const path of tiles) {
    const bench = await sumdbBench(log);
    const good = log.get(path) ?? new Uint8Array();
    for (const place of [0, good.length - 1]) {
      const bad = good.slice();
      bad[place] = (bad[place] ?? 0) ^ 128;
      bench.interfere = sending(new RegExp(`^${path}$`), bad);
      refuses(await bench.ask(), 'contradicted', /breaks its own proofs/);
    }
    for (const bad of [good.slice(32), good.slice(1), new Uint8Array()]) {
      bench.interfere = sending(new RegExp(`^${path}$`), bad);
      refuses(await bench.ask(), 'unreachable', /that are no tile in place of/);
    }
    bench.interfere = sending(/^\/tile/, '', 404);
    refuses(await bench.ask(), 'unreachable', /does not give its tile/);
    bench.interfere = undefined;
    assert.equal((await bench.ask()).outcome, 'known', 'nothing of it was kept');
  }
});

test('the record of another module, or with other lines, is no answer', async () => {
  const bench = await sumdbBench();
  const log = bench.log.current;
  for (const body of [log.lookup('example.com/filler', 'v1.0.9'), log.lookup('example.com/later', 'v1.0.9')]) {
    bench.interfere = sending(/^\/lookup/, body ?? '');
    refuses(
      await bench.ask(),
      'contradicted',
      /the answer for example\.com\/Some\/module@v1\.2\.3 is a record of something else/,
    );
  }
  const doubled = recordOf(MODULE, VERSION) + recordOf(MODULE, VERSION, EVIL);
  bench.interfere = sending(/^\/lookup/, serialiseLookup({ id: 600, record: doubled, note: log.head() }));
  refuses(await bench.ask(), 'contradicted', /is a record of something else/);
});
