import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { PakoLayerCompressor } from '../../src/adapters/compress/pako-layer-compressor.ts';
import { sha256Digest } from '../../src/formats/digest.ts';
import { parseImageConfig, serialiseImageConfig } from '../../src/formats/oci/image-config.ts';
import { parseImageIndex } from '../../src/formats/oci/image-index.ts';
import { parseImageManifest, serialiseImageManifest } from '../../src/formats/oci/image-manifest.ts';
import { MEDIA_TYPES } from '../../src/formats/oci/media-types.ts';
import type { PackedImage } from '../../src/records/packed-image.ts';
import { TwinsealError } from '../../src/records/twinseal-error.ts';
import { binariesIn, packImage } from '../../src/seal/pack/pack-image.ts';
import { readBaseImage } from '../../src/seal/pack/read-base.ts';
import { blobBytes } from '../support/memory-blob.ts';
import { MemoryContent } from '../support/memory-content.ts';
import { builtBinary, METADATA, packRequest, SETTINGS } from '../support/pack-request.ts';

const root = mkdtempSync(join(tmpdir(), 'twinseal-pack-'));
const compressor = new PakoLayerCompressor({ workFolder: root, cacheFolder: join(root, 'cache') });
after(async () => {
  await compressor.close();
  rmSync(root, { recursive: true, force: true });
});

const call = () => ({ signal: new AbortController().signal, deadline: Date.now() + 60_000 });
const both = [builtBinary('linux/arm64'), builtBinary('linux/amd64')];
const pack = (request = packRequest(both)) => packImage(request, compressor, call());
const configOf = (image: PackedImage, at = 0) =>
  parseImageConfig(image.platforms[at]?.config.bytes ?? new Uint8Array());
const code = (wanted: string) => (error: unknown) => error instanceof TwinsealError && error.code === wanted;

/** `[path, mode, type]` of each entry of a tar. */
function entries(tar: Uint8Array): readonly (readonly [string, number, string])[] {
  const text = (at: number, length: number) =>
    Buffer.from(tar.subarray(at, at + length))
      .toString()
      .replace(/\0.*$/s, '');
  const rows: (readonly [string, number, string])[] = [];
  for (let at = 0; tar[at] !== 0; ) {
    rows.push([text(at, 100), Number.parseInt(text(at + 100, 8), 8), text(at + 156, 1)]);
    at += 512 + Math.ceil(Number.parseInt(text(at + 124, 12), 8) / 512) * 512;
  }
  return rows;
}

test('every document and layer is what its descriptor says, and children agree with their configs', async () => {
  const image = await pack();
  const index = parseImageIndex(image.index.bytes, MEDIA_TYPES.ociIndex);
  assert.equal(image.index.descriptor.digest, sha256Digest(image.index.bytes));
  assert.deepEqual(
    index.manifests,
    image.platforms.map((each) => each.manifest.descriptor),
  );
  for (const [at, each] of image.platforms.entries()) {
    assert.equal(each.manifest.descriptor.digest, sha256Digest(each.manifest.bytes));
    const manifest = parseImageManifest(each.manifest.bytes, MEDIA_TYPES.ociManifest);
    assert.equal(manifest.config.digest, sha256Digest(each.config.bytes));
    assert.equal(manifest.config.size, each.config.bytes.length);
    const config = configOf(image, at);
    const { os, architecture, variant } = config;
    assert.deepEqual(each.manifest.descriptor.platform, {
      os,
      architecture,
      ...(variant !== undefined && { variant }),
    });
    assert.equal(config.history?.length, manifest.layers.length);
    for (const [i, layer] of each.layers.entries()) {
      assert.deepEqual(manifest.layers[i], layer.descriptor);
      const bytes = await blobBytes(layer.blob);
      assert.equal(layer.descriptor.digest, sha256Digest(bytes));
      assert.equal(layer.descriptor.size, bytes.length);
      assert.equal(config.rootfs.diff_ids[i], sha256Digest(gunzipSync(bytes)));
    }
  }
});

