// A registry from before OCI 1.1, as Debian has it: what Twinseal pushes there is whole for others, comes back, and is not sent twice.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { openPlaces } from '../../src/adapters/places.ts';
import { copyBetween } from '../../src/roads/copy-between.ts';
import { pull } from '../../src/roads/pull.ts';
import { push } from '../../src/roads/push.ts';
import { readTree } from '../../src/roads/tree.ts';
import { CALL } from '../stages/sample-image.ts';
import { makeImage, seal } from '../support/sealed-image.ts';
import { writeLayout } from '../support/written-layout.ts';
import { peerOutput, withoutPeers } from './peer.ts';
import { startDebian, startGgcr } from './registry.ts';
import { acceptedCodes } from './validated.ts';

const skip = withoutPeers('registry-debian', 'registry-ggcr', 'crane', 'oras');
const quiet = (): void => {};

test('an image with all that is attached goes there, is found by others, and comes back', { skip }, async () => {
  const root = mkdtempSync(join(tmpdir(), 'twinseal-debian-'));
  const registry = await startDebian();
  const modern = await startGgcr();
  const places = openPlaces({});
  try {
    const layout = await writeLayout(seal(makeImage()), join(root, 'app.oci'));
    const reference = `${registry.host}/team/app:v1`;
    const pushed = await push(places, { layout, reference }, CALL, quiet);
    assert.ok(pushed.referrers > 0 && pushed.blobs.uploaded > 0);
    assert.deepEqual(await acceptedCodes(reference), []);

    await peerOutput('crane', ['validate', '--insecure', '--remote', reference]);
    const digest = (await peerOutput('crane', ['digest', '--insecure', reference])).trim();
    assert.equal(digest, pushed.digest);
    const { root: tree } = await readTree(places.repository(`${registry.host}/team/app`), 'v1', CALL);
    assert.ok(tree.referrers.length > 0);
    const listed = await peerOutput('oras', ['discover', '--plain-http', '--format', 'json', reference]);
    for (const referrer of tree.referrers) assert.ok(listed.includes(referrer.digest), listed);

    const again = await push(places, { layout, reference }, CALL, quiet);
    assert.deepEqual([again.blobs.uploaded, again.blobs.mounted], [0, 0]);
    const mounted = await copyBetween(places, reference, `${registry.host}/other/app:v2`, CALL, quiet);
    assert.deepEqual([mounted.digest, mounted.blobs.uploaded], [pushed.digest, 0]);

    const back = join(root, 'back.oci');
    const pulled = await pull(places, { reference, layout: back }, CALL, quiet);
    assert.deepEqual([pulled.digest, pulled.referrers], [pushed.digest, pushed.referrers]);
    assert.deepEqual(await acceptedCodes(back), []);
    // From the tag's list into the API of a registry that has it, and back again.
    const there = await copyBetween(places, reference, `${modern.host}/team/app:v1`, CALL, quiet);
    assert.deepEqual([there.digest, there.referrers], [pushed.digest, pushed.referrers]);
    const home = await copyBetween(places, `${modern.host}/team/app:v1`, `${registry.host}/home/app:v1`, CALL, quiet);
    assert.deepEqual([home.digest, home.referrers], [pushed.digest, pushed.referrers]);
  } finally {
    places.close();
    await modern.stop();
    await registry.stop();
    rmSync(root, { recursive: true, force: true });
  }
});
