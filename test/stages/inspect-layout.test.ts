import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { link, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import zlib from 'node:zlib';
import { layoutFiles } from '../../src/adapters/layout/layout-files.ts';
import { encodeBase64 } from '../../src/formats/base64.ts';
import { parseDigest } from '../../src/formats/digest.ts';
import { canonicalJson } from '../../src/formats/json/canonical.ts';
import type { JsonValue } from '../../src/formats/json/value.ts';
import { descriptorJson } from '../../src/formats/oci/descriptor.ts';
import { layoutPath } from '../../src/formats/oci/layout-path.ts';
import { MEDIA_TYPES } from '../../src/formats/oci/media-types.ts';
import { encodeUtf8 } from '../../src/formats/utf8.ts';
import type { FindingCode } from '../../src/records/finding-codes.ts';
import type { PackedDocument } from '../../src/records/packed-image.ts';
import { validateLayout } from '../../src/roads/validate.ts';
import { CALL, diffIdOf, documentOf, jsonDocument, sampleImage, tarOf } from './sample-image.ts';

const root = await mkdtemp(join(tmpdir(), 'inspect-test-'));
after(() => rm(root, { recursive: true, force: true }));
let count = 0;

// biome-ignore lint/suspicious/noExplicitAny: an attack edits documents in ways that no type allows
type Loose = any;

/** The good image as loose parts: an attack edits one, and everything above it is made anew, so that only that place is wrong. */
interface Draft {
  files: Map<string, Uint8Array>;
  header: Loose;
  /** Text that replaces the document of that name, after digests were made. */
  raw: { index?: string; manifest?: string; config?: string; root?: string; header?: string };
  tar: Uint8Array;
  layer: Uint8Array;
  layerType: string;
  config: Loose;
  manifest: Loose;
  child: Loose;
  index: Loose;
  entry: Loose;
  root: Loose;
  /** Runs on the written folder. */
  late: ((folder: string) => Promise<void>)[];
  sparse: boolean;
}

const good = sampleImage();
const parse = (document: PackedDocument): Loose => JSON.parse(new TextDecoder().decode(document.bytes));

function draft(): Draft {
  const [first, second] = good.platforms;
  const files = new Map<string, Uint8Array>();
  const documents = [second.layer, second.config, second.manifest, good.empty, good.signature];
  for (const { descriptor, bytes } of documents) files.set(layoutPath(descriptor.digest), bytes);
  const config = parse(first.config);
  const { subject: _subject, ...referrer } = parse(good.referrer);
  const attached = jsonDocument(MEDIA_TYPES.ociManifest, referrer);
  files.set(layoutPath(attached.descriptor.digest), attached.bytes);
  return {
    files,
    header: { imageLayoutVersion: '1.0.0' },
    raw: {},
    tar: first.tar,
    layer: first.layer.bytes,
    layerType: MEDIA_TYPES.ociLayerGzip,
    config,
    manifest: {},
    child: { platform: { os: 'linux', architecture: 'amd64' } },
    index: { manifests: [{ ...second.descriptor }] },
    entry: { annotations: { 'org.opencontainers.image.ref.name': 'v1' } },
    root: { manifests: [{ ...attached.descriptor }] },
    late: [],
    sparse: false,
  };
}

async function write(parts: Draft): Promise<string> {
  const put = (document: PackedDocument) => {
    parts.files.set(layoutPath(document.descriptor.digest), document.bytes);
    return document.descriptor;
  };
  const make = (type: string, value: JsonValue, raw: string | undefined) =>
    put(raw === undefined ? jsonDocument(type, value) : documentOf(type, encodeUtf8(raw)));
  const layer = put(documentOf(parts.layerType, parts.layer));
  const config = make(MEDIA_TYPES.ociConfig, parts.config, parts.raw.config);
  const manifest = make(
    MEDIA_TYPES.ociManifest,
    { schemaVersion: 2, mediaType: MEDIA_TYPES.ociManifest, config, layers: [layer], ...parts.manifest } as Loose,
    parts.raw.manifest,
  );
  const index = make(
    MEDIA_TYPES.ociIndex,
    {
      schemaVersion: 2,
      mediaType: MEDIA_TYPES.ociIndex,
      ...parts.index,
      manifests: Array.isArray(parts.index.manifests)
        ? [{ ...manifest, ...parts.child }, ...parts.index.manifests]
        : parts.index.manifests,
    },
    parts.raw.index,
  );
  parts.files.set('oci-layout', encodeUtf8(parts.raw.header ?? canonicalJson(parts.header)));
  const rootIndex = {
    schemaVersion: 2,
    mediaType: MEDIA_TYPES.ociIndex,
    ...parts.root,
    manifests: Array.isArray(parts.root.manifests)
      ? [{ ...index, ...parts.entry }, ...parts.root.manifests]
      : parts.root.manifests,
  };
  parts.files.set('index.json', encodeUtf8(parts.raw.root ?? canonicalJson(rootIndex)));
  const folder = join(root, `case-${count++}`);
  for (const [path, bytes] of parts.files) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), bytes);
  }
  for (const step of parts.late) await step(folder);
  return folder;
}

