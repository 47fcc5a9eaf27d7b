// Years later, on another machine: what a service decided, exported, proved and computed anew without it.
import assert from 'node:assert/strict';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { AUDIT_PATIENCE, auditClient } from '../../src/adapters/server/audit-client.ts';
import { serverClient } from '../../src/adapters/server/server-client.ts';
import { serverTransport } from '../../src/adapters/server/server-transport.ts';
import { sha256Digest } from '../../src/formats/digest.ts';
import type { AuditManifest } from '../../src/records/audit-set.ts';
import { TwinsealError } from '../../src/records/twinseal-error.ts';
import { replayAudit } from '../../src/roads/replay-audit.ts';
import { someUndecided } from '../contract/some-decision.ts';
import {
  auditCall,
  exportFolder,
  exportSet,
  filesOf,
  heldSet,
  keyOfFolder,
  problemsOf,
} from '../support/audit-sets.ts';
import { auditorService, judgeInto, noteChange } from '../support/auditor-service.ts';
import { makeImage, NOW, seal, testPolicy } from '../support/sealed-image.ts';
import { twinseal } from '../support/twinseal-program.ts';
import { untar } from '../support/untar.ts';

const root = mkdtempSync(join(tmpdir(), 'twinseal-audit-'));
const service = await auditorService();
after(async () => {
  await service.stop();
  rmSync(root, { recursive: true, force: true });
});
const { store, url, folder } = service;
const idOf = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const [release, lenient] = [await testPolicy(), await testPolicy({ signatures: [{ by: 'release' }] })];
const [good, bare] = [seal(makeImage()), makeImage({ config: { author: 'somebody' } })];

const first = await judgeInto(store, good.store, [release], { id: idOf(1), now: NOW });
await noteChange(store, 'policy', 'change-1');
await judgeInto(store, good.store, [release, lenient], { id: idOf(2), now: NOW + 86_400 });
const firstSet = await exportFolder(folder);
await judgeInto(store, bare.store, [release], { id: idOf(3), now: NOW + 2 * 86_400, requested: 'other/name:v2' });
await store.ledger.append(someUndecided(idOf(4)), [], auditCall());
for (let n = 10; n < 280; n++) await noteChange(store, 'exception', `used-${n}`);
const key = keyOfFolder(folder);

async function clientOf(base: string) {
  const transport = serverTransport({ url: base });
  after(() => transport.close());
  return await auditClient(serverClient(transport, AUDIT_PATIENCE), transport.origin, auditCall());
}

const replayed = async (set: Map<string, Uint8Array>) =>
  (await replayAudit(filesOf(set), auditCall())).results.map(({ id, state }) => `${id.slice(-2)} ${state}`);

test('a data folder under a running service and its server give the same set, byte for byte', async () => {
  const fromFolder = await exportFolder(folder);
  const fromServer = await exportSet(await clientOf(`${url}/`));
  assert.deepEqual([...fromServer.keys()].sort(), [...fromFolder.keys()].sort());
  for (const [path, bytes] of fromFolder)
    assert.deepEqual(Buffer.from(fromServer.get(path) ?? []), Buffer.from(bytes), path);
  const manifest = JSON.parse(Buffer.from(fromFolder.get('manifest.json') ?? []).toString()) as AuditManifest;
  assert.equal(manifest.entries.length, 275);
  assert.deepEqual([manifest.notKept, manifest.missing, manifest.filter], [[], [], {}]);
  for (const { file, receipt } of manifest.entries)
    assert.ok(fromFolder.has(file) && fromFolder.has(receipt ?? ''), file);
});

test('a set is intact, by the log key and against what was held before', async () => {
  const set = await exportFolder(folder);
  assert.deepEqual(await problemsOf(set), []);
  assert.deepEqual(await problemsOf(set, key, [heldSet(firstSet), heldSet(set, 'itself')]), []);
});

test('each verdict comes out again, byte for byte, from the set alone', async () => {
  assert.deepEqual(await replayed(await exportFolder(folder)), ['01 same', '02 same', '03 same', '04 none']);
});

test('a set by a filter has those decisions, proved like all others', async () => {
  for (const [filter, states] of [
    [{ outcome: 'deny' } as const, ['03 same']],
    [{ digest: good.index.digest }, ['01 same', '02 same']],
    [{ since: new Date((NOW + 1) * 1000).toISOString(), caller: 'ci' }, ['02 same', '03 same']],
    [{ release: 'nothing' }, []],
  ] as const) {
    const set = await exportFolder(folder, filter);
    assert.deepEqual(await problemsOf(set, key, [heldSet(firstSet)]), []);
    assert.deepEqual(await replayed(set), states);
  }
});

