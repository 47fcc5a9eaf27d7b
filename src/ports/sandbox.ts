import type { Blob } from '../records/blob.ts';
import type { SideLimits } from '../records/build-choices.ts';
import type { PlannedConditions, SideName } from '../records/build-plan.ts';
import type { Isolation } from '../records/conditions.ts';
import type { ImportedTree } from '../records/imported-tree.ts';
import type { Toolchain } from '../records/toolchain.ts';
import type { Call } from './call.ts';

/** What a program inside a side did. Output is bounded; `truncated` says that more was there. */
export interface SideRun {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly truncated: boolean;
}

/** One side: an own copy of the source, own home, caches and view of the machine. */
export interface Side {
  readonly name: SideName;
  /** Absolute folders as seen from inside. */
  readonly folders: {
    readonly source: string;
    readonly home: string;
    readonly cache: string;
    readonly tmp: string;
    readonly out: string;
  };
  /** GOROOT as seen from inside: the machine's, or the side's own copy. */
  readonly goroot: string;
  readonly isolation: Isolation;
  /**
   * Runs a program with exactly this environment; the working folder is the source unless said otherwise.
   * @returns any exit status is an answer
   * @throws TwinsealError `BUILD_SANDBOX`, `BUILD_LIMIT`, `BUILD_TIMEOUT`, `ABORTED`
   * @example (await side.run(['/usr/local/go/bin/go', 'version'], { HOME: side.folders.home }, call)).status // 0
   */
  run(
    argv: readonly [string, ...string[]],
    environment: Readonly<Record<string, string>>,
    call: Call,
    options?: {
      readonly folder?: string;
      readonly maxOutput?: number;
      readonly stdin?: string;
      /** Told each line of stderr as it is written, cut to 1024 characters and not escaped. */
      readonly onLine?: (line: string) => void;
    },
  ): Promise<SideRun>;
  /**
   * A file that the side wrote below `out`, hashed and moved out of the side's reach.
   * @throws TwinsealError `BUILD_FAILED`, `BUILD_LIMIT`, `DISK_FULL`, `OUTPUT_UNWRITABLE`
   * @example (await side.collect('app', call)).digest
   */
  collect(path: string, call: Call): Promise<Blob>;
  /**
   * Keeps bytes that were made of what the side wrote, out of its reach and out of memory.
   * @throws TwinsealError `DISK_FULL`, `OUTPUT_UNWRITABLE`
   * @example (await side.keep(shipped)).digest
   */
  keep(bytes: Uint8Array): Promise<Blob>;
  /**
   * Whether the disk under the side has no room left: then what its tools say of the source means nothing.
   * @example side.isDiskFull() // false
   */
  isDiskFull(): boolean;
  /** Ends all its processes and removes its folders. @example await side.close() */
  close(): Promise<void>;
}

/** A build cache that outlives its side. */
export interface SideCache {
  /** Folder outside, of this side alone. */
  readonly folder: string;
  /**
   * Secret of this cache, hex. The times of the source files are made from it and from their content: Go's index of packages
   * takes a file with the same name, size and time for the same file.
   */
  readonly seed: string;
}

/** The side that is wanted. */
export interface SideRequest {
  readonly name: SideName;
  readonly tree: ImportedTree;
  readonly toolchain: Toolchain;
  readonly conditions: PlannedConditions;
  readonly limits: SideLimits;
  /** Nothing in the side needs to write into its source: it may be shown read-only. */
  readonly readsSource?: boolean;
  /** The build cache that it gets; absent: an empty one that goes with the side. */
  readonly cache?: SideCache;
}

/** Makes sides. */
export interface Sandbox {
  /**
   * Makes a side with its own copy of the tree, under the conditions planned for it.
   * @throws TwinsealError `BUILD_SANDBOX`, `DISK_FULL`, `OUTPUT_UNWRITABLE`
   * @example const side = await sandbox.open({ name: 'a', tree, toolchain, conditions, limits }, call);
   */
  open(request: SideRequest, call: Call): Promise<Side>;
}
