import assert from 'node:assert/strict';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import zlib from 'node:zlib';
import { layoutFiles } from '../../src/adapters/layout/layout-files.ts';
import { parseDigest } from '../../src/formats/digest.ts';
import { descriptorJson } from '../../src/formats/oci/descriptor.ts';
import { layoutPath } from '../../src/formats/oci/layout-path.ts';
import { MEDIA_TYPES } from '../../src/formats/oci/media-types.ts';
import { encodeUtf8 } from '../../src/formats/utf8.ts';
import { DEFAULT_INSPECT_LIMITS } from '../../src/judge/inspect/layout.ts';
import { validateLayout } from '../../src/roads/validate.ts';
import { draft, good, layerAt, writeDraft } from '../support/layout-draft.ts';
import { CALL, documentOf, jsonDocument } from './sample-image.ts';

test('the layout that every attack starts from has no finding at all', async () => {
  const report = await validateLayout(layoutFiles(await writeDraft(draft())), {}, CALL);
  assert.deepEqual(report.findings, []);
  assert.equal(report.valid, true);
});

test('a path that is no folder, or is not there, is told as such', async () => {
  for (const path of [join(import.meta.dirname, 'nothing'), import.meta.filename]) {
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
  for (const [parts, code, pointer] of [
    [array, 'DOCUMENT_NOT_OBJECT', undefined],
    [none, 'MEMBER_NULL', '/manifests'],
  ] as const) {
    const { findings } = await validateLayout(layoutFiles(await writeDraft(parts)), {}, CALL);
    assert.deepEqual(
      findings.map((finding) => [finding.code, finding.pointer]),
      [[code, pointer]],
    );
  }
});

test('a blob that is missing is a warning in a sparse layout', async () => {
  const parts = draft();
  parts.late.push((folder) => rm(join(folder, layerAt(parts))));
  const { findings, valid } = await validateLayout(layoutFiles(await writeDraft(parts)), { sparse: true }, CALL);
  assert.deepEqual(
    findings.map(({ code, severity }) => [code, severity]),
    [['BLOB_MISSING', 'warning']],
  );
  assert.equal(valid, true);
});

test('a config whose digest is also a layer is refused, whatever it was checked as before', async () => {
  const parts = draft();
  parts.late = [];
  const config = jsonDocument(MEDIA_TYPES.ociConfig, parts.config);
  parts.manifest.layers = [{ ...config.descriptor, mediaType: MEDIA_TYPES.ociLayerGzip }];
  const { findings } = await validateLayout(layoutFiles(await writeDraft(parts)), {}, CALL);
  assert.deepEqual(
    findings.map(({ code }) => code),
    ['BLOB_TWO_ROLES'],
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
  const { findings } = await validateLayout(layoutFiles(await writeDraft(parts)), {}, CALL);
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
  const { findings } = await validateLayout(layoutFiles(await writeDraft(parts)), {}, CALL);
  assert.deepEqual(
    findings.map(({ code }) => code),
    ['LAYOUT_TOO_DEEP'],
  );
});

test('one changed byte anywhere in the layout is noticed', async () => {
  const folder = await writeDraft(draft());
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

test('more documents, or more entries in layers, than the limits are told by codes of their own', async () => {
  const files = layoutFiles(await writeDraft(draft()));
  const few = { ...DEFAULT_INSPECT_LIMITS, maxDocuments: 3 };
  const codes = async (options: Parameters<typeof validateLayout>[1]) =>
    new Set((await validateLayout(files, options, CALL)).findings.map(({ code }) => code));
  assert.deepEqual(await codes({ limits: few }), new Set(['LAYOUT_TOO_MANY']));
  const none = { ...DEFAULT_INSPECT_LIMITS, reading: { ...DEFAULT_INSPECT_LIMITS.reading, maxEntries: 0 } };
  assert.deepEqual(await codes({ limits: none }), new Set(['LAYER_TAR_LIMIT']));
});
