import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { openChecksumDatabase } from '../../src/adapters/sumdb/checksum-database.ts';
import { encodeBase64 } from '../../src/formats/base64.ts';
import { parseCheckpoint } from '../../src/formats/merkle/checkpoint.ts';
import { parseSignedNote } from '../../src/formats/signed-note.ts';
import { TwinsealError } from '../../src/records/twinseal-error.ts';
import { reply } from '../support/hostile-registry.ts';
import { logWithModule, MODULE, minute, QUICK, sumdbBench, VERSION } from '../support/sumdb-bench.ts';
import { newLogKey, type SumdbLog, sumsOf } from '../support/sumdb-log.ts';

function headOf(log: SumdbLog, size?: number): { name: string; size: number; root: string } {
  const head = parseCheckpoint(parseSignedNote(log.head(size)).text);
  return { name: 'sumdb.test', size: head.size, root: encodeBase64(head.root) };
}

const known = (log: SumdbLog, size?: number, path = MODULE, version = VERSION) => ({
  outcome: 'known',
  ...sumsOf(path, version),
  head: headOf(log, size),
});

test('a module version is known with its sums and the head that proves it, and the second time nobody is asked', async () => {
  const bench = await sumdbBench();
  assert.deepEqual(await bench.ask(), known(bench.log.current));
  const asked = bench.server.asked.length;
  assert.ok(asked >= 5);
  assert.equal(bench.server.asked[0]?.path, '/sumdb/sumdb.test/supported');
  assert.ok(bench.server.asked.some(({ path }) => path.endsWith('/lookup/example.com/!some/module@v1.2.3')));
  for (const { headers } of bench.server.asked)
    assert.deepEqual([headers.authorization, headers.cookie], [undefined, undefined]);
  assert.deepEqual(await bench.ask(), known(bench.log.current));
  assert.deepEqual(await bench.ask({ offline: true }), known(bench.log.current));
  assert.equal(bench.server.asked.length, asked);
  for (const name of bench.files()) assert.equal(statSync(join(bench.folder, name)).mode & 0o777, 0o600, name);
  assert.equal(statSync(join(bench.folder, 'sumdb')).mode & 0o777, 0o700);
});

test('what has no record, and what can have none, is unknown', async () => {
  const bench = await sumdbBench();
  const absent = await bench.ask({ version: 'v9.9.9' });
  assert.deepEqual(absent, { outcome: 'unknown', why: `sumdb.test has no record of ${MODULE}@v9.9.9` });
  const asked = bench.server.asked.length;
  for (const [path, version] of [
    ['../../etc/passwd', 'v1.0.0'],
    [MODULE, 'latest'],
    [`${MODULE}@v1.0.0/x`, 'v1.0.0'],
  ] as const)
    assert.equal((await bench.ask({ path, version })).outcome, 'unknown');
  assert.equal(bench.server.asked.length, asked);
});

test('without a network there is what was kept, and nothing else', async () => {
  const bench = await sumdbBench();
  const empty = await bench.ask({ offline: true });
  assert.equal(empty.outcome, 'unreachable');
  assert.match('why' in empty ? empty.why : '', /^--offline asks nobody/);
  assert.deepEqual(bench.server.asked, []);
  assert.deepEqual(bench.files(), []);
});

test('private modules are asked for nowhere, toolchains in any case, and GOSUMDB=off ends it', async () => {
  const bench = await sumdbBench();
  const ask = (more: Record<string, string>, path = MODULE) =>
    bench.ask({ environment: { ...bench.environment, ...more }, path });
  for (const more of [{ GOPRIVATE: 'example.com/Some' }, { GONOSUMDB: '*.com/S*,x' }, { GOSUMDB: 'off' }])
    assert.equal((await ask(more)).outcome, 'private', JSON.stringify(more));
  assert.deepEqual(bench.server.asked, []);
  // GONOSUMDB takes the place of GOPRIVATE.
  assert.equal((await ask({ GOPRIVATE: 'example.com', GONOSUMDB: 'other.example' })).outcome, 'known');
  assert.equal((await ask({ GOPRIVATE: '*' }, 'golang.org/toolchain')).outcome, 'unknown');
});

