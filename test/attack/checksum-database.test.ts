// A proxy, a database, or a cache in an attacker's hands: nothing of it gives `known` with other sums than the log has.
import assert from 'node:assert/strict';
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { leafHash } from '../../src/formats/merkle/hash.ts';
import { proveInclusion } from '../../src/formats/merkle/inclusion-proof.ts';
import { hashOfRange } from '../../src/formats/merkle/leaf-range.ts';
import { parseSignedNote, serialiseSignedNote } from '../../src/formats/signed-note.ts';
import { serialiseLookup } from '../../src/formats/sumdb/lookup.ts';
import { serialiseProvenRecord } from '../../src/formats/sumdb/proven-record.ts';
import { decodeUtf8, encodeUtf8 } from '../../src/formats/utf8.ts';
import type { SumdbAnswer } from '../../src/ports/checksum-database.ts';
import { reply, startHostile } from '../support/hostile-registry.ts';
import { logWithModule, MODULE, QUICK, type SumdbBench, sumdbBench, VERSION } from '../support/sumdb-bench.ts';
import { newLogKey, recordOf, SumdbLog, sumsOf } from '../support/sumdb-log.ts';

const EVIL = sumsOf('evil.example/x', 'v6.6.6');

function refuses(answer: SumdbAnswer, outcome: SumdbAnswer['outcome'], why: RegExp): void {
  assert.equal(answer.outcome, outcome, JSON.stringify(answer));
  assert.match('why' in answer ? answer.why : '', why);
}

/** Sends something else for the paths that match. */
function sending(pattern: RegExp, body: string | Uint8Array, status = 200, headers: Record<string, string> = {}) {
  return (path: string, response: ServerResponse): boolean => {
    if (!pattern.test(path)) return false;
    reply(response, status, headers, body);
    return true;
  };
}

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
    for (const answer of answers)
      if (answer.outcome !== 'known') refuses(answer, 'contradicted', /signed two histories|breaks its own proofs/);
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

