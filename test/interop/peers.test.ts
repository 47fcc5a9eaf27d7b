import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { peerEnvironment, peerHome, runPeer, withoutPeers } from './peer.ts';
import { REGISTRIES, startDistribution, startGgcr } from './registry.ts';

const EMPTY_INDEX = '{"schemaVersion":2,"mediaType":"application/vnd.oci.image.index.v1+json","manifests":[]}';

for (const [name, args] of [
  ['cosign', ['version']],
  ['notation', ['version']],
  ['crane', ['version']],
  ['oras', ['version']],
  ['regctl', ['version']],
] as const) {
  test(`the real ${name} runs`, { skip: withoutPeers(name) }, async () => {
    const { status, stderr } = await runPeer(name, args);
    assert.equal(status, 0, stderr);
  });
}

test('a peer gets a minimal environment and nothing else of the caller', () => {
  const home = peerHome();
  const env = peerEnvironment(home, { COSIGN_PASSWORD: 'x' });
  assert.deepEqual(Object.keys(env).sort(), [
    'COSIGN_PASSWORD',
    'HOME',
    'LANG',
    'NO_COLOR',
    'PATH',
    'TMPDIR',
    'TZ',
    'XDG_CACHE_HOME',
    'XDG_CONFIG_HOME',
    'XDG_DATA_HOME',
  ]);
  for (const name of ['HOME', 'TMPDIR', 'XDG_CONFIG_HOME']) assert.ok(env[name]?.startsWith(home), name);
});

test('a peer that fails gives its status and its words', { skip: withoutPeers('crane') }, async () => {
  const { status, stderr } = await runPeer('crane', ['manifest', '127.0.0.1:1/none:v1']);
  assert.equal(status, 1);
  assert.match(stderr, /refused/);
});

test('a peer that hangs is killed and named', { skip: withoutPeers('registry-ggcr') }, async () => {
  await assert.rejects(runPeer('registry-ggcr', [], { timeout: 300 }), /registry-ggcr .*killed after 300 ms/);
});

for (const [name, startRegistry] of Object.entries(REGISTRIES)) {
  test(`${name}'s registry takes and gives a manifest, and is gone after stop`, async () => {
    const registry = await startRegistry();
    const url = `http://${registry.host}/v2/app/manifests/v1`;
    const type = 'application/vnd.oci.image.index.v1+json';
    const put = await fetch(url, { method: 'PUT', body: EMPTY_INDEX, headers: { 'content-type': type } });
    assert.equal(put.status, 201, await put.text());
    const got = await fetch(url, { headers: { accept: type } });
    assert.equal(await got.text(), EMPTY_INDEX);
    await registry.stop();
    await assert.rejects(fetch(url));
  });
}

test("go-containerregistry's registry has the referrers API and distribution's has not", async () => {
  const digest = `sha256:${'0'.repeat(64)}`;
  const [without, having] = await Promise.all([startDistribution(), startGgcr()]);
  after(without.stop);
  after(having.stop);
  for (const { host } of [without, having]) {
    const put = await fetch(`http://${host}/v2/app/manifests/v1`, {
      method: 'PUT',
      body: EMPTY_INDEX,
      headers: { 'content-type': 'application/vnd.oci.image.index.v1+json' },
    });
    await put.body?.cancel();
  }
  assert.equal((await fetch(`http://${without.host}/v2/app/referrers/${digest}`)).status, 404);
  const listed = await fetch(`http://${having.host}/v2/app/referrers/${digest}`);
  assert.equal(listed.status, 200);
  assert.match(listed.headers.get('content-type') ?? '', /^application\/vnd\.oci\.image\.index\.v1\+json/);
});
