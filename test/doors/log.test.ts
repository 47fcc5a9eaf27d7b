import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { withoutCredentials } from '../../src/adapters/callers/without-credentials.ts';
import { openSqliteServiceStore } from '../../src/adapters/store/sqlite-store.ts';
import { verifyEd25519 } from '../../src/adapters/sumdb/ed25519.ts';
import { httpApp } from '../../src/doors/http/app.ts';
import { logRoutes } from '../../src/doors/http/log.ts';
import { sha256Digest } from '../../src/formats/digest.ts';
import { FormatError } from '../../src/formats/format-error.ts';
import { canonicalJson } from '../../src/formats/json/canonical.ts';
import { recordJson } from '../../src/formats/json/record.ts';
import { parseCheckpoint } from '../../src/formats/merkle/checkpoint.ts';
import { leafHash } from '../../src/formats/merkle/hash.ts';
import { checkInclusion } from '../../src/formats/merkle/inclusion-proof.ts';
import { parseTlogProof, serialiseTlogProof } from '../../src/formats/merkle/tlog-proof.ts';
import { parseSignedNote, parseVerifierKey, verifySignedNote } from '../../src/formats/signed-note.ts';
import { encodeUtf8 } from '../../src/formats/utf8.ts';
import { someDecision } from '../contract/some-decision.ts';
import { responseProblems } from '../support/openapi-contract.ts';

const folder = mkdtempSync(join(tmpdir(), 'twinseal-log-'));
const call = { signal: new AbortController().signal, deadline: Date.now() + 60_000 };
const store = await openSqliteServiceStore(folder, { log: { origin: 'example.com/log' } }, call);
const server = createServer(
  httpApp({ open: [], authenticated: [logRoutes(store)] }, withoutCredentials(true), {
    loopback: true,
    now: () => Date.now(),
    report: assert.fail,
  }),
);
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
after(async () => {
  server.closeAllConnections();
  server.close();
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});
const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
for (const id of ['one', 'two', 'three']) await store.ledger.append(someDecision(id), [], call);

async function get(path: string, template: string): Promise<Response> {
  const response = await fetch(url + path);
  assert.deepEqual(await responseProblems(template, 'get', response), []);
  return response;
}

test('a receipt proves offline that a decision is in the log, by the key alone', async () => {
  const key = parseVerifierKey((await (await get('/log/key', '/log/key')).text()).trim());
  assert.equal(key.name, 'example.com/log');
  const text = await (await get('/decisions/two/receipt', '/decisions/{id}/receipt')).text();
  const proof = parseTlogProof(text);
  assert.equal(serialiseTlogProof(proof), text);
  assert.equal(verifySignedNote(proof.note, [key], verifyEd25519).length, 1);
  const { size, root } = parseCheckpoint(proof.note.text, 'example.com/log');
  const document = sha256Digest(encodeUtf8(canonicalJson(recordJson(someDecision('two')))));
  const { time } = someDecision('two');
  const entry = { apiVersion: 'twinseal.dev/log-entry/v1', kind: 'decision', id: 'two', time, document };
  const leaf = leafHash(encodeUtf8(canonicalJson(entry)));
  assert.ok(checkInclusion({ size, root, index: proof.index, leaf }, proof.hashes));
  const other = leafHash(encodeUtf8(canonicalJson({ ...entry, id: 'three' })));
  assert.ok(!checkInclusion({ size, root, index: proof.index, leaf: other }, proof.hashes));
  for (const bad of [text.replace('\n', '\r\n'), text.slice(1), text.replace('index', 'Index'), `${text}x`])
    assert.throws(() => parseTlogProof(bad), FormatError);
});

test('checkpoint and tiles are those of C2SP, and what the log does not have is a 404', async () => {
  const note = parseSignedNote(encodeUtf8(await (await get('/log/checkpoint', '/log/checkpoint')).text()));
  assert.equal(parseCheckpoint(note.text).size, 3);
  const hashes = await get('/log/tile/0/000.p/3', '/log/tile/{path}');
  assert.equal((await hashes.arrayBuffer()).byteLength, 96);
  assert.match(hashes.headers.get('cache-control') ?? '', /immutable/);
  const entries = Buffer.from(await (await get('/log/tile/entries/000.p/3', '/log/tile/{path}')).arrayBuffer());
  const first = entries.subarray(2, 2 + entries.readUInt16BE(0)).toString('utf8');
  assert.equal((JSON.parse(first) as { id: string }).id, 'one');
  for (const path of ['0/000.p/4', '0/000', '9/000', 'entries/001', '0/..%2F..%2Fetc', '0/x'])
    assert.equal(
      ((await (await get(`/log/tile/${path}`, '/log/tile/{path}')).json()) as { code: string }).code,
      'LOG_TILE_UNKNOWN',
    );
  assert.equal((await get('/decisions/none/receipt', '/decisions/{id}/receipt')).status, 404);
});
