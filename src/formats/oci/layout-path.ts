import { type Digest, digestAlgorithm, digestEncoded } from '../digest.ts';

/**
 * Where a layout keeps a blob: `blobs/<algorithm>/<encoded>`. It takes a parsed digest only, whose grammar leaves no
 * room for a slash or `..`, so that no document can name a file outside of the layout.
 *
 * @param digest - as `parseDigest` gave it
 * @returns a relative path with slashes
 * @example layoutPath(parseDigest(`sha256:${hex}`)) // `blobs/sha256/${hex}`
 * @see image-spec v1.1.1, image-layout.md, "Blobs"; CVE-2024-3727
 */
export function layoutPath(digest: Digest): string {
  return `blobs/${digestAlgorithm(digest)}/${digestEncoded(digest)}`;
}
