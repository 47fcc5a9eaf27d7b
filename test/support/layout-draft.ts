// A good layout in loose parts, for tests that break it in one place.

import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after } from 'node:test';
import zlib from 'node:zlib';
import { openArchiveFile } from '../../src/adapters/layout/archive-file.ts';
import { layoutFiles } from '../../src/adapters/layout/layout-files.ts';
import { canonicalJson } from '../../src/formats/json/canonical.ts';
import type { JsonValue } from '../../src/formats/json/value.ts';
import { layoutPath } from '../../src/formats/oci/layout-path.ts';
import { MEDIA_TYPES } from '../../src/formats/oci/media-types.ts';
import { encodeUtf8 } from '../../src/formats/utf8.ts';
import type { FindingCode } from '../../src/records/finding-codes.ts';
import type { PackedDocument } from '../../src/records/packed-image.ts';
import { type ValidationReport, validateArchive, validateLayout } from '../../src/roads/validate.ts';
import { CALL, diffIdOf, documentOf, jsonDocument, sampleImage } from '../stages/sample-image.ts';
import type { RawEntry } from './tar.ts';

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
  /** Descriptors of layers below the first image's own. */
  lower: Loose[];
  /** Further members of the first layer's descriptor. */
  layerMembers: Loose;
  /** Runs on the written folder. */
  late: ((folder: string) => Promise<void>)[];
  /** The layout as an archive, in place of a folder. */
  archive?: (entries: readonly RawEntry[]) => Uint8Array;
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
    lower: [],
    layerMembers: {},
    late: [],
  };
}

/** Makes the documents above what was edited; the files of the layout are in `parts.files` then. */
function makeFiles(parts: Draft): void {
  const put = (document: PackedDocument) => {
    parts.files.set(layoutPath(document.descriptor.digest), document.bytes);
    return document.descriptor;
  };
  const make = (type: string, value: JsonValue, raw: string | undefined) =>
    put(raw === undefined ? jsonDocument(type, value) : documentOf(type, encodeUtf8(raw)));
  const layer = { ...put(documentOf(parts.layerType, parts.layer)), ...parts.layerMembers };
  const config = make(MEDIA_TYPES.ociConfig, parts.config, parts.raw.config);
  const manifest = make(
    MEDIA_TYPES.ociManifest,
    {
      schemaVersion: 2,
      mediaType: MEDIA_TYPES.ociManifest,
      config,
      layers: [...parts.lower, layer],
      ...parts.manifest,
    } as Loose,
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
}

/** Writes the layout and gives its folder. */
export async function writeDraft(parts: Draft): Promise<string> {
  makeFiles(parts);
  const folder = join(root, `case-${count++}`);
  for (const [path, bytes] of parts.files) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), bytes);
  }
  for (const step of parts.late) await step(folder);
  return folder;
}

/** Writes the layout as an archive and gives its path. */
export async function writeArchive(parts: Draft, pack: NonNullable<Draft['archive']>): Promise<string> {
  makeFiles(parts);
  const path = join(root, `case-${count++}.tar`);
  await writeFile(path, pack([...parts.files].map(([name, content]) => ({ name, content, mode: 0o644 }))));
  return path;
}

/** What validating the draft finds. */
export async function validateDraft(
  parts: Draft,
  options: Parameters<typeof validateLayout>[1] = {},
): Promise<ValidationReport> {
  if (parts.archive === undefined) return validateLayout(layoutFiles(await writeDraft(parts)), options, CALL);
  const archive = await openArchiveFile(await writeArchive(parts, parts.archive));
  try {
    return await validateArchive(archive.file, options, CALL);
  } finally {
    await archive.close();
  }
}

/** Puts a document into the layout that nothing refers to yet, and gives its descriptor. */
export function putFile(parts: Draft, mediaType: string, bytes: Uint8Array) {
  const { descriptor } = documentOf(mediaType, bytes);
  parts.files.set(layoutPath(descriptor.digest), bytes);
  return { mediaType, digest: descriptor.digest, size: descriptor.size };
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

/** A row of the table: what it is, how it is made, and what else it takes. */
export type Attack = readonly [
  title: string,
  attack: (parts: Draft) => void,
  more?: {
    /** The accepted layout that differs in the attacked place only; the good draft unless given. */
    readonly twin?: (parts: Draft) => void;
    readonly options?: Parameters<typeof validateLayout>[1];
  },
];

/** By the code that each must be given. */
export type Attacks = Readonly<Partial<Record<FindingCode, Attack>>>;