test('what another policy, moment or evidence would have given is told as another verdict', async () => {
  const set = await exportFolder(folder, {
    digest: good.index.digest,
    until: new Date((NOW + 1) * 1000).toISOString(),
  });
  const path = 'decisions/0.json';
  const text = Buffer.from(set.get(path) ?? []).toString();
  const bend = async (change: (decision: Record<string, unknown>) => void) => {
    const decision = JSON.parse(text) as Record<string, unknown>;
    change(decision);
    return await replayed(new Map(set).set(path, Buffer.from(JSON.stringify(decision))));
  };
  const inputs = first.inputs;
  assert.deepEqual(await bend(() => undefined), ['01 same']);
  assert.deepEqual(await bend((one) => (one.time = '2020-01-01T00:00:00Z')), ['01 different']);
  assert.deepEqual(await bend((one) => (one.effect = 'refuse')), ['01 different']);
  assert.deepEqual(await bend((one) => (one.verdict = { ...first.verdict, outcome: 'deny' })), ['01 different']);
  assert.deepEqual(await bend((one) => (one.inputs = { ...inputs, image: bare.index.digest })), ['01 different']);
  assert.deepEqual(await bend((one) => (one.inputs = { ...inputs, evidence: bare.index.digest })), ['01 not-kept']);
  assert.deepEqual(await bend((one) => (one.inputs = { ...inputs, evidence: inputs.reports })), ['01 malformed']);
  assert.deepEqual(await bend((one) => (one.judgements = 7)), ['01 malformed']);
  assert.deepEqual(await replayed(new Map(set).set(path, Buffer.from('{'))), ['01 malformed']);
  // Documents that say something else under the digest that a decision pins.
  for (const policy of ['{"trust":7}', '{"require":{"expressions":[{"expression":"(("}]},"trust":[]}', '[]', 'null']) {
    const digest = sha256Digest(Buffer.from(policy));
    const judgements = first.judgements.map((one) => ({ ...one, policy: { name: 'release', digest } }));
    const bent = JSON.stringify({ ...first, judgements, inputs: { ...inputs, policies: [digest] } });
    const strange = new Map(set).set(path, Buffer.from(bent));
    strange.set(`documents/${digest.replace(':', '/')}`, Buffer.from(policy));
    assert.deepEqual(await replayed(strange), ['01 malformed'], policy);
  }
  const without = new Map(set);
  without.delete(`documents/${release.digest.replace(':', '/')}`);
  assert.deepEqual(await replayed(without), ['01 not-kept']);
});

test('what was forgotten is said, and refuses to be computed', async () => {
  const copy = join(root, 'pruned');
  await service.store.ping(auditCall());
  cpSync(folder, copy, { recursive: true });
  const pruned = await auditorService(copy);
  await pruned.store.archive.prune(NOW + 86_400 + 1, auditCall());
  await pruned.stop();
  const set = await exportFolder(copy);
  assert.deepEqual(await problemsOf(set, key, [heldSet(firstSet)]), []);
  const states = await replayed(set);
  assert.deepEqual(states.slice(0, 2), ['01 not-kept', '02 not-kept']);
  assert.equal(states[2], '03 same');
  const manifest = JSON.parse(Buffer.from(set.get('manifest.json') ?? []).toString()) as AuditManifest;
  assert.ok(manifest.notKept.includes(first.inputs.evidence));
});

