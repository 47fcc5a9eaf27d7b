import type { Digest } from '../formats/digest.ts';
import type { LeftOut } from './source-lock.ts';

/** One regular file of the private copy: size in bytes, SHA-256 in lower-case hex. */
export interface ImportedFile {
  /** Slash-separated, relative to the module. */
  readonly path: string;
  readonly size: number;
  readonly sha256: string;
  readonly executable: boolean;
}

/** A private copy of the module's folder: regular files only, in path order (bytes). */
export interface ImportedTree {
  /** Folder of the copy; only adapters open it. */
  readonly folder: string;
  readonly files: readonly ImportedFile[];
  readonly treeDigest: Digest;
  readonly leftOut: readonly LeftOut[];
}
