import type { DifferenceSummary } from '../doors/cli/difference-text.ts';
import type { DebugLine, TwinSummary } from '../doors/cli/twin-summary.ts';
import type { DebugFile } from '../records/debug-file.ts';
import type { KeptDifference } from '../roads/keep-differences.ts';
import type { TwinBuild } from '../roads/twin-build.ts';
import type { TwinPlan } from '../seal/compare/twin-plan.ts';

/** A twin build, or two sides that were built apart. */
export interface Summarised extends Pick<TwinBuild, 'a' | 'b' | 'conditions'> {
  readonly plan: Pick<TwinPlan, 'toolchains' | 'modules'>;
}

/**
 * Both sides of a twin build, side by side, without their bytes.
 * @example twinSummary(twin).binaries[0]?.a
 */
export function twinSummary({ plan, a, b, conditions }: Summarised): TwinSummary {
  const goOf = (side: 'a' | 'b') => ({ version: plan.toolchains[side].version, ...plan.toolchains[side].authenticity });
  return {
    binaries: a.binaries.map(({ platform, name, content, unstripped, debug }) => {
      const other = b.binaries.find((binary) => binary.platform === platform && binary.name === name);
      return {
        platform,
        name,
        a: content.digest,
        b: other?.content.digest ?? content.digest,
        size: content.size,
        ...(unstripped !== undefined && { unstripped }),
        ...(debug !== undefined && { debug: debugLine(debug, other?.debug) }),
      };
    }),
    conditions,
    isolation: { a: a.isolation, b: b.isolation },
    authenticity: { go: { a: goOf('a'), b: goOf('b') }, modules: plan.modules },
  };
}

/**
 * A difference with the paths of both files instead of their handles.
 * @example outcome.differences.map(differenceSummary)
 */
export function differenceSummary({ a, b, kept, ...rest }: KeptDifference): DifferenceSummary {
  return {
    ...rest,
    a: { digest: a.digest, size: a.size, kept: kept.a },
    b: { digest: b.digest, size: b.size, kept: kept.b },
  };
}

function debugLine({ content, buildId, name, wholeSize }: DebugFile, other: DebugFile | undefined): DebugLine {
  const [a, b] = [content.digest, other?.content.digest ?? content.digest];
  return { buildId, name, a, b, size: content.size, wholeSize };
}
