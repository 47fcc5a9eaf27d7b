/** The stamp of a version control system in a program: what it claims of its source. */
export interface ClaimedStamp {
  /** 40 or 64 lower-case hex digits. */
  readonly revision: string;
  /** RFC 3339 UTC, as the build info has it. */
  readonly time: string;
  readonly modified: boolean;
  /** Version of the main module that Go worked out from the tags, such as `v1.2.3`; absent where it recorded none. */
  readonly version?: string;
}

/** How a program is to be built again: all that its build info records, checked, and nothing that could name a path or a program. */
export interface RebuildRecipe {
  /** `go1.26.8`. */
  readonly goVersion: string;
  /** Import path of the main package. */
  readonly main: string;
  /** Path of the main module. */
  readonly module: string;
  /** Of a program that `go install module@version` made. */
  readonly installed?: { readonly version: string; readonly h1: string };
  /** `vendor` records no sums of modules, `modules` does; a program without any can come of either. */
  readonly dependencies: 'vendor' | 'modules' | 'install';
  /** GOOS, GOARCH, its level, GOEXPERIMENT, as they were recorded. */
  readonly environment: Readonly<Record<string, string>>;
  readonly tags: readonly string[];
  /** Words of -gcflags; a pattern `all` stands before each as `all=`. */
  readonly gcflags: readonly string[];
  readonly buildmode: 'exe' | 'pie';
  /** Profile beside the main package, which Go takes by itself, or none. */
  readonly pgo: 'auto' | 'off';
  readonly stamp?: ClaimedStamp;
}
