import type { Digest } from '../formats/digest.ts';

/** What the build info of one Go program says of how it was built. It is the linker's word: whoever made the image could have written anything. */
export interface GoBuildFacts {
  readonly goVersion: string;
  /** Empty texts where no main module is recorded. */
  readonly mainModule: { readonly path: string; readonly version: string };
  /** Settings in their order, as written: `-trimpath`, `CGO_ENABLED`, `GOAMD64`, `vcs.modified`. */
  readonly buildSettings: readonly (readonly [string, string])[];
}

/** An executable file of an image that Go built. */
export interface GoProgram {
  /** Absolute path in the file system that a container sees; of several names of one file the first. */
  readonly path: string;
  /** Absent when there is build info that can't be read. */
  readonly go?: GoBuildFacts;
  /** Why it can't. */
  readonly why?: string;
}

/** The Go programs of one platform image. */
export interface GoPrograms {
  /** By path. */
  readonly programs: readonly GoProgram[];
  /** There were more than are listed. */
  readonly more?: true;
}

/** The same, with the image that has them. */
export interface ImagePrograms extends GoPrograms {
  /** Digest of its manifest. */
  readonly image: Digest;
  /** From its config: `linux/arm64`. */
  readonly platform: string;
}