test('the program exports from folder and server, verifies and replays, and its status says how it went', async () => {
  const run = (...words: string[]) => twinseal(words, { cwd: root, env: { ...process.env, TWINSEAL_TOKEN: '' } });
  const exported = await run('audit', 'export', 'audit.tar', '--data', folder);
  assert.equal(exported.status, 0, exported.stderr);
  assert.match(exported.stdout, /275 entries/);
  const byServer = await run('audit', 'export', 'audit', '--server', url, '--outcome', 'deny');
  assert.equal(byServer.status, 0, byServer.stderr);
  assert.equal((await run('audit', 'export', 'audit', '--server', url)).status, 2);
  untar(readFileSync(join(root, 'audit.tar')), join(root, 'unpacked'));
  writeFileSync(join(root, 'log.vkey'), `${key}\n`);
  writeFileSync(join(root, 'held'), firstSet.get('log/checkpoint') ?? '');
  for (const set of ['audit.tar', 'unpacked', 'audit']) {
    const verified = await run('audit', 'verify', set, '--key', 'log.vkey', '--checkpoint', 'held');
    assert.equal(verified.status, 0, verified.stdout + verified.stderr);
    assert.match(verified.stdout, /^intact: /m);
    assert.doesNotMatch(verified.stdout, /WARNING/);
    // What a filter left out nobody can prove.
    assert.equal(/HINT +rows/.test(verified.stdout), set === 'audit');
    const replay = await run('audit', 'replay', set);
    assert.equal(replay.status, 0, replay.stdout + replay.stderr);
    // What never had a verdict is none that is another one.
    if (set !== 'audit') assert.match(replay.stdout, /^same: 3 of 3 verdicts are the same, .*; 1 more had none/m);
  }
  const tar = readFileSync(join(root, 'audit.tar'));
  writeFileSync(join(root, 'cut.tar'), tar.subarray(0, tar.length / 2));
  writeFileSync(join(root, 'set.tar.gz'), gzipSync(tar));
  const told = async (set: string) => (await run('audit', 'verify', set)).stderr;
  assert.match(await told('cut.tar'), /cut\.tar is a tar that is cut short/);
  assert.match(await told('set.tar.gz'), /set\.tar\.gz is compressed with gzip/);
  writeFileSync(join(root, 'unpacked', 'more.json'), '{}');
  const stray = await run('audit', 'verify', 'unpacked', '--key', 'log.vkey', '--checkpoint', 'held');
  assert.equal(stray.status, 0);
  assert.match(stray.stdout, /WARNING {2}files +more\.json +nothing in the set names it/);
  rmSync(join(root, 'unpacked', 'more.json'));
  const [, kept = ''] = readdirSync(join(root, 'unpacked/documents/sha256'));
  const away = join(root, 'unpacked/documents/sha256', kept);
  const whole = readFileSync(away);
  rmSync(away);
  const gone = await run('audit', 'verify', 'unpacked', '--key', 'log.vkey');
  assert.match(gone.stdout, /^broken: DOCUMENT_MISSING .* rests on it, and it is not there/m);
  writeFileSync(away, whole);
  assert.match((await run('audit', 'verify', 'audit')).stdout, /WARNING {2}key/);
  const json = JSON.parse((await run('audit', 'verify', 'audit.tar', '--key', key, '-o', 'json')).stdout) as object;
  assert.deepEqual(Object.keys(json).includes('problems'), true);
  // One bit of one document.
  const documents = join(root, 'unpacked/documents/sha256');
  const [name = ''] = readdirSync(documents);
  const bytes = readFileSync(join(documents, name));
  bytes[0] = (bytes[0] ?? 0) ^ 1;
  writeFileSync(join(documents, name), bytes);
  const broken = await run('audit', 'verify', 'unpacked', '-o', 'github');
  assert.equal(broken.status, 1);
  assert.ok(broken.stdout.includes(name) && broken.stdout.includes('DOCUMENT_ALTERED'));
  for (const words of [
    ['audit', 'verify', 'nowhere'],
    ['audit', 'verify', 'held'],
    ['audit', 'verify', 'audit', '--key', 'held'],
    ['audit', 'verify', 'audit', '--checkpoint', 'log.vkey'],
    ['audit', 'replay', documents],
    ['audit', 'export', 'x'],
    ['audit', 'export', 'x', '--data', folder, '--server', url],
    ['audit', 'export', 'x', '--data', folder, '--since', 'yesterday'],
    ['audit', 'export', 'x', '--data', join(root, 'nowhere')],
    ['audit', 'export', 'x', '--data', folder, '--token-file', 'held'],
    ['audit', 'export', 'x', '--server', 'http://registry.example.com'],
    ['audit', 'export', 'x', '--server', 'ftp://x'],
  ])
    assert.equal((await run(...words)).status, 2, words.join(' '));
  assert.ok(!existsSync(join(root, 'x')));
  assert.equal((await run('audit', 'export', 'x', '--server', 'http://127.0.0.1:1')).status, 3);
});

test('a server that is busy is asked again when it says, and its own errors are told as they are', async (t) => {
  let asked = 0;
  const code = (response: ServerResponse, status: number, name: string) =>
    response
      .writeHead(status, { 'content-type': 'application/problem+json', 'retry-after': '1' })
      .end(JSON.stringify({ code: name, detail: 'later', retryable: status !== 403 }));
  const busy = createServer((_request, response) => {
    asked += 1;
    if (asked === 1) code(response, 429, 'RATE_LIMITED');
    else if (asked === 2) code(response, 503, 'OVERLOADED');
    else if (asked === 3) response.end(`${key}\n`);
    else code(response, 403, 'FORBIDDEN');
  });
  await new Promise<void>((resolve) => busy.listen(0, '127.0.0.1', resolve));
  t.after(() => busy.close());
  const { port } = busy.address() as AddressInfo;
  const source = await clientOf(`http://127.0.0.1:${port}`);
  assert.equal(source.log.verifierKey, key);
  await assert.rejects(source.ledger.list({}, undefined, 5, auditCall()), { code: 'FORBIDDEN' });
  assert.equal(asked, 4);
});

test('a server that is none, or says no, is told apart', async () => {
  await assert.rejects(
    clientOf(`${url}/decisions`),
    (error: unknown) => error instanceof TwinsealError && error.code === 'SERVICE_UNREACHABLE',
  );
});
