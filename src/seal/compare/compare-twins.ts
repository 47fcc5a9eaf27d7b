import { placeOf } from '../../formats/elf/locate.ts';
import { readWhole } from '../../records/blob.ts';
import type { BuildPlan } from '../../records/build-plan.ts';
import type { Difference } from '../../records/difference.ts';
import type { BuiltBinary, SideBuild } from '../../records/side-build.ts';
import type { TwinResult, TwinSide } from '../../records/twin-result.ts';
import { TwinsealError } from '../../records/twinseal-error.ts';
import { findDifference, tryReadElf } from './byte-difference.ts';
import { compareConditions } from './compare-conditions.ts';
import { explainDifference, type Suspect } from './explain-difference.ts';

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

/**
 * Compares the binaries of both sides by their digests; where one differs, reads both files and looks for the cause.
 * @throws TwinsealError `INTERNAL` when the sides did not build the same programs
 * @example (await compareTwins({ plan, a, b, assembly })).outcome // 'identical'
 */
export async function compareTwins(input: TwinInput): Promise<TwinComparison> {
  const { plan, a, b } = input;
  const pairs = a.binaries.map((left) => ({ left, right: partner(left, b) }));
  if (pairs.length !== b.binaries.length || pairs.length === 0) {
    throw new TwinsealError('INTERNAL', 'the two sides did not build the same programs');
  }
  const unequal = pairs.filter(({ left, right }) => left.content.digest !== right.content.digest);
  if (unequal.length > 0) {
    const differences: Difference[] = [];
    for (const { left, right } of unequal) differences.push(await explain(input, left, right));
    return { outcome: 'different', differences };
  }
  const { source, toolchains } = plan;
  const toolchain = toolchains.a;
  return {
    outcome: 'identical',
    result: {
      apiVersion: 'twinseal.dev/twin-result/v1',
      outcome: 'identical',
      source: {
        module: source.module,
        treeDigest: source.treeDigest,
        ...(source.vendorDigest === undefined ? {} : { vendorDigest: source.vendorDigest }),
        goModDigest: source.goModDigest,
        ...(source.goSumDigest === undefined ? {} : { goSumDigest: source.goSumDigest }),
        ...(source.metadata.revision === undefined ? {} : { revision: source.metadata.revision.value }),
        ...(source.vcs === undefined ? {} : { dirty: source.vcs.dirty }),
      },
      toolchain: {
        version: toolchain.version,
        host: toolchain.host,
        digests: toolchain.digests,
        authenticated: [toolchains.a, toolchains.b].every(
          ({ authenticity }) => authenticity.outcome === 'authenticated',
        ),
      },
      flags: a.flags,
      conditions: compareConditions(plan, a.observed, b.observed),
      sides: { a: twinSide(a), b: twinSide(b) },
      binaries: a.binaries.map(twinBinary),
      assembly: input.assembly,
    },
  };
}

async function explain(input: TwinInput, left: BuiltBinary, right: BuiltBinary): Promise<Difference> {
  const { plan } = input;
  const a: Suspect = { bytes: await readWhole(left.content), flags: input.a.flags, observed: input.a.observed };
  const b: Suspect = { bytes: await readWhole(right.content), flags: input.b.flags, observed: input.b.observed };
  const file = tryReadElf(a.bytes);
  const difference = findDifference(a.bytes, b.bytes, file);
  if (difference === undefined) throw new TwinsealError('INTERNAL', 'equal bytes had different digests');
  const side = ({ content }: BuiltBinary): Difference['a'] => ({ digest: content.digest, size: content.size, content });
  return {
    platform: left.platform,
    name: left.name,
    a: side(left),
    b: side(right),
    firstByte: difference.firstByte,
    ...(file === undefined ? {} : { section: placeOf(file, difference.firstByte) }),
    differingBytes: difference.differingBytes,
    causes: explainDifference(a, b, { ldflags: plan.build.ldflags, prepare: plan.build.prepare }, difference),
  };
}

function partner(left: BuiltBinary, b: SideBuild): BuiltBinary {
  const right = b.binaries.find((each) => each.platform === left.platform && each.name === left.name);
  if (right === undefined) throw new TwinsealError('INTERNAL', `side B built no ${left.name} for ${left.platform}`);
  return right;
}

function twinSide(side: SideBuild): TwinSide {
  const { invocationId, startedOn, finishedOn, cold, isolation, binaries } = side;
  return { invocationId, startedOn, finishedOn, cold, isolation, binaries: binaries.map(twinBinary) };
}

function twinBinary({ platform, name, content }: BuiltBinary): TwinResult['binaries'][number] {
  return { platform, name, digest: content.digest, size: content.size };
}
