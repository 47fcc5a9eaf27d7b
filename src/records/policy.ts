/** What the door does with a denial: refuse, admit with a warning, or only record. */
export type PolicyMode = 'enforce' | 'warn' | 'audit';

/**
 * A policy after parsing and schema validation (schemas/policy.schema.json), with key files already read in.
 * Everything under `require` is a demand; what is not demanded is not checked.
 */
export interface Policy {
  readonly apiVersion: 'twinseal.dev/v1';
  readonly kind: 'Policy';
  /** The file's name without extension. */
  readonly name: string;
  readonly description?: string;
  readonly mode: PolicyMode;
  /** Runs whenever that policy does, is compared with it, and never counts. */
  readonly shadowOf?: string;
  /** Repository globs (`registry.example.com/team/**`); a layout has the repository `layout`. Default: all. */
  readonly images: readonly string[];
  /** For requests from these places only; default: all. */
  readonly match?: PolicyMatch;
  readonly trust: readonly TrustedSigner[];
  /** Demands on every image. */
  readonly require: Requirements;
  /** Further demands by kind of image: those of the first case that applies; if none does, the image is denied. */
  readonly cases?: readonly PolicyCase[];
  readonly exceptions?: readonly PolicyException[];
}

/** Where a request comes from: all that is given must match. */
export interface PolicyMatch {
  /** Namespace globs. */
  readonly namespaces?: readonly string[];
  /** Labels with exact values, or `*` for any. */
  readonly labels?: Readonly<Record<string, string>>;
}

/** Demands on one kind of image. */
export interface PolicyCase {
  /** For messages: `go`, `else`, or the policy's own name for it. */
  readonly name: string;
  /** When it applies; without it, always. */
  readonly if?: CaseCondition;
  readonly require: Requirements;
}

/** What an image must be; all that is given must hold. */
export interface CaseCondition {
  /** Whether the program of at least one platform was built by Go. */
  readonly go?: boolean;
  readonly images?: readonly string[];
  /** CEL over verified facts. */
  readonly expression?: string;
}

/** Somebody answers for a check that fails, for a while. */
export interface PolicyException {
  /** Unique in the policy. */
  readonly id: string;
  /** Repository globs, or digests. */
  readonly images: readonly string[];
  /** Check ids with `*`: `signature:*`, `twin-build`; `*` alone breaks the glass. */
  readonly checks: readonly string[];
  readonly owner: string;
  readonly reason: string;
  /** RFC 3339. */
  readonly from?: string;
  readonly until: string;
}

/** A named signer: who it is, in one of the families. */
export type TrustedSigner =
  | { readonly name: string; readonly cosign: { /** SPKI PEM. */ readonly key: string } }
  | {
      readonly name: string;
      readonly notation: {
        /** Trusted certificates, PEM, one or more. */
        readonly certificates: string;
        /** `x509.subject: C=US, ST=WA, O=example` or `*`. */
        readonly identities: readonly string[];
      };
    };

/** What must hold. */
export interface Requirements {
  /** Platforms that must be there: `linux/arm64`. */
  readonly platforms?: readonly string[];
  /** Each entry: image signatures on the index and on every platform child. */
  readonly signatures?: readonly SignatureRequirement[];
  readonly statements?: readonly StatementRequirement[];
  readonly twinBuild?: TwinRequirement;
  readonly image?: ImageRequirement;
  /** Annotations of the index or of every platform manifest, with exact values or `*`. */
  readonly annotations?: Readonly<Record<string, string>>;
  readonly goBuild?: GoBuildRequirement;
  readonly sbom?: SbomRequirement;
  readonly scan?: ScanRequirement;
  readonly secrets?: SecretsRequirement;
  /** CEL over verified facts: the last mile. */
  readonly expressions?: readonly ExpressionRequirement[];
}

/** One signer, or so many of several. */
export type SignatureRequirement =
  | { readonly by: string }
  | { readonly of: readonly string[]; readonly atLeast: number };

