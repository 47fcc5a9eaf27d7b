import type { Call } from './call.ts';

/** Resolves bake files, and reads the Dockerfiles that they name. */
export interface BakeFiles {
  /**
   * What the user's own buildx makes of bake files, or what a file says that it has printed.
   * @returns the JSON, unread
   * @throws TwinsealError `BAKE_INVALID`, `BAKE_TOOL_MISSING`, `INPUT_UNREADABLE`, `TIMEOUT`, `ABORTED`
   * @example await files.resolve({ folder: '.', files: [], targets: ['app'], variables: {} }, call)
   */
  resolve(request: BakeFileRequest, call: Call): Promise<Uint8Array>;
  /**
   * A Dockerfile below a folder; undefined where there is none.
   * @throws TwinsealError `INPUT_UNREADABLE`, `INPUT_TOO_LARGE`
   * @example await files.dockerfile('.', 'Dockerfile', call)
   */
  dockerfile(folder: string, path: string, call: Call): Promise<Uint8Array | undefined>;
}

/** Which bake files, and how they are resolved. */
export interface BakeFileRequest {
  /** Where the bake files lie and relative paths begin. */
  readonly folder: string;
  /** Bake files; none: those that buildx looks for by itself. */
  readonly files: readonly string[];
  readonly targets: readonly string[];
  /** Values of variables of the bake file. */
  readonly variables: Readonly<Record<string, string>>;
  /** A file with what `buildx bake --print` has printed, or `-`: nothing is run then. */
  readonly resolved?: string;
}
