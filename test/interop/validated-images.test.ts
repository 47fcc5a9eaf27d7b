// Images and artifacts that other tools made, as layouts and in a registry: no false error in any of them.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { craneImage } from '../support/crane-image.ts';
import { peerOutput, withoutPeers } from './peer.ts';
import { startGgcr } from './registry.ts';
import { acceptedCodes as accepted } from './validated.ts';

const skip = withoutPeers('crane', 'registry-ggcr', 'oras', 'regctl');
const root = mkdtempSync(join(tmpdir(), 'twinseal-validated-'));
after(() => rmSync(root, { recursive: true, force: true }));
const registry = skip === false ? await startGgcr() : { host: '127.0.0.1:1', stop: async () => {} };
after(registry.stop);

const BASE = { file: { name: 'etc/motd', content: 'hello\n', mode: 0o644 }, runs: false };

test('crane: an image, an index, the layout that it pulls', { skip }, async () => {
  const base = `${registry.host}/base`;
  await craneImage(root, base, BASE);
  assert.deepEqual(await accepted(`${base}:amd64`), []);
  assert.deepEqual(await accepted(`${base}:v1`, '--runs-on', 'linux/arm64'), []);
  const layout = join(root, 'crane');
  await peerOutput('crane', ['pull', '--format', 'oci', `${base}:v1`, layout]);
  assert.deepEqual(await accepted(layout), []);
});

test('oras: an artifact with a referrer, in a registry, in a layout and in an archive', { skip }, async () => {
  writeFileSync(join(root, 'a.txt'), 'a file');
  const artifact = `${registry.host}/artifact:v1`;
  const type = ['--artifact-type', 'application/vnd.example'];
  const options = { cwd: root };
  await peerOutput('oras', ['push', '--plain-http', artifact, ...type, 'a.txt:text/plain'], options);
  await peerOutput('oras', ['attach', '--plain-http', artifact, ...type, 'a.txt:text/plain'], options);
  assert.deepEqual(await accepted(artifact), []);
  const layout = join(root, 'oras');
  await peerOutput('oras', ['cp', '-r', '--from-plain-http', artifact, '--to-oci-layout', `${layout}:v1`], options);
  assert.deepEqual(await accepted(layout), []);
  const archive = join(root, 'oras.tar');
  await peerOutput('oras', ['backup', '--plain-http', '--output', archive, artifact], options);
  assert.deepEqual(await accepted(archive), []);
});

test('regctl: a copy, an export as an archive, an artifact', { skip }, async () => {
  const home = join(root, 'regctl-home');
  mkdirSync(home);
  await peerOutput('regctl', ['registry', 'set', '--tls', 'disabled', registry.host], { home });
  const layout = join(root, 'regctl');
  await peerOutput('regctl', ['image', 'copy', `${registry.host}/base:v1`, `ocidir://${layout}:v1`], { home });
  assert.deepEqual(await accepted(layout), []);
  const archive = join(root, 'regctl.tar');
  await peerOutput('regctl', ['image', 'export', `${registry.host}/base:v1`, archive], { home });
  // Its index.json has no media type, which the text lets be.
  assert.deepEqual(await accepted(archive), ['MEDIA_TYPE_ABSENT']);
  const put = ['artifact', 'put', '--artifact-type', 'application/vnd.example', '--file', join(root, 'a.txt')];
  await peerOutput('regctl', [...put, `${registry.host}/put:v1`], { home });
  assert.deepEqual(await accepted(`${registry.host}/put:v1`), []);
});
