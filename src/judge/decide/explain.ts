import type { Check } from '../../records/check.ts';
import type { ExplainedRule, Explanation } from '../../records/explanation.ts';
import { mergeRequirements } from '../../records/merge-requirements.ts';
import type { Policy, PolicyCase, Requirements } from '../../records/policy.ts';
import type { Outcome, Verdict } from '../../records/verdict.ts';
import { CHECKS } from './checks.ts';
import { appliesText } from './choose-case.ts';
import type { Rule } from './rule.ts';

// A rule is told once for each platform, however long the policy is.
const MAX_DEMAND = 1024;

/**
 * Says why one policy decided as it did: for each check the rule that asked for it, what that demands in words, and
 * whether the outcome hangs on it. Pure: the same input gives the same explanation.
 *
 * A denial hangs on each check that failed, `indeterminate` on each that could not be made, and an allowance on each
 * demand that holds and each check that an exception excused.
 *
 * @param policy - that the verdict names
 * @param verdict - by that policy alone, as `decide` gives it or a judgement keeps it
 * @example explain(compiled.policy, verdict).rules.find(({ decisive }) => decisive)?.rule // '/require/signatures/0'
 */
export function explain(policy: Policy, verdict: Verdict): Explanation {
  const applied = appliedCase(policy, verdict);
  const require = mergeRequirements(policy.require, applied?.case.require);
  const rules = new Map(CHECKS.flatMap((kind) => kind.rules(require, policy)).map((rule) => [rule.check, rule]));
  const { name, mode, shadowOf } = policy;
  return {
    policy: { name, digest: verdict.policy.digest },
    mode,
    ...(shadowOf !== undefined && { shadowOf }),
    outcome: verdict.outcome,
    ...(applied !== undefined && { case: { name: applied.case.name, because: applied.because } }),
    rules: verdict.checks.map((check): ExplainedRule => {
      const { at = '', demand = check.id } = rules.get(check.id) ?? {};
      const { id, subject, platform, status, code, reason, exception } = check;
      return {
        rule: placeOf(at, policy, applied),
        demand: demand.slice(0, MAX_DEMAND).toWellFormed(),
        check: id,
        subject,
        ...(platform !== undefined && { platform }),
        status,
        code,
        reason,
        decisive: isDecisive(check, at, verdict.outcome),
        ...(exception !== undefined && { exception: exception.id }),
      };
    }),
  };
}

function isDecisive({ status, exception }: Check, at: string, outcome: Outcome): boolean {
  if (outcome === 'allow') return exception !== undefined || (status === 'pass' && at !== '');
  return exception === undefined && status === (outcome === 'deny' ? 'fail' : 'fault');
}

interface AppliedCase {
  readonly case: PolicyCase;
  /** Its place among the cases. */
  readonly index: number;
  readonly because: string;
}

/** A case may depend on the moment of the verdict, so the verdict is asked which one it was. */
function appliedCase({ cases = [] }: Policy, { checks }: Verdict): AppliedCase | undefined {
  const check = checks.find(({ id, status }) => id === 'case' && status === 'pass');
  const index = cases.findIndex((one) => check?.reason.startsWith(appliesText(one)));
  const found = cases[index];
  if (check === undefined || found === undefined) return undefined;
  return { case: found, index, because: check.reason.slice(appliesText(found).length) };
}

/** Where a demand stands in the policy: demands of the case follow those that the policy has of every image. */
function placeOf(at: Rule['at'], { require }: Policy, applied: AppliedCase | undefined): string {
  if (applied === undefined) return at;
  const place = `/cases/${applied.index}`;
  if (at === '/cases') return applied.case.if === undefined ? place : `${place}/if`;
  const [, first, name, entry, ...rest] = at.split('/');
  if (first !== 'require' || name === undefined) return at;
  const own: unknown = require[name as keyof Requirements];
  if (own === undefined) return `${place}${at}`;
  if (!Array.isArray(own) || entry === undefined || Number(entry) < own.length) return at;
  return `${place}/require/${[name, Number(entry) - own.length, ...rest].join('/')}`;
}
