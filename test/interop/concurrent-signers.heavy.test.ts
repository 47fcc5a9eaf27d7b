// Several processes that sign one image at the same moment, on a registry that keeps lists of referrers itself and on one where
// writers keep them under tags. And the race of two such writers, step by step.
import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { layoutTurn } from '../../src/adapters/layout/layout-turn.ts';
import type { SignedImage } from '../../src/roads/sign.ts';
import { craneImage } from '../support/crane-image.ts';
import { makeKeys, type OperatorKeys, PASSWORD } from '../support/sealed-hello.ts';
import { twinseal } from '../support/twinseal-program.ts';
import { runPeer, withoutPeers } from './peer.ts';
import { REGISTRIES, startDistribution } from './registry.ts';

const skip = withoutPeers('registry-ggcr', 'registry-distribution', 'cosign', 'crane');
const root = mkdtempSync(join(tmpdir(), 'twinseal-signers-'));
after(() => rmSync(root, { recursive: true, force: true }));
const signers: OperatorKeys[] = [];
for (const name of ['one', 'two', 'three']) signers.push(await makeKeys(join(root, name)));

async function sign(image: string, keys: OperatorKeys, ...words: string[]) {
  const env = { ...process.env, COSIGN_PASSWORD: PASSWORD };
  const notation = ['--notation-key', keys.notationKey, '--notation-cert', keys.notationChain];
  const all = ['sign', image, '--cosign-key', keys.cosignKey, ...notation, '-o', 'json', ...words];
  const { status, stdout, stderr } = await twinseal(all, { env });
  assert.equal(status, 0, stderr);
  return JSON.parse(stdout) as SignedImage;
}

async function attached(reference: string): Promise<readonly string[]> {
  const { stdout } = await twinseal(['tree', reference, '-o', 'json']);
  return [...stdout.matchAll(/"digest": ?"(sha256:[0-9a-f]{64})"/g)].map(([, digest = '']) => digest);
}

for (const [kind, start] of Object.entries(REGISTRIES)) {
  test(`three processes sign at once on ${kind}`, { skip }, async () => {
    const registry = await start();
    after(registry.stop);
    const { reference } = await craneImage(root, `${registry.host}/team/app`);
    const first = await Promise.all(signers.map((keys) => sign(reference, keys)));
    const made = first.flatMap(({ signatures }) => signatures);
    assert.equal(made.length, 3 * 2 * 3);
    if (kind !== 'distribution') {
      const there = new Set(await attached(reference));
      assert.deepEqual(
        made.filter(({ evidence }) => !there.has(evidence)),
        [],
      );
      return;
    }
    // No writer can close this race alone, and each is told so; whoever signs again adds what was lost and nothing else.
    for (const { notes } of first) assert.match(notes.join('\n'), /has no referrers API/);
    const listed = new Set(await attached(reference));
    for (const [i, keys] of signers.entries()) {
      const { signatures } = await sign(reference, keys);
      for (const [k, now] of signatures.entries()) {
        const before = first[i]?.signatures[k];
        assert.equal(now.outcome === 'already', listed.has(before?.evidence ?? ''), `${now.family} ${now.subject}`);
      }
    }
    for (const { cosignPub } of signers) {
      const words = ['verify', '--key', cosignPub, '--insecure-ignore-tlog', '--allow-http-registry', reference];
      const { status, stderr } = await runPeer('cosign', words);
      assert.equal(status, 0, stderr);
    }
  });
}

test('three processes sign one layout at once, and one that holds the turn is waited for', { skip }, async () => {
  const registry = await startDistribution();
  after(registry.stop);
  const { reference } = await craneImage(root, `${registry.host}/team/app`);
  const layout = join(root, 'app.oci');
  assert.equal((await twinseal(['pull', reference, layout])).status, 0);
  const call = { signal: new AbortController().signal, deadline: Date.now() + 60_000 };
  const done = await layoutTurn(layout, call);
  const index = readFileSync(join(layout, 'index.json'), 'utf8');
  const working = Promise.all(signers.map((keys) => sign(layout, keys)));
  // All three have written their blobs and wait: each has at least one that was not there.
  while (readdirSync(join(layout, 'blobs', 'sha256')).length < 5 + 3 * 2 * 3)
    await new Promise((resolve) => setTimeout(resolve, 50));
  assert.equal(readFileSync(join(layout, 'index.json'), 'utf8'), index);
  await done();
  const made = (await working).flatMap(({ signatures }) => signatures);
  const there = new Set(await attached(layout));
  assert.deepEqual(
    made.filter(({ evidence }) => !there.has(evidence)),
    [],
  );
  assert.equal((await twinseal(['validate', layout])).status, 0);
});

/** A door to the registry at which requests for the list wait for their turn. */
async function door(host: string, turn: (method: string) => Promise<(() => void) | undefined>): Promise<string> {
  const [hostname = '', port] = host.split(':');
  const server: Server = createServer(async (given, answer) => {
    const [method, path] = [given.method ?? '', given.url ?? ''];
    const done = /\/manifests\/sha256-[0-9a-f]{64}$/.test(path) ? await turn(method) : undefined;
    const onward = request({ hostname, port, path, method, headers: given.headers }, (response) => {
      answer.writeHead(response.statusCode ?? 502, response.headers);
      response.pipe(answer);
      response.once('end', () => done?.());
    });
    onward.once('error', () => answer.destroy());
    given.pipe(onward);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  after(() => {
    server.closeAllConnections();
    server.close();
  });
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function event() {
  let happen = (): void => {};
  const happened = new Promise<void>((resolve) => {
    happen = resolve;
  });
  return { happen, happened };
}

test('an entry that another writer pushes out, after it was seen in the list, is listed again', { skip }, async () => {
  const registry = await startDistribution();
  after(registry.stop);
  const { reference } = await craneImage(root, `${registry.host}/team/app`);
  const [lateHasRead, seenByEarly, lateHasWritten] = [event(), event(), event()];
  let early = 0;
  let wrote = false;
  const earlyHost = await door(registry.host, async (method) => {
    if (method === 'PUT') wrote = true;
    if (!wrote) await lateHasRead.happened;
    if (method !== 'GET' || !wrote) return undefined;
    early += 1;
    if (early === 1) return seenByEarly.happen;
    await lateHasWritten.happened;
    return undefined;
  });
  let late = 0;
  const lateHost = await door(registry.host, async (method) => {
    if (method !== 'PUT') return undefined;
    late += 1;
    if (late > 1) return undefined;
    lateHasRead.happen();
    await seenByEarly.happened;
    return lateHasWritten.happen;
  });
  const [one, two] = signers;
  assert.ok(one !== undefined && two !== undefined);
  const by = (host: string, keys: OperatorKeys) =>
    sign(reference.replace(registry.host, host), keys, '--no-recursive', '--again');
  const [first, second] = await Promise.all([by(earlyHost, one), by(lateHost, two)]);
  const there = await attached(reference);
  for (const { evidence } of [...first.signatures, ...second.signatures]) assert.ok(there.includes(evidence));
  assert.match(first.notes.join('\n'), /pushed \d of our entries out of the lists/);
});
