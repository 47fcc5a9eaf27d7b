// What Twinseal pushes, pulls and copies, as crane, oras and regctl see it, on a registry without and one with the
// referrers API.
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { openPlaces } from '../../src/adapters/places.ts';
import { sha256Digest } from '../../src/formats/digest.ts';
import { serialiseImageManifest } from '../../src/formats/oci/image-manifest.ts';
import { MEDIA_TYPES } from '../../src/formats/oci/media-types.ts';
import { copyImage } from '../../src/roads/copy.ts';
import { pull } from '../../src/roads/pull.ts';
import { push } from '../../src/roads/push.ts';
import { readTree } from '../../src/roads/tree.ts';
import { blobOf, CALL, documentOf, sampleImage } from '../stages/sample-image.ts';
import { runPeer, withoutPeers } from './peer.ts';
import { REGISTRIES } from './registry.ts';

const quiet = (): void => {};
const places = openPlaces({});
const root = await mkdtemp(join(tmpdir(), 'twinseal-push-'));
after(() => rm(root, { recursive: true, force: true }));
after(() => places.close());

const image = sampleImage();
const [amd64] = image.platforms;
const onChild = documentOf(
  MEDIA_TYPES.ociManifest,
  serialiseImageManifest({
    schemaVersion: 2,
    mediaType: MEDIA_TYPES.ociManifest,
    artifactType: MEDIA_TYPES.spdxJson,
    config: image.empty.descriptor,
    layers: [image.signature.descriptor],
    subject: amd64.manifest.descriptor,
  }),
);
const onReferrer = documentOf(
  MEDIA_TYPES.ociManifest,
  serialiseImageManifest({
    schemaVersion: 2,
    mediaType: MEDIA_TYPES.ociManifest,
    artifactType: MEDIA_TYPES.notationSignature,
    config: image.empty.descriptor,
    layers: [image.signature.descriptor],
    subject: onChild.descriptor,
  }),
);

const folder = join(root, 'app.oci');
const layout = await places.newLayout(folder, CALL);
for (const { layer, config, manifest } of image.platforms) {
  await layout.putBlob(blobOf(layer.bytes), CALL);
  await layout.putBlob(blobOf(config.bytes), CALL);
  await layout.putManifest(manifest, CALL);
}
for (const { bytes } of [image.empty, image.signature]) await layout.putBlob(blobOf(bytes), CALL);
for (const manifest of [image.referrer, onChild, onReferrer]) await layout.putManifest(manifest, CALL);
await layout.putManifest(image.index, CALL, 'v1');
await layout.commit(CALL);

async function ok(...[name, args]: Parameters<typeof runPeer>): Promise<string> {
  const { status, stdout, stderr } = await runPeer(name, args);
  assert.equal(status, 0, `${name} ${args.join(' ')}\n${stderr}`);
  return stdout;
}

