import type { Check } from '../../records/check.ts';
import type { Effect } from '../../records/decision.ts';
import type { Explanation } from '../../records/explanation.ts';
import type { ExpectedCheck, TrialExpectation } from '../../records/policy-trial.ts';
import type { Verdict } from '../../records/verdict.ts';

/** What the policy made of the image. */
export type TrialOutcome =
  | { readonly applies: false; readonly reason: string }
  | {
      readonly applies: true;
      readonly verdict: Verdict;
      readonly explanation: Explanation;
      readonly effect: Effect;
      /** Digest of a subject to `index` or its platform. */
      readonly places: ReadonlyMap<string, string>;
    };

/** Whether a test holds, in words. */
export interface Comparison {
  readonly passed: boolean;
  readonly expected: string;
  readonly got: string;
  readonly checks: readonly string[];
}

/**
 * Holds an outcome against what was expected. Whatever is not expected is not looked at.
 * @example compare(trial.expect, outcome).passed
 */
export function compare(expect: TrialExpectation, outcome: TrialOutcome): Comparison {
  const expected = expectedText(expect);
  if (!outcome.applies)
    return {
      passed: expect.applies === false,
      expected,
      got: `it is not for this request: ${outcome.reason}`,
      checks: [],
    };
  const { verdict, explanation, effect } = outcome;
  const counting = verdict.checks.filter(
    ({ status, exception }) => (status === 'fail' || status === 'fault') && exception === undefined,
  );
  const codes = [...new Set(counting.map(({ code }) => code))].sort();
  const used = [...new Set(verdict.checks.flatMap(({ exception }) => exception?.id ?? []))].sort();
  const missing = (expect.checks ?? []).flatMap((wanted) => unmet(wanted, outcome.places, verdict.checks));
  const applied = explanation.case?.name;
  const passed =
    expect.applies !== false &&
    (expect.outcome === undefined || expect.outcome === verdict.outcome) &&
    (expect.effect === undefined || expect.effect === effect) &&
    (expect.codes === undefined || same(expect.codes, codes)) &&
    (expect.exceptions === undefined || same(expect.exceptions, used)) &&
    (expect.case === undefined || expect.case === applied) &&
    missing.length === 0;
  const got = [
    verdict.outcome,
    ...(expect.effect === undefined ? [] : [`effect ${effect}`]),
    ...(codes.length === 0 ? [] : [`codes ${codes.join(', ')}`]),
    ...(used.length === 0 && expect.exceptions === undefined ? [] : [`exceptions ${used.join(', ') || 'none'}`]),
    ...(applied === undefined && expect.case === undefined ? [] : [`case ${applied ?? 'none'}`]),
    ...missing,
  ].join('; ');
  return { passed, expected, got, checks: counting.map((check) => line(check, outcome.places)) };
}

function unmet(
  wanted: ExpectedCheck,
  places: ReadonlyMap<string, string>,
  checks: readonly Check[],
): readonly string[] {
  const own = checks.filter(
    ({ id, subject }) => id === wanted.id && (wanted.on === undefined || places.get(subject) === wanted.on),
  );
  const on = wanted.on === undefined ? '' : ` on ${wanted.on}`;
  if (own.length === 0) return [`no check ${wanted.id}${on}`];
  const wrong = own.find(
    ({ status, code }) =>
      (wanted.status !== undefined && wanted.status !== status) || (wanted.code !== undefined && wanted.code !== code),
  );
  return wrong === undefined ? [] : [`check ${wanted.id}${on}: ${wrong.status} ${wrong.code}`];
}

function expectedText({
  applies,
  outcome,
  effect,
  codes,
  checks = [],
  exceptions,
  case: applied,
}: TrialExpectation): string {
  return [
    ...(applies === false ? ['it is not for this request'] : []),
    ...(applies === true ? ['it is for this request'] : []),
    ...(outcome === undefined ? [] : [outcome]),
    ...(effect === undefined ? [] : [`effect ${effect}`]),
    ...(codes === undefined ? [] : [`codes ${codes.toSorted().join(', ') || 'none'}`]),
    ...(exceptions === undefined ? [] : [`exceptions ${exceptions.toSorted().join(', ') || 'none'}`]),
    ...(applied === undefined ? [] : [`case ${applied}`]),
    ...checks.map(
      ({ id, on, status, code }) =>
        `check ${id}${on === undefined ? '' : ` on ${on}`}: ${[status, code].filter(Boolean).join(' ') || 'any'}`,
    ),
  ].join('; ');
}

function line({ id, subject, status, code, reason }: Check, places: ReadonlyMap<string, string>): string {
  return `${status} ${id} on ${places.get(subject) ?? subject}: ${reason} (${code})`;
}

function same(a: readonly string[], b: readonly string[]): boolean {
  const [left, right] = [new Set(a), new Set(b)];
  return left.size === right.size && [...left].every((one) => right.has(one));
}
