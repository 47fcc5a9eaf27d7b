import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { layoutFiles } from '../../src/adapters/layout/layout-files.ts';
import { openLayout } from '../../src/adapters/layout/layout-reader.ts';
import { newLayout } from '../../src/adapters/layout/layout-writer.ts';
import { validateLayout } from '../../src/roads/validate.ts';
import { blobOf, CALL, sampleImage } from '../stages/sample-image.ts';
import { type PeerName, runPeer, withoutPeers } from './peer.ts';
import { startGgcr } from './registry.ts';

const root = await mkdtemp(join(tmpdir(), 'layout-peers-'));
after(() => rm(root, { recursive: true, force: true }));

const image = sampleImage();
const ours = join(root, 'ours');
const layout = await newLayout(ours, CALL);
for (const { layer, config, manifest } of image.platforms) {
  await layout.putBlob(blobOf(layer.bytes), CALL);
  await layout.putBlob(blobOf(config.bytes), CALL);
  await layout.putManifest(manifest, CALL);
}
await layout.putManifest(image.index, CALL, 'v1');
await layout.putBlob(blobOf(image.empty.bytes), CALL);
await layout.putBlob(blobOf(image.signature.bytes), CALL);
await layout.putManifest(image.referrer, CALL);
await layout.commit(CALL);

async function run(name: PeerName, ...args: string[]): Promise<string> {
  const { status, stdout, stderr } = await runPeer(name, args);
  assert.equal(status, 0, stderr);
  return stdout;
}

async function good(folder: string): Promise<void> {
  const { findings } = await validateLayout(layoutFiles(folder), {}, CALL);
  assert.deepEqual(findings, []);
  const reader = await openLayout(folder, CALL);
  assert.equal((await reader.resolve(undefined, CALL)).digest, image.index.descriptor.digest);
}

test('oras finds the referrer in our layout, and its copy has no finding', { skip: withoutPeers('oras') }, async () => {
  const found = await run('oras', 'discover', '--oci-layout', `${ours}:v1`);
  assert.ok(found.includes(image.referrer.descriptor.digest), found);
  const copy = join(root, 'oras');
  await run('oras', 'cp', '-r', '--from-oci-layout', `${ours}:v1`, '--to-oci-layout', `${copy}:v1`);
  await good(copy);
  const reader = await openLayout(copy, CALL);
  const { descriptors } = await reader.referrers(image.index.descriptor.digest, CALL);
  assert.deepEqual(
    descriptors.map(({ digest }) => digest),
    [image.referrer.descriptor.digest],
  );
});

test('regctl copies our layout, and its copy has no finding', { skip: withoutPeers('regctl') }, async () => {
  const copy = join(root, 'regctl');
  await run('regctl', 'image', 'copy', `ocidir://${ours}:v1`, `ocidir://${copy}:v1`);
  await good(copy);
});

test('crane pushes and validates our image, and the layout that it pulls has no error', {
  skip: withoutPeers('crane', 'registry-ggcr'),
}, async () => {
  const registry = await startGgcr();
  try {
    await run('oras', 'cp', '--from-oci-layout', `${ours}:v1`, '--to-plain-http', `${registry.host}/app:v1`);
    await run('crane', 'validate', '--remote', `${registry.host}/app:v1`);
    const copy = join(root, 'crane');
    await run('crane', 'pull', '--format', 'oci', `${registry.host}/app:v1`, copy);
    const { findings } = await validateLayout(layoutFiles(copy), {}, CALL);
    assert.deepEqual(
      findings.filter(({ severity }) => severity === 'error'),
      [],
    );
    assert.equal(
      (await openLayout(copy, CALL).then((r) => r.resolve(undefined, CALL))).digest,
      image.index.descriptor.digest,
    );
  } finally {
    await registry.stop();
  }
});