const firstManifest = (parts: Draft) => {
  const [first] = good.platforms;
  return { ...parse(first.manifest), ...parts.manifest };
};
const json = (value: Loose): string => canonicalJson(value);
const layerAt = (parts: Draft) => layoutPath(documentOf(parts.layerType, parts.layer).descriptor.digest);
const repack = (parts: Draft, tar: Uint8Array) => {
  parts.tar = tar;
  parts.layer = new Uint8Array(zlib.gzipSync(tar));
  parts.config.rootfs.diff_ids = [diffIdOf(tar)];
};

/** Each attack differs from the good layout in one place, and has a code of its own. */
const ATTACKS: Readonly<Partial<Record<FindingCode, readonly [string, (parts: Draft) => void]>>> = {
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
  ROOTFS_TYPE: ['a rootfs of another type', (p) => (p.config.rootfs.type = 'tree')],
  DIFF_ID_COUNT: ['one diff_id too many', (p) => p.config.rootfs.diff_ids.push(p.config.rootfs.diff_ids[0])],
  DIFF_ID_MISMATCH: [
    'the diff_id of another layer',
    (p) => (p.config.rootfs.diff_ids = [good.empty.descriptor.digest]),
  ],
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
};

test('the layout that every attack starts from has no finding at all', async () => {
  const report = await validateLayout(layoutFiles(await write(draft())), {}, CALL);
  assert.deepEqual(report.findings, []);
  assert.equal(report.valid, true);
});

for (const [code, [title, attack]] of Object.entries(ATTACKS)) {
  test(`${title}: ${code}`, { timeout: 20_000 }, async () => {
    const parts = draft();
    attack(parts);
    const { findings } = await validateLayout(layoutFiles(await write(parts)), { sparse: parts.sparse }, CALL);
    assert.deepEqual([...new Set(findings.map((finding) => finding.code))], [code], JSON.stringify(findings, null, 1));
    for (const finding of findings) {
      assert.ok(finding.source.length > 0 && finding.reason.length > 10);
    }
  });
}

test('a path that is no folder, or is not there, is told as such', async () => {
  for (const path of [join(root, 'nothing'), import.meta.filename]) {
    const { findings } = await validateLayout(layoutFiles(path), {}, CALL);
    assert.deepEqual(
      findings.map(({ code }) => code),
      ['LAYOUT_NOT_A_FOLDER'],
    );
  }
});

test('index.json as an array, and manifests: null as some stores write it, are errors named as what they are', async () => {
  const array = draft();
  array.raw.root = '[]';
  const none = draft();
  none.raw.root = '{"schemaVersion":2,"mediaType":"application/vnd.oci.image.index.v1+json","manifests":null}';
  for (const [parts, pointer] of [
    [array, undefined],
    [none, '/manifests'],
  ] as const) {
    const { findings } = await validateLayout(layoutFiles(await write(parts)), {}, CALL);
    assert.deepEqual(
      findings.map((finding) => [finding.code, finding.pointer]),
      [['MEMBER_TYPE', pointer]],
    );
  }
});

test('a blob that is missing is a warning in a sparse layout', async () => {
  const parts = draft();
  parts.late.push((folder) => rm(join(folder, layerAt(parts))));
  const { findings, valid } = await validateLayout(layoutFiles(await write(parts)), { sparse: true }, CALL);
  assert.deepEqual(
    findings.map(({ code, severity }) => [code, severity]),
    [['BLOB_MISSING', 'warning']],
  );
  assert.equal(valid, true);
});

