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
  /** Repository globs (`registry.example.com/team/**`); a layout has the repository `layout`. Default: all. */
  readonly images: readonly string[];
  readonly trust: readonly TrustedSigner[];
  readonly require: Requirements;
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
  /** Each entry: that signer's image signature on the index and on every platform child. */
  readonly signatures?: readonly { readonly by: string }[];
  readonly statements?: readonly StatementRequirement[];
  readonly twinBuild?: TwinRequirement;
  readonly image?: ImageRequirement;
}

/** A signed statement about the image. */
export interface StatementRequirement {
  /** Predicate type URI, or a short name of cosign (`spdxjson`, `slsaprovenance1`, `twin`). */
  readonly type: string;
  /** Names of trusted signers; one of them must have signed it. */
  readonly by: readonly string[];
  /** At least this many distinct statements (two provenances for a twin); default 1. */
  readonly count?: number;
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
  /** Annotations or labels that must be present, with their exact value or any (`*`). */
  readonly labels?: Readonly<Record<string, string>>;
}
