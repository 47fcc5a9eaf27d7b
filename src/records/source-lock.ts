import type { Digest } from '../formats/digest.ts';
import type { ImageMetadata } from './image-metadata.ts';

/** A module that the main module requires, as go.mod, go.sum and vendor/modules.txt have it. */
export interface LockedModule {
  readonly path: string;
  readonly version: string;
  /** `h1:` of the module zip from go.sum, as what it is: a claim of the tree. */
  readonly h1?: string;
  /** Where go.mod replaces it: another module, or a folder (then without a version). */
  readonly replacedBy?: { readonly path: string; readonly version?: string };
  /** Import paths that are present in vendor/. Empty: required, but nothing of it is built. */
  readonly packages: readonly string[];
  /** `## explicit` in vendor/modules.txt. */
  readonly explicit: boolean;
}

/** What git says, read without running anything of the repository. */
export interface VcsFacts {
  readonly kind: 'git';
  readonly revision: string;
  /** RFC 3339 UTC. */
  readonly commitTime: string;
  /** The nearest SemVer tag that the commit contains, as written (`v1.2.3`). */
  readonly tag?: string;
  /** Commits after that tag; 0 when the commit is tagged. */
  readonly commitsSinceTag?: number;
  /** Whether the imported files differ from the commit, and which (bounded). */
  readonly dirty: boolean;
  readonly changed: readonly string[];
  readonly remote?: string;
}

/** Why an entry of the folder is not in the tree that is built. */
export interface LeftOut {
  readonly path: string;
  readonly kind: 'symlink' | 'vcs' | 'device' | 'fifo' | 'socket' | 'other';
}

/** Exactly what is built. */
export interface SourceLock {
  readonly apiVersion: 'twinseal.dev/source-lock/v1';
  readonly module: string;
  /** The `go` line, such as `1.26.0`. */
  readonly goVersion?: string;
  /** The `toolchain` line. */
  readonly toolchain?: string;
  /**
   * SHA-256 of the lines `<sha256 hex>  <path>\n` of all files, sorted by path bytes:
   * `find . -type f | LC_ALL=C sort | xargs sha256sum | sha256sum` with `./` stripped.
   */
  readonly treeDigest: Digest;
  readonly fileCount: number;
  readonly byteCount: number;
  readonly goModDigest: Digest;
  readonly goSumDigest?: Digest;
  /** Tree digest of vendor/ alone, by the same rule; absent when there is none. */
  readonly vendorDigest?: Digest;
  readonly modules: readonly LockedModule[];
  readonly leftOut: readonly LeftOut[];
  readonly vcs?: VcsFacts;
  readonly metadata: ImageMetadata;
}
