import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseDigest } from '../../src/formats/digest.ts';
import { FormatError } from '../../src/formats/format-error.ts';
import { canonicalJson } from '../../src/formats/json/canonical.ts';
import { parseJson } from '../../src/formats/json/parse.ts';
import { type Descriptor, descriptorJson, parseDescriptor } from '../../src/formats/oci/descriptor.ts';
import { parseImageConfig, serialiseImageConfig } from '../../src/formats/oci/image-config.ts';
import { parseImageIndex, serialiseImageIndex } from '../../src/formats/oci/image-index.ts';
import { parseImageManifest, serialiseImageManifest } from '../../src/formats/oci/image-manifest.ts';
import { parseLayoutHeader, serialiseLayoutHeader } from '../../src/formats/oci/layout-header.ts';
import { MEDIA_TYPES } from '../../src/formats/oci/media-types.ts';
import { checkMetadata, metadataAnnotations, parseMetadata } from '../../src/formats/oci/metadata.ts';
import { encodeUtf8 } from '../../src/formats/utf8.ts';

const plain = (value: unknown) => JSON.parse(JSON.stringify(value));
const optional: { requiredKeys: [] } = { requiredKeys: [] };
const text = fc.string({ unit: 'grapheme', maxLength: 8 }).filter((s) => !s.includes('\0') && s.isWellFormed());
const map = fc.dictionary(text, text, { maxKeys: 3, noNullPrototype: true });
const digest = fc.stringMatching(/^[0-9a-f]{64}$/).map((hex) => parseDigest(`sha256:${hex}`));
const mediaType = fc.constantFrom(...Object.values(MEDIA_TYPES));
const platformFields = { 'os.version': text, 'os.features': fc.array(text, { maxLength: 2 }), variant: text };
const platform = fc
  .tuple(fc.record({ os: text, architecture: text }), fc.record(platformFields, optional))
  .map(([a, b]) => ({ ...a, ...b }));
const descriptor: fc.Arbitrary<Descriptor> = fc
  .tuple(
    fc.record({ mediaType, digest, size: fc.maxSafeNat() }),
    fc.record(
      {
        urls: fc.array(text, { maxLength: 2 }),
        annotations: map,
        data: fc.uint8Array({ maxLength: 9 }).map((bytes) => Buffer.from(bytes).toString('base64')),
        artifactType: mediaType,
        platform,
      },
      optional,
    ),
  )
  .map(([a, b]) => ({ ...a, ...b }) as Descriptor);
const tail = fc.record({ subject: descriptor, annotations: map, artifactType: mediaType }, optional);

test('descriptors, manifests, indexes, configs and headers come back from their bytes, and the bytes from them', () => {
  fc.assert(
    fc.property(descriptor, fc.array(descriptor, { maxLength: 3 }), tail, (one, many, rest) => {
      assert.deepEqual(plain(parseDescriptor(parseJson(encodeUtf8(canonicalJson(descriptorJson(one)))))), plain(one));
      const manifest = {
        schemaVersion: 2,
        mediaType: MEDIA_TYPES.ociManifest,
        config: one,
        layers: many,
        ...rest,
      } as const;
      const manifestBytes = serialiseImageManifest(manifest);
      assert.deepEqual(plain(parseImageManifest(manifestBytes)), plain(manifest));
      assert.deepEqual(serialiseImageManifest(parseImageManifest(manifestBytes)), manifestBytes);
      const index = { schemaVersion: 2, mediaType: MEDIA_TYPES.dockerList, manifests: many, ...rest } as const;
      const indexBytes = serialiseImageIndex(index);
      assert.deepEqual(plain(parseImageIndex(indexBytes, MEDIA_TYPES.dockerList)), plain(index));
      assert.deepEqual(serialiseImageIndex(parseImageIndex(indexBytes)), indexBytes);
    }),
    { numRuns: 150 },
  );
  const run = fc.record(
    {
      User: text,
      Env: fc.array(text, { maxLength: 2 }),
      Entrypoint: fc.array(text, { maxLength: 2 }),
      Cmd: fc.array(text, { maxLength: 2 }),
      WorkingDir: text,
      Labels: map,
      ExposedPorts: fc.dictionary(text, fc.constant({}), { maxKeys: 2, noNullPrototype: true }),
      Volumes: fc.dictionary(text, fc.constant({}), { maxKeys: 2, noNullPrototype: true }),
      StopSignal: text,
    },
    optional,
  );
  const history = fc.record(
    { created: text, created_by: text, author: text, comment: text, empty_layer: fc.boolean() },
    optional,
  );
  const more = fc.record(
    { created: text, author: text, config: run, history: fc.array(history, { maxLength: 2 }) },
    optional,
  );
  fc.assert(
    fc.property(platform, fc.array(digest, { maxLength: 3 }), more, (where, ids, rest) => {
      const config = { ...where, rootfs: { type: 'layers', diff_ids: ids }, ...rest } as Parameters<
        typeof serialiseImageConfig
      >[0];
      const bytes = serialiseImageConfig(config);
      assert.deepEqual(plain(parseImageConfig(bytes)), plain(config));
      assert.deepEqual(serialiseImageConfig(parseImageConfig(bytes)), bytes);
    }),
    { numRuns: 150 },
  );
  const header = serialiseLayoutHeader({ imageLayoutVersion: '1.0.0' });
  assert.deepEqual(plain(parseLayoutHeader(header)), { imageLayoutVersion: '1.0.0' });
});

