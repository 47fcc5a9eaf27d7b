import { type Digest, sha256Digest } from '../../src/formats/digest.ts';
import type { Blob } from '../../src/records/blob.ts';

/** A blob over bytes in memory, given in chunks; `digest` can be made to lie. */
export function memoryBlob(
  bytes: Uint8Array,
  options: { readonly chunk?: number; readonly digest?: Digest } = {},
): Blob {
  const chunk = options.chunk ?? 65536;
  return {
    digest: options.digest ?? sha256Digest(bytes),
    size: bytes.length,
    async *open() {
      for (let at = 0; at < bytes.length; at += chunk) yield bytes.subarray(at, at + chunk);
    },
  };
}

/** All bytes of a blob. */
export async function blobBytes(blob: Blob): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of blob.open()) chunks.push(chunk);
  return Buffer.concat(chunks);
}
