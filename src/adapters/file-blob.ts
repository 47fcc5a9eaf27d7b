import { createReadStream } from 'node:fs';
import type { Digest } from '../formats/digest.ts';
import type { Blob } from '../records/blob.ts';

/**
 * A file of a private folder as a blob. It must not change as long as the blob is used.
 * @param size - bytes
 * @example fileBlob('/private/kept/app', digest, 1024)
 */
export function fileBlob(path: string, digest: Digest, size: number): Blob {
  return {
    digest,
    size,
    // Large pieces: who reads whole layers pays for each turn of the loop.
    open: (signal) => createReadStream(path, { highWaterMark: 1 << 20, ...(signal === undefined ? {} : { signal }) }),
  };
}
