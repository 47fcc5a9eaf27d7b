import type { Statement } from '../formats/in-toto.ts';
import type { Call } from '../ports/call.ts';
import type { ContentPlaces } from '../ports/content.ts';
import type { ConditionComparison } from '../records/conditions.ts';
import type { SideBuild } from '../records/side-build.ts';
import type { SideDocument } from '../records/side-document.ts';
import { binariesProofStatement } from '../seal/attest/twin-proof.ts';
import { compareConditions } from '../seal/compare/compare-conditions.ts';
import { commonPlan } from '../seal/compare/compare-sides.ts';
import { compareBuilt, type TwinComparison } from '../seal/compare/compare-twins.ts';
import type { TwinPlan } from '../seal/compare/twin-plan.ts';
import { readSideLayout } from './side-layout.ts';

/** Two sides that were built apart, compared. */
export interface ComparedSides {
  readonly plan: TwinPlan;
  readonly a: SideBuild;
  readonly b: SideBuild;
  readonly documents: { readonly a: SideDocument; readonly b: SideDocument };
  readonly conditions: readonly ConditionComparison[];
  readonly comparison: TwinComparison;
  /** About the digests of the programs; only of identical sides, signed by nobody. */
  readonly proof?: Statement;
}

/**
 * Compares the layouts of two sides, in either order: that they are of one source, plan and toolchain; then their bytes, each
 * hashed here. What a layout says of the conditions of its side is only as good as whoever built it.
 * @throws TwinsealError `SIDES_INCOMPARABLE`; `INPUT_MALFORMED`, `CONTENT_MISMATCH` and the like for a layout that is not what it
 *   says
 * @example (await compareSides('./a', './b', places, call)).comparison.outcome // 'identical'
 */
export async function compareSides(
  left: string,
  right: string,
  places: ContentPlaces,
  call: Call,
): Promise<ComparedSides> {
  const [first, second] = [await readSideLayout(left, places, call), await readSideLayout(right, places, call)];
  const [a, b] = first.document.side === 'b' ? [second, first] : [first, second];
  const plan = commonPlan(a.document, b.document);
  const { assembly } = a.document;
  const comparison = await compareBuilt({ plan, a: a.build, b: b.build, assembly });
  return {
    plan,
    a: a.build,
    b: b.build,
    documents: { a: a.document, b: b.document },
    conditions: compareConditions(plan, a.build.observed, b.build.observed),
    comparison,
    ...(comparison.outcome === 'identical' && { proof: await binariesProofStatement(comparison.result) }),
  };
}