test('amd64 and arm64 stand first, without a variant, whatever the order of the builds', async () => {
  const platforms = ['linux/riscv64', 'linux/arm/v7', 'linux/amd64/v3', 'linux/arm64', 'linux/amd64'];
  const image = await pack(packRequest(platforms.map((platform) => builtBinary(platform, { size: 10 }))));
  assert.deepEqual(
    image.platforms.map((each) => each.platform),
    ['linux/amd64', 'linux/amd64/v3', 'linux/arm64', 'linux/arm/v7', 'linux/riscv64'],
  );
  assert.equal(configOf(image, 1).variant, 'v3');
  assert.equal(configOf(image, 0).variant, undefined);
});

test('a binary that needs more than its platform promises is refused, and one that needs less is not', async () => {
  const built = (level: string, platform: string) =>
    builtBinary(platform, {
      size: 10,
      settings: [
        ['GOOS', 'linux'],
        ['GOARCH', 'amd64'],
        ['GOAMD64', level],
      ],
    });
  const refused = (error: unknown): boolean =>
    error instanceof TwinsealError &&
    error.code === 'BINARY_WRONG_PLATFORM' &&
    /built for linux\/amd64\/v3, which is more than linux\/amd64(\/v2)? promises/.test(error.message);
  for (const platform of ['linux/amd64', 'linux/amd64/v2'])
    await assert.rejects(async () => await pack(packRequest([built('v3', platform)])), refused);
  const binaries = [built('v1', 'linux/amd64'), built('v2', 'linux/amd64/v3')];
  const image = await pack(packRequest(binaries));
  assert.deepEqual(
    image.platforms.map((each) => binariesIn(each, binaries)),
    binaries.map((each) => [each]),
  );
  assert.equal(configOf(image, 1).variant, 'v3');
});

test('the program runs as a user without rights, is found on PATH and owned by root', async () => {
  const image = await pack();
  const { config } = configOf(image);
  assert.equal(config?.User, '65532:65532');
  assert.deepEqual(config?.Entrypoint, ['/usr/local/bin/app']);
  assert.match(config?.Env?.[0] ?? '', /^PATH=(.*:)?\/usr\/local\/bin(:|$)/);
  const [accounts, program] = image.platforms[0]?.layers ?? [];
  assert.ok(accounts !== undefined && program !== undefined);
  assert.deepEqual(entries(gunzipSync(await blobBytes(accounts.blob))), [
    ['etc/', 0o755, '5'],
    ['etc/group', 0o644, '0'],
    ['etc/passwd', 0o644, '0'],
    ['tmp/', 0o1777, '5'],
  ]);
  assert.deepEqual(entries(gunzipSync(await blobBytes(program.blob))), [
    ['usr/', 0o755, '5'],
    ['usr/local/', 0o755, '5'],
    ['usr/local/bin/', 0o755, '5'],
    ['usr/local/bin/app', 0o755, '0'],
  ]);
});

test('metadata stands on index, manifests and labels, with its origin', async () => {
  const claimed = { ...METADATA, version: { value: '2.0.0', origin: 'claimed' as const } };
  const image = await pack(
    packRequest(both, { metadata: claimed, settings: { ...SETTINGS, labels: { a: 'b' }, annotations: { c: 'd' } } }),
  );
  const expected = {
    'org.opencontainers.image.revision': METADATA.revision?.value,
    'org.opencontainers.image.created': '2026-05-04T03:02:01Z',
    'org.opencontainers.image.version': '2.0.0',
    'org.opencontainers.image.title': 'app',
    'org.opencontainers.image.source': 'https://example.com/app',
    'org.opencontainers.image.licenses': 'Apache-2.0',
    'dev.twinseal.assembly': `1/${compressor.name}`,
    'dev.twinseal.metadata.origins': 'created=git,revision=git,version=claimed',
  };
  const plain = (value: object | undefined) => ({ ...value });
  assert.deepEqual(plain(parseImageIndex(image.index.bytes).annotations), { ...expected, c: 'd' });
  for (const { manifest } of image.platforms)
    assert.deepEqual(plain(parseImageManifest(manifest.bytes).annotations), { ...expected, c: 'd' });
  assert.deepEqual(plain(configOf(image).config?.Labels), { ...expected, a: 'b' });
});

