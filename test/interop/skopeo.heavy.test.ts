// Images that skopeo moves, by Debian's program and by the library of today's: from and to what Twinseal pushed, pulled and wrote, with
// equal digests and no false error.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { openPlaces } from '../../src/adapters/places.ts';
import { parseImageManifest } from '../../src/formats/oci/image-manifest.ts';
import { MEDIA_TYPES } from '../../src/formats/oci/media-types.ts';
import { copyBetween } from '../../src/roads/copy-between.ts';
import { pull } from '../../src/roads/pull.ts';
import { push } from '../../src/roads/push.ts';
import { readTree } from '../../src/roads/tree.ts';
import { CALL } from '../stages/sample-image.ts';
import { makeImage, seal } from '../support/sealed-image.ts';
import { writeLayout } from '../support/written-layout.ts';
import { peerHome, peerOutput, withoutPeers } from './peer.ts';
import { REGISTRIES } from './registry.ts';
import { acceptedCodes } from './validated.ts';

const skip = withoutPeers('skopeo', 'containers-copy', 'registry-distribution', 'registry-ggcr', 'crane');
const quiet = (): void => {};
const places = openPlaces({});
after(() => places.close());
const root = mkdtempSync(join(tmpdir(), 'twinseal-skopeo-'));
after(() => rmSync(root, { recursive: true, force: true }));
const home = peerHome();
// The same words for both; a machine of tests has nobody's policy for signatures. The older one leaves the media type out of
// index.json, which the text lets be.
const PROGRAMS = {
  skopeo: { words: ['--insecure-policy', 'copy', '--quiet'], remarks: ['MEDIA_TYPE_ABSENT'] },
  'containers-copy': { words: [], remarks: [] },
} as const;
const PLAIN = ['--src-tls-verify=false', '--dest-tls-verify=false'];

const image = makeImage();
const ours = await writeLayout(seal(image), join(root, 'ours.oci'));

/** The digest that a layout has under a tag, with all that it leads to read and hashed. */
async function within(layout: string, tag: string): Promise<string> {
  return (await (await places.layout(layout, CALL)).resolve(tag, CALL)).digest;
}

for (const program of ['skopeo', 'containers-copy'] as const)
  for (const [kind, start] of Object.entries(REGISTRIES))
    describe(`${program} with ${kind}'s registry`, { skip }, async () => {
      const registry = await start();
      after(registry.stop);
      const { words: before, remarks } = PROGRAMS[program];
      const copy = (...words: readonly string[]): Promise<string> =>
        peerOutput(program, [...before, ...PLAIN, ...words], { home, cwd: root });
      const name = `${program}-${kind}`;
      const pushed = `${registry.host}/team/app:v1`;

      test('copies what Twinseal pushed: every platform into a layout and an archive, or one of them', async () => {
        await push(places, { layout: ours, reference: pushed }, CALL, quiet);
        const layout = join(root, `${name}.oci`);
        await copy('--all', `docker://${pushed}`, `oci:${layout}:v1`);
        assert.deepEqual(await acceptedCodes(layout), remarks);
        assert.equal(await within(layout, 'v1'), image.index.digest);
        const archive = join(root, `${name}.tar`);
        await copy('--all', `docker://${pushed}`, `oci-archive:${archive}:v1`);
        assert.deepEqual(await acceptedCodes(archive), remarks);
        // What both run on is a platform of the image, and that one is taken.
        const one = join(root, `${name}-one.oci`);
        await copy(`docker://${pushed}`, `oci:${one}:v1`);
        assert.deepEqual(await acceptedCodes(one), remarks);
        const children = image.platforms.map(({ descriptor }) => descriptor.digest as string);
        assert.ok(children.includes(await within(one, 'v1')));
      });

      test("copies Twinseal's layout into the registry, from where Twinseal pulls and copies it on", async () => {
        const reference = `${registry.host}/theirs/app:v1`;
        await copy('--all', `oci:${ours}:v1`, `docker://${reference}`);
        await peerOutput('crane', ['validate', '--insecure', '--remote', reference]);
        assert.deepEqual(await acceptedCodes(reference), []);
        const back = join(root, `${name}-back.oci`);
        const pulled = await pull(places, { reference, layout: back }, CALL, quiet);
        assert.equal(pulled.digest, image.index.digest);
        assert.deepEqual(await acceptedCodes(back), []);
        const on = await copyBetween(places, reference, `${registry.host}/on/app:v1`, CALL, quiet);
        assert.equal(on.digest, image.index.digest);
        assert.equal(on.blobs.uploaded, 0, 'the registry has them all');
        // It takes no referrers along. What Twinseal then pushes is these and nothing that is there.
        assert.equal(pulled.referrers, 0);
        const rest = await push(places, { layout: ours, reference }, CALL, quiet);
        assert.equal(rest.digest, image.index.digest);
        assert.ok(rest.referrers > 0);
        assert.equal(rest.manifests.uploaded, rest.referrers);
      });

      test('copies from one repository to another, and Twinseal finds the very image there', async () => {
        const reference = `${registry.host}/other/app:v2`;
        await copy('--all', `docker://${pushed}`, `docker://${reference}`);
        assert.deepEqual(await acceptedCodes(reference), []);
        const layout = join(root, `${name}-other.oci`);
        assert.equal((await pull(places, { reference, layout }, CALL, quiet)).digest, image.index.digest);
        // And what Twinseal pulled, it copies back.
        await copy('--all', `oci:${layout}:v2`, `docker://${registry.host}/again/app:v3`);
        const digest = await peerOutput('crane', ['digest', '--insecure', `${registry.host}/again/app:v3`]);
        assert.equal(digest.trim(), image.index.digest);
      });
    });

test("skopeo: an image written as Docker's kind, and one with layers of zstd", { skip }, async () => {
  const registry = await REGISTRIES.distribution();
  try {
    const copy = (...words: readonly string[]) =>
      peerOutput('skopeo', [...PROGRAMS.skopeo.words, ...PLAIN, ...words], { home, cwd: root });
    const docker = `${registry.host}/docker/app:v1`;
    await copy('--all', '--format', 'v2s2', `oci:${ours}:v1`, `docker://${docker}`);
    const shown = await peerOutput('crane', ['manifest', '--insecure', docker]);
    assert.match(shown, /application\/vnd\.docker\.distribution\.manifest\.list\.v2\+json/);
    assert.deepEqual(await acceptedCodes(docker), []);
    const zstd = join(root, 'zstd.oci');
    await copy('--all', '--dest-compress', '--dest-compress-format', 'zstd', `oci:${ours}:v1`, `oci:${zstd}:v1`);
    const reader = await places.layout(zstd, CALL);
    const [child] = (await readTree(reader, 'v1', CALL)).root.children;
    assert.ok(child !== undefined);
    const { bytes } = await reader.manifest(child.digest, CALL);
    assert.equal(parseImageManifest(bytes).layers[0]?.mediaType, MEDIA_TYPES.ociLayerZstd);
    assert.deepEqual(await acceptedCodes(zstd), PROGRAMS.skopeo.remarks);
  } finally {
    await registry.stop();
  }
});
