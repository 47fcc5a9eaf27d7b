// What must not be an error: legal by the text, however odd, with exactly the remarks that are listed.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { MEDIA_TYPES } from '../../src/formats/oci/media-types.ts';
import { encodeUtf8 } from '../../src/formats/utf8.ts';
import { type Draft, draft, good, json, putFile, repack, validateDraft } from '../support/layout-draft.ts';
import { tarOf } from '../support/tar.ts';

const testdata = join(import.meta.dirname, '..', 'testdata', 'buildkit');
// biome-ignore lint/suspicious/noExplicitAny: a document of a test
const template = (name: string): any => JSON.parse(readFileSync(join(testdata, name), 'utf8'));
const put = (p: Draft, type: string, value: object) => putFile(p, type, encodeUtf8(json(value)));
const second = (p: Draft) => {
  const { platform: _platform, ...subject } = p.index.manifests[0];
  return subject;
};

/** BuildKit's attestation beside the second image, in one of its forms. */
function attest(p: Draft, form: string): void {
  const { digest } = second(p);
  const statement = template('statement.json');
  statement.subject[0].digest.sha256 = digest.slice(7);
  const layer = put(p, MEDIA_TYPES.inToto, statement);
  const manifest = template(form);
  Object.assign(manifest.layers[0], { digest: layer.digest, size: layer.size });
  if (manifest.config.digest === 'CONFIG') {
    const config = form === 'manifest-0.11.json' ? template('config-0.11.json') : {};
    if (config.rootfs !== undefined) config.rootfs.diff_ids = [layer.digest];
    const { size, ...made } = put(p, MEDIA_TYPES.ociConfig, config);
    Object.assign(manifest.config, { digest: made.digest, size });
  }
  if (manifest.subject !== undefined) manifest.subject = second(p);
  const made = put(p, MEDIA_TYPES.ociManifest, manifest);
  const entry = template('entry.json');
  Object.assign(entry, { digest: made.digest, size: made.size });
  entry.annotations['vnd.docker.reference.digest'] = digest;
  p.index.manifests.push(entry);
}

const artifact = (p: Draft, more: object) =>
  p.root.manifests.push(
    put(p, MEDIA_TYPES.ociManifest, {
      schemaVersion: 2,
      mediaType: MEDIA_TYPES.ociManifest,
      artifactType: 'application/vnd.example',
      config: good.empty.descriptor,
      layers: [good.empty.descriptor],
      ...more,
    }),
  );

