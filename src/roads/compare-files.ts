import { sha256Digest } from '../formats/digest.ts';
import { placeOf } from '../formats/elf/locate.ts';
import type { Difference } from '../records/difference.ts';
import { findDifference, tryReadElf } from '../seal/compare/byte-difference.ts';
import { explainDifference } from '../seal/compare/explain-difference.ts';

/** A difference of two files, of which nothing is known but their bytes. */
export interface FileDifference extends Omit<Difference, 'a' | 'b' | 'platform' | 'name'> {
  readonly a: { readonly digest: string; readonly size: number };
  readonly b: { readonly digest: string; readonly size: number };
}

/**
 * Compares two binaries by their bytes alone: where they part, and what most likely made them.
 *
 * @returns undefined when they have the same bytes
 * @example compareFiles(a, b)?.causes[0]?.name // 'path-leak'
 */
export function compareFiles(a: Uint8Array, b: Uint8Array): FileDifference | undefined {
  const file = tryReadElf(a);
  const found = findDifference(a, b, file);
  if (found === undefined) return undefined;
  const suspect = (bytes: Uint8Array) => ({ bytes, flags: {}, observed: {} });
  const causes = explainDifference(suspect(a), suspect(b), { ldflags: [], prepare: [] }, found);
  return {
    a: { digest: sha256Digest(a), size: a.length },
    b: { digest: sha256Digest(b), size: b.length },
    firstByte: found.firstByte,
    ...(file !== undefined && { section: placeOf(file, found.firstByte) }),
    differingBytes: found.differingBytes,
    causes,
  };
}
