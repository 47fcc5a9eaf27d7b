import type { Digest } from '../formats/digest.ts';
import { TwinsealError } from './twinseal-error.ts';

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

/**
 * Bytes in memory as a blob.
 *
 * @param digest - of these bytes; nothing is hashed here
 * @example memoryBlob(descriptor.digest, bytes).size // bytes.length
 */
export function memoryBlob(digest: Digest, bytes: Uint8Array): Blob {
  return {
    digest,
    size: bytes.length,
    async *open() {
      yield bytes;
    },
  };
}

/**
 * A blob whose failures are told in another way.
 * @param tell - what is thrown in the place of an error
 * @example failingAs(blob, (error) => new TwinsealError('EVIDENCE_NOT_SENT', String(error)))
 */
export function failingAs(blob: Blob, tell: (error: unknown) => unknown): Blob {
  return {
    digest: blob.digest,
    size: blob.size,
    async *open(signal) {
      try {
        yield* blob.open(signal);
      } catch (error) {
        throw tell(error);
      }
    },
  };
}

/**
 * Reads a whole blob into memory; how large it may be is the caller's question.
 *
 * @returns exactly `blob.size` bytes, whose digest is not compared
 * @throws TwinsealError `CONTENT_MISMATCH` when more or fewer bytes come than the blob says
 * @example await readWhole(binary.content)
 */
export async function readWhole(blob: Blob, signal?: AbortSignal): Promise<Uint8Array> {
  const bytes = new Uint8Array(blob.size);
  let at = 0;
  for await (const chunk of blob.open(signal)) {
    if (at + chunk.length > bytes.length) throw otherSize(blob, 'more');
    bytes.set(chunk, at);
    at += chunk.length;
  }
  if (at < bytes.length) throw otherSize(blob, 'fewer');
  return bytes;
}

function otherSize({ digest, size }: Blob, how: string): TwinsealError {
  return new TwinsealError(
    'CONTENT_MISMATCH',
    `${digest} gave ${how} than its ${size} bytes: it changed while it was read`,
  );
}