test('the head grows with what is asked, what was proved stays proved, and an older head changes nothing', async () => {
  const signer = newLogKey();
  const [small, large] = [logWithModule(signer), logWithModule(signer, 600, 2000)];
  const bench = await sumdbBench(small);
  assert.deepEqual(await bench.ask(), known(small));
  bench.log.current = large;
  const version = 'v1.0.1900';
  const path = 'example.com/later';
  assert.deepEqual(await bench.ask({ path, version }), known(large, undefined, path, version));
  const heads = bench.files().filter((name) => name.includes('/heads/'));
  assert.equal(heads.length, 1, 'the older head was dropped');
  assert.ok(heads[0]?.endsWith(`/${String(large.records.length).padStart(16, '0')}`));
  // Its tile has filled up since: only the step between the heads still proves it.
  assert.deepEqual(await bench.ask({ offline: true }), known(large));
  bench.log.current = small;
  const rolledBack = { path: 'example.com/later', version: 'v1.0.3' };
  bench.interfere = (asked, response) => {
    if (!asked.startsWith('/tile/')) return false;
    reply(response, 200, {}, large.get(asked) ?? '');
    return true;
  };
  assert.deepEqual(await bench.ask(rolledBack), known(large, undefined, rolledBack.path, rolledBack.version));
  assert.deepEqual(
    bench.files().filter((name) => name.includes('/heads/')),
    heads,
  );
});

test('clients that share a folder lose no head, however they overlap', async () => {
  const signer = newLogKey();
  const log = logWithModule(signer, 600, 900);
  const bench = await sumdbBench(log);
  let size = 700;
  bench.interfere = (path, response) => {
    if (path === '/latest') reply(response, 404);
    else if (path.startsWith('/lookup/')) {
      const [, version = ''] = path.split('@');
      size += 29;
      reply(response, 200, {}, log.lookup('example.com/filler', version, size) ?? '');
    } else return false;
    return true;
  };
  const answers = await Promise.all(
    Array.from({ length: 24 }, (_, i) => bench.ask({ path: 'example.com/filler', version: `v1.0.${i * 20}` })),
  );
  assert.deepEqual(
    answers.filter(({ outcome }) => outcome !== 'known'),
    [],
  );
  const heads = bench.files().filter((name) => name.includes('/heads/'));
  assert.equal(heads.at(-1)?.slice(-4), String(size), 'the newest of all is there');
  bench.interfere = undefined;
  for (let i = 0; i < 24; i++) {
    const { outcome } = await bench.ask({ path: 'example.com/filler', version: `v1.0.${i * 20}`, offline: true });
    assert.equal(outcome, 'known', `v1.0.${i * 20}`);
  }
});

test('many lookups at once ask for each tile once', async () => {
  const bench = await sumdbBench(logWithModule(newLogKey(), 3000));
  const database = openChecksumDatabase({
    environment: bench.environment,
    folder: bench.folder,
    offline: false,
    limits: QUICK,
  });
  const lookUp = (i: number) => database.lookup('example.com/filler', `v1.0.${i}`, minute());
  const answers = await Promise.all(Array.from({ length: 300 }, (_, i) => lookUp(i * 10)));
  assert.deepEqual(
    answers.filter(({ outcome }) => outcome !== 'known'),
    [],
  );
  const paths = bench.server.asked.map(({ path }) => path);
  assert.deepEqual(
    paths.filter((path, at) => paths.indexOf(path) !== at),
    [],
  );
  assert.ok(paths.filter((path) => path.includes('/tile/')).length < 20);
  await Promise.all([lookUp(1), lookUp(1), lookUp(1)]);
  assert.equal(bench.server.asked.filter(({ path }) => path.endsWith('@v1.0.1')).length, 1);
  await database.close();
});

test('the proxies are tried as Go tries them', async () => {
  const bench = await sumdbBench();
  const { url } = bench.server;
  const refusing = await sumdbBench();
  refusing.interfere = (_, response) => {
    reply(response, 500);
    return true;
  };
  const lacking = await sumdbBench();
  lacking.interfere = (_, response) => {
    reply(response, 410);
    return true;
  };
  const ask = async (GOPROXY: string, GOSUMDB = bench.log.current.gosumdb) =>
    (await bench.ask({ environment: { GOPROXY, GOSUMDB }, version: 'v1.9.9', limits: { ...QUICK, retries: 0 } }))
      .outcome;
  assert.equal(await ask(`${lacking.server.url},${url}`), 'unknown');
  assert.equal(await ask(`${refusing.server.url}|${url}`), 'unknown');
  assert.equal(await ask(`${refusing.server.url},${url}`), 'unreachable');
  assert.equal(await ask('http://127.0.0.1:1,direct'), 'unreachable');
  const own = `${bench.log.current.gosumdb} ${url}/sumdb/sumdb.test`;
  const before = bench.server.asked.length;
  assert.equal(await ask('off', own), 'unknown');
  assert.ok(!bench.server.asked.slice(before).some(({ path }) => path.endsWith('/supported')));
  assert.equal(await ask('nonsense'), 'unreachable');
  assert.equal(await ask(url, 'nonsense'), 'unreachable');
});

