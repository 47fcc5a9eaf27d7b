import type { Digest } from '../formats/digest.ts';

/**
 * Bytes that are known by digest and size but need not be in memory. `open` may be called more than once and always
 * gives the same bytes from the start; whoever consumes them for a decision hashes them again while reading.
 */
export interface Blob {
  readonly digest: Digest;
  /** Bytes. */
  readonly size: number;
  open(signal?: AbortSignal): AsyncIterable<Uint8Array>;
}
