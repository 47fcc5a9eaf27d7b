// Layouts and images that umoci makes, step by step: no false error in any of them. And umoci unpacks what Twinseal's layouts hold.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { openPlaces } from '../../src/adapters/places.ts';
import { copyImage } from '../../src/roads/copy.ts';
import { push } from '../../src/roads/push.ts';
import { elfSample } from '../formats/elf-sample.ts';
import { CALL } from '../stages/sample-image.ts';
import { makeImage, seal } from '../support/sealed-image.ts';
import { writeLayout } from '../support/written-layout.ts';
import { peerHome, peerOutput, withoutPeers } from './peer.ts';
import { startDistribution } from './registry.ts';
import { acceptedCodes } from './validated.ts';

const skip = withoutPeers('umoci', 'registry-distribution', 'crane');
const root = mkdtempSync(join(tmpdir(), 'twinseal-umoci-'));
after(() => rmSync(root, { recursive: true, force: true }));
const home = peerHome();
const umoci = (...words: readonly string[]): Promise<string> => peerOutput('umoci', words, { home, cwd: root });

interface Document {
  readonly manifests: readonly { readonly digest: string; readonly annotations?: Readonly<Record<string, string>> }[];
}

/** The digest that index.json has under a tag. */
function tagged(layout: string, tag: string): string | undefined {
  const { manifests } = JSON.parse(readFileSync(join(layout, 'index.json'), 'utf8')) as Document;
  return manifests.find(({ annotations }) => annotations?.['org.opencontainers.image.ref.name'] === tag)?.digest;
}

const folder = join(root, 'tree');
mkdirSync(join(folder, 'bin'), { recursive: true });
writeFileSync(join(folder, 'bin', 'app'), elfSample({ machine: 183 }), { mode: 0o755 });
symlinkSync('app', join(folder, 'bin', 'link'));
const made = join(root, 'made');

test('umoci: an empty layout, an image without layers, files, whiteouts, a configuration', { skip }, async () => {
  await umoci('init', '--layout', made);
  assert.deepEqual(await acceptedCodes(made), []);
  await umoci('new', '--image', `${made}:v1`);
  // Which the text lets be and the schema does not.
  assert.deepEqual(await acceptedCodes(made), ['SCHEMA_LAYERS_EMPTY']);
  await umoci('insert', '--rootless', '--image', `${made}:v1`, folder, '/opt');
  await umoci('insert', '--rootless', '--image', `${made}:v1`, '--tag', 'v2', '--opaque', folder, '/opt');
  await umoci('insert', '--rootless', '--image', `${made}:v2`, '--whiteout', '/opt/bin/link');
  const config = ['--config.entrypoint', '/opt/bin/app', '--config.user', '65532', '--config.env', 'A=b'];
  const more = ['--config.label', 'a=b', '--manifest.annotation', 'a=b', '--platform.os', 'linux'];
  await umoci('config', '--image', `${made}:v2`, ...config, ...more, '--platform.arch', 'arm64');
  assert.deepEqual(await acceptedCodes(made), []);
});

test('umoci: what was unpacked, changed and packed again, and a layout after the collection of garbage', {
  skip,
}, async () => {
  const bundle = join(root, 'bundle');
  await umoci('unpack', '--rootless', '--image', `${made}:v2`, bundle);
  writeFileSync(join(bundle, 'rootfs', 'opt', 'added'), 'added\n');
  rmSync(join(bundle, 'rootfs', 'opt', 'bin', 'app'));
  await umoci('repack', '--image', `${made}:v3`, bundle);
  // The program is gone, which is said and is no error of the form.
  assert.deepEqual(await acceptedCodes(made), ['PROGRAM_MISSING']);
  await umoci('rm', '--image', `${made}:v3`);
  await umoci('gc', '--layout', made);
  assert.deepEqual(await acceptedCodes(made), []);
});

test("umoci's image is pushed as it is, and umoci unpacks what Twinseal wrote", { skip }, async () => {
  const registry = await startDistribution();
  const places = openPlaces({});
  try {
    const reference = `${registry.host}/umoci:v2`;
    const report = await push(places, { layout: made, image: 'v2', reference }, CALL, () => {});
    assert.equal(report.digest, tagged(made, 'v2'));
    await peerOutput('crane', ['validate', '--insecure', '--remote', reference]);
    assert.deepEqual(await acceptedCodes(reference, '--runs-on', 'linux/arm64'), []);

    // An image of one platform: umoci chooses none from an index.
    const sealed = await writeLayout(seal(makeImage()), join(root, 'sealed'));
    const source = await places.layout(sealed, CALL);
    const { digest } = await source.resolve('v1', CALL);
    const { manifests } = JSON.parse(new TextDecoder().decode((await source.manifest(digest, CALL)).bytes)) as Document;
    const [child] = manifests;
    assert.ok(child !== undefined);
    const one = join(root, 'one');
    const target = await places.newLayout(one, CALL);
    await copyImage({ source, target, image: child.digest, tag: 'v1' }, CALL, () => {});
    await target.commit(CALL);
    await umoci('unpack', '--rootless', '--image', `${one}:v1`, join(root, 'unpacked'));
    const program = readFileSync(join(root, 'unpacked', 'rootfs', 'usr', 'local', 'bin', 'app'));
    assert.deepEqual([...program.subarray(0, 4)], [0x7f, 0x45, 0x4c, 0x46]);
    // It changes a layout that has referrers, and nothing of them is broken. It begins a history for an image that had none.
    await umoci('config', '--image', `${one}:v1`, '--tag', 'v2', '--config.label', 'more=yes');
    assert.deepEqual(await acceptedCodes(one), ['HISTORY_COUNT']);
  } finally {
    await registry.stop();
    places.close();
  }
});
