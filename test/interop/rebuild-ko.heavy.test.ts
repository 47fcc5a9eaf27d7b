// An image that ko made, which Twinseal never saw being built: its programs come out of the source bit for bit, from what their build
// info says alone; and cosign takes the statement that says so.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { PREDICATE_TYPES } from '../../src/records/predicate-types.ts';
import { craneImage } from '../support/crane-image.ts';
import { makeKeys } from '../support/sealed-hello.ts';
import { goEnv, module, rebuild, root } from './hello-rebuild.ts';
import { peerOutput, withoutPeers } from './peer.ts';
import { startGgcr } from './registry.ts';

test('an image of two platforms that ko built from a git checkout is reproduced, and cosign verifies the statement', {
  skip: withoutPeers('ko', 'crane', 'cosign', 'registry-ggcr'),
}, async () => {
  const registry = await startGgcr();
  after(registry.stop);
  const base = `${registry.host}/base`;
  await craneImage(root, base, { file: { name: 'etc/motd', content: 'hello\n' }, runs: false });
  const image = `${registry.host}/hello`;
  await peerOutput('ko', ['build', '--bare', '--sbom=none', '--platform=linux/amd64,linux/arm64', '.'], {
    cwd: module,
    env: { ...goEnv, KO_DOCKER_REPO: image, KO_DEFAULTBASEIMAGE: `${base}:v1` },
    timeout: 300_000,
  });
  const { cosignKey, cosignPub } = await makeKeys(join(root, 'keys'));
  const { status, said } = await rebuild(`${image}:latest`, '--cosign-key', cosignKey);
  assert.deepEqual([said.outcome, status], ['reproduced', 0], JSON.stringify(said.platforms));
  assert.equal(said.platforms.length, 2);
  for (const { program, rebuilt, settings } of said.platforms) {
    assert.equal(program.path, '/ko-app/hello');
    assert.equal(rebuilt.digest, program.digest);
    // The stamp is that of the checkout, which has nothing changed.
    assert.deepEqual([settings.dependencies, settings.vcs.checked], ['vendor', true]);
  }
  // No twin proof by another key: two operators are not shown.
  assert.deepEqual(said.properties, []);
  const verify = ['verify-attestation', '--key', cosignPub, '--insecure-ignore-tlog', '--allow-http-registry'];
  await peerOutput('cosign', [...verify, '--type', PREDICATE_TYPES.rebuild, `${image}:latest`]);
});
