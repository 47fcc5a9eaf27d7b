import { createHash, randomBytes } from 'node:crypto';
import { link, mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { MEDIA_TYPES } from '../src/formats/oci/media-types.ts';
import { tarOf } from '../test/support/tar.ts';

/** An image of one platform as a layout, tagged `v1`. */
export interface LayeredLayout {
  readonly folder: string;
  readonly layers: readonly Layer[];
}

interface Layer {
  readonly digest: string;
  readonly diffId: string;
  readonly size: number;
  /** Bytes of the file inside. */
  readonly content: number;
}

/**
 * Writes a layout whose image has layers of about these sizes in bytes. No two are the same, and no two calls write the same ones.
 * @example await writeLayered('/tmp/base.oci', [1_000_000, 10_000_000])
 */
export async function writeLayered(folder: string, sizes: readonly number[]): Promise<LayeredLayout> {
  await mkdir(join(folder, 'blobs', 'sha256'), { recursive: true });
  const layers: Layer[] = [];
  for (const [at, size] of sizes.entries()) layers.push(await writeLayer(folder, at, size));
  await writeImage(folder, layers);
  return { folder, layers };
}

/**
 * Writes the same image with another last layer, as after an edit: what did not change is linked.
 * @example await withLastLayerChanged(base, '/tmp/edited.oci')
 */
export async function withLastLayerChanged(base: LayeredLayout, folder: string): Promise<LayeredLayout> {
  await mkdir(join(folder, 'blobs', 'sha256'), { recursive: true });
  const kept = base.layers.slice(0, -1);
  const size = base.layers.at(-1)?.content ?? 0;
  for (const name of await readdir(join(base.folder, 'blobs', 'sha256')))
    if (kept.some(({ digest }) => digest.endsWith(name)))
      await link(join(base.folder, 'blobs', 'sha256', name), join(folder, 'blobs', 'sha256', name));
  const layers = [...kept, await writeLayer(folder, kept.length, size)];
  await writeImage(folder, layers);
  return { folder, layers };
}

// Compressed well or badly, the bytes cost the same to push.
async function writeLayer(folder: string, number: number, size: number): Promise<Layer> {
  const tar = tarOf([{ name: `usr/share/${number}`, content: randomBytes(size), mode: 0o644 }]);
  const stored = gzipSync(tar, { level: 0 });
  return { ...(await putBlob(folder, stored)), diffId: digestOf(tar), content: size };
}

async function writeImage(folder: string, layers: readonly Layer[]): Promise<void> {
  const config = await putJson(folder, {
    architecture: 'amd64',
    os: 'linux',
    config: {},
    rootfs: { type: 'layers', diff_ids: layers.map(({ diffId }) => diffId) },
  });
  const manifest = await putJson(folder, {
    schemaVersion: 2,
    mediaType: MEDIA_TYPES.ociManifest,
    config: { mediaType: MEDIA_TYPES.ociConfig, ...config },
    layers: layers.map(({ digest, size }) => ({ mediaType: MEDIA_TYPES.ociLayerGzip, digest, size })),
  });
  const annotations = { 'org.opencontainers.image.ref.name': 'v1' };
  const listed = { mediaType: MEDIA_TYPES.ociManifest, ...manifest, annotations };
  const index = { schemaVersion: 2, mediaType: MEDIA_TYPES.ociIndex, manifests: [listed] };
  await writeFile(join(folder, 'index.json'), JSON.stringify(index));
  await writeFile(join(folder, 'oci-layout'), '{"imageLayoutVersion":"1.0.0"}');
}

function putJson(folder: string, value: unknown): Promise<{ readonly digest: string; readonly size: number }> {
  return putBlob(folder, new TextEncoder().encode(JSON.stringify(value)));
}

async function putBlob(folder: string, bytes: Uint8Array): Promise<{ readonly digest: string; readonly size: number }> {
  const digest = digestOf(bytes);
  await writeFile(join(folder, 'blobs', 'sha256', digest.slice('sha256:'.length)), bytes);
  return { digest, size: bytes.length };
}

function digestOf(bytes: Uint8Array): string {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
}