/** What the build info of every Go program that runs must say. */
export interface GoBuildRequirement {
  /** Lowest Go version: `1.25` or `1.25.3`. */
  readonly minVersion?: string;
  readonly trimpath?: boolean;
  readonly cgo?: boolean;
  /** `vcs.modified`: false demands a clean checkout. */
  readonly modified?: boolean;
  /** Main module path globs. */
  readonly modules?: readonly string[];
}

/** A signed SBOM that is worth having. */
export interface SbomRequirement {
  readonly by: readonly string[];
  /** SPDX or CycloneDX; default: either. */
  readonly format?: 'spdx' | 'cyclonedx';
  /** Share of packages (0 to 1) with a version, a purl, a licence, a checksum. */
  readonly versions?: number;
  readonly purls?: number;
  readonly licenses?: number;
  readonly checksums?: number;
  readonly minPackages?: number;
}

/** A signed vulnerability scan. */
export interface ScanRequirement {
  readonly by: readonly string[];
  /** The worst severity that is still let in. */
  readonly ceiling: 'none' | 'low' | 'medium' | 'high';
  /** Seconds since the scan ended, at most. */
  readonly maxAge?: number;
  /** Signers whose VEX statements (`not_affected`, `fixed`) take findings away. */
  readonly vexBy?: readonly string[];
  /** Findings that are let in for a while. */
  readonly exceptions?: readonly {
    readonly id: string;
    readonly owner: string;
    readonly reason: string;
    /** RFC 3339. */
    readonly until: string;
  }[];
}

/** A signed scan for secrets that found none. */
export interface SecretsRequirement {
  readonly by: readonly string[];
  readonly maxAge?: number;
}

/** One CEL expression that must be true. */
export interface ExpressionRequirement {
  readonly name: string;
  readonly expression: string;
  /** One sentence for whoever is denied. */
  readonly message: string;
}

/** A signed statement about the image. */
export interface StatementRequirement {
  /** Predicate type URI, or a short name of cosign (`spdxjson`, `slsaprovenance1`, `twin`). */
  readonly type: string;
  /** Names of trusted signers; one of them must have signed it. */
  readonly by: readonly string[];
  /** At least this many distinct statements (two provenances for a twin); default 1. */
  readonly count?: number;
  /** Seconds since the time that the statement or its predicate claims, at most. */
  readonly maxAge?: number;
}

/** The program that runs is the one that was built twice. */
export interface TwinRequirement {
  readonly by: readonly string[];
  /** Conditions that must have been varied. */
  readonly varied?: readonly string[];
  /** Demand builds that saw no network. */
  readonly networkless?: boolean;
  /** What must have contained both sides: names of `ISOLATION_NAMES`. */
  readonly isolation?: readonly string[];
  readonly cold?: boolean;
  readonly toolchainAuthenticated?: boolean;
  readonly modulesAuthenticated?: boolean;
  /** Seconds since the builds finished, at most. */
  readonly maxAge?: number;
  /** Operators who must have reproduced the program from its source. */
  readonly rebuilders?: RebuilderRequirement;
}

/** Independent operators, none of whom sealed the image. */
export interface RebuilderRequirement {
  /** Names of trusted signers. */
  readonly of: readonly string[];
  /** How many of them must have reproduced the program that each platform image runs. */
  readonly atLeast: number;
}

/** Rules on the image configuration and program. */
export interface ImageRequirement {
  readonly nonRoot?: boolean;
  /** The entrypoint is a static ELF for the platform. */
  readonly staticBinary?: boolean;
  /** The entrypoint was built by Go with -trimpath and CGO_ENABLED=0. */
  readonly goReproducibleFlags?: boolean;
  /** The first word of the entrypoint must be one of these paths. */
  readonly entrypoints?: readonly string[];
  /** No file of any layer has the setuid or setgid bit. */
  readonly noSetuid?: boolean;
  /** Annotations or labels that must be present, with their exact value or any (`*`). */
  readonly labels?: Readonly<Record<string, string>>;
}