test('a proxy may be a folder', async () => {
  const log = logWithModule();
  const bench = await sumdbBench(log);
  const root = join(bench.folder, 'proxy');
  const put = (path: string): void => {
    const file = join(root, 'sumdb/sumdb.test', path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, log.get(path) ?? '');
  };
  for (const path of [
    '/supported',
    '/latest',
    '/lookup/example.com/!some/module@v1.2.3',
    '/tile/8/0/002',
    '/tile/8/0/002.p/239',
    '/tile/8/1/000.p/2',
  ])
    put(path);
  const environment = { ...bench.environment, GOPROXY: pathToFileURL(root).href };
  assert.deepEqual(await bench.ask({ environment }), known(log));
  assert.equal((await bench.ask({ environment, version: 'v7.0.0' })).outcome, 'unknown');
  assert.deepEqual(bench.server.asked, []);
});

test('what `go env -w` kept counts where the environment is silent', async () => {
  const bench = await sumdbBench();
  const go = execFileSync('/bin/sh', ['-c', 'command -v go'], { encoding: 'utf8' }).trim();
  const file = join(bench.folder, 'goenv');
  writeFileSync(
    file,
    `GOPROXY=${bench.server.url}\nGOSUMDB=${bench.log.current.gosumdb}\nGOPRIVATE=corp.example.com\n`,
  );
  const ask = async (path: string, more: Record<string, string> = {}, program = go) => {
    const environment = { PATH: process.env.PATH, HOME: bench.folder, GOENV: file, ...more };
    const database = openChecksumDatabase({
      environment,
      go: program,
      folder: bench.folder,
      offline: false,
      limits: QUICK,
    });
    const answer = await database.lookup(path, VERSION, minute());
    await database.close();
    return answer;
  };
  assert.deepEqual(await ask(MODULE), known(bench.log.current));
  assert.equal((await ask('corp.example.com/x')).outcome, 'private');
  assert.equal((await ask('corp.example.com/x', { GOPRIVATE: 'other' })).outcome, 'unknown');
  // Without the patterns, asking could give a private name away.
  const before = bench.server.asked.length;
  const failed = await ask('corp.example.com/x', {}, '/nonexistent/go');
  assert.equal(failed.outcome, 'unreachable');
  assert.equal((await ask('corp.example.com/x', { GOENV: bench.folder })).outcome, 'unreachable');
  assert.equal(bench.server.asked.length, before);
});

test('a call that is over ends with its own error, and takes no other along', async () => {
  const bench = await sumdbBench();
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  bench.interfere = async (path) => {
    if (path.startsWith('/tile/')) await held;
    return false;
  };
  const database = openChecksumDatabase({
    environment: bench.environment,
    folder: bench.folder,
    offline: false,
    limits: QUICK,
  });
  const controller = new AbortController();
  const first = database.lookup(MODULE, VERSION, { ...minute(), signal: controller.signal });
  const second = database.lookup(MODULE, VERSION, minute());
  const third = database.lookup(MODULE, VERSION, { ...minute(), deadline: Date.now() + 150 });
  const code = (wanted: string) => (error: unknown) => error instanceof TwinsealError && error.code === wanted;
  await assert.rejects(third, code('TIMEOUT'));
  controller.abort();
  await assert.rejects(first, code('ABORTED'));
  release();
  assert.equal((await second).outcome, 'known');
  await assert.rejects(database.lookup(MODULE, VERSION, { ...minute(), deadline: 0 }), code('TIMEOUT'));
  await database.close();
});

test('a folder that can not be written gives no answer that the next run could not hold against the database', async () => {
  const bench = await sumdbBench();
  writeFileSync(join(bench.folder, 'sumdb'), 'a file in the way');
  const answer = await bench.ask();
  assert.equal(answer.outcome, 'unreachable');
  assert.match('why' in answer ? answer.why : '', /cannot (?:write|read)/);
  assert.equal(readFileSync(join(bench.folder, 'sumdb'), 'utf8'), 'a file in the way');
});

test('an HTTP proxy is named where it may be why nobody answers', async () => {
  const bench = await sumdbBench();
  const environment = { ...bench.environment, GOPROXY: 'http://127.0.0.1:1', HTTPS_PROXY: 'http://127.0.0.1:2' };
  const answer = await bench.ask({ environment });
  assert.match('why' in answer ? answer.why : '', /nothing listens at 127\.0\.0\.1:1: .*HTTPS_PROXY is set/);
});
