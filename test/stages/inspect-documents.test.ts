// What validate says of documents: JSON, manifests, indexes, configs, descriptors, platforms.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { encodeBase64 } from '../../src/formats/base64.ts';
import { MEDIA_TYPES } from '../../src/formats/oci/media-types.ts';
import { encodeUtf8 } from '../../src/formats/utf8.ts';
import { firstManifest, good, json, testAttacks } from '../support/layout-draft.ts';

testAttacks({
  JSON_INVALID: ['an index that is cut short', (p) => (p.raw.index = '{"schemaVersion":2')],
  JSON_EMPTY: ['an empty index.json', (p) => (p.raw.root = '')],
  JSON_NOT_UTF8: [
    'a header with a byte that is no UTF-8',
    (p) => p.late.push((f) => writeFile(join(f, 'oci-layout'), Buffer.from([0x22, 0xff, 0x22]))),
  ],
  JSON_BYTE_ORDER_MARK: [
    'a manifest with a byte-order mark',
    (p) => (p.raw.manifest = `\ufeff${json(firstManifest(p))}`),
  ],
  JSON_TRAILING_TEXT: [
    'a manifest with a second document behind it',
    (p) => (p.raw.manifest = `${json(firstManifest(p))}{}`),
  ],
  JSON_DUPLICATE_NAME: [
    'a manifest with two configs',
    (p) => (p.raw.manifest = json(firstManifest(p)).replace('{', '{"config":{},')),
  ],
  JSON_SURROGATE: [
    'a lone surrogate',
    (p) => (p.raw.manifest = json(firstManifest(p)).replace('{', '{"x":"\\ud800",')),
  ],
  JSON_NUL: ['a NUL character', (p) => (p.raw.manifest = json(firstManifest(p)).replace('{', '{"x":"\\u0000",'))],
  JSON_NUMBER_RANGE: [
    'a number of 1e400',
    (p) => (p.raw.manifest = json(firstManifest(p)).replace('{', '{"x":1e400,')),
  ],
  JSON_NUMBER_PRECISION: [
    'a size of 2^53+1',
    (p) => (p.raw.manifest = json(firstManifest(p)).replace(/"size":\d+/, '"size":9007199254740993')),
  ],
  JSON_NEGATIVE_ZERO: [
    'a size of -0',
    (p) => (p.raw.manifest = json(firstManifest(p)).replace(/"size":\d+/, '"size":-0')),
  ],
  JSON_TOO_LARGE: [
    'an index of more than 4 MiB',
    (p) => (p.raw.index = json({ schemaVersion: 2, manifests: [], x: 'x'.repeat(2 ** 22) })),
  ],
  JSON_TOO_DEEP: [
    'a manifest nested 70 deep',
    (p) => (p.manifest.x = JSON.parse(`${'['.repeat(69)}${']'.repeat(69)}`)),
  ],
  JSON_TOO_MANY_VALUES: [
    'an index of a million values',
    (p) => (p.raw.index = `{"schemaVersion":2,"manifests":[],"x":[${'0,'.repeat(1_000_000)}0]}`),
  ],
  SCHEMA_VIOLATION: ['a config whose time has no form', (p) => (p.config.created = 'yesterday')],
  SCHEMA_LAYERS_EMPTY: [
    'a manifest without layers',
    (p) => {
      p.manifest.layers = [];
      p.config.rootfs.diff_ids = [];
      p.config.history = [];
    },
  ],
  SCHEMA_NULL_MEMBER: ['a config with a null member', (p) => (p.config.config.Env = null)],
  MEMBER_TYPE: ['layers that are an object', (p) => (p.manifest.layers = {})],
  MEMBER_MISSING: ['a config without rootfs', (p) => (p.config = { architecture: 'amd64', os: 'linux' })],
  MEMBER_NAME_CASE: ['a manifest with Layers beside layers', (p) => (p.manifest.Layers = [])],
  DOCUMENT_AMBIGUOUS: ['a manifest with manifests', (p) => (p.manifest.manifests = [])],
  SCHEMA_VERSION: ['a manifest of schema version 1', (p) => (p.manifest.schemaVersion = 1)],
  MEDIA_TYPE_MALFORMED: ['a layer type without subtype', (p) => (p.layerType = 'tar')],
  MEDIA_TYPE_MISMATCH: ['a manifest that calls itself an index', (p) => (p.manifest.mediaType = MEDIA_TYPES.ociIndex)],
  MEDIA_TYPE_ABSENT: ['a manifest without a media type', (p) => (p.manifest.mediaType = undefined)],
  ARTIFACT_TYPE_MISSING: ['an empty config without artifactType', (p) => (p.manifest.config = good.empty.descriptor)],
  DIGEST_MALFORMED: [
    'a digest that is a path',
    (p) => (p.manifest.config = { ...good.empty.descriptor, digest: 'sha256:../../../etc/passwd' }),
  ],
  DIGEST_UNVERIFIABLE: [
    'a subject digest of another algorithm',
    (p) => (p.manifest.subject = { ...good.empty.descriptor, digest: 'sha3-256:00' }),
  ],
  SIZE_MALFORMED: ['a size that is text', (p) => (p.child.size = '12')],
  SIZE_NEGATIVE: ['a negative size', (p) => (p.child.size = -1)],
  DATA_MALFORMED: ['data that is no base64', (p) => (p.manifest.subject = { ...good.empty.descriptor, data: '?' })],
  DATA_MISMATCH: [
    'data that is other content',
    (p) => (p.manifest.subject = { ...good.empty.descriptor, data: encodeBase64(encodeUtf8('[]')) }),
  ],
  DESCRIPTOR_URLS: ['a layer that lies elsewhere', (p) => (p.child.urls = ['http://169.254.169.254/latest'])],
  ROOTFS_TYPE: ['a rootfs of another type', (p) => (p.config.rootfs.type = 'tree')],
  DIFF_ID_COUNT: ['one diff_id too many', (p) => p.config.rootfs.diff_ids.push(p.config.rootfs.diff_ids[0])],
  HISTORY_COUNT: ['history of two layers', (p) => p.config.history.push({ created_by: 'x' })],
  CONFIG_ENV: ['an environment entry without =', (p) => p.config.config.Env.push('LD_PRELOAD')],
  CONFIG_USER: ['a user that overflows to root', (p) => (p.config.config.User = '4294967296')],
  CONFIG_VOLUME: ['a volume that climbs out', (p) => (p.config.config.Volumes = { '/../../etc': {} })],
  METADATA_FORM: [
    'an annotation with a time that the calendar lacks',
    (p) => (p.manifest.annotations = { 'org.opencontainers.image.created': '2026-02-30T00:00:00Z' }),
  ],
  PLATFORM_UNAME_NAME: ['a config for x86_64', (p) => (p.config.architecture = 'x86_64')],
  PLATFORM_UNKNOWN: [
    'a referrer for another world',
    (p) => (p.root.manifests[0].platform = { os: 'templeos', architecture: 'amd64' }),
  ],
  PLATFORM_VARIANT: [
    'a variant that amd64 lacks',
    (p) => (p.root.manifests[0].platform = { os: 'linux', architecture: 'amd64', variant: 'v9' }),
  ],
  PLATFORM_ABSENT: ['a child without platform', (p) => (p.child = {})],
  PLATFORM_MISPLACED: [
    'a subject with a platform',
    (p) => (p.manifest.subject = { ...good.empty.descriptor, platform: { os: 'linux', architecture: 'amd64' } }),
  ],
  PLATFORM_DUPLICATE: [
    'two children for amd64',
    (p) => {
      p.child.platform.architecture = 'arm64';
      p.config.architecture = 'arm64';
    },
  ],
  PLATFORM_ORDER: [
    'v8.2 before plain arm64',
    (p) => {
      p.child.platform = { os: 'linux', architecture: 'arm64', variant: 'v8.2' };
      Object.assign(p.config, { architecture: 'arm64', variant: 'v8.2' });
    },
  ],
  PLATFORM_BASE_MISSING: [
    'amd64/v3 alone',
    (p) => {
      p.child.platform.variant = 'v3';
      p.config.variant = 'v3';
    },
  ],
  PLATFORM_OS_FEATURES: ['seccomp as a feature', (p) => (p.child.platform['os.features'] = ['seccomp'])],
  PLATFORM_CONFIG_MISMATCH: ['a config for another machine', (p) => (p.config.architecture = 'riscv64')],
});
