import type { Digest } from '../formats/digest.ts';

/** An index or a manifest that was taken back. */
export interface DeniedImage {
  readonly digest: Digest;
  /** Who says so. */
  readonly owner: string;
  readonly reason: string;
}
