// Broken documents: JSON, manifests, indexes, configs, descriptors, annotations.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { encodeBase64 } from '../../../src/formats/base64.ts';
import { MEDIA_TYPES } from '../../../src/formats/oci/media-types.ts';
import { encodeUtf8 } from '../../../src/formats/utf8.ts';
import { type Attacks, firstManifest, good, json, putFile } from '../layout-draft.ts';

/** A digest of nothing that is in the layout. */
const ELSEWHERE = `sha256:${'5'.repeat(64)}`;

export const DOCUMENT_ATTACKS: Attacks = {
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
      p.config.config.Entrypoint = [];
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
    (p) => (p.manifest.subject = { ...p.index.manifests[0], platform: undefined, digest: 'sha3-256:00' }),
  ],
  SIZE_MALFORMED: ['a size that is text', (p) => (p.child.size = '12')],
  SIZE_NEGATIVE: ['a negative size', (p) => (p.child.size = -1)],
  DATA_MALFORMED: ['data that is no base64', (p) => (p.index.manifests[0].data = '?')],
  DATA_MISMATCH: [
    'data that is other content',
    (p) => (p.index.manifests[0].data = encodeBase64(encodeUtf8('[]'))),
    { twin: (p) => (p.index.manifests[0].data = encodeBase64(good.platforms[1].manifest.bytes)) },
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
  JSON_PROTOTYPE_NAME: [
    'a member that changes prototypes',
    (p) => (p.raw.manifest = json(firstManifest(p)).replace('{', '{"__proto__":{"layers":[]},')),
    { twin: (p) => (p.raw.manifest = json(firstManifest(p)).replace('{', '{"prototype":{"layers":[]},')) },
  ],
  JSON_NUMBER_INT64: [
    'a size of 2^63',
    (p) => (p.raw.manifest = json(firstManifest(p)).replace(/"size":\d+/, '"size":9223372036854775808')),
  ],
  DOCUMENT_NOT_OBJECT: ['an index.json that is an array', (p) => (p.raw.root = '[]')],
  MEMBER_NULL: ['manifests: null, as some stores write it', (p) => (p.root.manifests = null)],
  DIGEST_FORM: [
    'a digest in upper case',
    (p) =>
      (p.manifest.config = {
        ...good.empty.descriptor,
        digest: good.empty.descriptor.digest.replace('44136fa', '44136FA'),
      }),
  ],
  EMPTY_DESCRIPTOR: [
    'an empty descriptor that names three bytes',
    (p) => p.root.manifests.push(putFile(p, MEDIA_TYPES.ociEmpty, encodeUtf8('{ }'))),
    { twin: (p) => p.root.manifests.push(putFile(p, MEDIA_TYPES.ociEmpty, encodeUtf8('{}'))) },
  ],
  SUBJECT_KIND: [
    'a subject that is a config',
    (p) =>
      (p.manifest.subject = {
        ...p.index.manifests[0],
        platform: undefined,
        digest: ELSEWHERE,
        mediaType: MEDIA_TYPES.ociConfig,
      }),
    { twin: (p) => (p.manifest.subject = { ...p.index.manifests[0], platform: undefined, digest: ELSEWHERE }) },
  ],
  SUBJECT_MISMATCH: [
    'a subject with another size',
    (p) => (p.manifest.subject = { ...p.index.manifests[0], platform: undefined, size: 1 }),
    { twin: (p) => (p.manifest.subject = { ...p.index.manifests[0], platform: undefined }) },
  ],
  REF_NAME_MISPLACED: [
    'a name on a manifest',
    (p) => (p.manifest.annotations = { 'org.opencontainers.image.ref.name': 'v1' }),
    { twin: (p) => (p.manifest.annotations = { 'org.opencontainers.image.version': 'v1' }) },
  ],
  REF_NAME_FORM: [
    'a name with two slashes',
    (p) => (p.entry.annotations = { 'org.opencontainers.image.ref.name': 'a//b' }),
    { twin: (p) => (p.entry.annotations = { 'org.opencontainers.image.ref.name': 'a/b' }) },
  ],
  ANNOTATION_RESERVED: [
    'a key that the specification keeps for itself',
    (p) => (p.manifest.annotations = { 'org.opencontainers.image.colour': 'red' }),
    { twin: (p) => (p.manifest.annotations = { 'com.example.colour': 'red' }) },
  ],
  METADATA_BASE_DIGEST: [
    'a base digest that is a name',
    (p) => (p.manifest.annotations = { 'org.opencontainers.image.base.digest': 'debian' }),
    { twin: (p) => (p.manifest.annotations = { 'org.opencontainers.image.base.digest': ELSEWHERE }) },
  ],
  MANIFEST_SCHEMA_1: [
    'a manifest of schema 1',
    (p) =>
      p.root.manifests.push(putFile(p, 'application/vnd.docker.distribution.manifest.v1+prettyjws', encodeUtf8('{}'))),
    { twin: (p) => p.root.manifests.push(putFile(p, 'application/vnd.example.manifest.v1+json', encodeUtf8('{}'))) },
  ],
  INDEX_NO_MANIFESTS: [
    'an index that lists nothing',
    (p) =>
      p.root.manifests.push(
        putFile(
          p,
          MEDIA_TYPES.ociIndex,
          encodeUtf8(json({ schemaVersion: 2, mediaType: MEDIA_TYPES.ociIndex, manifests: [] })),
        ),
      ),
  ],
  CONFIG_ENV_DUPLICATE: [
    'a variable that is set twice',
    (p) => p.config.config.Env.push('PATH=/opt'),
    { twin: (p) => p.config.config.Env.push('path=/opt') },
  ],
  CONFIG_WORKING_DIR: [
    'a working folder that climbs',
    (p) => (p.config.config.WorkingDir = '/srv/../etc'),
    { twin: (p) => (p.config.config.WorkingDir = '/srv/..etc') },
  ],
  CONFIG_PORT: [
    'a port beyond 65535',
    (p) => (p.config.config.ExposedPorts = { '65536/tcp': {} }),
    { twin: (p) => (p.config.config.ExposedPorts = { '65535/tcp': {}, '53/udp': {}, '80': {} }) },
  ],
  CONFIG_STOP_SIGNAL: [
    'a stop signal of another system',
    (p) => (p.config.config.StopSignal = 'SIGINFO'),
    { twin: (p) => (p.config.config.StopSignal = 'SIGRTMIN+3') },
  ],
};
