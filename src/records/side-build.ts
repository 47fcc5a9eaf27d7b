import type { Digest } from '../formats/digest.ts';
import type { Blob } from './blob.ts';
import type { SideName } from './build-plan.ts';
import type { Isolation, ObservedConditions } from './conditions.ts';
import type { DebugFile } from './debug-file.ts';

/** What reading the ELF says of a shipped binary. */
export interface BinaryFacts {
  readonly goVersion: string;
  /** Settings of the build info, in order, as written. */
  readonly buildSettings: readonly (readonly [string, string])[];
  readonly mainModule: { readonly path: string; readonly version: string };
  readonly deps: readonly { readonly path: string; readonly version: string; readonly h1?: string }[];
  readonly buildId: string;
}

/** One program for one platform, as one side built it. */
export interface BuiltBinary {
  readonly platform: string;
  /** Name of the program. */
  readonly name: string;
  readonly importPath: string;
  readonly content: Blob;
  readonly facts: BinaryFacts;
  /** Debug information that was split off the binary; `content` is what remained. */
  readonly debug?: DebugFile;
  /** Bytes that a stripped program would have otherwise, where that was measured: on side A, by linking once more. */
  readonly unstripped?: number;
}

/** A profile that the compiler was given for one program. */
export interface UsedProfile {
  /** Of the main package, relative to the module. */
  readonly package: string;
  /** Of the file, relative to the module. */
  readonly path: string;
  readonly digest: Digest;
}

/** A profile that the compiler was given for one program. */
export interface UsedProfile {
  /** Of the main package, relative to the module. */
  readonly package: string;
  /** Of the file, relative to the module. */
  readonly path: string;
  readonly digest: Digest;
}

/** The machine that a side ran on, as it tells of itself outside of the side. */
export interface SideHost {
  /** `linux/arm64`. */
  readonly platform: string;
  /** Release of its kernel. */
  readonly kernel: string;
  /** Model of its processor, and how many it lends. */
  readonly processor: string;
  readonly processors: number;
}

/** One side's whole work. */
export interface SideBuild {
  readonly side: SideName;
  /** Random, one an execution. */
  readonly invocationId: string;
  /** RFC 3339 UTC. */
  readonly startedOn: string;
  /** RFC 3339 UTC. */
  readonly finishedOn: string;
  readonly observed: ObservedConditions;
  readonly isolation: Isolation;
  /** Told where the sides may have run on two machines. */
  readonly host?: SideHost;
  /** Whether the side's cache was empty at the start. */
  readonly cold: boolean;
  /** Flags after templates were evaluated on this side: `{ldflags: [...]}`. */
  readonly flags: Readonly<Record<string, readonly string[]>>;
  /** Profiles that steered the compiler, as this side had them. */
  readonly profiles?: readonly UsedProfile[];
  readonly binaries: readonly BuiltBinary[];
}