test('a changed cache gives the right sums or none, and never other ones', async () => {
  const signer = newLogKey();
  const log = logWithModule(signer, 66_000);
  const bench = await sumdbBench(log);
  assert.equal((await bench.ask()).outcome, 'known');
  const grown = logWithModule(signer, 66_000, 400);
  bench.log.current = grown;
  const later = { path: 'example.com/later', version: 'v1.0.380' };
  assert.equal((await bench.ask(later)).outcome, 'known');
  assert.equal((await bench.ask({ path: 'example.com/filler', version: 'v1.0.7' })).outcome, 'known');
  const backup = `${bench.folder}-backup`;
  cpSync(bench.folder, backup, { recursive: true });
  const files = bench.files();
  for (const kind of ['heads', 'records', 'steps', 'tiles', 'edge'])
    assert.ok(
      files.some((name) => name.includes(`/${kind}/`)),
      kind,
    );
  const right = sumsOf(MODULE, VERSION);
  let damaged = 0;
  for (const name of files) {
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
  assert.ok(damaged > 8);
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

test('links and folders in the cache are neither followed nor fallen over', async () => {
  const bench = await sumdbBench();
  assert.equal((await bench.ask()).outcome, 'known');
  const name = join(bench.folder, bench.files().find((file) => file.includes('/records/')) ?? '');
  rmSync(name);
  mkdirSync(name);
  assert.equal((await bench.ask()).outcome, 'known');
  assert.deepEqual(readdirSync(name), []);
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

test('pages, empty bodies and noise in place of answers are told from answers', async () => {
  const bench = await sumdbBench();
  const page = '<!doctype html>\n<html><body>\n\n<p>Sign in</p></body></html>\n';
  const html = { 'content-type': 'text/html; charset=utf-8' };
  bench.interfere = sending(/./, page, 200, html);
  refuses(await bench.ask(), 'unreachable', /answered with an HTML page/);
  bench.interfere = sending(/^\/lookup/, page, 200, html);
  refuses(await bench.ask(), 'unreachable', /answered with an HTML page/);
  for (const body of [
    page,
    '',
    '\n',
    '600\n',
    new Uint8Array(4096),
    'null',
    '600\n\n\n',
    `600\n${'x'.repeat(60_000)}\n\nx`,
  ]) {
    bench.interfere = sending(/^\/lookup/, body);
    refuses(await bench.ask(), 'unreachable', /what was sent is no answer of a checksum database/);
  }
  for (const status of [204, 206, 400, 401, 403, 407, 451, 500, 503]) {
    bench.interfere = sending(/^\/lookup/, '', status);
    refuses(
      await bench.ask({ limits: { ...QUICK, retries: 0 } }),
      'unreachable',
      new RegExp(`answered with status ${status}`),
    );
  }
  bench.interfere = sending(/^\/lookup/, bench.log.current.lookup(MODULE, VERSION) ?? '', 200, {
    'content-encoding': 'br',
  });
  refuses(await bench.ask(), 'unreachable', /re-encoded/);
});

test('an answer without end is cut, announced or not', async () => {
  const bench = await sumdbBench();
  let sent = 0;
  const flood = (pattern: RegExp) => (path: string, response: ServerResponse) => {
    if (!pattern.test(path)) return false;
    response.writeHead(200);
    const chunk = Buffer.alloc(64 * 1024, '600\n');
    const more = (): void => {
      while (!response.destroyed && sent < 2 ** 30) {
        sent += chunk.length;
        if (!response.write(chunk)) return void response.once('drain', more);
      }
    };
    more();
    return true;
  };
  for (const pattern of [/^\/lookup/, /^\/tile/, /^\/supported/]) {
    sent = 0;
    bench.interfere = flood(pattern);
    refuses(await bench.ask(), 'unreachable', /more than the \d+ bytes allowed/);
    assert.ok(sent < 64 * 1024 * 1024, `${sent} bytes were taken`);
  }
  bench.interfere = (path, response) => {
    if (!path.startsWith('/lookup')) return false;
    response.writeHead(200, { 'content-length': String(2 ** 40) });
    response.flushHeaders();
    return true;
  };
  refuses(await bench.ask(), 'unreachable', /more than the 65536 bytes allowed/);
});

test('an answer that does not come, or comes byte by byte, ends within its time', async () => {
  const bench = await sumdbBench();
  const limits = { ...QUICK, question: 250, retries: 0 };
  for (const pattern of [/^\/supported/, /^\/lookup/, /^\/tile/]) {
    bench.interfere = (path) => (pattern.test(path) ? new Promise(() => undefined) : false);
    const start = Date.now();
    refuses(await bench.ask({ limits }), 'unreachable', /longer than the time allowed/);
    assert.ok(Date.now() - start < 5000);
  }
  bench.interfere = (path, response) => {
    if (!path.startsWith('/lookup')) return false;
    response.writeHead(200);
    const timer = setInterval(() => response.write('6'), 20);
    response.once('close', () => clearInterval(timer));
    return true;
  };
  refuses(await bench.ask({ limits }), 'unreachable', /longer than the time allowed/);
});

test('a redirect leads to no other host without HTTPS, not in circles, and takes no question along', async () => {
  const elsewhere = await startHostile((_, response) => reply(response, 200), '127.0.0.2');
  after(elsewhere.stop);
  const bench = await sumdbBench();
  const to = (location: string) => (path: string, response: ServerResponse) =>
    sending(/^\/lookup/, '', 302, { location })(path, response);
  for (const location of [
    `${elsewhere.url}/x`,
    'file:///etc/passwd',
    'gopher://127.0.0.1/',
    'https://user:pass@127.0.0.1:1/',
  ]) {
    bench.interfere = to(location);
    refuses(await bench.ask(), 'unreachable', /which is refused: only HTTPS may lead to another host/);
  }
  assert.deepEqual(elsewhere.asked, []);
  bench.interfere = to('');
  refuses(await bench.ask(), 'unreachable', /redirected to nowhere/);
  bench.interfere = to('?again');
  refuses(await bench.ask(), 'unreachable', /more than 3 times in a row/);
  bench.interfere = to('https://127.0.0.1:1/');
  refuses(await bench.ask(), 'unreachable', /nothing listens at 127\.0\.0\.1:1/);
  bench.interfere = (path, response) => {
    if (!path.startsWith('/lookup') || path.endsWith('?moved')) return false;
    reply(response, 307, { location: '?moved' });
    return true;
  };
  bench.log.current.get = (path) => SumdbLog.prototype.get.call(bench.log.current, path.replace('?moved', ''));
  assert.equal((await bench.ask()).outcome, 'known');
});

test('a password in GOPROXY is neither sent nor shown', async () => {
  const bench = await sumdbBench();
  const GOPROXY = bench.server.url.replace('http://', 'http://user:s3cret@');
  const answer = await bench.ask({ environment: { ...bench.environment, GOPROXY } });
  refuses(answer, 'unreachable', /GOPROXY has an address with a password/);
  assert.ok(!JSON.stringify(answer).includes('s3cret'));
  assert.deepEqual(bench.server.asked, []);
});

test('the name of a database leads to no other address', async () => {
  const bench = await sumdbBench();
  for (const name of [
    'a.example/../../x',
    'a.example?x=',
    'user@a.example',
    'a.example#',
    '../../../../tmp/x',
    'a.example//x',
  ]) {
    const GOSUMDB = new SumdbLog(newLogKey(name), 1).gosumdb;
    const answer = await bench.ask({ environment: { ...bench.environment, GOSUMDB } });
    refuses(answer, 'unreachable', /GOSUMDB names a database whose name is no host and path/);
  }
  assert.deepEqual([bench.server.asked, bench.files()], [[], []]);
});
