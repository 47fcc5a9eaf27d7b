import fc from 'fast-check';
import { formatUtcSeconds } from '../../src/formats/rfc3339.ts';
import { compilePolicy } from '../../src/judge/policy/compile.ts';
import type { Fault } from '../../src/records/discovery.ts';
import type { Facts } from '../../src/records/facts.ts';
import type { Interval } from '../../src/records/interval.ts';
import { mergeRequirements } from '../../src/records/merge-requirements.ts';
import type { Policy, PolicyException, Requirements } from '../../src/records/policy.ts';
import { goElf } from './go-elf.ts';
import { parseDocument } from './policy-text.ts';
import {
  attachBundle,
  attachNotation,
  CHAIN,
  digestsOf,
  judge,
  makeImage,
  NOW,
  testKey,
  twinPredicate,
} from './sealed-image.ts';
import { bundleOf, imageSignature, notationSignature, statementOf } from './signing.ts';

export const DAY = 86_400;
// Whatever one of these policies could ask for is attached.
const EVERYTHING = compilePolicy(
  await parseDocument({
    require: {
      signatures: ['a', 'b', 'c', 'n'].map((by) => ({ by })),
      statements: [{ type: 'spdxjson', by: ['a', 'b'] }],
      twinBuild: { by: ['a'] },
    },
  }),
);
const [GO, PLAIN] = await Promise.all(
  [makeImage({ binary: (machine) => goElf(machine) }), makeImage()].map(async (image): Promise<Facts> => {
    const state = (key: string, type: string, predicate: object) =>
      attachBundle(
        image.store,
        image.index,
        bundleOf(testKey(key), JSON.stringify(statementOf(digestsOf(image), type, predicate))),
      );
    for (const subject of [image.index, ...image.platforms.map(({ descriptor }) => descriptor)]) {
      for (const key of ['a', 'b', 'c'])
        attachBundle(image.store, subject, imageSignature(testKey(key), subject.digest));
      attachNotation(image.store, subject, notationSignature(CHAIN, subject));
    }
    state('a', 'https://twinseal.dev/twin-proof/v1', twinPredicate(image));
    for (const [age, key] of ['a', 'b'].entries())
      state(key, 'https://spdx.dev/Document', {
        spdxVersion: 'SPDX-2.3',
        creationInfo: { created: formatUtcSeconds(NOW - (age + 1) * 10 * DAY) },
      });
    return (await judge(image, EVERYTHING)).facts;
  }),
);
if (GO === undefined || PLAIN === undefined) throw new Error('two images were judged');

/** Seconds since 1970, around the moment at which tests verify. */
export const anyMoment = fc.integer({ min: NOW - 40 * DAY, max: NOW + 40 * DAY });
const interval: fc.Arbitrary<Interval> = fc.oneof(
  { arbitrary: fc.constant({ from: null, until: null }), weight: 3 },
  { arbitrary: fc.record({ from: fc.constant(null), until: anyMoment }), weight: 1 },
  {
    arbitrary: fc.tuple(anyMoment, anyMoment).map(([a, b]) => ({ from: Math.min(a, b), until: Math.max(a, b) })),
    weight: 1,
  },
);
const fault = (facts: Facts): fc.Arbitrary<Fault> =>
  fc.record({
    subject: fc.constantFrom(...facts.subjects.map(({ digest }) => digest)),
    code: fc.constantFrom('EVIDENCE_UNREACHABLE', 'EVIDENCE_LIMIT'),
    what: fc.constantFrom('manifest', 'config', 'layer', 'referrers', 'evidence'),
    reason: fc.constant('in the way'),
    retryable: fc.boolean(),
  });
/** Real facts of which some are gone, and that hold for some time only. */
export const anyFacts: fc.Arbitrary<Facts> = fc.constantFrom(GO, PLAIN).chain((all) => {
  const some = <T extends { readonly valid: Interval }>(list: readonly T[]): fc.Arbitrary<readonly T[]> =>
    fc
      .array(fc.tuple(fc.integer({ min: 0, max: 9 }), interval), { minLength: list.length, maxLength: list.length })
      .map((edits) =>
        list.flatMap((one, at) => {
          const [dice = 0, valid = one.valid] = edits[at] ?? [];
          return dice === 0 ? [] : [{ ...one, valid: dice < 4 ? valid : one.valid }];
        }),
      );
  return fc
    .tuple(
      some(all.signatures),
      some(all.statements),
      fc.oneof(fc.constant([]), fc.array(fault(all), { maxLength: 2 })),
    )
    .map(([signatures, statements, faults]) => ({ ...all, signatures, statements, faults }));
});

/** One demand, or several of one kind. */
export const anyDemand: fc.Arbitrary<Requirements> = fc.oneof(
  fc.constantFrom('a', 'b', 'c', 'n').map((by) => ({ signatures: [{ by }] })),
  fc
    .tuple(fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'n'), { minLength: 1 }), fc.nat())
    .map(([of, n]) => ({ signatures: [{ of, atLeast: 1 + (n % of.length) }] })),
  fc
    .record({
      maxAge: fc.option(fc.integer({ min: 1, max: 60 * DAY }), { nil: undefined }),
      count: fc.constantFrom(1, 2),
    })
    .map(({ maxAge, count }) => ({
      statements: [{ type: 'spdxjson', by: ['a', 'b'], count, ...(maxAge !== undefined && { maxAge }) }],
    })),
  fc.constantFrom<Requirements>(
    { twinBuild: { by: ['a'], cold: true } },
    { platforms: ['linux/amd64'] },
    { platforms: ['linux/riscv64'] },
    { image: { nonRoot: true } },
    { goBuild: { minVersion: '1.20' } },
  ),
);
const demands = fc.array(anyDemand, { minLength: 1, maxLength: 3 }).map((all) => all.reduce(mergeRequirements, {}));
export const anyException: fc.Arbitrary<PolicyException> = fc
  .record({
    checks: fc.constantFrom(['*'], ['signature:*'], ['twin-build', 'case'], ['statement:*', 'platforms']),
    images: fc.constantFrom(
      ['**'],
      ['elsewhere/**'],
      [PLAIN.root],
      GO.subjects.map(({ digest }) => digest as string),
    ),
    times: fc.tuple(anyMoment, anyMoment),
  })
  .map(({ times, ...rest }) => ({
    id: 'x',
    owner: 'o',
    reason: 'r',
    from: formatUtcSeconds(Math.min(...times)),
    until: formatUtcSeconds(Math.max(...times)),
    ...rest,
  }));
const exceptions = fc.array(anyException, { maxLength: 2 });
const cases = fc.oneof(
  fc.constant(undefined),
  fc.tuple(demands, demands).map(([go, other]) => [
    { name: 'go', if: { go: true }, require: go },
    { name: 'else', require: other },
  ]),
  demands.map((go) => [{ name: 'go', if: { go: true }, require: go }]),
);
/** Sound or not: only what `decide` reads. */
export const anyPolicy: fc.Arbitrary<Policy> = fc
  .record({ require: demands, cases, exceptions })
  .map(({ cases: own, ...rest }) => ({ ...EVERYTHING.policy, ...rest, ...(own !== undefined && { cases: own }) }));
