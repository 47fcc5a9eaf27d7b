// The client against Go's own server, and against the public checksum database through the machine's module proxy.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { after, test } from 'node:test';
import { openChecksumDatabase } from '../../src/adapters/sumdb/checksum-database.ts';
import { serialiseVerifierKey } from '../../src/formats/signed-note.ts';
import { DEFAULT_GOSUMDB, parseGosumdb } from '../../src/formats/sumdb/gosumdb.ts';
import type { SumdbAnswer } from '../../src/ports/checksum-database.ts';
import { withoutPeers } from './peer.ts';
import { startSumdb } from './sumdb-server.ts';

const root = mkdtempSync(join(tmpdir(), 'twinseal-sumdb-'));
after(() => rmSync(root, { recursive: true, force: true }));

const call = () => ({ signal: new AbortController().signal, deadline: Date.now() + 60_000 });
const sum = (text: string): string => `h1:${createHash('sha256').update(text).digest('base64')}`;

function assertKnown(answer: SumdbAnswer, path: string, version: string): number {
  assert.equal(answer.outcome, 'known', JSON.stringify(answer));
  if (answer.outcome !== 'known') return 0;
  assert.equal(answer.h1, sum(`${path}@${version}`));
  assert.equal(answer.goModH1, sum(`${path}@${version}/go.mod`));
  return answer.head.size;
}

test("Go's own server is asked, grows with each answer, and all of them are proved", {
  skip: withoutPeers('sumdb-server'),
}, async () => {
  const server = await startSumdb(70_000);
  after(server.stop);
  const environment = { GOPROXY: `${server.goproxy},direct`, GOSUMDB: server.gosumdb };
  const folder = join(root, 'own');
  const open = (offline: boolean) => openChecksumDatabase({ environment, folder, offline });
  const asked = Array.from({ length: 200 }, (_, i) =>
    i % 2 === 0
      ? (['example.com/filler', `v1.0.${i * 321}`] as const)
      : (['example.com/New/module', `v0.${i}.0`] as const),
  );
  const database = open(false);
  const answers = await Promise.all(asked.map(([path, version]) => database.lookup(path, version, call())));
  const sizes = asked.map(([path, version], i) =>
    assertKnown(answers[i] ?? { outcome: 'unknown', why: '' }, path, version),
  );
  assert.ok(Math.max(...sizes) > 70_000, 'the tree grew meanwhile');
  assert.equal((await database.lookup('example.com/x/v2', 'v2.0.0', call())).outcome, 'unknown');
  await database.close();
  await server.stop();
  // The server is gone: what was proved stays proved.
  const offline = open(true);
  for (const [path, version] of asked) assertKnown(await offline.lookup(path, version, call()), path, version);
  await offline.close();
});

test('the key that is embedded is the one that the go command has', () => {
  const goroot = execFileSync('go', ['env', 'GOROOT'], { encoding: 'utf8' }).trim();
  const source = readFileSync(join(goroot, 'src/cmd/go/internal/modfetch/key.go'), 'utf8');
  const key = /"([^"+]+\+[0-9a-f]{8}\+[^"]+)"/.exec(source)?.[1];
  const known = parseGosumdb(DEFAULT_GOSUMDB)?.key;
  assert.equal(known === undefined ? '' : serialiseVerifierKey(known), key);
});

test('the public database has the Go toolchain, reached as the go command of this machine reaches it', async (t) => {
  const go = (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, 'go'));
  const program = go.find((path) => existsSync(path));
  assert.ok(program !== undefined, 'Go is on PATH');
  const options = { environment: process.env, go: program, folder: join(root, 'public') };
  const [path, version] = ['golang.org/toolchain', 'v0.0.1-go1.26.8.linux-amd64'];
  const database = openChecksumDatabase({ ...options, offline: false });
  const answer = await database.lookup(path, version, call());
  if (answer.outcome === 'unreachable') return t.skip(`this machine: ${answer.why}`);
  assert.equal(answer.outcome, 'known', JSON.stringify(answer));
  assert.equal('h1' in answer && answer.h1, 'h1:ZOmGe1OnfREDMIdb1Qi4G9JSuDPBLGExZMQ4nis1RXM=');
  assert.equal('goModH1' in answer && answer.goModH1, 'h1:8wlg68NqwW7eMnI1aABk/C2pDYXj8mrMY4TyRfiLeS0=');
  assert.ok('head' in answer && answer.head.name === 'sum.golang.org' && answer.head.size > 72_000_000);
  assert.equal((await database.lookup('golang.org/x/mod', 'v0.999.0', call())).outcome, 'unknown');
  await database.close();
  const offline = openChecksumDatabase({ ...options, offline: true });
  assert.deepEqual(await offline.lookup(path, version, call()), answer);
  assert.equal((await offline.lookup('golang.org/x/mod', 'v0.30.0', call())).outcome, 'unreachable');
  await offline.close();
});
