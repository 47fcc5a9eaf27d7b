/**
 * Whether something is what Go's checksum database knows: `authenticated` when it was compared and is equal, `contradicted` when it
 * was compared and differs, `unauthenticated` when it could not be compared.
 */
export type Authentication = 'authenticated' | 'unauthenticated' | 'contradicted';

/** The signed head of the checksum database that answers rest on. */
export interface SumdbHead {
  /** Name of the database, the first part of its verifier key: `sum.golang.org`. */
  readonly name: string;
  /** Records in the tree. */
  readonly size: number;
  /** Root hash, base64. */
  readonly root: string;
}

/** A Go installation, compared file by file with the module `golang.org/toolchain`. */
export interface ToolchainAuthenticity {
  readonly outcome: Authentication;
  /** `golang.org/toolchain@v0.0.1-go1.26.8.linux-amd64`; absent where none can be named. */
  readonly module?: string;
  /** `h1:` of that module, as the checksum database has it. */
  readonly h1?: string;
  readonly head?: SumdbHead;
  /** Why it is not authenticated, one sentence. */
  readonly why?: string;
  /** Files that differ, are missing or are too many, as `changed bin/go`; bounded. */
  readonly differences?: readonly string[];
}

/** One module of the source, whose files in vendor/ were compared with its zip. */
export interface ModuleAuthenticity {
  readonly path: string;
  readonly version: string;
  readonly outcome: Authentication;
  /** Why it is not authenticated, one sentence. */
  readonly why?: string;
  /** Files below vendor/ that differ, as `changed vendor/a.b/c/x.go`, `added ...`, `missing ...`; bounded. */
  readonly differences?: readonly string[];
}

/** All modules of a source. The whole is what its worst module is; a module of which nothing is vendored counts by its sum alone. */
export interface SourceAuthenticity {
  readonly outcome: Authentication;
  readonly head?: SumdbHead;
  /** How many modules are authenticated. */
  readonly authenticated: number;
  /** Those that are not, sorted by path. */
  readonly others: readonly ModuleAuthenticity[];
  /** Files below vendor/ that belong to no module, as `added vendor/x`; bounded. */
  readonly stray?: readonly string[];
  /** What kept all of it from being compared, such as `--offline`. */
  readonly why?: string;
}
