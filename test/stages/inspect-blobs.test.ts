// What validate says of the folder, its blobs, and layers as streams of bytes.
import { execFileSync } from 'node:child_process';
import { link, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import zlib from 'node:zlib';
import { encodeUtf8 } from '../../src/formats/utf8.ts';
import { firstManifest, good, json, layerAt, repack, testAttacks } from '../support/layout-draft.ts';
import { documentOf, tarOf } from './sample-image.ts';

testAttacks({
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
  LAYER_DUPLICATE: [
    'two entries for one path',
    (p) =>
      repack(
        p,
        new Uint8Array(
          Buffer.concat([tarOf({ 'usr/bin/app': 'a' }).subarray(0, -1024), tarOf({ 'usr/bin/app': 'b' })]),
        ),
      ),
  ],
  LAYER_PATH: ['an entry that climbs out', (p) => repack(p, tarOf({ 'usr/bin/app': 'a', '../../etc/cron.d/x': 'b' }))],
});
