// An image that ko made, as a layout and in a registry: no false error in it.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { craneImage } from '../support/crane-image.ts';
import { writeHelloModule } from '../support/hello-module.ts';
import { peerOutput, withoutPeers } from './peer.ts';
import { startGgcr } from './registry.ts';
import { acceptedCodes as accepted } from './validated.ts';

const skip = withoutPeers('crane', 'registry-ggcr', 'ko');
const root = mkdtempSync(join(tmpdir(), 'twinseal-validated-'));
after(() => rmSync(root, { recursive: true, force: true }));
const registry = skip === false ? await startGgcr() : { host: '127.0.0.1:1', stop: async () => {} };
after(registry.stop);

test('ko: a program for two platforms with its SBOM, in a registry and as a layout', { skip }, async () => {
  const file = { name: 'etc/motd', content: 'hello\n', mode: 0o644 };
  await craneImage(root, `${registry.host}/base`, { file, runs: false });
  const module = join(root, 'module');
  writeHelloModule(module);
  mkdirSync(join(root, 'home'));
  const goCache = execFileSync('go', ['env', 'GOCACHE'], { encoding: 'utf8' }).trim();
  const env = {
    GOCACHE: goCache,
    GOFLAGS: '-mod=vendor -buildvcs=true',
    GOPROXY: 'off',
    CGO_ENABLED: '0',
    KO_DOCKER_REPO: `${registry.host}/hello`,
    KO_DEFAULTBASEIMAGE: `${registry.host}/base:v1`,
  };
  const words = ['build', '--bare', '--platform=linux/amd64,linux/arm64', '.'];
  await peerOutput('ko', words, { cwd: module, env, timeout: 300_000 });
  await peerOutput('ko', [...words, '--oci-layout-path=layout', '--push=false'], {
    cwd: module,
    env,
    timeout: 300_000,
  });
  const layout = join(module, 'layout');
  assert.deepEqual(await accepted(`${registry.host}/hello:latest`, '--runs-on', 'linux/amd64/v3'), []);
  assert.deepEqual(await accepted(layout), []);
});
