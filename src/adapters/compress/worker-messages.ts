import type { Digest } from '../../formats/digest.ts';

/** What the main thread says to a compression worker; one job at a time. */
export type ToWorker =
  /** Starts a job whose compressed bytes go to a new file. */
  | { readonly kind: 'start'; readonly path: string }
  /** More of the tar. `blob` counts the blobs of the job from 0 and is absent for literal bytes. */
  | { readonly kind: 'data'; readonly bytes: Uint8Array; readonly blob?: number }
  | { readonly kind: 'end' };

/** What was hashed while compressing. */
export interface JobResult {
  readonly digest: Digest;
  readonly size: number;
  readonly diffId: Digest;
  /** Digest and size of each blob as it was read. */
  readonly blobs: readonly { readonly digest: Digest; readonly size: number }[];
}

/** What a compression worker answers. */
export type FromWorker =
  /** A `data` message was used up; the sender may send another. */
  | { readonly kind: 'taken' }
  | { readonly kind: 'done'; readonly result: JobResult }
  | { readonly kind: 'failed'; readonly message: string; readonly code?: string };
