import type { Digest } from '../formats/digest.ts';

/** A manifest or index with what belongs to it. */
export interface TreeNode {
  readonly digest: Digest;
  readonly mediaType: string;
  /** Bytes. */
  readonly size: number;
  /** `linux/arm64`, as the index says. */
  readonly platform?: string;
  /** The manifest's own, else the type of its config. */
  readonly artifactType?: string;
  /** What a bundle is said to hold, by an unsigned annotation: nobody's word, at most 256 characters. */
  readonly predicateType?: string;
  /** Entries of an index. */
  readonly children: readonly TreeNode[];
  /** What is attached to it. */
  readonly referrers: readonly TreeNode[];
  /** The node was shown in full before; children and referrers are left out here. */
  readonly repeated?: true;
}

/** An image and all that hangs on it, as one place has it. */
export interface ImageTree {
  readonly apiVersion: 'twinseal.dev/image-tree/v1';
  readonly place: string;
  readonly root: TreeNode;
  /** What could not be shown, each in a sentence. */
  readonly notes: readonly string[];
}
