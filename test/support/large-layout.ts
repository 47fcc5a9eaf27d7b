// A large layout written as a stream: bytes that compress as those of programs do, in many files, without ever being in memory.
import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { MEDIA_TYPES } from '../../src/formats/oci/media-types.ts';
import { TAR_END, tarHeader, tarPadding } from '../../src/formats/tar/write.ts';
import { compressibleBytes } from './compressible-bytes.ts';

interface Made {
  readonly digest: string;
  readonly size: number;
}

const blocks: Uint8Array[] = [];

/** Each file is another one, and making it costs a copy. */
function contentOf(size: number, number: number): Uint8Array {
  let block = blocks[number % 32];
  if (block?.length !== size) {
    block = compressibleBytes(size, number);
    blocks[number % 32] = block;
  }
  const content = Uint8Array.from(block);
  new DataView(content.buffer).setUint32(0, number);
  return content;
}

/** Writes a layout of one image with `layers` gzip layers of `files` files of `size` bytes each, and gives its size on disk. */
export async function writeLargeLayout(
  folder: string,
  { layers, files, size }: { readonly layers: number; readonly files: number; readonly size: number },
): Promise<number> {
  const blobs = join(folder, 'blobs', 'sha256');
  await mkdir(blobs, { recursive: true });
  const descriptors: (Made & { readonly mediaType: string })[] = [];
  const diffIds: string[] = [];
  for (let layer = 0; layer < layers; layer++) {
    const inner = createHash('sha256');
    const outer = createHash('sha256');
    const path = join(folder, 'layer');
    async function* tar() {
      for (let file = 0; file < files; file++) {
        const header = {
          path: `usr/share/${layer}/${file % 64}/${file}`,
          type: 'file' as const,
          mode: 0o755,
          size,
          mtime: 0,
        };
        for (const part of [tarHeader(header), contentOf(size, layer * files + file), tarPadding(size)]) {
          inner.update(part);
          yield part;
        }
      }
      inner.update(TAR_END);
      yield TAR_END;
    }
    await pipeline(
      Readable.from(tar(), { objectMode: false }),
      createGzip({ level: 1 }),
      async function* (source: AsyncIterable<Uint8Array>) {
        for await (const chunk of source) {
          outer.update(chunk);
          yield chunk;
        }
      },
      createWriteStream(path),
    );
    const made = { digest: `sha256:${outer.digest('hex')}`, size: (await stat(path)).size };
    await rename(path, join(blobs, made.digest.slice(7)));
    descriptors.push({ mediaType: MEDIA_TYPES.ociLayerGzip, ...made });
    diffIds.push(`sha256:${inner.digest('hex')}`);
  }
  const put = async (value: unknown): Promise<Made> => {
    const text = JSON.stringify(value);
    const hex = createHash('sha256').update(text).digest('hex');
    await writeFile(join(blobs, hex), text);
    return { digest: `sha256:${hex}`, size: text.length };
  };
  const config = await put({
    architecture: 'amd64',
    os: 'linux',
    config: { Entrypoint: ['/usr/share/0/1/1'] },
    rootfs: { type: 'layers', diff_ids: diffIds },
  });
  const manifest = await put({
    schemaVersion: 2,
    mediaType: MEDIA_TYPES.ociManifest,
    config: { mediaType: MEDIA_TYPES.ociConfig, ...config },
    layers: descriptors,
  });
  const index = {
    schemaVersion: 2,
    mediaType: MEDIA_TYPES.ociIndex,
    manifests: [{ mediaType: MEDIA_TYPES.ociManifest, ...manifest, platform: { os: 'linux', architecture: 'amd64' } }],
  };
  await writeFile(join(folder, 'index.json'), JSON.stringify(index));
  await writeFile(join(folder, 'oci-layout'), '{"imageLayoutVersion":"1.0.0"}');
  return descriptors.reduce((sum, layer) => sum + layer.size, 0);
}
