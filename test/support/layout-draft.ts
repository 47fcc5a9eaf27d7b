// A good layout in loose parts, for tests that break it in one place.

import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import zlib from 'node:zlib';
import { layoutFiles } from '../../src/adapters/layout/layout-files.ts';
import { canonicalJson } from '../../src/formats/json/canonical.ts';
import type { JsonValue } from '../../src/formats/json/value.ts';
import { layoutPath } from '../../src/formats/oci/layout-path.ts';
import { MEDIA_TYPES } from '../../src/formats/oci/media-types.ts';
import { encodeUtf8 } from '../../src/formats/utf8.ts';
import type { FindingCode } from '../../src/records/finding-codes.ts';
import type { PackedDocument } from '../../src/records/packed-image.ts';
import { validateLayout } from '../../src/roads/validate.ts';
import { CALL, diffIdOf, documentOf, jsonDocument, sampleImage } from '../stages/sample-image.ts';

const root = await mkdtemp(join(tmpdir(), 'inspect-test-'));
after(() => rm(root, { recursive: true, force: true }));
let count = 0;

// biome-ignore lint/suspicious/noExplicitAny: an attack edits documents in ways that no type allows
type Loose = any;

/** The good image as loose parts: an attack edits one, and everything above it is made anew, so that only that place is wrong. */
export interface Draft {
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
}

export const good = sampleImage();
const parse = (document: PackedDocument): Loose => JSON.parse(new TextDecoder().decode(document.bytes));

/** The parts of a layout without a fault. */
export function draft(): Draft {
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
  };
}

/** Writes the layout and gives its folder. */
export async function writeDraft(parts: Draft): Promise<string> {
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

export const firstManifest = (parts: Draft) => {
  const [first] = good.platforms;
  return { ...parse(first.manifest), ...parts.manifest };
};
export const json = (value: Loose): string => canonicalJson(value);
/** The first layer's path in the folder. */
export const layerAt = (parts: Draft) => layoutPath(documentOf(parts.layerType, parts.layer).descriptor.digest);
export const repack = (parts: Draft, tar: Uint8Array) => {
  parts.tar = tar;
  parts.layer = new Uint8Array(zlib.gzipSync(tar));
  parts.config.rootfs.diff_ids = [diffIdOf(tar)];
};

/** By the code that it must be given: what it is, and how it is made. */
export type Attacks = Readonly<Partial<Record<FindingCode, readonly [string, (parts: Draft) => void]>>>;

/** Each attack differs from the good layout in one place, and has a code of its own. */
export function testAttacks(attacks: Attacks): void {
  for (const [code, [title, attack]] of Object.entries(attacks)) {
    test(`${title}: ${code}`, { timeout: 20_000 }, async () => {
      const parts = draft();
      attack(parts);
      const { findings } = await validateLayout(layoutFiles(await writeDraft(parts)), {}, CALL);
      assert.deepEqual(
        [...new Set(findings.map((finding) => finding.code))],
        [code],
        JSON.stringify(findings, null, 1),
      );
      for (const finding of findings) assert.ok(finding.source.length > 0 && finding.reason.length > 10);
    });
  }
}
