import type { Digest } from '../formats/digest.ts';
import type { Blob } from './blob.ts';

/** A likely cause, best first. */
export interface Cause {
  /** Stable name: `ldflags-template`, `path-leak`, `vcs-stamp`, `build-setting`, `generated-code`, `toolchain`, `link-command`, `unknown`. */
  readonly name: string;
  /** One sentence: what leaks, where it was seen. */
  readonly reason: string;
  /** What to change. */
  readonly fix: string;
}

/** Two binaries of one program and platform that are not equal. Sizes and offsets are bytes. */
export interface Difference {
  readonly platform: string;
  readonly name: string;
  readonly a: { readonly digest: Digest; readonly size: number; readonly content: Blob };
  readonly b: { readonly digest: Digest; readonly size: number; readonly content: Blob };
  /** Offset of the first byte that differs. */
  readonly firstByte: number;
  /** ELF section that holds it; absent when it lies in none. */
  readonly section?: string;
  /** How many bytes differ over the common length. */
  readonly differingBytes: number;
  readonly causes: readonly Cause[];
}
