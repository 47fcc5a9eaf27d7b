import type { ToolchainAuthenticity } from '../../records/authenticity.ts';
import type { BuildPlan } from '../../records/build-plan.ts';
import type { TwinResult } from '../../records/twin-result.ts';
import type { TwinPlan } from './twin-plan.ts';

const MAX_OTHERS = 100;
const ORDER = ['contradicted', 'unauthenticated', 'authenticated'] as const;

/**
 * What a proof says of the Go of both sides: the worse of the two.
 * @example lessAuthentic(plan.toolchains).outcome // 'authenticated' where both are
 */
export function lessAuthentic({ a, b }: TwinPlan['toolchains']): ToolchainAuthenticity {
  const rank = (each: ToolchainAuthenticity) => ORDER.indexOf(each.outcome);
  return rank(b.authenticity) < rank(a.authenticity) ? b.authenticity : a.authenticity;
}

/**
 * What a proof says of the modules: those that are not authentic by name, as many as readers of proofs take.
 * @example modulesForProof(plan).others.length <= 100 // true
 */
export function modulesForProof({ modules }: Pick<BuildPlan, 'modules'>): TwinResult['modules'] {
  const unlisted = modules.others.length - MAX_OTHERS;
  return unlisted > 0 ? { ...modules, others: modules.others.slice(0, MAX_OTHERS), unlisted } : modules;
}
