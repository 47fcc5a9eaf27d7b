import type { Blob } from '../records/blob.ts';
import type { Call } from './call.ts';

/** One entry of a folder that is to become the root of an image. */
export interface RootEntry {
  /** Slash-separated, relative to the root. */
  readonly path: string;
  readonly type: 'file' | 'directory' | 'symlink';
  /** Permission bits without setuid and setgid; the sticky bit stays. */
  readonly mode: number;
  /** Of a file. */
  readonly content?: Blob;
  /** Of a link: where it leads, as it says it. */
  readonly target?: string;
}

/** What was found. */
export interface RootListing {
  /** Parents before what is in them, names in the order of their UTF-8 bytes. */
  readonly entries: readonly RootEntry[];
  /** What is not carried over: setuid and setgid bits. */
  readonly notes: readonly string[];
}

/** Folders as roots of images. */
export interface RootFolders {
  /**
   * Lists a folder with all that is below it; no link is followed but the folder itself, and files are hashed.
   * @throws TwinsealError `INPUT_UNREADABLE`, `ROOT_INVALID`, `TIMEOUT`, `ABORTED`
   * @example (await folders.list('./root', call)).entries.length
   */
  list(folder: string, call: Call): Promise<RootListing>;
}
