import type { Digest } from '../formats/digest.ts';
import type { SourceAuthenticity, ToolchainAuthenticity } from './authenticity.ts';
import type { ConditionComparison, Isolation } from './conditions.ts';
import type { SideHost } from './side-build.ts';

/** One program that both sides built to the same bytes. */
export interface TwinBinary {
  readonly platform: string;
  readonly name: string;
  readonly digest: Digest;
  /** Bytes. */
  readonly size: number;
}

/** A debug file that both sides split off the program of this name, to the same bytes. */
export interface TwinDebugFile extends TwinBinary {
  /** GNU build ID in lower-case hex, as the program has it. */
  readonly buildId: string;
}

/** One side, as the proof tells it. Times are RFC 3339 UTC. */
export interface TwinSide {
  readonly invocationId: string;
  readonly startedOn: string;
  readonly finishedOn: string;
  readonly cold: boolean;
  readonly isolation: Isolation;
  /** Told where the sides were built by two runs, which may have been on two machines. */
  readonly host?: SideHost;
  readonly binaries: readonly TwinBinary[];
}

/**
 * The predicate of a twin proof (schemas/twin-proof.schema.json): both builds gave the same bytes, under these
 * conditions. It exists only for identical twins.
 */
export interface TwinResult {
  readonly apiVersion: 'twinseal.dev/twin-result/v1';
  readonly outcome: 'identical';
  readonly source: {
    readonly module: string;
    readonly treeDigest: Digest;
    readonly vendorDigest?: Digest;
    readonly goModDigest: Digest;
    readonly goSumDigest?: Digest;
    readonly revision?: string;
    readonly dirty?: boolean;
  };
  readonly toolchain: {
    readonly version: string;
    readonly host: string;
    readonly digests: Readonly<Record<string, string>>;
    /** Of the Go of both sides. */
    readonly authenticated: boolean;
    /** Of the side whose Go is the less authentic. */
    readonly authenticity: ToolchainAuthenticity;
  };
  /** The modules of the source; `others` has the first ones, and `unlisted` says how many there are beyond. */
  readonly modules: SourceAuthenticity & { readonly unlisted?: number };
  readonly flags: Readonly<Record<string, readonly string[]>>;
  readonly conditions: readonly ConditionComparison[];
  readonly sides: { readonly a: TwinSide; readonly b: TwinSide };
  /** What ships. */
  readonly binaries: readonly TwinBinary[];
  /** What was split off and is attached; absent when debug information was not split. */
  readonly debug?: readonly TwinDebugFile[];
  /** How binaries became layers. */
  readonly assembly: { readonly profile: number; readonly compressor: string };
}
