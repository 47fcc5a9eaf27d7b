import type { Digest } from '../formats/digest.ts';
import type { ClaimName } from '../formats/sigstore/certificate-claims.ts';
import type { DeniedImage } from './denied-image.ts';
import type { Mirror } from './mirror.ts';
import type { NotationAuthorities } from './notation-authorities.ts';
import type { PodRequirement } from './pod-requirement.ts';
import type { ScanRequirement } from './scan-requirement.ts';

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
  /** Keys and certificates that count no more, whoever trusts them. */
  readonly revoked?: readonly RevokedKey[];
  /** Digests that are never let in. */
  readonly deny?: readonly DeniedImage[];
  /** Repositories that hold what was signed for others. */
  readonly mirrors?: readonly Mirror[];
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
  /** RFC 3339 in UTC and whole seconds, as is `until`, which is at most 366 days later. */
  readonly from: string;
  readonly until: string;
}

/**
 * When a key, an authority or an identity is trusted: RFC 3339 in UTC and whole seconds, both ends included. The time that
 * counts is the one at which a log or timestamp authority saw the signature; without one, the present.
 */
export interface TrustWindow {
  readonly from?: string;
  readonly until?: string;
}

/** A named signer: who it is, in one of the families. */
export type TrustedSigner =
  | { readonly name: string; readonly cosign: CosignKeys }
  | { readonly name: string; readonly notation: NotationAuthorities }
  | { readonly name: string; readonly keyless: TrustedIdentity };

/** One key, or several of one signer: old ones beside new ones. */
export type CosignKeys = (
  | { /** SPKI PEM. */ readonly key: string }
  | { readonly keys: readonly (TrustWindow & { readonly key: string })[] }
) & {
  /** Logs and timestamp authorities that are believed about when something was signed: a trusted root, canonical JSON. */
  readonly trustedRoot?: string;
  /** Name of the kept instance that it was read of. */
  readonly trust?: string;
  /** So many different logs of the trusted root must have the signature. */
  readonly logs?: number;
};

/** A key or certificate that was lost or stolen. What it signed counts only where a trusted time before `from` shows it. */
export type RevokedKey = (
  | { /** SHA-256 of the SubjectPublicKeyInfo. */ readonly key: Digest }
  | { /** SHA-256 of the certificate. */ readonly certificate: Digest }
  | { /** Lower-case hex. */ readonly serial: string /** Certificate of its issuer, PEM. */; readonly issuer: string }
) & {
  /** RFC 3339 in UTC and whole seconds: the first moment at which it counts no more. Absent: it never counts. */
  readonly from?: string;
  readonly reason: string;
};

/** Whoever an issuer vouches for, by certificates that live for minutes. */
export interface TrustedIdentity extends TrustWindow {
  /** The identity in the certificate, compared whole. */
  readonly identity?: string;
  /** In its place: `*` stands for any text, also none; the rest for itself, from end to end. */
  readonly identityPattern?: string;
  /** Address of the OIDC issuer, compared whole. */
  readonly issuer: string;
  /** What else the certificate must say, each with `*` for any text. */
  readonly claims?: Readonly<Partial<Record<ClaimName, string>>>;
  /** The trusted root of the Sigstore instance, canonical JSON. */
  readonly trustedRoot: string;
  /** Name of the kept instance that it was read of. */
  readonly trust?: string;
  /** So many different logs of it must have the signature; default 1. */
  readonly logs?: number;
}

/** What must hold. */
export interface Requirements {
  /** Platforms that must be there: `linux/arm64`. */
  readonly platforms?: readonly string[];
  /** Each entry: image signatures on the index and on every platform child. */
  readonly signatures?: readonly SignatureRequirement[];
  readonly statements?: readonly StatementRequirement[];
  readonly twinBuild?: TwinRequirement;
  /** Lowest version, by repository globs: SemVer 2.0.0. Of several that match the highest counts. */
  readonly minVersion?: Readonly<Record<string, string>>;
  readonly image?: ImageRequirement;
  /** Annotations of the index or of every platform manifest, with exact values or `*`. */
  readonly annotations?: Readonly<Record<string, string>>;
  readonly goBuild?: GoBuildRequirement;
  readonly sbom?: SbomRequirement;
  readonly scan?: ScanRequirement;
  readonly secrets?: SecretsRequirement;
  /** What the containers that run the image may do. */
  readonly pod?: PodRequirement;
  /** CEL over verified facts: the last mile. */
  readonly expressions?: readonly ExpressionRequirement[];
}

/** One signer, or so many of several. */
export type SignatureRequirement = (
  | { readonly by: string }
  | { readonly of: readonly string[]; readonly atLeast: number }
) & {
  /** Each must say that it is for the repository that is asked for. */
  readonly named?: true;
  /** Seconds since a log or authority that is trusted for it saw the signature, at most. */
  readonly maxAge?: number;
};

/** What the build info of Go programs must say. */
export interface GoBuildRequirement {
  /** `all`: of every Go program in the image, if there is any; default `entrypoint`: of the one that runs, which has to be one. */
  readonly programs?: 'all' | 'entrypoint';
  /** Lowest Go version: `1.25` (release candidates too), `1.25.0` or `1.26rc1`. */
  readonly minVersion?: string;
  readonly trimpath?: true;
  /** `CGO_ENABLED`. */
  readonly cgo?: boolean;
  /** `vcs.modified`: a clean checkout. */
  readonly modified?: false;
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
  /** The first word of what the config runs (entrypoint, then cmd) must be one of these absolute paths. */
  readonly entrypoints?: readonly string[];
  /** No file that a container sees has the setuid or setgid bit. */
  readonly noSetuid?: boolean;
  /** Annotations or labels that must be present, with their exact value or any (`*`). */
  readonly labels?: Readonly<Record<string, string>>;
}
