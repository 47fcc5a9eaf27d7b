import type { Digest } from '../../formats/digest.ts';
import { isAgainst } from '../../records/check.ts';
import { type DecisionEntry, outcomeOf } from '../../records/decision.ts';
import { type DecisionSummary, namedImage } from '../../records/decision-summary.ts';
import type { ErrorCode } from '../../records/error-catalogue.ts';
import type { Verdict } from '../../records/verdict.ts';

/** A decision as the first release wrote it. */
interface FirstDecision {
  readonly apiVersion: 'twinseal.dev/decision/v1';
  readonly id: string;
  readonly time: string;
  readonly caller: string;
  readonly requested: string;
  readonly verdict?: Verdict;
  readonly policy?: { readonly name: string; readonly digest: Digest };
  readonly fault?: { readonly code: ErrorCode };
}

const MOST_CODES = 20;

/**
 * Sums up a kept decision, of any version.
 * @param document - canonical JSON as the ledger keeps it
 * @throws SyntaxError when it is no JSON, which the ledger never gives
 * @example summariseDecision(kept).outcome // 'deny'
 */
export function summariseDecision({ index, document }: { readonly index: number; readonly document: string }) {
  // Written by the ledger alone, as canonical JSON of one of these types.
  const entry = JSON.parse(document) as DecisionEntry | FirstDecision;
  return entry.apiVersion === 'twinseal.dev/decision/v1' ? ofFirst(index, entry) : ofEntry(index, entry);
}

function ofEntry(index: number, entry: DecisionEntry): DecisionSummary {
  const { id, time, effect, caller, door, requested, request } = entry;
  const { claims } = request;
  const about = { index, id, time, outcome: outcomeOf(entry), effect, caller, door, requested };
  const claimed = claims === undefined ? {} : { claims };
  if (!('verdict' in entry)) {
    const { policies, fault } = entry;
    return { ...about, ...namedImage(requested), ...claimed, policies, codes: [fault.code] };
  }
  const policies = entry.judgements.map(({ policy, mode, shadowOf, verdict }) => ({
    ...policy,
    outcome: verdict.outcome,
    mode,
    ...(shadowOf !== undefined && { shadowOf }),
  }));
  const { repository, inputs, verdict } = entry;
  return { ...about, repository, digest: inputs.image, ...claimed, policies, codes: codesOf(verdict) };
}

function ofFirst(
  index: number,
  { id, time, caller, requested, verdict, policy, fault }: FirstDecision,
): DecisionSummary {
  const about = { index, id, time, caller: { name: caller, by: 'loopback' as const }, requested };
  if (verdict === undefined)
    return {
      ...about,
      ...namedImage(requested),
      outcome: 'indeterminate',
      policies: policy === undefined ? [] : [policy],
      codes: fault === undefined ? [] : [fault.code],
    };
  const { outcome, subject } = verdict;
  const policies = [{ ...verdict.policy, outcome }];
  return { ...about, outcome, repository: subject.name, digest: subject.digest, policies, codes: codesOf(verdict) };
}

function codesOf({ checks }: Verdict): readonly string[] {
  const bad = checks.filter(isAgainst);
  return [...new Set(bad.map(({ code }) => code))].slice(0, MOST_CODES);
}