const ACCEPTED: Readonly<Record<string, readonly [(p: Draft) => void, ...(readonly string[])]>> = {
  'unknown media types of entries, layers and configs': [
    (p) => {
      p.root.manifests.push(putFile(p, 'application/vnd.example.unheard-of', encodeUtf8('x')));
      artifact(p, { config: putFile(p, 'application/vnd.example.config', encodeUtf8('no JSON')) });
      artifact(p, { layers: [putFile(p, 'application/vnd.example.layer.tar+gzip', encodeUtf8('no gzip'))] });
    },
  ],
  'unknown annotation keys, members and artifact types': [
    (p) => {
      p.manifest.annotations = { 'com.example.x': '', plain: 'y' };
      p.manifest['x-example'] = { nested: [1, null] };
      p.manifest.artifactType = 'application/vnd.example.unheard-of';
      p.header.comment = 'more members are legal';
    },
  ],
  "the config's media type as artifact type, as ko and crane write it": [
    (p) => {
      p.manifest.artifactType = MEDIA_TYPES.ociConfig;
      p.child.artifactType = MEDIA_TYPES.ociConfig;
    },
  ],
  'a digest algorithm that fits the grammar': [
    (p) =>
      artifact(p, {
        subject: { ...second(p), digest: 'multihash+base58:QmRZxt2b1FVZPNqd8hsiykDL3TdBDeTSPX9Kv46HmX4Gx8' },
      }),
    'DIGEST_UNVERIFIABLE',
  ],
  'sha512 digests': [(p) => artifact(p, { subject: { ...second(p), digest: `sha512:${'5'.repeat(128)}` } })],
  'a subject that lies elsewhere': [
    (p) => artifact(p, { subject: { ...second(p), digest: `sha256:${'5'.repeat(64)}` } }),
  ],
  'an artifact of two empty descriptors': [(p) => artifact(p, {})],
  'an image without layers': [
    (p) => {
      p.manifest.layers = [];
      p.config.rootfs.diff_ids = [];
      p.config.history = [];
      p.config.config.Entrypoint = [];
    },
    'SCHEMA_LAYERS_EMPTY',
  ],
  'null where the text takes it for absent': [
    (p) => {
      p.config.author = null;
      p.config.config.Cmd = null;
    },
    'SCHEMA_NULL_MEMBER',
  ],
  'history with empty layers': [
    (p) => {
      p.config.history = [{ created_by: 'a' }, { created_by: 'ENV x', empty_layer: true }];
    },
  ],
  'two images of one name': [
    (p) => (p.root.manifests[0].annotations = { 'org.opencontainers.image.ref.name': 'v1' }),
    'LAYOUT_REF_NAME_DUPLICATE',
  ],
  'one image that is listed twice': [(p) => p.root.manifests.push({ ...p.root.manifests[0] })],
  'indexes in indexes': [
    (p) =>
      p.root.manifests.push(
        put(p, MEDIA_TYPES.ociIndex, {
          schemaVersion: 2,
          mediaType: MEDIA_TYPES.ociIndex,
          manifests: [
            put(p, MEDIA_TYPES.ociIndex, { schemaVersion: 2, mediaType: MEDIA_TYPES.ociIndex, manifests: [second(p)] }),
          ],
        }),
      ),
    'PLATFORM_ABSENT',
  ],
  'a child without platform, as `crane index append` writes it': [(p) => (p.child = {}), 'PLATFORM_ABSENT'],
  'other files, and blobs that nothing refers to': [
    (p) => {
      p.files.set('manifest.json', encodeUtf8('[]'));
      p.files.set('repositories', encodeUtf8('{}'));
      putFile(p, 'x/y', encodeUtf8('forgotten'));
    },
  ],
  'a layer by zstd': [
    (p) => {
      p.layerType = MEDIA_TYPES.ociLayerZstd;
      p.layer = new Uint8Array(zstdCompressSync(p.tar));
    },
  ],
  'a layer without compression': [
    (p) => {
      p.layerType = MEDIA_TYPES.ociLayerTar;
      p.layer = p.tar;
    },
  ],
  'names with backslashes, as units of systemd have them, and names that differ in case': [
    (p) =>
      repack(
        p,
        tarOf([
          { name: 'usr/bin/app', content: 'x' },
          { name: 'lib/systemd/system/system-systemd\\x2dcryptsetup.slice' },
          { name: 'usr/include/xt_MARK.h' },
          { name: 'usr/include/xt_mark.h' },
        ]),
      ),
  ],
  'eStargz without its annotation is a gzip of several members': [
    (p) => {
      p.layer = new Uint8Array(Buffer.concat([gzipSync(p.tar.subarray(0, 512)), gzipSync(p.tar.subarray(512))]));
    },
    'LAYER_MEMBERS',
  ],
  "Docker's documents and layer types": [
    (p) => {
      p.layerType = MEDIA_TYPES.dockerLayerGzip;
    },
  ],
  'platforms in the words of other tools': [
    (p) => {
      p.child.platform = { os: 'linux', architecture: 'arm64', variant: 'v8' };
      p.config.architecture = 'aarch64';
      p.index.manifests = [];
    },
    'PLATFORM_UNAME_NAME',
  ],
  'win32k on Windows': [
    (p) =>
      p.index.manifests.push({
        ...putFile(p, 'application/vnd.example', encodeUtf8('x')),
        platform: { os: 'windows', architecture: 'amd64', 'os.version': '10.0.20348.1', 'os.features': ['win32k'] },
      }),
  ],
  "BuildKit's attestation of 0.11": [(p) => attest(p, 'manifest-0.11.json')],
  "BuildKit's attestation with a config of its own": [(p) => attest(p, 'manifest-docker-config.json')],
  "BuildKit's attestation with the empty config": [(p) => attest(p, 'manifest-empty-config.json')],
};

for (const [title, [make, ...remarks]] of Object.entries(ACCEPTED))
  test(`no error: ${title}`, async () => {
    const parts = draft();
    make(parts);
    const { findings, valid } = await validateDraft(parts);
    assert.deepEqual([...new Set(findings.map(({ code }) => code))], remarks, JSON.stringify(findings, null, 1));
    assert.equal(valid, true);
  });

test('a digest of an algorithm that is not computed here is told as unverifiable, and never as a match', async () => {
  const parts = draft();
  parts.root.manifests.push({ mediaType: 'a/b', digest: 'blake3:'.padEnd(71, '5'), size: 2 });
  parts.files.set(`blobs/blake3/${'5'.repeat(64)}`, encodeUtf8('{}'));
  const { findings } = await validateDraft(parts);
  assert.deepEqual(
    findings.map(({ code, severity }) => [code, severity]),
    [['DIGEST_UNVERIFIABLE', 'warning']],
  );
});