for (const [kind, start] of Object.entries(REGISTRIES)) {
  const skip = withoutPeers('registry-distribution', 'registry-ggcr', 'crane', 'oras', 'regctl');
  describe(`push to ${kind}`, { skip }, async () => {
    const registry = await start();
    after(registry.stop);
    const reference = `${registry.host}/team/app:v1`;
    const form = kind === 'distribution' ? 'referrers-tag' : 'referrers-api';

    test('a layout is pushed with all that is attached, and the summary tells what was sent', async () => {
      const report = await push(places, { layout: folder, reference }, CALL, quiet);
      assert.equal(report.digest, image.index.descriptor.digest);
      assert.deepEqual(report.blobs, { uploaded: 6, mounted: 0, skipped: 0 });
      assert.deepEqual(report.manifests, { uploaded: 6, skipped: 0 });
      assert.equal(report.referrers, 3);
      assert.equal(report.notes.length, form === 'referrers-tag' ? 1 : 0, report.notes.join('\n'));
    });

    test('crane, regctl and oras find the image whole and what is attached to it', async () => {
      assert.equal((await ok('crane', ['digest', reference])).trim(), image.index.descriptor.digest);
      await ok('crane', ['validate', '--insecure', '--remote', reference]);
      const host = ['--host', `reg=${registry.host},tls=disabled`];
      assert.match(await ok('regctl', [...host, 'manifest', 'get', reference]), /linux\/arm64/);
      const listed = await ok('regctl', [...host, 'artifact', 'list', '--format', '{{json .Descriptors}}', reference]);
      assert.ok(listed.includes(image.referrer.descriptor.digest), listed);
      const discovered = await ok('oras', ['discover', '--plain-http', '--format', 'json', reference]);
      assert.ok(discovered.includes(image.referrer.descriptor.digest), discovered);
      const child = `${registry.host}/team/app@${amd64.manifest.descriptor.digest}`;
      const below = await ok('oras', ['discover', '--plain-http', '--format', 'json', child]);
      for (const { descriptor } of [onChild, onReferrer]) assert.ok(below.includes(descriptor.digest), below);
    });

    test('a second push sends no blob, and one to another repository takes the blobs over', async () => {
      const again = await push(places, { layout: folder, reference }, CALL, quiet);
      assert.deepEqual(again.blobs, { uploaded: 0, mounted: 0, skipped: 6 });
      assert.equal(again.manifests.skipped, 3);
      const source = places.repository(`${registry.host}/team/app`);
      const target = places.repository(`${registry.host}/other/app`);
      const copied = await copyImage({ source, target, image: 'v1', tag: 'v2' }, CALL, quiet);
      // go-containerregistry has one store for all repositories, so there HEAD finds the blobs at once.
      const { uploaded, mounted, skipped } = copied.blobs;
      assert.deepEqual([uploaded, mounted + skipped], [0, 6]);
      if (kind === 'distribution') assert.equal(mounted, 6);
      await ok('crane', ['validate', '--insecure', '--remote', `${registry.host}/other/app:v2`]);
    });

    // Only distribution loses a child from one repository and keeps it in others.
    const losesChildren = kind === 'distribution' ? test : undefined;
    losesChildren?.('a root that exists is no proof for what lies below: a lost child is pushed again', async () => {
      const { digest } = amd64.manifest.descriptor;
      await ok('crane', ['delete', '--insecure', `${registry.host}/team/app@${digest}`]);
      assert.notEqual((await runPeer('crane', ['validate', '--insecure', '--remote', reference])).status, 0);
      const repaired = await push(places, { layout: folder, reference }, CALL, quiet);
      assert.equal(repaired.manifests.skipped, 2);
      await ok('crane', ['validate', '--insecure', '--remote', reference]);
    });

    test('the tree shows children and what is attached, level by level', async () => {
      const { root: shown, notes } = await readTree(places.repository(`${registry.host}/team/app`), 'v1', CALL);
      assert.deepEqual(notes, []);
      assert.deepEqual(
        shown.children.map(({ platform }) => platform),
        ['linux/amd64', 'linux/arm64'],
      );
      assert.deepEqual(
        shown.referrers.map(({ digest }) => digest),
        [image.referrer.descriptor.digest],
      );
      const [sbom] = shown.children[0]?.referrers ?? [];
      assert.equal(sbom?.artifactType, MEDIA_TYPES.spdxJson);
      assert.deepEqual(
        sbom?.referrers.map(({ artifactType }) => artifactType),
        [MEDIA_TYPES.notationSignature],
      );
    });

    test('what was pulled is the image that was pushed, with its evidence, and can be pushed on', async () => {
      const back = join(root, `${kind}.oci`);
      const report = await pull(places, { reference, layout: back }, CALL, quiet);
      assert.equal(report.referrers, 3);
      const reader = await places.layout(back, CALL);
      assert.equal((await reader.resolve('v1', CALL)).digest, image.index.descriptor.digest);
      const { descriptors } = await reader.referrers(onChild.descriptor.digest, CALL);
      assert.deepEqual(
        descriptors.map(({ digest }) => digest),
        [onReferrer.descriptor.digest],
      );
      const again = await push(places, { layout: back, reference }, CALL, quiet);
      assert.equal(again.blobs.uploaded, 0);
    });

    test('an image that crane copied and oras attached to is read with its referrer', async () => {
      await ok('crane', ['copy', '--insecure', reference, `${registry.host}/by/crane:v1`]);
      const file = join(root, `${kind}.txt`);
      await (await import('node:fs/promises')).writeFile(file, 'attached by oras');
      await ok('oras', [
        'attach',
        '--plain-http',
        '--disable-path-validation',
        '--artifact-type',
        'application/x.test',
        `${registry.host}/by/crane:v1`,
        `${file}:text/plain`,
      ]);
      const repository = places.repository(`${registry.host}/by/crane`);
      const { digest } = await repository.resolve('v1', CALL);
      const listing = await repository.referrers(digest, CALL);
      assert.equal(listing.form, form);
      assert.equal(listing.descriptors.length, 1);
      const [entry] = listing.descriptors;
      assert.ok(entry !== undefined);
      const { bytes } = await repository.manifest(entry.digest, CALL);
      assert.equal(sha256Digest(bytes), entry.digest);
    });
  });
}

test('a push to a digest or to a malformed reference is refused before anything is sent', async () => {
  const { digest } = image.index.descriptor;
  const to = (reference: string) => push(places, { layout: folder, reference }, CALL, quiet);
  await assert.rejects(to(`127.0.0.1:1/app@${digest}`), { code: 'USAGE' });
  await assert.rejects(to('127.0.0.1:1/App'), { code: 'REFERENCE_INVALID' });
  await assert.rejects(to('127.0.0.1:1/app:v1'), { code: 'REGISTRY_UNREACHABLE' });
});