const good = { mediaType: 'a/b', digest: `sha256:${'0'.repeat(64)}`, size: 1 };
const manifest = { schemaVersion: 2, mediaType: MEDIA_TYPES.ociManifest, config: good, layers: [good] };
const index = { schemaVersion: 2, mediaType: MEDIA_TYPES.ociIndex, manifests: [good] };
const config = { architecture: 'amd64', os: 'linux', rootfs: { type: 'layers', diff_ids: [] as string[] } };
const bytes = (value: unknown) => encodeUtf8(JSON.stringify(value));

const refused = (action: () => unknown, rule: string, at: string) =>
  assert.throws(action, (error) => {
    assert.ok(error instanceof FormatError, String(error));
    assert.deepEqual([error.format, error.rule, error.at], ['oci', rule, at], error.message);
    return true;
  });

test('a manifest that breaks a rule is refused with the rule and the place', () => {
  const table: readonly (readonly [object, string, string])[] = [
    [{ manifests: [] }, 'ambiguous', '/manifests'],
    [{ Manifests: [] }, 'ambiguous', '/Manifests'],
    [{ FSLAYERS: [] }, 'ambiguous', '/FSLAYERS'],
    [{ hi\u017ftory: [] }, 'ambiguous', '/hi\u017ftory'],
    [{ Layers: [] }, 'name-case', '/Layers'],
    [{ \u212aonfig: 1, Config: good }, 'name-case', '/Config'],
    [{ schemaVersion: '2' }, 'schema-version', '/schemaVersion'],
    [{ mediaType: MEDIA_TYPES.ociIndex }, 'media-type-mismatch', '/mediaType'],
    [{ layers: null }, 'null', '/layers'],
    [{ layers: [null] }, 'null', '/layers/0'],
    [{ config: undefined }, 'required', '/config'],
    [{ config: { ...good, Digest: 'x' } }, 'name-case', '/config/Digest'],
    [{ layers: [good, { ...good, size: 1.5 }] }, 'size-form', '/layers/1/size'],
    [{ layers: [{ ...good, size: -5 }] }, 'size-negative', '/layers/0/size'],
    [{ layers: [{ ...good, digest: 'sha256:../x' }] }, 'digest', '/layers/0/digest'],
    [{ layers: [{ ...good, digest: undefined }] }, 'required', '/layers/0/digest'],
    [{ layers: [{ ...good, mediaType: 'x' }] }, 'media-type', '/layers/0/mediaType'],
    [{ layers: [{ ...good, data: 'Zh==' }] }, 'data', '/layers/0/data'],
    [{ annotations: { a: 1 } }, 'shape', '/annotations/a'],
    [{ annotations: null }, 'null', '/annotations'],
    [{ subject: {} }, 'required', '/subject/mediaType'],
  ];
  for (const [change, rule, at] of table)
    refused(() => parseImageManifest(bytes({ ...manifest, ...change })), rule, at);
  refused(() => parseImageManifest(bytes([])), 'not-object', '');
});

test('an index that breaks a rule is refused with the rule and the place', () => {
  for (const name of ['config', 'layers', 'fsLayers', 'history', 'LAYERS'])
    refused(() => parseImageIndex(bytes({ ...index, [name]: [] })), 'ambiguous', `/${name}`);
  refused(() => parseImageIndex(bytes({ ...index, manifests: null })), 'null', '/manifests');
  refused(
    () => parseImageIndex(bytes({ ...index, manifests: [{ ...good, platform: { os: 'x' } }] })),
    'required',
    '/manifests/0/platform/architecture',
  );
});

