// What is sealed depends on the source alone: sealed twice, in other folders and homes, with another umask, by other keys
// and under another Node.js, the image and its SBOMs are the same bytes. Signatures and statements of conditions are not part of that.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { parseImageIndex } from '../../src/formats/oci/image-index.ts';
import { parseImageManifest } from '../../src/formats/oci/image-manifest.ts';
import { MEDIA_TYPES } from '../../src/formats/oci/media-types.ts';
import { peerPath, withoutPeers } from '../interop/peer.ts';
import { attachedIn, blobBytes, makeKeys, type SealedHello, sealHello } from '../support/sealed-hello.ts';
import { twinseal } from '../support/twinseal-program.ts';

const root = mkdtempSync(join(tmpdir(), 'twinseal-reproducible-'));
after(() => rmSync(root, { recursive: true, force: true }));

/** Each document and layer of the image, and each SBOM, by what it is; with its bytes. */
function contentOf({ layout, index, platforms }: SealedHello): ReadonlyMap<string, Buffer> {
  const content = new Map<string, Buffer>();
  const keep = (what: string, digest: string): Buffer => {
    const bytes = blobBytes(layout, digest);
    content.set(`${what} ${digest}`, bytes);
    return bytes;
  };
  const children = parseImageIndex(keep('index', index)).manifests;
  assert.deepEqual(
    children.map(({ digest }) => digest),
    platforms.map(({ manifest }) => manifest),
  );
  const sboms = attachedIn(layout).filter(({ artifactType }) => artifactType === MEDIA_TYPES.spdxJson);
  for (const { platform, manifest: digest } of platforms) {
    const manifest = parseImageManifest(keep(`manifest of ${platform}`, digest));
    keep(`config of ${platform}`, manifest.config.digest);
    for (const [place, layer] of manifest.layers.entries()) keep(`layer ${place} of ${platform}`, layer.digest);
    const own = sboms.filter(({ subject }) => subject === digest);
    assert.equal(own.length, 1);
    for (const { blob } of own) keep(`SBOM of ${platform}`, blob);
  }
  return content;
}

test('two folders, two Node.js versions and two operators give the same image and SBOMs, byte for byte', {
  skip: withoutPeers('node-26'),
}, async () => {
  const node = peerPath('node-26');
  const [here, there] = [await makeKeys(join(root, 'keys')), await makeKeys(join(root, 'other keys'))];
  const first = await sealHello(join(root, 'here'), here);
  const umask = process.umask(0o077);
  after(() => process.umask(umask));
  const second = await sealHello(join(root, 'elsewhere', 'in a longer path'), there, {
    node,
    env: { TZ: 'Asia/Kathmandu', LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8', GOMAXPROCS: '1', NODE_ENV: 'production' },
  });
  assert.equal(second.revision, first.revision);
  const [one, two] = [contentOf(first), contentOf(second)];
  assert.deepEqual([...two.keys()], [...one.keys()]);
  assert.equal(one.size, 1 + 2 * 5, [...one.keys()].join('\n'));
  for (const [what, bytes] of one) assert.ok(two.get(what)?.equals(bytes), what);
  // The controls: it was another Node.js, and what the operators signed does differ.
  for (const [options, major] of [
    [{}, /node +v24\./],
    [{ node }, /node +v26\./],
  ] as const)
    assert.match((await twinseal(['doctor'], options)).stdout, major);
  const listed = ({ layout }: SealedHello): string => readFileSync(join(layout, 'index.json'), 'utf8');
  assert.notEqual(listed(second), listed(first));
});
