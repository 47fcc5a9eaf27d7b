import type { Call } from './call.ts';

/** Private temporary folders (0700) that go away with the process. */
export interface Workspaces {
  create(purpose: string): Promise<{ readonly folder: string; remove(): Promise<void> }>;
  /** Reads a file that the user named, at most `maxBytes`. @throws TwinsealError `INPUT_UNREADABLE`, `INPUT_TOO_LARGE` */
  readInput(path: string, maxBytes: number, call: Call): Promise<Uint8Array>;
  /** Writes a new file; with `secret` as 0600 and only if it does not exist. */
  writeOutput(
    path: string,
    bytes: Uint8Array,
    options: { readonly secret?: boolean; readonly exclusive?: boolean },
  ): Promise<void>;
}
