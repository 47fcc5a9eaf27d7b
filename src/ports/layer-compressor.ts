import type { Digest } from '../formats/digest.ts';
import type { Blob } from '../records/blob.ts';
import type { Call } from './call.ts';

/** A compressed layer. */
export interface CompressedLayer {
  readonly blob: Blob;
  /** Digest of the uncompressed tar. */
  readonly diffId: Digest;
  readonly fromCache: boolean;
}

/** The parts of a tar stream: literal bytes (headers, padding) and the binary in between. */
export type LayerPart = { readonly bytes: Uint8Array } | { readonly blob: Blob };

/** Turns a tar into a gzip layer, off the main thread, and remembers what it did by content. */
export interface LayerCompressor {
  /** `pako-3.0.3-level-1`, as the assembly profile records it. */
  readonly name: string;
  /**
   * Compresses the tar that the parts make one after another; the same parts give the same bytes.
   * @throws TwinsealError `CONTENT_MISMATCH` when a part is not what its digest says, `DISK_FULL`, `OUTPUT_UNWRITABLE`
   * @example (await compressor.compress([{ bytes: header }, { blob: binary }, { bytes: end }], call)).diffId
   */
  compress(parts: readonly LayerPart[], call: Call): Promise<CompressedLayer>;
}
