import { type Digest, sha256Digest } from '../formats/digest.ts';
import type { ExplainedDifference } from '../records/difference.ts';
import { explainDifference } from '../seal/compare/explain-difference.ts';

/** A difference of two files, of which nothing is known but their bytes. */
export interface FileDifference extends ExplainedDifference {
  readonly a: { readonly digest: Digest; readonly size: number };
  readonly b: { readonly digest: Digest; readonly size: number };
}

/**
 * Compares two binaries by their bytes alone: where they part, and what most likely made them.
 *
 * @param digest - SHA-256 of bytes; a faster one than that of the formats can be given for large files
 * @returns undefined when they have the same bytes
 * @example compareFiles(a, b)?.causes[0]?.name // 'path-leak'
 */
export function compareFiles(
  a: Uint8Array,
  b: Uint8Array,
  digest: (bytes: Uint8Array) => Digest = sha256Digest,
): FileDifference | undefined {
  const suspect = (bytes: Uint8Array) => ({ bytes, flags: {}, observed: {} });
  const difference = explainDifference(suspect(a), suspect(b), { ldflags: [], prepare: [] });
  if (difference === undefined) return undefined;
  return {
    a: { digest: digest(a), size: a.length },
    b: { digest: digest(b), size: b.length },
    ...difference,
  };
}
