// Broken layouts: the folder, its blobs, layers as streams of bytes.
import { execFileSync } from 'node:child_process';
import { link, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import zlib from 'node:zlib';
import { MEDIA_TYPES } from '../../../src/formats/oci/media-types.ts';
import { encodeUtf8 } from '../../../src/formats/utf8.ts';
import { DEFAULT_INSPECT_LIMITS } from '../../../src/judge/inspect/layout.ts';
import { documentOf, jsonDocument } from '../../stages/sample-image.ts';
import { type Attacks, type Draft, firstManifest, good, json, layerAt, putFile } from '../layout-draft.ts';

export const LAYOUT_ATTACKS: Attacks = {
  LAYOUT_HEADER_MISSING: ['no oci-layout', (p) => p.late.push((f) => rm(join(f, 'oci-layout')))],
  LAYOUT_HEADER_NAME: ['an image-layout.json', (p) => p.files.set('image-layout.json', encodeUtf8('{}'))],
  LAYOUT_VERSION: ['version 1.1.0', (p) => (p.header.imageLayoutVersion = '1.1.0')],
  LAYOUT_INDEX_MISSING: ['no index.json', (p) => p.late.push((f) => rm(join(f, 'index.json')))],
  LAYOUT_BLOBS_MISSING: [
    'no blobs',
    (p) => {
      p.raw.root = '{"schemaVersion":2,"mediaType":"application/vnd.oci.image.index.v1+json","manifests":[]}';
      p.late.push((f) => rm(join(f, 'blobs'), { recursive: true }));
    },
  ],
  LAYOUT_LINK: [
    'a layer that is a symbolic link',
    (p) =>
      p.late.push(async (f) => {
        await rm(join(f, layerAt(p)));
        await symlink('/etc/passwd', join(f, layerAt(p)));
      }),
  ],
  LAYOUT_HARD_LINK: [
    'an index.json with a second name',
    (p) => p.late.push((f) => link(join(f, 'index.json'), join(f, 'other'))),
  ],
  LAYOUT_SPECIAL_FILE: [
    'a layer that is a FIFO',
    (p) =>
      p.late.push(async (f) => {
        await rm(join(f, layerAt(p)));
        execFileSync('mkfifo', [join(f, layerAt(p))]);
      }),
  ],
  LAYOUT_REF_NAME_DUPLICATE: [
    'two images of one name',
    (p) => (p.root.manifests[0].annotations = { 'org.opencontainers.image.ref.name': 'v1' }),
  ],
  BLOB_MISSING: ['a layer that is not there', (p) => p.late.push((f) => rm(join(f, layerAt(p))))],
  BLOB_DIGEST_MISMATCH: [
    'one bit of a layer changed',
    (p) =>
      p.late.push((f) =>
        writeFile(
          join(f, layerAt(p)),
          p.layer.map((b, i) => (i === 30 ? b ^ 1 : b)),
        ),
      ),
  ],
  BLOB_SIZE_MISMATCH: [
    'a size that is one too many',
    (p) => (p.child.size = documentOf('a/b', encodeUtf8(json(firstManifest(p)))).descriptor.size + 1),
  ],
  DIFF_ID_MISMATCH: [
    'the diff_id of another layer',
    (p) => (p.config.rootfs.diff_ids = [good.empty.descriptor.digest]),
  ],
  LAYER_TYPE_UNKNOWN: ['a layer of an unknown type', (p) => (p.layerType = 'application/vnd.example.layer')],
  LAYER_COMPRESSION: ['a tar layer that is called gzip', (p) => (p.layer = p.tar)],
  LAYER_TRUNCATED: ['a layer that is cut short', (p) => (p.layer = p.layer.subarray(0, -12))],
  LAYER_CHECKSUM: [
    'a layer with another checksum',
    (p) => (p.layer = p.layer.map((b, i) => (i === p.layer.length - 8 ? b ^ 1 : b))),
  ],
  LAYER_TRAILING_BYTES: [
    'bytes behind a layer',
    (p) => (p.layer = new Uint8Array([...p.layer, ...encodeUtf8('hidden')])),
  ],
  LAYER_MEMBERS: [
    'a layer of two members',
    (p) =>
      (p.layer = new Uint8Array(
        Buffer.concat([zlib.gzipSync(p.tar.subarray(0, 600)), zlib.gzipSync(p.tar.subarray(600))]),
      )),
  ],
  LAYER_MEMBERS_LIMIT: [
    'a layer with endless empty members',
    (p) =>
      (p.layer = new Uint8Array(Buffer.concat([p.layer, ...Array.from({ length: 100 }, () => zlib.gzipSync(''))]))),
  ],
  LAYER_BOMB: ['a gzip bomb', (p) => (p.layer = new Uint8Array(zlib.gzipSync(Buffer.alloc(200 * 2 ** 20))))],
  LAYOUT_NOT_A_FOLDER: [
    'a folder that is a file',
    (p) =>
      p.late.push(async (f) => {
        await rm(f, { recursive: true });
        await writeFile(f, '{}');
      }),
  ],
  LAYOUT_FILE_TOO_LARGE: [
    'an oci-layout of 70 KiB',
    (p) => (p.header.comment = 'x'.repeat(70 * 1024)),
    { twin: (p) => (p.header.comment = 'x'.repeat(60 * 1024)) },
  ],
  LAYOUT_TOO_DEEP: ['indexes nested ten levels deep', (p) => nest(p, 10), { twin: (p) => nest(p, 8) }],
  LAYOUT_TOO_MANY: [
    'more documents than the limits',
    () => {},
    { options: { limits: { ...DEFAULT_INSPECT_LIMITS, maxDocuments: 3 } }, twin: (p) => (p.root.manifests = []) },
  ],
  FALLBACK_TAG_KIND: [
    'an image with the name of a list of referrers',
    (p) => (p.root.manifests[0].annotations = { [REF]: `sha256-${'5'.repeat(64)}` }),
    { twin: (p) => (p.root.manifests[0].annotations = { [REF]: `sha256-${'5'.repeat(64)}.sig` }) },
  ],
  FALLBACK_TAG_SUBJECT: [
    'a list of referrers with evidence about another image',
    (p) => referrers(p, '5'.repeat(64)),
    { twin: (p) => referrers(p, good.platforms[1].manifest.descriptor.digest.slice(7)) },
  ],
  BLOB_TWO_ROLES: [
    'a config that is a layer too',
    (p) => {
      const config = jsonDocument(MEDIA_TYPES.ociConfig, p.config).descriptor;
      p.manifest.layers = [{ ...config, mediaType: MEDIA_TYPES.ociLayerGzip }];
    },
  ],
  BLOB_NAME: [
    'a note among the blobs',
    (p) => p.files.set('blobs/sha256/notes.txt', encodeUtf8('a note')),
    { twin: (p) => p.files.set('notes.txt', encodeUtf8('a note')) },
  ],
  BLOB_STRAY_MISMATCH: [
    'a forgotten blob with other content than its name says',
    (p) => p.files.set(`blobs/sha256/${'a'.repeat(64)}`, encodeUtf8('{}')),
    { twin: (p) => putFile(p, MEDIA_TYPES.ociEmpty, encodeUtf8('{"forgotten":true}')) },
  ],
  LAYER_NONDISTRIBUTABLE: [
    'a layer that registries need not hold',
    (p) => (p.layerType = 'application/vnd.oci.image.layer.nondistributable.v1.tar+gzip'),
  ],
};

const REF = 'org.opencontainers.image.ref.name';

/** Indexes inside of one another. */
function nest(p: Draft, depth: number): void {
  let inner: { readonly mediaType: string; readonly digest: string; readonly size: number } = p.index.manifests[0];
  for (let i = 0; i < depth; i++) {
    const index = { schemaVersion: 2, mediaType: MEDIA_TYPES.ociIndex, manifests: [{ ...inner }] };
    inner = putFile(p, MEDIA_TYPES.ociIndex, encodeUtf8(json(index)));
  }
  p.root.manifests.push(inner);
}

/** A list of referrers by tag, with one manifest that belongs to the second image. */
function referrers(p: Draft, named: string): void {
  const { platform: _platform, ...subject } = p.index.manifests[0];
  const manifest = {
    schemaVersion: 2,
    mediaType: MEDIA_TYPES.ociManifest,
    artifactType: 'application/vnd.example',
    config: good.empty.descriptor,
    layers: [good.empty.descriptor],
    subject,
  };
  const entry = putFile(p, MEDIA_TYPES.ociManifest, encodeUtf8(json(manifest)));
  const list = { schemaVersion: 2, mediaType: MEDIA_TYPES.ociIndex, manifests: [entry] };
  p.root.manifests.push({
    ...putFile(p, MEDIA_TYPES.ociIndex, encodeUtf8(json(list))),
    annotations: { [REF]: `sha256-${named}` },
  });
}