test('a source without git has no revision, and its time is 1970 and said to be of no origin', async () => {
  const image = await pack(
    packRequest(both, { metadata: { title: 'app', created: { value: '1970-01-01T00:00:00Z', origin: 'none' } } }),
  );
  const annotations = parseImageIndex(image.index.bytes).annotations ?? {};
  assert.equal(annotations['org.opencontainers.image.revision'], undefined);
  assert.equal(annotations['dev.twinseal.metadata.origins'], 'created=none');
});

test('several programs make one layer each, the first is the entrypoint', async () => {
  const image = await pack(packRequest([builtBinary('linux/amd64'), builtBinary('linux/amd64', { name: 'tool' })]));
  assert.equal(image.platforms[0]?.layers.length, 3);
  assert.deepEqual(configOf(image).config?.Entrypoint, ['/usr/local/bin/app']);
  const alone = await pack(packRequest([builtBinary('linux/amd64')]));
  assert.equal(image.platforms[0]?.layers[1]?.descriptor.digest, alone.platforms[0]?.layers[1]?.descriptor.digest);
});

test('on a base: its layers first, what it describes of itself is gone, its run settings stay', async () => {
  const content = new MemoryContent();
  const base = await pack(packRequest(both, { settings: { ...SETTINGS, labels: { keep: 'me' }, cmd: ['--serve'] } }));
  content.putImage(base);
  const read = await readBaseImage(content, [{ os: 'linux', architecture: 'amd64', variant: 'v3' }], call());
  const image = await pack(packRequest([builtBinary('linux/amd64/v3', { name: 'top' })], { base: read }));
  const below = base.platforms[0];
  assert.deepEqual(
    image.platforms[0]?.layers.slice(0, -1).map((layer) => layer.descriptor),
    below?.layers.map((layer) => layer.descriptor),
  );
  const config = configOf(image);
  assert.equal(config.variant, 'v3');
  assert.deepEqual(config.rootfs.diff_ids.slice(0, -1), configOf(base).rootfs.diff_ids);
  assert.equal(config.history?.length, 3);
  assert.deepEqual(config.config?.Entrypoint, ['/usr/local/bin/top']);
  assert.equal(config.config?.Cmd, undefined);
  assert.equal(config.config?.Labels?.keep, 'me');
  const manifest = parseImageManifest(image.platforms[0]?.manifest.bytes ?? new Uint8Array());
  assert.equal(manifest.annotations?.['org.opencontainers.image.base.digest'], below?.manifest.descriptor.digest);
  assert.equal(
    parseImageIndex(image.index.bytes).annotations?.['org.opencontainers.image.base.digest'],
    base.index.descriptor.digest,
  );
});

test('Docker layer types of a base become those of OCI, and layers that cannot be shipped are refused', async () => {
  const content = new MemoryContent();
  const digest = sha256Digest(new Uint8Array(1));
  const config = content.put(
    serialiseImageConfig({ os: 'linux', architecture: 'amd64', rootfs: { type: 'layers', diff_ids: [digest] } }),
    MEDIA_TYPES.dockerConfig,
  );
  const write = (mediaType: string) => {
    const bytes = serialiseImageManifest({
      schemaVersion: 2,
      mediaType: MEDIA_TYPES.dockerManifest,
      config,
      layers: [{ mediaType, digest, size: 1 }],
    });
    content.root = content.put(bytes, MEDIA_TYPES.dockerManifest);
  };
  write(MEDIA_TYPES.dockerLayerGzip);
  const read = await readBaseImage(content, [{ os: 'linux', architecture: 'amd64' }], call());
  assert.equal(read.platforms[0]?.layers[0]?.descriptor.mediaType, MEDIA_TYPES.ociLayerGzip);
  const image = await pack(packRequest([builtBinary('linux/amd64', { size: 10 })], { base: read }));
  assert.equal(configOf(image).history?.length, 2);
  write(MEDIA_TYPES.dockerForeignLayerGzip);
  await assert.rejects(
    readBaseImage(content, [{ os: 'linux', architecture: 'amd64' }], call()),
    code('BASE_IMAGE_INVALID'),
  );
});

