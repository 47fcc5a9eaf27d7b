import type { Call } from './call.ts';

/** The files of a set, from a folder or a tar. */
export interface SetFiles {
  /** For messages. */
  readonly name: string;
  /**
   * A whole file.
   * @param path - relative, with slashes, without `..`
   * @returns undefined when there is none
   * @throws TwinsealError `CONTENT_TOO_LARGE`, `DISK_FAILED`, `LAYOUT_INVALID` for a link or device
   * @example await files.read('manifest.json', 2 ** 20, call)
   */
  read(path: string, maxBytes: number, call: Call): Promise<Uint8Array | undefined>;
  /**
   * Paths of all files, in any order; links and devices among them.
   * @throws TwinsealError `DISK_FAILED`
   * @example (await files.list(call)).includes('manifest.json')
   */
  list(call: Call): Promise<readonly string[]>;
}
