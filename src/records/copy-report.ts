import type { Digest } from '../formats/digest.ts';

/** What a push, pull or copy did. */
export interface CopyReport {
  readonly apiVersion: 'twinseal.dev/copy-report/v1';
  /** Names of both places: `./app.oci`, `registry.example.com/app`. */
  readonly from: string;
  readonly to: string;
  readonly digest: Digest;
  readonly tag?: string;
  readonly blobs: {
    readonly uploaded: number;
    /** Taken over by the registry from another of its repositories. */
    readonly mounted: number;
    /** There already. */
    readonly skipped: number;
  };
  readonly manifests: { readonly uploaded: number; readonly skipped: number };
  /** Manifests that are attached to the image or one of its children; contained in `manifests`. */
  readonly referrers: number;
  /** Bytes of blobs and manifests that were sent. */
  readonly bytes: number;
  /** What remains to be told: evidence that could not be copied, a race on a tag, warnings of the registry. */
  readonly notes: readonly string[];
}
