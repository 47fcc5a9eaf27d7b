import { type Blob, readWhole } from '../../records/blob.ts';
import type { BuildPlan } from '../../records/build-plan.ts';
import type { Difference } from '../../records/difference.ts';
import type { BuiltBinary, SideBuild } from '../../records/side-build.ts';
import type { TwinDebugFile, TwinResult, TwinSide } from '../../records/twin-result.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import { lessAuthentic } from './authenticity-for-proof.ts';
import { withCacheCause } from './cache-cause.ts';
import { compareConditions } from './compare-conditions.ts';
import type { Suspect } from './comparison.ts';
import { explainDifference } from './explain-difference.ts';
import { type TwinPlan, twinPlan } from './twin-plan.ts';

/** Both sides of one plan, and how their binaries become layers. */
export interface TwinInput {
  readonly plan: BuildPlan;
  readonly a: SideBuild;
  readonly b: SideBuild;
  readonly assembly: TwinResult['assembly'];
}

/** Twins are identical or different, never mostly. */
export type TwinComparison =
  | { readonly outcome: 'identical'; readonly result: TwinResult }
  | { readonly outcome: 'different'; readonly differences: readonly Difference[] };

/** The same of sides that were built apart, of whose plans their documents tell. */
export interface SidesInput extends Omit<TwinInput, 'plan'> {
  readonly plan: TwinPlan;
}

/**
 * Compares the binaries of both sides, and the debug files that were split off them, by their digests; where one differs, reads
 * both files and looks for the cause.
 * @throws TwinsealError `INTERNAL` when the sides did not build the same programs
 * @example (await compareTwins({ plan, a, b, assembly })).outcome // 'identical'
 */
export async function compareTwins(input: TwinInput): Promise<TwinComparison> {
  return await compareBuilt({ ...input, plan: twinPlan(input.plan) });
}

/**
 * As {@link compareTwins}, for sides that may have been built by two runs, or on two machines.
 * @throws TwinsealError `INTERNAL` when the sides did not build the same programs
 * @example (await compareBuilt({ plan, a, b, assembly })).outcome // 'identical'
 */
export async function compareBuilt(input: SidesInput): Promise<TwinComparison> {
  const { plan, a, b } = input;
  const pairs = a.binaries.map((left) => ({ left, right: partner(left, b) }));
  if (pairs.length !== b.binaries.length || pairs.length === 0) {
    throw new TwinsealError('INTERNAL', 'the two sides did not build the same programs');
  }
  const unequal = pairs.flatMap(({ left, right }) => unequalPart(left, right));
  if (unequal.length > 0) {
    const differences: Difference[] = [];
    for (const part of unequal) differences.push(await explain(input, part));
    const told = differences.map((each) => ({ ...each, causes: withCacheCause(each.causes, a, b) }));
    return { outcome: 'different', differences: told };
  }
  const { source, toolchains } = plan;
  const toolchain = toolchains.a;
  return {
    outcome: 'identical',
    result: {
      apiVersion: 'twinseal.dev/twin-result/v1',
      outcome: 'identical',
      source,
      toolchain: {
        version: toolchain.version,
        host: toolchain.host,
        digests: toolchain.digests,
        authenticated: [toolchains.a, toolchains.b].every(
          ({ authenticity }) => authenticity.outcome === 'authenticated',
        ),
        authenticity: lessAuthentic(toolchains),
      },
      modules: plan.modules,
      flags: a.flags,
      conditions: compareConditions(plan, a.observed, b.observed),
      sides: { a: twinSide(a), b: twinSide(b) },
      binaries: a.binaries.map(twinBinary),
      ...(a.binaries.some(({ debug }) => debug !== undefined) && { debug: a.binaries.flatMap(twinDebugFile) }),
      assembly: input.assembly,
    },
  };
}

/** What is not equal of one program: `name` says whether it is the program or its debug file. */
interface UnequalPart {
  readonly platform: string;
  readonly name: string;
  readonly left: Blob;
  readonly right: Blob;
}

/** The debug file is named only where the program itself is equal: what makes both differ is one cause. */
function unequalPart(left: BuiltBinary, right: BuiltBinary): readonly UnequalPart[] {
  const { platform, name } = left;
  if (left.content.digest !== right.content.digest)
    return [{ platform, name, left: left.content, right: right.content }];
  const [a, b] = [left.debug?.content, right.debug?.content];
  if (a?.digest === b?.digest) return [];
  if (a === undefined || b === undefined)
    throw new TwinsealError('INTERNAL', `only one side split the debug information off ${name} for ${platform}`);
  return [{ platform, name: `${name}.debug`, left: a, right: b }];
}

async function explain(input: SidesInput, part: UnequalPart): Promise<Difference> {
  const { plan } = input;
  const a: Suspect = { bytes: await readWhole(part.left), flags: input.a.flags, observed: input.a.observed };
  const b: Suspect = { bytes: await readWhole(part.right), flags: input.b.flags, observed: input.b.observed };
  const difference = explainDifference(a, b, { ...plan.recipe, sameSource: true });
  if (difference === undefined) throw new TwinsealError('INTERNAL', 'equal bytes had different digests');
  const side = (content: Blob): Difference['a'] => ({ digest: content.digest, size: content.size, content });
  return {
    platform: part.platform,
    name: part.name,
    a: side(part.left),
    b: side(part.right),
    ...difference,
  };
}

function partner(left: BuiltBinary, b: SideBuild): BuiltBinary {
  const right = b.binaries.find((each) => each.platform === left.platform && each.name === left.name);
  if (right === undefined) throw new TwinsealError('INTERNAL', `side B built no ${left.name} for ${left.platform}`);
  return right;
}

function twinSide(side: SideBuild): TwinSide {
  const { invocationId, startedOn, finishedOn, cold, isolation, binaries, host } = side;
  const told = { invocationId, startedOn, finishedOn, cold, isolation, ...(host !== undefined && { host }) };
  return { ...told, binaries: binaries.map(twinBinary) };
}

function twinBinary({ platform, name, content }: BuiltBinary): TwinResult['binaries'][number] {
  return { platform, name, digest: content.digest, size: content.size };
}

function twinDebugFile({ platform, name, debug }: BuiltBinary): readonly TwinDebugFile[] {
  if (debug === undefined) return [];
  const { content, buildId } = debug;
  return [{ platform, name, digest: content.digest, size: content.size, buildId }];
}