test('a base without the platform, or with other counts of layers and diff_ids, is refused by name', async () => {
  const content = new MemoryContent();
  content.putImage(await pack());
  await assert.rejects(
    readBaseImage(content, [{ os: 'linux', architecture: 's390x' }], call()),
    code('BASE_IMAGE_INVALID'),
  );
  const config = content.put(
    serialiseImageConfig({ os: 'linux', architecture: 'amd64', rootfs: { type: 'layers', diff_ids: [] } }),
    MEDIA_TYPES.ociConfig,
  );
  const bytes = serialiseImageManifest({
    schemaVersion: 2,
    mediaType: MEDIA_TYPES.ociManifest,
    config,
    layers: [{ mediaType: MEDIA_TYPES.ociLayerTar, digest: config.digest, size: 1 }],
  });
  content.root = content.put(bytes, MEDIA_TYPES.ociManifest);
  await assert.rejects(
    readBaseImage(content, [{ os: 'linux', architecture: 'amd64' }], call()),
    code('BASE_IMAGE_INVALID'),
  );
});

test('settings that would lie or fail at start are refused', async () => {
  const refused = (settings: Partial<typeof SETTINGS>) =>
    assert.rejects(pack(packRequest(both, { settings: { ...SETTINGS, ...settings } })), code('SETTINGS_INVALID'));
  for (const user of ['nobody', '4294967296', '2147483648:0', '-1', '', '1:2:3', '1:', '01']) await refused({ user });
  for (const binDir of ['bin', '/', '/a/../b', '/a//b', '/a b', '/.wh.a', '/.']) await refused({ binDir });
  await refused({ labels: { 'org.opencontainers.image.revision': 'x' } });
  await refused({ annotations: { 'org.opencontainers.image.ref.name': 'x' } });
  await refused({ annotations: { 'dev.twinseal.assembly': 'x' } });
  await refused({ labels: { '': 'x' } });
});

test('on a base a folder that may be a link there is refused', async () => {
  const content = new MemoryContent();
  content.putImage(await pack());
  const base = await readBaseImage(content, [{ os: 'linux', architecture: 'amd64' }], call());
  const request = packRequest([builtBinary('linux/amd64')], { base, settings: { ...SETTINGS, binDir: '/bin' } });
  await assert.rejects(pack(request), code('SETTINGS_INVALID'));
});

test('metadata of a wrong form is refused with its rule', async () => {
  for (const wrong of [
    { revision: { value: 'abc', origin: 'claimed' as const } },
    { version: { value: 'v1.2.3', origin: 'claimed' as const } },
    { created: { value: '2026-01-01', origin: 'claimed' as const } },
  ])
    await assert.rejects(pack(packRequest(both, { metadata: { ...METADATA, ...wrong } })), code('METADATA_INVALID'));
});

test('a binary that both sides did not build is not packed', async () => {
  const request = packRequest(both);
  await assert.rejects(pack({ ...request, proven: request.proven.slice(1) }), code('INTERNAL'));
});

test('a binary whose build info names another machine is refused', async () => {
  const settings = [
    ['GOOS', 'linux'],
    ['GOARCH', 'arm64'],
  ] as const;
  await assert.rejects(pack(packRequest([builtBinary('linux/amd64', { settings })])), code('BINARY_WRONG_PLATFORM'));
});
