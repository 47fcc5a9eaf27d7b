/** The files of a Go installation that a build can read, hashed. */
export interface InstalledGo {
  /** By path from GOROOT, SHA-256 in lower-case hex; those of `bin`, `lib`, `pkg`, `src`, and those that lie in GOROOT itself. */
  readonly files: ReadonlyMap<string, string>;
  /** What is neither a file nor a folder, such as a link. */
  readonly irregular: readonly string[];
  /** The text of go.env, where there is one: settings that differ between the ways in which Go is installed. */
  readonly goEnv?: string;
}
