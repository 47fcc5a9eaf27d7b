import type { Digest } from '../formats/digest.ts';

/** Who pulls images, each with rules of its own on which child of an index is for a machine. */
export type Runtime = 'containerd' | 'docker' | 'podman';

/** What runtimes would pick of one index on one machine. */
export interface Selection {
  /** The index; absent for the `index.json` of a layout. */
  readonly index?: Digest;
  /** The name of the index in `index.json`, where it has one. */
  readonly name?: string;
  /** `linux/amd64/v3`. */
  readonly machine: string;
  readonly picks: readonly {
    readonly runtime: Runtime;
    /** The child that it would run; absent: it finds none. */
    readonly digest?: Digest;
    /** As the index has it: `linux/amd64`. */
    readonly platform?: string;
  }[];
}
