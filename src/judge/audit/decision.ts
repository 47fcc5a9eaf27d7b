import { type Digest, sha256Digest } from '../../formats/digest.ts';
import { canonicalJsonBytes } from '../../formats/json/canonical.ts';
import { recordJson } from '../../formats/json/record.ts';
import { formatUtcSeconds } from '../../formats/rfc3339.ts';
import { type CallerRecord, callerRecord } from '../../records/caller.ts';
import type { Decision, DecisionInputs, Effect, Judgement, RequestContext } from '../../records/decision.ts';
import type { Verdict } from '../../records/verdict.ts';

/** Who asked, when, and what was found. */
export interface DecisionInput {
  /** Unpredictable, unique. */
  readonly id: string;
  /** Milliseconds since 1970-01-01T00:00:00Z; the moment that the verdict was given for. */
  readonly now: number;
  readonly caller: CallerRecord;
  readonly door: string;
  readonly request: RequestContext;
  readonly requested: string;
  readonly repository: string;
  readonly effect: Effect;
  readonly verdict: Verdict;
  readonly judgements: readonly Judgement[];
  readonly inputs: DecisionInputs;
}

/**
 * Makes the record of a verdict that was given: with the digests of image, evidence, policies and facts, so that whoever
 * has them can decide again and compare.
 *
 * @example makeDecision({ id: random.uuid(), now, caller, verdict, ... }).inputs.evidence
 */
export function makeDecision(input: DecisionInput): Decision {
  const { id, now, caller, door, request, requested, repository, effect, verdict, judgements, inputs } = input;
  // In the order in which canonical JSON has them.
  return {
    apiVersion: 'twinseal.dev/decision/v2',
    caller: callerRecord(caller),
    door,
    effect,
    id,
    inputs,
    judgements,
    repository,
    request,
    requested,
    time: formatUtcSeconds(Math.floor(now / 1000)),
    verdict,
  };
}

/**
 * SHA-256 over the canonical JSON of a record.
 * @example recordDigest(facts) // 'sha256:...', as the decision pins it
 * @see RFC 8785
 */
export function recordDigest(record: unknown): Digest {
  return sha256Digest(canonicalJsonBytes(recordJson(record)));
}
