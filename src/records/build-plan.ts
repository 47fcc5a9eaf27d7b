import type { SourceAuthenticity } from './authenticity.ts';
import type { SideLimits } from './build-choices.ts';
import type { ConditionName } from './conditions.ts';
import type { BuildSettings } from './settings.ts';
import type { SourceLock } from './source-lock.ts';
import type { Toolchain } from './toolchain.ts';

/** `a` or `b`. */
export type SideName = 'a' | 'b';

/** A main package to build. */
export interface MainPackage {
  /** Import path. */
  readonly importPath: string;
  /** Relative to the module: `.` or `./cmd/app`. */
  readonly package: string;
  /** Name of the program. */
  readonly name: string;
}

/** One platform of the plan with the variables that Go needs for it. */
export interface BuildTarget {
  /** `linux/arm64`. */
  readonly platform: string;
  readonly goos: string;
  readonly goarch: string;
  /** `GOAMD64` and friends, always explicit. */
  readonly levels: Readonly<Record<string, string>>;
}

/** What one side is to be like. What it really is like is read back from inside. */
export interface PlannedConditions {
  readonly hostname: string;
  readonly timezone: string;
  readonly locale: string;
  /** Octal, `022`. */
  readonly umask: string;
  /** Absolute folder, inside the side's view, that holds source, home and caches. */
  readonly root: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly parallelism: number;
  /** Seconds since 1970 for the times of source files. */
  readonly fileTime: number;
  /** User id that the side's programs run as, where the sandbox may choose one. */
  readonly userId: number;
  /** Domain name (NIS) of the machine. */
  readonly domain: string;
  /** Whether the kernel puts programs at random addresses. */
  readonly addresses: 'random' | 'fixed';
  /** The version that the kernel tells of itself: its own, or one that begins with 2.6. */
  readonly kernelName: 'own' | '2.6';
  /** In which order the files of the source are made. */
  readonly fileOrder: 'sorted' | 'reversed';
  /** Folder at the end of PATH, in which nothing is; empty: none. */
  readonly lastOnPath: string;
  /** Processors that the side's programs may use; absent: all. */
  readonly processors?: number;
  /** Folder, inside the side's view, of its own copy of Go; absent: the machine's, where it stands. */
  readonly goroot?: string;
}

/** Everything that a twin build needs, made once, the same for both sides but for the conditions. */
export interface BuildPlan {
  readonly apiVersion: 'twinseal.dev/build-plan/v1';
  readonly source: SourceLock;
  /** The Go of each side; one and the same unless somebody chose two. */
  readonly toolchains: Readonly<Record<SideName, Toolchain>>;
  /** What comparing the modules of the source with Go's checksum database gave. */
  readonly modules: SourceAuthenticity;
  readonly mains: readonly MainPackage[];
  readonly targets: readonly BuildTarget[];
  readonly build: BuildSettings;
  readonly sides: Readonly<Record<SideName, PlannedConditions>>;
  /** What bounds each side. */
  readonly limits: SideLimits;
  /** Conditions that were asked to stay equal, with the reason. */
  readonly notVaried: readonly { readonly name: ConditionName; readonly why: string }[];
  /** Remarks for the user, such as the answer to `cache: off`. */
  readonly notes: readonly string[];
}
