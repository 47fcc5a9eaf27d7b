import { createReadStream } from 'node:fs';
import type { Digest } from '../../formats/digest.ts';
import type { Blob } from '../../records/blob.ts';

/**
 * A file of a private folder as a blob. It must not change as long as the blob is used.
 * @param size - bytes
 * @example fileBlob('/private/kept/app', digest, 1024)
 */
export function fileBlob(path: string, digest: Digest, size: number): Blob {
  return {
    digest,
    size,
    open: (signal) => createReadStream(path, signal === undefined ? {} : { signal }),
  };
}