test('a config whose digest is also a layer is still checked as a layer', async () => {
  const parts = draft();
  parts.late = [];
  const config = jsonDocument(MEDIA_TYPES.ociConfig, parts.config);
  parts.manifest.layers = [{ ...config.descriptor, mediaType: MEDIA_TYPES.ociLayerGzip }];
  const { findings } = await validateLayout(layoutFiles(await write(parts)), {}, CALL);
  assert.deepEqual(
    findings.map(({ code }) => code),
    ['LAYER_COMPRESSION'],
  );
});

test("BuildKit's attestation manifests and zstd layers are fine", async () => {
  const parts = draft();
  parts.layerType = MEDIA_TYPES.ociLayerZstd;
  parts.layer = new Uint8Array(zlib.zstdCompressSync(parts.tar));
  const statement = documentOf(MEDIA_TYPES.inToto, encodeUtf8('{"_type":"x"}'));
  const config = jsonDocument(MEDIA_TYPES.ociConfig, {
    architecture: 'unknown',
    os: 'unknown',
    rootfs: { type: 'layers', diff_ids: [statement.descriptor.digest] },
  });
  const attestation = jsonDocument(MEDIA_TYPES.ociManifest, {
    schemaVersion: 2,
    mediaType: MEDIA_TYPES.ociManifest,
    config: descriptorJson(config.descriptor),
    layers: [descriptorJson(statement.descriptor)],
  });
  for (const { descriptor, bytes } of [statement, config, attestation])
    parts.files.set(layoutPath(descriptor.digest), bytes);
  parts.index.manifests.push({
    ...attestation.descriptor,
    platform: { os: 'unknown', architecture: 'unknown' },
    annotations: { 'vnd.docker.reference.type': 'attestation-manifest' },
  });
  const { findings } = await validateLayout(layoutFiles(await write(parts)), {}, CALL);
  assert.deepEqual(findings, []);
});

test('indexes inside indexes end at the limit of depth', async () => {
  const parts = draft();
  let inner = jsonDocument(MEDIA_TYPES.ociIndex, { schemaVersion: 2, mediaType: MEDIA_TYPES.ociIndex, manifests: [] });
  for (let depth = 0; depth < 20; depth++) {
    parts.files.set(layoutPath(inner.descriptor.digest), inner.bytes);
    inner = jsonDocument(MEDIA_TYPES.ociIndex, {
      schemaVersion: 2,
      mediaType: MEDIA_TYPES.ociIndex,
      manifests: [descriptorJson(inner.descriptor)],
    });
  }
  parts.files.set(layoutPath(inner.descriptor.digest), inner.bytes);
  parts.root.manifests.push({ ...inner.descriptor });
  const { findings } = await validateLayout(layoutFiles(await write(parts)), {}, CALL);
  assert.deepEqual(
    findings.map(({ code }) => code),
    ['LAYOUT_TOO_DEEP'],
  );
});

test('one changed byte anywhere in the layout is noticed', async () => {
  const folder = await write(draft());
  const files = layoutFiles(folder);
  const paths = [
    'index.json',
    layoutPath(parseDigest(good.platforms[1].layer.descriptor.digest)),
    layoutPath(parseDigest(good.platforms[1].config.descriptor.digest)),
  ];
  const original = await Promise.all(paths.map((path) => files.read(path, 2 ** 20, CALL)));
  for (const [i, path] of paths.entries()) {
    const bytes = original[i] ?? new Uint8Array();
    for (let round = 0; round < 40; round++) {
      const at = (round * 37) % bytes.length;
      const altered = Uint8Array.from(bytes);
      altered[at] = (altered[at] ?? 0) ^ 0x80;
      await writeFile(join(folder, path), altered);
      const { valid } = await validateLayout(files, {}, CALL);
      assert.equal(valid, false, `byte ${at} of ${path} was changed unnoticed`);
    }
    await writeFile(join(folder, path), bytes);
  }
  assert.equal((await validateLayout(files, {}, CALL)).valid, true);
});
