import type { Digest } from '../formats/digest.ts';
import type { BuildPlan, SideName } from './build-plan.ts';
import type { Isolation, ObservedConditions } from './conditions.ts';
import type { SideHost, UsedProfile } from './side-build.ts';
import type { Toolchain } from './toolchain.ts';
import type { TwinBinary, TwinResult } from './twin-result.ts';

/** A program as a side's document names it: its bytes are a blob beside the document. Sizes are bytes. */
export interface SideProgram extends TwinBinary {
  readonly importPath: string;
  /** Debug information that was split off; its bytes are a blob too. */
  readonly debug?: {
    readonly digest: Digest;
    readonly size: number;
    readonly buildId: string;
    readonly name: string;
    readonly wholeSize: number;
  };
}

/** One side that was built by a run of its own (schemas/side-build.schema.json), to be compared with the other one. */
export interface SideDocument {
  readonly apiVersion: 'twinseal.dev/side-build/v1';
  readonly side: SideName;
  readonly invocationId: string;
  /** RFC 3339 UTC. */
  readonly startedOn: string;
  /** RFC 3339 UTC. */
  readonly finishedOn: string;
  readonly source: TwinResult['source'];
  /** What both sides must have been asked for. */
  readonly plan: Pick<BuildPlan, 'mains' | 'targets' | 'build'>;
  readonly toolchain: Omit<Toolchain, 'goroot'>;
  readonly modules: TwinResult['modules'];
  readonly observed: ObservedConditions;
  readonly notVaried: BuildPlan['notVaried'];
  readonly isolation: Isolation;
  readonly host: SideHost;
  readonly cold: boolean;
  readonly flags: Readonly<Record<string, readonly string[]>>;
  readonly profiles: readonly UsedProfile[];
  readonly binaries: readonly SideProgram[];
  readonly assembly: TwinResult['assembly'];
}
