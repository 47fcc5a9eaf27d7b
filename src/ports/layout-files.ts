import type { Call } from './call.ts';

/** What stands at a path of a layout, without following any link. */
export interface LayoutEntry {
  /** `refused`: something that is not read, and what is wrong with it has been told. */
  readonly kind: 'file' | 'directory' | 'symlink' | 'fifo' | 'device' | 'socket' | 'missing' | 'refused';
  /** Bytes of a file, else 0. */
  readonly size: number;
  /** Names that the file has; more than one is a hard link. */
  readonly links: number;
}

/**
 * The files of a layout as they lie there, nothing checked: for a validator, which has to tell what is wrong. Paths are
 * relative, with slashes, and come from the code or from a parsed digest, never from a document.
 */
export interface LayoutFiles {
  /** For messages: `./app.oci`. */
  readonly name: string;
  /**
   * What stands at a path; an absence is an answer.
   * @throws TwinsealError `INPUT_UNREADABLE`, `DISK_FAILED`
   * @example (await files.look('index.json', call)).kind // 'file'
   */
  look(path: string, call: Call): Promise<LayoutEntry>;
  /**
   * A whole small file.
   * @throws TwinsealError `CONTENT_NOT_FOUND`, `CONTENT_TOO_LARGE`, `LAYOUT_INVALID`, `INPUT_UNREADABLE`, `DISK_FAILED`
   * @example await files.read('oci-layout', 4096, call)
   */
  read(path: string, maxBytes: number, call: Call): Promise<Uint8Array>;
  /**
   * A file as a stream, opened at the first read.
   * @throws as `read`
   * @example for await (const chunk of files.open(path, call)) hash.update(chunk);
   */
  open(path: string, call: Call): AsyncIterable<Uint8Array>;
  /**
   * Names in a folder, in order, at most so many; none where there is no such folder, or where names can't be listed.
   * @throws TwinsealError `INPUT_UNREADABLE`, `DISK_FAILED`
   * @example await files.list?.('blobs/sha256', 1000, call)
   */
  list?(path: string, max: number, call: Call): Promise<readonly string[]>;
}
