import type { BuildPlan, SideName } from '../../records/build-plan.ts';
import type { Toolchain } from '../../records/toolchain.ts';
import type { TwinResult } from '../../records/twin-result.ts';
import { modulesForProof } from './authenticity-for-proof.ts';
import type { Recipe } from './comparison.ts';

/** What comparing needs to know of a plan; it can be told by two runs that each had one of the same content. */
export interface TwinPlan {
  readonly source: TwinResult['source'];
  readonly toolchains: Readonly<Record<SideName, Omit<Toolchain, 'goroot'>>>;
  readonly modules: TwinResult['modules'];
  readonly recipe: Recipe;
  readonly notVaried: BuildPlan['notVaried'];
}

/** The part of a plan that comparing needs. @example twinPlan(plan).source.treeDigest */
export function twinPlan(plan: BuildPlan): TwinPlan {
  const { source, toolchains, notVaried, build } = plan;
  return {
    source: provenSource(source),
    toolchains,
    modules: modulesForProof(plan),
    recipe: { ldflags: build.ldflags, prepare: build.prepare },
    notVaried,
  };
}

/** What a proof says of the source. @example provenSource(plan.source).treeDigest */
export function provenSource(source: BuildPlan['source']): TwinResult['source'] {
  return {
    module: source.module,
    treeDigest: source.treeDigest,
    ...(source.vendorDigest === undefined ? {} : { vendorDigest: source.vendorDigest }),
    goModDigest: source.goModDigest,
    ...(source.goSumDigest === undefined ? {} : { goSumDigest: source.goSumDigest }),
    ...(source.metadata.revision === undefined ? {} : { revision: source.metadata.revision.value }),
    ...(source.vcs === undefined ? {} : { dirty: source.vcs.dirty }),
  };
}
