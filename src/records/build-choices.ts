/** What bounds one side. Time is bounded for each command by the settings. */
export interface SideLimits {
  /** Bytes of memory of all its programs together. */
  readonly memory: number;
  /** Bytes on disk of all that it writes. */
  readonly disk: number;
  /** Programs and threads at once. */
  readonly processes: number;
}

/**
 * What whoever runs a build chooses for this machine. None of it can come from the source tree: it names folders and programs of the
 * machine.
 */
export interface BuildChoices {
  /** Version of Go to get and to build with, such as `1.27.1`; absent: the one on PATH. */
  readonly go?: string;
  /** Go installations instead: one for both sides, or one for each. */
  readonly toolchains: readonly string[];
  /** Give each side a copy of Go of its own. */
  readonly ownToolchains: boolean;
  /** Folder that keeps a build cache for each side; absent: both begin with an empty one. */
  readonly cache?: string;
  /** Ask nothing of the network. */
  readonly offline: boolean;
  readonly limits: SideLimits;
}

/** What holds where nothing was chosen. */
export const DEFAULT_CHOICES: BuildChoices = {
  toolchains: [],
  ownToolchains: false,
  offline: false,
  limits: { memory: 8 * 1024 ** 3, disk: 16 * 1024 ** 3, processes: 4096 },
};
