import type { Digest } from '../formats/digest.ts';
import type { Authentication } from './authenticity.ts';
import type { Isolation } from './conditions.ts';

/**
 * `reproduced`: the same bytes came out; `different`: other bytes came out; `not-tried`: nothing came out, or what the program says of itself
 * rules it out, so nothing is known. The whole is never better than its worst platform.
 */
export type RebuildVerdict = 'reproduced' | 'different' | 'not-tried';

/** A program of the image, or the one that came out of the source. */
export interface RebuiltBinary {
  readonly digest: Digest;
  /** Bytes. */
  readonly size: number;
}

/** Where the flags that a binary does not record came from. */
export type FlagsOrigin = 'none' | 'given' | 'image' | 'found';

/** How one program was built again. */
export interface RebuildSettings {
  /** Import path of the main package. */
  readonly main: string;
  /** `vendor`: from vendor/; `modules`: from module zips; `install`: as `go install module@version` does it. */
  readonly dependencies: 'vendor' | 'modules' | 'install';
  /** Variables of Go: GOOS, GOARCH, its level, GOEXPERIMENT. */
  readonly environment: Readonly<Record<string, string>>;
  readonly tags: readonly string[];
  readonly gcflags: readonly string[];
  readonly ldflags: readonly string[];
  /** `given` by the rebuilder, from the `image`'s own statements, or `found` by trying: a -trimpath build does not record them. */
  readonly ldflagsFrom: FlagsOrigin;
  /**
   * The stamp of the version control system, as the program claims it. `checked`: the source's own repository says the same, with
   * nothing changed.
   */
  readonly vcs?: {
    readonly revision: string;
    readonly time: string;
    readonly modified: boolean;
    readonly checked: boolean;
  };
}

/** One cause of a difference, as `compare` names it. */
export interface RebuildCause {
  readonly name: string;
  readonly reason: string;
}

/** One platform image and what came of building its program again. */
export interface RebuiltPlatform {
  /** `linux/arm64`. */
  readonly platform: string;
  /** Digest of its manifest. */
  readonly manifest: Digest;
  readonly outcome: RebuildVerdict;
  /** Why it is not reproduced, one sentence. */
  readonly reason?: string;
  /** The program that the image runs, with its path inside; absent where it can't be told. */
  readonly program?: RebuiltBinary & { readonly path: string; readonly goVersion?: string };
  /** What came out of the source. */
  readonly rebuilt?: RebuiltBinary;
  readonly settings?: RebuildSettings;
  /** What contained the build. */
  readonly isolation?: Isolation;
  /** Best first; of a different one. */
  readonly causes: readonly RebuildCause[];
}

/** What was built again. */
export interface RebuildSource {
  /** A `folder` of the rebuilder, or a `module` version from the module proxy. */
  readonly kind: 'folder' | 'module';
  readonly module: string;
  /** Of a module from the proxy. */
  readonly version?: string;
  /** `h1:` of its zip. */
  readonly h1?: string;
  /** How `h1` stands to Go's checksum database. */
  readonly authenticated?: Authentication;
  /** By the rule of source locks. */
  readonly treeDigest: Digest;
  readonly goModDigest: Digest;
  /** Of a folder in a git repository: its commit, and whether files differ from it. */
  readonly revision?: string;
  readonly dirty?: boolean;
}

/**
 * The predicate of a rebuild statement (schemas/rebuild.schema.json): whoever signs it built the program of an image again, by
 * themselves, and says what came of it.
 */
export interface RebuildResult {
  readonly apiVersion: 'twinseal.dev/rebuild-result/v1';
  readonly outcome: RebuildVerdict;
  /** The index, or the only manifest, that was asked for. */
  readonly image: Digest;
  readonly source: RebuildSource;
  readonly toolchain: {
    readonly version: string;
    readonly host: string;
    readonly digests: Readonly<Record<string, string>>;
    readonly authenticated: Authentication;
    readonly h1?: string;
  };
  readonly invocationId: string;
  /** RFC 3339 UTC. */
  readonly startedOn: string;
  /** RFC 3339 UTC. */
  readonly finishedOn: string;
  readonly platforms: readonly RebuiltPlatform[];
  /**
   * `SLSA_BUILD_REPRODUCED` when every platform is reproduced and a twin proof by another key, which this operator trusts, verified
   * over the image: two independently operated builds.
   */
  readonly properties: readonly string[];
  /** That twin proof: digest of the statement, and SHA-256 of the key's SPKI. */
  readonly reproduces?: { readonly statement: Digest; readonly key: Digest };
}

/**
 * The worst of several outcomes: a difference counts most, then what was not tried.
 * @example worstOutcome(['reproduced', 'not-tried']) // 'not-tried'
 */
export function worstOutcome(outcomes: readonly RebuildVerdict[]): RebuildVerdict {
  if (outcomes.includes('different')) return 'different';
  return outcomes.length === 0 || outcomes.includes('not-tried') ? 'not-tried' : 'reproduced';
}
