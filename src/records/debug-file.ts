import type { Blob } from './blob.ts';

/** Debug information that was split off a program: an ELF file of its own. Sizes are bytes. */
export interface DebugFile {
  readonly content: Blob;
  /** GNU build ID in lower-case hex, the same in the program. */
  readonly buildId: string;
  /** Plain file name that the program's debug link says: `<build ID>.debug`. */
  readonly name: string;
  /** Of the program before the split. */
  readonly wholeSize: number;
}