test('the media type agrees with what was announced; parameters are ignored, and none at all is tolerated', () => {
  assert.ok(parseImageManifest(bytes(manifest), `${MEDIA_TYPES.ociManifest}; charset=utf-8`));
  const silent = { ...manifest, mediaType: undefined };
  assert.equal(parseImageManifest(bytes(silent)).mediaType, MEDIA_TYPES.ociManifest);
  assert.equal(parseImageManifest(bytes(silent), MEDIA_TYPES.dockerManifest).mediaType, MEDIA_TYPES.dockerManifest);
  for (const expected of [MEDIA_TYPES.dockerManifest, MEDIA_TYPES.ociIndex, 'application/json'])
    refused(() => parseImageManifest(bytes(manifest), expected), 'media-type-mismatch', '/mediaType');
  refused(() => parseImageIndex(bytes(index), MEDIA_TYPES.ociManifest), 'media-type-mismatch', '/mediaType');
});

test('a config takes null for what is optional, and nothing else', () => {
  const nulls = { created: null, author: null, variant: null, config: null, history: null, 'os.version': null };
  assert.deepEqual(plain(parseImageConfig(bytes({ ...config, ...nulls }))), config);
  const inner = {
    User: null,
    Env: null,
    Entrypoint: null,
    Cmd: null,
    Labels: null,
    Volumes: null,
    ExposedPorts: null,
    WorkingDir: null,
  };
  assert.deepEqual(plain(parseImageConfig(bytes({ ...config, config: inner }))), { ...config, config: {} });
  refused(() => parseImageConfig(bytes({ ...config, os: null })), 'null', '/os');
  refused(() => parseImageConfig(bytes({ ...config, rootfs: null })), 'null', '/rootfs');
  refused(
    () => parseImageConfig(bytes({ ...config, rootfs: { type: 'layers', diff_ids: null } })),
    'null',
    '/rootfs/diff_ids',
  );
  refused(
    () => parseImageConfig(bytes({ ...config, rootfs: { type: 'x', diff_ids: [] } })),
    'rootfs-type',
    '/rootfs/type',
  );
  refused(
    () => parseImageConfig(bytes({ ...config, rootfs: { type: 'layers', diff_ids: ['1'] } })),
    'digest',
    '/rootfs/diff_ids/0',
  );
  refused(() => parseImageConfig(bytes({ ...config, config: { Entrypoint: '/app' } })), 'shape', '/config/Entrypoint');
});

test('members that no specification defines are passed over, names like __proto__ too', () => {
  const more = JSON.stringify(manifest).replace('{', '{"__proto__":{"layers":[]},"toString":1,"x":{"y":[null]},');
  assert.deepEqual(plain(parseImageManifest(encodeUtf8(more))), manifest);
});

test('a layout header has the one version, whatever else it says', () => {
  assert.ok(parseLayoutHeader(bytes({ imageLayoutVersion: '1.0.0', x: 1 })));
  refused(() => parseLayoutHeader(bytes({ imageLayoutVersion: '1.1.0' })), 'layout-version', '/imageLayoutVersion');
  refused(() => parseLayoutHeader(bytes({ imageLayoutVersion: 1 })), 'shape', '/imageLayoutVersion');
  refused(() => parseLayoutHeader(bytes({ imagelayoutversion: '1.0.0' })), 'name-case', '/imagelayoutversion');
  assert.throws(
    () => parseLayoutHeader(new Uint8Array(70_000).fill(0x20)),
    (error) => error instanceof FormatError && error.rule === 'size',
  );
});

test('metadata has its forms: whole commits are written, short ones read', () => {
  const metadata = {
    revision: 'a'.repeat(40),
    created: '2026-11-24T12:00:00Z',
    version: '1.2.3',
    source: 'https://example.com/app',
    title: 'app',
    licenses: 'MIT',
  };
  assert.deepEqual(parseMetadata(metadataAnnotations(metadata)), metadata);
  assert.deepEqual(parseMetadata({ 'org.opencontainers.image.revision': 'abcdef0', other: 'x' }), {
    revision: 'abcdef0',
  });
  assert.doesNotThrow(() => checkMetadata('revision', 'b'.repeat(64), 'write'));
  const table = [
    ['revision', 'abcdef0', 'revision'],
    ['revision', 'A'.repeat(40), 'revision'],
    ['revision', 'a'.repeat(41), 'revision'],
    ['revision', '', 'text'],
    ['created', '2026-11-24', 'created'],
    ['created', '2026-11-24T12:00:00+01:00', 'created'],
    ['version', 'v1.2.3', 'version'],
    ['version', '1.2', 'version'],
    ['source', 'example.com/app', 'source'],
    ['source', 'https://user:token@example.com/app', 'source-password'],
    ['title', 'a\nb', 'text'],
  ] as const;
  for (const [field, value, rule] of table)
    assert.throws(
      () => checkMetadata(field, value, 'write'),
      (error) => error instanceof FormatError && error.rule === rule,
      `${field} ${value}`,
    );
  assert.throws(() => checkMetadata('revision', 'abcdef', 'read'), FormatError);
});
