import type { CheckCode } from '../../records/check-codes.ts';
import { looksIntoLayers } from '../../records/expression-value.ts';
import type { FactSubject } from '../../records/facts.ts';
import type { FindingCode } from '../../records/finding-codes.ts';
import type { Policy, PolicyCase, Requirements } from '../../records/policy.ts';
import { type Answer, type Context, checkOf, fail, failUnless, imageFaults, pass, type TimedCheck } from './context.ts';
import { expressionProgram } from './expression-program.ts';
import type { RulesOf } from './rule.ts';

const CODES: Readonly<Partial<Record<FindingCode, CheckCode>>> = {
  BLOB_MISSING: 'IMAGE_CONTENT_MISSING',
  BLOB_DIGEST_MISMATCH: 'IMAGE_CONTENT_MISMATCH',
  DIFF_ID_COUNT: 'IMAGE_MALFORMED',
};

/** As the policy's needs have it: what is demanded of the program lies in the layers. */
const LAYER_DEMANDS: readonly {
  readonly at: string;
  readonly asks: (require: Requirements, policy: Policy) => boolean;
}[] = [
  { at: '/require/twinBuild', asks: ({ twinBuild }) => twinBuild !== undefined },
  { at: '/require/goBuild', asks: ({ goBuild }) => goBuild !== undefined },
  {
    at: '/require/image',
    asks: ({ image: { staticBinary, goReproducibleFlags, noSetuid } = {} }) =>
      [staticBinary, goReproducibleFlags, noSetuid].includes(true),
  },
  {
    at: '/require/expressions',
    asks: ({ expressions = [] }) =>
      expressions.some(({ expression }) => looksIntoLayers(expressionProgram(expression))),
  },
  // A program that hides in a broken layer must not choose the case.
  { at: '/cases', asks: (_, { cases = [] }) => cases.some(looksIntoPrograms) },
];

/**
 * The layers of each platform image are what their digests and diff_ids name, and make one file system for every reader.
 * They are read only when the policy asks for something inside of them; else the check says that nothing was checked.
 * @example checkLayers(context)[0]?.check.code // 'NOT_DEMANDED' when the policy asks nothing of the layers
 * @see image-spec v1.1.1, layer.md and config.md
 */
export function checkLayers(context: Context): readonly TimedCheck[] {
  return context.platforms.map((subject) =>
    checkOf('layers', subject.digest, subject.platform, answer(context, subject)),
  );
}

/** The rule of {@link checkLayers}: whatever looks into them. @example layerRules(require, policy)[0]?.at // '/require/twinBuild' */
export const layerRules: RulesOf = (require, policy) => {
  const at = LAYER_DEMANDS.find(({ asks }) => asks(require, policy))?.at ?? '';
  return [
    { check: 'layers', at, demand: 'layers that the policy looks into are what their digests and diff_ids name' },
  ];
};

function answer(context: Context, { digest }: FactSubject): Answer {
  if (!LAYER_DEMANDS.some(({ asks }) => asks(context.require, context.policy)))
    return skip('NOT_DEMANDED', 'the layers were not read: the policy asks nothing of what is in them');
  const faults = imageFaults(context, digest);
  const report = context.facts.images.find(({ subject }) => subject === digest);
  if (report === undefined)
    return failUnless(
      faults,
      skip('NOT_APPLICABLE', 'there is no image config that the layers could be compared with'),
    );
  const first = report.findings.find(({ severity }) => severity === 'error');
  if (first !== undefined) {
    const place = first.pointer === undefined ? '' : ` (${first.pointer})`;
    const evidence = first.blob === undefined ? [] : [first.blob];
    return fail(CODES[first.code] ?? 'IMAGE_LAYER_MALFORMED', `${first.reason}${place}`, evidence);
  }
  return failUnless(faults, pass('every layer is what its digest and its diff_id name'));
}

function skip(code: CheckCode, reason: string): Answer {
  return { status: 'skip', code, reason };
}

function looksIntoPrograms({ if: condition }: PolicyCase): boolean {
  const { go, expression } = condition ?? {};
  return go !== undefined || (expression !== undefined && looksIntoLayers(expressionProgram(expression)));
}
