import { gzipSync } from 'node:zlib';
import { sha256Digest } from '../../src/formats/digest.ts';
import type { RunConfig } from '../../src/formats/oci/documents.ts';
import { MEDIA_TYPES } from '../../src/formats/oci/media-types.ts';
import type { WalkableImage } from '../../src/judge/inspect/image-report.ts';
import { memoryBlob } from './memory-blob.ts';
import { type RawEntry, tarOf } from './tar.ts';

/** A platform image made of raw tar entries, one list a layer. */
export function walkableImage(
  layers: readonly (readonly RawEntry[] | Uint8Array)[],
  config: RunConfig,
  bend: { readonly diffIds?: readonly string[]; readonly mediaType?: string } = {},
): WalkableImage {
  const tars = layers.map((layer) => (layer instanceof Uint8Array ? layer : tarOf(layer)));
  return {
    subject: sha256Digest(new TextEncoder().encode('manifest')),
    config: {
      os: 'linux',
      architecture: 'amd64',
      config,
      rootfs: {
        type: 'layers',
        diff_ids: (bend.diffIds ??
          tars.map((tar) => sha256Digest(tar))) as WalkableImage['config']['rootfs']['diff_ids'],
      },
    },
    layers: tars.map((tar) => {
      const blob = memoryBlob(new Uint8Array(gzipSync(tar)));
      return {
        descriptor: { mediaType: bend.mediaType ?? MEDIA_TYPES.ociLayerGzip, digest: blob.digest, size: blob.size },
        blob,
      };
    }),
  };
}

/** A call that nobody ends. */
export const testCall = () => ({ signal: new AbortController().signal, deadline: Date.now() + 60_000 });
