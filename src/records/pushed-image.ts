import type { Digest } from '../formats/digest.ts';

/** A manifest that a registry says was pushed. */
export interface PushedImage {
  /** Host and port, as the registry was called by whoever pushed. */
  readonly registry: string;
  /** Without the registry. */
  readonly repository: string;
  readonly digest: Digest;
}
